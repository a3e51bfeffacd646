using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Sachstaende;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Sachstaende;

/// <summary>
/// Counts where a region or a carrier stands in a Durchgang and in the one before: in a fixed number of statements, however many
/// houses there are. Counts over several organisations leave here only as <see cref="Kleinzahl"/> lets them; vertrauliches is not
/// counted.
/// </summary>
public sealed class Sachstandserhebung(AppDbContext db, Themenfeldworte themenfelder, TimeProvider uhr)
{
    private static readonly Teilnahmestatus[] Antworten = [Teilnahmestatus.Angenommen, Teilnahmestatus.Pausiert, Teilnahmestatus.Abgelehnt, Teilnahmestatus.Angeboten];

    /// <summary>The states of an agreement as the table groups them.</summary>
    private static readonly Vereinbarungsstatus[][] Vereinbarungsstaende =
    [
        [Vereinbarungsstatus.InAbstimmung], [Vereinbarungsstatus.Vereinbart, Vereinbarungsstatus.VereinbartVorbehaltlich], [Vereinbarungsstatus.InUmsetzung],
        [Vereinbarungsstatus.Umgesetzt, Vereinbarungsstatus.Bestaetigt], [Vereinbarungsstatus.NichtZustandeGekommen, Vereinbarungsstatus.Aufgehoben],
    ];

    /// <summary>What is counted of a Durchgang: its houses and its time, until the next one begins.</summary>
    /// <param name="Bis">The first day that is not in it any more.</param>
    private sealed record Rahmen(Scope Scope, Durchgang Durchgang, DateOnly Bis)
    {
        public DateTime Seit => Kalender.StartOf(Durchgang.Beginn);

        public DateTime Ende => Kalender.StartOf(Bis);
    }

    public async Task<Sachstandszahlen> CollectAsync(Scope scope, Guid durchgangId, CancellationToken abbruch)
    {
        var jetzt = await FrameOfAsync(scope, await db.Durchgaenge.AsNoTracking().SingleAsync(d => d.Id == durchgangId, abbruch), abbruch);
        var vorher = await db.Durchgaenge.AsNoTracking().Where(d => d.BildungsregionId == jetzt.Durchgang.BildungsregionId && d.Beginn < jetzt.Durchgang.Beginn)
            .OrderByDescending(d => d.Beginn).FirstOrDefaultAsync(abbruch);
        var davor = vorher is null ? null : new Rahmen(scope, vorher, jetzt.Durchgang.Beginn);
        var felder = await themenfelder.GetAsync(abbruch);
        return new Sachstandszahlen(jetzt.Durchgang.Titel, jetzt.Durchgang.Beginn, jetzt.Durchgang.Frist, vorher?.Titel,
        [
            new(Sachstandsabschnitt.Teilnahme, await CountParticipationAsync(jetzt, davor, abbruch)),
            new(Sachstandsabschnitt.Besuche, await CountVisitsAsync(jetzt, davor, abbruch)),
            new(Sachstandsabschnitt.Sitzungen, await CountSessionsAsync(jetzt, davor, abbruch)),
            new(Sachstandsabschnitt.Vereinbarungen, await CountAgreementsAsync(jetzt, davor, felder, abbruch)),
            new(Sachstandsabschnitt.Themen, await CountThemesAsync(jetzt, davor, felder, abbruch)),
            new(Sachstandsabschnitt.Hindernisse, await CountObstaclesAsync(jetzt, davor, felder, abbruch)),
            new(Sachstandsabschnitt.Berichtsboegen, await CountSheetsAsync(jetzt, davor, abbruch)),
        ], await GetNamedAsync(jetzt, abbruch));
    }

    private async Task<Rahmen> FrameOfAsync(Scope scope, Durchgang durchgang, CancellationToken abbruch) => new(scope, durchgang,
        await db.Durchgaenge.Where(d => d.BildungsregionId == durchgang.BildungsregionId && d.Beginn > durchgang.Beginn).OrderBy(d => d.Beginn).Select(d => (DateOnly?)d.Beginn).FirstOrDefaultAsync(abbruch)
            ?? uhr.Today().AddDays(1));

