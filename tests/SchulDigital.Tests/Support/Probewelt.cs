using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Sachstaende;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Termine;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Demo;
using SchulDigital.Web.Features.Sachstaende;

namespace SchulDigital.Tests.Support;

/// <summary>
/// A small world for tests of rights: the own houses, a second school of the own carrier, foreign houses in the own
/// region, and houses in another region. One person per role, each in the own houses. Every matrix is a draft with a
/// released version 1, and holds a text that nobody else may ever read; so do tasks, Themen and Arbeitsschwerpunkte.
/// </summary>
public sealed class Probewelt
{
    public Probewelt(Aufbau aufbau)
    {
        var probe = aufbau.CreateRegion("probe", "Kreis Probe", "Koordinierungsstelle Probe");
        var fern = aufbau.CreateRegion("fern", "Kreis Fern", "Koordinierungsstelle Fern");
        var hier = aufbau.CreateDurchgang(probe, "probe-2026-27", "2026/27");
        var dort = aufbau.CreateDurchgang(fern, "fern-2026-27", "2026/27");

        var traeger = aufbau.CreateSchultraeger("910001", "Stadt Eigen", TraegerArt.Kommune);
        Eigen = new Probeort(aufbau, probe, hier, traeger, "Eigen", 1);
        Schwester = new Probeort(aufbau, probe, hier, traeger, "Schwester", 2, Eigen);
        Nachbar = new Probeort(aufbau, probe, hier, aufbau.CreateSchultraeger("910003", "Stadt Nachbar", TraegerArt.Kommune), "Nachbar", 3);
        Fern = new Probeort(aufbau, fern, dort, aufbau.CreateSchultraeger("910004", "Stadt Fern", TraegerArt.Kommune), "Fern", 4);

        foreach (var rolle in Rollen.All)
            Leute[rolle] = Eigen.Appoint(rolle, $"{rolle}@probe.example");
    }

    public Probeort Eigen { get; }

    /// <summary>Another school of the own carrier.</summary>
    public Probeort Schwester { get; }
    public Probeort Nachbar { get; }
    public Probeort Fern { get; }
    public IReadOnlyList<Probeort> Orte => [Eigen, Schwester, Nachbar, Fern];
    public Dictionary<Rolle, Amtsperson> Leute { get; } = [];
}

/// <summary>A carrier and a school of it, with all that belongs to them.</summary>
public sealed class Probeort
{
    private readonly Aufbau _aufbau;
    private readonly Dictionary<ScopeArt, Guid> _aemter = [];
    private readonly Dictionary<ScopeArt, Guid> _weitergaben = [];
    private readonly Dictionary<Guid, Guid> _zuarbeiten = [];

