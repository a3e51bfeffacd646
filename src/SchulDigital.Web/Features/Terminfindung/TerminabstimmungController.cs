using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Termine;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Terminfindung;

/// <summary>Who plans a session or a visit asks for dates, reads the answers and chooses. Before the mails a page names recipients and text.</summary>
[Erlaubt(Handlung.TerminFinden)]
[Route("/runde-tische/{tischId}/sitzungen/{nr:int}/terminabstimmung"), Route("/besuche/{besuchId}/terminabstimmung")]
public sealed class TerminabstimmungController(AppDbContext db, Abstimmungsabruf abruf, Abstimmungsversand versand, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet]
    public async Task<IActionResult> Show(Guid? tischId, int? nr, Guid? besuchId) => await abruf.FindTargetAsync(tischId, nr, besuchId) is { } ziel
        ? await ShowAsync(ziel, new AbstimmungForm { Bis = uhr.Today().AddDays(7) }, StatusCodes.Status200OK) : NotFound();

    [HttpPost("vorschau")]
    public async Task<IActionResult> Preview(Guid? tischId, int? nr, Guid? besuchId, [FromForm] AbstimmungForm form)
    {
        if (await abruf.FindTargetAsync(tischId, nr, besuchId) is not { } ziel)
            return NotFound();
        if (!ModelState.IsValid || form.Aendern || !Check(ziel, form))
            return await ShowAsync(ziel, form, ModelState.IsValid ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
        return View("Abstimmungsmail", await versand.PreviewAsync(ziel, form));
    }

    [HttpPost]
    public async Task<IActionResult> Start(Guid? tischId, int? nr, Guid? besuchId, [FromForm] AbstimmungForm form)
    {
        if (await abruf.FindTargetAsync(tischId, nr, besuchId) is not { } ziel)
            return NotFound();
        if (!ModelState.IsValid || !Check(ziel, form))
            return await ShowAsync(ziel, form, StatusCodes.Status400BadRequest);
        await ActAsync(ziel, async () =>
        {
            // A second click: it is out already.
            if (await db.Terminabstimmungen.AnyAsync(a => a.SitzungId == ziel.Anlass.SitzungId && a.BesuchId == ziel.Anlass.BesuchId && a.BeendetAm == null))
                return null;
            var (abstimmung, eintrag) = Terminabstimmung.Start(ziel.Anlass, form.Read(), ziel.Fragen, form.Bis!.Value, form.Nachricht, benutzer.Zugriff.Urheber, uhr.Now());
            db.Add(abstimmung);
            await versand.AddAsync(ziel, abstimmung);
            return eintrag;
        });
        return Done(ziel.Weg, "Die Fragen nach dem Termin sind unterwegs.");
    }

    /// <summary>The chosen date becomes that of the session or the visit; nobody is invited by it.</summary>
    [HttpPost("wahl")]
    public async Task<IActionResult> Choose(Guid? tischId, int? nr, Guid? besuchId, [FromForm] Guid? termin)
    {
        if (await abruf.FindTargetAsync(tischId, nr, besuchId) is not { } ziel)
            return NotFound();
        if (!ziel.IstGeplant)
            throw new Zustandskonflikt($"{(ziel.IstBesuch ? "Dieser Besuch" : "Diese Sitzung")} ist inzwischen {ziel.Stand}. Der Termin bleibt, wie er ist.");
        await ActAsync(ziel, async () =>
        {
            var abstimmung = await LatestAsync(ziel) ?? throw new FachregelVerletzt("Hier läuft keine Terminabstimmung.");
            var eintrag = abstimmung.Choose(termin ?? Guid.Empty, ziel.Anlass.Scope, benutzer.Zugriff.Urheber, uhr.Now());
            if (eintrag is not null)
                await SetDateAsync(ziel, abstimmung.Vorschlaege.First(v => v.Id == termin));
            return eintrag;
        });
        return Done(ziel.Seite, "Der Termin ist gewählt. Eingeladen ist noch niemand.");
    }

    [HttpPost("ende")]
    public async Task<IActionResult> Close(Guid? tischId, int? nr, Guid? besuchId)
    {
        if (await abruf.FindTargetAsync(tischId, nr, besuchId) is not { } ziel)
            return NotFound();
        await ActAsync(ziel, async () => (await LatestAsync(ziel) ?? throw new FachregelVerletzt("Hier läuft keine Terminabstimmung.")).Close(ziel.Anlass.Scope, benutzer.Zugriff.Urheber, uhr.Now()));
        return Done(ziel.Weg, "Die Terminabstimmung ist ohne Wahl beendet.");
    }

    private Task<Terminabstimmung?> LatestAsync(Terminziel ziel) => db.Terminabstimmungen.Include(a => a.Vorschlaege)
        .Where(a => a.SitzungId == ziel.Anlass.SitzungId && a.BesuchId == ziel.Anlass.BesuchId).OrderByDescending(a => a.BegonnenAm).FirstOrDefaultAsync();

    private async Task SetDateAsync(Terminziel ziel, Terminvorschlag termin)
    {
        if (ziel.Anlass.BesuchId is { } besuchId)
        {
            var besuch = await db.Besuche.SingleAsync(b => b.Id == besuchId);
            if (besuch.Change(besuch.Angaben with { Tag = termin.Tag, Uhrzeit = termin.Uhrzeit }, besuch.Version, benutzer.Zugriff.Urheber, uhr.Now()) is { } eintrag)
                db.Add(eintrag);
            return;
        }
        var sitzung = await db.Sitzungen.SingleAsync(s => s.Id == ziel.Anlass.SitzungId);
        var vorschlaegeBis = sitzung.VorschlaegeBis > termin.Tag ? termin.Tag : sitzung.VorschlaegeBis;
        if (sitzung.Change(sitzung.Angaben with { Tag = termin.Tag, Uhrzeit = termin.Uhrzeit, VorschlaegeBis = vorschlaegeBis }, sitzung.Version, benutzer.Zugriff.Urheber, uhr.Now()) is { } geaendert)
            db.Add(geaendert);
    }

    /// <summary>Locks the session or the visit first and reads then: of two clicks the second meets the new state.</summary>
    private Task ActAsync(Terminziel ziel, Func<Task<Verlaufseintrag?>> act) => db.InTransactionAsync(async () =>
    {
        await db.Sitzungen.Where(s => s.Id == ziel.Anlass.SitzungId).ExecuteUpdateAsync(s => s.SetProperty(x => x.GeaendertAm, x => x.GeaendertAm));
        await db.Besuche.Where(b => b.Id == ziel.Anlass.BesuchId).ExecuteUpdateAsync(s => s.SetProperty(x => x.GeaendertAm, x => x.GeaendertAm));
        if (await act() is { } eintrag)
            db.Add(eintrag);
        await db.SaveChangesAsync();
    });

    private bool Check(Terminziel ziel, AbstimmungForm form)
    {
        var fehlt = !ziel.IstGeplant ? $"{(ziel.IstBesuch ? "Dieser Besuch" : "Diese Sitzung")} ist {ziel.Stand}. Einen anderen Termin legen Sie mit „Termin verschieben“ fest."
            : Terminabstimmung.WhyNot(form.Read(), form.Bis!.Value, uhr.Today()) ?? (ziel.Fragen.Count == 0 ? "Noch ist niemand beteiligt, den Sie fragen könnten." : null);
        if (fehlt is not null)
            ModelState.AddModelError("", fehlt);
        return fehlt is null;
    }

    private LocalRedirectResult Done(string weg, string meldung)
    {
        TempData["Meldung"] = meldung;
        return LocalRedirect(weg);
    }

    private async Task<IActionResult> ShowAsync(Terminziel ziel, AbstimmungForm form, int status)
    {
        Response.StatusCode = status;
        return View("Terminabstimmung", new TerminabstimmungSeite(ziel, form, await abruf.FindLatestAsync(ziel.Anlass) is { } a ? Abstimmungsstand.Of(a, uhr.Today()) : null));
    }
}

