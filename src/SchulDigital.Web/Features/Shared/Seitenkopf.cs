using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace SchulDigital.Web.Features.Shared;

/// <summary>What every page tells the layout: its title, and the way that leads to it.</summary>
public static class Seitenkopf
{
    private const string TitelSchluessel = "Titel";
    private const string PfadSchluessel = "Pfad";

    /// <summary>Sets title and breadcrumb; the title itself is the last, unlinked part.</summary>
    public static void Head(this ViewDataDictionary daten, string titel, params (string Text, string Adresse)[] pfad)
    {
        daten[TitelSchluessel] = titel;
        daten[PfadSchluessel] = pfad;
    }

    public static string Titel(this ViewDataDictionary daten) => daten[TitelSchluessel] as string ?? "SchulDigital";

    public static (string Text, string Adresse)[] Pfad(this ViewDataDictionary daten) =>
        daten[PfadSchluessel] as (string, string)[] ?? [];
}

/// <summary>German words for moments: "21.11.2026, 14:30 Uhr".</summary>
public static class Zeitangabe
{
    public static string DateAndTime(DateTime utc) => $"{Domain.Kalender.LocalTime(utc):dd.MM.yyyy, HH:mm} Uhr";

    public static string Date(DateTime utc) => $"{Domain.Kalender.LocalTime(utc):dd.MM.yyyy}";

    public static string Date(DateOnly tag) => $"{tag:dd.MM.yyyy}";

    public static string Time(DateTime utc) => $"{Domain.Kalender.LocalTime(utc):HH:mm} Uhr";
}
