using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Verlauf;

/// <summary>What happened. Stored as its name; the words are <see cref="Ereignisse.Label"/>.</summary>
public enum Ereignis
{
    ZeileGeaendert,
    MatrixAbgestimmt,
    MatrixWiederInArbeit,
    MatrixFreigegeben,
    MatrixZurueckgezogen,
    MatrixNeuerEntwurf,
    MatrixEroeffnet,
    MatrixWeitergegeben,
    WeitergabeZurueckgenommen,
    TabelleAusgegeben,
    TabelleEingelesen,
    ThemenfeldZugeordnet,
    ZuarbeitErbeten,
    ZuarbeitBeantwortet,
    ZuarbeitUebernommen,
    ZuarbeitZurueckgegeben,
    ZuarbeitBeendet,
    BesuchGeplant,
    BesuchGeaendert,
    BesuchsteilnehmerGeaendert,
    BesuchEingeladen,
    BesuchVerschoben,
    BesuchAbgesagt,
    BesuchsfrageBeantwortet,
    BesuchsagendaGeaendert,
    BesuchsunterlageGeaendert,
    BesuchDurchgefuehrt,
    BesuchDurchfuehrungZurueckgenommen,
    BesuchsergebnisFestgehalten,
    BesuchsergebnisZurueckgenommen,
    BesuchsvermerkFreigegeben,
    BesuchAbgeschlossen,
    DurchgangAngeboten,
    DurchgangGeaendert,
    DurchgangAbgeschlossen,
    TeilnahmeAngenommen,
    TeilnahmeAbgelehnt,
    TeilnahmePausiert,
    ErinnerungVersandt,
    KatalogVeroeffentlicht,
    StammdatenImportiert,
    RegionAngelegt,
    RegionGeaendert,
    HausvorlageGeaendert,
    PersonEingeladen,
    EinladungAngenommen,
    EinladungZurueckgenommen,
    ZustaendigkeitErteilt,
    ZustaendigkeitGeaendert,
    ZustaendigkeitBeendet,
    BefugnisUebertragen,
    VertretungEingetragen,
    KenntnisGenommen,
    UebergabeBestaetigt,
    PersonDeaktiviert,
    PersonReaktiviert,
    AngabenGeaendert,
    ZweiterFaktorZurueckgesetzt,
    NachrichtErneutVersandt,
    NachrichtErledigt,
    AufgabeAngelegt,
    AufgabeErledigt,
    AufgabeEntfallen,
    AufgabeWiederEroeffnet,
    AufgabeVerlaengert,
    AufgabeZugewiesen,
    ThemaVorgeschlagen,
    ThemaZugestimmt,
    ThemaAngenommen,
    ThemaAbgelehnt,
    ThemaZurueckgeholt,
    ThemaEingeplant,
    ThemaZurueckgestellt,
    ThemaBehandelt,
    ThemaErledigt,
    ThemaVertagt,
    ThemaZusammengefuehrt,
    ThemaZurueckgezogen,
    ThemaUmformuliert,
    ArbeitsgruppeBeauftragt,
    ArbeitsgruppeBeendet,
    SchwerpunktAngelegt,
    SchwerpunktGeaendert,
    SchwerpunktAbgeschlossen,
    SchwerpunktWiederEroeffnet,
    TischAngelegt,
    TischGeaendert,
    TischArchiviert,
    TischWiederAufgenommen,
    TischmitgliedAufgenommen,
    TischmitgliedGeaendert,
    TischmitgliedAusgeschieden,
    SitzungGeplant,
    SitzungGeaendert,
    SitzungsteilnehmerGeaendert,
    SitzungEingeladen,
    SitzungVerschoben,
    SitzungAbgesagt,
    TagesordnungGeaendert,
    SitzungBegonnen,
    SitzungNacherfasst,
    SitzungBeendet,
    ProtokollInPruefung,
    ProtokollUeberarbeitet,
    ProtokolleinwandErhoben,
    ProtokolleinwandBeantwortet,
    ProtokollGenehmigt,
    ProtokollGeoeffnet,
    VereinbarungEntworfen,
    VereinbarungGeaendert,
    VereinbarungNeuGefasst,
    VereinbarungAbgeloest,
    VereinbarungAnTisch,
    VereinbarungAufTagesordnung,
    VereinbarungVertraulich,
    KonsensGefragt,
    KonsensFestgehalten,
    KonsensBeantwortet,
    KonsensGeschlossen,
    KonsensFristVorbei,
    BeschlussGefasst,
    BeschlussAbgelehnt,
    VereinbarungInUmsetzung,
    VereinbarungUmgesetzt,
    VereinbarungBestaetigt,
    VereinbarungWidersprochen,
    VereinbarungAufgehoben,
    VereinbarungUeberprueft,
    UeberpruefungGeplant,
    ZieldokumenteGeaendert,
    ZieldokumentUebernommen,
    TerminabstimmungBegonnen,
    TerminabstimmungBeendet,
    TextbausteineGeaendert,
    DemoAngelegt,
}

