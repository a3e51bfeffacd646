using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>Who does not get in: invitations nobody accepted, rights that ended, mails that did not arrive; each with its one act.</summary>
[Erlaubt(Handlung.ZugaengeAuflisten)]
public sealed class ZugaengeController(AppDbContext db, SichtbareDaten sichtbar, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    /// <summary>How long an ended right is still asked about, in days.</summary>
    private const int Rueckblick = 180;

    [HttpGet("/zugaenge")]
    public async Task<IActionResult> List([FromQuery] Zugangsfilter filter, string? seite, CancellationToken abbruch)
    {
        if (!ModelState.IsValid)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        var (heute, seit) = (uhr.Today(), uhr.Today().AddDays(-Rueckblick));
        var fremdePersonen = benutzer.PersonId;
        var zeilen =
            from z in sichtbar.VerwalteteZustaendigkeiten()
            where z.Art != Amtsart.ImAuftrag && z.PersonId != fremdePersonen && (z.Bis == null || z.Bis >= z.Von)
            join p in db.Personen on z.PersonId equals p.Id
            where p.DeaktiviertAm == null
            let organisation = z.ScopeArt == ScopeArt.Schultraeger ? db.Schultraeger.Where(t => t.Id == z.ScopeId).Select(t => t.Name).FirstOrDefault()
                : z.ScopeArt == ScopeArt.Schule ? db.Schulen.Where(s => s.Id == z.ScopeId).Select(s => s.Name).FirstOrDefault()
                : z.ScopeArt == ScopeArt.RunderTisch ? db.RundeTische.Where(t => t.Id == z.ScopeId).Select(t => t.Name).FirstOrDefault()
                : z.ScopeArt == ScopeArt.Schulgruppe ? db.Schulgruppen.Where(g => g.Id == z.ScopeId).Select(g => g.Name).FirstOrDefault()
                : db.Bildungsregionen.Where(r => r.Id == z.ScopeId).Select(r => r.Name).FirstOrDefault()
            let suchtext = z.ScopeArt == ScopeArt.Schultraeger ? db.Schultraeger.Where(t => t.Id == z.ScopeId).Select(t => t.NameSuche).FirstOrDefault()
                : z.ScopeArt == ScopeArt.Schule ? db.Schulen.Where(s => s.Id == z.ScopeId).Select(s => s.NameSuche).FirstOrDefault() : ""
            let offen = (z.Bis == null || z.Bis >= heute) && !db.Users.Any(u => u.Id == p.Id && u.PasswordHash != null)
            let letzteMail = db.Ausgangsnachrichten.Where(n => n.Empfaenger == p.Email && n.Anlass.StartsWith("einladung/"))
                .OrderByDescending(n => n.AngelegtAm).Select(n => (Versandstand?)n.Stand).FirstOrDefault()
            let fehler = db.Ausgangsnachrichten.Where(n => n.Empfaenger == p.Email && n.Anlass.StartsWith("einladung/"))
                .OrderByDescending(n => n.AngelegtAm).Select(n => n.Fehler).FirstOrDefault()
            let art = offen
                ? letzteMail == Versandstand.Abgelehnt || letzteMail == Versandstand.Unklar ? Zugangsart.Unzustellbar : Zugangsart.Offen
                : Zugangsart.Abgelaufen
            where offen || z.Bis != null && z.Bis < heute && z.Bis >= seit
                && !db.Zustaendigkeiten.Any(n => n.NachfolgeVonId == z.Id && (n.Bis == null || n.Bis >= n.Von))
                && !db.Zustaendigkeiten.Any(n => n.PersonId == z.PersonId && n.Rolle == z.Rolle && n.ScopeId == z.ScopeId && (n.Bis == null || n.Bis >= heute))
            select new { z, p.Name, p.NameSuche, p.Email, organisation, suchtext, art, letzteMail, fehler };

        foreach (var wort in ModelState.IsValid ? Suchworte.Of(filter.Suche) : [])
            zeilen = zeilen.Where(z => z.NameSuche.Contains(wort) || z.suchtext!.Contains(wort) || z.Email.Contains(wort));
        var gesamt = await zeilen.CountAsync(abbruch);
        if (ModelState.IsValid && filter.Art is { } gesucht)
            zeilen = zeilen.Where(z => z.art == gesucht);
        var blaettern = new Blaettern(seite, await zeilen.CountAsync(abbruch), "Eintrag", "Einträge",
            new Listenweg("/zugaenge", ("suche", filter.Suche), ("art", filter.Art?.ToString())) { Sortierung = null });
        var eintraege = await zeilen.OrderByDescending(z => z.art).ThenBy(z => z.NameSuche).ThenBy(z => z.z.Von)
            .Skip(blaettern.Davor).Take(Blaettern.Groesse)
            .Select(z => new
            {
                z.z,
                z.Name,
                z.Email,
                z.organisation,
                z.art,
                z.letzteMail,
                z.fehler,
                LinkBis = db.Zugangslinks.Where(l => l.GegenstandId == z.z.PersonId && l.Zweck == Zugangszweck.Einladung
                    && l.VerbrauchtAm == null && l.WiderrufenAm == null).Max(l => (DateTime?)l.EndetAm),
            }).AsNoTracking().ToListAsync(abbruch);
        return View("Zugaenge", new ZugaengeSeite(filter, gesamt, blaettern,
        [
            .. eintraege.Select(z => new Zugangseintrag(
                z.z.Id, z.Name, z.Email, Amtswahl.WordsOf(z.z.Rolle, z.z.Art), z.organisation ?? "", z.art,
                z.art switch
                {
                    Zugangsart.Abgelaufen => $"beendet am {z.z.Bis:dd.MM.yyyy}, niemand folgte",
                    Zugangsart.Unzustellbar when z.letzteMail == Versandstand.Unklar => "Mail vielleicht nicht angekommen",
                    Zugangsart.Unzustellbar => "Mail abgelehnt" + (z.fehler is null ? "" : $": {z.fehler}"),
                    _ when z.LinkBis is null => "noch nicht eingeladen",
                    _ when z.LinkBis < uhr.Now() => $"Link abgelaufen am {Zeitangabe.Date(z.LinkBis.Value)}",
                    _ => $"eingeladen, Link gilt bis {Zeitangabe.Date(z.LinkBis.Value)}",
                },
                Bereichsweg.BasisOf(z.z.Scope))),
        ]));
    }
}

