using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Matrixbogen;

/// <summary>The Leitung decides who sees the released version, and which Themenfelder of it.</summary>
[Erlaubt(Handlung.MatrixWeitergeben)]
[Route("/traeger/{traegerId}/matrix/{durchgang}")]
[Route("/schulen/{schulId}/matrix/{durchgang}")]
public sealed class WeitergabeController(
    AppDbContext db, Matrixabruf abruf, Matrixsperre sperre, Weitergabeversand versand, Matrixdokumente dokumente, AktuellerBenutzer benutzer, TimeProvider uhr)
    : Controller
{
    [HttpGet("weitergabe")]
    public async Task<IActionResult> Show(string durchgang, Guid? besuch) =>
        await LoadAsync(durchgang, null, besuch) is { } seite ? View("Weitergabe", seite) : NotFound();

    /// <summary>Who will read what, and the mail; nothing is passed on yet.</summary>
    [HttpPost("weitergabe")]
    public async Task<IActionResult> Preview(string durchgang, [FromForm] WeitergabeForm form)
    {
        if (await LoadAsync(durchgang, form) is not { } seite)
            return NotFound();
        if (form.Aendern)
            return View("Weitergabe", seite);
        if (!IsComplete(seite))
            return Refuse(seite);
        var leser = new List<(Empfaengerwahl, IReadOnlyList<Leser>)>();
        foreach (var wahl in seite.Gewaehlte)
            leser.Add((wahl, await versand.GetLeserAsync(wahl.Kreis, wahl.EmpfaengerId, seite.Kopf.Weg.Scope)));
        return View("Weitergabevorschau", new WeitergabevorschauSeite(seite, form, leser));
    }

    [HttpPost("weitergaben")]
    public async Task<IActionResult> PassOn(string durchgang, [FromForm] WeitergabeForm form)
    {
        if (await LoadAsync(durchgang, form) is not { } seite)
            return NotFound();
        if (!IsComplete(seite))
            return Refuse(seite);
        await sperre.ActAsync(durchgang, async matrix =>
        {
            var bisherige = await db.Weitergaben.Where(w => w.MatrixId == matrix.Id && w.Status == WeitergabeStatus.Gilt).ToListAsync();
            foreach (var wahl in seite.Gewaehlte)
            {
                if (matrix.PassOn(wahl.Kreis, wahl.EmpfaengerId, seite.GewaehlteThemenfelder, bisherige, benutzer.Zugriff.Zustaendigkeit, uhr.Now())
                    is not var (weitergabe, eintrag))
                    continue;
                db.Add(weitergabe);
                db.Add(eintrag);
                await dokumente.AddAsync(weitergabe.FassungId, weitergabe.ThemenfeldKeys);
                await versand.AddAsync(matrix, weitergabe, Weitergabeanlass.Weitergegeben);
            }
            return null;
        });
        TempData["Meldung"] = "Die Matrix ist weitergegeben.";
        return LocalRedirect(seite.Gewaehlte.Any(w => w.IsVisit(form.Besuch)) ? $"/besuche/{form.Besuch}" : seite.Kopf.Weg.Weitergabe);
    }

    [HttpGet("weitergaben/{weitergabeId:guid}/ruecknahme")]
    public async Task<IActionResult> ConfirmTakeBack(string durchgang, Guid weitergabeId) =>
        await LoadTakeBackAsync(durchgang, weitergabeId) is { } seite ? View("Weitergaberuecknahme", seite) : NotFound();

    [HttpPost("weitergaben/{weitergabeId:guid}/ruecknahme")]
    public async Task<IActionResult> TakeBack(string durchgang, Guid weitergabeId, [FromForm] RuecknahmeForm form)
    {
        if (await LoadTakeBackAsync(durchgang, weitergabeId) is not { } seite)
            return NotFound();
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Weitergaberuecknahme", seite);
        }
        await sperre.ActAsync(durchgang, async matrix =>
        {
            var weitergabe = await db.Weitergaben.SingleAsync(w => w.Id == weitergabeId && w.MatrixId == matrix.Id);
            var eintrag = matrix.TakeBack(weitergabe, benutzer.Zugriff.Zustaendigkeit, form.Grund!, uhr.Now());
            await versand.AddAsync(matrix, weitergabe, Weitergabeanlass.Zurueckgenommen);
            return eintrag;
        });
        TempData["Meldung"] = "Die Weitergabe ist zurückgenommen.";
        return LocalRedirect(seite.Weg.Weitergabe);
    }

    private bool IsComplete(WeitergabeSeite seite)
    {
        if (seite.Fassung is null)
            throw new Zustandskonflikt("Weitergeben lässt sich nur eine freigegebene Fassung.");
        if (ModelState.IsValid && (seite.Gewaehlte.Count == 0 || seite.GewaehlteThemenfelder.Count == 0))
            ModelState.AddModelError("", "Diese Auswahl gibt es nicht mehr. Bitte wählen Sie noch einmal.");
        return ModelState.IsValid;
    }

    private ViewResult Refuse(WeitergabeSeite seite)
    {
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Weitergabe", seite);
    }

    private async Task<WeitergaberuecknahmeSeite?> LoadTakeBackAsync(string durchgang, Guid id)
    {
        if (await abruf.FindKopfAsync(durchgang) is not { } kopf)
            return null;
        var weitergabe = await db.Weitergaben.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id && w.MatrixId == kopf.Id);
        if (weitergabe is null)
            return null;
        if (!weitergabe.Gilt)
            throw new Zustandskonflikt("Diese Weitergabe ist bereits beendet.");
        return new WeitergaberuecknahmeSeite(
            kopf.Weg, id, weitergabe.Kreis.Label(), [.. (await versand.GetLeserAsync(weitergabe.Kreis, weitergabe.EmpfaengerId, kopf.Weg.Scope)).Where(l => l.Weg is null || l.MitMail)]);
    }

    /// <param name="form">Null for the first look: then those are chosen who do not have this version yet.</param>
    /// <param name="besuch">The visit from where somebody came: then its participants alone are chosen.</param>
    private async Task<WeitergabeSeite?> LoadAsync(string durchgang, WeitergabeForm? form, Guid? besuch = null)
    {
        if (await abruf.FindKopfAsync(durchgang) is not { } kopf)
            return null;
        var katalog = await abruf.GetKatalogAsync(kopf);
        var zeilen = await (
            from f in db.MatrixFassungen
            join z in db.Fassungszeilen on f.Id equals z.FassungId
            where f.MatrixId == kopf.Id && f.Status == FassungStatus.Freigegeben
            group z by new { f.Nummer, z.Themenfeld, z.Werte.Vertraulich } into g
            select new { g.Key.Nummer, g.Key.Themenfeld, g.Key.Vertraulich, Anzahl = g.Count() }).ToListAsync();
        var weitergaben = await (
            from w in db.Weitergaben
            join f in db.MatrixFassungen on w.FassungId equals f.Id
            join p in db.Personen on w.VonId equals p.Id
            where w.MatrixId == kopf.Id
            orderby w.WeitergegebenAm descending
            select new { w, f.Nummer, p.Name }).AsNoTracking().ToListAsync();
        var felder = katalog.Themenfelder.Where(t => zeilen.Exists(z => z.Themenfeld == t.Key)).Select(t => new Themenfeldwahl(
            t, zeilen.Where(z => z.Themenfeld == t.Key).Sum(z => z.Anzahl),
            zeilen.Where(z => z.Themenfeld == t.Key && z.Vertraulich).Sum(z => z.Anzahl),
            form is null ? Preset(t, weitergaben.Select(w => w.w).FirstOrDefault(w => w.Kreis != Empfaengerkreis.Koordination))
                : form.Themenfelder?.Contains(t.Key) == true)).ToList();
        var besuche = weitergaben.Where(w => w.w.Kreis == Empfaengerkreis.Besuch).Select(w => w.w.EmpfaengerId).Distinct().ToList();
        var anlaesse = besuche.Count == 0 ? [] : await db.Besuche.Where(b => besuche.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Anlass);
        return new WeitergabeSeite(
            kopf, zeilen.Count == 0 ? null : zeilen[0].Nummer, felder,
            [.. (await GetWahlAsync(kopf)).Select(w =>
            {
                var hat = weitergaben.Exists(v => v.w.Gilt && v.w.Kreis == w.Kreis && v.w.EmpfaengerId == w.EmpfaengerId && v.Nummer == zeilen.FirstOrDefault()?.Nummer);
                return w with
                {
                    HatFassung = hat,
                    Gewaehlt = form is not null ? form.Empfaenger?.Contains(w.Key) == true : !hat && (besuch is null ? w.Kreis != Empfaengerkreis.Koordination : w.IsVisit(besuch)),
                };
            })],
            [.. weitergaben.Select(w => new Weitergabeangabe(
                w.w.Id, anlaesse.GetValueOrDefault(w.w.EmpfaengerId) is { } anlass ? $"an die Beteiligten des Besuchs „{anlass}“" : w.w.Kreis.Label(), w.Nummer, w.w.WeitergegebenAm, w.Name, w.w.Status, w.w.BeendetAm, w.w.Grund,
                [.. katalog.Themenfelder.Where(t => w.w.ThemenfeldKeys.Contains(t.Key)).Select(t => t.Label)], w.w.Kreis == Empfaengerkreis.Besuch ? w.w.EmpfaengerId : null))])
        {
            Besuch = form?.Besuch ?? besuch,
        };
    }

    /// <summary>What was chosen last; at first what the catalogue suggests to schools. A carrier shows all.</summary>
    private bool Preset(Themenfeld themenfeld, Weitergabe? letzte) =>
        letzte?.ThemenfeldKeys.Contains(themenfeld.Key)
        ?? (benutzer.Zugriff.Scope.Art == ScopeArt.Schultraeger || themenfeld.WeitergabeVorbelegung);

    /// <summary>
    /// Recipients that this matrix can have: a school's carrier or a carrier's schools, everybody at a visit, and the Koordination of the
    /// Durchgang's region; of an own matrix that of every region in which the house is.
    /// </summary>
    private async Task<IReadOnlyList<Empfaengerwahl>> GetWahlAsync(Matrixkopf kopf)
    {
        var scope = kopf.Weg.Scope;
        var wahl = new List<Empfaengerwahl>();
        if (scope.Art == ScopeArt.Schultraeger)
            wahl.Add(new(Empfaengerkreis.SchulenDesTraegers, scope.Id!.Value, "Alle Schulen des Schulträgers"));
        else if (await (from s in db.Schulen
                        join t in db.Schultraeger on s.SchultraegerId equals t.Id
                        where s.Id == scope.Id
                        select new { t.Id, t.Name }).SingleOrDefaultAsync() is { } traeger)
            wahl.Add(new(Empfaengerkreis.Schultraeger, traeger.Id, $"Schulträger: {traeger.Name}"));
        if (scope.Art == ScopeArt.Schultraeger)
        {
            // Visits that this house organises, and those to which it is invited: there both matrices stand side by side.
            var besuche = await db.Besuche
                .Where(b => (b.SchultraegerId == scope.Id && b.MatrixId == kopf.Id
                        || b.Beteiligte.Any(t => t.Art == Beteiligungsart.Schultraeger && t.BezugId == scope.Id && t.EingeladenAm != null && t.AusgeladenAm == null))
                    && (b.Status == Besuchsstatus.Geplant || b.Status == Besuchsstatus.Eingeladen || b.Status == Besuchsstatus.Verschoben || b.Status == Besuchsstatus.Durchgefuehrt))
                .OrderBy(b => b.Tag).Select(b => new { b.Id, b.Anlass, b.Tag }).ToListAsync();
            wahl.AddRange(besuche.Select(b => new Empfaengerwahl(
                Empfaengerkreis.Besuch, b.Id, $"Beteiligte des Besuchs „{b.Anlass}“{(b.Tag is { } tag ? $" am {tag:dd.MM.yyyy}" : "")}")));
        }
        var durchgangId = await db.Matrizen.Where(m => m.Id == kopf.Id).Select(m => m.DurchgangId).SingleAsync();
        var regionen = await db.Bildungsregionen
            .Where(r => durchgangId == null
                ? db.Kommunen.Any(k => k.BildungsregionId == r.Id && db.Schulen.Any(s => s.KommuneId == k.Id
                    && (s.Id == scope.Id || s.SchultraegerId == scope.Id)))
                : db.Durchgaenge.Any(d => d.Id == durchgangId && d.BildungsregionId == r.Id))
            .OrderBy(r => r.NameSuche).Select(r => new { r.Id, r.Name, r.Koordinierungsstelle }).ToListAsync();
        wahl.AddRange(regionen.Select(r => new Empfaengerwahl(
            Empfaengerkreis.Koordination, r.Id, $"Koordination: {r.Koordinierungsstelle}, {r.Name}")));
        return wahl;
    }
}

