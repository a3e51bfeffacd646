using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using static SchulDigital.Domain.Vereinbarungen.Konsenswert;

namespace SchulDigital.Tests.Domain.Vereinbarungen;

/// <summary>How an agreement comes about (Fachkonzept, section 7).</summary>
[Trait("Spur", "domain")]
public sealed class KonsensTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly Urheber Wer = new(Guid.NewGuid(), Guid.NewGuid());
    private static readonly Scope Traeger = Scope.Schultraeger(Guid.NewGuid());
    private static readonly Scope ZweiterTraeger = Scope.Schultraeger(Guid.NewGuid());
    private static readonly Scope[] Schulen = [.. Enumerable.Range(0, 3).Select(_ => Scope.Schule(Guid.NewGuid()))];
    private static readonly Scope[] Alle = [Traeger, .. Schulen];

    private readonly Guid _sitzung = Guid.NewGuid();
    private readonly Guid _punkt = Guid.NewGuid();

    [Fact]
    public void Consensus_of_all_is_one_act_and_a_second_click_finds_the_first()
    {
        var v = Draft(Alle);
        var frage = Guid.NewGuid();
        Assert.Equal(Ereignis.KonsensFestgehalten, v.Record(frage, 1, Place(Alle), [], "Moderation", Wer, Jetzt)!.Ereignis);
        Assert.Equal((Vereinbarungsstatus.Vereinbart, Kalender.DayOf(Jetzt)), (v.Status, v.VereinbartAm));
        Assert.All(v.LetzteFrage!.Antworten, a => Assert.Equal((Zustimmung, true, "Moderation"), (a.Wert!.Value, a.Anwesend, a.VonName)));
        Assert.Null(v.Record(frage, 1, Place(Alle), [], "Moderation", Wer, Jetzt.AddMinutes(1)));
        Assert.Throws<Zustandskonflikt>(() => v.Record(Guid.NewGuid(), 1, Place(Alle), [], "Zweites Fenster", Wer, Jetzt));
        Assert.Single(v.Fragen);
    }

    [Theory]
    [InlineData(true, Zustimmung, Zustimmung, Zustimmung, Zustimmung)]
    [InlineData(true, ZustimmungMitBedenken, ZustimmungMitBedenken, Enthaltung, NichtBetroffen)]
    [InlineData(true, Zustimmung, Enthaltung, Enthaltung, Zustimmung)]
    [InlineData(false, Zustimmung, Zustimmung, Zustimmung, Einwand)]
    [InlineData(false, Enthaltung, Zustimmung, Zustimmung, Zustimmung)]
    [InlineData(false, NichtBetroffen, Zustimmung, Zustimmung, Zustimmung)]
    [InlineData(false, Zustimmung, Enthaltung, Enthaltung, NichtBetroffen)]
    [InlineData(false, Einwand, Zustimmung, Zustimmung, Zustimmung)]
    public void It_comes_about_without_Einwand_and_with_who_is_responsible_and_one_of_the_other_side(bool zustande, params Konsenswert[] werte)
    {
        var v = Draft(Alle);
        v.Record(Guid.NewGuid(), 1, Place(Alle), [.. Alle.Select((o, i) => new Konsensstimme(o, werte[i], werte[i] == Einwand ? "So nicht." : null))], "Moderation", Wer, Jetzt);
        Assert.Equal(zustande ? Vereinbarungsstatus.Vereinbart : Vereinbarungsstatus.NichtZustandeGekommen, v.Status);
        Assert.Equal(zustande, v.VereinbartAm is not null);
    }

    [Fact]
    public void Another_carrier_is_not_the_other_side_where_a_school_is_bound()
    {
        var v = Draft([Traeger, ZweiterTraeger, Schulen[0]]);
        v.Record(Guid.NewGuid(), 1, Place([Traeger, ZweiterTraeger, Schulen[0]]), [new(Schulen[0], Enthaltung, null)], "M", Wer, Jetzt);
        Assert.Equal(Vereinbarungsstatus.NichtZustandeGekommen, v.Status);

        var ohneSchule = Draft([Traeger, ZweiterTraeger]);
        ohneSchule.Record(Guid.NewGuid(), 1, Place([Traeger, ZweiterTraeger]), [], "M", Wer, Jetzt);
        Assert.Equal(Vereinbarungsstatus.Vereinbart, ohneSchule.Status);
    }

    [Fact]
    public void Who_is_absent_has_fourteen_days_and_the_last_answer_decides()
    {
        var v = Draft(Alle);
        v.Record(Guid.NewGuid(), 1, Place([Traeger, Schulen[0]]), [], "M", Wer, Jetzt);
        var frage = v.OffeneFrage!;
        Assert.Equal((Vereinbarungsstatus.InAbstimmung, 2, new DateOnly(2026, 12, 6)), (v.Status, frage.Ausstehend, frage.Frist));
        Assert.NotNull(v.Answer(frage.Id, 1, new(Schulen[1], Zustimmung, null), "Leitung", false, Wer, Jetzt.AddDays(10)));
        Assert.Equal(Vereinbarungsstatus.InAbstimmung, v.Status);
        Assert.Null(v.Answer(frage.Id, 1, new(Schulen[1], Zustimmung, null), "Leitung", false, Wer, Jetzt.AddDays(10)));
        // On the last day still, and an answer may be corrected while the result is open.
        Assert.NotNull(v.Answer(frage.Id, 1, new(Schulen[1], Einwand, "Doch nicht."), "Leitung", false, Wer, Jetzt.AddDays(14)));
        Assert.NotNull(v.Answer(frage.Id, 1, new(Schulen[1], ZustimmungMitBedenken, "Mit der Zeit."), "Leitung", false, Wer, Jetzt.AddDays(14)));
        v.Answer(frage.Id, 1, new(Schulen[2], Enthaltung, null), "Leitung", false, Wer, Jetzt.AddDays(14));
        Assert.Equal((Vereinbarungsstatus.Vereinbart, Konsensstand.ZustandeGekommen), (v.Status, frage.Stand));
        Assert.Throws<Zustandskonflikt>(() => v.Answer(frage.Id, 1, new(Schulen[2], Einwand, "Zu spät"), "Leitung", false, Wer, Jetzt.AddDays(14)));
    }

    [Fact]
    public void Silence_to_the_end_counts_neither_way()
    {
        var v = Draft(Alle);
        v.Record(Guid.NewGuid(), 1, Place([Traeger, Schulen[0]]), [], "M", Wer, Jetzt);
        Assert.Null(v.Expire(Jetzt.AddDays(14)));
        Assert.Equal(Vereinbarungsstatus.InAbstimmung, v.Status);
        Assert.Throws<Zustandskonflikt>(() => v.Answer(v.OffeneFrage!.Id, 1, new(Schulen[1], Zustimmung, null), "Leitung", false, Wer, Jetzt.AddDays(15)));
        Assert.Equal(Ereignis.KonsensFristVorbei, v.Expire(Jetzt.AddDays(15))!.Ereignis);
        Assert.Equal((Vereinbarungsstatus.Vereinbart, 2), (v.Status, v.LetzteFrage!.Antworten.Count(a => a.Wert is null)));
        Assert.Null(v.Expire(Jetzt.AddDays(16)));

        // Nobody of the other side said yes: silence is no yes.
        var still = Draft(Alle);
        still.Record(Guid.NewGuid(), 1, Place([Traeger]), [], "M", Wer, Jetzt);
        still.Expire(Jetzt.AddDays(15));
        Assert.Equal(Vereinbarungsstatus.NichtZustandeGekommen, still.Status);
    }

    [Fact]
    public void On_own_devices_nobody_sees_an_answer_before_the_question_is_closed()
    {
        var v = Draft(Alle);
        var frage = Guid.NewGuid();
        Assert.Equal(Ereignis.KonsensGefragt, v.Ask(frage, 1, Place([Traeger, Schulen[0], Schulen[1]]), Wer, Jetzt)!.Ereignis);
        Assert.Null(v.Ask(frage, 1, Place(Alle), Wer, Jetzt));
        var geantwortet = v.Answer(frage, 1, new(Schulen[0], Einwand, "Zu teuer"), "Leitung", false, Wer, Jetzt)!;
        Assert.False(v.LetzteFrage!.ShowsAnswers);
        Assert.DoesNotContain("Einwand", geantwortet.Grund);
        // Who is not in the room waits until it is closed; the Moderation may record what it was told.
        Assert.Throws<Zustandskonflikt>(() => v.Answer(frage, 1, new(Schulen[2], Zustimmung, null), "Leitung", false, Wer, Jetzt));
        v.Answer(frage, 1, new(Schulen[0], Zustimmung, null), "Leitung", false, Wer, Jetzt);
        Assert.Equal(Vereinbarungsstatus.InAbstimmung, v.Status);
        Assert.Equal(Ereignis.KonsensGeschlossen, v.CloseQuestion(frage, Wer, Jetzt)!.Ereignis);
        Assert.Null(v.CloseQuestion(frage, Wer, Jetzt));
        // Also who was there and did not answer gets the days.
        Assert.True(v.LetzteFrage.ShowsAnswers);
        Assert.Equal((Konsensstand.Offen, 3), (v.LetzteFrage.Stand, v.LetzteFrage.Ausstehend));
        foreach (var o in new[] { Traeger, Schulen[1], Schulen[2] })
            v.Answer(frage, 1, new(o, Zustimmung, null), "Leitung", false, Wer, Jetzt.AddDays(1));
        Assert.Equal(Vereinbarungsstatus.Vereinbart, v.Status);
    }

    [Fact]
    public void A_changed_text_is_a_new_version_and_a_new_question()
    {
        var v = Draft(Alle);
        var frage = Guid.NewGuid();
        v.Ask(frage, 1, Place(Alle), Wer, Jetzt);
        v.Answer(frage, 1, new(Schulen[0], Zustimmung, null), "Leitung", false, Wer, Jetzt);
        Assert.NotNull(v.Revise(v.Angaben with { Text = "Anders." }, Bindings(Alle), v.Version, Wer, Jetzt));
        Assert.Equal((Vereinbarungsstatus.Entwurf, 2, Konsensstand.Ersetzt), (v.Status, v.Fassung, v.LetzteFrage!.Stand));
        Assert.Equal("Die Schulen bekommen WLAN.", v.LetzteFrage.Wortlaut);
        Assert.Throws<Zustandskonflikt>(() => v.Answer(frage, 1, new(Schulen[1], Zustimmung, null), "Leitung", false, Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => v.CloseQuestion(frage, Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => v.Record(Guid.NewGuid(), 1, Place(Alle), [], "M", Wer, Jetzt));
        v.Record(Guid.NewGuid(), 2, Place(Alle), [], "M", Wer, Jetzt);
        Assert.Equal((Vereinbarungsstatus.Vereinbart, 2), (v.Status, v.Fragen.Count));
        Assert.Throws<Zustandskonflikt>(() => v.Revise(v.Angaben with { Text = "Nachträglich." }, Bindings(Alle), v.Version, Wer, Jetzt));
    }

    [Fact]
    public void Whom_it_binds_and_what_support_differs_is_part_of_the_text()
    {
        var v = Draft(Alle);
        v.Record(Guid.NewGuid(), 1, Place(Alle), [new(Schulen[0], Einwand, "Wir brauchen Hilfe.")], "M", Wer, Jetzt);
        Assert.Equal(Vereinbarungsstatus.NichtZustandeGekommen, v.Status);
        Assert.Throws<Zustandskonflikt>(() => v.Record(Guid.NewGuid(), 1, Place(Alle), [], "M", Wer, Jetzt));
        Assert.Null(v.Revise(v.Angaben, Bindings(Alle), v.Version, Wer, Jetzt));
        v.Revise(v.Angaben, [.. Bindings(Alle).Select(b => b.Organisation == Schulen[0] ? b with { Unterstuetzung = "Ein Tag vor Ort." } : b)], v.Version, Wer, Jetzt);
        Assert.Equal((Vereinbarungsstatus.Entwurf, 2), (v.Status, v.Fassung));
        v.Revise(v.Angaben, Bindings([Traeger, Schulen[0]]), v.Version, Wer, Jetzt);
        v.Record(Guid.NewGuid(), v.Fassung, Place(Alle), [], "M", Wer, Jetzt);
        Assert.Equal(2, v.LetzteFrage!.Antworten.Count);
    }

    [Fact]
    public void Vorbehaltlich_Beschluss_it_waits_and_a_refused_one_brings_it_back_to_the_table()
    {
        var v = Draft(Alle, gremium: "Rat");
        v.Record(Guid.NewGuid(), 1, Place(Alle), [], "M", Wer, Jetzt);
        Assert.Equal(Vereinbarungsstatus.VereinbartVorbehaltlich, v.Status);
        Assert.Throws<Zustandskonflikt>(() => v.Progress(Vereinbarungsstatus.InUmsetzung, "Los", v.Version, Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => v.NoteBeschluss(false, Kalender.DayOf(Jetzt), " ", Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => v.NoteBeschluss(false, Kalender.DayOf(Jetzt).AddDays(1), "Morgen", Wer, Jetzt));
        Assert.Equal(Ereignis.BeschlussAbgelehnt, v.NoteBeschluss(false, Kalender.DayOf(Jetzt), "Kein Geld", Wer, Jetzt)!.Ereignis);
        Assert.Equal((Vereinbarungsstatus.Entwurf, 2, false, (DateOnly?)null), (v.Status, v.Fassung, v.BeschlussGefasst, v.VereinbartAm));
        Assert.Null(v.NoteBeschluss(false, Kalender.DayOf(Jetzt), "Noch einmal", Wer, Jetzt));

        v.Record(Guid.NewGuid(), 2, Place(Alle), [], "M", Wer, Jetzt);
        v.NoteBeschluss(true, Kalender.DayOf(Jetzt), "Drucksache 12", Wer, Jetzt);
        Assert.Equal((Vereinbarungsstatus.Vereinbart, true), (v.Status, v.BeschlussGefasst));
    }

    [Fact]
    public void What_is_not_allowed_is_refused_with_a_sentence()
    {
        var v = Draft(Alle);
        Assert.Throws<FachregelVerletzt>(() => v.Record(Guid.NewGuid(), 1, Place(Alle), [new(Scope.Schule(Guid.NewGuid()), Einwand, "fremd")], "M", Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => Draft(Alle).Record(Guid.NewGuid(), 1, Place(Alle), [new(Schulen[0], Einwand, " ")], "M", Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => Draft([Traeger]).Record(Guid.NewGuid(), 1, Place([Traeger]), [], "M", Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => Draft(Schulen));
        var gefragt = Draft(Alle);
        gefragt.AskInWriting(Guid.NewGuid(), 1, Wer, Jetzt);
        Assert.All(gefragt.LetzteFrage!.Antworten, a => Assert.False(a.Anwesend));
        Assert.Throws<FachregelVerletzt>(() => gefragt.Answer(gefragt.LetzteFrage.Id, 1, new(ZweiterTraeger, Zustimmung, null), "x", false, Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => gefragt.Answer(Guid.NewGuid(), 1, new(Traeger, Zustimmung, null), "x", false, Wer, Jetzt));
    }

    /// <summary>
    /// Plays at random, with double sends, late answers, changed texts, closings and days that pass; beside it a second count, kept
    /// by the test, of who answered what to which text. In the end both say the same.
    /// </summary>
    [Fact]
    public void Whatever_order_things_come_in_the_result_is_what_the_answers_say()
    {
        var ausgaenge = new Dictionary<Vereinbarungsstatus, int>();
        for (var saat = 0; saat < 3000; saat++)
        {
            var zufall = new Random(saat);
            var organisationen = Alle.Append(ZweiterTraeger).Where((_, i) => i == 0 || zufall.Next(4) > 0).ToArray();
            if (organisationen.Length < 2)
                continue;
            var v = Draft(organisationen);
            var jetzt = Jetzt;
            Guid? offen = null;
            var (fassung, geschlossen) = (1, (DateOnly?)null);
            var stimmen = new Dictionary<Scope, Konsenswert>();
            HashSet<Scope> da = [];
            for (var zug = 0; zug < 30 && v.IsDraft && v.Status != Vereinbarungsstatus.NichtZustandeGekommen; zug++)
            {
                var doppelt = zufall.Next(3) == 0 ? 2 : 1;
                switch (zufall.Next(8))
                {
                    case 0 or 1 when offen is null:
                        da = [.. organisationen.Where(_ => zufall.Next(3) > 0)];
                        var (id, weg) = (Guid.NewGuid(), zufall.Next(3));
                        for (var i = 0; i < doppelt; i++)
                            _ = weg switch
                            {
                                0 => v.Record(id, fassung, Place(da), [], "M", Wer, jetzt),
                                1 => v.Ask(id, fassung, Place(da), Wer, jetzt),
                                _ => v.AskInWriting(id, fassung, Wer, jetzt),
                            };
                        offen = id;
                        stimmen.Clear();
                        if (weg == 0)
                            foreach (var o in da)
                                stimmen[o] = Zustimmung;
                        geschlossen = weg == 1 ? null : Kalender.DayOf(jetzt).AddDays(14);
                        break;
                    case 2 when offen is { } frage && geschlossen is null:
                        for (var i = 0; i < doppelt; i++)
                            v.CloseQuestion(frage, Wer, jetzt);
                        geschlossen = Kalender.DayOf(jetzt).AddDays(14);
                        break;
                    case 3 when zufall.Next(3) == 0:
                        var alt = fassung;
                        v.Revise(v.Angaben with { Text = $"Text {zug}" }, Bindings(organisationen), v.Version, Wer, jetzt);
                        if (offen is { } ersetzt)
                        {
                            fassung++;
                            Assert.Throws<Zustandskonflikt>(() => v.Answer(ersetzt, alt, new(organisationen[0], Enthaltung, null), "zu spät", true, Wer, jetzt));
                        }
                        (offen, geschlossen) = (null, null);
                        break;
                    case 4:
                        jetzt = jetzt.AddDays(zufall.Next(6));
                        v.Expire(jetzt);
                        break;
                    default:
                        if (offen is not { } gefragt)
                            break;
                        var (wer, wert) = (organisationen[zufall.Next(organisationen.Length)], (Konsenswert)zufall.Next(5));
                        var darf = geschlossen is null ? da.Contains(wer) : Kalender.DayOf(jetzt) <= geschlossen;
                        for (var i = 0; i < doppelt; i++)
                            try
                            {
                                v.Answer(gefragt, fassung, new(wer, wert, wert == Einwand ? "Grund" : null), "Leitung", false, Wer, jetzt);
                                if (darf)
                                    stimmen[wer] = wert;
                            }
                            catch (Zustandskonflikt)
                            {
                                Assert.True(!darf || i > 0 || !v.IsDraft);
                            }
                        break;
                }
                if (offen is not null && geschlossen is { } frist && (stimmen.Count == organisationen.Length || Kalender.DayOf(jetzt) > frist))
                    v.Expire(jetzt);
            }
            if (v.LetzteFrage is { Stand: Konsensstand.ZustandeGekommen or Konsensstand.NichtZustandeGekommen } letzte)
            {
                Assert.Equal(stimmen.OrderBy(s => s.Key.Id), letzte.Antworten.Where(a => a.Wert is not null).Select(a => KeyValuePair.Create(a.Organisation, a.Wert!.Value)).OrderBy(s => s.Key.Id));
                bool Ja(Scope o) => stimmen.TryGetValue(o, out var w) && w is Zustimmung or ZustimmungMitBedenken && stimmen.ContainsKey(o);
                var schulen = organisationen.Where(o => o.Art == ScopeArt.Schule).ToList();
                var erwartet = !stimmen.ContainsValue(Einwand) && Ja(Traeger) && (schulen.Count > 0 ? schulen.Exists(Ja) : organisationen.Any(o => o != Traeger && Ja(o)));
                Assert.Equal(erwartet, letzte.Stand == Konsensstand.ZustandeGekommen);
            }
            ausgaenge[v.Status] = ausgaenge.GetValueOrDefault(v.Status) + 1;
        }
        // Each end is played often enough to mean something.
        Assert.All((Vereinbarungsstatus[])[Vereinbarungsstatus.Vereinbart, Vereinbarungsstatus.NichtZustandeGekommen, Vereinbarungsstatus.InAbstimmung], s => Assert.True(ausgaenge.GetValueOrDefault(s) > 100));
    }

    private Konsensort Place(IEnumerable<Scope> anwesende) => new(_sitzung, _punkt, anwesende.ToHashSet());

    internal static List<Bindung> Bindings(IEnumerable<Scope> organisationen) => [.. organisationen.Select(o => new Bindung(o, $"{o.Art} {o.Id}", null))];

    internal static Vereinbarung Draft(IReadOnlyCollection<Scope> organisationen, string? gremium = null) => Vereinbarung.Draft(Guid.NewGuid(), new Vereinbarungsort(Guid.NewGuid(), null),
        new Vereinbarungsangaben("Die Schulen bekommen WLAN.", Vereinbarungsart.Massnahme, Traeger, "IT", new DateOnly(2027, 3, 31), Zeithorizont.Kurzfristig, gremium, null, null, false),
        Bindings(organisationen), new Herkunft(Herkunftsart.RunderTisch, Guid.NewGuid(), null), null, Wer, Jetzt).Vereinbarung;
}