public sealed record TerminzeileForm
{
    public DateOnly? Tag { get; init; }
    public TimeOnly? Uhrzeit { get; init; }
}

public sealed record AbstimmungForm
{
    public IReadOnlyList<TerminzeileForm>? Termine { get; init; }
    public DateOnly? Bis { get; init; }
    public string? Nachricht { get; init; }

    /// <summary>Back from the preview.</summary>
    public bool Aendern { get; init; }

    public IReadOnlyList<TerminzeileForm> Zeilen => Termine ?? [];

    /// <summary>The lines that are filled.</summary>
    public IReadOnlyList<(DateOnly Tag, TimeOnly Uhrzeit)> Read() => [.. Zeilen.Where(t => t is { Tag: not null, Uhrzeit: not null }).Select(t => (t.Tag!.Value, t.Uhrzeit!.Value))];
}

public sealed class AbstimmungFormValidator : AbstractValidator<AbstimmungForm>
{
    public AbstimmungFormValidator()
    {
        RuleForEach(f => f.Termine).Must(t => t.Tag is null == t.Uhrzeit is null).WithMessage("Zu jedem Termin gehören Tag und Beginn.");
        RuleFor(f => f.Bis).NotNull().WithMessage("Nennen Sie den letzten Tag für Antworten.");
        RuleFor(f => f.Nachricht).MaximumLength(Terminabstimmung.NachrichtMaxLength);
    }
}

