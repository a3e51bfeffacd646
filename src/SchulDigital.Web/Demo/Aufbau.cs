using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;

namespace SchulDigital.Web.Demo;

/// <summary>
/// Makes regions, houses, people and matrices: the demo region is made of it, and whatever a test needs. Things are
/// gathered and written together by <see cref="SaveAsync"/>.
/// </summary>
public sealed class Aufbau
{
    private readonly AppDbContext _db;
    private readonly TimeProvider _uhr;
    private readonly Lazy<string> _passwortHash;
    private readonly List<object> _neu = [];
    private readonly Dictionary<Zielgruppe, (Guid Id, Katalog Inhalt)> _kataloge = [];

    private Aufbau(AppDbContext db, TimeProvider uhr, IPasswordHasher<Benutzer> hasher)
    {
        _db = db;
        _uhr = uhr;
        // One hash for all: each costs a tenth of a second, and the password is public anyway.
        _passwortHash = new(() => hasher.HashPassword(new Benutzer(), Demoregion.Passwort));
    }

    /// <summary>Whether its people are marked as invented ones of the demo region.</summary>
    public bool Demo { get; init; } = true;

    /// <summary>Needs the published catalogues; takes the newest of each Zielgruppe.</summary>
    public static async Task<Aufbau> StartAsync(AppDbContext db, TimeProvider uhr, IPasswordHasher<Benutzer> hasher, bool demo = true)
    {
        var aufbau = new Aufbau(db, uhr, hasher) { Demo = demo };
        foreach (var katalog in await db.MatrixKataloge.AsNoTracking().OrderBy(k => k.VeroeffentlichtAm).ToListAsync())
            aufbau._kataloge[katalog.Zielgruppe] = (katalog.Id, Katalogdatei.Parse(katalog.Inhalt));
        return aufbau;
    }

    public Katalog Katalog(Zielgruppe zielgruppe) => _kataloge[zielgruppe].Inhalt;

    public Bildungsregion CreateRegion(string key, string name, string koordinierungsstelle) =>
        Add(new Bildungsregion(key, name, koordinierungsstelle));

    public Kommune CreateKommune(Bildungsregion region, string ags, string name) => Add(new Kommune(ags, name, region.Id));

    public Schultraeger CreateSchultraeger(string traegernummer, string name, TraegerArt art, Anschrift? anschrift = null)
    {
        var traeger = new Schultraeger(traegernummer, name, art);
        traeger.Move(anschrift ?? Anschrift.Unknown);
        return Add(traeger);
    }

    public Fachbereich CreateFachbereich(Schultraeger traeger, string name) => Add(new Fachbereich(traeger.Id, name));

    public Schule CreateSchule(
        string schulnummer, string name, string schulform, Kommune kommune, Schultraeger traeger,
        Anschrift? anschrift = null, int? schuelerzahl = null, DateOnly? stand = null)
    {
        var schule = new Schule("NW", schulnummer, name, schulform) { KommuneId = kommune.Id };
        schule.Move(anschrift ?? Anschrift.Unknown);
        schule.AssignTraeger(traeger.Id);
        schule.CountPupils(schuelerzahl, schuelerzahl is null ? null : stand ?? _uhr.Today());
        return Add(schule);
    }

    /// <summary>By Schulform, or with a list of schools.</summary>
    public Schulgruppe CreateSchulgruppe(Bildungsregion region, string name, string? schulform, params IEnumerable<Schule> schulen)
    {
        var gruppe = new Schulgruppe(region.Id, name, schulform);
        foreach (var schule in schulen)
            gruppe.Add(schule.Id);
        return Add(gruppe);
    }

    /// <summary>A Runder Tisch with all schools of its Kommune that are made here, and their carriers.</summary>
    public RunderTisch CreateRunderTisch(Kommune kommune, string name) => Add(new RunderTisch(Tischart.RunderTisch, kommune.Id, null, name));

    /// <summary>A person with an account; the password is <see cref="Demoregion.Passwort"/>.</summary>
    public Person CreatePerson(string name, string email, string? funktion = null) => CreatePerson(name, email, funktion, _passwortHash.Value);

    /// <summary>A person who was invited and has not come in yet; nobody knows her link.</summary>
    public Person InvitePerson(string name, string email, string? funktion, DateTime endetAm)
    {
        var person = CreatePerson(name, email, funktion, passwortHash: null);
        Add(Zugangslink.Create(Zugangszweck.Einladung, person.Id, endetAm).Link);
        return person;
    }

