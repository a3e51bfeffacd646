using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Termine;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Start;

/// <summary>"Wartet auf mich": what this person can do now and how long it takes, and what happened lately.</summary>
public sealed record StartSeite(string Name, IReadOnlyList<Vorgang> Vorgaenge, IReadOnlyList<Geschehen> Zuletzt, string? Hinweis);

/// <param name="Dauer">How long it takes, in words.</param>
public sealed record Vorgang(string Titel, string Adresse, string Text, string? Dauer, DateOnly? Frist);

public sealed record Geschehen(DateTime Zeit, string Was, string Wo, string? Adresse);

/// <summary>Collects the start page; a handful of statements, whatever there is to do.</summary>
public sealed class Startabruf(AppDbContext db, SichtbareDaten sichtbar, AktuellerBenutzer benutzer, TimeProvider uhr)
{
    private const int MinutenJeZeile = 2;
    private const int LetzteEintraege = 8;
    private const int MinutenJeThema = 2;
    private const int MaxAufgaben = 20;
    private const int MaxTitel = 120;

    /// <summary>Days before the last one on which an agreement stands here.</summary>
    private const int TageVorFrist = 14;

    public async Task<StartSeite> GetAsync(CancellationToken abbruch)
    {
        var vorgaenge = new List<Vorgang>();
        var eigene = benutzer.May(Handlung.MatrixLesen) ? await GetEigeneAsync(abbruch) : [];
        foreach (var m in eigene)
        {
            if (m.Status == MatrixStatus.InAbstimmung && benutzer.May(Handlung.MatrixFreigeben, m.Scope))
                vorgaenge.Add(new Vorgang($"Matrix {m.Titel} freigeben: {m.Organisation}", m.Weg + "/pruefung",
                    "Zur Freigabe bereit gemeldet. Prüfen Sie die Angaben und geben Sie sie frei.", "etwa 10 Minuten", m.Frist));
            else if (m.Offen > 0)
                vorgaenge.Add(new Vorgang($"Matrix {m.Titel} ausfüllen: {m.Organisation}", m.Weg,
                    m.Offen == m.Zeilen ? $"{m.Zeilen} Zeilen, noch nicht begonnen." : $"Noch {m.Offen} von {m.Zeilen} Zeilen offen.",
                    Duration(m.Offen * MinutenJeZeile), m.Frist));
            else if (m.Status == MatrixStatus.Entwurf)
                vorgaenge.Add(new Vorgang($"Matrix {m.Titel} prüfen: {m.Organisation}", m.Weg + "/pruefung",
                    "Alle Zeilen sind bearbeitet.", "etwa 10 Minuten", m.Frist));
        }
        if (benutzer.May(Handlung.MatrixAusfuellen))
        {
            vorgaenge.AddRange(await GetAngeboteAsync(abbruch));
            vorgaenge.AddRange(await GetZuarbeitenAsync(abbruch));
        }
        if (benutzer.May(Handlung.BesucheAuflisten))
            vorgaenge.AddRange(await GetBesucheAsync(abbruch));
        if (benutzer.May(Handlung.TischeAuflisten))
            vorgaenge.AddRange(await GetSitzungenAsync(abbruch));
        if (benutzer.May(Handlung.VereinbarungenAuflisten))
            vorgaenge.AddRange(await GetVereinbarungenAsync(abbruch));
        if (benutzer.May(Handlung.BerichteAuflisten))
            vorgaenge.AddRange(await GetBerichteAsync(abbruch));
        if (benutzer.May(Handlung.TerminAbstimmen) || benutzer.May(Handlung.TerminFinden))
            vorgaenge.AddRange(await GetTermineAsync(abbruch));
        if (benutzer.May(Handlung.AufgabenLesen))
            vorgaenge.AddRange(await GetAufgabenAsync(abbruch));
        if (benutzer.May(Handlung.ThemaEntscheiden))
            vorgaenge.AddRange(await GetThemenAsync(abbruch));
        vorgaenge.AddRange(await GetAemterAsync(abbruch));
        if (benutzer.Has(Rolle.Koordination))
            vorgaenge.AddRange(await GetDurchgaengeAsync(abbruch));

        return new StartSeite(benutzer.Name, vorgaenge, await GetZuletztAsync(abbruch),
            vorgaenge.Count > 0 ? null : HintFor(benutzer.Zustaendigkeiten));
    }