    internal Probeort(Aufbau aufbau, Bildungsregion region, Durchgang durchgang, Schultraeger traeger, string name, int nummer, Probeort? mitTraegerVon = null)
    {
        _aufbau = aufbau;
        Name = name;
        Region = region;
        Durchgang = durchgang;
        Traeger = traeger;
        Kommune = aufbau.CreateKommune(region, $"0990000{nummer}", $"Ort {name}");
        Schule = aufbau.CreateSchule($"99000{nummer}", $"Schule {name}", "Grundschule", Kommune, traeger);
        Tisch = aufbau.CreateRunderTisch(Kommune, $"Runder Tisch {name}");
        Gruppe = aufbau.CreateSchulgruppe(region, $"Gruppe {name}", null, Schule);
        if (mitTraegerVon is not null)
            (TraegerMatrix, _zuarbeiten[mitTraegerVon.TraegerMatrix.Id], _aemter[ScopeArt.Schultraeger], _weitergaben[ScopeArt.Schule]) =
                (mitTraegerVon.TraegerMatrix, mitTraegerVon.ZuarbeitZu(mitTraegerVon.TraegerMatrix), mitTraegerVon.Amt(ScopeArt.Schultraeger), mitTraegerVon.WeitergabeAn(ScopeArt.Schule));
        else
        {
            aufbau.Offer(durchgang, Scope.Schultraeger(traeger.Id), DateTime.UtcNow, DateTime.UtcNow);
            TraegerMatrix = Fill(aufbau.CreateMatrix(traeger, durchgang), Rolle.Traegerleitung, Scope.Schultraeger(traeger.Id), Empfaengerkreis.SchulenDesTraegers);
        }
        aufbau.Offer(durchgang, Scope.Schule(Schule.Id), DateTime.UtcNow, DateTime.UtcNow);
        SchulMatrix = Fill(aufbau.CreateMatrix(Schule, durchgang), Rolle.Schulleitung, Scope.Schule(Schule.Id), Empfaengerkreis.Schultraeger);
        (Besuch, Leseexemplar) = mitTraegerVon is null ? Visit() : (mitTraegerVon.Besuch, mitTraegerVon.Leseexemplar);
        Aufgabe = mitTraegerVon?.Aufgabe ?? Give(Scope.Schultraeger(traeger.Id), Herkunftsart.Schultraeger);
        Give(Scope.Schule(Schule.Id), Herkunftsart.Schule);
        Thema = Propose();
        Schwerpunkt = Keep(Arbeitsschwerpunkt.Create(Tisch.Id, Schule.Id, $"Schwerpunkt {SecretOf(Tisch.Id)}", SecretOf(Tisch.Id), Thema.Id, Urheber.Portal, DateTime.UtcNow));
        Sitzung = Meet();
        Vereinbarung = Agree();
        Bericht = Report(nummer);
        Sachstaende = new() { [ScopeArt.Schultraeger] = Count(Scope.Schultraeger(Traeger.Id), nummer), [ScopeArt.Bildungsregion] = Count(Scope.Bildungsregion(Region.Id), nummer) };
        Baustein = aufbau.Add(new Textbaustein(Tisch.Id, new Punktangaben($"Baustein {SecretOf(Tisch.Id)}", SecretOf(Tisch.Id), Sitzungspunktart.Beratung, 20, null, null, false)));
        Abstimmung = FindDate();
        foreach (var (rolle, scope) in ((Rolle, Scope)[])[(Rolle.Moderation, Scope.RunderTisch(Tisch.Id)),
            (Rolle.Schulaufsicht, Scope.Schulgruppe(Gruppe.Id)), (Rolle.Koordination, Scope.Bildungsregion(Region.Id))])
            Appoint(rolle, scope);
    }

    public string Name { get; }
    public Bildungsregion Region { get; }
    public Durchgang Durchgang { get; }
    public Schultraeger Traeger { get; }
    public Kommune Kommune { get; }
    public Schule Schule { get; }
    public RunderTisch Tisch { get; }
    public Schulgruppe Gruppe { get; }
    public Matrix TraegerMatrix { get; }
    public Matrix SchulMatrix { get; }

    /// <summary>A visit of the carrier with the Koordination and a guest; its record is released, and a note of it is secret.</summary>
    public Besuch Besuch { get; }

    /// <summary>What was passed on to it of the carrier's matrix.</summary>
    public Guid Leseexemplar { get; private set; }

    /// <summary>A task of the carrier; another one of the school stands beside it.</summary>
    public Aufgabe Aufgabe { get; }

    /// <summary>Proposed by the school.</summary>
    public Thema Thema { get; }
    public Arbeitsschwerpunkt Schwerpunkt { get; }

    /// <summary>A session of the table with approved minutes and a guest; its vertraulicher item is secret.</summary>
    public Sitzung Sitzung { get; }

    /// <summary>An agreement of the table that binds carrier and school, came about and is done; its text is for the table alone.</summary>
    public Vereinbarung Vereinbarung { get; }

    /// <summary>A Berichtsbogen about the school, confirmed by both and signed by the carrier on paper; its text is for these two.</summary>
    public Berichtsbogen Bericht { get; }

    /// <summary>Drafts of a Sachstand, of the carrier and of the region; the preface of the carrier's is for it alone.</summary>
    public Dictionary<ScopeArt, Sachstand> Sachstaende { get; }

    /// <summary>An item that the Moderation of the table keeps.</summary>
    public Textbaustein Baustein { get; }

    /// <summary>A date poll for the next session of the table, asking a guest too.</summary>
    public Terminabstimmung Abstimmung { get; }

    /// <summary>Id of an office that somebody of this place holds in a scope of that kind.</summary>
    public Guid Amt(ScopeArt art) => _aemter[art];

    /// <summary>What was passed on to the carrier, the school or the Koordination of this place.</summary>
    public Guid WeitergabeAn(ScopeArt art) => _weitergaben[art];

    /// <summary>What was passed on of a matrix of this place to the other side.</summary>
    public Guid WeitergabeVon(Matrix matrix) => _weitergaben[matrix.SchuleId is null ? ScopeArt.Schule : ScopeArt.Schultraeger];

