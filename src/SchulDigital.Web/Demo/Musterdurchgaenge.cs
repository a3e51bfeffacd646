using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Web.Demo;

/// <summary>How far a house is in this year's Durchgang.</summary>
internal enum Musterstand { NichtBegonnen, Entwurf, InAbstimmung, Freigegeben, Zurueckgezogen, NeuerEntwurf }

/// <summary>
/// The two Durchgänge of the Kreis Musterland: last year's, filled and released everywhere, and this year's in every
/// state. Days lie around today, so that the deadline is always ahead.
/// </summary>
internal sealed class Musterdurchgaenge(Aufbau aufbau, Musterland land, TimeProvider uhr)
{
    public const string Vorjahr = "musterland-2025-26";
    public const string DiesesJahr = "musterland-2026-27";

    private static readonly Musterstand[] Traegerstaende =
    [
        Musterstand.Entwurf, Musterstand.Freigegeben, Musterstand.InAbstimmung, Musterstand.NeuerEntwurf,
        Musterstand.NichtBegonnen, Musterstand.Zurueckgezogen,
    ];

    private static readonly Musterstand[] Schulstaende =
    [
        Musterstand.Freigegeben, Musterstand.NichtBegonnen, Musterstand.Entwurf, Musterstand.Freigegeben, Musterstand.InAbstimmung,
        Musterstand.NichtBegonnen, Musterstand.Entwurf, Musterstand.NeuerEntwurf, Musterstand.Entwurf, Musterstand.Freigegeben,
        Musterstand.NichtBegonnen, Musterstand.InAbstimmung, Musterstand.Entwurf, Musterstand.Freigegeben, Musterstand.Zurueckgezogen,
        Musterstand.NichtBegonnen, Musterstand.Entwurf, Musterstand.Freigegeben, Musterstand.InAbstimmung, Musterstand.Entwurf,
        Musterstand.NichtBegonnen, Musterstand.Freigegeben, Musterstand.Entwurf, Musterstand.NichtBegonnen, Musterstand.InAbstimmung,
        Musterstand.Zurueckgezogen,
    ];

    private static readonly string[] Gruende =
    [
        "Die Angaben zum WLAN stimmen nach der Messung nicht mehr. Wir geben eine berichtigte Fassung frei.",
        "In der Schulkonferenz wurden zwei Zeilen anders eingeschätzt.",
        "Versehentlich vor der Abstimmung im Vorstand freigegeben.",
    ];

    private readonly DateOnly _heute = uhr.Today();
    private readonly IReadOnlyDictionary<Zielgruppe, Mustertexte> _texte = Mustertexte.Read();

    private readonly Dictionary<string, Matrix> _matrizen = new(StringComparer.Ordinal);

    /// <summary>This year's matrices by the name of their house.</summary>
    public IReadOnlyDictionary<string, Matrix> Matrizen => _matrizen;

    public void Create()
    {
        var vorjahr = aufbau.CreateDurchgang(land.Region, Vorjahr, "2025/26", _heute.AddDays(-420), Workday(_heute.AddDays(-330)));
        var diesesJahr = aufbau.CreateDurchgang(land.Region, DiesesJahr, "2026/27", _heute.AddDays(-60), Workday(_heute.AddDays(75)));
        var staende = Traegerstaende.Concat(Schulstaende);
        foreach (var ((haus, stand), keim) in land.Haeuser.Zip(staende).Zip(Enumerable.Range(1, int.MaxValue)))
        {
            var antworten = new Musterantworten(haus, _texte[haus.Zielgruppe], _heute, keim);
            var eigene = Musterzeilen.IsShown(haus) ? new Musterzeilen(haus, _heute) : null;
            eigene?.PrepareLastYear(antworten);
            var letzte = CreateLastYear(haus, vorjahr, antworten);
            CreateThisYear(haus, diesesJahr, letzte, stand, antworten, eigene);
        }
        vorjahr.Close(Workday(_heute.AddDays(-300)));
    }

    private Matrix CreateLastYear(Haus haus, Durchgang durchgang, Musterantworten antworten)
    {
        var matrix = Open(haus, durchgang, null);
        var leitung = haus.FruehereLeitung ?? haus.Leitung;
        var arbeit = new Mustereintrag(haus, leitung, matrix, aufbau.Katalog(haus.Zielgruppe), antworten, durchgang.Beginn.AddDays(7), 60);
        arbeit.Fill(1);
        matrix.Submit(haus.Ausfuellende[0], Moment(durchgang.Beginn.AddDays(70), 10, antworten));
        var am = Moment(durchgang.Beginn.AddDays(75 + antworten.Number(0, 12)), 14, antworten);
        matrix.Release(leitung, am);
        PassOn(haus, matrix, leitung, am.AddMinutes(5), auchKoordination: antworten.Number(0, 2) == 0);
        return matrix.Matrix;
    }

