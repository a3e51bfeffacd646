using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Traegerstamm.Import;

/// <param name="Stand">Day of the files, where the user gives it.</param>
/// <param name="TraegerwechselAb">Confirms changes of carrier, and says from which day they hold.</param>
/// <param name="Vorschau">Only shows what would change.</param>
public sealed record Importwahl(DateOnly? Stand = null, DateOnly? TraegerwechselAb = null, bool Vorschau = false);

/// <summary>
/// Takes over files of the public register, all or none. Everything known is loaded once and compared in memory: all of
/// Nordrhein-Westfalen is three queries and one save.
/// </summary>
public sealed class Stammdatenimport(AppDbContext db, TimeProvider uhr)
{
    private const string Land = "NW";
    private const int Schub = 500;

    private readonly Dictionary<string, Schule> _schulen = [];
    private readonly Dictionary<string, Schultraeger> _traeger = [];
    private readonly Dictionary<string, Kommune> _kommunen = [];
    private readonly Dictionary<Guid, string> _namen = [];
    private readonly List<Schule> _neueSchulen = [];

    public async Task<Importbericht> RunAsync(
        IReadOnlyList<Registerdatei> dateien, Importwahl wahl, Urheber urheber,
        IProgress<double>? fortschritt = null, CancellationToken abbruch = default)
    {
        if (wahl.TraegerwechselAb > uhr.Today())
            throw new FachregelVerletzt("Ein Trägerwechsel kann erst ab dem Tag übernommen werden, an dem er gilt.");
        if (dateien.Any(d => d.Fehler.Count > 0))
            return new Importbericht([.. dateien.Select(d => new Dateibericht(d, null))]);
        if (wahl.Vorschau)
        {
            var vorschau = await CompareAsync(dateien, wahl, fortschritt, abbruch);
            db.ChangeTracker.Clear();
            return vorschau;
        }

        return await db.InTransactionAsync(async () =>
        {
            var bericht = await CompareAsync(dateien, wahl, fortschritt, abbruch);
            foreach (var datei in bericht.Dateien.Where(d => d.HasChanges))
                db.Verlauf.Add(new Verlaufseintrag(Ereignis.StammdatenImportiert, "Stammdaten", Kennung.New(),
                    Scope.Installation, urheber, uhr.Now(), einzelheiten: $"{datei.Titel}: {datei.Zusammenfassung}"));
            await SaveAsync(fortschritt, abbruch);
            return bericht;
        }, abbruch);
    }

    private async Task<Importbericht> CompareAsync(
        IReadOnlyList<Registerdatei> dateien, Importwahl wahl, IProgress<double>? fortschritt, CancellationToken abbruch)
    {
        if (dateien.Any(d => d.Schulen.Count + d.Traeger.Count > 0))
            await LoadAsync(abbruch);
        fortschritt?.Report(0.2);
        var berichte = new List<Dateibericht>();
        foreach (var datei in dateien)
        {
            var bericht = new Dateibericht(datei, datei.StandOr(wahl.Stand, uhr.Today()));
            foreach (var zeile in datei.Traeger)
                AdoptTraeger(zeile, bericht);
            AdoptRechtsformen(datei, bericht);
            foreach (var zeile in datei.Schulen)
                AdoptSchule(zeile, wahl, bericht);
            NameKommunen(datei, bericht);
            berichte.Add(bericht);
        }
        fortschritt?.Report(0.3);
        return new Importbericht(berichte);
    }

    private async Task LoadAsync(CancellationToken abbruch)
    {
        _neueSchulen.Clear();
        _schulen.Clear();
        _traeger.Clear();
        _kommunen.Clear();
        foreach (var kommune in await db.Kommunen.ToListAsync(abbruch))
            Know(kommune);
        foreach (var traeger in await db.Schultraeger.Where(t => t.Traegernummer != null).ToListAsync(abbruch))
            Know(traeger);
        foreach (var schule in await db.Schulen.Where(s => s.Land == Land).ToListAsync(abbruch))
            _schulen[schule.Schulnummer] = schule;
    }

