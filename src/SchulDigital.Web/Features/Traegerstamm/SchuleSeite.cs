using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Traegerstamm;

/// <summary>What the registers and the portal know of one school.</summary>
public sealed record SchuleSeite(Guid Id, string Name, string Schulnummer, string Schulform, bool Geschlossen)
{
    public required string Land { get; init; }
    public string? Kurzname { get; init; }
    public required Anschriftszeile Anschrift { get; init; }
    public string? Email { get; init; }
    public string? Telefon { get; init; }
    public string? Homepage { get; init; }
    public int? Schuelerzahl { get; init; }
    public DateOnly? SchuelerzahlStand { get; init; }
    public required Feldstaende Feldstaende { get; init; }
    public Registerstand? Stand => Registerstand.Of(Feldstaende);
    public Verweis? Kommune { get; init; }
    public Verweis? Region { get; init; }
    public Verweis? Schultraeger { get; init; }
    public Verweis? Nachfolgeschule { get; init; }
    public IReadOnlyList<Standorteintrag> Teilstandorte { get; init; } = [];
    public IReadOnlyList<Wechseleintrag> Traegerwechsel { get; init; } = [];

    /// <summary>Whether this person may read who is in charge there.</summary>
    public bool MitZustaendigkeiten { get; init; }

    public static async Task<SchuleSeite?> LoadAsync(AppDbContext db, Guid id, CancellationToken abbruch)
    {
        var seite = await (
            from s in db.Schulen
            where s.Id == id
            join k in db.Kommunen on s.KommuneId equals k.Id into ks
            from k in ks.DefaultIfEmpty()
            join r in db.Bildungsregionen on k.BildungsregionId equals r.Id into rs
            from r in rs.DefaultIfEmpty()
            join t in db.Schultraeger on s.SchultraegerId equals t.Id into ts
            from t in ts.DefaultIfEmpty()
            join n in db.Schulen on s.NachfolgeschuleId equals n.Id into ns
            from n in ns.DefaultIfEmpty()
            select new SchuleSeite(s.Id, s.Name, s.Schulnummer, s.Schulform, s.Geschlossen)
            {
                Land = s.Land,
                Kurzname = s.Kurzname,
                Anschrift = new Anschriftszeile(s.Strasse, s.Postleitzahl, s.Ort),
                Email = s.Email,
                Telefon = s.Telefon,
                Homepage = s.Homepage,
                Schuelerzahl = s.Schuelerzahl,
                SchuelerzahlStand = s.SchuelerzahlStand,
                Feldstaende = s.Feldstaende,
                Kommune = k == null ? null : new Verweis(k.Id, k.Name),
                Region = r == null ? null : new Verweis(r.Id, r.Name),
                Schultraeger = t == null ? null : new Verweis(t.Id, t.Name),
                Nachfolgeschule = n == null ? null : new Verweis(n.Id, n.Name),
            }).SingleOrDefaultAsync(abbruch);
        if (seite is null)
            return null;

        return seite with
        {
            Teilstandorte = await db.Set<Teilstandort>().Where(t => t.SchuleId == id).OrderBy(t => t.Bezeichnung)
                .Select(t => new Standorteintrag(t.Bezeichnung, new Anschriftszeile(t.Strasse, t.Postleitzahl, t.Ort))).ToListAsync(abbruch),
            Traegerwechsel = await (
                from w in db.Traegerwechsel
                where w.SchuleId == id
                join alt in db.Schultraeger on w.AlterTraegerId equals alt.Id
                join neu in db.Schultraeger on w.NeuerTraegerId equals neu.Id
                orderby w.GiltAb descending
                select new Wechseleintrag(w.GiltAb, new Verweis(alt.Id, alt.Name), new Verweis(neu.Id, neu.Name))).ToListAsync(abbruch),
        };
    }
}

/// <summary>What a link leads to.</summary>
public sealed record Verweis(Guid Id, string Name);

public sealed record Standorteintrag(string Bezeichnung, Anschriftszeile Anschrift);

public sealed record Wechseleintrag(DateOnly GiltAb, Verweis Alt, Verweis Neu);
