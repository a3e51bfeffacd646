using Microsoft.AspNetCore.Mvc;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Fehler;

/// <summary>The page of an error status; rendered in place of an empty answer, see <see cref="Fehlerantwort"/>.</summary>
[Oeffentlich]
public sealed class FehlerController(AktuellerBenutzer benutzer) : Controller
{
    private const string OhneZweitenFaktor =
        "Ihr Amt verlangt einen zweiten Faktor. Gehen Sie zurück, kopieren Sie Ihren Text, und richten Sie ihn unter Ihrem Namen oben auf der Seite ein.";

    [HttpGet("/fehler/{status:int}")]
    public IActionResult Show(int status)
    {
        if (status is < 400 or > 599)
            status = StatusCodes.Status404NotFound;
        Response.StatusCode = status;
        return View("Fehler", new FehlerSeite(
            status, HttpContext.Items[Fehlerantwort.Satz] as string ?? (benutzer.FehltZweiterFaktor ? OhneZweitenFaktor : null), Anfrageprotokoll.Kennzeichen(HttpContext)));
    }
}

/// <param name="Satz">What exactly is wrong, where a rule said it.</param>
/// <param name="Kennzeichen">Reference number that stands in the log.</param>
public sealed record FehlerSeite(int Status, string? Satz, string Kennzeichen)
{
    public (string Titel, string Text, string Ausweg) Worte => Status switch
    {
        400 => ("Diese Angaben passen nicht", "Der Server konnte mit den Angaben nichts anfangen. Es wurde nichts gespeichert.",
            "Gehen Sie eine Seite zurück, laden Sie sie neu und versuchen Sie es noch einmal."),
        403 => ("Das dürfen Sie hier nicht", "Ihre Zuständigkeit reicht für diese Seite nicht aus.",
            "Wenn Sie den Zugang brauchen, wenden Sie sich an die Leitung der Organisation."),
        404 => ("Diese Seite gibt es nicht", "Die Adresse führt zu keiner Seite, die Sie sehen können.",
            "Prüfen Sie die Adresse, oder beginnen Sie auf der Startseite."),
        409 => ("Der Stand hat sich geändert", "Jemand anderes war schneller. Es wurde nichts überschrieben.",
            "Laden Sie die Seite neu, um den heutigen Stand zu sehen."),
        410 => ("Dieser Link gilt nicht mehr", "Persönliche Links gelten für eine begrenzte Zeit, und eine Einladung kann nur einmal angenommen werden.",
            "Wenn Sie schon ein Konto haben, melden Sie sich an. Sonst bitten Sie um einen neuen Link."),
        429 => ("Zu viele Anfragen", "Von hier kamen in kurzer Zeit zu viele Anfragen.", "Bitte warten Sie eine Minute."),
        503 => ("Das Portal ist gerade nicht erreichbar", "Die Datenbank antwortet nicht. Es ging nichts verloren, was gespeichert war.",
            "Laden Sie die Seite in einer Minute neu."),
        >= 500 => ("Hier ist etwas schiefgegangen", "Der Fehler liegt beim Portal, nicht bei Ihnen. Er wurde aufgezeichnet.",
            "Versuchen Sie es noch einmal. Wenn es wieder geschieht, nennen Sie dem Betreiber das Kennzeichen."),
        _ => ("Diese Anfrage geht hier nicht", "Der Server hat die Anfrage nicht angenommen.", "Beginnen Sie auf der Startseite."),
    };
}
