using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>Loads one scope's Zuständigkeiten, for whoever the policy let in.</summary>
public sealed class Bereichsabruf(AppDbContext db, AktuellerBenutzer benutzer, Bereichszugang zugang, TimeProvider uhr)
{
    private const int LetzteEintraege = 30;

    public async Task<Bereichsweg?> GetWegAsync(CancellationToken abbruch) =>
        await db.NameOfAsync(benutzer.Zugriff.Scope, abbruch) is { } name ? new Bereichsweg(benutzer.Zugriff.Scope, name) : null;

    public async Task<Absender> GetAbsenderAsync(CancellationToken abbruch)
    {
        var amt = benutzer.Zugriff.Zustaendigkeit;
        var email = await db.Personen.Where(p => p.Id == benutzer.PersonId).Select(p => p.Email).SingleAsync(abbruch);
        return new Absender(benutzer.Name, $"{Amtswahl.WordsOf(amt.Rolle, amt.Art)}, {await db.NameOfAsync(amt.Scope, abbruch)}",
            email, benutzer.Zugriff.Urheber, amt);
    }

    public Task<List<Guid>> GetRegionenAsync(CancellationToken abbruch) => db.RegionsOfAsync(benutzer.Zugriff.Scope, abbruch);

    /// <summary>Whether the person may also change, not only read.</summary>
    public async Task<Zustaendigkeit?> GetVerwaltendesAmtAsync(CancellationToken abbruch) =>
        await zugang.OfficeForAsync(Handlung.ZustaendigkeitenVerwalten, benutzer.Zugriff.Scope, abbruch);

    public IQueryable<Zustaendigkeit> Zustaendigkeiten()
    {
        var scope = benutzer.Zugriff.Scope;
        return db.Zustaendigkeiten.Where(z => z.ScopeArt == scope.Art && z.ScopeId == scope.Id);
    }

    public async Task<List<Fachbereichswahl>> GetFachbereicheAsync(CancellationToken abbruch)
    {
        var scope = benutzer.Zugriff.Scope;
        return scope.Art == ScopeArt.Schultraeger
            ? await db.Fachbereiche.Where(f => f.SchultraegerId == scope.Id).OrderBy(f => f.Name)
                .Select(f => new Fachbereichswahl(f.Id, f.Name)).ToListAsync(abbruch)
            : [];
    }

    /// <summary>All offices of the scope, or one.</summary>
    public async Task<List<Amtseintrag>> GetEintraegeAsync(bool mitEmail, Guid? nur, CancellationToken abbruch)
    {
        var (heute, jetzt) = (uhr.Today(), uhr.Now());
        var zeilen = await (
            from z in Zustaendigkeiten()
            where nur == null || z.Id == nur
            join p in db.Personen on z.PersonId equals p.Id
            orderby p.NameSuche
            select new
            {
                z,
                p.Name,
                p.Email,
                p.Funktion,
                p.DeaktiviertAm,
                Fachbereich = db.Fachbereiche.Where(f => f.Id == z.FachbereichId).Select(f => f.Name).FirstOrDefault(),
                MitPasswort = db.Users.Any(u => u.Id == p.Id && u.PasswordHash != null),
                LinkBis = db.Zugangslinks.Where(l => l.GegenstandId == p.Id && l.Zweck == Zugangszweck.Einladung
                    && l.VerbrauchtAm == null && l.WiderrufenAm == null).Max(l => (DateTime?)l.EndetAm),
                Vorgaenger = (
                    from v in db.Zustaendigkeiten
                    where v.Id == z.NachfolgeVonId
                    join vp in db.Personen on v.PersonId equals vp.Id
                    select vp.Name).FirstOrDefault(),
                Delegierend = (
                    from v in db.Zustaendigkeiten
                    where v.Id == z.DelegiertVonId
                    join vp in db.Personen on v.PersonId equals vp.Id
                    select vp.Name).FirstOrDefault(),
            }).AsNoTracking().ToListAsync(abbruch);
        return [.. zeilen.Select(r => new Amtseintrag(r.z.Id, r.z.PersonId, r.Name, mitEmail ? r.Email : null, r.Funktion, r.z.Rolle, r.z.Art, r.Fachbereich, r.z.Von, r.z.Bis)
        {
            Worte = Amtswahl.WordsOf(r.z.Rolle, r.z.Art, r.z.Befugnisse),
            Zeitraum = Amtswahl.Period(r.z.Von, r.z.Bis, heute),
            IstVorbei = r.z.Bis < heute,
            BeginntErst = r.z.Von > heute,
            VonAussen = r.z.VonAussen,
            ZurKenntnisAm = r.z.ZurKenntnisAm,
            FachbereichId = r.z.FachbereichId,
            Vorgaenger = r.Vorgaenger,
            UebernommenAm = r.z.UebernommenAm,
            Delegierend = r.Delegierend,
            IstNachfolge = r.z.NachfolgeVonId is not null,
            Konto = r.DeaktiviertAm is not null ? Kontostand.Gesperrt
                : r.MitPasswort ? Kontostand.Aktiv
                : r.LinkBis > jetzt ? Kontostand.Eingeladen
                : r.LinkBis is not null ? Kontostand.Abgelaufen : Kontostand.OhneEinladung,
            EinladungBis = r.LinkBis,
        })];
    }

