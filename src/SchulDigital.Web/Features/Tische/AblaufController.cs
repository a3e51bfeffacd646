using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Tische;

/// <summary>
/// The Moderation's one page: attendance, the current item, minutes in place, the next item by one act. The same page takes what
/// is written up afterwards from paper.
/// </summary>
[Erlaubt(Handlung.SitzungLeiten), Route("/runde-tische/{tischId}/sitzungen/{nr:int}")]
public sealed class AblaufController(
    AppDbContext db, Sitzungsabruf abruf, Sitzungssperre sperre, Aufgabenversand aufgaben, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    private bool IsFetch => Request.Headers.XRequestedWith == "fetch";

    [HttpGet("ablauf")]
    public async Task<IActionResult> Show(Guid tischId, int nr) => await abruf.FindAsync(tischId, nr) is { } sitzung ? await ShowAsync(sitzung, null, StatusCodes.Status200OK) : NotFound();

    [HttpPost("beginn")]
    public async Task<IActionResult> Open(Guid tischId, int nr) => Done(tischId, nr, await sperre.ActAsync(tischId, nr, s => s.Open(benutzer.Zugriff.Urheber, uhr.Now())), "Die Sitzung läuft.");

    [HttpPost("nacherfassung")]
    public async Task<IActionResult> WriteUp(Guid tischId, int nr) =>
        Done(tischId, nr, await sperre.ActAsync(tischId, nr, s => s.WriteUp(benutzer.Zugriff.Urheber, uhr.Now())), "Tragen Sie ein, wer da war und was zu jedem Punkt gesagt wurde.");

    /// <summary>Who is there: one member, or the whole list at once.</summary>
    [HttpPost("anwesenheit")]
    public async Task<IActionResult> Attend(Guid tischId, int nr, [FromForm] IReadOnlyList<AnwesenheitForm>? liste)
    {
        foreach (var zeile in liste ?? [])
            if (zeile.Durch?.Length > Sitzungsteilnehmer.DurchMaxLength)
                throw new FachregelVerletzt($"Der Name ist länger als {Sitzungsteilnehmer.DurchMaxLength} Zeichen.");
        return Done(tischId, nr, await sperre.ActAsync(tischId, nr, s =>
        {
            foreach (var zeile in liste ?? [])
                s.Attend(zeile.Teilnehmer, zeile.Anwesenheit, zeile.Durch, uhr.Now());
        }), "Die Anwesenheit ist festgehalten.", "#anwesenheit");
    }

    /// <summary>The next item by one act, from the one that was on the page.</summary>
    [HttpPost("naechster")]
    public async Task<IActionResult> Advance(Guid tischId, int nr, [FromForm] Guid? von) => Done(tischId, nr, await sperre.ActAsync(tischId, nr, async s =>
    {
        await TreatAsync(s, s.Advance(von, uhr.Now()));
        return null;
    }), null, "#laufend");

    [HttpPost("aufruf")]
    public async Task<IActionResult> Call(Guid tischId, int nr, [FromForm] Guid punkt) => Done(tischId, nr, await sperre.ActAsync(tischId, nr, async s =>
    {
        await TreatAsync(s, s.Call(punkt, uhr.Now()));
        return null;
    }), null, "#laufend");

    /// <summary>Treated after all, or postponed with a reason.</summary>
    [HttpPost("punkte/{punktId:guid}/stand")]
    public async Task<IActionResult> Settle(Guid tischId, int nr, Guid punktId, [FromForm] Punktstand stand, [FromForm] string? grund)
    {
        if (stand is not (Punktstand.Behandelt or Punktstand.Vertagt or Punktstand.Offen))
            throw new FachregelVerletzt("Wählen Sie behandelt, vertagt oder offen.");
        if (grund?.Length > Tagesordnungspunkt.GrundMaxLength)
            throw new FachregelVerletzt($"Der Grund ist länger als {Tagesordnungspunkt.GrundMaxLength} Zeichen.");
        return Done(tischId, nr, await sperre.ActAsync(tischId, nr, async s =>
        {
            if (s.Settle(punktId, stand, grund, uhr.Now()) && s.Punkte.First(p => p.Id == punktId) is { ThemaId: not null } punkt)
                await MoveThemaAsync(punkt, stand, grund, nr);
            return null;
        }), stand == Punktstand.Vertagt ? "Der Punkt ist vertagt." : "Gespeichert.", $"#punkt-{punktId}");
    }

    /// <summary>A paragraph of the minutes; an Aufgabe becomes one for the office that is named.</summary>
    [HttpPost("eintraege")]
    public async Task<IActionResult> Minute(Guid tischId, int nr, [FromForm] EintragForm form, CancellationToken abbruch)
    {
        if (await abruf.FindAsync(tischId, nr) is not { } sitzung)
            return NotFound();
        try
        {
            form.EnsureComplete();
            await sperre.ActAsync(tischId, nr, async s =>
            {
                // What was sent twice stands once, before anything is made of it again.
                if (s.Eintraege.Any(e => e.Id == form.Id))
                    return null;
                var aufgabe = form.Art == Eintragsart.Aufgabe ? await CreateTaskAsync(form, s, abbruch) : null;
                var (eintrag, neu) = s.Minute(form.Id, form.Punkt, form.Art, form.Text!, aufgabe?.Id, benutzer.Zugriff.Urheber, uhr.Now());
                if (neu)
                    db.Add(eintrag);
                return null;
            });
        }
        catch (Exception fehler) when (fehler is FachregelVerletzt or Domain.Matrizen.Zustandskonflikt)
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError($"Eintrag-{form.Punkt}", fehler.Message);
            return await ShowAsync(sitzung, form, fehler is FachregelVerletzt ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict);
        }
        return Done(tischId, nr, true, null, $"#punkt-{form.Punkt}");
    }

    /// <summary>Rewrites a paragraph, or leaves it out of the minutes. Where somebody else was quicker, both stand side by side.</summary>
    [HttpPost("eintraege/{eintragId:guid}")]
    public async Task<IActionResult> Rewrite(Guid tischId, int nr, Guid eintragId, [FromForm] AenderungForm form)
    {
        Protokolleintrag? anderer = null;
        if (form.Text?.Length > Protokolleintrag.TextMaxLength)
            throw new FachregelVerletzt($"Der Text ist länger als {Protokolleintrag.TextMaxLength} Zeichen.");
        if (!await sperre.ActAsync(tischId, nr, s =>
            {
                var (gespeichert, eintrag) = s.Rewrite(eintragId, form.Text ?? "", form.Ausgelassen, form.Version, benutzer.Zugriff.Urheber, uhr.Now());
                anderer = gespeichert ? null : eintrag;
            }))
            return NotFound();
        var neu = (await abruf.FindAsync(tischId, nr))!;
        return anderer is null ? Done(tischId, nr, true, null, $"#eintrag-{eintragId}")
            : await ShowAsync(neu, null, StatusCodes.Status409Conflict, new Eintragskonflikt(eintragId, form.Text ?? "", anderer.Text, anderer.Version, Zeitangabe.Time(anderer.GeaendertAm)));
    }

    [HttpPost("ende")]
    public async Task<IActionResult> End(Guid tischId, int nr)
    {
        if (!await sperre.ActAsync(tischId, nr, async s =>
            {
                var (beendete, eintrag) = s.End(benutzer.Zugriff.Urheber, uhr.Now());
                await TreatAsync(s, beendete);
                return eintrag;
            }))
            return NotFound();
        TempData["Meldung"] = "Die Sitzung ist beendet. Aus den Mitschriften ist der Protokollentwurf entstanden.";
        return LocalRedirect(new Sitzungsweg(tischId, nr).Protokoll);
    }

    [HttpGet("regieblatt")]
    public Task<IActionResult> ShowDirections(Guid tischId, int nr) => PrintAsync(tischId, nr, "Regieblatt");

    [HttpGet("anwesenheitsliste")]
    public Task<IActionResult> ShowAttendanceList(Guid tischId, int nr) => PrintAsync(tischId, nr, "Anwesenheitsliste");

    [HttpGet("protokollbogen")]
    public Task<IActionResult> ShowMinutesForm(Guid tischId, int nr) => PrintAsync(tischId, nr, "Protokollbogen");

    [HttpGet("konsensbogen")]
    public Task<IActionResult> ShowConsensusSheet(Guid tischId, int nr) => PrintAsync(tischId, nr, "Konsensbogen");

    private async Task<IActionResult> PrintAsync(Guid tischId, int nr, string ansicht) => await abruf.FindAsync(tischId, nr) is not { } s ? NotFound()
        : View(ansicht, new DruckSeite(await abruf.GetKopfAsync(s), await abruf.GetContentAsync(s, mitVertraulichem: true), s.Punkte.ToDictionary(p => p.Id, p => (p.Regie, p.Material))));

    /// <summary>The Themen of items that were treated.</summary>
    private async Task TreatAsync(Sitzung sitzung, IReadOnlyList<Tagesordnungspunkt> beendete)
    {
        foreach (var punkt in beendete.Where(p => p.ThemaId is not null))
            await MoveThemaAsync(punkt, Punktstand.Behandelt, null, sitzung.Nummer);
    }

    private async Task MoveThemaAsync(Tagesordnungspunkt punkt, Punktstand stand, string? grund, int nr)
    {
        var thema = await db.Themen.SingleAsync(t => t.Id == punkt.ThemaId);
        var eintrag = stand switch
        {
            Punktstand.Behandelt when thema.Status == Domain.Themen.Themenstatus.Eingeplant => thema.Treat($"{nr}. Sitzung", benutzer.Zugriff.Urheber, uhr.Now()),
            Punktstand.Vertagt when thema.CanBePostponed => thema.Postpone(grund, benutzer.Zugriff.Urheber, uhr.Now()),
            _ => null,
        };
        if (eintrag is not null)
            db.Add(eintrag);
    }

    private async Task<Aufgabe> CreateTaskAsync(EintragForm form, Sitzung sitzung, CancellationToken abbruch)
    {
        var amt = form.ReadOffice() is { } scope && (scope == sitzung.Scope || sitzung.Teilnehmer.Any(t => t.NimmtTeil && t.Organisation == scope))
            ? scope : throw new FachregelVerletzt("Wählen Sie, wessen Aufgabe es ist.");
        var (aufgabe, angelegt) = Aufgabe.Create(amt, null, null, form.Text!, form.Frist!.Value, new Herkunft(Herkunftsart.Sitzung, sitzung.Id, null), benutzer.Zugriff.Urheber, uhr.Now());
        db.Add(aufgabe);
        db.Add(angelegt);
        await aufgaben.AddAssignmentAsync(aufgabe, benutzer.PersonId, benutzer.Name, abbruch);
        return aufgabe;
    }

    private IActionResult Done(Guid tischId, int nr, bool gefunden, string? meldung, string anker = "")
    {
        if (!gefunden)
            return NotFound();
        if (IsFetch)
            return NoContent();
        if (meldung is not null)
            TempData["Meldung"] = meldung;
        return LocalRedirect(new Sitzungsweg(tischId, nr).Ablauf + anker);
    }

    /// <param name="form">What could not be saved; it stands in the page as it was typed.</param>
    private async Task<IActionResult> ShowAsync(Sitzung sitzung, EintragForm? form, int status, Eintragskonflikt? konflikt = null)
    {
        var inhalt = await abruf.GetContentAsync(sitzung, mitVertraulichem: true);
        Response.StatusCode = status;
        return View("Ablauf", new AblaufSeite(await abruf.GetKopfAsync(sitzung), inhalt, TimeWords(sitzung), form, konflikt,
            [(new Scope(ScopeArt.RunderTisch, sitzung.RunderTischId), "Moderation"), .. sitzung.Teilnehmer.Where(t => t.NimmtTeil && t.Organisation is not null).OrderBy(t => t.ScopeArt).ThenBy(t => t.Name, StringComparer.CurrentCulture).Select(t => (t.Organisation!.Value, t.Name))],
            sitzung.WhyNotReview(), sitzung.Tag is { } tag && tag <= uhr.Today(), await db.RundeTische.AnyAsync(t => t.Id == sitzung.RunderTischId && t.EigeneGeraete)));
    }

    /// <summary>Planned against real time, in words.</summary>
    private string? TimeWords(Sitzung sitzung)
    {
        if (sitzung is not { Status: Sitzungsstatus.Laufend, BegonnenAm: { } begonnen })
            return null;
        var vergangen = (int)(uhr.Now() - begonnen).TotalMinutes;
        var laufend = sitzung.Tagesordnung.FirstOrDefault(p => p.Stand == Punktstand.Laufend);
        var geplantBis = sitzung.Tagesordnung.TakeWhile(p => p.Stand != Punktstand.Laufend).Where(p => p.Stand != Punktstand.Offen).Sum(p => p.Minuten) + (laufend?.Minuten ?? 0);
        var lage = vergangen <= geplantBis ? "im Plan" : $"{vergangen - geplantBis} Minuten später als geplant";
        var rest = sitzung.Tagesordnung.Where(p => p.Stand is Punktstand.Offen).Sum(p => p.Minuten);
        return $"Die Sitzung läuft seit {Zeitangabe.Time(begonnen)}, {lage}. Offene Punkte: noch {rest} Minuten, bis zum geplanten Ende {Math.Max(0, sitzung.Dauer - vergangen)} Minuten.";
    }
}

