using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>
/// How far the Berichtsbögen of many houses are: of a carrier and its schools in a year, or of all who take part in a Durchgang.
/// States and days, never a text; by name, never ranked. Reminds those for whom a sheet waits.
/// </summary>
public sealed class Bogenstaende(AppDbContext db, Postausgang post, Portaladresse adresse, AktuellerBenutzer benutzer, TimeProvider uhr)
{
    /// <summary>The carrier and its open schools, each with its newest sheet of a year.</summary>
    public async Task<IReadOnlyList<Hausstand>> GetAsync(Guid traegerId, int jahr, CancellationToken abbruch)
    {
        var traeger = await db.Schultraeger.Where(t => t.Id == traegerId).Select(t => new Haus(t.Id, t.Name, t.NameSuche, t.Id)).ToListAsync(abbruch);
        var schulen = await db.Schulen.Where(s => s.SchultraegerId == traegerId && !s.Geschlossen).OrderBy(s => s.NameSuche).ThenBy(s => s.Id)
            .Select(s => new Haus(s.Id, s.Name, s.NameSuche, s.SchultraegerId)).ToListAsync(abbruch);
        return Join(traeger, schulen, await ReadAsync(db.Berichtsboegen.Where(b => b.SchultraegerId == traegerId && b.Jahr == jahr), abbruch));
    }

    /// <summary>All who take part in a Durchgang, each with its newest sheet that was begun in its time.</summary>
    public async Task<IReadOnlyList<Hausstand>> GetAsync(Durchgang durchgang, CancellationToken abbruch)
    {
        var teilnahmen = db.Teilnahmen.Where(t => t.DurchgangId == durchgang.Id && t.Status == Teilnahmestatus.Angenommen);
        var traeger = await (from t in teilnahmen join o in db.Schultraeger on t.SchultraegerId equals o.Id orderby o.NameSuche, o.Id select new Haus(o.Id, o.Name, o.NameSuche, o.Id)).ToListAsync(abbruch);
        var schulen = await (from t in teilnahmen join o in db.Schulen on t.SchuleId equals o.Id orderby o.NameSuche, o.Id select new Haus(o.Id, o.Name, o.NameSuche, o.SchultraegerId)).ToListAsync(abbruch);
        var naechster = await db.Durchgaenge.Where(d => d.BildungsregionId == durchgang.BildungsregionId && d.Beginn > durchgang.Beginn).MinAsync(d => (DateOnly?)d.Beginn, abbruch);
        var von = Kalender.EndOf(durchgang.Beginn.AddDays(-1));
        DateTime? bis = naechster is { } tag ? Kalender.EndOf(tag.AddDays(-1)) : null;
        return Join(traeger, schulen, await ReadAsync(db.Berichtsboegen.Where(b => b.AngelegtAm >= von && (bis == null || b.AngelegtAm < bis)
            && b.Beteiligte.Any(h => teilnahmen.Any(t => t.SchuleId == h.ScopeId || b.Art == Berichtsart.Schultraeger && t.SchultraegerId == h.ScopeId))), abbruch));
    }

    /// <summary>The Leitungen of the houses for which this waits, and the houses in which nobody can be told.</summary>
    public async Task<(IReadOnlyList<Bogenempfaenger> Empfaenger, IReadOnlyList<string> Ohne)> GetRecipientsAsync(IReadOnlyList<Hausstand> alle, Wartegrund an, CancellationToken abbruch)
    {
        // What concerns whom: a sheet that waits for a house, or for a carrier that its schools have none.
        List<(Guid Haus, string Name, string Weg)> ziele = [];
        if (an == Wartegrund.Beginn)
        {
            var ids = alle.Where(h => h.Bogen is null).Select(h => h.TraegerId).OfType<Guid>().Distinct().ToList();
            var namen = await db.Schultraeger.Where(t => ids.Contains(t.Id)).OrderBy(t => t.NameSuche).Select(t => new { t.Id, t.Name }).ToListAsync(abbruch);
            ziele.AddRange(namen.Select(t => (t.Id, t.Name, $"/traeger/{t.Id}/berichtsboegen")));
        }
        else
        {
            ziele.AddRange(alle.Select(h => h.Bogen).OfType<Bogenstand>().DistinctBy(b => b.Id)
                .SelectMany(b => b.WaitsFor(an).Select(h => (h.Id, h.Name, $"/berichtsboegen/{b.Id}"))));
        }
        var haeuser = ziele.Select(z => z.Haus).Distinct().ToList();
        var heute = uhr.Today();
        var leute = (await (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where haeuser.Contains(z.ScopeId!.Value) && (z.Rolle == Rolle.Traegerleitung || z.Rolle == Rolle.Schulleitung)
                && z.Von <= heute && (z.Bis == null || z.Bis >= heute) && p.DeaktiviertAm == null && p.Id != benutzer.PersonId
            select new { p.Id, p.Name, p.NameSuche, p.Email, Haus = z.ScopeId!.Value }).Distinct().ToListAsync(abbruch)).OrderBy(l => l.NameSuche, StringComparer.Ordinal).ToLookup(l => l.Haus);
        return (
            [.. ziele.SelectMany(z => leute[z.Haus].Select(l => new Bogenempfaenger(l.Id, l.Name, l.Email, z.Name, z.Weg)))],
            [.. ziele.Where(z => !leute[z.Haus].Any()).Select(z => z.Name).Concat(an == Wartegrund.Beginn ? alle.Where(h => h.Bogen is null && h.TraegerId is null).Select(h => h.Name) : []).Distinct()]);
    }

