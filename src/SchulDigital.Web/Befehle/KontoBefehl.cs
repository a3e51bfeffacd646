using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Features.Zustaendig;
using SchulDigital.Web.Infrastructure.Mail;

namespace SchulDigital.Web.Befehle;

/// <summary>
/// <c>konto einladen</c>: how the first people come in, and everybody as long as no mail is set up.
/// <c>konto zweiter-faktor-zuruecksetzen</c>: the way back for somebody whom nobody else can help.
/// </summary>
public static class KontoBefehl
{
    private static readonly Argument<string> Email = new("EMAIL") { Description = "E-Mail-Adresse der Person" };
    private static readonly Option<Rolle> Amt = new("--rolle")
    {
        Description = "Rolle: " + string.Join(", ", Rollen.All),
        Required = true,
    };
    private static readonly Option<string?> Name = new("--name") { Description = "Name der Person; sie kann ihn beim Annehmen ändern" };
    private static readonly Option<int> Tage = new("--tage")
    {
        Description = "Wie viele Tage der Link gilt",
        DefaultValueFactory = _ => Einladungsversand.Tage,
    };

    private static readonly Dictionary<ScopeArt, Option<string?>> Bereiche = new()
    {
        [ScopeArt.Schultraeger] = new("--traeger") { Description = "Trägernummer oder Id des Schulträgers" },
        [ScopeArt.Schule] = new("--schule") { Description = "Schulnummer oder Id der Schule" },
        [ScopeArt.Bildungsregion] = new("--region") { Description = "Schlüssel der Bildungsregion, z. B. musterland" },
        [ScopeArt.RunderTisch] = new("--tisch") { Description = "Name oder Id des Runden Tisches" },
        [ScopeArt.Schulgruppe] = new("--gruppe") { Description = "Name oder Id der Schulgruppe" },
    };

    public static Command Create()
    {
        var einladen = new Command("einladen", "Lädt eine Person in eine Zuständigkeit ein und zeigt den persönlichen Link.") { Email, Amt, Name, Tage };
        foreach (var bereich in Bereiche.Values)
            einladen.Add(bereich);
        einladen.SetAction(InviteAsync);
        var zuruecksetzen = new Command("zweiter-faktor-zuruecksetzen",
            "Nimmt einer Person, die alles verloren hat, ihre zweiten Faktoren. Sie richtet bei der nächsten Anmeldung einen neuen ein.") { Email };
        zuruecksetzen.SetAction(ResetAsync);
        return new Command("konto", "Konten und Einladungen") { einladen, zuruecksetzen };
    }

    private static Task<int> InviteAsync(ParseResult eingabe, CancellationToken abbruch) => Befehlszeile.RunInPortalAsync(eingabe, async dienste =>
    {
        var email = eingabe.GetRequiredValue(Email);
        if (!Mailadresse.IsValid(email))
            throw new FachregelVerletzt($"„{email}“ ist keine E-Mail-Adresse.");
        var tage = eingabe.GetValue(Tage);
        if (tage is < 1 or > 365)
            throw new FachregelVerletzt("Ein Link gilt 1 bis 365 Tage.");
        var rolle = eingabe.GetValue(Amt);
        var scope = await FindScopeAsync(dienste.GetRequiredService<AppDbContext>(), eingabe, rolle, abbruch);
        var name = eingabe.GetValue(Name) is { Length: > 0 } genannt ? genannt : email.Trim().Split('@')[0];

        var eingeladen = await dienste.GetRequiredService<Einladungsversand>().InviteAsync(
            email, name[..Math.Min(name.Length, Person.NameMaxLength)], rolle, scope, tage, abbruch);
        if (eingeladen.Token is null)
        {
            Console.WriteLine($"{eingeladen.Person.Email} hat schon ein Konto und kann sich damit anmelden. Die Zuständigkeit gilt ab heute.");
            return Befehlszeile.Erledigt;
        }
        var portal = dienste.GetRequiredService<IConfiguration>()["Portal:Adresse"] is { Length: > 0 } gesetzt ? gesetzt : "http://localhost:5080";
        Console.WriteLine($"Einladung für {eingeladen.Person.Email}, gültig bis {Kalender.LocalTime(eingeladen.EndetAm!.Value):dd.MM.yyyy, HH:mm} Uhr.");
        if (eingeladen.Code is { } code)
            Console.WriteLine($"Code, den die Person dazu braucht; geben Sie ihn auf einem anderen Weg weiter als den Link: {code}");
        Console.WriteLine("Dieser Link wird nur jetzt gezeigt. Geben Sie ihn nur dieser Person:");
        Console.WriteLine($"{portal.TrimEnd('/')}/einladung/{eingeladen.Token}");
        return Befehlszeile.Erledigt;
    });