    /// <summary>What somebody was asked for in a matrix of this place.</summary>
    public Guid ZuarbeitZu(Matrix matrix) => _zuarbeiten[matrix.Id];

    /// <summary>What stands in a matrix for its own house only.</summary>
    public static string SecretOf(Guid scopeId) => $"Geheimnis {scopeId:N}";

    public Amtsperson Appoint(Rolle rolle, string email) => _aufbau.Appoint(
        _aufbau.CreatePerson($"{rolle.Label()} {Name}", email), rolle, rolle.Scopes()[0] switch
        {
            ScopeArt.Schultraeger => Scope.Schultraeger(Traeger.Id),
            ScopeArt.Schule => Scope.Schule(Schule.Id),
            ScopeArt.RunderTisch => Scope.RunderTisch(Tisch.Id),
            ScopeArt.Schulgruppe => Scope.Schulgruppe(Gruppe.Id),
            ScopeArt.Bildungsregion => Scope.Bildungsregion(Region.Id),
            _ => Scope.Installation,
        });

    private Amtsperson Appoint(Rolle rolle, Scope scope)
    {
        var wer = _aufbau.Appoint(_aufbau.CreatePerson($"{rolle.Label()} im Haus {Name}", $"haus-{scope.Art}-{Guid.NewGuid():N}@probe.example"), rolle, scope);
        _aemter[scope.Art] = wer.Zustaendigkeit.Id;
        return wer;
    }

