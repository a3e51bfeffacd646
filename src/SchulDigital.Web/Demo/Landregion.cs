using Microsoft.AspNetCore.Identity;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Demo;

/// <summary>
/// A region as large as a state, to measure with: invented carriers and schools that take part in several Durchgänge, by rule and
/// not by chance, so that whoever counts can count along. One Leitung per carrier, also of its schools; all with one password.
/// </summary>
/// <param name="traeger">How many carriers; schools are shared among them one after the other.</param>
public sealed class Landregion(AppDbContext db, TimeProvider uhr, IPasswordHasher<Benutzer> hasher, int traeger = 400, int schulen = 5400, int durchgaenge = 5)
{
    public const string Key = "musterland-gross";
    public const string Name = "Großkreis Musterland";

    /// <summary>Account of its Koordination.</summary>
    public const string Koordination = "koordination@gross.demo.schuldigital.example";

    private const int TraegerJeSchritt = 20;
    private const int TageJeDurchgang = 365;

    /// <summary>What house number <paramref name="nummer"/> answers to every offer: of ten seven take part.</summary>
    public static Teilnahmestatus AnswerOf(int nummer) => (nummer % 10) switch
    {
        < 7 => Teilnahmestatus.Angenommen,
        7 => Teilnahmestatus.Abgelehnt,
        8 => Teilnahmestatus.Pausiert,
        _ => Teilnahmestatus.Angeboten,
    };

    /// <summary>How far a house that takes part is: 0 released, 1 begun, 2 not begun.</summary>
    public static int ProgressOf(int nummer, int durchgang) => (nummer + durchgang) % 3;

    /// <summary>Whether a house that has released names a need for support.</summary>
    public static bool NeedsSupport(int nummer) => nummer % 4 == 0;

    public async Task CreateAsync(Action<int>? fortschritt = null, CancellationToken abbruch = default)
    {
        var aufbau = await Aufbau.StartAsync(db, uhr, hasher);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var region = aufbau.CreateRegion(Key, Name, "Bildungsbüro des Großkreises");
        var heute = uhr.Today();
        var runden = Enumerable.Range(0, durchgaenge).Select(d => heute.AddDays(TageJeDurchgang * (d - durchgaenge + 1) - 60))
            .Select(beginn => aufbau.CreateDurchgang(region, $"{Key}-{beginn.Year}", $"{beginn.Year}/{(beginn.Year + 1) % 100:00}", beginn, beginn.AddDays(90), nurKern: true)).ToList();
        aufbau.Appoint(aufbau.CreatePerson("Koordination Großkreis (Demo)", Koordination), Rolle.Koordination, Scope.Bildungsregion(region.Id));
        for (var von = 0; von < traeger; von += TraegerJeSchritt)
        {
            abbruch.ThrowIfCancellationRequested();
            for (var nummer = von; nummer < Math.Min(traeger, von + TraegerJeSchritt); nummer++)
                CreateCarrier(aufbau, region, runden, nummer);
            await aufbau.SaveAsync();
            db.ChangeTracker.Clear();
            fortschritt?.Invoke(Math.Min(traeger, von + TraegerJeSchritt));
        }
        db.ChangeTracker.AutoDetectChangesEnabled = true;
    }