    /// <summary>One mail per person, occasion and day, with the way to all that waits for her; returns how many go out.</summary>
    public Task<int> RemindAsync(string gegenstand, Guid gegenstandId, Wartegrund an, IReadOnlyList<Bogenempfaenger> empfaenger, string betreff, string text, CancellationToken abbruch) => db.InTransactionAsync(async () =>
    {
        var anlass = $"berichtsboegen/{gegenstandId}/{an}/{uhr.Today():yyyy-MM-dd}".ToLowerInvariant();
        var schon = await db.Ausgangsnachrichten.Where(n => n.Anlass == anlass).Select(n => n.Empfaenger).ToListAsync(abbruch);
        var antwortAn = await db.Personen.Where(p => p.Id == benutzer.PersonId).Select(p => p.Email).SingleAsync(abbruch);
        var neue = empfaenger.GroupBy(e => e.PersonId).Where(p => !schon.Contains(p.First().Email)).ToList();
        foreach (var person in neue)
            await post.AddAsync(new Brief(anlass, person.First().Email, person.First().Name, betreff,
                $"Guten Tag {person.First().Name},\n\n{text}\n\n{string.Join('\n', person.Select(e => $"{e.Haus}: {adresse.LinkTo(e.Weg)}").Distinct())}\n\n{benutzer.Name}\n")
            {
                AntwortAn = antwortAn,
                VeranlasstVonId = benutzer.PersonId,
            }, abbruch);
        if (neue.Count > 0)
            db.Add(new Verlaufseintrag(Ereignis.ErinnerungVersandt, gegenstand, gegenstandId, benutzer.Zugriff.Scope, benutzer.Zugriff.Urheber, uhr.Now(),
                einzelheiten: $"Berichtsbögen, {an.Label()}: {(neue.Count == 1 ? "1 Mail" : $"{neue.Count} Mails")}"));
        await db.SaveChangesAsync(abbruch);
        return neue.Count;
    }, abbruch);

    /// <summary>What of these sheets is needed to say for whom they wait; a withdrawn one counts no more.</summary>
    private static async Task<IReadOnlyList<Bogenstand>> ReadAsync(IQueryable<Berichtsbogen> boegen, CancellationToken abbruch) =>
        [.. (await boegen.Where(b => b.Status != Berichtsstatus.Zurueckgezogen).OrderByDescending(b => b.AngelegtAm).ThenByDescending(b => b.Nummer).Select(b => new
        {
            b.Id,
            b.Jahr,
            b.Nummer,
            b.Titel,
            b.Art,
            b.Status,
            b.StandSeit,
            b.Unterschrift,
            b.Folge,
            Haeuser = b.Beteiligte.OrderBy(h => h.ScopeArt).ThenBy(h => h.Name).Select(h => new Bogenhaus(h.ScopeId, h.Name, h.ScopeArt == ScopeArt.Schultraeger)).ToList(),
            Erklaerungen = b.Erklaerungen.Where(e => e.HinfaelligAm == null && e.Art != Erklaerungsart.Ablehnung).Select(e => new Bogenerklaerung(e.ScopeId, e.Art, e.Zeit)).ToList(),
            Rueckgaben = b.Anmerkungen.Where(a => a.Art == Anmerkungsart.Rueckgabe && a.Antwort == null).OrderBy(a => a.Am).Select(a => new Bogenrueckgabe(a.ScopeId, a.Organisationsname, a.Abschnitt, a.Am)).ToList(),
        }).AsNoTracking().AsSplitQuery().ToListAsync(abbruch))
            .Select(b => new Bogenstand(b.Id, Berichtsbogen.NumberOf(b.Jahr, b.Nummer), b.Titel, b.Art, b.Status, b.StandSeit, b.Unterschrift, b.Folge, b.Haeuser, b.Erklaerungen, b.Rueckgaben))];

