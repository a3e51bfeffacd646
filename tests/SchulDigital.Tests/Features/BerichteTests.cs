using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Demo;

namespace SchulDigital.Tests.Features;

/// <summary>Berichtsbögen through the front door: drafted from the thread, reviewed, confirmed or signed, sealed, delivered.</summary>
[Trait("Spur", "host")]
public sealed class BerichteTests : IAsyncLifetime, IAsyncDisposable
{
    private const string Massnahme = "Jede Schule bekommt ein WLAN, das einer Klasse standhält.";

    private readonly Testportal _portal = new();
    private readonly List<Schule> _schulen = [];
    private Schultraeger _stadt = null!;
    private Bildungsregion _region = null!;
    private Guid _vereinbarung;
    private Testbrowser _tilda = null!;

    public async Task InitializeAsync()
    {
        await _portal.BuildAsync(a =>
        {
            _region = a.CreateRegion("probe", "Kreis Probe", "Bildungsbüro");
            var ort = a.CreateKommune(_region, "05000001", "Probe");
            _stadt = a.CreateSchultraeger("1", "Stadt Probe", TraegerArt.Kommune);
            Amtsperson Person(string name, Rolle rolle, Scope scope, Amtsart? art = null) => a.Appoint(a.CreatePerson(name, $"{name.ToLowerInvariant()}@probe.example"), rolle, scope, art: art);
            for (var i = 1; i <= 3; i++)
            {
                _schulen.Add(a.CreateSchule($"10000{i}", $"Schule Nr. {i}", "Grundschule", ort, _stadt));
                Person($"Schule{i}", Rolle.Schulleitung, Scope.Schule(_schulen[^1].Id));
            }
            Person("Medi", Rolle.Medienbeauftragte, Scope.Schule(_schulen[0].Id));
            var tilda = Person("Tilda", Rolle.Traegerleitung, Scope.Schultraeger(_stadt.Id));
            Person("Volker", Rolle.Traegerleitung, Scope.Schultraeger(_stadt.Id), Amtsart.StaendigeVertretung);
            Person("Bea", Rolle.Traegerbearbeitung, Scope.Schultraeger(_stadt.Id));
            Person("Kora", Rolle.Koordination, Scope.Bildungsregion(_region.Id));
            Person("Aufsicht", Rolle.Schulaufsicht, Scope.Schulgruppe(a.CreateSchulgruppe(_region, "Grundschulen", "Grundschule").Id));
            Vereinbarung Agree(string text, bool vertraulich)
            {
                var (v, eintrag) = Vereinbarung.Draft(Kennung.New(), new Vereinbarungsort(null, _stadt.Id, vertraulich),
                    new Vereinbarungsangaben(text, Vereinbarungsart.Massnahme, Scope.Schultraeger(_stadt.Id), "Schulamt", _portal.Uhr.Today().AddDays(90), null, "Rat", null, null, false),
                    [new Bindung(Scope.Schultraeger(_stadt.Id), "Stadt Probe", null), new Bindung(Scope.Schule(_schulen[0].Id), "Schule Nr. 1", "Zuerst der Anbau")],
                    new Herkunft(Herkunftsart.Schultraeger, _stadt.Id, null), null, tilda.Urheber, _portal.Uhr.Now());
                a.Add(v);
                a.Add(eintrag);
                var frage = Kennung.New();
                a.Add(v.AskInWriting(frage, 1, tilda.Urheber, _portal.Uhr.Now())!);
                foreach (var haus in (Scope[])[Scope.Schultraeger(_stadt.Id), Scope.Schule(_schulen[0].Id)])
                    a.Add(v.Answer(frage, 1, new Konsensstimme(haus, Konsenswert.Zustimmung, null), "Leitung", false, tilda.Urheber, _portal.Uhr.Now())!);
                return v;
            }
            _vereinbarung = Agree(Massnahme, false).Id;
            Agree("Das bleibt unter uns.", true);
            return 0;
        });
        _tilda = await SignInAsync("Tilda");
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    [Fact]
    public async Task From_the_thread_over_question_and_hand_back_to_the_sealed_document()
    {
        var id = await DraftAsync(unterschrift: false);
        _tilda.Seite.ShouldShow("Entwurf", Massnahme, "Zuerst der Anbau", "Vorbehalt: Beschluss: Rat").ShouldNotShow("Das bleibt unter uns.");
        // The school knows of it and does not read it; the Koordination knows how far it is.
        var schule = await SignInAsync("Schule1");
        (await schule.GetAsync($"/berichtsboegen/{id}")).ShouldShow("Der Schulträger schreibt noch").ShouldNotShow(Massnahme);
        (await schule.GetAsync($"/berichtsboegen/{id}/pdf")).ShouldHaveStatus(HttpStatusCode.Forbidden);
        var kora = await SignInAsync("Kora");
        (await kora.GetAsync($"/berichtsboegen/{id}")).ShouldShow("Entwurf", "wenn er Ihnen zugestellt ist").ShouldNotShow(Massnahme);
        (await (await SignInAsync("Schule2")).GetAsync($"/berichtsboegen/{id}")).ShouldHaveStatus(HttpStatusCode.NotFound);

        await SendToReviewAsync(id);
        Assert.Equal(["schule1@probe.example", "volker@probe.example"], await MailsAsync("pruefung"));

        // The school reads, writes its view, asks, hands back; each once.
        schule = await SignInAsync("Schule1");
        schule.Seite.ShouldShow("Berichtsbogen prüfen: Jahr");
        await schule.GetAsync($"/berichtsboegen/{id}");
        schule.Seite.ShouldShow("Das Wichtigste", "Was noch offen ist", Massnahme);
        await schule.SubmitAsync("#abschnitt-Planungen form[action$='/durchsichten']");
        var frage = schule.Seite.Form("#abschnitt-Planungen form[action$='/rueckfragen']").Set("Text", "Auch die Turnhalle?");
        await schule.SubmitAsync(frage);
        await schule.SubmitAsync(frage);
        schule.Seite.ShouldShow("Ihre Rückfrage ist gestellt.");
        var rueckgabe = schule.Seite.Form("#abschnitt-Planungen form[action$='/rueckgaben']");
        await schule.SubmitAsync(rueckgabe.Set("Text", " "));
        schule.Seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Schreiben Sie, worum es geht.");
        var lang = new string('x', Berichtsanmerkung.TextMaxLength + 1);
        await schule.SubmitAsync(schule.Seite.Form("#abschnitt-Planungen form[action$='/rueckgaben']").Set("Text", lang));
        Assert.Equal(lang, schule.Seite.Form("#abschnitt-Planungen form[action$='/rueckgaben']")["Text"]);
        Assert.Equal("", schule.Seite.Form("#abschnitt-Planungen form[action$='/rueckfragen']")["Text"]);
        await schule.SubmitAsync(schule.Seite.Form("#abschnitt-Planungen form[action$='/rueckgaben']").Set("Text", "Die Frist ist zu spät."));
        schule.Seite.ShouldShow("Ihr Haus hat zurückgegeben", "Bestätigen können Sie, wenn das überarbeitet ist");
        await schule.GetAsync($"/berichtsboegen/{id}/bearbeitung?abschnitt=Situation");
        await schule.SubmitAsync(schule.Seite.Form("form[data-notiz]").Set("Text", "Im Anbau geht es nicht."));
        schule.Seite.ShouldShow("Der Absatz ist gespeichert.");
        Assert.Equal((1, 1), await CountNotesAsync(id));

        // The carrier changes and answers; what the school saw before is marked.
        _tilda = await SignInAsync("Bea");
        var absatz = (await LoadAsync(id)).Absaetze.Single(a => a.Quellart == Absatzquellart.Vereinbarung);
        await _tilda.GetAsync($"/berichtsboegen/{id}/bearbeitung?abschnitt=Planungen");
        await _tilda.SubmitAsync(_tilda.Seite.Form($"#absatz-{absatz.Id}").Set("Frist", $"{_portal.Uhr.Today().AddDays(30):yyyy-MM-dd}").Set("Kosten", "etwa 20.000 Euro"));
        _tilda.Seite.ShouldShow("Der Absatz ist gespeichert.");
        // A form made on the version before loses nothing: both texts are shown.
        await _tilda.PostAsync($"/berichtsboegen/{id}/bearbeitung/absaetze/{absatz.Id}", ("Version", "1"), ("Text", "Anders"));
        _tilda.Seite.ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Gespeichert ist:", Massnahme);
        Assert.Equal("Anders", _tilda.Seite.Form($"#absatz-{absatz.Id}")["Text"]);
        await _tilda.GetAsync($"/berichtsboegen/{id}");
        foreach (var anmerkung in await _portal.InDatabaseAsync(db => db.Berichtsboegen.SelectMany(b => b.Anmerkungen).OrderBy(a => a.Am).ToListAsync()))
            await _tilda.SubmitAsync(_tilda.Seite.Form($"form[action$='/anmerkungen/{anmerkung.Id}']").Set("Antwort", anmerkung.Art == Anmerkungsart.Rueckfrage ? "Ja, auch dort." : "Die Frist ist vorgezogen."));
        _tilda.Seite.ShouldShow("Ihre Antwort ist gespeichert.");

        await schule.GetAsync($"/berichtsboegen/{id}");
        schule.Seite.ShouldShow("Die Frist ist vorgezogen.", "etwa 20.000 Euro");
        var bestaetigung = schule.Seite.Form("form[action$='/bestaetigung']");
        // Between reading and confirming the carrier changed a word: nothing is confirmed that was not seen.
        await _tilda.GetAsync($"/berichtsboegen/{id}/bearbeitung?abschnitt=Planungen");
        await _tilda.SubmitAsync(_tilda.Seite.Form($"#absatz-{absatz.Id}").Set("Kosten", "etwa 25.000 Euro"));
        await schule.SubmitAsync(bestaetigung);
        schule.Seite.ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Der Text hat sich geändert");
        await schule.SubmitAsync("form[action$='/bestaetigung']");
        schule.Seite.ShouldShow("Ihr Haus hat bestätigt.");
        (await (await SignInAsync("Medi")).PostAsync($"/berichtsboegen/{id}/bestaetigung", ("Hash", "x"))).ShouldHaveStatus(HttpStatusCode.Forbidden);

        // The Vertretung confirms for the carrier; with it the text is frozen and the document made.
        var volker = await SignInAsync("Volker");
        await volker.GetAsync($"/berichtsboegen/{id}");
        await volker.SubmitAsync("form[action$='/bestaetigung']");
        volker.Seite.ShouldShow("Ihr Haus hat bestätigt.", "i. V. Trägerleitung", "Nachweis", "PDF herunterladen");
        var pdf = await DownloadAsync(volker, $"/berichtsboegen/{id}/pdf");
        Assert.Equal(pdf, await DownloadAsync(schule, $"/berichtsboegen/{id}/pdf"));
        await volker.PostAsync($"/berichtsboegen/{id}/bearbeitung/absaetze/{absatz.Id}", ("Version", $"{absatz.Version}"), ("Text", "Nachträglich"));
        volker.Seite.ShouldHaveStatus(HttpStatusCode.Conflict);
        await ShouldBeAsync(pdf, "unverändert", "aktuell");
        var veraendert = pdf.ToArray();
        veraendert[pdf.Length / 2] ^= 1;
        await ShouldBeAsync(veraendert, "verändert");

        // Delivered to the Koordination, which reads it from then on; handed over by the school to its Schulaufsicht.
        (await kora.GetAsync($"/berichtsboegen/{id}/pdf")).ShouldHaveStatus(HttpStatusCode.Forbidden);
        await _tilda.GetAsync($"/berichtsboegen/{id}/zustellung");
        await _tilda.SubmitAsync(_tilda.Seite.Form("form[action$='/zustellung']").Set("Regionen", _region.Id.ToString()));
        _tilda.Seite.ShouldShow("Der Berichtsbogen ist zugestellt.");
        Assert.Contains("kora@probe.example", await MailsAsync("zustellung"));
        (await kora.GetAsync($"/berichtsboegen/{id}")).ShouldShow(Massnahme, "zugestellt");
        var aufsicht = await SignInAsync("Aufsicht");
        (await aufsicht.GetAsync($"/berichtsboegen/{id}")).ShouldHaveStatus(HttpStatusCode.NotFound);
        await schule.GetAsync($"/berichtsboegen/{id}");
        await schule.SubmitAsync("form[action$='/uebergabe']");
        schule.Seite.ShouldShow("Die Schulaufsicht kann den Berichtsbogen jetzt lesen.");
        (await aufsicht.GetAsync($"/berichtsboegen/{id}")).ShouldShow(Massnahme);

        // Replaced: the old one counts until the new one is confirmed; then its file says so.
        _tilda = await SignInAsync("Tilda");
        await _tilda.GetAsync($"/berichtsboegen/{id}");
        await _tilda.SubmitAsync("form[action$='/ersatz']");
        var neu = Guid.Parse(_tilda.Seite.Adresse.Split('/')[2]);
        await SendToReviewAsync(neu);
        await ShouldBeAsync(pdf, "unverändert", "aktuell");
        foreach (var wer in (string[])["Tilda", "Schule1"])
            await ConfirmAsync(neu, wer);
        await ShouldBeAsync(pdf, "ersetzt");
    }

    [Fact]
    public async Task Signed_here_by_a_Vertretung_and_on_paper()
    {
        var id = await DraftAsync(unterschrift: true);
        await SendToReviewAsync(id);
        foreach (var wer in (string[])["Tilda", "Schule1"])
            await ConfirmAsync(id, wer);
        _tilda = await SignInAsync("Tilda");
        (await _tilda.GetAsync($"/berichtsboegen/{id}")).ShouldShow("bestätigt, 0 von 2 haben unterzeichnet", "begründen keine rechtliche Verpflichtung");
        Assert.False((await LoadAsync(id)).IsFinal);

        // A quarter of an hour later one proves anew who one is before signing.
        var volker = await SignInAsync("Volker");
        _portal.Uhr.Advance(TimeSpan.FromMinutes(20));
        (await volker.GetAsync($"/berichtsboegen/{id}/unterschrift")).ShouldShow("Bitte bestätigen Sie, dass Sie es sind");
        await volker.SubmitAsync("main form", ("Passwort", Testportal.Passwort));
        volker.Seite.ShouldShow("Gedruckt wird: Volker, i. V. Trägerleitung");
        var form = volker.Seite.Form("form[action$='/unterschrift']");
        await volker.SubmitAsync(form.Set("Tippname", "Volker"));
        volker.Seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Kreuzen Sie an");
        await volker.SubmitAsync(volker.Seite.Form("form[action$='/unterschrift']").Set("Tippname", "Tilda").Set("Zustimmung", "true"));
        volker.Seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("so, wie er im Portal steht");
        await volker.SubmitAsync(volker.Seite.Form("form[action$='/unterschrift']").Set("Tippname", "volker").Set("Zustimmung", "true"));
        volker.Seite.ShouldShow("Sie haben unterzeichnet.", "1 von 2 haben unterzeichnet");
        // Nobody signs for another house.
        (await volker.PostAsync($"/berichtsboegen/{id}/unterschrift", ("Haus", _schulen[0].Id.ToString()), ("Hash", (await LoadAsync(id)).HashOfText()), ("Zustimmung", "true"), ("Tippname", "Volker")))
            .ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Für dieses Haus handeln Sie hier nicht.");

        // The school signs on paper; its Medienbeauftragte brings the scan.
        var medi = await SignInAsync("Medi");
        await medi.GetAsync($"/berichtsboegen/{id}/papier");
        medi.Seite.ShouldShow("Unterschriftenblatt", (await LoadAsync(id)).HashOfText());
        var felder = new (string, string)[] { ("Haus", _schulen[0].Id.ToString()), ("Hash", (await LoadAsync(id)).HashOfText()), ("Name", "Lena Schule"), ("Amt", "Schulleiterin"), ("Tag", $"{_portal.Uhr.Today():yyyy-MM-dd}"), ("Original", "Sekretariat") };
        await medi.UploadAsync($"/berichtsboegen/{id}/papier", "Scan", "blatt.pdf", "kein PDF"u8.ToArray(), felder);
        medi.Seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("muss ein PDF sein");
        await medi.UploadAsync($"/berichtsboegen/{id}/papier", "Scan", "blatt.pdf", "%PDF-1.7 Blatt"u8.ToArray(), felder);
        medi.Seite.ShouldShow("Die Unterschrift auf Papier ist festgehalten.", "Original bei Sekretariat", "festgehalten von Medi");
        Assert.Equal(Berichtsstatus.Unterzeichnet, (await LoadAsync(id)).Status);
        var pdf = await DownloadAsync(medi, $"/berichtsboegen/{id}/pdf");
        await ShouldBeAsync(pdf, "unverändert", "aktuell");

        // A byte that changes in the database is not delivered.
        await _portal.InDatabaseAsync(async db => await db.InTransactionAsync(() => db.Dokumente.Where(d => d.GegenstandId == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.Inhalt, "%PDF-verfaelscht"u8.ToArray()))));
        (await medi.GetAsync($"/berichtsboegen/{id}/pdf")).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Es wird nicht ausgeliefert");
        Assert.Contains(_portal.Protokoll.Zeilen, e => e.Contains("ist nicht mehr das ausgegebene", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_source_that_changed_is_shown_and_what_came_since_can_be_taken_in()
    {
        var id = await DraftAsync(unterschrift: false);
        await _portal.InDatabaseAsync(async db =>
        {
            var v = await db.Vereinbarungen.Include(x => x.Beteiligte).SingleAsync(x => x.Id == _vereinbarung);
            v.NoteBeschluss(true, _portal.Uhr.Today(), "Drucksache 7", Urheber.Portal, _portal.Uhr.Now());
            db.Add(new Berichtseintrag(_stadt.Id, Berichtsabschnitt.Planungen, "Störungen nimmt eine Stelle an.", new Herkunft(Herkunftsart.Schultraeger, _stadt.Id, null), _portal.Uhr.Now()));
            await db.SaveChangesAsync();
        });
        await _tilda.GetAsync($"/berichtsboegen/{id}/bearbeitung?abschnitt=Planungen");
        _tilda.Seite.ShouldShow("Die Quelle (Vereinbarung) sagt inzwischen:", "Seither dazugekommen", "Störungen nimmt eine Stelle an.");
        await _tilda.SubmitAsync("form[action$='/quelle']", ("uebernehmen", "true"));
        await _tilda.SubmitAsync("form[action$='/neues']");
        _tilda.Seite.ShouldShow("Aufgenommen").ShouldNotShow("sagt inzwischen", "Seither dazugekommen");
        Assert.Equal(2, (await LoadAsync(id)).Text.Count(a => a.Abschnitt == Berichtsabschnitt.Planungen));

        // An agreement that is only a draft is an open point; its form has the text alone, and what else is known stays.
        await _portal.InDatabaseAsync(async db =>
        {
            var (offen, eintrag) = Vereinbarung.Draft(Kennung.New(), new Vereinbarungsort(null, _stadt.Id, false),
                new Vereinbarungsangaben("Leihgeräte für alle.", Vereinbarungsart.Massnahme, Scope.Schultraeger(_stadt.Id), "Schulamt", _portal.Uhr.Today().AddDays(90), null, "Rat", null, null, false),
                [new Bindung(Scope.Schultraeger(_stadt.Id), "Stadt Probe", null), new Bindung(Scope.Schule(_schulen[0].Id), "Schule Nr. 1", null)],
                new Herkunft(Herkunftsart.Schultraeger, _stadt.Id, null), null, Urheber.Portal, _portal.Uhr.Now());
            db.AddRange(offen, eintrag);
            var v = await db.Vereinbarungen.Include(x => x.Beteiligte).SingleAsync(x => x.Id == _vereinbarung);
            db.Add(v.Revoke("Der Rat hat anders entschieden.", v.Version, Urheber.Portal, _portal.Uhr.Now())!);
            await db.SaveChangesAsync();
        });
        await _tilda.GetAsync($"/berichtsboegen/{id}/bearbeitung?abschnitt=OffenePunkte");
        await _tilda.SubmitAsync("form[action$='/neues']");
        var punkt = (await LoadAsync(id)).Text.Single(a => a.Abschnitt == Berichtsabschnitt.OffenePunkte);
        await _tilda.SubmitAsync(_tilda.Seite.Form($"#absatz-{punkt.Id}").Set("Text", "Noch offen: Leihgeräte für alle."));
        _tilda.Seite.ShouldShow("Der Absatz ist gespeichert.");
        Assert.Equal(punkt.Angaben with { Text = "Noch offen: Leihgeräte für alle." }, (await LoadAsync(id)).Text.Single(a => a.Id == punkt.Id).Angaben);
        Assert.Equal("Beschluss: Rat", punkt.Vorbehalt);

        // An agreement that counts no more is told, and leaves by one act.
        await _tilda.GetAsync($"/berichtsboegen/{id}/bearbeitung?abschnitt=Planungen");
        _tilda.Seite.ShouldShow("Das gibt es nicht mehr, oder es gilt nicht mehr.");
        await _tilda.SubmitAsync("form[action$='/quelle']", ("uebernehmen", "true"));
        _tilda.Seite.ShouldNotShow("oder es gilt nicht mehr");
        Assert.DoesNotContain((await LoadAsync(id)).Text, a => a.QuelleId == _vereinbarung);
    }

    [Fact]
    public async Task A_draft_stays_with_the_carrier_whatever_a_school_sends_and_when_it_is_withdrawn()
    {
        var id = await DraftAsync(unterschrift: false);
        var absatz = (await LoadAsync(id)).Absaetze.Single(a => a.Quellart == Absatzquellart.Vereinbarung);
        var schule = await SignInAsync("Schule1");
        foreach (var weg in (string[])["uebergabe", "rueckfragen", "bestaetigung", $"bearbeitung/absaetze/{absatz.Id}"])
            (await schule.PostAsync($"/berichtsboegen/{id}/{weg}", ("Version", "1"), ("Hash", "x"), ("Text", "Text"))).ShouldHaveStatus(weg == "bestaetigung" ? HttpStatusCode.Conflict : HttpStatusCode.BadRequest).ShouldNotShow(Massnahme);
        (await _tilda.PostAsync($"/berichtsboegen/{id}/rueckzug", ("Grund", "Wir beginnen neu."))).ShouldShow("zurückgezogen", Massnahme);
        (await schule.GetAsync($"/berichtsboegen/{id}")).ShouldShow("zurückgezogen").ShouldNotShow(Massnahme);
        (await schule.GetAsync($"/berichtsboegen/{id}/pdf")).ShouldHaveStatus(HttpStatusCode.Forbidden);
        (await schule.GetAsync($"/berichtsboegen/{id}/bearbeitung")).ShouldNotShow(Massnahme);

        // Nor is a visit of somebody else taken for this carrier's.
        await _tilda.GetAsync($"/traeger/{_stadt.Id}/berichtsboegen/neu");
        await _tilda.SubmitAsync(_tilda.Seite.Form("form[action$='/berichtsboegen']").Set("Titel", "Behalten").Set("Schulen", _schulen[0].Id.ToString()).Set("Besuch", Guid.NewGuid().ToString()));
        _tilda.Seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Diesen Besuch gibt es bei diesem Schulträger nicht.");
    }

    [Fact]
    public async Task An_obvious_error_is_mended_all_are_told_and_the_archive_gets_both()
    {
        var id = await DraftAsync(unterschrift: false);
        var docx = await DownloadAsync(_tilda, $"/berichtsboegen/{id}/docx");
        using (var datei = WordprocessingDocument.Open(new MemoryStream(docx), false))
        {
            Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2013).Validate(datei));
            Assert.Contains(Massnahme, datei.MainDocumentPart!.Document!.InnerText, StringComparison.Ordinal);
        }
        (await _tilda.GetAsync($"/berichtsboegen/{id}/archivpaket")).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("wenn der Berichtsbogen fertig ist");
        await SendToReviewAsync(id);
        foreach (var wer in (string[])["Tilda", "Schule1"])
            await ConfirmAsync(id, wer);
        (await _tilda.GetAsync($"/berichtsboegen/{id}/docx")).ShouldHaveStatus(HttpStatusCode.Conflict).ShouldShow("Es gibt ihn als PDF.");
        var pdf = await DownloadAsync(_tilda, $"/berichtsboegen/{id}/pdf");

        // The school does not mend the common words, nor the carrier's clerk any; the carrier's Leitung does.
        var schule = await SignInAsync("Schule1");
        (await schule.GetAsync($"/berichtsboegen/{id}/berichtigung")).ShouldShow("Hier gibt es für Sie nichts zu berichtigen");
        (await (await SignInAsync("Bea")).GetAsync($"/berichtsboegen/{id}/berichtigung")).ShouldHaveStatus(HttpStatusCode.Forbidden);
        _tilda = await SignInAsync("Tilda");
        var absatz = (await LoadAsync(id)).Absaetze.Single(a => a.Quellart == Absatzquellart.Vereinbarung);
        await _tilda.GetAsync($"/berichtsboegen/{id}/berichtigung?absatz={absatz.Id}");
        _tilda.Seite.ShouldShow("schule1@probe.example", "volker@probe.example");
        var form = _tilda.Seite.Form("form[action$='/berichtigung']").Set("Text", Massnahme.Replace("WLAN", "Funknetz", StringComparison.Ordinal));
        await _tilda.SubmitAsync(form);
        _tilda.Seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Schreiben Sie, was der Fehler war");
        Assert.Contains("Funknetz", _tilda.Seite.Form("form[action$='/berichtigung']")["Text"], StringComparison.Ordinal);
        form = _tilda.Seite.Form("form[action$='/berichtigung']").Set("Grund", "Falsches Wort");
        await _tilda.SubmitAsync(form);
        await _tilda.SubmitAsync(form);
        _tilda.Seite.ShouldShow("Der Fehler ist berichtigt.", "Funknetz", "Bisher:", Massnahme);
        Assert.Equal(["schule1@probe.example", "volker@probe.example"], await MailsAsync("berichtigung"));

        var neu = await DownloadAsync(schule, $"/berichtsboegen/{id}/pdf");
        await ShouldBeAsync(neu, "unverändert", "aktuell");
        await ShouldBeAsync(pdf, "unverändert", "ersetzt");

        // The archive gets both documents, the content, and hashes that hold.
        using var paket = new ZipArchive(new MemoryStream(await DownloadAsync(schule, $"/berichtsboegen/{id}/archivpaket")));
        var kennzeichen = (await LoadAsync(id)).Kennzeichen;
        Assert.Equal([$"berichtsbogen-{kennzeichen}.pdf", $"berichtsbogen-{kennzeichen}-berichtigung-1.pdf", $"berichtsbogen-{kennzeichen}.json", "pruefsummen.sha256"], paket.Entries.Select(e => e.FullName));
        Assert.Equal([pdf, neu], paket.Entries.Take(2).Select(Read));
        var summen = Encoding.UTF8.GetString(Read(paket.Entries[3])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(paket.Entries.Take(3).Select(e => $"{Convert.ToHexStringLower(SHA256.HashData(Read(e)))}  {e.Name}"), summen);
        using var daten = JsonDocument.Parse(Read(paket.Entries[2]));
        Assert.Equal((await LoadAsync(id)).Inhaltshash, daten.RootElement.GetProperty("sha256").GetString());
        Assert.StartsWith(Massnahme, daten.RootElement.GetProperty("berichtigungen")[0].GetProperty("bisher").GetString(), StringComparison.Ordinal);

        static byte[] Read(ZipArchiveEntry eintrag)
        {
            using var strom = eintrag.Open();
            using var inhalt = new MemoryStream();
            strom.CopyTo(inhalt);
            return inhalt.ToArray();
        }
    }

    [Fact]
    public async Task For_all_schools_at_once_each_gets_one_and_once_more_none()
    {
        for (var i = 0; i < 2; i++)
        {
            await _tilda.GetAsync($"/traeger/{_stadt.Id}/berichtsboegen/neu");
            await _tilda.SubmitAsync(_tilda.Seite.Form("form[action$='/berichtsboegen']").Set("Umfang", "AlleSchulen"));
            // On a slow machine the page goes on by itself, once for each school at most.
            for (var n = 0; n < _schulen.Count && _tilda.Seite.Dokument.QuerySelector("form[data-weiter]") is not null; n++)
                await _tilda.SubmitAsync("form[data-weiter]");
            _tilda.Seite.ShouldShow(i == 0 ? "3 Entwürfe sind angelegt." : "Für jede Schule gibt es schon einen Entwurf.");
        }
        var nummern = await _portal.InDatabaseAsync(db => db.Berichtsboegen.Select(b => b.Nummer).OrderBy(n => n).ToListAsync());
        Assert.Equal([1, 2, 3], nummern);
        await _tilda.GetAsync($"/traeger/{_stadt.Id}/berichtsboegen/neu");
        await _tilda.SubmitAsync(_tilda.Seite.Form("form[action$='/berichtsboegen']").Set("Umfang", "Anlass").Set("Titel", "Behalten"));
        _tilda.Seite.ShouldHaveStatus(HttpStatusCode.BadRequest).ShouldShow("Wählen Sie mindestens zwei Schulen.");
        Assert.Equal("Behalten", _tilda.Seite.Form("form[action$='/berichtsboegen']")["Titel"]);
    }

    private Task<Testbrowser> SignInAsync(string name) => _portal.SignInAsync($"{name.ToLowerInvariant()}@probe.example");

    private async Task<Guid> DraftAsync(bool unterschrift)
    {
        await _tilda.GetAsync($"/traeger/{_stadt.Id}/berichtsboegen/neu");
        var form = _tilda.Seite.Form("form[action$='/berichtsboegen']").Set("Titel", "Jahr").Set("Schulen", _schulen[0].Id.ToString()).Set("Unterschrift", unterschrift ? "true" : "false");
        await _tilda.SubmitAsync(form);
        await _tilda.SubmitAsync(form);
        return await _portal.InDatabaseAsync(db => db.Berichtsboegen.Select(b => b.Id).SingleAsync());
    }

    private async Task SendToReviewAsync(Guid id)
    {
        await _tilda.GetAsync($"/berichtsboegen/{id}/pruefung");
        await _tilda.SubmitAsync("form[action$='/pruefung']");
        _tilda.Seite.ShouldShow("Der Berichtsbogen ist in Prüfung.");
    }

    private static async Task<byte[]> DownloadAsync(Testbrowser wer, string adresse) =>
        await (await wer.GetAsync(adresse)).ShouldHaveStatus(HttpStatusCode.OK).Antwort.Content.ReadAsByteArrayAsync();

    private async Task ConfirmAsync(Guid id, string wer)
    {
        var browser = await SignInAsync(wer);
        await browser.GetAsync($"/berichtsboegen/{id}");
        await browser.SubmitAsync("form[action$='/bestaetigung']");
        browser.Seite.ShouldShow("Ihr Haus hat bestätigt.");
    }

    private Task<Berichtsbogen> LoadAsync(Guid id) => _portal.InDatabaseAsync(db =>
        db.Berichtsboegen.Include(b => b.Beteiligte).Include(b => b.Absaetze).Include(b => b.Erklaerungen).AsSplitQuery().AsNoTracking().SingleAsync(b => b.Id == id));

    private Task<(int, int)> CountNotesAsync(Guid id) => _portal.InDatabaseAsync(async db =>
    {
        var arten = await db.Berichtsboegen.Where(b => b.Id == id).SelectMany(b => b.Anmerkungen).Select(a => a.Art).ToListAsync();
        return (arten.Count(a => a == Anmerkungsart.Rueckfrage), arten.Count(a => a == Anmerkungsart.Rueckgabe));
    });

    private Task<List<string>> MailsAsync(string anlass) => _portal.InDatabaseAsync(db =>
        db.Ausgangsnachrichten.Where(n => n.Anlass.Contains("/" + anlass + "/")).OrderBy(n => n.Empfaenger).Select(n => n.Empfaenger).ToListAsync());

    private async Task ShouldBeAsync(byte[] pdf, params string[] worte)
    {
        var gast = _portal.NewBrowser();
        await gast.GetAsync("/pruefen");
        await gast.UploadAsync("/pruefen", "Datei", "bericht.pdf", pdf);
        gast.Seite.ShouldHaveStatus(HttpStatusCode.OK).ShouldShow(worte);
    }
}
