using SchulDigital.Domain;

namespace SchulDigital.Web.Data;

/// <summary>
/// Where a mail stands. <see cref="Unklar"/>: the portal stopped in the middle of the talk with the mail server; it may have
/// been sent, and only a human decides whether to send it again. <see cref="Erledigt"/>: a human decided not to.
/// </summary>
public enum Versandstand { Offen, InVersand, Versandt, Unklar, Abgelehnt, Erledigt }

public static class Versandstaende
{
    public static string Label(this Versandstand stand) => stand switch
    {
        Versandstand.Offen => "offen",
        Versandstand.InVersand => "in Versand",
        Versandstand.Versandt => "versandt",
        Versandstand.Unklar => "unklar",
        Versandstand.Abgelehnt => "abgelehnt",
        Versandstand.Erledigt => "erledigt",
        _ => throw new ArgumentOutOfRangeException(nameof(stand)),
    };

    /// <summary>Nothing more happens by itself, and a human has to decide.</summary>
    public static readonly IReadOnlyList<Versandstand> Ungeklaert = [Versandstand.Unklar, Versandstand.Abgelehnt];
}

/// <summary>
/// A mail to one recipient on one occasion: a row of the outbox, written in the same save as what it tells of, sent by
/// <c>Postversand</c>. Once sent it keeps who, when and why; the text of a mail with a personal link is then forgotten.
/// </summary>
public sealed class Ausgangsnachricht
{
    public const int AnlassMaxLength = 120;
    public const int EmpfaengerMaxLength = 254;
    public const int NameMaxLength = 120;
    public const int BetreffMaxLength = 200;
    public const int TextMaxLength = 20_000;
    public const int FehlerMaxLength = 500;
    public const int AnlageNameMaxLength = 80;
    public const int AnlageMaxBytes = 4 << 20;
    public const int KalenderMaxLength = 20_000;

    private Ausgangsnachricht() { }

    public Ausgangsnachricht(string anlass, string empfaenger, string empfaengerName, string betreff, string text, DateTime jetzt)
    {
        Anlass = anlass;
        Empfaenger = empfaenger;
        EmpfaengerName = OneLine(empfaengerName, NameMaxLength);
        Betreff = OneLine(betreff, BetreffMaxLength);
        Text = text;
        AngelegtAm = FaelligAm = jetzt;
    }

    public Guid Id { get; private set; } = Kennung.New();

    /// <summary>What it is about, as a key: one mail per occasion and recipient, whoever asks for it how often.</summary>
    public string Anlass { get; private set; } = "";
    public string Empfaenger { get; private set; } = "";
    public string EmpfaengerName { get; private set; } = "";
    public string Betreff { get; private set; } = "";
    public string? Text { get; private set; }

    /// <summary>The human who answers to it; mails of the portal itself have none.</summary>
    public string? AntwortAn { get; init; }

    /// <summary>Who caused it and is shown how it went; null for the portal itself.</summary>
    public Guid? VeranlasstVonId { get; init; }

    /// <summary>Holds a personal link: the text is forgotten with the sending.</summary>
    public bool MitLink { get; init; }

    /// <summary>Bytes of the one file that goes with it; forgotten once it is sent.</summary>
    public byte[]? Anlage { get; init; }

    /// <summary>Its name with ending, by which mail programs know what it is.</summary>
    public string? AnlageName { get; init; }

    /// <summary>A calendar entry (iCalendar) that goes with it, so that mail programs offer to answer it.</summary>
    public string? Kalender { get; init; }

    public Versandstand Stand { get; private set; }
    public DateTime AngelegtAm { get; private set; }

    /// <summary>Not before this; later after each refusal for now.</summary>
    public DateTime FaelligAm { get; private set; }
    public DateTime? BeanspruchtAm { get; private set; }
    public DateTime? VersandtAm { get; private set; }
    public int Versuche { get; private set; }
    public string? Fehler { get; private set; }

    /// <summary>
    /// What becomes a header of the mail is one line: a line break in it would begin a header of somebody else's making.
    /// </summary>
    private static string OneLine(string text, int laenge)
    {
        var zeile = string.Join(' ', text.Split([.. text.Where(z => char.IsControl(z) || z is '\u2028' or '\u2029').Append(' ')],
            StringSplitOptions.RemoveEmptyEntries));
        return zeile.Length <= laenge ? zeile : zeile[..(laenge - 1)].TrimEnd() + "…";
    }
}
