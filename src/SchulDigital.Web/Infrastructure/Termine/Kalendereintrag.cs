using System.Globalization;
using System.Text;

namespace SchulDigital.Web.Infrastructure.Termine;

/// <summary>
/// A calendar entry (iCalendar, RFC 5545) as mail programs take it (RFC 5546). The same <see cref="Kennung"/> with a higher
/// <see cref="Folge"/> changes the entry, with <see cref="Abgesagt"/> it goes.
/// </summary>
/// <param name="Kennung">UID: the same as long as the thing lives.</param>
/// <param name="Folge">SEQUENCE.</param>
/// <param name="Beginn">Wall clock time in Europe/Berlin.</param>
/// <param name="Dauer">Minutes.</param>
/// <param name="Stand">DTSTAMP, UTC.</param>
public sealed record Kalendereintrag(
    string Kennung, int Folge, bool Abgesagt, DateTime Beginn, int Dauer, string Titel, string? Ort, string Beschreibung, string Adresse, DateTime Stand)
{
    private const string Umbruch = "\r\n";
    private const int Zeilenbytes = 75;

    /// <summary>Who answers for it: name and address.</summary>
    public required (string Name, string Email) Organisator { get; init; }

    /// <summary>Whom this copy invites; null for a copy that is only taken along.</summary>
    public (string Name, string Email)? Eingeladen { get; init; }

    /// <summary>The rule of Europe/Berlin since 1996, as its own part: programs need not know the name.</summary>
    private static readonly string[] Zeitzone =
    [
        "BEGIN:VTIMEZONE", "TZID:Europe/Berlin",
        "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
        "BEGIN:STANDARD", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
        "END:VTIMEZONE",
    ];

    /// <summary>The method that a written entry names, for the type of the mail's part.</summary>
    public static string MethodOf(string ics) =>
        ics.Split(Umbruch).Select(z => z.Split(':', 2)).FirstOrDefault(z => z is ["METHOD", _])?[1] ?? "PUBLISH";

    public string Write()
    {
        // The clocks may change in between, so the end is found on the time line and read back.
        var ende = Domain.Kalender.LocalTime(TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(Beginn, DateTimeKind.Unspecified), Domain.Kalender.Berlin).AddMinutes(Dauer));
        var zeilen = new List<string>
        {
            "BEGIN:VCALENDAR", "PRODID:-//SchulDigital//SchulDigital//DE", "VERSION:2.0", "CALSCALE:GREGORIAN",
            $"METHOD:{(Eingeladen is null ? "PUBLISH" : Abgesagt ? "CANCEL" : "REQUEST")}",
        };
        zeilen.AddRange(Zeitzone);
        zeilen.AddRange(
        [
            "BEGIN:VEVENT",
            "UID:" + Text(Kennung),
            "SEQUENCE:" + Folge.ToString(CultureInfo.InvariantCulture),
            "DTSTAMP:" + Stand.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
            "DTSTART;TZID=Europe/Berlin:" + Local(Beginn),
            "DTEND;TZID=Europe/Berlin:" + Local(ende),
            "SUMMARY:" + Text(Titel),
        ]);
        if (Ort is not null)
            zeilen.Add("LOCATION:" + Text(Ort));
        zeilen.AddRange(
        [
            "DESCRIPTION:" + Text(Beschreibung),
            "URL:" + Adresse,
            $"ORGANIZER;CN={Parameter(Organisator.Name)}:mailto:{Organisator.Email}",
        ]);
        if (Eingeladen is { } gast)
            zeilen.Add($"ATTENDEE;CN={Parameter(gast.Name)};ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{gast.Email}");
        zeilen.AddRange([$"STATUS:{(Abgesagt ? "CANCELLED" : "CONFIRMED")}", "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR"]);
        return string.Concat(zeilen.Select(Fold));
    }

    private static string Local(DateTime zeit) => zeit.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    /// <summary>A value of type TEXT: what would end it is escaped.</summary>
    private static string Text(string text) => new StringBuilder(Printable(text.ReplaceLineEndings("\n"), lassen: '\n'))
        .Replace("\\", "\\\\").Replace(";", "\\;").Replace(",", "\\,").Replace("\n", "\\n").ToString();

    /// <summary>A quoted parameter: it has no escape for its own quotation mark.</summary>
    private static string Parameter(string text) => $"\"{Printable(text, lassen: '\0').Replace('"', '\'')}\"";

    private static string Printable(string text, char lassen) => string.Concat(text.Select(z => z == lassen && z != '\0' || !char.IsControl(z) ? z : ' '));

    /// <summary>Lines have at most 75 bytes; a longer one goes on in the next, which begins with a blank. No character is cut in two.</summary>
    private static string Fold(string zeile)
    {
        var gefaltet = new StringBuilder();
        var bytes = 0;
        foreach (var zeichen in zeile.EnumerateRunes())
        {
            if (bytes + zeichen.Utf8SequenceLength > Zeilenbytes)
            {
                gefaltet.Append(Umbruch).Append(' ');
                bytes = 1;
            }
            gefaltet.Append(zeichen);
            bytes += zeichen.Utf8SequenceLength;
        }
        return gefaltet.Append(Umbruch).ToString();
    }
}