    /// <summary>Of a school the newest sheet that is about it, of a carrier the newest about itself.</summary>
    private static List<Hausstand> Join(IReadOnlyList<Haus> traeger, IReadOnlyList<Haus> schulen, IReadOnlyList<Bogenstand> boegen)
    {
        var neueste = new Dictionary<Guid, Bogenstand>();
        foreach (var bogen in boegen)
            foreach (var haus in bogen.Haeuser.Where(h => h.IstTraeger == (bogen.Art == Berichtsart.Schultraeger)))
                neueste.TryAdd(haus.Id, bogen);
        return
        [
            .. traeger.Select(h => new Hausstand(Scope.Schultraeger(h.Id), h.Name, h.NameSuche, h.TraegerId, neueste.GetValueOrDefault(h.Id))),
            .. schulen.Select(h => new Hausstand(Scope.Schule(h.Id), h.Name, h.NameSuche, h.TraegerId, neueste.GetValueOrDefault(h.Id))),
        ];
    }

    private sealed record Haus(Guid Id, string Name, string NameSuche, Guid? TraegerId);
}

/// <summary>What the sheet of a house waits for.</summary>
public enum Wartegrund { Beginn, Entwurf, Rueckgabe, Bestaetigung, Unterschrift, Nichts }

/// <param name="TraegerId">The carrier that would begin a sheet; null where nobody knows it.</param>
/// <param name="Bogen">The newest; null while there is none.</param>
public sealed record Hausstand(Scope Scope, string Name, string NameSuche, Guid? TraegerId, Bogenstand? Bogen)
{
    public Wartegrund Grund => Bogen?.Grund ?? Wartegrund.Beginn;

    /// <summary>What it is stuck at, in words.</summary>
    public string Woran => Bogen?.Woran ?? "noch nicht begonnen";
}

public sealed record Bogenhaus(Guid Id, string Name, bool IstTraeger);

public sealed record Bogenerklaerung(Guid Haus, Erklaerungsart Art, DateTime Zeit);

/// <summary>A section that a house handed back and that is not answered.</summary>
public sealed record Bogenrueckgabe(Guid Haus, string Organisation, Berichtsabschnitt Abschnitt, DateTime Am);