    private void CreateThisYear(Haus haus, Durchgang durchgang, Matrix letzte, Musterstand stand, Musterantworten antworten, Musterzeilen? eigene)
    {
        var matrix = Open(haus, durchgang, letzte);
        _matrizen[haus.Name] = matrix.Matrix;
        var arbeit = new Mustereintrag(haus, haus.Leitung, matrix, aufbau.Katalog(haus.Zielgruppe), antworten, durchgang.Beginn.AddDays(7), 30);
        var schreibt = haus.Ausfuellende[0];
        if (stand is Musterstand.NichtBegonnen)
            return;
        if (stand is Musterstand.Entwurf)
        {
            if (eigene is not null)
            {
                eigene.Fill(matrix, arbeit, aufbau.Katalog(haus.Zielgruppe));
                eigene.AskOthers(matrix, aufbau.Katalog(haus.Zielgruppe));
            }
            else
                arbeit.Fill(0.15 + antworten.Number(0, 7) * 0.1);
            return;
        }

        arbeit.Fill(stand is Musterstand.InAbstimmung ? 0.92 : 1);
        matrix.Submit(schreibt, Moment(_heute.AddDays(-20), 9, antworten));
        if (stand is Musterstand.InAbstimmung)
            return;
        var am = Moment(_heute.AddDays(-17 + antworten.Number(0, 4)), 11, antworten);
        matrix.Release(haus.Leitung, am);
        if (antworten.Number(0, 3) > 0)
            PassOn(haus, matrix, haus.Leitung, am.AddMinutes(5), auchKoordination: antworten.Number(0, 2) == 0);
        if (stand is Musterstand.Zurueckgezogen)
            matrix.Withdraw(haus.Leitung, Gruende[antworten.Number(0, Gruende.Length)], Moment(_heute.AddDays(-8), 15, antworten));
        if (stand is not Musterstand.NeuerEntwurf)
            return;
        matrix.StartDraft(schreibt, Moment(_heute.AddDays(-6), 9, antworten));
        arbeit.Improve(4, _heute.AddDays(-6));
    }

    private void PassOn(Haus haus, Matrixaufbau matrix, Amtsperson leitung, DateTime am, bool auchKoordination)
    {
        if (haus.Traeger is { } traeger)
            matrix.PassOn(Empfaengerkreis.SchulenDesTraegers, traeger.Id, leitung, am);
        else
            matrix.PassOn(Empfaengerkreis.Schultraeger, haus.Schule!.SchultraegerId!.Value, leitung, am);
        if (auchKoordination)
            matrix.PassOn(Empfaengerkreis.Koordination, land.Region.Id, leitung, am);
    }

    private Matrixaufbau Open(Haus haus, Durchgang durchgang, Matrix? letzte)
    {
        var am = Musterzeit.At(durchgang.Beginn, 8, 0);
        aufbau.Offer(durchgang, haus.Scope, am, am.AddHours(3), haus.Leitung.Urheber);
        return haus.Traeger is { } traeger
            ? aufbau.CreateMatrix(traeger, durchgang, letzte, am)
            : aufbau.CreateMatrix(haus.Schule!, durchgang, letzte, am);
    }

    private static DateTime Moment(DateOnly tag, int stunde, Musterantworten antworten) =>
        Musterzeit.At(Workday(tag), stunde, antworten.Number(0, 60));

    private static DateOnly Workday(DateOnly tag) => Musterzeit.Workday(tag);
}

/// <summary>Days and hours at which a town hall works.</summary>
internal static class Musterzeit
{
    public static DateTime At(DateOnly tag, int stunde, int minute) =>
        TimeZoneInfo.ConvertTimeToUtc(tag.ToDateTime(new TimeOnly(stunde, minute)), Kalender.Berlin);

    /// <summary>The day itself, or the Friday before a weekend.</summary>
    public static DateOnly Workday(DateOnly tag) => tag.DayOfWeek switch
    {
        DayOfWeek.Saturday => tag.AddDays(-1),
        DayOfWeek.Sunday => tag.AddDays(-2),
        _ => tag,
    };
}
