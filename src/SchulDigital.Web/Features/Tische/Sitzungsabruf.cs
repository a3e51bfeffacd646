using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Tische;

/// <summary>Reads tables and sessions for pages and documents: what the policy let in, cut to what the reader may see.</summary>
public sealed class Sitzungsabruf(AppDbContext db, SichtbareDaten sichtbar, AktuellerBenutzer benutzer, TimeProvider uhr)
{
    public Task<Sitzung?> FindAsync(Guid tischId, int nr) => db.Sitzungen.WithAll().AsNoTracking().SingleOrDefaultAsync(s => s.RunderTischId == tischId && s.Nummer == nr);

    /// <summary>What this person may do; asked once, by pages and acts alike.</summary>
    public Sitzungsrechte RightsAt(Sitzung sitzung)
    {
        var leitet = benutzer.May(Handlung.SitzungLeiten, sitzung.Scope);
        var haeuser = benutzer.Zustaendigkeiten.Where(z => z.ScopeArt is ScopeArt.Schultraeger or ScopeArt.Schule or ScopeArt.Bildungsregion).Select(z => z.Scope).ToHashSet();
        var selbst = sitzung.Teilnehmer.Where(t => t.NimmtTeil && t.Organisation is { } o && haeuser.Contains(o)).OrderBy(t => t.Stimme).ToList();
        var ich = selbst.Find(t => t.Organisation == benutzer.Zugriff.Zustaendigkeit.Scope) ?? selbst.FirstOrDefault();
        return new(leitet, ich?.Id, ich?.Stimme == Stimme.Entscheidend, leitet || selbst.Exists(t => t.Stimme == Stimme.Entscheidend));
    }

    public Task<Sitzungsinhalt> GetContentAsync(Sitzung sitzung, bool mitVertraulichem) => GetContentAsync(sitzung, p => mitVertraulichem || !p.Vertraulich, mitVertraulichem);

    /// <summary>The session in words, without what this reader may not see.</summary>
    /// <param name="mayRead">Which items she may read.</param>
    /// <param name="mitVertraulichem">Reads vertrauliche agreements; one can stand at an item that is open now, or was when it was asked there.</param>
    public async Task<Sitzungsinhalt> GetContentAsync(Sitzung sitzung, Func<Tagesordnungspunkt, bool> mayRead, bool mitVertraulichem = false)
    {
        var tisch = await db.RundeTische.Where(t => t.Id == sitzung.RunderTischId).Select(t => new { t.Name, t.Art }).SingleAsync();
        var organisator = await db.Personen.Where(p => p.Id == sitzung.OrganisatorId).Select(p => p.Name).SingleAsync();
        var aufgabeIds = sitzung.Eintraege.Where(e => e.AufgabeId is not null).Select(e => e.AufgabeId!.Value).ToList();
        var aufgaben = aufgabeIds.Count == 0 ? [] : await db.Aufgaben.Where(a => aufgabeIds.Contains(a.Id)).Select(a => new
        {
            a.Id,
            a.Frist,
            Wer = db.Personen.Where(p => p.Id == a.PersonId).Select(p => p.Name).FirstOrDefault(),
            Haus = a.ScopeArt == ScopeArt.Schultraeger ? db.Schultraeger.Where(t => t.Id == a.ScopeId).Select(t => t.Name).FirstOrDefault()
                : a.ScopeArt == ScopeArt.Schule ? db.Schulen.Where(s => s.Id == a.ScopeId).Select(s => s.Name).FirstOrDefault()
                : a.ScopeArt == ScopeArt.RunderTisch ? "Moderation" : "Koordination",
        }).ToDictionaryAsync(a => a.Id);
        // Whose task it is, the minutes say to everybody; its page opens for those whose it is.
        var offene = aufgabeIds.Count == 0 ? [] : await sichtbar.Aufgaben().Where(a => aufgabeIds.Contains(a.Id)).Select(a => a.Id).ToListAsync();
        var punkte = sitzung.Punkte.Select(p => p.Id).ToList();
        var heute = uhr.Today();
        var vereinbarungen = (await db.Vereinbarungen.WithKonsens().AsNoTracking()
            .Where(v => v.RunderTischId == sitzung.RunderTischId && (punkte.Contains(v.PunktId!.Value) || v.Fragen.Any(f => f.SitzungId == sitzung.Id)) && v.Status != Vereinbarungsstatus.Aufgehoben)
            .OrderBy(v => v.AngelegtAm).ToListAsync()).ConvertAll(v => Vereinbarungsinhalt.Of(v, heute));
        var beginn = sitzung.Beginnzeiten();
        var eintraege = sitzung.Eintraege.OrderBy(e => e.Position).ToLookup(e => e.PunktId);
        var einwaende = sitzung.Einwaende.OrderBy(e => e.ErhobenAm).ToLookup(e => e.EintragId);
        return new Sitzungsinhalt(
            sitzung.Id, tisch.Name, tisch.Art, sitzung.Nummer, sitzung.Titel, sitzung.Status, Terminworte.Of(sitzung.Tag, sitzung.Uhrzeit, sitzung.Dauer), sitzung.Tag, sitzung.Dauer,
            sitzung.Ort, sitzung.Videolink, sitzung.Nachricht, organisator,
            [
                .. sitzung.Teilnehmer.Where(t => t.NimmtTeil).OrderBy(t => t.Art).ThenBy(t => t.Stimme).ThenBy(t => t.ScopeArt).ThenBy(t => t.Name, StringComparer.CurrentCulture)
                    .Select(t => new Teilnehmerangabe(t.Id, t.Name, t.Stimme, t.Art == Teilnehmerart.Gast, t.PunktId, t.EingeladenAm is not null, t.Rueckmeldung, t.RueckmeldungWort, t.Anwesenheit, t.AnwesendDurch) { Vertretung = t.Vertretung }),
            ],
            [.. sitzung.Punkte.OrderBy(p => p.Position).Where(p => p.IstAufTagesordnung).Select(Item)],
            [
                .. sitzung.Punkte.Where(p => p.WieEingeladen is not null).OrderBy(p => p.EingeladenPosition)
                    .Select(p => mayRead(p) ? p.WieEingeladen! : p.WieEingeladen! with { Titel = Punktinhalt.VertraulicherTitel }),
            ],
            sitzung.Nacherfasst, sitzung.BegonnenAm, sitzung.BeendetAm, sitzung.EinwaendeBis, sitzung.Fassung is { } f ? Fassungsangabe.Of(f) : null);

        Punktinhalt Item(Tagesordnungspunkt p)
        {
            var wirklich = p.BegonnenAm is { } von ? p.BeendetAm is { } bis ? $"{Zeitangabe.Time(von)} bis {Zeitangabe.Time(bis)}" : $"seit {Zeitangabe.Time(von)}" : null;
            if (!mayRead(p))
                return new(p.Id, p.Position, p.Abschnitt, Punktinhalt.VertraulicherTitel, null, p.Art, p.Minuten, null, true, true, p.Stand, null, beginn.GetValueOrDefault(p.Id), wirklich, null, null, [], [], []);
            // Where it was asked at a later session too, this item shows what was asked here.
            var hier = vereinbarungen.Where(v => v.PunktId == p.Id || v.Fragen.Any(f => f.PunktId == p.Id)).ToLookup(v => mitVertraulichem || !v.Vertraulich, v => v.At(p.Id));
            return new(p.Id, p.Position, p.Abschnitt, p.Titel, p.Beschreibung, p.Art, p.Minuten, p.Vortrag, p.Vertraulich, false, p.Stand, p.Grund, beginn.GetValueOrDefault(p.Id), wirklich, p.ThemaId, p.VorschlagVon,
                [.. sitzung.Teilnehmer.Where(t => t.NimmtTeil && t.PunktId == p.Id).Select(t => t.Name)],
                [.. sitzung.Unterlagen.Where(u => u.PunktId == p.Id && u.EntferntAm is null).OrderBy(u => u.AngelegtAm).Select(u => new Unterlageninhalt(u.Id, u.Titel, u.Link, u.DokumentId is not null, u.Angehaengt))],
                [
                    .. eintraege[p.Id].Select(e => new Eintragsinhalt(e.Id, e.Art, e.Text, e.Ausgelassen, offene.Find(id => id == e.AufgabeId) is var ziel && ziel != Guid.Empty ? ziel : null,
                        e.AufgabeId is { } id && aufgaben.GetValueOrDefault(id) is { } a ? $"{(a.Wer is null ? a.Haus : $"{a.Wer}, {a.Haus}")}, bis {a.Frist:dd.MM.yyyy}" : null,
                        e.Version, [.. einwaende[e.Id].Select(w => new Einwandinhalt(w.Id, w.VonName, w.Text, Zeitangabe.DateAndTime(w.ErhobenAm), w.Antwort))])),
                ])
            {
                Vereinbarungen = [.. hier[true]],
                VerbirgtVereinbarung = hier[false].Any(),
            };
        }
    }