    private static Task<int> ResetAsync(ParseResult eingabe, CancellationToken abbruch) => Befehlszeile.RunInPortalAsync(eingabe, async dienste =>
    {
        var email = Person.NormalizeEmail(eingabe.GetRequiredValue(Email));
        var person = await dienste.GetRequiredService<AppDbContext>().Personen.AsNoTracking().SingleOrDefaultAsync(p => p.Email == email, abbruch)
            ?? throw new FachregelVerletzt($"Zu „{email}“ gibt es keine Person.");
        await dienste.GetRequiredService<Zweitfaktor>().ResetAsync(person.Id, Urheber.Portal);
        Console.WriteLine($"Die zweiten Faktoren von {person.Email} sind zurückgesetzt; alle ihre Anmeldungen sind beendet.");
        return Befehlszeile.Erledigt;
    });

    /// <summary>What the options name; it must be something that the role can be bound to.</summary>
    private static async Task<Scope> FindScopeAsync(AppDbContext db, ParseResult eingabe, Rolle rolle, CancellationToken abbruch)
    {
        var genannt = Bereiche.Where(b => eingabe.GetValue(b.Value) is { Length: > 0 }).Select(b => b.Key).ToList();
        var moeglich = rolle.Scopes();
        if (moeglich is [ScopeArt.Installation])
            return genannt.Count == 0 ? Scope.Installation : throw new FachregelVerletzt($"Die Rolle {rolle.Label()} gilt für die ganze Installation.");
        if (genannt is not [var art] || !moeglich.Contains(art))
            throw new FachregelVerletzt(
                $"Die Rolle {rolle.Label()} braucht genau eine dieser Angaben: {string.Join(" oder ", moeglich.Select(a => Bereiche[a].Name))}.");

        var wert = eingabe.GetValue(Bereiche[art])!;
        _ = Guid.TryParse(wert, out var id);
        var treffer = await (art switch
        {
            ScopeArt.Schultraeger => db.Schultraeger.Where(t => t.Traegernummer == wert || t.Id == id).Select(t => t.Id),
            ScopeArt.Schule => db.Schulen.Where(s => s.Schulnummer == wert || s.Id == id).Select(s => s.Id),
            ScopeArt.Bildungsregion => db.Bildungsregionen.Where(r => r.Key == wert || r.Id == id).Select(r => r.Id),
            ScopeArt.RunderTisch => db.RundeTische.Where(t => t.Name == wert || t.Id == id).Select(t => t.Id),
            _ => db.Schulgruppen.Where(g => g.Name == wert || g.Id == id).Select(g => g.Id),
        }).Take(2).ToListAsync(abbruch);
        return treffer switch
        {
            [var gefunden] => new Scope(art, gefunden),
            [] => throw new FachregelVerletzt($"{Bereiche[art].Name} „{wert}“ gibt es nicht."),
            _ => throw new FachregelVerletzt($"{Bereiche[art].Name} „{wert}“ gibt es mehrfach. Nennen Sie die Id."),
        };
    }
}