    private void CreateCarrier(Aufbau aufbau, Bildungsregion region, List<Durchgang> runden, int nummer)
    {
        var ort = aufbau.CreateKommune(region, $"{90_000_000 + nummer:00000000}", $"Gemeinde {nummer + 1}");
        var haus = aufbau.CreateSchultraeger($"8{nummer:00000}", $"Gemeinde {nummer + 1} (Demo)", TraegerArt.Kommune);
        var seit = runden[0].Beginn;
        var leitung = aufbau.Appoint(aufbau.CreatePerson($"Leitung der Gemeinde {nummer + 1} (Demo)", $"traeger{nummer + 1}@gross.demo.schuldigital.example"), Rolle.Traegerleitung, Scope.Schultraeger(haus.Id), seit);
        var eigene = new List<(Schule Schule, int Nummer, Amtsperson Leitung)>();
        for (var s = nummer; s < schulen; s += traeger)
        {
            var schule = aufbau.CreateSchule($"8{s:00000}", $"Schule {s + 1} (Demo)", s % 3 == 0 ? "Grundschule" : "Gesamtschule", ort, haus);
            eigene.Add((schule, s, aufbau.Appoint(leitung.Person, Rolle.Schulleitung, Scope.Schule(schule.Id), seit)));
        }
        var tisch = aufbau.CreateRunderTisch(ort, $"Runder Tisch Gemeinde {nummer + 1}");
        foreach (var (runde, d) in runden.Select((r, d) => (r, d)))
        {
            var am = Kalender.StartOf(runde.Beginn).AddDays(10);
            var matrix = TakePart(aufbau, runde, Scope.Schultraeger(haus.Id), nummer, d, leitung, am, () => aufbau.CreateMatrix(haus, runde, am: am));
            foreach (var (schule, n, schulleitung) in eigene)
                TakePart(aufbau, runde, Scope.Schule(schule.Id), n, d, schulleitung, am, () => aufbau.CreateMatrix(schule, runde, am: am));
            if (nummer % 2 == 0)
                Keep(aufbau, Thema.Propose(tisch.Id, "Ein gemeinsames Anliegen", null, nummer % 4 == 0 ? "netz" : "betrieb", new Herkunft(Herkunftsart.Schultraeger, haus.Id, null), Scope.Schultraeger(haus.Id), leitung.Urheber, am));
            if (matrix is not null && nummer % 3 == 0)
            {
                var tag = runde.Beginn.AddDays(30);
                var besuch = Keep(aufbau, Besuch.Plan(haus.Id, new Besuchsangaben("Jahresgespräch", tag, new TimeOnly(10, 0), Besuch.PresetDauer, null, null, null, matrix.Id), leitung.Urheber, am));
                aufbau.Add(besuch.Hold(leitung.Urheber, Kalender.StartOf(tag).AddHours(15)));
            }
        }
        foreach (var (schule, n) in eigene.Select((e, n) => (e.Schule, n)))
            Keep(aufbau, Berichtsbogen.Draft(Kennung.New(), new Berichtshaus(Scope.Schultraeger(haus.Id), haus.Name), [new Berichtshaus(Scope.Schule(schule.Id), schule.Name)], Berichtsart.Schule,
                new Berichtsangaben("Digitalisierung", null, false, Zeichnungsfolge.Beliebig), n + 1, leitung.Urheber, Kalender.StartOf(runden[^1].Beginn).AddDays(40)));
    }

    /// <returns>The matrix; null where there is none.</returns>
    private static Matrix? TakePart(Aufbau aufbau, Durchgang runde, Scope haus, int nummer, int durchgang, Amtsperson leitung, DateTime am, Func<Matrixaufbau> create)
    {
        var teilnahme = aufbau.Offer(runde, haus, am, AnswerOf(nummer) == Teilnahmestatus.Angenommen ? am : null);
        if (AnswerOf(nummer) == Teilnahmestatus.Abgelehnt)
            aufbau.Add(teilnahme.Decline(runde, null, Urheber.Portal, am));
        else if (AnswerOf(nummer) == Teilnahmestatus.Pausiert)
            aufbau.Add(teilnahme.Pause(runde, null, Urheber.Portal, am));
        if (teilnahme.Status != Teilnahmestatus.Angenommen || ProgressOf(nummer, durchgang) == 2)
            return null;
        var matrix = create();
        matrix.Answer(matrix.Matrix.Zeilen[0].Kriterium, w => w with { Ist = Stufenwert.Einstieg, Unterstuetzungsbedarf = NeedsSupport(nummer) ? "Jemand, der sich kümmert" : null }, leitung, am);
        if (ProgressOf(nummer, durchgang) == 0)
            matrix.Release(leitung, am);
        return matrix.Matrix;
    }

    private static T Keep<T>(Aufbau aufbau, (T Neu, Verlaufseintrag Eintrag) neu) where T : class
    {
        aufbau.Add(neu.Eintrag);
        return aufbau.Add(neu.Neu);
    }
}
