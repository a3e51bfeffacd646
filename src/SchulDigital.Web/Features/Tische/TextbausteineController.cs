using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Tische;

/// <summary>The Moderation keeps agenda items of a table to use them again.</summary>
[Erlaubt(Handlung.SitzungLeiten), Route("/runde-tische/{tischId}/textbausteine")]
public sealed class TextbausteineController(AppDbContext db, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    [HttpGet]
    public Task<IActionResult> Show(Guid tischId) => ShowAsync(tischId, null, new PunktForm { Minuten = 15 }, StatusCodes.Status200OK);

    [HttpPost]
    public async Task<IActionResult> Add(Guid tischId, [FromForm] PunktForm form)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(tischId, null, form, StatusCodes.Status400BadRequest);
        await db.KeepAsync(new Textbaustein(tischId, form.ToAngaben()), benutzer.Zugriff.Urheber, uhr.Now());
        return Done(tischId, "Der Textbaustein ist gespeichert.");
    }

    [HttpGet("{bausteinId:guid}")]
    public async Task<IActionResult> Edit(Guid tischId, Guid bausteinId) => await FindAsync(tischId, bausteinId) is { } b
        ? await ShowAsync(tischId, bausteinId, PunktForm.Of(b), StatusCodes.Status200OK) : NotFound();

    [HttpPost("{bausteinId:guid}")]
    public async Task<IActionResult> Save(Guid tischId, Guid bausteinId, [FromForm] PunktForm form)
    {
        if (await FindAsync(tischId, bausteinId) is not { } baustein)
            return NotFound();
        if (!ModelState.IsValid)
            return await ShowAsync(tischId, bausteinId, form, StatusCodes.Status400BadRequest);
        baustein.Write(form.ToAngaben());
        db.Add(baustein.NewEntry(benutzer.Zugriff.Urheber, uhr.Now()));
        await db.SaveChangesAsync();
        return Done(tischId, "Der Textbaustein ist gespeichert.");
    }

    [HttpPost("{bausteinId:guid}/entfernung")]
    public async Task<IActionResult> Remove(Guid tischId, Guid bausteinId)
    {
        // A second click: it is gone already.
        if (await FindAsync(tischId, bausteinId) is { } baustein)
        {
            db.Remove(baustein);
            db.Add(baustein.NewEntry(benutzer.Zugriff.Urheber, uhr.Now()));
            await db.SaveChangesAsync();
        }
        return Done(tischId, "Der Textbaustein ist entfernt. Tagesordnungen bleiben, wie sie sind.");
    }

    private Task<Textbaustein?> FindAsync(Guid tischId, Guid bausteinId) => db.Textbausteine.SingleOrDefaultAsync(b => b.Id == bausteinId && b.RunderTischId == tischId);

    private LocalRedirectResult Done(Guid tischId, string meldung)
    {
        TempData["Meldung"] = meldung;
        return LocalRedirect(new Tischweg(tischId).Textbausteine);
    }

    private async Task<IActionResult> ShowAsync(Guid tischId, Guid? bausteinId, PunktForm form, int status)
    {
        Response.StatusCode = status;
        return View("Textbausteine", new TextbausteineSeite(new Tischweg(tischId), await db.NameOfAsync(Scope.RunderTisch(tischId)) ?? "", bausteinId, form,
            [.. (await db.Textbausteine.Where(b => b.RunderTischId == tischId).AsNoTracking().ToListAsync()).OrderBy(b => b.Titel, StringComparer.CurrentCulture).Select(b => new Bausteinzeile(b.Id, b.Angaben))]));
    }
}

internal static class Textbausteinablage
{
    /// <summary>Keeps it at its table, with its entry; the same a second time is there already.</summary>
    public static Task KeepAsync(this AppDbContext db, Textbaustein baustein, Urheber urheber, DateTime jetzt) => db.InTransactionAsync(async () =>
    {
        var vorhanden = await db.Textbausteine.Where(b => b.RunderTischId == baustein.RunderTischId).ToListAsync();
        if (vorhanden.Exists(b => b.Angaben == baustein.Angaben))
            return;
        if (vorhanden.Count >= Textbaustein.MaxJeTisch)
            throw new FachregelVerletzt($"Mehr als {Textbaustein.MaxJeTisch} Textbausteine hat kein Tisch.");
        db.AddRange(baustein, baustein.NewEntry(urheber, jetzt));
        await db.SaveChangesAsync();
    });

    public static Verlaufseintrag NewEntry(this Textbaustein baustein, Urheber urheber, DateTime jetzt) =>
        new(Ereignis.TextbausteineGeaendert, nameof(RunderTisch), baustein.RunderTischId, Scope.RunderTisch(baustein.RunderTischId), urheber, jetzt, baustein.Titel);
}

public sealed record Bausteinzeile(Guid Id, Punktangaben Angaben);

/// <param name="BausteinId">The one that is changed; null for a new one.</param>
public sealed record TextbausteineSeite(Tischweg Weg, string Kreis, Guid? BausteinId, PunktForm Form, IReadOnlyList<Bausteinzeile> Eigene);