/// <summary>How a poll stands: counts per date, and who said what, by name and in no other order.</summary>
/// <param name="Ende">How it ended; null while it is open.</param>
public sealed record Abstimmungsstand(
    bool Offen, bool FristVorbei, DateOnly Bis, string? Ende, IReadOnlyList<Terminstand> Termine, IReadOnlyList<Gefragtenstand> Gefragte)
{
    public int Beantwortet => Gefragte.Count(g => g.Beantwortet);

    public static Abstimmungsstand Of(Terminabstimmung a, DateOnly heute)
    {
        var termine = a.Vorschlaege.OrderBy(v => v.Tag).ThenBy(v => v.Uhrzeit).ToList();
        var stimmen = a.Gefragte.SelectMany(g => g.Stimmen).ToLookup(s => s.VorschlagId, s => s.Antwort);
        return new(a.IsOpen, heute > a.AntwortenBis, a.AntwortenBis,
            a.IsOpen ? null : a.GewaehltId is { } id ? $"Gewählt ist {termine.First(v => v.Id == id).Worte}." : "Sie ist ohne Wahl beendet.",
            [.. termine.Select(v => new Terminstand(v.Id, v.Worte, v.Id == a.GewaehltId, v.Tag < heute, Count(Terminantwort.Ja, v), Count(Terminantwort.WennNoetig, v), Count(Terminantwort.Nein, v), Count(Terminantwort.Offen, v)))],
            [.. a.Gefragte.OrderBy(g => g.Name, StringComparer.CurrentCulture).Select(g => new Gefragtenstand(g.Name, g.BeantwortetAm is not null, g.Wort,
                [.. termine.Select(v => g.Stimmen.First(s => s.VorschlagId == v.Id).Antwort)]))]);

        int Count(Terminantwort antwort, Terminvorschlag v) => stimmen[v.Id].Count(s => s == antwort);
    }
}

public sealed record Terminstand(Guid Id, string Termin, bool Gewaehlt, bool Vorbei, int Ja, int WennNoetig, int Nein, int Offen);

public sealed record Gefragtenstand(string Name, bool Beantwortet, string? Wort, IReadOnlyList<Terminantwort> Antworten);

public sealed record TerminabstimmungSeite(Terminziel Ziel, AbstimmungForm Form, Abstimmungsstand? Stand);
