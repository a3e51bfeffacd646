using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Tests.Support;

/// <summary>A portal on which everybody who releases or signs needs a second factor, as on every real one.</summary>
public sealed class Pflichtportal : Testportal
{
    public Pflichtportal() => Set("Konten:ZweiterFaktorPflicht", "true");

    /// <summary>A Trägerleitung of a house of its own, with the password that all have here.</summary>
    public async Task<Person> AddLeitungAsync(DateOnly? bis = null)
    {
        var traeger = await BuildAsync(a => a.CreateSchultraeger($"{Random.Shared.Next(100_000, 999_999)}", "Stadt Pflicht", TraegerArt.Kommune));
        var person = await AddPersonAsync(Rolle.Traegerleitung, Scope.Schultraeger(traeger.Id), bis: bis);
        await AddPasswordAsync(person);
        return person;
    }

    /// <summary>With a printed list; the codes as they stand on it.</summary>
    public async Task<(Person Person, IReadOnlyList<string> Codes)> AddLeitungWithListAsync()
    {
        var person = await AddLeitungAsync();
        var codes = Zweitfaktor.NewCodes();
        await InScopeAsync<Zweitfaktor>(z => z.SetListAsync(person.Id, codes));
        return (person, codes);
    }

    /// <summary>Through the first step; the browser stands before the second.</summary>
    public async Task<Testbrowser> EnterPasswordAsync(string email, Testbrowser? browser = null)
    {
        browser ??= NewBrowser();
        await browser.GetAsync("/anmelden");
        await browser.SubmitAsync("form[action='/anmelden']", ("Email", email), ("Passwort", Passwort));
        return browser;
    }

    public Task<Testseite> EnterCodeAsync(Testbrowser browser, string code) =>
        browser.SubmitAsync("form[action='/anmelden/zweiter-faktor']", ("Code", code));

    /// <summary>The text of the newest mail to a person.</summary>
    public Task<Ausgangsnachricht> NewestMailAsync(string email) => InDatabaseAsync(db =>
        db.Ausgangsnachrichten.AsNoTracking().Where(n => n.Empfaenger == email).OrderByDescending(n => n.AngelegtAm).FirstAsync());
}
