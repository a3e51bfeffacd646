using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <summary>Schools in a table, wherever they are listed; one page of them.</summary>
public sealed record Schultabelle(IReadOnlyList<Schuleintrag> Zeilen, Blaettern Blaettern)
{
    private const string Name = "name";
    private const string Nummer = "nummer";
    private const string KommuneSpalte = "kommune";
    private const string TraegerSpalte = "traeger";
    private const string Zahl = "schuelerzahl";

    /// <summary>Left out where all rows say the same.</summary>
    public bool MitKommune { get; init; } = true;
    public bool MitTraeger { get; init; } = true;

    public static async Task<Schultabelle> LoadAsync(
        AppDbContext db, IQueryable<Schule> schulen, string pfad, (string, string?)[] wahl, string? sortierung, string? seite,
        CancellationToken abbruch)
    {
        var (spalte, absteigend, wert) = Listenweg.Read(sortierung, Name, Nummer, KommuneSpalte, TraegerSpalte, Zahl);
        var blaettern = new Blaettern(seite, await schulen.CountAsync(abbruch), "Schule", "Schulen",
            new Listenweg(pfad, wahl) { Sortierung = wert });
        if (blaettern.Anzahl == 0)
            return new Schultabelle([], blaettern);

        var zeilen =
            from s in schulen
            join k in db.Kommunen on s.KommuneId equals k.Id into ks
            from k in ks.DefaultIfEmpty()
            join t in db.Schultraeger on s.SchultraegerId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            select new { s, k, t };
        // What is not known stands at the end of both orders: databases disagree where to put it.
        var geordnet = (spalte, absteigend) switch
        {
            (Nummer, false) => zeilen.OrderBy(z => z.s.Schulnummer),
            (Nummer, true) => zeilen.OrderByDescending(z => z.s.Schulnummer),
            (KommuneSpalte, false) => zeilen.OrderBy(z => z.k == null).ThenBy(z => z.k!.NameSuche),
            (KommuneSpalte, true) => zeilen.OrderBy(z => z.k == null).ThenByDescending(z => z.k!.NameSuche),
            (TraegerSpalte, false) => zeilen.OrderBy(z => z.t == null).ThenBy(z => z.t!.NameSuche),
            (TraegerSpalte, true) => zeilen.OrderBy(z => z.t == null).ThenByDescending(z => z.t!.NameSuche),
            (Zahl, false) => zeilen.OrderBy(z => z.s.Schuelerzahl == null).ThenBy(z => z.s.Schuelerzahl),
            (Zahl, true) => zeilen.OrderBy(z => z.s.Schuelerzahl == null).ThenByDescending(z => z.s.Schuelerzahl),
            (_, false) => zeilen.OrderBy(z => z.s.NameSuche),
            (_, true) => zeilen.OrderByDescending(z => z.s.NameSuche),
        };
        return new Schultabelle(await geordnet.ThenBy(z => z.s.NameSuche).ThenBy(z => z.s.Schulnummer)
            .Skip(blaettern.Davor).Take(Blaettern.Groesse)
            .Select(z => new Schuleintrag(
                z.s.Id, z.s.Name, z.s.Schulnummer, z.s.Schulform, z.s.Geschlossen, z.s.Schuelerzahl,
                z.s.KommuneId, z.k!.Name, z.s.SchultraegerId, z.t!.Name))
            .ToListAsync(abbruch), blaettern);
    }
}

public sealed record Schuleintrag(
    Guid Id, string Name, string Schulnummer, string Schulform, bool Geschlossen, int? Schuelerzahl,
    Guid? KommuneId, string? Kommune, Guid? SchultraegerId, string? Schultraeger);
