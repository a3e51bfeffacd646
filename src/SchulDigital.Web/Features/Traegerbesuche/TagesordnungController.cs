using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using SchulDigital.Domain;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Traegerbesuche;

/// <summary>The agenda: proposed with reasons, then the organiser's; and the sheets for paper.</summary>
[Erlaubt(Handlung.BesuchLesen), Route("/besuche/{besuchId}")]
public sealed class TagesordnungController(AppDbContext db, Besuchsabruf abruf, Leseabruf lesen, Besuchssperre sperre, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet("tagesordnung")]
    public async Task<IActionResult> Show(Guid besuchId) => await ShowAsync(await abruf.GetAsync(besuchId, Besuchsteile.Punkte), null);

    /// <summary>Adds what the matrix and the questions speak for; what is there stays as it is.</summary>
    [HttpPost("tagesordnung/vorschlag"), Erlaubt(Handlung.BesuchPlanen)]
    public async Task<IActionResult> Propose(Guid besuchId)
    {
        var stand = await abruf.GetAsync(besuchId, Besuchsteile.Fragen);
        var matrix = await abruf.GetMatrixAsync(stand);
        var gezeigt = (await lesen.GetLeseexemplareAsync(stand)).FirstOrDefault(l => l.MatrixId == stand.MatrixId);
        // Of rows that the partners were not given, the agenda must not tell either.
        var sichtbar = gezeigt is null ? null : (await lesen.FindLeseexemplarAsync(besuchId, gezeigt.Id))?.Zeilen.Select(z => z.Id).ToHashSet();
        var vorschlag = Agendavorschlag.Compose(
            matrix.Zeilen.Where(z => !z.Werte.Vertraulich && sichtbar?.Contains(z.Id) != false).Select(z => (z.Id, matrix.KriteriumOf(z), z.Werte)),
            stand.Fragen.ToLookup(f => f.ZeileId, f => f.VonName), matrix.Katalog, stand.Dauer);
        var neu = false;
        await sperre.ActAsync(besuchId, Besuchsteile.Punkte, b =>
        {
            var eintrag = b.Propose(vorschlag, benutzer.Zugriff.Urheber, uhr.Now());
            neu = eintrag is not null;
            return eintrag;
        });
        TempData["Meldung"] = neu ? "Der Vorschlag steht in der Tagesordnung. Ändern Sie daran, was Sie möchten." : "Der Vorschlag enthält nichts, was nicht schon auf der Tagesordnung steht.";
        return LocalRedirect(new Besuchsweg(besuchId).Tagesordnung);
    }

    [HttpPost("tagesordnung"), Erlaubt(Handlung.BesuchPlanen)]
    public async Task<IActionResult> Save(Guid besuchId, [FromForm] AgendaForm form)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(await abruf.GetAsync(besuchId, Besuchsteile.Punkte), form, StatusCodes.Status400BadRequest);
        try
        {
            await sperre.ActAsync(besuchId, Besuchsteile.Punkte, b => b.Arrange(form.ToAngaben(), form.Version, benutzer.Zugriff.Urheber, uhr.Now()));
        }
        catch (Zustandskonflikt konflikt)
        {
            db.ChangeTracker.Clear();
            var neu = await abruf.GetAsync(besuchId, Besuchsteile.Punkte);
            return await ShowAsync(neu, form with { Version = neu.Version }, StatusCodes.Status409Conflict, konflikt.Message);
        }
        TempData["Meldung"] = "Die Tagesordnung ist gespeichert.";
        return LocalRedirect(new Besuchsweg(besuchId).Tagesordnung);
    }

    /// <summary>For everybody at the table.</summary>
    [HttpGet("ablaufplan")]
    public async Task<IActionResult> PrintPlan(Guid besuchId) => await PrintAsync(besuchId, "Ablaufplan");

    /// <summary>For notes by hand, to be entered afterwards.</summary>
    [HttpGet("notizbogen")]
    public async Task<IActionResult> PrintSheet(Guid besuchId) => await PrintAsync(besuchId, "Notizbogen");

    private async Task<IActionResult> PrintAsync(Guid besuchId, string sicht)
    {
        var besuch = await abruf.GetAsync(besuchId, Besuchsteile.Punkte | Besuchsteile.Beteiligte);
        var matrix = await abruf.GetKatalogAsync(besuch);
        return View(sicht, new AblaufSeite(await abruf.GetKopfAsync(besuch), abruf.IstTraeger(besuch) ? Agendazeile.Of(besuch) : await lesen.GetAgendaAsync(besuch, mayRead: true), [.. besuch.Beteiligte.Where(b => b.NimmtTeil).Select(b => b.Worte)], matrix));
    }

    private async Task<IActionResult> ShowAsync(Besuch besuch, AgendaForm? form, int status = StatusCodes.Status200OK, string? konflikt = null)
    {
        Response.StatusCode = status;
        return View("Tagesordnung", new TagesordnungSeite(await abruf.GetKopfAsync(besuch), form ?? AgendaForm.Of(besuch),
            besuch.Punkte.ToDictionary(p => p.Id, p => p.Grund), abruf.IstTraeger(besuch) ? Agendazeile.Of(besuch) : await lesen.GetAgendaAsync(besuch, mayRead: true), konflikt));
    }
}