    private void Know(Kommune kommune)
    {
        _kommunen[kommune.Ags] = kommune;
        _namen[kommune.Id] = kommune.Name;
    }

    private void Know(Schultraeger traeger)
    {
        _traeger[traeger.Traegernummer!] = traeger;
        _namen[traeger.Id] = traeger.Name;
    }

    private void AdoptTraeger(Traegerzeile zeile, Dateibericht bericht)
    {
        if (_traeger.TryGetValue(zeile.Traegernummer, out var traeger))
        {
            var wechsel = traeger.Adopt(zeile.Name, zeile.Kurzname, zeile.Anschrift, bericht.Stand);
            if (wechsel.Count > 0)
                bericht.GeaenderteTraeger.Add(Describe(zeile.Traegernummer, traeger.Name, wechsel));
        }
        else
        {
            traeger = new Schultraeger(zeile.Traegernummer, zeile.Name,
                TraegerArten.GuessFrom(zeile.Name, zeile.Kurzname) ?? TraegerArt.Privat);
            traeger.Adopt(zeile.Name, zeile.Kurzname, zeile.Anschrift, bericht.Stand);
            db.Schultraeger.Add(traeger);
            bericht.NeueTraeger.Add($"{zeile.Traegernummer} {zeile.Name}");
        }
        Know(traeger);
    }

    /// <summary>Carriers that the schools name: unknown ones are known by their number from now on.</summary>
    private void AdoptRechtsformen(Registerdatei datei, Dateibericht bericht)
    {
        foreach (var schulen in datei.Schulen.Where(s => s.Traegernummer is not null).GroupBy(s => s.Traegernummer!))
        {
            var neu = !_traeger.TryGetValue(schulen.Key, out var traeger);
            if (traeger is null)
            {
                traeger = Schultraeger.WithNumberOnly(schulen.Key, TraegerArt.Privat);
                db.Schultraeger.Add(traeger);
                bericht.NeueTraeger.Add(traeger.Name);
                Know(traeger);
            }
            if (schulen.All(s => s.Oeffentlich is null))
                continue;
            var wechsel = traeger.AdoptRechtsform(schulen.Any(s => s.Oeffentlich is true), bericht.Stand);
            if (wechsel.Count > 0 && !neu)
                bericht.GeaenderteTraeger.Add(Describe(schulen.Key, traeger.Name, wechsel));
        }
    }

    private void AdoptSchule(Schulzeile zeile, Importwahl wahl, Dateibericht bericht)
    {
        var kommune = _kommunen.GetValueOrDefault(zeile.Ags);
        if (kommune is null)
        {
            kommune = new Kommune(zeile.Ags, zeile.Angaben.Anschrift?.Ort ?? zeile.Ags);
            db.Kommunen.Add(kommune);
            bericht.NeueKommunen.Add(kommune);
            Know(kommune);
        }

        var angaben = zeile.Angaben with { KommuneId = kommune.Id };
        var neu = !_schulen.TryGetValue(zeile.Schulnummer, out var schule);
        if (schule is null)
        {
            schule = new Schule(Land, zeile.Schulnummer, angaben.Name, angaben.Schulform);
            _neueSchulen.Add(schule);
            _schulen[zeile.Schulnummer] = schule;
        }

        var warOffen = neu || !schule.Geschlossen;
        List<Feldwechsel> wechsel = [.. schule.Adopt(angaben, bericht.Stand)];
        if (zeile.Traegernummer is not null)
            AdoptTraeger(schule, _traeger[zeile.Traegernummer], wahl, bericht, wechsel);

        if (neu)
            bericht.Neu.Add($"{schule.Schulnummer} {schule.Name}, {schule.Ort}");
        if (warOffen && schule.Geschlossen)
            bericht.Geschlossen.Add($"{schule.Schulnummer} {schule.Name}, {schule.Ort} (Schulbetriebsschlüssel {schule.Betriebsschluessel})");
        else if (!neu && wechsel.Count > 0)
            bericht.Geaendert.Add(Describe(schule.Schulnummer, schule.Name, wechsel));
    }