    /// <summary>Open matrices of the own house.</summary>
    private async Task<List<EigeneMatrix>> GetEigeneAsync(CancellationToken abbruch)
    {
        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger);
        var schulen = benutzer.ScopeIds(ScopeArt.Schule);
        return await db.Matrizen
            .Where(m => (traeger.Contains(m.SchultraegerId!.Value) || schulen.Contains(m.SchuleId!.Value))
                && (m.Status == MatrixStatus.Entwurf || m.Status == MatrixStatus.InAbstimmung))
            .Select(m => new EigeneMatrix(
                m.SchultraegerId, m.SchuleId, m.Key, m.Titel, m.Status,
                m.SchuleId == null
                    ? db.Schultraeger.Where(t => t.Id == m.SchultraegerId).Select(t => t.Name).First()
                    : db.Schulen.Where(s => s.Id == m.SchuleId).Select(s => s.Name).First(),
                m.Zeilen.Count, m.Zeilen.Count(z => z.Werte.Ist == null || z.Werte.Uebernommen),
                db.Durchgaenge.Where(d => d.Id == m.DurchgangId).Select(d => (DateOnly?)d.Frist).FirstOrDefault()))
            .AsNoTracking().ToListAsync(abbruch) is { } liste
            ? [.. liste.OrderBy(m => m.Frist).ThenBy(m => m.Organisation, StringComparer.CurrentCulture)]
            : [];
    }

    /// <summary>Durchgänge that were offered to the own house and not answered yet.</summary>
    private async Task<IEnumerable<Vorgang>> GetAngeboteAsync(CancellationToken abbruch)
    {
        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger);
        var schulen = benutzer.ScopeIds(ScopeArt.Schule);
        var angebote = await (
            from t in db.Teilnahmen
            join d in db.Durchgaenge on t.DurchgangId equals d.Id
            where t.Status == Teilnahmestatus.Angeboten && d.AbgeschlossenAm == null
                && (traeger.Contains(t.SchultraegerId!.Value) || schulen.Contains(t.SchuleId!.Value))
            orderby d.Frist
            select new
            {
                t.SchultraegerId,
                t.SchuleId,
                d.Key,
                d.Titel,
                d.Frist,
                Organisation = t.SchuleId == null
                    ? db.Schultraeger.Where(s => s.Id == t.SchultraegerId).Select(s => s.Name).First()
                    : db.Schulen.Where(s => s.Id == t.SchuleId).Select(s => s.Name).First(),
            }).AsNoTracking().ToListAsync(abbruch);
        return angebote.Select(a => new Vorgang($"Durchgang {a.Titel} angeboten: {a.Organisation}",
            Scope.OfHaus(a.SchultraegerId, a.SchuleId).Matrixadresse(a.Key) + "/teilnahme",
            "Sagen Sie, ob Ihr Haus teilnimmt.", "etwa 2 Minuten", a.Frist));
    }

    /// <summary>Invitations without an answer, questions without one, records that the Leitung has not released.</summary>
    private async Task<IEnumerable<Vorgang>> GetBesucheAsync(CancellationToken abbruch)
    {
        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger, Rolle.Traegerbearbeitung, Rolle.Traegerleitung);
        var partner = benutzer.Zustaendigkeiten.Where(z => z.Rolle is Rolle.Koordination or Rolle.Traegerleitung).Select(z => z.ScopeId).ToList();
        var besuche = await (
            from b in sichtbar.Besuche()
            join t in db.Schultraeger on b.SchultraegerId equals t.Id
            let offen = b.Status == Besuchsstatus.Eingeladen && b.Beteiligte.Any(x => x.EingeladenAm != null && x.AusgeladenAm == null && x.Rueckmeldung == Rueckmeldung.Offen
                && (x.Art == Beteiligungsart.Eigene && x.BezugId == benutzer.PersonId || x.Art != Beteiligungsart.Eigene && partner.Contains(x.BezugId)))
            let fragen = b.Status == Besuchsstatus.Eingeladen && traeger.Contains(b.SchultraegerId) ? b.Fragen.Count(f => f.Antwort == null) : 0
            where offen || fragen > 0 || b.Status == Besuchsstatus.Durchgefuehrt && traeger.Contains(b.SchultraegerId)
            orderby b.Tag
            select new { b.Id, b.Anlass, b.Tag, b.Status, b.SchultraegerId, Traeger = t.Name, offen, fragen }).AsNoTracking().Take(MaxAufgaben).ToListAsync(abbruch);
        return besuche.SelectMany(b =>
        {
            var vorgaenge = new List<Vorgang>();
            if (b.offen)
                vorgaenge.Add(new Vorgang($"Einladung beantworten: {b.Anlass}", $"/besuche/{b.Id}", $"{b.Traeger} lädt zum Schulträgerbesuch ein.", "etwa 1 Minute", b.Tag));
            if (b.fragen > 0)
                vorgaenge.Add(new Vorgang($"Fragen beantworten: {b.Anlass}", $"/besuche/{b.Id}/fragen", b.fragen == 1 ? "1 Frage vor dem Besuch." : $"{b.fragen} Fragen vor dem Besuch.", Duration(b.fragen * MinutenJeZeile), b.Tag));
            if (b.Status == Besuchsstatus.Durchgefuehrt)
                vorgaenge.Add(benutzer.May(Handlung.BesuchsvermerkFreigeben, Scope.Schultraeger(b.SchultraegerId))
                    ? new Vorgang($"Besuchsvermerk freigeben: {b.Anlass}", $"/besuche/{b.Id}/vermerk", "Der Besuch hat stattgefunden. Die Partner warten auf den Vermerk.", "etwa 10 Minuten", null)
                    : new Vorgang($"Besuch nacherfassen: {b.Anlass}", $"/besuche/{b.Id}/gespraech", "Der Besuch hat stattgefunden. Halten Sie fest, was herauskam.", "etwa 15 Minuten", null));
            return vorgaenge;
        });
    }

    /// <summary>
    /// Sessions: invitations without an answer and minutes that can be objected to, for members; proposals, minutes to write or to
    /// approve, and objections without an answer, for the Moderation.
    /// </summary>
    private async Task<IEnumerable<Vorgang>> GetSitzungenAsync(CancellationToken abbruch)
    {
        var heute = uhr.Today();
        var moderiert = benutzer.ScopeIds(ScopeArt.RunderTisch, Rolle.Moderation);
        List<Guid> HousesFor(Handlung handlung) =>
            [.. benutzer.Zustaendigkeiten.Where(z => z.ScopeArt is ScopeArt.Schultraeger or ScopeArt.Schule or ScopeArt.Bildungsregion && Rechte.Of(handlung).Grants(z)).Select(z => z.ScopeId!.Value)];
        var (antwortende, mitwirkende) = (HousesFor(Handlung.SitzungZusagen), HousesFor(Handlung.SitzungMitwirken));
        var tische = sichtbar.Tische();
        var sitzungen = await (
            from s in db.Sitzungen
            join t in db.RundeTische on s.RunderTischId equals t.Id
            where tische.Any(x => x.Id == t.Id) && s.Status != Sitzungsstatus.Genehmigt && s.Status != Sitzungsstatus.Abgesagt
            let leitet = moderiert.Contains(t.Id)
            let gefragt = s.Status == Sitzungsstatus.Eingeladen && s.Tag >= heute
                && s.Teilnehmer.Any(x => x.EingeladenAm != null && x.AusgeladenAm == null && x.Rueckmeldung == Rueckmeldung.Offen && antwortende.Contains(x.ScopeId!.Value))
            let prueft = s.Status == Sitzungsstatus.InPruefung && s.EinwaendeBis >= heute
                && s.Teilnehmer.Any(x => x.AusgeladenAm == null && x.Stimme == Stimme.Entscheidend && mitwirkende.Contains(x.ScopeId!.Value))
            let vorschlaege = leitet && (s.Status == Sitzungsstatus.Geplant || s.Status == Sitzungsstatus.Eingeladen || s.Status == Sitzungsstatus.Laufend)
                ? s.Punkte.Count(p => p.Stand == Punktstand.Vorgeschlagen) : 0
            let einwaende = leitet && (s.Status == Sitzungsstatus.InPruefung || s.Status == Sitzungsstatus.Protokollentwurf) ? s.Einwaende.Count(e => e.Antwort == null) : 0
            let schreibt = leitet && s.Status == Sitzungsstatus.Protokollentwurf
            let genehmigt = leitet && s.Status == Sitzungsstatus.InPruefung && s.EinwaendeBis < heute && einwaende == 0
            where gefragt || prueft || vorschlaege > 0 || einwaende > 0 || schreibt || genehmigt
            orderby s.Tag
            select new { TischId = t.Id, Tisch = t.Name, s.Nummer, s.Titel, s.Tag, s.EinwaendeBis, gefragt, prueft, vorschlaege, einwaende, schreibt, genehmigt })
            .AsNoTracking().Take(MaxAufgaben).ToListAsync(abbruch);
        return sitzungen.SelectMany(s =>
        {
            var (weg, wo) = ($"/runde-tische/{s.TischId}/sitzungen/{s.Nummer}", $"{s.Tisch}, {s.Nummer}. Sitzung");
            var vorgaenge = new List<Vorgang>();
            if (s.gefragt)
                vorgaenge.Add(new Vorgang($"Einladung beantworten: {s.Titel}", weg, $"{wo}.", "etwa 1 Minute", s.Tag));
            if (s.prueft)
                vorgaenge.Add(new Vorgang($"Protokoll prüfen: {s.Titel}", weg + "/protokoll", $"{wo}. Stimmt ein Absatz nicht, erheben Sie Einwand.", "etwa 10 Minuten", s.EinwaendeBis));
            if (s.vorschlaege > 0)
                vorgaenge.Add(new Vorgang($"Vorschläge zur Tagesordnung: {s.Titel}", weg + "/tagesordnung", $"{wo}. {(s.vorschlaege == 1 ? "1 Vorschlag wartet" : $"{s.vorschlaege} Vorschläge warten")} auf Sie.", Duration(s.vorschlaege * MinutenJeThema), s.Tag));
            if (s.einwaende > 0)
                vorgaenge.Add(new Vorgang($"Einwände beantworten: {s.Titel}", weg + "/protokoll", $"{wo}. {(s.einwaende == 1 ? "1 Einwand" : $"{s.einwaende} Einwände")} zum Protokoll.", Duration(s.einwaende * MinutenJeZeile), s.EinwaendeBis));
            if (s.schreibt)
                vorgaenge.Add(new Vorgang($"Protokoll fertigstellen: {s.Titel}", weg + "/ablauf", $"{wo}. Das Protokoll ist im Entwurf.", "etwa 30 Minuten", null));
            if (s.genehmigt)
                vorgaenge.Add(new Vorgang($"Protokoll genehmigen: {s.Titel}", weg + "/protokoll", $"{wo}. Die Einwandfrist ist vorbei, kein Einwand ist offen.", "etwa 5 Minuten", null));
            return vorgaenge;
        });
    }

    /// <summary>Date polls: to answer where one is asked; to choose from once all have answered or the days are over, for the organiser.</summary>
    private async Task<IEnumerable<Vorgang>> GetTermineAsync(CancellationToken abbruch)
    {
        var heute = uhr.Today();
        var haeuser = benutzer.Zustaendigkeiten.Where(Rechte.Of(Handlung.TerminAbstimmen).Grants).Select(z => z.ScopeId).ToList();
        var abstimmungen = await (
            from a in db.Terminabstimmungen
            where a.BeendetAm == null
            let gefragt = a.AntwortenBis >= heute && a.Gefragte.Any(g => g.BeantwortetAm == null && (g.PersonId == benutzer.PersonId || g.ScopeId != null && haeuser.Contains(g.ScopeId)))
            let waehlt = a.OrganisatorId == benutzer.PersonId && (a.AntwortenBis < heute || a.Gefragte.All(g => g.BeantwortetAm != null))
            where gefragt || waehlt
            orderby a.AntwortenBis
            select new
            {
                a.Id,
                a.AntwortenBis,
                a.BesuchId,
                gefragt,
                waehlt,
                Titel = a.SitzungId == null ? db.Besuche.Where(b => b.Id == a.BesuchId).Select(b => b.Anlass).First() : db.Sitzungen.Where(s => s.Id == a.SitzungId).Select(s => s.Titel).First(),
                TischId = db.Sitzungen.Where(s => s.Id == a.SitzungId).Select(s => (Guid?)s.RunderTischId).FirstOrDefault(),
                Nummer = db.Sitzungen.Where(s => s.Id == a.SitzungId).Select(s => s.Nummer).FirstOrDefault(),
            }).AsNoTracking().Take(MaxAufgaben).ToListAsync(abbruch);
        return abstimmungen.SelectMany(a => new[]
        {
            a.gefragt ? new Vorgang($"Termin abstimmen: {a.Titel}", $"/terminabstimmungen/{a.Id}", "Sagen Sie, wann Sie können.", "etwa 2 Minuten", a.AntwortenBis) : null,
            a.waehlt ? new Vorgang($"Termin wählen: {a.Titel}", (a.TischId is { } tisch ? $"/runde-tische/{tisch}/sitzungen/{a.Nummer}" : $"/besuche/{a.BesuchId}") + "/terminabstimmung",
                a.AntwortenBis < heute ? "Die Frist für Antworten ist vorbei." : "Alle haben geantwortet.", "etwa 2 Minuten", null) : null,
        }.OfType<Vorgang>());
    }

    /// <summary>Answers to be decided on, in the own houses; rows that this person is asked for in them.</summary>
    private async Task<IEnumerable<Vorgang>> GetZuarbeitenAsync(CancellationToken abbruch)
    {
        var haeuser = benutzer.Zustaendigkeiten.Where(Rechte.Of(Handlung.MatrixAusfuellen).Grants).Select(z => z.ScopeId).Distinct().ToList();
        var zuarbeiten = await (
            from z in db.Zuarbeiten
            join m in db.Matrizen on z.MatrixId equals m.Id
            where z.BeendetAm == null && (haeuser.Contains(m.SchultraegerId) || haeuser.Contains(m.SchuleId))
            let fuerMich = z.AnEmail != null && db.Personen.Any(p => p.Id == benutzer.PersonId && p.Email == z.AnEmail)
            let beantwortet = z.Zeilen.Count(r => r.Stand == Zuarbeitsstand.Beantwortet)
            let offen = z.Zeilen.Count(r => r.Stand == Zuarbeitsstand.Angefragt || r.Stand == Zuarbeitsstand.Zurueckgegeben)
            where beantwortet > 0 || fuerMich && offen > 0
            orderby z.Frist
            select new { z.Id, z.AnName, z.Frist, z.AuskunftAm, m.SchultraegerId, m.SchuleId, m.Key, m.Titel, fuerMich, beantwortet, offen })
            .AsNoTracking().ToListAsync(abbruch);
        return zuarbeiten.SelectMany(z =>
        {
            var weg = $"{Scope.OfHaus(z.SchultraegerId, z.SchuleId).Matrixadresse(z.Key)}/zuarbeiten/{z.Id}";
            var vorgaenge = new List<Vorgang>();
            if (z.fuerMich && z.offen > 0)
                vorgaenge.Add(new Vorgang($"Zuarbeit zur Matrix {z.Titel}", $"{weg}/antwort",
                    $"{Rows(z.offen)} zu beantworten.", Duration(z.offen * MinutenJeZeile), z.Frist));
            if (z.beantwortet > 0)
                vorgaenge.Add(new Vorgang($"Zuarbeit übernehmen: {z.AnName}", weg,
                    $"{Rows(z.beantwortet)} zur Matrix {z.Titel} beantwortet.", Duration(z.beantwortet), null));
            return vorgaenge;
        });
    }

    /// <summary>Berichtsbögen that an own house has to confirm or to sign, and what its carrier has to answer.</summary>
    private async Task<IEnumerable<Vorgang>> GetBerichteAsync(CancellationToken abbruch)
    {
        List<Guid> HousesFor(Handlung handlung) => [.. benutzer.Zustaendigkeiten.Where(Rechte.Of(handlung).Grants).Select(z => z.ScopeId!.Value)];
        var (bestaetigen, zeichnen, fuehren) = (HousesFor(Handlung.BerichtBestaetigen), HousesFor(Handlung.BerichtUnterzeichnen), HousesFor(Handlung.BerichtFuehren));
        var boegen = await sichtbar.Berichtsboegen().Where(b => b.Status == Berichtsstatus.InPruefung || b.Status == Berichtsstatus.Bestaetigt && b.Unterschrift).Select(b => new
        {
            b.Id,
            b.Titel,
            b.Status,
            Haeuser = b.Beteiligte.OrderBy(h => h.Name).Select(h => h.Name).ToList(),
            Bestaetigen = b.Beteiligte.Any(h => bestaetigen.Contains(h.ScopeId) && !b.Erklaerungen.Any(e => e.ScopeId == h.ScopeId && e.HinfaelligAm == null && e.Art == Erklaerungsart.Bestaetigung)),
            Zeichnen = b.Beteiligte.Any(h => zeichnen.Contains(h.ScopeId) && !b.Erklaerungen.Any(e => e.ScopeId == h.ScopeId && e.HinfaelligAm == null && e.Art == Erklaerungsart.Unterschrift)
                && (b.Folge == Zeichnungsfolge.Beliebig
                    || b.Folge == Zeichnungsfolge.SchulenZuerst == (h.ScopeArt == ScopeArt.Schule)
                    || !b.Beteiligte.Any(v => v.ScopeArt != h.ScopeArt && !b.Erklaerungen.Any(e => e.ScopeId == v.ScopeId && e.HinfaelligAm == null && e.Art == Erklaerungsart.Unterschrift)))),
            Offen = fuehren.Contains(b.SchultraegerId) ? b.Anmerkungen.Count(a => a.Antwort == null) : 0,
        }).AsNoTracking().Take(MaxAufgaben).ToListAsync(abbruch);
        return boegen.SelectMany(b =>
        {
            var vorgaenge = new List<Vorgang>();
            var haeuser = string.Join(", ", b.Haeuser);
            if (b is { Status: Berichtsstatus.InPruefung, Bestaetigen: true })
                vorgaenge.Add(new Vorgang($"Berichtsbogen prüfen: {b.Titel}", $"/berichtsboegen/{b.Id}", $"{haeuser}. Lesen Sie ihn durch und bestätigen Sie ihn, oder fragen Sie nach.", "etwa 10 Minuten", null));
            if (b is { Status: Berichtsstatus.Bestaetigt, Zeichnen: true })
                vorgaenge.Add(new Vorgang($"Berichtsbogen unterzeichnen: {b.Titel}", $"/berichtsboegen/{b.Id}", $"{haeuser}. Alle haben bestätigt.", "etwa 3 Minuten", null));
            if (b is { Status: Berichtsstatus.InPruefung, Offen: > 0 })
                vorgaenge.Add(new Vorgang($"Rückfragen beantworten: {b.Titel}", $"/berichtsboegen/{b.Id}", b.Offen == 1 ? "1 Rückfrage oder Rückgabe." : $"{b.Offen} Rückfragen oder Rückgaben.", Duration(b.Offen * MinutenJeZeile), null));
            return vorgaenge;
        });
    }

    /// <summary>
    /// Agreements: an answer is missing or an Umsetzung waits to be confirmed, for the Leitung; something is due soon or overdue,
    /// for who is responsible; a day of review has come, for the Moderation.
    /// </summary>
    private async Task<IEnumerable<Vorgang>> GetVereinbarungenAsync(CancellationToken abbruch)
    {
        var heute = uhr.Today();
        var bald = heute.AddDays(TageVorFrist);
        var moderiert = benutzer.ScopeIds(ScopeArt.RunderTisch, Rolle.Moderation);
        List<Guid> HousesFor(Handlung handlung) =>
            [.. benutzer.Zustaendigkeiten.Where(z => z.ScopeArt is ScopeArt.Schultraeger or ScopeArt.Schule && Rechte.Of(handlung).Grants(z)).Select(z => z.ScopeId!.Value)];
        var (erklaerende, mitwirkende) = (HousesFor(Handlung.VereinbarungErklaeren), HousesFor(Handlung.VereinbarungMitwirken));
        var vereinbarungen = await (
            from v in sichtbar.Vereinbarungen()
            let frist = v.Fragen.Where(f => f.Stand == Konsensstand.Offen && f.Antworten.Any(a => a.Wert == null && erklaerende.Contains(a.ScopeId))).Select(f => f.Frist).FirstOrDefault()
            let laeuft = v.Fragen.Any(f => f.Stand == Konsensstand.Gestellt && f.Antworten.Any(a => a.Wert == null && a.Anwesend && erklaerende.Contains(a.ScopeId)))
            let gegenseite = v.Beteiligte.Any(b => b.IsBound && b.ScopeArt != v.VerantwortlichArt)
            let bestaetigt = v.Status == Vereinbarungsstatus.Umgesetzt && v.Beteiligte.Any(b => b.IsBound && b.ScopeId != v.VerantwortlichId && (!gegenseite || b.ScopeArt != v.VerantwortlichArt) && erklaerende.Contains(b.ScopeId))
            let faellig = v.Frist <= bald && (v.Status == Vereinbarungsstatus.Vereinbart || v.Status == Vereinbarungsstatus.InUmsetzung) && mitwirkende.Contains(v.VerantwortlichId)
            let pruefen = v.NaechsteUeberpruefung <= heute && v.Status != Vereinbarungsstatus.Geaendert && v.Status != Vereinbarungsstatus.Aufgehoben && moderiert.Contains(v.RunderTischId!.Value)
            where frist != null || laeuft || bestaetigt || faellig || pruefen
            orderby frist, v.Frist
            select new { v.Id, v.Text, v.Frist, v.NaechsteUeberpruefung, frist, laeuft, bestaetigt, faellig, pruefen }).AsNoTracking().Take(MaxAufgaben).ToListAsync(abbruch);
        return vereinbarungen.Select(v =>
        {
            var (weg, was) = ($"/vereinbarungen/{v.Id}", Short(v.Text));
            return v.laeuft ? new Vorgang($"Jetzt in der Sitzung antworten: {was}", weg, "Die Moderation fragt nach Konsens.", "etwa 1 Minute", heute)
                : v.frist is { } bis ? new Vorgang($"Zur Vereinbarung antworten: {was}", weg, "Ihre Organisation war nicht da, als gefragt wurde, oder hat noch nicht geantwortet.", "etwa 3 Minuten", bis)
                : v.bestaetigt ? new Vorgang($"Umsetzung bestätigen: {was}", weg, "Gemeldet ist: umgesetzt. Stimmt das aus Ihrer Sicht?", "etwa 2 Minuten", null)
                : v.faellig ? new Vorgang($"{(v.Frist < heute ? "Überfällig" : "Bald fällig")}: {was}", weg, "Ihre Organisation ist verantwortlich. Tragen Sie ein, wie weit es ist.", "etwa 2 Minuten", v.Frist)
                : new Vorgang($"Vereinbarung überprüfen: {was}", weg, "Der Tag der Überprüfung ist da.", "etwa 5 Minuten", v.NaechsteUeberpruefung);
        });
    }

    /// <summary>Open tasks of this person, the most urgent first.</summary>
    private async Task<IEnumerable<Vorgang>> GetAufgabenAsync(CancellationToken abbruch)
    {
        var heute = uhr.Today();
        var aufgaben = await sichtbar.AufgabenFuerMich(heute).Where(a => a.Status == Aufgabenstatus.Offen).OrderBy(a => a.Frist).Take(MaxAufgaben)
            .Select(a => new
            {
                a.Id,
                a.Text,
                a.Frist,
                FuerMich = a.PersonId == benutzer.PersonId,
                Organisation = a.ScopeArt == ScopeArt.Schultraeger ? db.Schultraeger.Where(t => t.Id == a.ScopeId).Select(t => t.Name).First()
                    : a.ScopeArt == ScopeArt.Schule ? db.Schulen.Where(s => s.Id == a.ScopeId).Select(s => s.Name).First()
                    : a.ScopeArt == ScopeArt.RunderTisch ? db.RundeTische.Where(t => t.Id == a.ScopeId).Select(t => t.Name).First()
                    : db.Bildungsregionen.Where(r => r.Id == a.ScopeId).Select(r => r.Name).First(),
            }).AsNoTracking().ToListAsync(abbruch);
        return aufgaben.Select(a => new Vorgang($"Aufgabe: {Short(a.Text)}", $"/aufgaben/{a.Id}",
            $"{a.Organisation}. {(a.Frist < heute ? "Überfällig. " : "")}{(a.FuerMich ? "Sie sind dafür genannt." : "Für alle, die dort das Amt haben.")}", null, a.Frist));
    }

    /// <summary>Proposed Themen that wait for the yes of the Moderation or of a carrier, per table.</summary>
    private async Task<IEnumerable<Vorgang>> GetThemenAsync(CancellationToken abbruch)
    {
        var moderiert = benutzer.ScopeIds(ScopeArt.RunderTisch, Rolle.Moderation);
        var traeger = benutzer.Zustaendigkeiten.Where(z => z.ScopeArt == ScopeArt.Schultraeger && Rechte.Of(Handlung.ThemaEntscheiden).Grants(z))
            .Select(z => z.ScopeId!.Value).ToList();
        var tische = await (
            from t in sichtbar.Themen()
            join r in db.RundeTische on t.RunderTischId equals r.Id
            where t.Status == Themenstatus.Vorgeschlagen
                && (moderiert.Contains(r.Id) && t.ModerationAm == null
                    || t.TraegerAm == null && r.Mitglieder.Any(m => m.AusgeschiedenAm == null && m.ScopeArt == ScopeArt.Schultraeger && traeger.Contains(m.ScopeId!.Value)))
            group t by new { r.Id, r.Name } into g
            select new { g.Key.Id, g.Key.Name, Anzahl = g.Count() }).AsNoTracking().ToListAsync(abbruch);
        return tische.OrderBy(t => t.Name, StringComparer.CurrentCulture).Select(t => new Vorgang(
            $"Vorgeschlagene Themen: {t.Name}", $"/themen?tisch={t.Id}&stand={Themenstatus.Vorgeschlagen}",
            t.Anzahl == 1 ? "Ein Thema wartet auf Ihre Zustimmung." : $"{t.Anzahl} Themen warten auf Ihre Zustimmung.", Duration(t.Anzahl * MinutenJeThema), null));
    }

    private static string Short(string text) => Kurztext.Of(text, MaxTitel);

    private static string Rows(int anzahl) => anzahl == 1 ? "1 Zeile" : $"{anzahl} Zeilen";

    /// <summary>What came with an office that was taken over, and what others granted in the own house.</summary>
    private async Task<IEnumerable<Vorgang>> GetAemterAsync(CancellationToken abbruch)
    {
        var vorgaenge = new List<Vorgang>();
        foreach (var amt in benutzer.Zustaendigkeiten.Where(z => z is { NachfolgeVonId: not null, UebernommenAm: null }))
            vorgaenge.Add(new Vorgang($"Übergabe durchsehen: {amt.Rolle.Label()}, {await db.NameOfAsync(amt.Scope, abbruch)}",
                $"{WegOf(amt.Scope)}/{amt.Id}/uebergabe", "Sehen Sie durch, welche offenen Aufgaben mit dem Amt gekommen sind.", "etwa 10 Minuten", null));

        var haeuser = benutzer.Zustaendigkeiten.Where(z => Rechte.Of(Handlung.KenntnisNehmen).Grants(z)).Select(z => z.ScopeId).ToList();
        if (haeuser.Count == 0)
            return vorgaenge;
        var vonAussen = await (
            from z in db.Zustaendigkeiten
            where haeuser.Contains(z.ScopeId) && z.VonAussen && z.ZurKenntnisAm == null && z.PersonId != benutzer.PersonId
                && (z.Bis == null || z.Bis >= z.Von)
            join p in db.Personen on z.PersonId equals p.Id
            orderby z.Von, p.NameSuche
            select new { z.Id, z.Rolle, z.ScopeArt, z.ScopeId, p.Name }).Take(LetzteEintraege).AsNoTracking().ToListAsync(abbruch);
        vorgaenge.AddRange(vonAussen.Select(z => new Vorgang($"Zur Kenntnis nehmen: {z.Name}, {z.Rolle.Label()}",
            $"{WegOf(new Scope(z.ScopeArt, z.ScopeId))}/{z.Id}", "Diese Zuständigkeit in Ihrer Organisation wurde von außen eingetragen.",
            "etwa 5 Minuten", null)));
        return vorgaenge;
    }

    /// <summary>Address of the Zuständigkeiten of a scope.</summary>
    private static string WegOf(Scope scope) => (scope.Art switch
    {
        ScopeArt.Schultraeger => "/traeger",
        ScopeArt.Schule => "/schulen",
        ScopeArt.RunderTisch => "/runde-tische",
        ScopeArt.Schulgruppe => "/schulgruppen",
        _ => "/regionen",
    }) + $"/{scope.Id}/zustaendigkeiten";

    private async Task<IEnumerable<Vorgang>> GetDurchgaengeAsync(CancellationToken abbruch)
    {
        var regionen = benutzer.ScopeIds(ScopeArt.Bildungsregion, Rolle.Koordination);
        var durchgaenge = await db.Durchgaenge
            .Where(d => regionen.Contains(d.BildungsregionId) && d.AbgeschlossenAm == null)
            .Select(d => new
            {
                d.BildungsregionId,
                d.Key,
                d.Titel,
                d.Frist,
                Teilnehmende = db.Teilnahmen.Count(t => t.DurchgangId == d.Id && t.Status == Teilnahmestatus.Angenommen),
                Freigegeben = db.Matrizen.Count(m => m.DurchgangId == d.Id && m.Fassungen.Any(f => f.Status == FassungStatus.Freigegeben)),
            })
            .OrderBy(d => d.Frist).AsNoTracking().ToListAsync(abbruch);
        return durchgaenge.Select(d => new Vorgang($"Durchgang {d.Titel}", $"/regionen/{d.BildungsregionId}/durchgaenge/{d.Key}",
            $"{d.Freigegeben} von {d.Teilnehmende} Matrizen sind freigegeben.", null, d.Frist));
    }

    private async Task<List<Geschehen>> GetZuletztAsync(CancellationToken abbruch)
    {
        var traeger = benutzer.ScopeIds(ScopeArt.Schultraeger);
        var schulen = benutzer.ScopeIds(ScopeArt.Schule);
        if (traeger.Count + schulen.Count == 0)
            return [];
        // From the few matrices to their entries: the history of a house grows with every saved row.
        var eintraege = await (
            from m in db.Matrizen
            join e in db.Verlauf on m.Id equals e.GegenstandId
            where (traeger.Contains(m.SchultraegerId!.Value) || schulen.Contains(m.SchuleId!.Value))
                // Who takes a copy changes nothing.
                && e.Ereignis != Ereignis.TabelleAusgegeben
            orderby e.Zeit descending
            select new
            {
                e.Zeit,
                e.Ereignis,
                e.Grund,
                m.Titel,
                m.Key,
                m.SchultraegerId,
                m.SchuleId,
                Organisation = m.SchuleId == null
                    ? db.Schultraeger.Where(t => t.Id == m.SchultraegerId).Select(t => t.Name).First()
                    : db.Schulen.Where(s => s.Id == m.SchuleId).Select(s => s.Name).First(),
            }).Take(LetzteEintraege).AsNoTracking().ToListAsync(abbruch);
        return [.. eintraege.Select(e => new Geschehen(e.Zeit,
            e.Ereignis.Label() + (e.Grund is null ? "" : $": {e.Grund}"),
            $"Matrix {e.Titel}, {e.Organisation}",
            Scope.OfHaus(e.SchultraegerId, e.SchuleId).Matrixadresse(e.Key)))];
    }

    private static string Duration(int minuten) => minuten switch
    {
        <= 5 => "etwa 5 Minuten",
        < 60 => $"etwa {(minuten + 4) / 5 * 5} Minuten",
        _ => $"etwa {(minuten + 29) / 30 * 0.5:0.#} Stunden, in mehreren Schritten",
    };

    private static string HintFor(IReadOnlyList<Zustaendigkeit> zustaendigkeiten) =>
        zustaendigkeiten.Count == 0
            ? "Ihr Konto hat zurzeit keine Zuständigkeit. Wenden Sie sich an die Leitung Ihrer Organisation oder an die Koordination."
            : "Zurzeit wartet nichts auf Sie. Was zu tun ist, erscheint hier von selbst.";

    private sealed record EigeneMatrix(
        Guid? SchultraegerId, Guid? SchuleId, string Key, string Titel, MatrixStatus Status, string Organisation,
        int Zeilen, int Offen, DateOnly? Frist)
    {
        public Scope Scope => Scope.OfHaus(SchultraegerId, SchuleId);

        public string Weg => Scope.Matrixadresse(Key);
    }
}