    private Person CreatePerson(string name, string email, string? funktion, string? passwortHash)
    {
        var person = Add(new Person(name, email, funktion) { Demo = Demo });
        Add(new Benutzer
        {
            Id = person.Id,
            Demo = Demo,
            UserName = person.Email,
            NormalizedUserName = person.Email.ToUpperInvariant(),
            Email = person.Email,
            NormalizedEmail = person.Email.ToUpperInvariant(),
            EmailConfirmed = passwortHash is not null,
            LockoutEnabled = true,
            PasswordHash = passwortHash,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        });
        return person;
    }

    /// <summary>Gives an office to a person; without a day since a year.</summary>
    public Amtsperson Appoint(
        Person person, Rolle rolle, Scope scope, DateOnly? von = null, DateOnly? bis = null, Amtsart? art = null,
        Fachbereich? fachbereich = null, bool vonAussen = false)
    {
        var zustaendigkeit = new Zustaendigkeit(person.Id, rolle, scope, von ?? _uhr.Today().AddYears(-1), bis, art) { VonAussen = vonAussen };
        return new(person, Add(fachbereich is null ? zustaendigkeit : zustaendigkeit.AssignFachbereich(fachbereich)));
    }

    public Amtsperson Delegate(Amtsperson leitung, Person an, Befugnisse befugnisse, DateOnly von, DateOnly bis) =>
        new(an, Add(leitung.Zustaendigkeit.Delegate(an.Id, befugnisse, von, bis)));

    public Durchgang CreateDurchgang(
        Bildungsregion region, string key, string titel, DateOnly? beginn = null, DateOnly? frist = null, bool nurKern = false) =>
        Add(new Durchgang(region.Id, key, titel, beginn ?? _uhr.Today(), frist ?? _uhr.Today().AddMonths(2),
            _kataloge[Zielgruppe.Schultraeger].Id, _kataloge[Zielgruppe.Schule].Id, nurKern));

    /// <summary>Offers a Durchgang to a house and lets it accept; without a moment the offer stays open.</summary>
    public Teilnahme Offer(Durchgang durchgang, Scope scope, DateTime angebotenAm, DateTime? angenommenAm, Urheber? wer = null)
    {
        var teilnahme = Add(Teilnahme.Offer(durchgang, scope, angebotenAm));
        if (angenommenAm is { } am)
            Add(teilnahme.Accept(durchgang, wer ?? Urheber.Portal, am));
        return teilnahme;
    }

    public Matrixaufbau CreateMatrix(Schultraeger traeger, Durchgang durchgang, Matrix? vorgaenger = null, DateTime? am = null)
    {
        var (id, katalog) = _kataloge[Zielgruppe.Schultraeger];
        return new Matrixaufbau(this, katalog,
            Add(Matrix.ForSchultraeger(traeger.Id, durchgang, id, katalog, vorgaenger?.Id, am ?? _uhr.Now())));
    }

    public Matrixaufbau CreateMatrix(Schule schule, Durchgang durchgang, Matrix? vorgaenger = null, DateTime? am = null)
    {
        var (id, katalog) = _kataloge[Zielgruppe.Schule];
        return new Matrixaufbau(this, katalog,
            Add(Matrix.ForSchule(schule.Id, durchgang, id, katalog, vorgaenger?.Id, am ?? _uhr.Now())));
    }

    /// <summary>Anything else that is to be saved with the rest.</summary>
    public T Add<T>(T neu) where T : class
    {
        _neu.Add(neu);
        return neu;
    }

    /// <summary>Writes everything in one save.</summary>
    public async Task SaveAsync()
    {
        foreach (var tisch in _neu.OfType<RunderTisch>().Where(t => t.KommuneId is not null && t.Mitglieder.Count == 0).ToList())
        {
            var schulen = _neu.OfType<Schule>().Where(s => s.KommuneId == tisch.KommuneId && !s.Geschlossen).ToList();
            var traeger = _neu.OfType<Schultraeger>().Where(t => schulen.Exists(s => s.SchultraegerId == t.Id));
            _neu.AddRange(tisch.Seat(traeger, schulen, Urheber.Portal, _uhr.Now()));
        }
        _db.AddRange(_neu);
        await _db.SaveChangesAsync();
        _neu.Clear();
    }
}

/// <summary>A person in an office.</summary>
public sealed record Amtsperson(Person Person, Zustaendigkeit Zustaendigkeit)
{
    public Urheber Urheber => new(Person.Id, Zustaendigkeit.Id);
}