    private void AdoptTraeger(
        Schule schule, Schultraeger traeger, Importwahl wahl, Dateibericht bericht, List<Feldwechsel> wechsel)
    {
        var bisher = schule.SchultraegerId;
        if (!schule.IsOtherTraeger(traeger.Id, bericht.Stand))
            schule.AdoptTraeger(traeger.Id, bericht.Stand);
        else if (wahl.TraegerwechselAb is { } giltAb)
            db.Traegerwechsel.Add(schule.ChangeTraeger(traeger.Id, giltAb, bericht.Stand));
        else
            bericht.OffeneTraegerwechsel.Add($"{schule.Schulnummer} {schule.Name}: {_namen[bisher!.Value]} → {traeger.Name}");
        if (schule.SchultraegerId != bisher)
            wechsel.Add(new Feldwechsel(nameof(Schultraeger), bisher, traeger.Id));
    }

    /// <summary>
    /// The register gives a Kommune no name: it is called after the place where most of its schools stand. A name that is
    /// none of these places was given by somebody and stays.
    /// </summary>
    private void NameKommunen(Registerdatei datei, Dateibericht bericht)
    {
        var betroffen = datei.Schulen.Select(s => _kommunen[s.Ags].Id).ToHashSet();
        foreach (var schulen in _schulen.Values.Where(s => s.KommuneId is { } id && betroffen.Contains(id)).GroupBy(s => s.KommuneId!.Value))
        {
            var orte = schulen.Where(s => s.Ort is not null).GroupBy(s => s.Ort!)
                .OrderByDescending(o => o.Count()).ThenBy(o => o.Key, StringComparer.Ordinal).Select(o => o.Key).ToList();
            var name = _namen[schulen.Key];
            if (orte.Count == 0 || orte[0] == name || !orte.Contains(name))
                continue;
            var kommune = _kommunen.Values.First(k => k.Id == schulen.Key);
            kommune.Rename(orte[0]);
            Know(kommune);
            if (!bericht.NeueKommunen.Contains(kommune))
                bericht.GeaenderteKommunen.Add($"{kommune.Ags} {name} → {kommune.Name}");
        }
    }

    /// <summary>New schools go in portions, so that the progress shows; the transaction makes one act of them.</summary>
    private async Task SaveAsync(IProgress<double>? fortschritt, CancellationToken abbruch)
    {
        await db.SaveChangesAsync(abbruch);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var fertig = 0;
        foreach (var schub in _neueSchulen.Chunk(Schub))
        {
            db.Schulen.AddRange(schub);
            await db.SaveChangesAsync(abbruch);
            fortschritt?.Report(0.5 + 0.5 * (fertig += schub.Length) / _neueSchulen.Count);
        }
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        fortschritt?.Report(1);
    }

    private string Describe(string nummer, string name, IReadOnlyList<Feldwechsel> wechsel) =>
        $"{nummer} {name}: {string.Join("; ", wechsel.Select(w => $"{LabelOf(w.Feld)} {Show(w.Bisher)} → {Show(w.Neu)}"))}";

    private string Show(object? wert) => wert switch
    {
        null or "" => "(leer)",
        Guid id => _namen[id],
        Anschrift a => $"„{a.Strasse}, {a.Postleitzahl} {a.Ort}“",
        TraegerArt art => art.Label(),
        string text => $"„{text}“",
        _ => $"{wert:N0}",
    };

    private static string LabelOf(string feld) => feld switch
    {
        nameof(Schule.Betriebsschluessel) => "Schulbetriebsschlüssel",
        nameof(Schule.Schuelerzahl) => "Schülerzahl",
        nameof(Schule.Email) => "E-Mail",
        nameof(Schultraeger) => "Schulträger",
        _ => feld,
    };
}
