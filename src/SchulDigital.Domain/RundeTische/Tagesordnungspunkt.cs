namespace SchulDigital.Domain.RundeTische;

/// <summary>What an item is for.</summary>
public enum Sitzungspunktart { Information, Beratung, Vereinbarung }

/// <summary>
/// Vorgeschlagen waits for the Moderation; Offen, Laufend, Behandelt and Vertagt are of the session; Ausgelassen is not on the
/// agenda any more (or never came on it) and stays to be seen.
/// </summary>
public enum Punktstand { Vorgeschlagen, Offen, Laufend, Behandelt, Vertagt, Ausgelassen }

/// <summary>An item as the Moderation writes it.</summary>
/// <param name="Abschnitt">Heading under which it stands; null for none.</param>
/// <param name="Vortrag">Who presents, in words.</param>
public sealed record Punktangaben(
    string Titel, string? Beschreibung, Sitzungspunktart Art, int Minuten, string? Abschnitt, string? Vortrag, bool Vertraulich);

/// <summary>How an item stood in the invitation.</summary>
public sealed record Eingeladen(int Position, string Titel, Sitzungspunktart Art, int Minuten, bool Vertraulich);

/// <summary>An item of a session's agenda (Fachkonzept, section 7). Nothing is deleted: "wie eingeladen" stays beside "wie durchgeführt".</summary>
public sealed class Tagesordnungspunkt
{
    public const int TitelMaxLength = 200;
    public const int BeschreibungMaxLength = 4000;
    public const int AbschnittMaxLength = 120;
    public const int VortragMaxLength = 200;
    public const int RegieMaxLength = 4000;
    public const int MaterialMaxLength = 1000;
    public const int GrundMaxLength = 500;
    public const int MaxMinuten = 240;

    private Tagesordnungspunkt() { }

    internal Tagesordnungspunkt(Guid sitzungId, Punktangaben angaben, int position, Punktstand stand, Guid? themaId, Guid? ausPunktId)
    {
        SitzungId = sitzungId;
        Position = position;
        Stand = stand;
        ThemaId = themaId;
        AusPunktId = ausPunktId;
        Write(angaben);
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid SitzungId { get; private set; }

    /// <summary>1, 2, 3 …</summary>
    public int Position { get; internal set; }
    public string? Abschnitt { get; private set; }
    public string Titel { get; private set; } = "";
    public string? Beschreibung { get; private set; }
    public Sitzungspunktart Art { get; private set; }
    public int Minuten { get; private set; }
    public string? Vortrag { get; private set; }

    /// <summary>Only for the Moderation and the entscheidende organisations; everybody else reads that there is one.</summary>
    public bool Vertraulich { get; private set; }
    public Punktstand Stand { get; internal set; }

    /// <summary>The Thema of the backlog that is treated.</summary>
    public Guid? ThemaId { get; private set; }

    /// <summary>The item of an earlier session, or of another table, from which this one was made.</summary>
    public Guid? AusPunktId { get; private set; }

    /// <summary>Who proposed it, in words (organisation); null for items of the Moderation.</summary>
    public string? VorschlagVon { get; internal set; }

    /// <summary>Why it was postponed, left out, or not taken up.</summary>
    public string? Grund { get; internal set; }
    public DateTime? BegonnenAm { get; internal set; }
    public DateTime? BeendetAm { get; internal set; }

    /// <summary>Regieblatt: for the Moderation alone.</summary>
    public string? Regie { get; private set; }
    public string? Material { get; private set; }

    /// <summary>As it stood in the invitation; null for what came on it later.</summary>
    public int? EingeladenPosition { get; private set; }
    public string? EingeladenTitel { get; private set; }
    public Sitzungspunktart? EingeladenArt { get; private set; }
    public int? EingeladenMinuten { get; private set; }
    public bool EingeladenVertraulich { get; private set; }

    /// <summary>Stands on the agenda.</summary>
    public bool IstAufTagesordnung => Stand is not (Punktstand.Vorgeschlagen or Punktstand.Ausgelassen);

    public Eingeladen? WieEingeladen => EingeladenPosition is { } position
        ? new(position, EingeladenTitel!, EingeladenArt!.Value, EingeladenMinuten!.Value, EingeladenVertraulich) : null;

    public Punktangaben Angaben => new(Titel, Beschreibung, Art, Minuten, Abschnitt, Vortrag, Vertraulich);

    internal void Write(Punktangaben angaben)
    {
        if (string.IsNullOrWhiteSpace(angaben.Titel))
            throw new FachregelVerletzt("Geben Sie dem Tagesordnungspunkt einen Titel.");
        if (angaben.Minuten is < 0 or > MaxMinuten)
            throw new FachregelVerletzt($"Ein Punkt dauert höchstens {MaxMinuten} Minuten.");
        (Titel, Beschreibung, Art, Minuten, Abschnitt, Vortrag, Vertraulich) = angaben;
    }

    internal void Direct(string? regie, string? material) => (Regie, Material) = (regie, material);

    internal void FreezeInvitation() =>
        (EingeladenPosition, EingeladenTitel, EingeladenArt, EingeladenMinuten, EingeladenVertraulich) = (Position, Titel, Art, Minuten, Vertraulich);
}

public static class Sitzungspunkte
{
    public static string Label(this Sitzungspunktart art) => art switch
    {
        Sitzungspunktart.Information => "Information",
        Sitzungspunktart.Beratung => "Beratung",
        Sitzungspunktart.Vereinbarung => "Vereinbarung",
        _ => throw new ArgumentOutOfRangeException(nameof(art)),
    };

    public static string Label(this Punktstand stand) => stand switch
    {
        Punktstand.Vorgeschlagen => "vorgeschlagen",
        Punktstand.Offen => "offen",
        Punktstand.Laufend => "läuft",
        Punktstand.Behandelt => "behandelt",
        Punktstand.Vertagt => "vertagt",
        Punktstand.Ausgelassen => "ausgelassen",
        _ => throw new ArgumentOutOfRangeException(nameof(stand)),
    };
}