    /// <summary>What changed in this scope; names are resolved when shown.</summary>
    public async Task<List<Amtsgeschehen>> GetVerlaufAsync(Guid? nurAmt, Guid? nurPerson, CancellationToken abbruch)
    {
        var scope = benutzer.Zugriff.Scope;
        var eintraege = await (
            from e in db.Verlauf
            where e.ScopeId == scope.Id && e.ScopeArt == scope.Art
                && (e.Gegenstand == nameof(Zustaendigkeit) || e.Gegenstand == nameof(Person))
                && (nurAmt == null || e.GegenstandId == nurAmt || e.GegenstandId == nurPerson)
            orderby e.Zeit descending
            select new
            {
                e.Zeit,
                e.Ereignis,
                e.Grund,
                Wer = db.Personen.Where(p => p.Id == e.PersonId).Select(p => p.Name).FirstOrDefault(),
                Wen = db.Personen.Where(p => p.Id == e.GegenstandId
                    || db.Zustaendigkeiten.Any(z => z.Id == e.GegenstandId && z.PersonId == p.Id)).Select(p => p.Name).FirstOrDefault(),
            }).Take(LetzteEintraege).AsNoTracking().ToListAsync(abbruch);
        return [.. eintraege.Select(e => new Amtsgeschehen(e.Zeit, e.Ereignis.Label(), e.Wen, e.Grund, e.Wer ?? "das Portal"))];
    }
}

public enum Kontostand { Aktiv, Eingeladen, Abgelaufen, OhneEinladung, Gesperrt }

public sealed record Fachbereichswahl(Guid Id, string Name);

public sealed record Amtsgeschehen(DateTime Zeit, string Was, string? Wen, string? Genauer, string Wer);

/// <summary>One office as the list and its own page show it.</summary>
public sealed record Amtseintrag(
    Guid Id, Guid PersonId, string Name, string? Email, string? Funktion, Rolle Rolle, Amtsart Art, string? Fachbereich, DateOnly Von, DateOnly? Bis)
{
    public required string Worte { get; init; }
    public required string Zeitraum { get; init; }
    public bool IstVorbei { get; init; }
    public bool BeginntErst { get; init; }
    public bool VonAussen { get; init; }
    public DateTime? ZurKenntnisAm { get; init; }
    public Guid? FachbereichId { get; init; }
    public bool IstNachfolge { get; init; }
    public string? Vorgaenger { get; init; }
    public DateTime? UebernommenAm { get; init; }

    /// <summary>Whose acts are done on behalf of.</summary>
    public string? Delegierend { get; init; }
    public Kontostand Konto { get; init; }
    public DateTime? EinladungBis { get; init; }

    /// <summary>All that is to be said beside the name; null where there is nothing.</summary>
    public string? Hinweis => string.Join("; ", new[]
    {
        Stand,
        VonAussen && !IstVorbei ? "von außen eingetragen" + (ZurKenntnisAm is null ? "" : ", zur Kenntnis genommen") : null,
        IstNachfolge ? $"Nachfolge von {Vorgaenger}" : null,
        Delegierend is null ? null : $"im Auftrag von {Delegierend}",
    }.OfType<string>()) is { Length: > 0 } worte ? worte : null;

    private string? Stand => Konto switch
    {
        _ when IstVorbei => null,
        Kontostand.Gesperrt => "Konto gesperrt",
        Kontostand.Eingeladen => $"eingeladen, Link gilt bis {Shared.Zeitangabe.Date(EinladungBis!.Value)}",
        Kontostand.Abgelaufen => "Einladung abgelaufen",
        Kontostand.OhneEinladung => "noch nicht eingeladen",
        _ => null,
    };
}

/// <param name="Titel">What a screen reader calls the table.</param>
public sealed record Amtstabelle(string Titel, Bereichsweg Weg, IReadOnlyList<Amtseintrag> Eintraege);
