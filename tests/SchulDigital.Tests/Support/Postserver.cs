using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SchulDigital.Tests.Support;

/// <summary>
/// A mail server on a port of this machine, as a process of its own. Mails to <c>niemand@…</c> it refuses for good, to
/// <c>spaeter@…</c> for now, to <c>inhalt@…</c> because of the text, to
/// <c>ohneanmeldung@…</c> when the sender did not sign in; the first one to <c>stille@…</c> it takes and never answers.
/// </summary>
public sealed class Postserver : IAsyncDisposable
{
    private static readonly TimeSpan Frist = TimeSpan.FromSeconds(60);

    private readonly Process _prozess;
    private readonly ConcurrentQueue<Postsendung> _post = new();
    private readonly ConcurrentQueue<string> _versuche = new();
    private TaskCompletionSource _echo = new();
    private bool _beendet;
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Postserver(int port)
    {
        _prozess = new Process
        {
            StartInfo = new ProcessStartInfo("node",
                [Path.Combine(Shared.Repository, "tests", "SchulDigital.Tests", "Support", "postserver.js"), port.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.UTF8,
            },
            EnableRaisingEvents = true,
        };
        _prozess.OutputDataReceived += (_, zeile) => Take(zeile.Data);
        _prozess.Exited += (_, _) => _port.TrySetException(new InvalidOperationException("The mail server ended."));
        _prozess.Start();
        _prozess.BeginOutputReadLine();
    }

    public int Port { get; private set; }

    /// <summary>What it got, in the order of arrival.</summary>
    public IReadOnlyList<Postsendung> Post => [.. _post];

    /// <summary>To whom somebody wanted to send, whether taken or not.</summary>
    public IReadOnlyList<string> Versuche => [.. _versuche];

    public static async Task<Postserver> StartAsync(int port = 0)
    {
        var server = new Postserver(port);
        server.Port = await server._port.Task.WaitAsync(Frist);
        return server;
    }

    /// <summary>The settings with which a portal sends here.</summary>
    public (string Name, string Wert)[] Settings =>
    [
        ("Mail:Host", "127.0.0.1"), ("Mail:Port", Port.ToString(CultureInfo.InvariantCulture)), ("Mail:Tls", "false"),
        ("Mail:Absender", "portal@schuldigital.example"),
    ];

    /// <summary>Waits until everything that happened so far has been reported here.</summary>
    public async Task CatchUpAsync()
    {
        if (_beendet)
            return;
        _echo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _prozess.StandardInput.WriteLineAsync("echo");
        await _prozess.StandardInput.FlushAsync();
        await _echo.Task.WaitAsync(Frist);
    }

    public async Task<IReadOnlyList<Postsendung>> WaitForAsync(int anzahl)
    {
        var uhr = Stopwatch.StartNew();
        while (_post.Count < anzahl && uhr.Elapsed < Frist)
            await Task.Delay(20);
        Assert.True(_post.Count >= anzahl, $"{_post.Count} mails instead of {anzahl}");
        return Post;
    }

    public async ValueTask DisposeAsync()
    {
        if (_beendet)
            return;
        _beendet = true;
        _prozess.StandardInput.Close();
        await _prozess.WaitForExitAsync().WaitAsync(Frist);
        _prozess.Dispose();
    }

    private void Take(string? zeile)
    {
        if (zeile is null)
            return;
        var ereignis = JsonDocument.Parse(zeile).RootElement;
        switch (ereignis.GetProperty("art").GetString())
        {
            case "bereit":
                _port.TrySetResult(ereignis.GetProperty("port").GetInt32());
                break;
            case "echo":
                _echo.TrySetResult();
                break;
            case "versuch":
                _versuche.Enqueue(ereignis.GetProperty("an").GetString()!);
                break;
            default:
                _post.Enqueue(new Postsendung(
                    ereignis.GetProperty("von").GetString()!, [.. ereignis.GetProperty("an").EnumerateArray().Select(a => a.GetString()!)],
                    ereignis.GetProperty("konto").GetString(), ereignis.GetProperty("text").GetBytesFromBase64()));
                break;
        }
    }
}

/// <summary>A mail as it came over the line.</summary>
public sealed partial class Postsendung(string von, IReadOnlyList<string> an, string? konto, byte[] roh)
{
    private (string Kopf, string Rumpf)? _teile;

    public string Von => von;
    public string An => Assert.Single(an);

    /// <summary>The account with which the sender signed in.</summary>
    public string? Konto => konto;

    /// <summary>Bytes as characters; what stands over the line is ASCII.</summary>
    public string Roh => Encoding.Latin1.GetString(roh);

    /// <summary>Value of a header that stands there once, unfolded and decoded.</summary>
    public string this[string name] => Assert.Single(All(name));

    public IReadOnlyList<string> All(string name) =>
    [
        .. FoldPattern().Replace(Teile.Kopf, " ").Split("\r\n")
            .Where(z => z.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)).Select(z => Decode(z[(name.Length + 1)..].Trim())),
    ];

    /// <summary>The plain text, decoded.</summary>
    public string Text => Part("text/plain; charset=utf-8");

    /// <summary>The part of just this type, decoded; the framework writes its parameters in any order.</summary>
    public string Part(string typ)
    {
        var teil = PartPattern().Matches(Roh).FirstOrDefault(t => Parameters(t.Groups[1].Value).SetEquals(Parameters(typ)));
        Assert.True(teil is not null, $"Kein Teil {typ} in {Roh[..Math.Min(Roh.Length, 3000)]}");
        return Encoding.UTF8.GetString(Convert.FromBase64String(teil.Groups[2].Value.Replace("\r\n", "", StringComparison.Ordinal)));

        static HashSet<string> Parameters(string typ) => new(typ.Split(';', StringSplitOptions.TrimEntries), StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^Content-Type: ([^\r\n]+)\r\nContent-Transfer-Encoding: base64\r\n\r\n([A-Za-z0-9+/=\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex PartPattern();

    private (string Kopf, string Rumpf) Teile
    {
        get
        {
            if (_teile is null)
            {
                var ende = Roh.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                _teile = (Roh[..ende], Roh[(ende + 4)..]);
            }
            return _teile.Value;
        }
    }

    /// <summary>Words in another character set, RFC 2047.</summary>
    private static string Decode(string wert) => EncodedWordPattern().Replace(
        BetweenWordsPattern().Replace(wert, "$1$2"), wort => Encoding.GetEncoding(wort.Groups[1].Value).GetString(
            wort.Groups[2].Value is "B" or "b"
                ? Convert.FromBase64String(wort.Groups[3].Value)
                : Unquote(wort.Groups[3].Value.Replace('_', ' '))));

    private static byte[] Unquote(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
            if (text[i] == '=')
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        return [.. bytes];
    }

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex FoldPattern();

    [GeneratedRegex(@"=\?([^?]+)\?([bBqQ])\?([^?]*)\?=")]
    private static partial Regex EncodedWordPattern();

    /// <summary>Blanks between two such words belong to neither.</summary>
    [GeneratedRegex(@"(\?=)\s+(=\?)")]
    private static partial Regex BetweenWordsPattern();
}
