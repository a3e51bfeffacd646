using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Browser;

/// <summary>
/// A Runder Tisch of its own, so that a test stands in nobody's way: Mona and Max moderate, Tilda leads the carrier of the Kommune,
/// Fred one from outside, Schule1 to Schule5 a school each, of which the fifth is Fred's.
/// </summary>
/// <param name="Name">Ends the names of everything here.</param>
public sealed record Probetisch(string Name, Guid Id, string Thema)
{
    /// <summary>Address of its first session.</summary>
    public string Sitzung => $"/runde-tische/{Id}/sitzungen/1";

    public string Mail(string wer) => $"{wer.ToLowerInvariant()}-{Name}@tisch.example";
}

internal static class Probetische
{
    public const string Vertraulich = "Rahmen für den Haushalt";

    public static Task<Probetisch> BuildTableAsync(this Testportal portal) => portal.BuildAsync(a =>
    {
        var name = Guid.NewGuid().ToString("N")[..8];
        var nummer = Convert.ToInt32(name[..6], 16) % 100_000;
        var region = a.CreateRegion($"tisch-{name}", $"Region {name}", "Bildungsbüro");
        var ort = a.CreateKommune(region, $"960{nummer:00000}", $"Ort {name}");
        var stadt = a.CreateSchultraeger(name, $"Stadt {name}", TraegerArt.Kommune);
        var fern = a.CreateSchultraeger(name + "f", $"Träger von außen {name}", TraegerArt.Privat);
        var tisch = a.CreateRunderTisch(ort, $"Runder Tisch {name}");
        var probe = new Probetisch(name, tisch.Id, $"WLAN im Anbau {name}");
        void Person(string wer, Rolle rolle, Scope scope) => a.Appoint(a.CreatePerson($"{wer} {name}", probe.Mail(wer)), rolle, scope);
        Person("Mona", Rolle.Moderation, tisch.Scope);
        Person("Max", Rolle.Moderation, tisch.Scope);
        Person("Tilda", Rolle.Traegerleitung, Scope.Schultraeger(stadt.Id));
        Person("Fred", Rolle.Traegerleitung, Scope.Schultraeger(fern.Id));
        for (var i = 1; i <= 5; i++)
            Person($"Schule{i}", Rolle.Schulleitung, Scope.Schule(a.CreateSchule($"{nummer:00000}{i}", $"Schule Nr. {i} {name}", "Grundschule", ort, i == 5 ? fern : stadt).Id));
        var (thema, eintrag) = Thema.Propose(tisch.Id, probe.Thema, "Wer baut wann?", null, new Herkunft(Herkunftsart.Schultraeger, stadt.Id, null), Scope.Schultraeger(stadt.Id), Urheber.Portal, portal.Uhr.Now());
        a.Add(thema);
        a.Add(eintrag);
        foreach (var seite in Enum.GetValues<Zustimmungsseite>())
            a.Add(thema.Accept(seite, Urheber.Portal, portal.Uhr.Now())!);
        return probe;
    });

    /// <summary>Its first session with three items, the second vertraulich, invited and running.</summary>
    public static Task<Probetisch> BeginSessionAsync(this Testportal portal, Probetisch probe) => portal.InDatabaseAsync(async db =>
    {
        var (jetzt, tisch) = (portal.Uhr.Now(), await db.RundeTische.Include(t => t.Mitglieder).SingleAsync(t => t.Id == probe.Id));
        var mona = await db.Personen.Where(p => p.Email == probe.Mail("mona")).Select(p => p.Id).SingleAsync();
        var amt = await db.Zustaendigkeiten.Where(z => z.PersonId == mona).Select(z => z.Id).SingleAsync();
        var wer = new Urheber(mona, amt);
        var angaben = new Sitzungsangaben("Netze und Geräte", Kalender.DayOf(jetzt), new TimeOnly(0, 5), 120, "Rathaus", null, null, null);
        var (sitzung, eintrag) = Sitzung.Plan(tisch, 1, angaben, wer, jetzt);
        foreach (var (titel, vertraulich) in new[] { ("Begrüßung", false), (Vertraulich, true), ("Verschiedenes", false) })
            sitzung.AddItem(new Punktangaben(titel, null, Sitzungspunktart.Information, 20, null, null, vertraulich), null, null, wer, jetzt);
        sitzung.Invite(wer, jetzt);
        sitzung.Open(wer, jetzt);
        db.AddRange(sitzung, eintrag);
        await db.SaveChangesAsync();
        return probe;
    });

    /// <summary>What is minuted at its first session.</summary>
    public static Task<List<string>> MinutesAsync(this Testportal portal, Probetisch probe) => portal.InDatabaseAsync(db =>
        db.Sitzungen.Where(s => s.RunderTischId == probe.Id && s.Nummer == 1).SelectMany(s => s.Eintraege).OrderBy(e => e.Position).Select(e => e.Text).ToListAsync());
}
