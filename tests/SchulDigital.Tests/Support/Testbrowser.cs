using System.Net;
using System.Text.RegularExpressions;

namespace SchulDigital.Tests.Support;

/// <summary>
/// Behaves like a browser without script: keeps cookies, follows redirects where wanted, submits the forms of the page
/// it is on with what stands in them.
/// </summary>
public sealed partial class Testbrowser(HttpClient client, CookieContainer cookies, Testprotokoll protokoll, Testbrowser? bisher = null)
{
    private const string Formulartoken = "__RequestVerificationToken";

    private Testseite? _seite = bisher?._seite;

    public HttpClient Client => client;

    /// <summary>Else an answer 500 fails the test at once, with what the log says about it.</summary>
    public bool ErwartetFehler { get; set; }

    public CookieContainer Cookies => cookies;

    /// <summary>The page that was loaded last.</summary>
    public Testseite Seite => _seite ?? throw new InvalidOperationException("Noch keine Seite geladen.");

    public Task<Testseite> GetAsync(string adresse, bool follow = true) =>
        SendAsync(() => new HttpRequestMessage(HttpMethod.Get, adresse), follow);

    /// <summary>Posts fields with the antiforgery token of the current page (else of the start page).</summary>
    public async Task<Testseite> PostAsync(
        string adresse, IEnumerable<KeyValuePair<string, string>> felder, bool follow = true, bool token = true,
        params (string Name, string Wert)[] kopf)
    {
        var inhalt = felder.ToList();
        if (token && inhalt.All(f => f.Key != Formulartoken))
            inhalt.Add(await FindTokenAsync());
        return await SendAsync(() =>
        {
            var anfrage = new HttpRequestMessage(HttpMethod.Post, adresse) { Content = new FormUrlEncodedContent(inhalt) };
            foreach (var (name, wert) in kopf)
                anfrage.Headers.Add(name, wert);
            return anfrage;
        }, follow);
    }

    public Task<Testseite> PostAsync(string adresse, params (string Name, string Wert)[] felder) =>
        PostAsync(adresse, felder.Select(f => KeyValuePair.Create(f.Name, f.Wert)));

    /// <summary>Posts a file with the antiforgery token of the current page.</summary>
    public async Task<Testseite> UploadAsync(
        string adresse, string feld, string dateiname, byte[] inhalt, params (string Name, string Wert)[] felder)
    {
        var (feldname, token) = await FindTokenAsync();
        return await SendAsync(() =>
        {
            var form = new MultipartFormDataContent { { new ByteArrayContent(inhalt), feld, dateiname }, { new StringContent(token), feldname } };
            foreach (var (name, wert) in felder)
                form.Add(new StringContent(wert), name);
            return new HttpRequestMessage(HttpMethod.Post, adresse) { Content = form };
        }, follow: true);
    }

    /// <summary>Submits a form of the current page as it stands, with these fields changed or added.</summary>
    public Task<Testseite> SubmitAsync(string form, params (string Name, string? Wert)[] aenderungen)
    {
        var formular = Seite.Form(form);
        foreach (var (name, wert) in aenderungen)
            formular.Set(name, wert);
        return SubmitAsync(formular);
    }

    public Task<Testseite> SubmitAsync(Testformular formular, bool follow = true) =>
        formular.IsPost
            ? PostAsync(formular.Adresse, formular.Felder, follow, token: false)
            : GetAsync($"{formular.Adresse.Split('?')[0]}?{formular.Query}", follow);

    /// <summary>Follows the link with this text.</summary>
    public Task<Testseite> FollowAsync(string text) => GetAsync(Seite.Link(text));

    public async Task SignInAsync(string email, string passwort)
    {
        await GetAsync("/anmelden");
        var seite = await SubmitAsync("form[action='/anmelden']", ("Email", email), ("Passwort", passwort));
        Assert.True(seite.Status == HttpStatusCode.OK && seite.Adresse != "/anmelden",
            $"Anmeldung von {email} abgelehnt: {seite.Status} {seite.Text}");
    }

    /// <summary>The antiforgery token of the current page (else of the start page), as a field to post.</summary>
    public async Task<KeyValuePair<string, string>> FindTokenAsync()
    {
        // One per form, all alike; looked for in the text, because to read the whole page costs more than the post itself.
        if (_seite is null || !TokenPattern().IsMatch(_seite.Html))
            await GetAsync("/");
        return new(Formulartoken, TokenPattern().Match(Seite.Html).Groups[1].Value);
    }

    [GeneratedRegex($"<input name=\"{Formulartoken}\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();

    private async Task<Testseite> SendAsync(Func<HttpRequestMessage> anfrage, bool follow)
    {
        using var erste = anfrage();
        var antwort = await client.SendAsync(erste);
        for (var i = 0; follow && i < 10 && (int)antwort.StatusCode is >= 300 and < 400 && antwort.Headers.Location is { } ziel; i++)
            antwort = await client.GetAsync(ziel);
        // Looked up only then: the log of a portal that was asked ten thousand times is long.
        if (antwort.StatusCode == HttpStatusCode.InternalServerError && !ErwartetFehler)
            Assert.Fail($"500 auf {antwort.RequestMessage!.RequestUri!.PathAndQuery}: {protokoll.Zeilen.LastOrDefault(z => z.StartsWith("Error", StringComparison.Ordinal))}");
        return _seite = new Testseite(antwort, await antwort.Content.ReadAsStringAsync());
    }
}
