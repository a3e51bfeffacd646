namespace SchulDigital.Domain;

/// <summary>
/// Days and times as people in Germany read them. Instants are stored in UTC, cut to milliseconds (PostgreSQL keeps
/// microseconds, SQL Server ticks); days (from–to, deadlines) are days in Europe/Berlin, the last day included.
/// </summary>
public static class Kalender
{
    public static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>Now in UTC, cut to milliseconds.</summary>
    public static DateTime Now(this TimeProvider uhr)
    {
        var jetzt = uhr.GetUtcNow().UtcDateTime;
        return new DateTime(jetzt.Ticks - jetzt.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
    }

    /// <summary>Today's day in Europe/Berlin.</summary>
    public static DateOnly Today(this TimeProvider uhr) => DayOf(uhr.GetUtcNow().UtcDateTime);

    /// <summary>The day in Europe/Berlin on which an instant falls.</summary>
    public static DateOnly DayOf(DateTime utc) => DateOnly.FromDateTime(LocalTime(utc));

    /// <summary>The instant at which a day begins in Europe/Berlin.</summary>
    public static DateTime StartOf(DateOnly tag) => TimeZoneInfo.ConvertTimeToUtc(tag.ToDateTime(TimeOnly.MinValue), Berlin);

    /// <summary>The instant at which a day ends in Europe/Berlin.</summary>
    public static DateTime EndOf(DateOnly tag) => StartOf(tag.AddDays(1));

    /// <summary>The wall clock time in Europe/Berlin of an instant.</summary>
    public static DateTime LocalTime(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Berlin);
}