public sealed record AnwesenheitForm
{
    public Guid Teilnehmer { get; init; }
    public Anwesenheit Anwesenheit { get; init; }
    public string? Durch { get; init; }
}

public sealed record EintragForm
{
    /// <summary>Made with the form, so that what is sent twice stands once.</summary>
    public Guid Id { get; init; }
    public Guid Punkt { get; init; }
    public Eintragsart Art { get; init; }
    public string? Text { get; init; }

    /// <summary>Of an Aufgabe: kind and id of the office.</summary>
    public string? Amt { get; init; }
    public DateOnly? Frist { get; init; }

    public void EnsureComplete()
    {
        if (Id == Guid.Empty)
            throw new FachregelVerletzt("Laden Sie die Seite neu und senden Sie noch einmal.");
        if (string.IsNullOrWhiteSpace(Text))
            throw new FachregelVerletzt("Schreiben Sie, was ins Protokoll kommt.");
        var laenge = Art == Eintragsart.Aufgabe ? Aufgabe.TextMaxLength : Protokolleintrag.TextMaxLength;
        if (Text.Length > laenge)
            throw new FachregelVerletzt($"Der Text ist länger als {laenge} Zeichen.");
        if (Art == Eintragsart.Aufgabe && (ReadOffice() is null || Frist is null))
            throw new FachregelVerletzt("Zu einer Aufgabe gehört, wessen sie ist, und der letzte Tag.");
    }