    /// <summary>Two columns: this Durchgang, and the one before where there was one.</summary>
    private static string[] ColumnsOf(Rahmen jetzt, Rahmen? davor) => davor is null ? [jetzt.Durchgang.Titel] : [jetzt.Durchgang.Titel, davor.Durchgang.Titel];

    private async Task<IReadOnlyList<Zahlentafel>> CountParticipationAsync(Rahmen jetzt, Rahmen? davor, CancellationToken abbruch)
    {
        var spalten = new List<string>();
        var antworten = new List<IReadOnlyList<int?>>();
        var staende = new List<IReadOnlyList<int?>>();
        foreach (var schulen in WhoOf(jetzt))
            foreach (var rahmen in new[] { jetzt, davor }.OfType<Rahmen>())
            {
                var teilnahmen = TeilnahmenOf(rahmen, schulen);
                var jeAntwort = await teilnahmen.GroupBy(t => t.Status).Select(g => new { g.Key, Anzahl = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Anzahl, abbruch);
                var matrizen = db.Matrizen.Where(m => m.DurchgangId == rahmen.Durchgang.Id
                    && teilnahmen.Any(t => t.Status == Teilnahmestatus.Angenommen && (schulen ? t.SchuleId == m.SchuleId : t.SchultraegerId == m.SchultraegerId)));
                var freigegeben = await matrizen.CountAsync(m => m.Fassungen.Any(f => f.Status == FassungStatus.Freigegeben), abbruch);
                var begonnen = await matrizen.CountAsync(m => m.Zeilen.Any(z => z.Version > 0) && m.Fassungen.All(f => f.Status != FassungStatus.Freigegeben), abbruch);
                spalten.Add($"{WordFor(schulen)} {rahmen.Durchgang.Titel}");
                antworten.Add(Kleinzahl.Protect([.. Antworten.Select(a => jeAntwort.GetValueOrDefault(a))]));
                var stand = Kleinzahl.Protect([freigegeben, begonnen, Math.Max(0, jeAntwort.GetValueOrDefault(Teilnahmestatus.Angenommen) - freigegeben - begonnen)]);
                // These parts add up to those who take part: where that number is not named, they would name it.
                staende.Add(antworten[^1][0] is null ? [.. stand.Select(_ => (int?)null)] : stand);
            }
        return
        [
            Table("Antwort auf das Angebot", "Gezählt wird, wem der Durchgang angeboten ist, nach der Antwort. Die Teilnahme ist freiwillig.", spalten, ["nimmt teil", "pausiert", "abgelehnt", "noch ohne Antwort"], antworten),
            Table("Stand der Matrix", "Gezählt wird, wer teilnimmt: freigegeben heißt, dass eine Fassung gilt; begonnen, dass eine Zeile bearbeitet ist.", spalten, ["freigegeben", "begonnen", "noch nicht begonnen"], staende),
        ];
    }

    /// <summary>Whom the numbers are about: of a region carriers and schools, of a carrier its schools.</summary>
    private static bool[] WhoOf(Rahmen rahmen) => rahmen.Scope.Art == ScopeArt.Bildungsregion ? [false, true] : [true];

    private static string WordFor(bool schulen) => schulen ? "Schulen" : "Schulträger";

    private async Task<IReadOnlyList<Zahlentafel>> CountVisitsAsync(Rahmen jetzt, Rahmen? davor, CancellationToken abbruch)
    {
        var spalten = new List<IReadOnlyList<int?>>();
        foreach (var rahmen in new[] { jetzt, davor }.OfType<Rahmen>())
        {
            var besuche = BesucheOf(rahmen);
            var gehalten = besuche.Where(b => b.Tag >= rahmen.Durchgang.Beginn && b.Tag < rahmen.Bis
                && (b.Status == Besuchsstatus.Durchgefuehrt || b.Status == Besuchsstatus.Nachbereitet || b.Status == Besuchsstatus.Abgeschlossen));
            var anzahl = await gehalten.CountAsync(abbruch);
            // A visit to come has no place in a Durchgang that is over.
            var kommend = rahmen.Bis > uhr.Today() ? await besuche.CountAsync(b => b.Status == Besuchsstatus.Geplant || b.Status == Besuchsstatus.Eingeladen || b.Status == Besuchsstatus.Verschoben, abbruch) : 0;
            if (rahmen.Scope.Art == ScopeArt.Schultraeger)
                spalten.Add([anzahl, kommend]);
            else
            {
                var traeger = await gehalten.Select(b => b.SchultraegerId).Distinct().CountAsync(abbruch);
                var alle = await TeilnahmenOf(rahmen, false).CountAsync(t => t.Status == Teilnahmestatus.Angenommen, abbruch);
                spalten.Add([Shared(anzahl, alle), Shared(kommend, alle), Kleinzahl.InTable(traeger, alle)]);
            }
        }
        return [Table("Schulträgerbesuche", "Gezählt werden Besuche der teilnehmenden Schulträger, die im Durchgang stattfanden (bis der nächste beginnt), und die noch kommen; ohne abgesagte.",
            ColumnsOf(jetzt, davor), jetzt.Scope.Art == ScopeArt.Schultraeger ? ["fanden statt", "sind geplant"] : ["fanden statt", "sind geplant", "Schulträger mit einem Besuch"], spalten)];
    }

    private async Task<IReadOnlyList<Zahlentafel>> CountSessionsAsync(Rahmen jetzt, Rahmen? davor, CancellationToken abbruch)
    {
        var spalten = new List<IReadOnlyList<int?>>();
        foreach (var rahmen in new[] { jetzt, davor }.OfType<Rahmen>())
        {
            var seit = rahmen.Seit;
            var tische = TischeOf(rahmen).Where(t => t.ArchiviertAm == null || t.ArchiviertAm >= seit);
            var gehalten = db.Sitzungen.Where(s => tische.Any(t => t.Id == s.RunderTischId) && s.Tag >= rahmen.Durchgang.Beginn && s.Tag < rahmen.Bis
                && (s.Status == Sitzungsstatus.Laufend || s.Status == Sitzungsstatus.Protokollentwurf || s.Status == Sitzungsstatus.InPruefung || s.Status == Sitzungsstatus.Genehmigt));
            spalten.Add([await tische.CountAsync(abbruch), await gehalten.Select(s => s.RunderTischId).Distinct().CountAsync(abbruch), await gehalten.CountAsync(abbruch),
                await gehalten.CountAsync(s => s.Status == Sitzungsstatus.Genehmigt, abbruch)]);
        }
        return [Table("Runde Tische und ihre Sitzungen", "Gezählt werden Runde Tische und andere Kreise und Sitzungen, die im Durchgang begonnen haben; ohne abgesagte. Runde Tische sind öffentlich bekannt; diese Zahlen stehen immer da.",
            ColumnsOf(jetzt, davor), ["Runde Tische und Kreise", "davon mit einer Sitzung", "Sitzungen", "davon mit genehmigtem Protokoll"], spalten)];
    }

    private async Task<IReadOnlyList<Zahlentafel>> CountAgreementsAsync(Rahmen jetzt, Rahmen? davor, IReadOnlyList<Themenfeldname> felder, CancellationToken abbruch)
    {
        var heute = uhr.Today();
        var vereinbarungen = VereinbarungenOf(jetzt);
        // What names no Themenfeld itself belongs to that of its Thema.
        var jeFeld = (await (
            from v in vereinbarungen
            join t in db.Themen on v.ThemaId equals t.Id into themen
            from t in themen.DefaultIfEmpty()
            where v.Status != Vereinbarungsstatus.Entwurf && v.Status != Vereinbarungsstatus.Geaendert
            group v by new { Themenfeld = v.Themenfeld ?? t.Themenfeld, v.Status } into g
            select new { g.Key.Themenfeld, g.Key.Status, Anzahl = g.Count() }).ToListAsync(abbruch)).GroupBy(v => v.Themenfeld)
            .OrderBy(g => Themenfeldworte.LabelOf(felder, g.Key) ?? "~", StringComparer.CurrentCulture).ToList();
        // Counts of agreements, not of houses: the rule asks only that enough take part.
        var alle = await CountParticipantsAsync(jetzt, abbruch);
        var zeilen = jeFeld.ConvertAll(g => new Zahlenzeile(Themenfeldworte.LabelOf(felder, g.Key) ?? "ohne Themenfeld", [.. Vereinbarungsstaende.Select(s => Shared(g.Where(v => s.Contains(v.Status)).Sum(v => v.Anzahl), alle))]));
        var spalten = new List<IReadOnlyList<int?>>();
        foreach (var rahmen in new[] { jetzt, davor }.OfType<Rahmen>())
        {
            var teilnehmende = rahmen == jetzt ? alle : await CountParticipantsAsync(rahmen, abbruch);
            var inDerZeit = VereinbarungenOf(rahmen).Where(v => v.VereinbartAm >= rahmen.Durchgang.Beginn && v.VereinbartAm < rahmen.Bis);
            spalten.Add([Shared(await inDerZeit.CountAsync(abbruch), teilnehmende), Shared(await inDerZeit.CountAsync(v => v.Status == Vereinbarungsstatus.Umgesetzt || v.Status == Vereinbarungsstatus.Bestaetigt, abbruch), teilnehmende),
                Shared(await inDerZeit.CountAsync(v => v.Frist < heute && (v.Status == Vereinbarungsstatus.Vereinbart || v.Status == Vereinbarungsstatus.VereinbartVorbehaltlich || v.Status == Vereinbarungsstatus.InUmsetzung), abbruch), teilnehmende)]);
        }
        return
        [
            Table("Im Durchgang vereinbart", "Gezählt werden Vereinbarungen nach dem Tag, an dem sie zustande kamen, mit ihrem Stand von heute; ohne vertrauliche.", ColumnsOf(jetzt, davor), ["vereinbart", "davon umgesetzt", "davon überfällig"], spalten),
            new("Alle Vereinbarungen nach Themenfeld und Stand", "Gezählt werden alle Vereinbarungen bis heute nach ihrem Stand; ohne Entwürfe, durch eine Änderung abgelöste und vertrauliche. Nicht weiter verfolgt heißt: nicht zustande gekommen oder aufgehoben.",
                ["in Abstimmung", "vereinbart", "in Umsetzung", "umgesetzt", "nicht weiter verfolgt"], zeilen),
        ];
    }

    private async Task<IReadOnlyList<Zahlentafel>> CountThemesAsync(Rahmen jetzt, Rahmen? davor, IReadOnlyList<Themenfeldname> felder, CancellationToken abbruch)
    {
        var zahlen = new List<Dictionary<string, int>>();
        var teilnehmende = new List<int>();
        foreach (var rahmen in new[] { jetzt, davor }.OfType<Rahmen>())
        {
            var tische = TischeOf(rahmen);
            var (seit, ende) = (rahmen.Seit, rahmen.Ende);
            var themen = db.Themen.Where(t => tische.Any(r => r.Id == t.RunderTischId) && t.Status != Themenstatus.Zurueckgezogen && t.VorgeschlagenAm >= seit && t.VorgeschlagenAm < ende);
            var traeger = TeilnahmenOf(rahmen, false).Where(t => t.Status == Teilnahmestatus.Angenommen);
            // A school raises for the carrier that it belongs to; who moderates or advises for nobody. A carrier's own are counted one by one.
            var jeFeld = rahmen.Scope.Art == ScopeArt.Schultraeger
                ? await themen.Where(t => t.VonScopeId == rahmen.Scope.Id || db.Schulen.Any(s => s.Id == t.VonScopeId && s.SchultraegerId == rahmen.Scope.Id))
                    .GroupBy(t => t.Themenfeld).Select(g => new { g.Key, Anzahl = g.Count() }).ToListAsync(abbruch)
                : await themen.Select(t => new
                {
                    t.Themenfeld,
                    Traeger = t.VonScopeArt == ScopeArt.Schultraeger ? (Guid?)t.VonScopeId : db.Schulen.Where(s => s.Id == t.VonScopeId).Select(s => s.SchultraegerId).FirstOrDefault(),
                }).Where(t => traeger.Any(x => x.SchultraegerId == t.Traeger)).Distinct().GroupBy(t => t.Themenfeld).Select(g => new { g.Key, Anzahl = g.Count() }).ToListAsync(abbruch);
            zahlen.Add(jeFeld.ToDictionary(g => Themenfeldworte.LabelOf(felder, g.Key) ?? "ohne Themenfeld", g => g.Anzahl));
            teilnehmende.Add(await CountParticipantsAsync(rahmen, abbruch));
        }
        var zeilen = Sort(zahlen.SelectMany(z => z.Keys).Distinct().Select(f => new Zahlenzeile(f, [.. zahlen.Select((z, i) => Hide(z.GetValueOrDefault(f), teilnehmende[i]))])));
        return [new Zahlentafel(jetzt.Scope.Art == ScopeArt.Schultraeger ? "Themen je Themenfeld" : "Schulträger, die ein Thema aus dem Themenfeld nannten",
            jetzt.Scope.Art == ScopeArt.Schultraeger ? "Gezählt werden Themen, die der Schulträger und seine Schulen im Durchgang vorgeschlagen haben."
                : "Gezählt werden teilnehmende Schulträger, die im Durchgang selbst oder durch eine ihrer Schulen ein Thema vorgeschlagen haben; jeder einmal je Themenfeld.",
            ColumnsOf(jetzt, davor), zeilen, Balken: true)];

        int? Hide(int anzahl, int alle) => jetzt.Scope.Art == ScopeArt.Schultraeger ? anzahl : Kleinzahl.InTable(anzahl, alle);
    }

    private async Task<IReadOnlyList<Zahlentafel>> CountObstaclesAsync(Rahmen jetzt, Rahmen? davor, IReadOnlyList<Themenfeldname> felder, CancellationToken abbruch)
    {
        var tafeln = new List<Zahlentafel>();
        var anTraeger = jetzt.Scope.Art == ScopeArt.Schultraeger ? jetzt.Scope.Id : null;
        var weitergaben = db.Weitergaben.Where(w => w.Status == WeitergabeStatus.Gilt && w.Kreis == Empfaengerkreis.Schultraeger && w.EmpfaengerId == anTraeger);
        foreach (var schulen in WhoOf(jetzt))
        {
            var jeRahmen = new List<(int Alle, Dictionary<string, int> JeFeld)>();
            foreach (var rahmen in new[] { jetzt, davor }.OfType<Rahmen>())
            {
                var teilnahmen = TeilnahmenOf(rahmen, schulen).Where(t => t.Status == Teilnahmestatus.Angenommen);
                var fassungen =
                    from m in db.Matrizen
                    join f in db.MatrixFassungen on m.Id equals f.MatrixId
                    where m.DurchgangId == rahmen.Durchgang.Id && f.Status == FassungStatus.Freigegeben && teilnahmen.Any(t => schulen ? t.SchuleId == m.SchuleId : t.SchultraegerId == m.SchultraegerId)
                        // A carrier counts of its schools' matrices what they passed on to it, and nothing else.
                        && (anTraeger == null || weitergaben.Any(w => w.FassungId == f.Id))
                    select f;
                var jeFeld = await (
                    from f in fassungen
                    join z in db.Fassungszeilen on f.Id equals z.FassungId
                    where z.Werte.Unterstuetzungsbedarf != null && !z.Werte.Vertraulich
                        && (anTraeger == null || weitergaben.Any(w => w.FassungId == f.Id && (w.Themenfelder == null || ("," + w.Themenfelder + ",").Contains("," + z.Themenfeld + ","))))
                    select new { z.Themenfeld, f.Id }).Distinct().GroupBy(z => z.Themenfeld).Select(g => new { g.Key, Anzahl = g.Count() }).ToListAsync(abbruch);
                jeRahmen.Add((await fassungen.CountAsync(abbruch), jeFeld.ToDictionary(g => Themenfeldworte.LabelOf(felder, g.Key)!, g => g.Anzahl)));
            }
            var zeilen = Sort(jeRahmen.SelectMany(r => r.JeFeld.Keys).Distinct().Select(f => new Zahlenzeile(f, [.. jeRahmen.Select(r => Kleinzahl.InTable(r.JeFeld.GetValueOrDefault(f), r.Alle))])));
            tafeln.Add(new Zahlentafel(schulen ? "Schulen mit Unterstützungsbedarf" : "Schulträger mit Unterstützungsbedarf",
                $"Gezählt werden {(schulen ? "Schulen" : "Schulträger")} mit {(anTraeger is null ? "freigegebener" : "einer dem Schulträger weitergegebenen")} Matrix, die im Themenfeld Unterstützungsbedarf nennen; jede Matrix einmal je Themenfeld, ohne vertrauliche Zeilen.", ColumnsOf(jetzt, davor), zeilen));
        }
        var alle = await CountParticipantsAsync(jetzt, abbruch);
        var tische = TischeOf(jetzt);
        var wartende = await VereinbarungenOf(jetzt).CountAsync(v => v.Gremium != null && v.BeschlussGefasst == null && (v.Status == Vereinbarungsstatus.InAbstimmung || v.Status == Vereinbarungsstatus.VereinbartVorbehaltlich), abbruch);
        var vertagte = await db.Themen.CountAsync(t => tische.Any(r => r.Id == t.RunderTischId) && t.Status == Themenstatus.Vertagt, abbruch);
        tafeln.Add(new Zahlentafel("Was wartet", "Gezählt werden Vereinbarungen, zu denen der Beschluss eines Gremiums aussteht, und Themen, die vertagt sind, mit dem Stand von heute.", ["heute"],
            [new("Vereinbarungen warten auf einen Beschluss", [Shared(wartende, alle)]), new("Themen sind vertagt", [Shared(vertagte, alle)])]));
        return tafeln;
    }

    private async Task<IReadOnlyList<Zahlentafel>> CountSheetsAsync(Rahmen jetzt, Rahmen? davor, CancellationToken abbruch)
    {
        var spalten = new List<IReadOnlyList<int?>>();
        foreach (var rahmen in new[] { jetzt, davor }.OfType<Rahmen>())
        {
            var teilnahmen = TeilnahmenOf(rahmen, false).Where(t => t.Status == Teilnahmestatus.Angenommen);
            var (seit, ende) = (rahmen.Seit, rahmen.Ende);
            var jeStand = await db.Berichtsboegen.Where(b => b.AngelegtAm >= seit && b.AngelegtAm < ende && b.Status != Berichtsstatus.Ersetzt && b.Status != Berichtsstatus.Zurueckgezogen
                    && (rahmen.Scope.Art == ScopeArt.Schultraeger ? b.SchultraegerId == rahmen.Scope.Id : teilnahmen.Any(t => t.SchultraegerId == b.SchultraegerId)))
                .GroupBy(b => b.Status).Select(g => new { g.Key, Anzahl = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Anzahl, abbruch);
            var alle = await CountParticipantsAsync(rahmen, abbruch);
            spalten.Add([.. ((Berichtsstatus[][])[[Berichtsstatus.Entwurf], [Berichtsstatus.InPruefung], [Berichtsstatus.Bestaetigt, Berichtsstatus.Unterzeichnet], [Berichtsstatus.Zugestellt, Berichtsstatus.Archiviert]])
                .Select(g => Shared(g.Sum(s => jeStand.GetValueOrDefault(s)), alle))]);
        }
        return [Table("Berichtsbögen nach ihrem Stand", "Gezählt werden Berichtsbögen der teilnehmenden Schulträger, die im Durchgang begonnen sind, nach ihrem Stand von heute; ohne ersetzte und zurückgezogene.",
            ColumnsOf(jetzt, davor), ["Entwurf", "in Prüfung", "bestätigt oder unterzeichnet", "zugestellt oder archiviert"], spalten)];
    }

    /// <summary>Who may be named today.</summary>
    public async Task<IReadOnlyList<string>> GetNamedAsync(Scope scope, Guid durchgangId, CancellationToken abbruch) =>
        await GetNamedAsync(await FrameOfAsync(scope, await db.Durchgaenge.AsNoTracking().SingleAsync(d => d.Id == durchgangId, abbruch), abbruch), abbruch);

    private async Task<IReadOnlyList<string>> GetNamedAsync(Rahmen rahmen, CancellationToken abbruch) => rahmen.Scope.Art == ScopeArt.Schultraeger ? [] : await (
        from t in db.Teilnahmen
        join o in db.Schultraeger on t.SchultraegerId equals o.Id
        where t.DurchgangId == rahmen.Durchgang.Id && t.Status == Teilnahmestatus.Angenommen && t.NennungAm != null
        orderby o.NameSuche
        select o.Name).ToListAsync(abbruch);

    private IQueryable<Teilnahme> TeilnahmenOf(Rahmen rahmen, bool schulen)
    {
        var teilnahmen = db.Teilnahmen.Where(t => t.DurchgangId == rahmen.Durchgang.Id && (schulen ? t.SchuleId != null : t.SchultraegerId != null));
        return rahmen.Scope.Art == ScopeArt.Bildungsregion ? teilnahmen
            : schulen ? teilnahmen.Where(t => db.Schulen.Any(s => s.Id == t.SchuleId && s.SchultraegerId == rahmen.Scope.Id)) : teilnahmen.Where(t => t.SchultraegerId == rahmen.Scope.Id);
    }

    private IQueryable<Besuch> BesucheOf(Rahmen rahmen)
    {
        var teilnahmen = TeilnahmenOf(rahmen, false).Where(t => t.Status == Teilnahmestatus.Angenommen);
        return rahmen.Scope.Art == ScopeArt.Schultraeger ? db.Besuche.Where(b => b.SchultraegerId == rahmen.Scope.Id) : db.Besuche.Where(b => teilnahmen.Any(t => t.SchultraegerId == b.SchultraegerId));
    }

    private IQueryable<RunderTisch> TischeOf(Rahmen rahmen) => rahmen.Scope.Art == ScopeArt.Schultraeger
        ? db.RundeTische.Where(t => t.Mitglieder.Any(m => m.AusgeschiedenAm == null && m.ScopeId == rahmen.Scope.Id))
        : db.RundeTische.Where(t => t.BildungsregionId == rahmen.Scope.Id || db.Kommunen.Any(k => k.Id == t.KommuneId && k.BildungsregionId == rahmen.Scope.Id));

    private IQueryable<Vereinbarung> VereinbarungenOf(Rahmen rahmen)
    {
        var tische = TischeOf(rahmen);
        var teilnahmen = TeilnahmenOf(rahmen, false).Where(t => t.Status == Teilnahmestatus.Angenommen);
        return rahmen.Scope.Art == ScopeArt.Schultraeger
            ? db.Vereinbarungen.Where(v => !v.Vertraulich && (v.SchultraegerId == rahmen.Scope.Id || v.Beteiligte.Any(b => b.IsBound && b.ScopeId == rahmen.Scope.Id)))
            : db.Vereinbarungen.Where(v => !v.Vertraulich && (tische.Any(t => t.Id == v.RunderTischId) || teilnahmen.Any(t => t.SchultraegerId == v.SchultraegerId)));
    }

    /// <summary>Carriers behind the counts of a region; a carrier's own counts are its own.</summary>
    private async Task<int> CountParticipantsAsync(Rahmen rahmen, CancellationToken abbruch) => rahmen.Scope.Art == ScopeArt.Schultraeger ? int.MaxValue
        : await TeilnahmenOf(rahmen, false).CountAsync(t => t.Status == Teilnahmestatus.Angenommen, abbruch);

    /// <summary>A count of acts, not of houses: it stands where enough take part.</summary>
    private static int? Shared(int anzahl, int teilnehmende) => teilnehmende >= Kleinzahl.MindestzahlTeilnehmende ? anzahl : null;

    /// <summary>By what is shown, never by what is not.</summary>
    private static List<Zahlenzeile> Sort(IEnumerable<Zahlenzeile> zeilen) => [.. zeilen.OrderByDescending(z => z.Werte[0] ?? int.MaxValue).ThenBy(z => z.Label, StringComparer.CurrentCulture)];

    /// <param name="werte">Per column the numbers of all rows.</param>
    private static Zahlentafel Table(string titel, string zaehlweise, IReadOnlyList<string> spalten, string[] zeilen, List<IReadOnlyList<int?>> werte) =>
        new(titel, zaehlweise, spalten, [.. zeilen.Select((z, i) => new Zahlenzeile(z, [.. werte.Select(s => s[i])]))]);
}