public sealed record WeitergabeForm
{
    /// <summary>Keys of <see cref="Empfaengerwahl"/>.</summary>
    public IReadOnlyList<string>? Empfaenger { get; init; }
    public IReadOnlyList<string>? Themenfelder { get; init; }

    /// <summary>The visit from where somebody came, and goes back to.</summary>
    public Guid? Besuch { get; init; }

    /// <summary>Back from the preview, to choose differently.</summary>
    public bool Aendern { get; init; }
}

public sealed class WeitergabeFormValidator : AbstractValidator<WeitergabeForm>
{
    public WeitergabeFormValidator()
    {
        RuleFor(f => f.Empfaenger).NotEmpty().WithMessage("Wählen Sie, an wen Sie weitergeben.");
        RuleFor(f => f.Themenfelder).NotEmpty().WithMessage("Wählen Sie mindestens ein Themenfeld.");
    }
}

/// <param name="Fassung">Number of the released version; null where there is none.</param>
public sealed record WeitergabeSeite(
    Matrixkopf Kopf, int? Fassung, IReadOnlyList<Themenfeldwahl> Themenfelder, IReadOnlyList<Empfaengerwahl> Wahl,
    IReadOnlyList<Weitergabeangabe> Weitergaben)
{
    /// <summary>The visit from where somebody came.</summary>
    public Guid? Besuch { get; init; }

    public IReadOnlyList<Empfaengerwahl> Gewaehlte => [.. Wahl.Where(w => w.Gewaehlt)];
    public IReadOnlyList<string> GewaehlteThemenfelder => [.. Themenfelder.Where(t => t.Gewaehlt).Select(t => t.Themenfeld.Key)];
    public IEnumerable<Weitergabeangabe> Geltende => Weitergaben.Where(w => w.Status == WeitergabeStatus.Gilt);
    public IEnumerable<Weitergabeangabe> Fruehere => Weitergaben.Where(w => w.Status != WeitergabeStatus.Gilt);
}