    /// <summary>Agreements of this table about which something is still to be done; they come to each session by themselves.</summary>
    public Task<IReadOnlyList<Vereinbarungszeile>> GetOpenAsync(Sitzung sitzung)
    {
        var punkte = sitzung.Punkte.Select(p => p.Id).ToList();
        return sichtbar.Vereinbarungen().WhereOpen().Where(v => v.RunderTischId == sitzung.RunderTischId && !punkte.Contains(v.PunktId!.Value)).ToZeilenAsync(db, uhr.Today(), 50);
    }

    /// <summary>Head of a session's pages.</summary>
    public async Task<Sitzungskopf> GetKopfAsync(Sitzung sitzung) => new(
        await db.NameOfAsync(sitzung.Scope) ?? "", new Sitzungsweg(sitzung.RunderTischId, sitzung.Nummer), sitzung.Nummer, sitzung.Titel, sitzung.Status,
        sitzung.VerschobenAm is not null, Terminworte.Of(sitzung.Tag, sitzung.Uhrzeit, sitzung.Dauer), sitzung.IsPlannable, sitzung.IsWritable, sitzung.IsAgendaOpen, sitzung.Version);
}

/// <summary>What every page of a session says at its top.</summary>
public sealed record Sitzungskopf(
    string Kreis, Sitzungsweg Weg, int Nummer, string Titel, Sitzungsstatus Status, bool Verschoben, string Termin, bool IsPlannable, bool IsWritable, bool IsAgendaOpen, int Version)
{
    public string Ueberschrift => $"{Nummer}. Sitzung: {Titel}";

    public string Stand => Terminworte.StatusOf(Status) + (Verschoben && Status == Sitzungsstatus.Eingeladen ? ", Termin verschoben" : "");

    public (string Text, string Adresse)[] Pfad(bool unterhalb = false) => unterhalb
        ? [("Runde Tische", "/runde-tische"), (Kreis, new Tischweg(Weg.TischId).Seite), ($"{Nummer}. Sitzung", Weg.Seite)]
        : [("Runde Tische", "/runde-tische"), (Kreis, new Tischweg(Weg.TischId).Seite)];
}
