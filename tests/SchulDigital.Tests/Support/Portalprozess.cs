using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace SchulDigital.Tests.Support;

/// <summary>A portal in a process of its own, with nothing in its environment that these tests or a developer set.</summary>
public sealed partial class Portalprozess : IAsyncDisposable
{
    private static readonly TimeSpan Frist = TimeSpan.FromMinutes(2);

    private readonly Process _prozess;
    private readonly ConcurrentQueue<string> _zeilen = new();
    private readonly TaskCompletionSource<string> _adresse = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Portalprozess(string programm, string[] argumente)
    {
        var start = new ProcessStartInfo("dotnet", [programm, .. argumente])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Somewhere else than beside the program.
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
            start.Environment.Remove(name);
        _prozess = new Process { StartInfo = start, EnableRaisingEvents = true };
        _prozess.OutputDataReceived += (_, zeile) => Take(zeile.Data);
        _prozess.ErrorDataReceived += (_, zeile) => Take(zeile.Data);
        _prozess.Exited += (_, _) => _adresse.TrySetException(new InvalidOperationException($"The portal ended: {Ausgabe}"));
        _prozess.Start();
        _prozess.BeginOutputReadLine();
        _prozess.BeginErrorReadLine();
    }

    /// <summary>All that it has printed so far.</summary>
    public string Ausgabe => string.Join('\n', _zeilen);

    /// <summary>Waits until it serves, and says where.</summary>
    public Task<string> AddressAsync() => _adresse.Task.WaitAsync(Frist);

    public async Task<Testbrowser> NewBrowserAsync()
    {
        var cookies = new CookieContainer();
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(await AddressAsync()),
            Timeout = Frist,
        };
        return new Testbrowser(client, cookies, new Testprotokoll());
    }

    /// <summary>Waits for its end; the exit code.</summary>
    public async Task<int> WaitForEndAsync()
    {
        using var frist = new CancellationTokenSource(Frist);
        await _prozess.WaitForExitAsync(frist.Token);
        return _prozess.ExitCode;
    }

    /// <summary>SIGKILL: no line of its code runs any more.</summary>
    public async Task KillAsync()
    {
        _prozess.Kill();
        await WaitForEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_prozess.HasExited)
            await KillAsync();
        _prozess.Dispose();
    }

    private void Take(string? zeile)
    {
        if (zeile is null)
            return;
        _zeilen.Enqueue(zeile);
        if (AddressLine().Match(zeile) is { Success: true } fund)
            _adresse.TrySetResult(fund.Groups[1].Value);
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || name == "DOTNET_ENVIRONMENT" || name.Contains("__", StringComparison.Ordinal);

    [GeneratedRegex(@"SchulDigital läuft: (http://[^\s,]+)")]
    private static partial Regex AddressLine();
}