/// <param name="Vertraulich">How many of the rows stay in the house.</param>
public sealed record Themenfeldwahl(Themenfeld Themenfeld, int Zeilen, int Vertraulich, bool Gewaehlt);

public sealed record Empfaengerwahl(Empfaengerkreis Kreis, Guid EmpfaengerId, string Text, bool Gewaehlt = false)
{
    public string Key => $"{Kreis}-{EmpfaengerId:N}";

    /// <summary>Reads this version already.</summary>
    public bool HatFassung { get; init; }

    public bool IsVisit(Guid? besuchId) => Kreis == Empfaengerkreis.Besuch && EmpfaengerId == besuchId;
}

public sealed record Weitergabeangabe(
    Guid Id, string An, int Fassung, DateTime Am, string Von, WeitergabeStatus Status, DateTime? BeendetAm, string? Grund,
    IReadOnlyList<string> Themenfelder, Guid? BesuchId);

public sealed record WeitergabevorschauSeite(
    WeitergabeSeite Wahl, WeitergabeForm Form, IReadOnlyList<(Empfaengerwahl Wahl, IReadOnlyList<Leser> Leser)> Empfaenger)
{
    public int Weitergegeben => Wahl.Themenfelder.Where(t => t.Gewaehlt).Sum(t => t.Zeilen - t.Vertraulich);
    public int Vertraulich => Wahl.Themenfelder.Where(t => t.Gewaehlt).Sum(t => t.Vertraulich);
}

public sealed record WeitergaberuecknahmeSeite(Matrixweg Weg, Guid Id, string Empfaenger, IReadOnlyList<Leser> Leser);
