using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Sachstaende;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Sachstaende;

namespace SchulDigital.Web.Demo;

/// <summary>
/// Sachstände of the Kreis Musterland: last year's published, this year's as a draft with preface and remarks, and a published one of
/// Stadt Musterstadt. Two carriers may be named. Made after everything that is counted.
/// </summary>
internal sealed class Mustersachstaende(AppDbContext db, Sachstandserhebung erhebung, Musterland land, DateOnly heute)
{
    private const string Vorwort = "Dieser Sachstand fasst zusammen, wo Schulträger und Schulen im Kreis Musterland im Dialog über Digitalisierung stehen. "
        + "Er zeigt, was gemeinsam vereinbart ist und wo Unterstützung gebraucht wird. Unterschiede zwischen den Häusern haben ihre Gründe; verglichen wird hier niemand.";

    private readonly Haus _stadt = land.HausOf(Musterland.Demotraeger);

    public async Task CreateAsync()
    {
        var durchgaenge = await db.Durchgaenge.Where(d => d.BildungsregionId == land.Region.Id).OrderBy(d => d.Beginn).ToListAsync();
        var genannte = land.Haeuser.Where(h => h.Traeger is not null).Take(2).Select(h => h.Traeger!.Id).ToList();
        foreach (var teilnahme in await db.Teilnahmen.Where(t => genannte.Contains(t.SchultraegerId!.Value)).ToListAsync())
            Note(teilnahme.AllowNaming(true, _stadt.Leitung.Urheber, At(50, 9)));
        await db.SaveChangesAsync();

        var region = Scope.Bildungsregion(land.Region.Id);
        var alt = await BeginAsync(region, land.Region.Name, durchgaenge[0].Id, land.Koordination, 290);
        Note(alt.Write(null, Vorwort, null, land.Koordination.Urheber, At(289, 10)));
        Note(alt.Publish(land.Koordination.Zustaendigkeit, land.Koordination.Person.Name, At(288, 9)));
        var neu = await BeginAsync(region, land.Region.Name, durchgaenge[^1].Id, land.Koordination, 3);
        Note(neu.Write(null, Vorwort, null, land.Koordination.Urheber, At(3, 10)));
        Note(neu.Write(Sachstandsabschnitt.Hindernisse, "Am häufigsten fehlt nicht das Geld, sondern jemand, der sich kümmert. Der Lenkungskreis berät dazu im Frühjahr.", null, land.Koordination.Urheber, At(3, 11)));
        var stadt = await BeginAsync(_stadt.Scope, _stadt.Name, durchgaenge[^1].Id, _stadt.Leitung, 8);
        Note(stadt.Write(null, "Anlage zur Vorlage „Digitalisierung der Schulen“: Was die Stadt und ihre Schulen im laufenden Durchgang erreicht haben.", null, _stadt.Leitung.Urheber, At(8, 10)));
        Note(stadt.Publish(_stadt.Leitung.Zustaendigkeit, _stadt.Leitung.Person.Name, At(7, 9)));
        await db.SaveChangesAsync();
    }

    private async Task<Sachstand> BeginAsync(Scope scope, string name, Guid durchgang, Amtsperson wer, int vorTagen)
    {
        var (neu, eintrag) = Sachstand.Begin(scope, durchgang, name, null, (await erhebung.CollectAsync(scope, durchgang, default)).Write(), wer.Urheber, At(vorTagen, 9));
        db.Add(neu);
        Note(eintrag);
        return neu;
    }

    private void Note(Verlaufseintrag? eintrag)
    {
        if (eintrag is not null)
            db.Verlauf.Add(eintrag);
    }

    private DateTime At(int tage, int stunde) => Musterzeit.At(Musterzeit.Workday(heute.AddDays(-tage)), stunde, 0);
}
