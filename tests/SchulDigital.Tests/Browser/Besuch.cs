using System.Collections.Concurrent;
using Microsoft.Playwright;
using SchulDigital.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SchulDigital.Tests.Browser;

/// <summary>
/// One visitor's browser. What no page may do fails the test when the visit ends: an error of a script, an error in the
/// console, a request to another host.
/// </summary>
public sealed class Besuch : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _verstoesse = new();
    private readonly ConcurrentQueue<IRequest> _anfragen = new();
    private string[] _erlaubt = [];

    public Besuch(IBrowserContext kontext, IPage seite)
    {
        (Kontext, Seite) = (kontext, seite);
        var host = "";
        kontext.Request += (_, anfrage) =>
        {
            _anfragen.Enqueue(anfrage);
            var adresse = new Uri(anfrage.Url);
            if (adresse.Scheme is "data" or "blob")
                return;
            if (host.Length == 0)
                host = adresse.Authority;
            if (adresse.Authority != host)
                _verstoesse.Enqueue($"Anfrage an {anfrage.Url}");
        };
        kontext.Console += (_, meldung) =>
        {
            if (meldung.Type == "error")
                _verstoesse.Enqueue($"Konsole: {meldung.Text} ({meldung.Location} auf {meldung.Page?.Url})");
        };
        kontext.WebError += (_, fehler) => _verstoesse.Enqueue($"Skript: {fehler.Error} ({fehler.Page?.Url})");
    }

    public IBrowserContext Kontext { get; }

    public IPage Seite { get; }

    /// <summary>How many forms were sent so far, with or without script.</summary>
    public int Gesendet => _anfragen.Count(a => a.Method == "POST");

    /// <summary>The browser itself writes failed requests into the console; a test that brings one about says so.</summary>
    public void Allow(params string[] meldungen) => _erlaubt = meldungen;

    public async Task GotoAsync(string adresse, int status = 200)
    {
        var antwort = await Seite.GotoAsync(adresse);
        Assert.True(antwort!.Status == status, $"{antwort.Status} statt {status}: {adresse}");
    }

    public async Task SignInAsync(string email)
    {
        await GotoAsync("/anmelden");
        await FillSignInAsync(Seite, email);
        await Expect(Seite.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Wartet auf mich");
    }

    /// <summary>Fills and sends the sign-in form of the page at hand.</summary>
    public static async Task FillSignInAsync(IPage seite, string email)
    {
        await seite.GetByLabel("E-Mail-Adresse").FillAsync(email);
        await seite.GetByLabel("Passwort").FillAsync(Testportal.Passwort);
        await seite.GetByRole(AriaRole.Button, new() { Name = "Anmelden", Exact = true }).ClickAsync();
    }

    /// <summary>Closes the tab as a person does: the page is asked, the person says yes, the page gets its last word.</summary>
    public async Task CloseTabAsync()
    {
        var zu = new TaskCompletionSource();
        Seite.Dialog += (_, frage) => _ = frage.AcceptAsync();
        Seite.Close += (_, _) => zu.SetResult();
        await Seite.CloseAsync(new() { RunBeforeUnload = true });
        await zu.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>Waits for what shows on no page.</summary>
    public static async Task WaitAsync(Func<Task<bool>> eingetreten)
    {
        for (var i = 0; i < 200; i++)
        {
            if (await eingetreten())
                return;
            await Task.Delay(100);
        }
        Assert.Fail("Nach 20 Sekunden nicht eingetreten.");
    }

    public async ValueTask DisposeAsync()
    {
        await Kontext.CloseAsync();
        var verstoesse = _verstoesse.Where(v => !_erlaubt.Any(e => v.Contains(e, StringComparison.Ordinal))).ToList();
        Assert.True(verstoesse.Count == 0, string.Join('\n', verstoesse));
    }
}