    public Scope? ReadOffice() => Amt?.Split('/') is [var art, var id] && Enum.TryParse<ScopeArt>(art, out var scopeArt) && Guid.TryParse(id, out var scopeId) ? new Scope(scopeArt, scopeId) : null;
}

public sealed record AenderungForm
{
    public string? Text { get; init; }
    public bool Ausgelassen { get; init; }
    public int Version { get; init; }
}

/// <summary>Two wrote the same paragraph: both texts.</summary>
public sealed record Eintragskonflikt(Guid EintragId, string Meiner, string Gespeichert, int Version, string Wann);

/// <param name="Aemter">Whose an Aufgabe can be.</param>
public sealed record AblaufSeite(
    Sitzungskopf Kopf, Sitzungsinhalt Inhalt, string? Zeit, EintragForm? Geschrieben, Eintragskonflikt? Konflikt, IReadOnlyList<(Scope Scope, string Name)> Aemter, IReadOnlyList<string> Fehlt, bool IstTag, bool EigeneGeraete)
{
    public Punktinhalt? Laufend => Inhalt.Punkte.FirstOrDefault(p => p.Stand == Punktstand.Laufend);
}

public sealed record DruckSeite(Sitzungskopf Kopf, Sitzungsinhalt Inhalt, IReadOnlyDictionary<Guid, (string? Regie, string? Material)> Regie);
