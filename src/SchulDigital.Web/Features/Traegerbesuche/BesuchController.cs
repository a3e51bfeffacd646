using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>The page of one visit: for the carrier what to do next, for a partner what to read and answer.</summary>
[Erlaubt(Handlung.BesuchLesen), Route("/besuche/{besuchId}")]
public sealed class BesuchController(
    AppDbContext db, SichtbareDaten sichtbar, Besuchsabruf abruf, Leseabruf lesen, Besuchssperre sperre, Besuchsversand versand, Besuchsdokumente dokumente, Portaladresse adresse, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Show(Guid besuchId, CancellationToken abbruch)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Alle);
        return abruf.IstTraeger(besuch) ? await ShowCarrierAsync(besuch, abbruch)
            : View("Partner", await lesen.GetPartnerAsync(besuch, abruf.FindSelf(besuch), new Besuchsweg(besuchId).Seite, mayRead: true));
    }

    /// <summary>Answers the invitation: for oneself, as a partner organisation, or the organiser for somebody.</summary>
    [HttpPost("rueckmeldungen"), Erlaubt(Handlung.BesuchMitwirken)]
    public async Task<IActionResult> Respond(Guid besuchId, [FromForm] RueckmeldungForm form)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte);
        var selbst = abruf.FindSelf(besuch);
        var fuer = form.Beteiligter ?? selbst?.Id;
        if (fuer != selbst?.Id && !(abruf.IstTraeger(besuch) && benutzer.May(Handlung.BesuchPlanen, besuch.Scope)))
            return Forbid();
        if (fuer is null || besuch.Beteiligte.All(b => b.Id != fuer))
            throw new FachregelVerletzt("Diese Person oder Stelle ist zu diesem Besuch nicht eingeladen.");
        form.EnsureComplete();
        var von = fuer == selbst?.Id ? benutzer.Name : $"{benutzer.Name} (eingetragen)";
        await sperre.ActAsync(besuchId, Besuchsteile.Beteiligte, b =>
        {
            b.Respond(fuer.Value, form.Antwort!.Value, form.Wort, von, uhr.Now());
        });
        TempData["Meldung"] = "Die Antwort ist gespeichert.";
        return LocalRedirect(new Besuchsweg(besuchId).Seite);
    }

    /// <summary>The date to take along into one's own calendar.</summary>
    [HttpGet("termin.ics"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Calendar(Guid besuchId)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Keine);
        if (besuch is not { Tag: not null, Uhrzeit: not null })
            throw new Zustandskonflikt("Dieser Besuch hat noch keinen Termin.");
        return File(Encoding.UTF8.GetBytes(await versand.WriteCalendarAsync(besuch, adresse.LinkTo(new Besuchsweg(besuchId).Seite))), "text/calendar; charset=utf-8", "schultraegerbesuch.ics");
    }

    /// <summary>The mail that this participant got last, or would get now, as a letter on paper.</summary>
    [HttpGet("briefe/{beteiligterId:guid}"), Erlaubt(Handlung.BesuchPlanen), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Letter(Guid besuchId, Guid beteiligterId)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Beteiligte);
        if (besuch.Beteiligte.FirstOrDefault(b => b.Id == beteiligterId) is not { } beteiligter)
            return NotFound();
        return File(await dokumente.ComposeLetterAsync(besuch, beteiligter, await versand.GetPostAsync(besuch)), MediaTypeNames.Application.Pdf, "schultraegerbesuch-brief.pdf");
    }

    /// <summary>It took place.</summary>
    [HttpPost("durchfuehrung"), Erlaubt(Handlung.BesuchPlanen)]
    public async Task<IActionResult> Hold(Guid besuchId)
    {
        await sperre.ActAsync(besuchId, Besuchsteile.Keine, b => b.Hold(benutzer.Zugriff.Urheber, uhr.Now()));
        TempData["Meldung"] = "Der Besuch hat stattgefunden. Notizen und Ergebnisse können Sie weiter festhalten, bis der Besuchsvermerk freigegeben ist.";
        return LocalRedirect(new Besuchsweg(besuchId).Gespraech);
    }

    private async Task<IActionResult> ShowCarrierAsync(Besuch besuch, CancellationToken abbruch)
    {
        var kopf = await abruf.GetKopfAsync(besuch);
        var katalog = await abruf.GetKatalogAsync(besuch);
        var exemplare = await lesen.GetLeseexemplareAsync(besuch);
        var anlass = $"besuch/{besuch.Id:N}/";
        var ungeklaert = await db.Ausgangsnachrichten.Where(n => n.Anlass.StartsWith(anlass) && Versandstaende.Ungeklaert.Contains(n.Stand))
            .Select(n => new Postangabe(n.EmpfaengerName, n.Empfaenger, n.Betreff, n.Stand)).ToListAsync(abbruch);
        var naechster = await db.Besuche.Where(b => b.VorgaengerId == besuch.Id).Select(b => (Guid?)b.Id).FirstOrDefaultAsync(abbruch);
        return View("Besuch", new BesuchSeite(
            kopf, abruf.FindSelf(besuch)?.Id, await db.Personen.Where(p => p.Id == besuch.OrganisatorId).Select(p => p.Name).SingleAsync(abbruch), besuch.OrganisatorId == benutzer.PersonId,
            besuch.Grund, besuch.Nachricht, katalog.Adresse, katalog.Titel,
            [.. besuch.Beteiligte.Where(b => b.NimmtTeil).OrderBy(b => b.Art).ThenBy(b => b.Name, StringComparer.CurrentCulture).Select(Beteiligtenangabe.Of)],
            exemplare, [.. besuch.Unterlagen.Where(u => u.EntferntAm is null).OrderBy(u => u.Titel, StringComparer.CurrentCulture).Select(Unterlagenangabe.Of)],
            besuch.Fragen.Count, besuch.Fragen.Count(f => f.Antwort is null), besuch.Punkte.Count(p => !p.Ausgelassen), besuch.Punkte.Where(p => !p.Ausgelassen).Sum(p => p.Minuten),
            besuch.Notizen.Count(n => n.Text.Length > 0), [.. besuch.Ergebnisse.OrderBy(e => e.AngelegtAm).Select(e => Ergebnisangabe.Of(e, katalog, kopf))],
            ungeklaert, await abruf.GetHistoryAsync(besuch), naechster, besuch.VermerktAm, besuch.VermerkVonName is null ? null : $"{besuch.VermerkVonName}, {besuch.VermerkAmt}")
        {
            Heute = uhr.Today(),
            Codes = TempData["Codes"] is string codes ? System.Text.Json.JsonSerializer.Deserialize<List<Gastcode>>(codes)! : [],
            DarfWeitergeben = benutzer.May(Handlung.MatrixWeitergeben, besuch.Scope),
            Offene = await sichtbar.Vereinbarungen().WhereOpen().Where(v => v.SchultraegerId == besuch.SchultraegerId || v.Beteiligte.Any(b => b.IsBound && b.ScopeId == besuch.SchultraegerId))
                .ToZeilenAsync(db, uhr.Today(), 50, abbruch),
        });
    }
}

