using System.Net;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Demo;

namespace SchulDigital.Tests.Features;

/// <summary>
/// "Herkunft und Wirkung": a chain of a whole year, from last year's row over Thema, item, agreement and task to this year's row,
/// walked from each end to the other, and into the Berichtsbogen.
/// </summary>
[Trait("Spur", "host")]
public sealed class FadenTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly string[] Kette = ["Netz fehlt im Anbau", "1. Sitzung", "Der Anbau bekommt Netz.", "Elektriker beauftragen", "Jahresbericht", "Matrix 2025/26", "Matrix 2026/27"];

    private readonly Testportal _portal = new();
    private readonly List<string> _adressen = [];
    private string _zeile = "";
    private string _andere = "";

    public Task InitializeAsync() => _portal.BuildAsync(a =>
    {
        var jetzt = _portal.Uhr.Now();
        var region = a.CreateRegion("probe", "Kreis Probe", "Bildungsbüro");
        var ort = a.CreateKommune(region, "05000001", "Probe");
        var stadt = a.CreateSchultraeger("1", "Stadt Probe", TraegerArt.Kommune);
        var schule = a.CreateSchule("100001", "Schule Nr. 1", "Grundschule", ort, stadt);
        var tisch = a.CreateRunderTisch(ort, "Runder Tisch Probe");
        Amtsperson Person(string name, Rolle rolle, Scope scope) => a.Appoint(a.CreatePerson(name, $"{name.ToLowerInvariant()}@probe.example"), rolle, scope);
        Person("Tilda", Rolle.Traegerleitung, Scope.Schultraeger(stadt.Id));
        Person("Lea", Rolle.Schulleitung, Scope.Schule(schule.Id));
        Person("Fremd", Rolle.Traegerleitung, Scope.Schultraeger(a.CreateSchultraeger("2", "Stadt Fern", TraegerArt.Kommune).Id));
        var mona = Person("Mona", Rolle.Moderation, Scope.RunderTisch(tisch.Id)).Urheber;
        var vorher = a.CreateMatrix(stadt, a.CreateDurchgang(region, "probe-2025-26", "2025/26")).Matrix;
        var nachher = a.CreateMatrix(stadt, a.CreateDurchgang(region, "probe-2026-27", "2026/27")).Matrix;
        var zeile = vorher.Zeilen[0];
        foreach (var eintrag in tisch.Seat([stadt], [schule], Urheber.Portal, jetzt))
            a.Add(eintrag);
        var thema = Keep(Thema.Propose(tisch.Id, "Netz fehlt im Anbau", null, zeile.Themenfeld, new Herkunft(Herkunftsart.Matrixzeile, zeile.Id, zeile.Id), Scope.Schultraeger(stadt.Id), Urheber.Portal, jetzt));
        var sitzung = Keep(Sitzung.Plan(tisch, 1, new Sitzungsangaben("Auftakt", Kalender.DayOf(jetzt), new TimeOnly(14, 0), 120, "Rathaus", null, null, null), mona, jetzt));
        var punkt = sitzung.AddItem(new Punktangaben("Anbau", null, Sitzungspunktart.Vereinbarung, 20, null, null, false), thema.Id, null, mona, jetzt).Punkt;
        Vereinbarung Agree(string text, Herkunft herkunft, Guid? themaId)
        {
            var v = Keep(Vereinbarung.Draft(Kennung.New(), new Vereinbarungsort(tisch.Id, null),
                new Vereinbarungsangaben(text, Vereinbarungsart.Massnahme, Scope.Schultraeger(stadt.Id), null, null, null, null, null, null, false),
                [new Bindung(Scope.Schultraeger(stadt.Id), stadt.Name, null), new Bindung(Scope.Schule(schule.Id), schule.Name, null)], herkunft, themaId, mona, jetzt));
            v.PutOn(punkt.Id, false, mona, jetzt);
            return v;
        }
        var vereinbarung = Agree("Der Anbau bekommt Netz.", new Herkunft(Herkunftsart.Sitzung, sitzung.Id, zeile.Id), thema.Id);
        Agree("Etwas ganz anderes am selben Punkt.", new Herkunft(Herkunftsart.Sitzung, sitzung.Id, null), null);
        var aufgabe = Keep(Aufgabe.Create(Scope.Schultraeger(stadt.Id), null, null, "Elektriker beauftragen", Kalender.DayOf(jetzt).AddDays(20), new Herkunft(Herkunftsart.Vereinbarung, vereinbarung.Id, zeile.Id), mona, jetzt));
        // Two sheets of the school: one takes up the agreement, the other only the row of this year.
        Berichtsbogen Report(string titel, int nummer, Absatzquelle quelle)
        {
            var bogen = Keep(Berichtsbogen.Draft(Kennung.New(), new Berichtshaus(Scope.Schultraeger(stadt.Id), stadt.Name), [new Berichtshaus(Scope.Schule(schule.Id), schule.Name)], Berichtsart.Schule,
                new Berichtsangaben(titel, null, false, Zeichnungsfolge.Beliebig), nummer, mona, jetzt));
            bogen.Add(Kennung.New(), new Absatzort(Berichtsabschnitt.Planungen), new Absatzangaben("Der Anbau bekommt Netz."), quelle, mona, jetzt);
            return bogen;
        }
        var bericht = Report("Jahresbericht", 1, new Absatzquelle(Absatzquellart.Vereinbarung, vereinbarung.Id, zeile.Id, "x"));
        bericht.SendToReview(mona, jetzt);
        Report("Noch im Entwurf", 2, new Absatzquelle(Absatzquellart.Zeile, nachher.Zeilen[0].Id, nachher.Zeilen[0].Id, "x"));
        _zeile = $"/traeger/{stadt.Id}/matrix/{vorher.Key}/zeilen/{zeile.Kriterium}/faden";
        _andere = $"/traeger/{stadt.Id}/matrix/{vorher.Key}/zeilen/{vorher.Zeilen[1].Kriterium}/faden";
        _adressen.AddRange([
            $"/themen/{thema.Id}/faden", $"/runde-tische/{tisch.Id}/sitzungen/1/punkte/{punkt.Id}/faden", $"/vereinbarungen/{vereinbarung.Id}/faden", $"/aufgaben/{aufgabe.Id}/faden",
            $"/berichtsboegen/{bericht.Id}/faden", _zeile, $"/traeger/{stadt.Id}/matrix/{nachher.Key}/zeilen/{zeile.Kriterium}/faden"]);
        return 0;

        T Keep<T>((T Neu, Verlaufseintrag Eintrag) neu) where T : class
        {
            a.Add(neu.Eintrag);
            return a.Add(neu.Neu);
        }
    });

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task From_each_end_one_comes_to_the_other()
    {
        var tilda = await _portal.SignInAsync("tilda@probe.example");
        foreach (var adresse in _adressen)
            (await tilda.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.OK).ShouldShow(Kette);
        // An item treats many things: what was agreed there besides belongs to it, and not to the chain that only passes.
        (await tilda.GetAsync(_adressen[1])).ShouldShow("Etwas ganz anderes");
        (await tilda.GetAsync(_zeile)).ShouldNotShow("Etwas ganz anderes");
        (await tilda.GetAsync(_andere)).ShouldShow("Matrix 2025/26", "Matrix 2026/27").ShouldNotShow("Der Anbau bekommt Netz.", "Netz fehlt im Anbau");
    }

    [Fact]
    public async Task Others_see_what_they_may_read_and_no_more()
    {
        var lea = await _portal.SignInAsync("lea@probe.example");
        (await lea.GetAsync(_adressen[2])).ShouldShow("Netz fehlt im Anbau", "1. Sitzung", "Der Anbau bekommt Netz.", "Jahresbericht").ShouldNotShow("Matrix 2025/26", "Elektriker", "Noch im Entwurf");
        (await lea.GetAsync(_zeile)).ShouldHaveStatus(HttpStatusCode.NotFound);
        var fremd = await _portal.SignInAsync("fremd@probe.example");
        foreach (var adresse in _adressen)
            (await fremd.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.NotFound).ShouldNotShow("Anbau");
    }
}
