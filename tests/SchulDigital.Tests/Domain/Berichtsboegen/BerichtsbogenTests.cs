using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Domain.Berichtsboegen;

/// <summary>Drafting, review, confirmation, signature and what becomes of a final sheet (Fachkonzept, section 9).</summary>
[Trait("Spur", "domain")]
public sealed class BerichtsbogenTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Heute = new(2026, 11, 22);

    private readonly Berichtshaus _traeger = new(Scope.Schultraeger(Guid.NewGuid()), "Stadt");
    private readonly Berichtshaus _schule = new(Scope.Schule(Guid.NewGuid()), "Schule");
    private readonly Berichtshaus _zweite = new(Scope.Schule(Guid.NewGuid()), "Zweite Schule");
    private readonly Zustaendigkeit _stadt;
    private readonly Zustaendigkeit _leitung;

    public BerichtsbogenTests()
    {
        _stadt = Office(Rolle.Traegerleitung, _traeger);
        _leitung = Office(Rolle.Schulleitung, _schule);
    }

    private static Zustaendigkeit Office(Rolle rolle, Berichtshaus haus, Amtsart? art = null) => new(Guid.NewGuid(), rolle, haus.Organisation, Heute.AddYears(-1), null, art);

    private static Urheber By(Zustaendigkeit amt) => new(amt.PersonId, amt.Id);

    private Berichtsbogen Draft(bool unterschrift = false, Zeichnungsfolge folge = Zeichnungsfolge.Beliebig, bool anlass = false)
    {
        var bogen = Berichtsbogen.Draft(Guid.NewGuid(), _traeger, anlass ? [_schule, _zweite] : [_schule], anlass ? Berichtsart.Anlass : Berichtsart.Schule,
            new Berichtsangaben("Jahr", null, unterschrift, folge), 7, By(_stadt), Jetzt).Bogen;
        bogen.Add(Guid.NewGuid(), new Absatzort(Berichtsabschnitt.Ziele), new Absatzangaben("Ein Netz für alle.", VerantwortlichId: _traeger.Organisation.Id), null, By(_stadt), Jetzt);
        bogen.Add(Guid.NewGuid(), new Absatzort(Berichtsabschnitt.Situation, Berichtssicht.Schule, _schule.Organisation.Id), new Absatzangaben(""), null, By(_stadt), Jetzt);
        return bogen;
    }

    private Berichtsbogen InReview(bool unterschrift = false, Zeichnungsfolge folge = Zeichnungsfolge.Beliebig)
    {
        var bogen = Draft(unterschrift, folge);
        bogen.SendToReview(By(_stadt), Jetzt);
        return bogen;
    }

    private Berichtsbogen Confirmed(bool unterschrift, Zeichnungsfolge folge = Zeichnungsfolge.Beliebig)
    {
        var bogen = InReview(unterschrift, folge);
        foreach (var amt in (Zustaendigkeit[])[_stadt, _leitung])
            Assert.NotNull(bogen.Confirm(amt, "Name", bogen.HashOfText(), Jetzt));
        return bogen;
    }

    [Fact]
    public void It_is_about_one_school_the_carrier_alone_or_several_schools()
    {
        Assert.Equal("2026-007", Draft().Kennzeichen);
        var angaben = new Berichtsangaben("Jahr", null, false, Zeichnungsfolge.Beliebig);
        Assert.Throws<FachregelVerletzt>(() => Berichtsbogen.Draft(Guid.NewGuid(), _traeger, [], Berichtsart.Schule, angaben, 1, By(_stadt), Jetzt));
        Assert.Throws<FachregelVerletzt>(() => Berichtsbogen.Draft(Guid.NewGuid(), _traeger, [_schule], Berichtsart.Schultraeger, angaben, 1, By(_stadt), Jetzt));
        Assert.Throws<FachregelVerletzt>(() => Berichtsbogen.Draft(Guid.NewGuid(), _traeger, [_schule], Berichtsart.Anlass, angaben, 1, By(_stadt), Jetzt));
        Assert.Throws<FachregelVerletzt>(() => Berichtsbogen.Draft(Guid.NewGuid(), _traeger, [], Berichtsart.Schultraeger, angaben with { Titel = " " }, 1, By(_stadt), Jetzt));
    }

    [Fact]
    public void Each_side_writes_its_own_view_and_only_in_the_review_the_school()
    {
        var bogen = Draft();
        Assert.False(bogen.CanWrite(Berichtssicht.Schule, _schule.Organisation.Id, _leitung));
        bogen.SendToReview(By(_stadt), Jetzt);
        Assert.True(bogen.CanWrite(Berichtssicht.Schule, _schule.Organisation.Id, _leitung));
        Assert.False(bogen.CanWrite(Berichtssicht.Schule, _schule.Organisation.Id, _stadt));
        Assert.False(bogen.CanWrite(Berichtssicht.Schule, _zweite.Organisation.Id, _leitung));
        foreach (var sicht in (Berichtssicht[])[Berichtssicht.Gemeinsam, Berichtssicht.Traeger])
            Assert.Equal((true, false), (bogen.CanWrite(sicht, null, _stadt), bogen.CanWrite(sicht, null, _leitung)));
    }

    [Fact]
    public void A_paragraph_is_written_on_the_version_that_was_read_and_the_same_once_more_is_nothing_new()
    {
        var bogen = Draft();
        var absatz = bogen.Text.First(a => a.Abschnitt == Berichtsabschnitt.Ziele);
        var gelesen = absatz.Version;
        Assert.NotNull(bogen.Write(absatz.Id, absatz.Angaben with { Text = "Neu" }, null, gelesen, By(_stadt), Jetzt));
        Assert.Null(bogen.Write(absatz.Id, absatz.Angaben, null, gelesen, By(_stadt), Jetzt));
        Assert.Throws<Zustandskonflikt>(() => bogen.Write(absatz.Id, absatz.Angaben with { Text = "Anders" }, null, gelesen, By(_stadt), Jetzt));
        Assert.Throws<FachregelVerletzt>(() => bogen.Write(absatz.Id, absatz.Angaben with { Text = " " }, null, absatz.Version, By(_stadt), Jetzt));
        Assert.Throws<FachregelVerletzt>(() => bogen.Write(Guid.NewGuid(), absatz.Angaben, null, 1, By(_stadt), Jetzt));
        Assert.Equal("Neu", absatz.Text);
        bogen.Remove(absatz.Id, true, By(_stadt), Jetzt);
        Assert.DoesNotContain(absatz, bogen.Text);
        bogen.Remove(absatz.Id, false, By(_stadt), Jetzt);
        Assert.Contains(absatz, bogen.Text);
    }

    [Fact]
    public void The_source_that_changed_is_followed_or_known()
    {
        var bogen = Draft();
        var quelle = new Absatzquelle(Absatzquellart.Vereinbarung, Guid.NewGuid(), null, "alt");
        var absatz = bogen.Add(Guid.NewGuid(), new Absatzort(Berichtsabschnitt.Planungen), new Absatzangaben("Alt"), quelle, By(_stadt), Jetzt)!.Value.Absatz;
        Assert.Null(bogen.Follow(absatz.Id, quelle, new Absatzangaben("Alt"), By(_stadt), Jetzt));
        bogen.Follow(absatz.Id, quelle with { Hash = "neu" }, null, By(_stadt), Jetzt);
        Assert.Equal(("Alt", "neu"), (absatz.Text, absatz.Quellhash));
        bogen.Follow(absatz.Id, quelle with { Hash = "neuer" }, new Absatzangaben("Neu"), By(_stadt), Jetzt);
        Assert.Equal(("Neu", "neuer"), (absatz.Text, absatz.Quellhash));
    }

    [Fact]
    public void All_houses_confirm_and_the_text_is_frozen()
    {
        var bogen = InReview();
        var gezeigt = bogen.HashOfText();
        Assert.NotNull(bogen.Confirm(_stadt, "Sabine Stadt", gezeigt, Jetzt));
        Assert.Null(bogen.Confirm(_stadt, "Sabine Stadt", gezeigt, Jetzt.AddSeconds(1)));
        Assert.False(bogen.IsFinal);
        bogen.Confirm(_leitung, "Lena Leitung", gezeigt, Jetzt);
        Assert.Equal((Berichtsstatus.Bestaetigt, true, gezeigt), (bogen.Status, bogen.IsFinal, bogen.Inhaltshash));
        Assert.Equal(2, bogen.Erklaerungen.Count);
        Assert.All(bogen.Erklaerungen, e => Assert.Equal(gezeigt, e.Inhaltshash));
        Assert.Throws<Zustandskonflikt>(() => bogen.Add(Guid.NewGuid(), new Absatzort(Berichtsabschnitt.Ziele), new Absatzangaben("Spät"), null, By(_stadt), Jetzt));
    }

    [Fact]
    public void A_change_of_the_text_voids_what_was_confirmed_for_another()
    {
        var bogen = InReview();
        var gezeigt = bogen.HashOfText();
        bogen.Confirm(_leitung, "Lena", gezeigt, Jetzt);
        var absatz = bogen.Text.First(a => a.Abschnitt == Berichtsabschnitt.Ziele);
        bogen.Write(absatz.Id, absatz.Angaben with { Frist = Heute }, null, absatz.Version, By(_stadt), Jetzt);
        Assert.Null(bogen.ConfirmationOf(_schule.Organisation));
        Assert.Equal(Jetzt, bogen.Erklaerungen.Single().HinfaelligAm);
        // Who decided on the old text is told; nothing is confirmed that was not seen.
        Assert.Throws<Zustandskonflikt>(() => bogen.Confirm(_stadt, "Sabine", gezeigt, Jetzt));
        Assert.NotEqual(gezeigt, bogen.HashOfText());
    }

    [Fact]
    public void Every_part_of_the_text_is_in_its_hash()
    {
        var hashes = new HashSet<string>();
        foreach (var angaben in (Absatzangaben[])[new("a"), new("b"), new("a", "Wer"), new("a", Frist: Heute), new("a", Kosten: "1"), new("a", Finanzierung: "1"), new("a", Vorbehalt: "1"), new("a", "1", Kosten: "")])
        {
            var bogen = Berichtsbogen.Draft(Guid.NewGuid(), _traeger, [_schule], Berichtsart.Schule, new Berichtsangaben("Jahr", null, false, Zeichnungsfolge.Beliebig), 7, By(_stadt), Jetzt).Bogen;
            bogen.Add(Guid.NewGuid(), new Absatzort(Berichtsabschnitt.Ziele), angaben, null, By(_stadt), Jetzt);
            Assert.True(hashes.Add(bogen.HashOfText()), angaben.ToString());
            Assert.Equal(bogen.HashOfText(), bogen.HashOfText());
        }
    }

    [Fact]
    public void What_is_handed_back_holds_up_the_own_confirmation_until_it_is_answered()
    {
        var bogen = InReview();
        bogen.Confirm(_leitung, "Lena", bogen.HashOfText(), Jetzt);
        var id = Guid.NewGuid();
        Assert.NotNull(bogen.HandBack(id, Berichtsabschnitt.Ziele, "Die Frist stimmt nicht.", _leitung, "Lena", Jetzt));
        Assert.Null(bogen.HandBack(id, Berichtsabschnitt.Ziele, "Die Frist stimmt nicht.", _leitung, "Lena", Jetzt));
        Assert.Null(bogen.ConfirmationOf(_schule.Organisation));
        Assert.Throws<Zustandskonflikt>(() => bogen.Confirm(_leitung, "Lena", bogen.HashOfText(), Jetzt));
        // Another house is not held up; a question holds up nobody.
        Assert.NotNull(bogen.Confirm(_stadt, "Sabine", bogen.HashOfText(), Jetzt));
        bogen.Ask(Guid.NewGuid(), Berichtsabschnitt.Ziele, null, "Warum?", _leitung, "Lena", Jetzt);
        bogen.Reply(id, "Frist geändert.", "Sabine", By(_stadt), Jetzt);
        Assert.Throws<Zustandskonflikt>(() => bogen.Reply(id, "Noch etwas.", "Sabine", By(_stadt), Jetzt));
        Assert.NotNull(bogen.Confirm(_leitung, "Lena", bogen.HashOfText(), Jetzt));
    }

    [Fact]
    public void What_was_looked_through_is_kept_and_what_changes_later_is_unseen_again()
    {
        var bogen = InReview();
        Assert.Equal([Berichtsabschnitt.Situation, Berichtsabschnitt.Ziele], bogen.UnseenBy(_schule.Organisation));
        bogen.LookThrough(Berichtsabschnitt.Ziele, bogen.Fassung, _leitung, Jetzt);
        Assert.Null(bogen.LookThrough(Berichtsabschnitt.Ziele, bogen.Fassung, _leitung, Jetzt));
        Assert.Equal([Berichtsabschnitt.Situation], bogen.UnseenBy(_schule.Organisation));
        var absatz = bogen.Text.First(a => a.Abschnitt == Berichtsabschnitt.Ziele);
        bogen.Write(absatz.Id, absatz.Angaben with { Text = "Anders" }, null, absatz.Version, By(_stadt), Jetzt);
        Assert.Contains(Berichtsabschnitt.Ziele, bogen.UnseenBy(_schule.Organisation));
        Assert.Equal(2, bogen.UnseenBy(_traeger.Organisation).Count());
    }

    [Fact]
    public void Signatures_follow_their_order_and_the_last_one_freezes_the_text()
    {
        var bogen = Confirmed(true, Zeichnungsfolge.SchulenZuerst);
        Assert.Equal((Berichtsstatus.Bestaetigt, false), (bogen.Status, bogen.IsFinal));
        var hash = bogen.HashOfText();
        Assert.Throws<Zustandskonflikt>(() => bogen.Sign(_stadt, "Sabine Stadt", "Sabine Stadt", hash, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => bogen.Sign(_leitung, "Lena Leitung", "Lena Lightung", hash, Jetzt));
        Assert.NotNull(bogen.Sign(_leitung, "Lena Leitung", " lena leitung ", hash, Jetzt));
        Assert.Null(bogen.Sign(_leitung, "Lena Leitung", "Lena Leitung", hash, Jetzt));
        var vertretung = Office(Rolle.Traegerleitung, _traeger, Amtsart.StaendigeVertretung);
        Assert.NotNull(bogen.Sign(vertretung, "Volker Vertretung", "Volker Vertretung", hash, Jetzt));
        Assert.Equal((Berichtsstatus.Unterzeichnet, true, "i. V. Trägerleitung"), (bogen.Status, bogen.IsFinal, bogen.SignatureOf(_traeger.Organisation)!.Amt));
    }

    [Fact]
    public void Who_has_no_such_power_or_another_house_neither_confirms_nor_signs()
    {
        var bogen = InReview(true);
        var medien = Office(Rolle.Medienbeauftragte, _schule);
        var fremd = Office(Rolle.Schulleitung, _zweite);
        Assert.Throws<FachregelVerletzt>(() => bogen.Confirm(medien, "Mia", bogen.HashOfText(), Jetzt));
        Assert.Throws<FachregelVerletzt>(() => bogen.Confirm(fremd, "Fred", bogen.HashOfText(), Jetzt));
        Assert.Throws<FachregelVerletzt>(() => bogen.HandBack(Guid.NewGuid(), Berichtsabschnitt.Ziele, "So nicht", medien, "Mia", Jetzt));
        var unterschrift = Confirmed(true);
        Assert.Throws<FachregelVerletzt>(() => unterschrift.Sign(medien, "Mia", "Mia", unterschrift.HashOfText(), Jetzt));
        Assert.Throws<FachregelVerletzt>(() => unterschrift.Sign(fremd, "Fred", "Fred", unterschrift.HashOfText(), Jetzt));
    }

    [Fact]
    public void Who_refuses_says_why_and_may_sign_after_all()
    {
        var bogen = Confirmed(true);
        var hash = bogen.HashOfText();
        Assert.Throws<FachregelVerletzt>(() => bogen.Refuse(_leitung, "Lena", " ", hash, Jetzt));
        bogen.Refuse(_leitung, "Lena", "Die Kosten fehlen.", hash, Jetzt);
        Assert.NotNull(bogen.RefusalOf(_schule.Organisation));
        bogen.Sign(_leitung, "Lena", "Lena", hash, Jetzt);
        Assert.Null(bogen.RefusalOf(_schule.Organisation));
        // Or the carrier opens it again, and all are asked anew.
        var anderer = Confirmed(true);
        anderer.Refuse(_leitung, "Lena", "Die Kosten fehlen.", anderer.HashOfText(), Jetzt);
        anderer.Reopen("Kosten ergänzen", By(_stadt), Jetzt);
        Assert.Equal(Berichtsstatus.InPruefung, anderer.Status);
        Assert.DoesNotContain(anderer.Erklaerungen, e => e.Counts);
    }

    [Fact]
    public void On_paper_the_house_or_the_carrier_records_it_with_the_hash_of_the_sheet()
    {
        var bogen = Confirmed(true);
        var hash = bogen.HashOfText();
        var papier = new Papierunterschrift("Bernd Bürgermeister", "Bürgermeister", Heute, "Stadtarchiv", Guid.NewGuid());
        Assert.Throws<Zustandskonflikt>(() => bogen.SignOnPaper(_traeger.Organisation, papier, "anderer", _stadt, "Sabine", Jetzt));
        Assert.Throws<FachregelVerletzt>(() => bogen.SignOnPaper(_traeger.Organisation, papier, hash, _leitung, "Lena", Jetzt));
        Assert.Throws<FachregelVerletzt>(() => bogen.SignOnPaper(_traeger.Organisation, papier with { Tag = Heute.AddDays(1) }, hash, _stadt, "Sabine", Jetzt));
        bogen.SignOnPaper(_traeger.Organisation, papier, hash, _stadt, "Sabine", Jetzt);
        bogen.SignOnPaper(_schule.Organisation, papier with { Name = "Lena", Amt = "Schulleitung" }, hash, _stadt, "Sabine", Jetzt);
        Assert.Equal(Berichtsstatus.Unterzeichnet, bogen.Status);
        Assert.Equal(("Stadtarchiv", "Sabine, Trägerleitung"), (bogen.SignatureOf(_traeger.Organisation)!.Original, bogen.SignatureOf(_schule.Organisation)!.FestgehaltenVon));
    }

    [Fact]
    public void Delivered_archived_withdrawn_and_replaced_each_once_and_in_order()
    {
        var region = new Berichtshaus(Scope.Bildungsregion(Guid.NewGuid()), "Bildungsbüro");
        Assert.Throws<Zustandskonflikt>(() => InReview().Deliver([region], By(_stadt), Jetzt));
        var bogen = Confirmed(false);
        Assert.Throws<Zustandskonflikt>(() => bogen.Archive(By(_stadt), Jetzt));
        Assert.NotNull(bogen.Deliver([region], By(_stadt), Jetzt));
        Assert.Null(bogen.Deliver([region], By(_stadt), Jetzt));
        Assert.True(bogen.IsDeliveredTo(region.Organisation));
        bogen.Archive(By(_stadt), Jetzt);
        var (neu, _) = bogen.Renew(Guid.NewGuid(), 8, By(_stadt), Jetzt);
        Assert.Equal(bogen.Text.Select(a => a.Text), neu.Text.Select(a => a.Text));
        Assert.Throws<ArgumentException>(() => bogen.GiveWayTo(neu, By(_stadt), Jetzt));
        neu.SendToReview(By(_stadt), Jetzt);
        foreach (var amt in (Zustaendigkeit[])[_stadt, _leitung])
            neu.Confirm(amt, "Name", neu.HashOfText(), Jetzt);
        bogen.GiveWayTo(neu, By(_stadt), Jetzt);
        Assert.Equal((Berichtsstatus.Ersetzt, false, true), (bogen.Status, bogen.IsCurrent, neu.IsCurrent));
        Assert.Throws<Zustandskonflikt>(() => bogen.Withdraw("Fehler", By(_stadt), Jetzt));
        Assert.Throws<FachregelVerletzt>(() => neu.Withdraw("", By(_stadt), Jetzt));
        neu.Withdraw("Fehler", By(_stadt), Jetzt);
        Assert.False(neu.IsCurrent);
    }

    [Fact]
    public void Only_a_school_hands_its_sheet_over_to_the_Schulaufsicht()
    {
        var gruppe = new Berichtshaus(Scope.Schulgruppe(Guid.NewGuid()), "Realschulen");
        Assert.Throws<Zustandskonflikt>(() => InReview().HandOver(gruppe, _leitung, Jetzt));
        var bogen = Confirmed(false);
        Assert.Throws<FachregelVerletzt>(() => bogen.HandOver(gruppe, _stadt, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => bogen.Deliver([gruppe], By(_stadt), Jetzt));
        Assert.NotNull(bogen.HandOver(gruppe, _leitung, Jetzt));
        Assert.Null(bogen.HandOver(gruppe, _leitung, Jetzt));
    }

    [Fact]
    public void Whether_it_is_signed_is_fixed_with_the_review()
    {
        var bogen = Draft();
        bogen.Change(bogen.Angaben with { Unterschrift = true }, true, By(_stadt), Jetzt);
        bogen.SendToReview(By(_stadt), Jetzt);
        Assert.Throws<Zustandskonflikt>(() => bogen.Change(bogen.Angaben with { Unterschrift = false }, true, By(_stadt), Jetzt));
        Assert.NotNull(bogen.Change(bogen.Angaben with { Titel = "Anderer Titel" }, true, By(_stadt), Jetzt));
    }

    [Fact]
    public void An_obvious_error_is_mended_by_whose_words_they_are_and_leaves_what_was_confirmed()
    {
        var bogen = Confirmed(unterschrift: false);
        var (hash, ziel) = (bogen.Inhaltshash, bogen.Text.Single(a => a.Abschnitt == Berichtsabschnitt.Ziele));
        Assert.Throws<FachregelVerletzt>(() => bogen.Correct(ziel.Id, "Ein Netz für alle!", "Zeichen", ziel.Version, _leitung, "Name", Jetzt));
        Assert.Throws<FachregelVerletzt>(() => bogen.Correct(ziel.Id, "Ein Netz für alle!", " ", ziel.Version, _stadt, "Name", Jetzt));
        Assert.Throws<Zustandskonflikt>(() => bogen.Correct(ziel.Id, "Ein Netz für alle!", "Zeichen", ziel.Version - 1, _stadt, "Name", Jetzt));
        Assert.Equal("", bogen.Dokumentauswahl);
        Assert.NotNull(bogen.Correct(ziel.Id, "Ein Netz für alle!", "Zeichen", ziel.Version, _stadt, "Name", Jetzt));
        Assert.Null(bogen.Correct(ziel.Id, "Ein Netz für alle!", "Zeichen", ziel.Version, _stadt, "Name", Jetzt));
        var berichtigung = Assert.Single(bogen.Berichtigungen);
        Assert.Equal(("Ein Netz für alle.", "Ein Netz für alle!", bogen.HashOfText()), (berichtigung.Bisher, berichtigung.Neu, berichtigung.Inhaltshash));
        Assert.Equal((hash, "berichtigung-1", Berichtsstatus.Bestaetigt), (bogen.Inhaltshash, bogen.Dokumentauswahl, bogen.Status));
        Assert.All(bogen.Erklaerungen, e => Assert.True(e.Counts));
        bogen.Withdraw("Grund", By(_stadt), Jetzt);
        Assert.Throws<Zustandskonflikt>(() => bogen.Correct(ziel.Id, "Ein Netz.", "Zeichen", ziel.Version, _stadt, "Name", Jetzt));
        var offen = InReview();
        Assert.Throws<Zustandskonflikt>(() => offen.Correct(offen.Text.First().Id, "Ein Netz.", "Zeichen", 1, _stadt, "Name", Jetzt));
    }
}