/// <summary>
/// History, and the audit too: who, in which office, when, what, why, about what. Written beside the change in the same
/// save; append-only. Names are resolved when shown. A null person is the portal itself (import by command, start-up).
/// </summary>
public sealed class Verlaufseintrag
{
    public const int GrundMaxLength = 2000;
    public const int GegenstandMaxLength = 40;
    public const int EinzelheitenMaxLength = 80_000;

    private Verlaufseintrag() { }

    public Verlaufseintrag(
        Ereignis ereignis, string gegenstand, Guid gegenstandId, Scope scope, Urheber urheber, DateTime zeit,
        string? grund = null, string? einzelheiten = null, int? version = null)
    {
        Ereignis = ereignis;
        Gegenstand = gegenstand;
        GegenstandId = gegenstandId;
        ScopeArt = scope.Art;
        ScopeId = scope.Id;
        PersonId = urheber.PersonId;
        ZustaendigkeitId = urheber.ZustaendigkeitId;
        Zeit = zeit;
        Grund = grund;
        Einzelheiten = einzelheiten;
        Version = version;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public DateTime Zeit { get; private set; }
    public Ereignis Ereignis { get; private set; }

    /// <summary>Class name of the subject, for example <c>MatrixZeile</c>.</summary>
    public string Gegenstand { get; private set; } = "";
    public Guid GegenstandId { get; private set; }

    /// <summary>Whose house it happened in.</summary>
    public ScopeArt ScopeArt { get; private set; }
    public Guid? ScopeId { get; private set; }
    public Guid? PersonId { get; private set; }
    public Guid? ZustaendigkeitId { get; private set; }
    public string? Grund { get; private set; }

    /// <summary>What exactly changed, in the form of the event (for a row: <c>Feldaenderung</c> list as JSON).</summary>
    public string? Einzelheiten { get; private set; }

    /// <summary>Version of the subject after the change, where it has one.</summary>
    public int? Version { get; private set; }
}

/// <summary>Who acts, and in which Zuständigkeit.</summary>
public readonly record struct Urheber(Guid? PersonId, Guid? ZustaendigkeitId)
{
    /// <summary>The portal itself: start-up or a command of the operator.</summary>
    public static readonly Urheber Portal = new(null, null);
}

public static class Ereignisse
{
    public static string Label(this Ereignis ereignis) => ereignis switch
    {
        Ereignis.ZeileGeaendert => "Zeile geändert",
        Ereignis.MatrixAbgestimmt => "Zur Freigabe bereit gemeldet",
        Ereignis.MatrixWiederInArbeit => "Wieder in Arbeit genommen",
        Ereignis.MatrixFreigegeben => "Freigegeben",
        Ereignis.MatrixZurueckgezogen => "Zurückgezogen",
        Ereignis.MatrixNeuerEntwurf => "Neuer Entwurf begonnen",
        Ereignis.ThemenfeldZugeordnet => "Themenfeld zugeordnet",
        Ereignis.ZuarbeitErbeten => "Um Zuarbeit gebeten",
        Ereignis.ZuarbeitBeantwortet => "Zuarbeit beantwortet",
        Ereignis.ZuarbeitUebernommen => "Zuarbeit übernommen",
        Ereignis.ZuarbeitZurueckgegeben => "Zuarbeit zurückgegeben",
        Ereignis.ZuarbeitBeendet => "Zuarbeit beendet",
        Ereignis.MatrixEroeffnet => "Eigene Matrix begonnen",
        Ereignis.MatrixWeitergegeben => "Weitergegeben",
        Ereignis.WeitergabeZurueckgenommen => "Weitergabe zurückgenommen",
        Ereignis.TabelleAusgegeben => "Als Tabelle heruntergeladen",
        Ereignis.TabelleEingelesen => "Tabelle eingelesen",
        Ereignis.BesuchGeplant => "Besuch geplant",
        Ereignis.BesuchGeaendert => "Besuch geändert",
        Ereignis.BesuchsteilnehmerGeaendert => "Beteiligte geändert",
        Ereignis.BesuchEingeladen => "Zum Besuch eingeladen",
        Ereignis.BesuchVerschoben => "Besuch verschoben",
        Ereignis.BesuchAbgesagt => "Besuch abgesagt",
        Ereignis.BesuchsfrageBeantwortet => "Frage beantwortet",
        Ereignis.BesuchsagendaGeaendert => "Tagesordnung geändert",
        Ereignis.BesuchsunterlageGeaendert => "Unterlagen geändert",
        Ereignis.BesuchDurchgefuehrt => "Besuch durchgeführt",
        Ereignis.BesuchDurchfuehrungZurueckgenommen => "Besuch doch noch nicht durchgeführt",
        Ereignis.BesuchsergebnisFestgehalten => "Ergebnis festgehalten",
        Ereignis.BesuchsergebnisZurueckgenommen => "Ergebnis zurückgenommen",
        Ereignis.BesuchsvermerkFreigegeben => "Besuchsvermerk freigegeben",
        Ereignis.BesuchAbgeschlossen => "Besuch abgeschlossen",
        Ereignis.DurchgangAngeboten => "Durchgang angeboten",
        Ereignis.DurchgangGeaendert => "Durchgang geändert",
        Ereignis.DurchgangAbgeschlossen => "Durchgang abgeschlossen",
        Ereignis.TeilnahmeAngenommen => "Durchgang angenommen",
        Ereignis.TeilnahmeAbgelehnt => "Durchgang abgelehnt",
        Ereignis.TeilnahmePausiert => "Teilnahme pausiert",
        Ereignis.ErinnerungVersandt => "An den Durchgang erinnert",
        Ereignis.KatalogVeroeffentlicht => "Katalog veröffentlicht",
        Ereignis.StammdatenImportiert => "Stammdaten importiert",
        Ereignis.RegionAngelegt => "Bildungsregion angelegt",
        Ereignis.RegionGeaendert => "Bildungsregion geändert",
        Ereignis.HausvorlageGeaendert => "Hausvorlage geändert",
        Ereignis.PersonEingeladen => "Eingeladen",
        Ereignis.EinladungAngenommen => "Einladung angenommen",
        Ereignis.EinladungZurueckgenommen => "Einladung zurückgenommen",
        Ereignis.ZustaendigkeitGeaendert => "Zuständigkeit geändert",
        Ereignis.ZustaendigkeitBeendet => "Zuständigkeit beendet",
        Ereignis.BefugnisUebertragen => "Befugnis übertragen",
        Ereignis.VertretungEingetragen => "Vertretung eingetragen",
        Ereignis.KenntnisGenommen => "Zur Kenntnis genommen",
        Ereignis.UebergabeBestaetigt => "Übergabe bestätigt",
        Ereignis.PersonDeaktiviert => "Konto gesperrt",
        Ereignis.AngabenGeaendert => "Eigene Angaben geändert",
        Ereignis.PersonReaktiviert => "Konto wieder geöffnet",
        Ereignis.ZweiterFaktorZurueckgesetzt => "Zweiter Faktor zurückgesetzt",
        Ereignis.ZustaendigkeitErteilt => "Zuständigkeit erteilt",
        Ereignis.NachrichtErneutVersandt => "Nachricht noch einmal gesendet",
        Ereignis.NachrichtErledigt => "Nachricht für erledigt erklärt",
        Ereignis.AufgabeAngelegt => "Aufgabe angelegt",
        Ereignis.AufgabeErledigt => "Erledigt",
        Ereignis.AufgabeEntfallen => "Entfallen",
        Ereignis.AufgabeWiederEroeffnet => "Wieder eröffnet",
        Ereignis.AufgabeVerlaengert => "Mehr Zeit gegeben",
        Ereignis.AufgabeZugewiesen => "Person zugewiesen",
        Ereignis.ThemaVorgeschlagen => "Vorgeschlagen",
        Ereignis.ThemaZugestimmt => "Zugestimmt",
        Ereignis.ThemaAngenommen => "Angenommen",
        Ereignis.ThemaAbgelehnt => "Nicht aufgenommen",
        Ereignis.ThemaZurueckgeholt => "Zurückgeholt und damit angenommen",
        Ereignis.ThemaEingeplant => "Eingeplant",
        Ereignis.ThemaZurueckgestellt => "Doch nicht eingeplant",
        Ereignis.ThemaBehandelt => "Behandelt",
        Ereignis.ThemaErledigt => "Erledigt",
        Ereignis.ThemaVertagt => "Vertagt",
        Ereignis.ThemaZusammengefuehrt => "Zusammengeführt",
        Ereignis.ThemaZurueckgezogen => "Zurückgezogen",
        Ereignis.ThemaUmformuliert => "Umformuliert",
        Ereignis.ArbeitsgruppeBeauftragt => "Arbeitsgruppe beauftragt",
        Ereignis.ArbeitsgruppeBeendet => "Arbeitsgruppe beendet",
        Ereignis.SchwerpunktAngelegt => "Arbeitsschwerpunkt angelegt",
        Ereignis.SchwerpunktGeaendert => "Arbeitsschwerpunkt geändert",
        Ereignis.SchwerpunktAbgeschlossen => "Arbeitsschwerpunkt abgeschlossen",
        Ereignis.SchwerpunktWiederEroeffnet => "Arbeitsschwerpunkt wieder eröffnet",
        Ereignis.TischAngelegt => "Kreis angelegt",
        Ereignis.TischGeaendert => "Angaben geändert",
        Ereignis.TischArchiviert => "Ins Archiv gelegt",
        Ereignis.TischWiederAufgenommen => "Aus dem Archiv geholt",
        Ereignis.TischmitgliedAufgenommen => "Mitglied aufgenommen",
        Ereignis.TischmitgliedGeaendert => "Mitglied geändert",
        Ereignis.TischmitgliedAusgeschieden => "Mitglied ausgeschieden",
        Ereignis.SitzungGeplant => "Sitzung geplant",
        Ereignis.SitzungGeaendert => "Sitzung geändert",
        Ereignis.SitzungsteilnehmerGeaendert => "Gäste geändert",
        Ereignis.SitzungEingeladen => "Zur Sitzung eingeladen",
        Ereignis.SitzungVerschoben => "Sitzung verschoben",
        Ereignis.SitzungAbgesagt => "Sitzung abgesagt",
        Ereignis.TagesordnungGeaendert => "Tagesordnung geändert",
        Ereignis.SitzungBegonnen => "Sitzung begonnen",
        Ereignis.SitzungNacherfasst => "Nacherfassung begonnen",
        Ereignis.SitzungBeendet => "Sitzung beendet",
        Ereignis.ProtokollInPruefung => "Protokoll zur Prüfung gegeben",
        Ereignis.ProtokollUeberarbeitet => "Protokoll zur Überarbeitung zurückgenommen",
        Ereignis.ProtokolleinwandErhoben => "Einwand zum Protokoll",
        Ereignis.ProtokolleinwandBeantwortet => "Einwand beantwortet",
        Ereignis.ProtokollGenehmigt => "Protokoll genehmigt",
        Ereignis.ProtokollGeoeffnet => "Protokoll wieder geöffnet",
        Ereignis.VereinbarungEntworfen => "Entworfen",
        Ereignis.VereinbarungGeaendert => "Text oder Beteiligte geändert",
        Ereignis.VereinbarungNeuGefasst => "Neue Fassung begonnen",
        Ereignis.VereinbarungAbgeloest => "Durch die neue Fassung ersetzt",
        Ereignis.VereinbarungAnTisch => "An den Runden Tisch gegeben",
        Ereignis.VereinbarungAufTagesordnung => "Auf die Tagesordnung genommen",
        Ereignis.VereinbarungVertraulich => "Vertraulich geworden wie ihr Tagesordnungspunkt",
        Ereignis.KonsensGefragt => "Konsens gefragt",
        Ereignis.KonsensFestgehalten => "Konsens festgehalten",
        Ereignis.KonsensBeantwortet => "Rückmeldung gegeben",
        Ereignis.KonsensGeschlossen => "Frage geschlossen",
        Ereignis.KonsensFristVorbei => "Frist für Rückmeldungen vorbei",
        Ereignis.BeschlussGefasst => "Beschluss gefasst",
        Ereignis.BeschlussAbgelehnt => "Beschluss abgelehnt, zurück an den Tisch",
        Ereignis.VereinbarungInUmsetzung => "In Umsetzung",
        Ereignis.VereinbarungUmgesetzt => "Umgesetzt",
        Ereignis.VereinbarungBestaetigt => "Umsetzung bestätigt",
        Ereignis.VereinbarungWidersprochen => "Noch nicht umgesetzt",
        Ereignis.VereinbarungAufgehoben => "Aufgehoben",
        Ereignis.VereinbarungUeberprueft => "Überprüft",
        Ereignis.UeberpruefungGeplant => "Überprüfung geplant",
        Ereignis.ZieldokumenteGeaendert => "Zieldokumente geändert",
        Ereignis.ZieldokumentUebernommen => "In ein Zieldokument übernommen",
        Ereignis.TerminabstimmungBegonnen => "Terminabstimmung begonnen",
        Ereignis.TerminabstimmungBeendet => "Terminabstimmung beendet",
        Ereignis.TextbausteineGeaendert => "Textbausteine geändert",
        Ereignis.DemoAngelegt => "Demo-Region angelegt",
        _ => throw new ArgumentOutOfRangeException(nameof(ereignis)),
    };
}
