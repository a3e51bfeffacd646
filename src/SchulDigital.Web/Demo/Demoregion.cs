using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Berichte;
using SchulDigital.Web.Features.Sachstaende;

namespace SchulDigital.Web.Demo;

/// <summary>
/// Makes the demo region "Kreis Musterland", once and wholly: one transaction, so that a start that is killed leaves
/// nothing behind. Never beside people who really exist: the password of its accounts is public.
/// </summary>
public sealed class Demoregion(AppDbContext db, Berichtsquellen quellen, Sachstandserhebung erhebung, TimeProvider uhr, IPasswordHasher<Benutzer> hasher)
{
    public const string Passwort = "Musterland-2026!";

    private const string Fertig = "fertig";

    /// <summary>One account per role, shown on the sign-in page in demo mode only.</summary>
    public static readonly IReadOnlyList<Demokonto> Konten =
        [.. Rollen.All.Select(r => new Demokonto(r, $"{r.ToString().ToLowerInvariant()}@demo.schuldigital.example"))];

    public async Task CreateAsync()
    {
        if (await IsReadyAsync())
            return;
        try
        {
            await db.InTransactionAsync(BuildAsync);
        }
        catch (DbUpdateException)
        {
            // Another instance that starts at the same moment was faster.
            db.ChangeTracker.Clear();
            if (!await IsReadyAsync())
                throw;
        }
        db.ChangeTracker.Clear();
    }

    private async Task BuildAsync()
    {
        var echte = await db.Personen.CountAsync(p => !p.Demo);
        if (echte > 0)
            throw new EinstellungFehlt(
                $"Die Demo-Region wird nicht angelegt: Diese Datenbank enthält echte Konten ({echte}), und das Passwort der Demo-Konten kennen alle. "
                + "Setzen Sie Demo:Enabled auf false, oder wählen Sie mit Database:Ordner oder ConnectionStrings:Default eine leere Datenbank.");

        var aufbau = await Aufbau.StartAsync(db, uhr, hasher);
        aufbau.Add(new Einstellung { Name = Einstellung.Demo, Wert = Fertig });
        var land = new Musterland(aufbau, uhr.Today());
        var durchgaenge = new Musterdurchgaenge(aufbau, land, uhr);
        durchgaenge.Create();
        new Musterbesuche(aufbau, land, durchgaenge, uhr.Today()).Create();
        new Musterthemen(aufbau, land, durchgaenge.Matrizen, uhr.Today()).Create();
        var sitzungen = new Mustersitzungen(aufbau, land, uhr.Today(), uhr.Now());
        sitzungen.Create();
        new Mustervereinbarungen(aufbau, land, uhr.Today(), sitzungen).Create();
        aufbau.Add(new Verlaufseintrag(Ereignis.DemoAngelegt, nameof(Bildungsregion), land.Region.Id, Scope.Installation,
            Urheber.Portal, uhr.Now()));
        // Everything is new: looking through thousands of rows for changes would take a second of the first start.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await aufbau.SaveAsync();
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        db.ChangeTracker.Clear();
        await new Musterberichte(db, quellen, land, uhr.Today()).CreateAsync();
        await new Mustersachstaende(db, erhebung, land, uhr.Today()).CreateAsync();
    }

    private Task<bool> IsReadyAsync() =>
        db.Einstellungen.AnyAsync(e => e.Name == Einstellung.Demo && e.Wert == Fertig);
}

public sealed record Demokonto(Rolle Rolle, string Email);