/// <summary>A sheet without its text: its state, and for whom it waits since when.</summary>
/// <param name="Erklaerungen">Those that count.</param>
/// <param name="Rueckgaben">The oldest first.</param>
public sealed record Bogenstand(
    Guid Id, string Kennzeichen, string Titel, Berichtsart Art, Berichtsstatus Status, DateTime StandSeit, bool Unterschrift, Zeichnungsfolge Folge,
    IReadOnlyList<Bogenhaus> Haeuser, IReadOnlyList<Bogenerklaerung> Erklaerungen, IReadOnlyList<Bogenrueckgabe> Rueckgaben)
{
    private const int MaxNamen = 3;

    public Wartegrund Grund => Status switch
    {
        Berichtsstatus.Entwurf => Wartegrund.Entwurf,
        Berichtsstatus.InPruefung => WaitsFor(Wartegrund.Bestaetigung).Any() ? Wartegrund.Bestaetigung : Wartegrund.Rueckgabe,
        Berichtsstatus.Bestaetigt when Unterschrift => Wartegrund.Unterschrift,
        _ => Wartegrund.Nichts,
    };

    /// <summary>The houses whose act is due: a house that handed a section back waits for the answer itself, and the carrier first writes it.</summary>
    public IEnumerable<Bogenhaus> WaitsFor(Wartegrund an) => (an, Status) switch
    {
        (Wartegrund.Bestaetigung, Berichtsstatus.InPruefung) => Missing(Erklaerungsart.Bestaetigung).Where(h => Rueckgaben.All(r => r.Haus != h.Id && !h.IstTraeger)),
        (Wartegrund.Unterschrift, Berichtsstatus.Bestaetigt) when Unterschrift => NextToSign,
        _ => [],
    };

    public string Woran => Grund switch
    {
        Wartegrund.Entwurf => "beim Schulträger, noch nicht in Prüfung",
        Wartegrund.Bestaetigung or Wartegrund.Rueckgabe => string.Join("; ", new[]
        {
            WaitsFor(Wartegrund.Bestaetigung).ToList() is { Count: > 0 } offene ? $"Bestätigung fehlt: {NamesOf(offene)}" : null,
            Rueckgaben.Count > 0 ? $"zurückgegeben, ohne Antwort des Schulträgers: {string.Join(", ", Rueckgaben.Select(r => $"{r.Abschnitt.Label()} ({r.Organisation})").Distinct())}" : null,
        }.OfType<string>()),
        Wartegrund.Unterschrift => $"Unterschrift fehlt: {NamesOf(NextToSign)}",
        _ => "nichts offen",
    };

    /// <summary>Since when it waits: for an answer since the section was handed back, for a signature since it was that house's turn.</summary>
    public DateTime Seit => Grund switch
    {
        Wartegrund.Rueckgabe => Rueckgaben.Select(r => r.Am).DefaultIfEmpty(StandSeit).First(),
        Wartegrund.Unterschrift when Folge != Zeichnungsfolge.Beliebig && NextToSign.All(h => h.IstTraeger == (Folge == Zeichnungsfolge.SchulenZuerst)) =>
            Erklaerungen.Where(e => e.Art == Erklaerungsart.Unterschrift).Select(e => e.Zeit).DefaultIfEmpty(StandSeit).Max(),
        _ => StandSeit,
    };

    private List<Bogenhaus> NextToSign
    {
        get
        {
            var offen = Missing(Erklaerungsart.Unterschrift).ToList();
            var zuerst = offen.FindAll(h => Folge == Zeichnungsfolge.SchulenZuerst && !h.IstTraeger || Folge == Zeichnungsfolge.TraegerZuerst && h.IstTraeger);
            return zuerst.Count > 0 ? zuerst : offen;
        }
    }

    private IEnumerable<Bogenhaus> Missing(Erklaerungsart art) => Haeuser.Where(h => !Erklaerungen.Any(e => e.Art == art && e.Haus == h.Id));

    private static string NamesOf(List<Bogenhaus> haeuser) => haeuser.Count <= MaxNamen
        ? string.Join(", ", haeuser.Select(h => h.Name)) : $"{string.Join(", ", haeuser.Take(MaxNamen).Select(h => h.Name))} und {haeuser.Count - MaxNamen} weitere";
}

/// <param name="Weg">To what waits there.</param>
public sealed record Bogenempfaenger(Guid PersonId, string Name, string Email, string Haus, string Weg);

public static class Wartegruende
{
    /// <summary>Of what can be reminded: a carrier does not remind itself that it has not begun.</summary>
    public static IReadOnlyList<Wartegrund> Reminders(bool vonKoordination) => vonKoordination
        ? [Wartegrund.Beginn, Wartegrund.Bestaetigung, Wartegrund.Unterschrift] : [Wartegrund.Bestaetigung, Wartegrund.Unterschrift];

    public static string Label(this Wartegrund grund) => grund switch
    {
        Wartegrund.Beginn => "noch nicht begonnen",
        Wartegrund.Entwurf => "Entwurf beim Schulträger",
        Wartegrund.Rueckgabe => "Antwort des Schulträgers fehlt",
        Wartegrund.Bestaetigung => "Bestätigung fehlt",
        Wartegrund.Unterschrift => "Unterschrift fehlt",
        Wartegrund.Nichts => "nichts offen",
        _ => throw new ArgumentOutOfRangeException(nameof(grund)),
    };

    public static (string Betreff, string Text) ProposeText(this Wartegrund grund) => grund switch
    {
        Wartegrund.Beginn => ("Berichtsbögen: noch nicht begonnen", "zu Ihrem Haus oder zu Ihren Schulen ist noch kein Berichtsbogen begonnen. Ein Entwurf entsteht im Portal in einem Schritt aus dem, was schon dasteht. Wenn etwas im Weg steht, antworten Sie gern auf diese Mail."),
        Wartegrund.Bestaetigung => ("Berichtsbögen: Ihre Bestätigung fehlt", "ein Berichtsbogen wartet auf die Bestätigung Ihres Hauses. Lesen Sie ihn durch und bestätigen Sie ihn, oder geben Sie einen Abschnitt mit einem Grund zurück; das geht auch am Telefon."),
        _ => ("Berichtsbögen: Ihre Unterschrift fehlt", "ein Berichtsbogen ist bestätigt und wartet auf die Unterschrift Ihres Hauses, im Portal oder auf Papier."),
    };
}