    // Secret is the text: only whoever holds an office in the organisation, or sits at the table, reads it.
    private Aufgabe Give(Scope amt, Herkunftsart art) => Keep(Aufgabe.Create(amt, null, null, $"Aufgabe {SecretOf(amt.Id!.Value)}",
        DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30), new Herkunft(art, amt.Id!.Value, null), Urheber.Portal, DateTime.UtcNow));

    /// <param name="nummer">Several places have one region or one carrier: each its own version.</param>
    private Sachstand Count(Scope scope, int nummer)
    {
        Sachstand? letzter = null;
        for (var n = 1; n < nummer; n++)
            letzter = Sachstand.Begin(scope, Durchgang.Id, Name, letzter, "", Urheber.Portal, DateTime.UtcNow).Neu;
        var sachstand = Keep(Sachstand.Begin(scope, Durchgang.Id, Name, letzter, new Sachstandszahlen(Durchgang.Titel, Durchgang.Beginn, Durchgang.Frist, null, [], []).Write(), Urheber.Portal, DateTime.UtcNow));
        if (scope.Art == ScopeArt.Schultraeger)
            _aufbau.Add(sachstand.Write(null, SecretOf(Traeger.Id), null, Urheber.Portal, DateTime.UtcNow)!);
        return sachstand;
    }

    private Thema Propose() => Keep(Thema.Propose(Tisch.Id, $"Thema {SecretOf(Tisch.Id)}", SecretOf(Tisch.Id), null,
        new Herkunft(Herkunftsart.Schule, Schule.Id, null), Scope.Schule(Schule.Id), Urheber.Portal, DateTime.UtcNow));

    private T Keep<T>((T Neu, Verlaufseintrag Eintrag) neu) where T : class
    {
        _aufbau.Add(neu.Eintrag);
        return _aufbau.Add(neu.Neu);
    }

    private Sitzung Meet()
    {
        var jetzt = DateTime.UtcNow.AddDays(-1);
        foreach (var eintrag in Tisch.Seat([Traeger], [Schule], Urheber.Portal, jetzt))
            _aufbau.Add(eintrag);
        var wer = Appoint(Rolle.Moderation, Scope.RunderTisch(Tisch.Id));
        var sitzung = Keep(Sitzung.Plan(Tisch, 1, new Sitzungsangaben("Auftakt", Kalender.DayOf(jetzt), new TimeOnly(10, 0), 120, "Rathaus", null, null, null), wer.Urheber, jetzt));
        var offen = sitzung.AddItem(new Punktangaben("Netze", null, Sitzungspunktart.Beratung, 20, null, null, false), null, null, wer.Urheber, jetzt).Punkt;
        var geheim = sitzung.AddItem(new Punktangaben($"Punkt {SecretOf(sitzung.Id)}", SecretOf(sitzung.Id), Sitzungspunktart.Beratung, 20, null, null, true), null, null, wer.Urheber, jetzt).Punkt;
        sitzung.AddGuest("Gerd Gast", "gast@probe.example", null, wer.Urheber, jetzt);
        var datei = Kennung.New();
        _aufbau.Add(new Dokument(datei, Dokumentart.Unterlage, datei, "", Scope.RunderTisch(Tisch.Id), "Netzplan", "", "netzplan.pdf", "%PDF-1.7"u8.ToArray(), Dokument.HashOf("%PDF-1.7"u8), null, null, jetzt));
        sitzung.AddPaper(offen.Id, "Netzplan", null, datei, angehaengt: false, wer.Urheber, jetzt);
        sitzung.Invite(wer.Urheber, jetzt);
        sitzung.WriteUp(wer.Urheber, jetzt);
        foreach (var teilnehmer in sitzung.Teilnehmer)
            sitzung.Attend(teilnehmer.Id, Anwesenheit.Anwesend, null, jetzt);
        foreach (var punkt in (Tagesordnungspunkt[])[offen, geheim])
            sitzung.Settle(punkt.Id, Punktstand.Behandelt, null, jetzt);
        var absatz = sitzung.Minute(Kennung.New(), offen.Id, Eintragsart.Text, "Alle waren sich einig.", null, wer.Urheber, jetzt).Eintrag;
        sitzung.Minute(Kennung.New(), geheim.Id, Eintragsart.Text, SecretOf(sitzung.Id), null, wer.Urheber, jetzt);
        sitzung.SubmitForReview(Kalender.DayOf(jetzt), wer.Urheber, jetzt);
        var einwand = sitzung.RaiseObjection(absatz.Id, sitzung.Teilnehmer[0].Id, "Trägerleitung", "Nicht alle.", wer.Urheber, jetzt).Einwand;
        sitzung.AnswerObjection(einwand.Id, "Stimmt.", wer.Urheber, jetzt);
        // Whom a try may send away without changing who else may.
        _aufbau.Add(Tisch.Admit(new Tischmitgliedschaft(null, "Ilse Raum", "ilse@probe.example", Stimme.Beratend, null), Urheber.Portal, jetzt)!);
        var fassung = sitzung.Approve(inSitzung: true, wer.Zustaendigkeit, wer.Person, jetzt).Fassung;
        _aufbau.Add(new Dokument(Kennung.New(), Dokumentart.Protokoll, fassung.Id, "", Scope.RunderTisch(Tisch.Id), "Protokoll", "Moderation", "protokoll.pdf", "%PDF-1.7"u8.ToArray(), Dokument.HashOf("%PDF-1.7"u8), null, null, jetzt));
        return sitzung;
    }

    private Vereinbarung Agree()
    {
        var jetzt = DateTime.UtcNow.AddDays(-1);
        var (traeger, schule) = (Scope.Schultraeger(Traeger.Id), Scope.Schule(Schule.Id));
        Vereinbarung Draft(string text, Tagesordnungspunkt punkt)
        {
            var v = Keep(Vereinbarung.Draft(Kennung.New(), new Vereinbarungsort(Tisch.Id, null, punkt.Vertraulich),
                new Vereinbarungsangaben(text, Vereinbarungsart.Massnahme, traeger, null, null, null, null, null, null, false),
                [new Bindung(traeger, Traeger.Name, null), new Bindung(schule, Schule.Name, null)], new Herkunft(Herkunftsart.Sitzung, Sitzung.Id, null), null, Urheber.Portal, jetzt));
            _aufbau.Add(v.PutOn(punkt.Id, punkt.Vertraulich, Urheber.Portal, jetzt)!);
            return v;
        }
        // A vertrauliche one beside it: only who decides reads it.
        Draft($"Vereinbarung {SecretOf(Sitzung.Id)}", Sitzung.Punkte[1]);
        var vereinbarung = Draft($"Vereinbarung {SecretOf(Tisch.Id)}", Sitzung.Punkte[0]);
        _aufbau.Add(vereinbarung.Record(Kennung.New(), 1, new Konsensort(Sitzung.Id, Sitzung.Punkte[0].Id, new HashSet<Scope> { traeger, schule }), [], "Moderation", Urheber.Portal, jetzt)!);
        _aufbau.Add(vereinbarung.Target(schule, [Zieldokumentart.Medienkonzept], Urheber.Portal, jetzt)!);
        _aufbau.Add(vereinbarung.Progress(Vereinbarungsstatus.Umgesetzt, "Fertig", vereinbarung.Version, Urheber.Portal, jetzt)!);
        return vereinbarung;
    }

    private Berichtsbogen Report(int nummer)
    {
        var jetzt = DateTime.UtcNow.AddDays(-1);
        var (traeger, schule) = (Scope.Schultraeger(Traeger.Id), Scope.Schule(Schule.Id));
        // Offices of that time, which nobody holds any more: how many lead a house now, tests of offices count.
        Zustaendigkeit Office(Rolle rolle, Scope scope) => new(Guid.NewGuid(), rolle, scope, Kalender.DayOf(jetzt));
        var (leitung, schulleitung) = (Office(Rolle.Traegerleitung, traeger), Office(Rolle.Schulleitung, schule));
        var bogen = Keep(Berichtsbogen.Draft(Kennung.New(), new Berichtshaus(traeger, Traeger.Name), [new Berichtshaus(schule, Schule.Name)], Berichtsart.Schule,
            new Berichtsangaben($"Bericht {Name}", null, true, Zeichnungsfolge.Beliebig), nummer, Urheber.Portal, jetzt));
        bogen.Add(Kennung.New(), new Absatzort(Berichtsabschnitt.Planungen), new Absatzangaben(SecretOf(bogen.Id)), null, Urheber.Portal, jetzt);
        bogen.SendToReview(Urheber.Portal, jetzt);
        bogen.Ask(Kennung.New(), Berichtsabschnitt.Planungen, null, "Wann?", schulleitung, "Schulleitung", jetzt);
        foreach (var amt in (Zustaendigkeit[])[leitung, schulleitung])
            bogen.Confirm(amt, "Leitung", bogen.HashOfText(), jetzt);
        var scan = Kennung.New();
        _aufbau.Add(new Dokument(scan, Dokumentart.Unterlage, scan, "", traeger, "Unterschrift", "", "unterschrift.pdf", "%PDF-1.7"u8.ToArray(), Dokument.HashOf("%PDF-1.7"u8), null, null, jetzt));
        bogen.SignOnPaper(traeger, new Papierunterschrift("Bürgermeisterin", "Bürgermeisterin", Kalender.DayOf(jetzt), "Rathaus", scan), bogen.HashOfText(), leitung, "Leitung", jetzt);
        return bogen;
    }

    private Terminabstimmung FindDate()
    {
        var jetzt = DateTime.UtcNow.AddDays(-1);
        var wer = Appoint(Rolle.Moderation, Scope.RunderTisch(Tisch.Id));
        var sitzung = Keep(Sitzung.Plan(Tisch, 2, new Sitzungsangaben("Nächste Sitzung", null, null, 120, "Rathaus", null, null, null), wer.Urheber, jetzt));
        var tag = Kalender.DayOf(jetzt).AddDays(30);
        return Keep(Terminabstimmung.Start(new Terminanlass(sitzung.Id, null, Scope.RunderTisch(Tisch.Id)), [(tag, new TimeOnly(10, 0)), (tag, new TimeOnly(14, 0))],
            [new(Traeger.Name, Scope.Schultraeger(Traeger.Id), null, null), new(Schule.Name, Scope.Schule(Schule.Id), null, null), new("Gerd Gast", null, null, "gast@probe.example")], tag.AddDays(-10), null, wer.Urheber, jetzt));
    }

    private (Besuch, Guid) Visit()
    {
        var jetzt = DateTime.UtcNow.AddDays(-1);
        var scope = Scope.Schultraeger(Traeger.Id);
        var wer = Appoint(Rolle.Traegerleitung, scope);
        var besuch = Keep(Besuch.Plan(Traeger.Id, new Besuchsangaben("Jahresgespräch", Kalender.DayOf(jetzt), new TimeOnly(10, 0), 120, "Rathaus", null, null, TraegerMatrix.Id), wer.Urheber, jetzt));
        Note(besuch.Choose([
            new(Beteiligungsart.Koordination, Region.Id, Region.Name, null, null), new(Beteiligungsart.Gast, null, "Gerd Gast", "Büro", "gast@probe.example"),
        ], besuch.Version, wer.Urheber, jetzt).Eintrag!);
        Note(besuch.Invite(wer.Urheber, jetzt).Eintrag!);
        foreach (var partner in besuch.Beteiligte)
            besuch.NoteReading(partner.Id, jetzt);
        var zeile = TraegerMatrix.Zeilen[2];
        var katalog = _aufbau.Katalog(Zielgruppe.Schultraeger);
        besuch.Ask(besuch.Beteiligte[0].Id, "Kim Koordination", katalog.Kriterium(zeile.Kriterium), zeile.Id, "Und wann?", jetzt);
        Note(besuch.Propose([new(Punktart.Einstieg, "Begrüßung", null, 5, null, null)], wer.Urheber, jetzt)!);
        var datei = Kennung.New();
        _aufbau.Add(new Dokument(datei, Dokumentart.Unterlage, datei, "", scope, "Medienkonzept", "", "medienkonzept.pdf", "%PDF-1.7"u8.ToArray(), Dokument.HashOf("%PDF-1.7"u8), null, null, jetzt));
        Note(besuch.AddPaper("Medienkonzept", Schule.Id, null, datei, wer.Urheber, jetzt).Eintrag);
        besuch.WriteNote(zeile.Themenfeld, SecretOf(Traeger.Id), 0, wer.Urheber, jetzt);
        Note(besuch.Conclude(Kennung.New(), Ergebnisart.Klaerung, zeile, zeile.Themenfeld, "Geklärt", null, wer.Urheber, jetzt).Eintrag!);
        Note(besuch.Hold(wer.Urheber, jetzt));
        Note(besuch.ReleaseRecord(wer.Zustaendigkeit, wer.Person, jetzt.AddMinutes(1)));
        var (weitergabe, eintrag) = TraegerMatrix.PassOn(Empfaengerkreis.Besuch, besuch.Id,
            [.. TraegerMatrix.Zeilen.Select(z => z.Themenfeld).Distinct().Where(t => t != TraegerMatrix.Zeilen[^1].Themenfeld)], [], wer.Zustaendigkeit, jetzt.AddMinutes(1))!.Value;
        Note(eintrag);
        return (besuch, _aufbau.Add(weitergabe).Id);

        void Note(Verlaufseintrag neu) => _aufbau.Add(neu);
    }

    // Passed on is everything but the last Themenfeld; the secret stands there, in a vertrauliche row and in a note.
    private Matrix Fill(Matrixaufbau matrix, Rolle leitung, Scope scope, Empfaengerkreis kreis)
    {
        var jetzt = DateTime.UtcNow.AddDays(-1);
        var wer = Appoint(leitung, scope);
        var geheimnis = SecretOf(scope.Id!.Value);
        var zeilen = matrix.Matrix.Zeilen;
        matrix
            .Answer(zeilen[0].Kriterium, w => w with { OffeneFrage = geheimnis, Vertraulich = true }, wer, jetzt)
            .Answer(zeilen[1].Kriterium, w => w with { InterneNotiz = geheimnis }, wer, jetzt)
            .Answer(zeilen[^1].Kriterium, w => w with { OffeneFrage = geheimnis }, wer, jetzt)
            .AnswerAll(Stufenwert.Einstieg, wer, jetzt.AddMinutes(1))
            .Release(wer, jetzt.AddMinutes(2));
        bool IsPassedOn(Themenfeld t) => t.Key != zeilen[^1].Themenfeld;
        _weitergaben[kreis == Empfaengerkreis.Schultraeger ? ScopeArt.Schultraeger : ScopeArt.Schule] =
            matrix.PassOn(kreis, Traeger.Id, wer, jetzt.AddMinutes(2), IsPassedOn).Id;
        _weitergaben[ScopeArt.Bildungsregion] =
            matrix.PassOn(Empfaengerkreis.Koordination, Region.Id, wer, jetzt.AddMinutes(2), IsPassedOn).Id;
        matrix.StartDraft(wer, jetzt.AddMinutes(3));
        // Asked is the row with the secret note, which who is asked must not see.
        var zuarbeit = matrix.Ask([zeilen[1].Kriterium, zeilen[2].Kriterium], "Ina Infrastruktur", "IT", "it@probe.example", wer, jetzt.AddMinutes(4));
        zuarbeit.Answer(matrix.Matrix, new Dictionary<string, (Zeilenwerte, int)>
        {
            [zeilen[1].Kriterium] = (new Zeilenwerte { Ist = Stufenwert.Ausbau }, matrix.Zeile(zeilen[1].Kriterium).Version),
        }, Urheber.Portal, jetzt.AddMinutes(5));
        _zuarbeiten[matrix.Matrix.Id] = zuarbeit.Id;
        return matrix.Matrix;
    }
}