public sealed record RueckmeldungForm
{
    /// <summary>Whom the organiser answers for; null for oneself.</summary>
    public Guid? Beteiligter { get; init; }
    public Rueckmeldung? Antwort { get; init; }
    public string? Wort { get; init; }

    public void EnsureComplete()
    {
        if (Antwort is null or Rueckmeldung.Offen)
            throw new FachregelVerletzt("Wählen Sie Zusage oder Absage.");
        if (Wort?.Length > Besuchsbeteiligter.WortMaxLength)
            throw new FachregelVerletzt($"Die Nachricht ist länger als {Besuchsbeteiligter.WortMaxLength} Zeichen.");
    }
}

/// <summary>A mail of which nobody knows whether it arrived, or that was refused.</summary>
public sealed record Postangabe(string Name, string Email, string Betreff, Versandstand Stand);

public sealed record Beteiligtenangabe(
    Guid Id, Beteiligungsart Art, string Worte, DateTime? EingeladenAm, Rueckmeldung Rueckmeldung, string? RueckmeldungWort, string? RueckmeldungVon, DateTime? RueckmeldungAm,
    DateTime? GelesenAm, Vermerkantwort Vermerkantwort, string? VermerkWort, string? VermerkVon, DateTime? VermerkAm)
{
    public bool IstPartner => Art != Beteiligungsart.Eigene;

    public static Beteiligtenangabe Of(Besuchsbeteiligter b) => new(
        b.Id, b.Art, b.Worte, b.EingeladenAm, b.Rueckmeldung, b.RueckmeldungWort, b.RueckmeldungVon, b.RueckmeldungAm, b.GelesenAm, b.Vermerkantwort, b.VermerkWort, b.VermerkVon, b.VermerkAm);
}