/// <summary>Why somebody does not get in.</summary>
public enum Zugangsart { Abgelaufen, Offen, Unzustellbar }

public static class Zugangsarten
{
    public static readonly IReadOnlyList<Zugangsart> All = [Zugangsart.Unzustellbar, Zugangsart.Offen, Zugangsart.Abgelaufen];

    public static string Label(this Zugangsart art) => art switch
    {
        Zugangsart.Offen => "Einladung nicht angenommen",
        Zugangsart.Abgelaufen => "Zuständigkeit abgelaufen",
        _ => "Mail nicht zugestellt",
    };
}

public sealed record Zugangsfilter(string? Suche, Zugangsart? Art);

public sealed class ZugangsfilterValidator : AbstractValidator<Zugangsfilter>
{
    public ZugangsfilterValidator() => RuleFor(f => f.Suche).MaximumLength(Suchworte.MaxLength).WithName("Suche");
}

public sealed record ZugaengeSeite(Zugangsfilter Filter, int Gesamt, Blaettern Blaettern, IReadOnlyList<Zugangseintrag> Zeilen);

public sealed record Zugangseintrag(
    Guid Id, string Name, string Email, string Amt, string Organisation, Zugangsart Art, string Stand, string Basis)
{
    /// <summary>The one act that helps.</summary>
    public (string Text, string Adresse) Schritt => Art switch
    {
        Zugangsart.Abgelaufen => ("Erneuern", $"{Basis}/einladung?aus={Id}"),
        Zugangsart.Unzustellbar => ("Adresse berichtigen", $"{Basis}/{Id}/einladung"),
        _ => ("Neuen Link schicken", $"{Basis}/{Id}/einladung"),
    };
}