public sealed record AgendaForm
{
    public IReadOnlyList<PunktForm>? Punkte { get; init; }
    public int Version { get; init; }

    /// <summary>"{index}:hoch", "{index}:runter": the way by keyboard and without script; the rest of the form is saved with it.</summary>
    public string? Schieben { get; init; }

    public static AgendaForm Of(Besuch b) => new()
    {
        Version = b.Version,
        Punkte = [.. b.Punkte.OrderBy(p => p.Position).Select(p => new PunktForm { Id = p.Id, Titel = p.Titel, Minuten = p.Minuten, Dabei = !p.Ausgelassen })],
    };

    /// <summary>What is on it in the order of the form, then what is left out; a new line without a title is none.</summary>
    public IReadOnlyList<Punktangabe> ToAngaben()
    {
        var punkte = (Punkte ?? []).Where(p => p.Id is not null || p.Titel is not null).ToList();
        if (Schieben?.Split(':') is [var stelle, var wohin] && Guid.TryParse(stelle, out var id) && punkte.FindIndex(p => p.Id == id) is >= 0 and var von)
        {
            var nach = Math.Clamp(von + (wohin == "hoch" ? -1 : 1), 0, punkte.Count - 1);
            (punkte[von], punkte[nach]) = (punkte[nach], punkte[von]);
        }
        return [.. punkte.Select(p => new Punktangabe(p.Id, p.Titel!, p.Minuten, !p.Dabei))];
    }
}

public sealed record PunktForm
{
    public Guid? Id { get; init; }
    public string? Titel { get; init; }
    public int Minuten { get; init; }
    public bool Dabei { get; init; }
}

public sealed class AgendaFormValidator : AbstractValidator<AgendaForm>
{
    public AgendaFormValidator()
    {
        RuleFor(f => f.Punkte).Must(p => p is null || p.Count <= Besuch.MaxPunkte).WithMessage($"Mehr als {Besuch.MaxPunkte} Punkte hat keine Tagesordnung.");
        RuleForEach(f => f.Punkte).ChildRules(punkt =>
        {
            punkt.RuleFor(p => p.Titel).NotEmpty().When(p => p.Id is not null).WithMessage("Jeder Punkt braucht einen Titel. Was nicht besprochen werden soll, lassen Sie weg.");
            punkt.RuleFor(p => p.Titel).MaximumLength(Besuchspunkt.TitelMaxLength);
            punkt.RuleFor(p => p.Minuten).InclusiveBetween(0, Besuchspunkt.MaxMinuten).WithMessage($"Ein Punkt dauert 0 bis {Besuchspunkt.MaxMinuten} Minuten.");
        });
    }
}

/// <param name="Gruende">Why an item was proposed.</param>
public sealed record TagesordnungSeite(
    Besuchskopf Kopf, AgendaForm Form, IReadOnlyDictionary<Guid, string?> Gruende, IReadOnlyList<Agendazeile> Agenda, string? Konflikt)
{
    public int Minuten => (Form.Punkte ?? []).Where(p => p.Dabei).Sum(p => p.Minuten);
}

public sealed record AblaufSeite(Besuchskopf Kopf, IReadOnlyList<Agendazeile> Agenda, IReadOnlyList<string> Beteiligte, Besuchskatalog Matrix);