public sealed record Unterlagenangabe(Guid Id, string Titel, string? Link, bool IstDatei)
{
    public static Unterlagenangabe Of(Besuchsunterlage u) => new(u.Id, u.Titel, u.Link, u.DokumentId is not null);
}

/// <param name="Zeile">Criterion of the row that it came from.</param>
/// <param name="Zeilenlink">To that row.</param>
/// <param name="Ziel">Where what came of it is shown; null where it has no page yet.</param>
public sealed record Ergebnisangabe(Guid Id, Ergebnisart Art, string Text, string Themenfeld, string? Zeile, string? Zeilenlink, string? Ziel, DateTime Am)
{
    /// <summary>Where it can be taken back; null where it stays.</summary>
    public string? Ruecknahme { get; init; }

    /// <summary>The same for who writes in the visit: it can be taken back until the record is released.</summary>
    public static Ergebnisangabe Of(Besuchsergebnis e, Besuchskatalog katalog, Besuchskopf kopf) =>
        Of(e, katalog) with { Ruecknahme = kopf is { DarfPlanen: true, IsWritable: true } ? kopf.Weg.Ergebnisruecknahme(e.Id) : null };

    public static Ergebnisangabe Of(Besuchsergebnis e, Besuchskatalog katalog) => new(
        e.Id, e.Art, e.Text, katalog.ThemenfeldLabel(e.Themenfeld), e.Kriterium is null ? null : katalog.LabelOf(e.Kriterium),
        e.Kriterium is null ? null : katalog.LinkTo(e.Themenfeld, e.Kriterium), e.Art switch
        {
            Ergebnisart.Thema => $"/themen/{e.GegenstandId}",
            Ergebnisart.Aufgabe => $"/aufgaben/{e.GegenstandId}",
            _ => null,
        }, e.AngelegtAm);
}

public sealed record BesuchSeite(
    Besuchskopf Kopf, Guid? Selbst, string Organisator, bool OrganisiereIch, string? Grund, string? Nachricht, string Matrixadresse, string Matrixtitel,
    IReadOnlyList<Beteiligtenangabe> Beteiligte, IReadOnlyList<Leseexemplarangabe> Leseexemplare, IReadOnlyList<Unterlagenangabe> Unterlagen,
    int Fragen, int OffeneFragen, int Punkte, int Minuten, int Notizen, IReadOnlyList<Ergebnisangabe> Ergebnisse, IReadOnlyList<Postangabe> Ungeklaert,
    IReadOnlyList<Verlaufszeile> Verlauf, Guid? Naechster, DateTime? VermerktAm, string? VermerkVon)
{
    public required DateOnly Heute { get; init; }

    /// <summary>Codes of guests who were invited a moment ago; shown once.</summary>
    public required IReadOnlyList<Gastcode> Codes { get; init; }
    public required bool DarfWeitergeben { get; init; }

    /// <summary>Agreements of the carrier about which something is still to be done.</summary>
    public required IReadOnlyList<Vereinbarungszeile> Offene { get; init; }

    public IEnumerable<Beteiligtenangabe> NichtEingeladen => Beteiligte.Where(b => b.EingeladenAm is null);

    public IEnumerable<Beteiligtenangabe> Partner => Beteiligte.Where(b => b.IstPartner);

    /// <summary>Nothing was passed on, and the partners should be reading by now.</summary>
    public bool FehltLeseexemplar => Kopf.IsPlannable && Kopf.Tag is { } tag && tag <= Heute.AddDays(Besuch.LesetageVorher) && Leseexemplare.All(l => l.TraegerId != Kopf.Scope.Id);

    public bool HatStattgefunden => Kopf.Tag <= Heute;
}
