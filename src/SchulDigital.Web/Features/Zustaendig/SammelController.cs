using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Infrastructure.Tabellen;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>The Koordination invites many people of its region from a table: template, preview, all or nothing.</summary>
[Route("/regionen/{regionId}/einladungen"), Erlaubt(Handlung.SammelnEinladen)]
public sealed class SammelController(
    AppDbContext db, Bereichsabruf abruf, Einladungsversand versand, Entwurfsschutz schutz, Portaladresse portal,
    AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    /// <summary>A bit more than a file may have, so that too big a file gets its sentence.</summary>
    private const long MaxAnfrage = Einladungstabelle.MaxBytes + (1L << 20);

    [HttpGet]
    public Task<IActionResult> Show(CancellationToken abbruch) => ShowAsync(StatusCodes.Status200OK, abbruch);

    [HttpGet("vorlage.xlsx")]
    public IActionResult DownloadXlsx() => File(Arbeitsmappe.Write(
        ("Einladungen", [Einladungstabelle.Spalten]),
        ("Hinweise", [["Spalte", "Was hineingehört"], .. Hinweise.Select(h => (IReadOnlyList<string>)[h.Spalte, h.Text])])), Arbeitsmappe.Dateityp, "einladungen-vorlage.xlsx");

    [HttpGet("vorlage.csv")]
    public IActionResult DownloadCsv() => File(
        [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Join(';', Einladungstabelle.Spalten) + "\r\n")], "text/csv; charset=utf-8", "einladungen-vorlage.csv");

    /// <summary>Shows what the table will do; nothing is sent.</summary>
    [HttpPost, Dateigrenze(Einladungstabelle.MaxBytes / 1024 / 1024), RequestSizeLimit(MaxAnfrage), RequestFormLimits(MultipartBodyLengthLimit = MaxAnfrage)]
    public async Task<IActionResult> Preview(IFormFile? datei, CancellationToken abbruch)
    {
        try
        {
            if (datei is null or { Length: 0 })
                throw new FachregelVerletzt(datei is null ? "Wählen Sie eine Tabelle." : "Die Datei ist leer.");
            if (datei.Length > Einladungstabelle.MaxBytes)
                throw new FachregelVerletzt("Die Datei ist größer als 2 MB.");
            return await ShowPreviewAsync(Einladungstabelle.Read(await datei.ReadAsync(abbruch)), abbruch);
        }
        catch (FachregelVerletzt regel)
        {
            ModelState.AddModelError("Datei", regel.Message);
            return await ShowAsync(StatusCodes.Status400BadRequest, abbruch);
        }
    }

    /// <summary>Sends all that the preview showed, or nothing.</summary>
    [HttpPost("versand"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Send([FromForm] string? entwurf, CancellationToken abbruch)
    {
        var scope = benutzer.Zugriff.Scope;
        if (schutz.Unprotect<Sendung>(entwurf, benutzer.PersonId, scope) is not { } sendung)
            throw new FachregelVerletzt("Diese Vorschau gilt nicht mehr. Laden Sie die Tabelle noch einmal hoch.");
        var absender = await abruf.GetAbsenderAsync(abbruch);
        try
        {
            await versand.SendAsync(sendung, absender, abbruch);
        }
        catch (FachregelVerletzt regel)
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError("Datei", $"Seit der Vorschau hat sich etwas geändert. {regel.Message} Nichts wurde verschickt. Laden Sie die Tabelle noch einmal hoch.");
            return await ShowAsync(StatusCodes.Status409Conflict, abbruch);
        }

        // Asked afterwards, so that both answers to a double click show the same letters.
        var emails = sendung.Entwuerfe.Select(e => Person.NormalizeEmail(e.Email)).ToList();
        var links = (await (
            from l in db.Zugangslinks.AsNoTracking()
            join p in db.Personen on l.GegenstandId equals p.Id
            where emails.Contains(p.Email) && l.CodeHash != null && l.VerbrauchtAm == null && l.WiderrufenAm == null
            select new { p.Email, l }).ToListAsync(abbruch)).ToLookup(l => l.Email, l => l.l);
        var grundlage = await versand.LoadAsync(sendung.Entwuerfe, abbruch);
        var briefe = sendung.Entwuerfe
            .Where(e => links[Person.NormalizeEmail(e.Email)].Any(l => l.Check(Zugangszweck.Einladung, uhr.Now(), e.Code) is null))
            .Select(e => new Codebrief(e.Name, e.Funktion, string.Join(", ", e.Aemter.Select(a => grundlage.NameOf(a.Scope)).Distinct()), e.Code)).ToList();
        var weg = (await abruf.GetWegAsync(abbruch))!;
        if (briefe.Count == 0)
        {
            TempData["Meldung"] = "Die Mails sind auf dem Weg.";
            return LocalRedirect("/zugaenge");
        }
        return View("Versandt", new VersandtSeite(weg.Name, "/zugaenge", absender.Name, absender.Stelle, briefe, portal.LinkTo("/"), uhr.Now().AddDays(versand.EinladungTage)));
    }

    private static readonly IReadOnlyList<(string Spalte, string Text)> Hinweise =
    [
        ("Name", "Vor- und Nachname"),
        ("E-Mail", "dienstliche Adresse; daran wird eine Person erkannt"),
        ("Funktion", "freiwillig, zum Beispiel Sachbearbeitung Medienentwicklung"),
        ("Rolle", string.Join(" | ", Einladungstabelle.Aemter.Select(a => a.Text))),
        ("Organisation", "Schulnummer bei Rollen der Schule, Trägernummer bei Rollen des Schulträgers"),
        ("Fachbereich", "freiwillig, nur beim Schulträger: so, wie er dort heißt"),
        ("von", "erster Tag, zum Beispiel 01.02.2027; ohne Angabe heute"),
        ("bis", "letzter Tag; ohne Angabe bleibt das Ende offen"),
    ];

    private async Task<IActionResult> ShowAsync(int status, CancellationToken abbruch)
    {
        if (await abruf.GetWegAsync(abbruch) is not { } weg)
            return NotFound();
        Response.StatusCode = status;
        return View("Sammeleinladung", new SammeleinladungSeite(weg, $"/regionen/{weg.Scope.Id}/einladungen", [.. Hinweise.Select(h => new Spaltenhinweis(h.Spalte, h.Text))]));
    }

    private async Task<IActionResult> ShowPreviewAsync(IReadOnlyList<Tabellenzeile> zeilen, CancellationToken abbruch)
    {
        var weg = (await abruf.GetWegAsync(abbruch))!;
        var absender = await abruf.GetAbsenderAsync(abbruch);
        var wuensche = await FindOfficesAsync(zeilen, abbruch);

        // A person who stands in several rows is invited once, into all her offices.
        var gruppen = zeilen.Where(z => z.Fehler.Count == 0).GroupBy(z => Person.NormalizeEmail(z.Email)).ToList();
        var entwuerfe = gruppen.Select(g => new Einladungsentwurf
        {
            Name = g.First().Name,
            Email = g.Key,
            Funktion = g.First().Funktion,
            Aemter = [.. g.Select(z => wuensche[z.Nummer])],
        }).ToList();
        var grundlage = await versand.LoadAsync(entwuerfe, abbruch);
        var ergebnisse = new Dictionary<int, string>();
        var senden = new List<Einladungsentwurf>();
        foreach (var (gruppe, entwurf) in gruppen.Zip(entwuerfe))
        {
            try
            {
                var plan = Einladungsplan.Make(entwurf, absender, grundlage, uhr.Today());
                foreach (var zeile in gruppe)
                    ergebnisse[zeile.Nummer] = plan.NichtsZuTun || !plan.NeueAemter.Exists(a => a.Rolle == wuensche[zeile.Nummer].Rolle && a.Scope == wuensche[zeile.Nummer].Scope)
                        ? "nichts zu tun, hat das Amt schon"
                        : plan.PersonIstNeu ? plan.MitCode ? "neue Person, bekommt Link und Code" : "neue Person, bekommt einen Link"
                        : plan.MitKonto ? "bekannte Person, bekommt das Amt und eine Mail" : "schon eingeladen, bekommt das Amt und einen neuen Link";
                if (!plan.NichtsZuTun)
                    senden.Add(entwurf);
            }
            catch (FachregelVerletzt regel)
            {
                foreach (var zeile in gruppe)
                    zeile.Fehler.Add(regel.Message);
            }
        }
        var fehler = zeilen.Count(z => z.Fehler.Count > 0);
        if (fehler > 0)
            Response.StatusCode = StatusCodes.Status400BadRequest;
        var beispiel = senden.Count == 0 || fehler > 0 ? null : await versand.PreviewAsync(await versand.PlanAsync(senden[0], absender, abbruch), absender, abbruch) as (string, string)?;
        return View("Sammelvorschau", new SammelvorschauSeite(weg, $"/regionen/{weg.Scope.Id}/einladungen",
            [.. zeilen.Select(z => new Vorschauzeile(z.Nummer, z.Name, z.Email, z.Wahl?.Text ?? "–",
                wuensche.TryGetValue(z.Nummer, out var wunsch) ? grundlage.NameOf(wunsch.Scope) is { Length: > 0 } name ? name : z.Organisation! : z.Organisation ?? "–",
                z.Fehler.Count > 0 ? string.Join(' ', z.Fehler) : ergebnisse[z.Nummer], z.Fehler.Count > 0))],
            senden.Count, fehler, beispiel?.Item1, beispiel?.Item2,
            fehler > 0 || senden.Count == 0 ? null : schutz.Protect(new Sendung(Kennung.New(), senden), benutzer.PersonId, weg.Scope)));
    }

    /// <summary>Which house and department each row means; what is not found is its fault.</summary>
    private async Task<Dictionary<int, Amtswunsch>> FindOfficesAsync(IReadOnlyList<Tabellenzeile> zeilen, CancellationToken abbruch)
    {
        var regionId = benutzer.Zugriff.Scope.Id;
        var nummern = zeilen.Select(z => z.Organisation).OfType<string>().Distinct().ToList();
        var kommunen = db.Kommunen.Where(k => k.BildungsregionId == regionId).Select(k => k.Id);
        var schulen = (await db.Schulen.Where(s => nummern.Contains(s.Schulnummer) && kommunen.Contains(s.KommuneId!.Value))
            .Select(s => new { s.Schulnummer, s.Id }).ToListAsync(abbruch)).ToLookup(s => s.Schulnummer, s => s.Id);
        var traeger = (await db.Schultraeger.Where(t => nummern.Contains(t.Traegernummer!) && db.Schulen.Any(s => s.SchultraegerId == t.Id && kommunen.Contains(s.KommuneId!.Value)))
            .Select(t => new { Nummer = t.Traegernummer!, t.Id }).ToListAsync(abbruch)).ToLookup(t => t.Nummer, t => t.Id);
        var traegerIds = traeger.SelectMany(t => t).ToList();
        var fachbereiche = await db.Fachbereiche.Where(f => traegerIds.Contains(f.SchultraegerId)).AsNoTracking().ToListAsync(abbruch);

        var wuensche = new Dictionary<int, Amtswunsch>();
        foreach (var zeile in zeilen.Where(z => z.Fehler.Count == 0))
        {
            var art = zeile.Wahl!.Rolle.Scopes()[0];
            if ((art == ScopeArt.Schule ? schulen : traeger)[zeile.Organisation!].Cast<Guid?>().FirstOrDefault() is not { } id)
            {
                zeile.Fehler.Add($"{(art == ScopeArt.Schule ? "Eine Schule" : "Ein Schulträger mit Schulen in Ihrer Region")} mit der Nummer {zeile.Organisation} ist nicht bekannt.");
                continue;
            }
            var fachbereich = zeile.Fachbereich is null ? null : fachbereiche.Find(f => f.SchultraegerId == id && Suchform.Of(f.Name) == Suchform.Of(zeile.Fachbereich));
            if (zeile.Fachbereich is not null && fachbereich is null)
                zeile.Fehler.Add($"Den Fachbereich „{zeile.Fachbereich}“ gibt es dort nicht.");
            if (zeile.Bis < (zeile.Von ?? uhr.Today()))
                zeile.Fehler.Add("Der letzte Tag liegt vor dem ersten.");
            wuensche[zeile.Nummer] = new Amtswunsch(zeile.Wahl.Rolle, zeile.Wahl.Art, art, id, fachbereich?.Id, zeile.Von ?? uhr.Today(), zeile.Bis);
        }
        return wuensche;
    }
}

public sealed record Spaltenhinweis(string Spalte, string Text);

public sealed record SammeleinladungSeite(Bereichsweg Weg, string Basis, IReadOnlyList<Spaltenhinweis> Hinweise);

public sealed record Vorschauzeile(int Nummer, string Name, string Email, string Amt, string Organisation, string Ergebnis, bool IstFehler);

/// <param name="Betreff">Of the first mail, as an example.</param>
public sealed record SammelvorschauSeite(
    Bereichsweg Weg, string Basis, IReadOnlyList<Vorschauzeile> Zeilen, int Mails, int Fehler, string? Betreff, string? Text, string? Entwurf);
