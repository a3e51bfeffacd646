using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Tabellen;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Absprachen;

/// <summary>
/// The agreements as a table: downloaded with what the reader may see, states with notes read in again, after a preview and all or
/// nothing.
/// </summary>
[Erlaubt(Handlung.VereinbarungenAuflisten), Route("/vereinbarungen")]
public sealed class VereinbarungstabelleController(
    AppDbContext db, SichtbareDaten sichtbar, Vereinbarungsabruf abruf, Vereinbarungssperre sperre, Entwurfsschutz schutz, AktuellerBenutzer benutzer, TimeProvider uhr) : Controller
{
    public const int MaxZeilen = 2000;
    public const int MaxMegabyte = 4;
    private const long MaxAnfrage = (MaxMegabyte << 20) + (1L << 20);

    private static readonly string[] Kopf = ["Kennung", "Stand der Tabelle", "Vereinbarung", "Art", "Wo", "Verantwortlich", "Frist", "Stand", "Neuer Stand", "Notiz"];

    private static readonly Dictionary<string, Vereinbarungsstatus> Staende =
        new[] { Vereinbarungsstatus.InUmsetzung, Vereinbarungsstatus.Umgesetzt }.ToDictionary(s => s.Label(), StringComparer.OrdinalIgnoreCase);

    [HttpGet("tabelle")]
    public IActionResult Show() => View("Tabelle", new VereinbarungstabelleSeite([]));

    [HttpGet("tabelle.xlsx"), EnableRateLimiting(Begrenzung.Ausgabe)]
    public async Task<IActionResult> Download(CancellationToken abbruch)
    {
        var zeilen = await sichtbar.Vereinbarungen().OrderBy(v => v.AngelegtAm).Take(MaxZeilen).Select(v => new
        {
            v.Id,
            v.Version,
            v.Text,
            v.Art,
            v.Status,
            v.Frist,
            Verantwortlich = v.Beteiligte.Where(b => b.ScopeId == v.VerantwortlichId).Select(b => b.Name).FirstOrDefault(),
            Wo = v.RunderTischId != null ? db.RundeTische.Where(t => t.Id == v.RunderTischId).Select(t => t.Name).FirstOrDefault() : db.Schultraeger.Where(t => t.Id == v.SchultraegerId).Select(t => t.Name).FirstOrDefault(),
        }).AsNoTracking().ToListAsync(abbruch);
        var blatt = new Blatt("Vereinbarungen",
        [
            Kopf,
            .. zeilen.Select(z => (IReadOnlyList<string>)[$"{z.Id}", $"{z.Version}", z.Text, z.Art.Label(), z.Wo ?? "", z.Verantwortlich ?? "", z.Frist is { } frist ? $"{frist:dd.MM.yyyy}" : "", z.Status.Label(), "", ""]),
        ])
        {
            Spalten =
            [
                new(5, Versteckt: true), new(5, Versteckt: true), new(70), new(12), new(28), new(28), new(12), new(24), new(18, Eingabe: true, Auswahl: [.. Staende.Keys]), new(50, Eingabe: true),
            ],
        };
        return File(Arbeitsmappe.Write([blatt]), Arbeitsmappe.Dateityp, $"vereinbarungen-{uhr.Today():yyyy-MM-dd}.xlsx");
    }

    /// <summary>Shows what the file would change; nothing is saved.</summary>
    [HttpPost("tabelle"), EnableRateLimiting(Begrenzung.Ausgabe)]
    [Dateigrenze(MaxMegabyte), RequestSizeLimit(MaxAnfrage), RequestFormLimits(MultipartBodyLengthLimit = MaxAnfrage)]
    public async Task<IActionResult> Preview(IFormFile? datei, CancellationToken abbruch)
    {
        List<string> fehler = [];
        List<Standzeile> zeilen = [];
        try
        {
            if (datei is null or { Length: 0 })
                throw new FachregelVerletzt(datei is null ? "Wählen Sie eine Tabelle." : "Die Datei ist leer.");
            if (datei.Length > MaxMegabyte << 20)
                throw new FachregelVerletzt($"Die Datei ist größer als {MaxMegabyte} MB.");
            zeilen = await ReadAsync(Tabellenblatt.ReadAll(await datei.ReadAsync(abbruch), MaxZeilen), fehler, abbruch);
        }
        catch (FachregelVerletzt regel)
        {
            fehler.Add(regel.Message);
        }
        if (fehler.Count > 0)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return View("Tabelle", new VereinbarungstabelleSeite(fehler));
        }
        return View("Tabellenvorschau", new StandvorschauSeite(zeilen, zeilen.Count == 0 ? null : schutz.Protect(new Standentwurf(zeilen), benutzer.PersonId, Scope.Installation)));
    }

    /// <summary>Saves all that the preview showed, or nothing.</summary>
    [HttpPost("tabelle/uebernahme")]
    public async Task<IActionResult> Apply([FromForm] string? entwurf, CancellationToken abbruch)
    {
        if (schutz.Unprotect<Standentwurf>(entwurf, benutzer.PersonId, Scope.Installation) is not { } tabelle)
            throw new FachregelVerletzt("Diese Vorschau gilt nicht mehr. Laden Sie die Tabelle noch einmal hoch.");
        var ausgang = await db.TryAsync(() => db.InTransactionAsync(async () =>
        {
            foreach (var zeile in tabelle.Zeilen)
                if (!await sperre.ActAsync(zeile.Id, v => abruf.WriterOf(v) is { } amt ? v.Progress(zeile.Status, zeile.Notiz, zeile.Version, new(amt.PersonId, amt.Id), uhr.Now())
                        : throw new FachregelVerletzt($"Zeile {zeile.Nummer}: Diesen Stand ändern Sie nicht.")))
                    throw new Zustandskonflikt($"Zeile {zeile.Nummer}: Diese Vereinbarung gibt es nicht mehr.");
            return true;
        }, abbruch));
        if ((ausgang.Fehler ?? ausgang.Konflikt) is { } satz)
        {
            Response.StatusCode = ausgang.Konflikt is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict;
            return View("Tabelle", new VereinbarungstabelleSeite([satz]));
        }
        TempData["Meldung"] = tabelle.Zeilen.Count == 1 ? "1 Stand ist übernommen." : $"{tabelle.Zeilen.Count} Stände sind übernommen.";
        return LocalRedirect("/vereinbarungen");
    }

    private async Task<List<Standzeile>> ReadAsync(IReadOnlyList<Tabellenblatt> blaetter, List<string> fehler, CancellationToken abbruch)
    {
        if (blaetter.FirstOrDefault(b => b.Name != Arbeitsmappe.Auswahlblatt) is not { Zeilen: { Count: > 0 } alle })
            throw new FachregelVerletzt("Die Datei ist leer.");
        var (kopf, inhalt) = (alle[0], alle.Skip(1).ToList());
        var spalten = Kopf.Select(k => Array.FindIndex(kopf.Werte, w => w.Trim().Equals(k, StringComparison.OrdinalIgnoreCase))).ToArray();
        foreach (var name in Kopf.Where((k, i) => spalten[i] < 0 && (k is "Kennung" or "Stand der Tabelle" or "Neuer Stand" or "Notiz")))
            fehler.Add($"Die Spalte „{name}“ fehlt. Laden Sie die Tabelle neu herunter und füllen Sie nur „Neuer Stand“ und „Notiz“ aus.");
        if (fehler.Count > 0)
            return [];
        if (inhalt.Count > MaxZeilen)
            throw new FachregelVerletzt($"Das sind mehr als {MaxZeilen:N0} Zeilen.");
        string Value(Trennzeile z, int spalte) => spalten[spalte] < z.Werte.Length ? Formelschutz.Restore(z.Werte[spalten[spalte]]).Trim() : "";
        var gewuenscht = inhalt.Where(z => Value(z, 8).Length > 0 || Value(z, 9).Length > 0).ToList();
        var ids = gewuenscht.Select(z => Guid.TryParse(Value(z, 0), out var id) ? id : Guid.Empty).ToList();
        var gefunden = await sichtbar.Vereinbarungen().WithAll().Where(v => ids.Contains(v.Id)).AsNoTracking().ToDictionaryAsync(v => v.Id, abbruch);
        List<Standzeile> zeilen = [];
        for (var i = 0; i < gewuenscht.Count; i++)
        {
            var (z, notiz) = (gewuenscht[i], Value(gewuenscht[i], 9));
            void Wrong(string satz) => fehler.Add($"Zeile {z.Nummer}: {satz}");
            if (!gefunden.TryGetValue(ids[i], out var v))
                Wrong("Diese Vereinbarung gibt es nicht, oder Sie dürfen sie nicht lesen.");
            else if (!Staende.TryGetValue(Value(z, 8), out var status))
                Wrong($"„{Value(z, 8)}“ ist kein Stand. Möglich sind: {string.Join(", ", Staende.Keys)}.");
            else if (notiz.Length is 0 or > Vereinbarung.NotizMaxLength)
                Wrong(notiz.Length == 0 ? "Zu einem neuen Stand gehört eine Notiz." : $"Die Notiz ist länger als {Vereinbarung.NotizMaxLength} Zeichen.");
            else if (zeilen.Exists(b => b.Id == v.Id))
                Wrong("Diese Vereinbarung steht zweimal in der Tabelle.");
            else if (v.Status == status && v.Notiz == notiz)
                continue;
            else if (!int.TryParse(Value(z, 1), out var version) || version != v.Version)
                Wrong("Die Vereinbarung hat sich seit dem Herunterladen geändert. Laden Sie die Tabelle neu herunter.");
            else if (abruf.WriterOf(v) is null)
                Wrong("Wie weit es ist, sagt, wer verantwortlich ist, oder die Moderation.");
            else if (!v.CanProgressTo(status))
                Wrong($"Sie ist {v.Status.Label()} und kann nicht {status.Label()} werden.");
            else
                zeilen.Add(new Standzeile(z.Nummer, v.Id, version, v.Text, v.Status, status, notiz));
        }
        return zeilen;
    }
}

/// <summary>A new state that a table names.</summary>
/// <param name="Nummer">Row of the file.</param>
public sealed record Standzeile(int Nummer, Guid Id, int Version, string Text, Vereinbarungsstatus Bisher, Vereinbarungsstatus Status, string Notiz);

public sealed record Standentwurf(IReadOnlyList<Standzeile> Zeilen);

/// <param name="Fehler">What is wrong with the uploaded file, each with its row.</param>
public sealed record VereinbarungstabelleSeite(IReadOnlyList<string> Fehler)
{
    public const int MaxFehler = 50;
}

public sealed record StandvorschauSeite(IReadOnlyList<Standzeile> Zeilen, string? Entwurf);
