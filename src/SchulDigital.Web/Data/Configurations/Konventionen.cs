using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SchulDigital.Web.Data.Configurations;

/// <summary>Rules of the mapping that hold for every entity.</summary>
internal static class Konventionen
{
    public const int EnumMaxLength = 40;

    public static void Configure(ModelConfigurationBuilder builder)
    {
        // Providers return DateTime as Unspecified; stored and read is UTC, cut to milliseconds.
        builder.Properties<DateTime>().HaveConversion<UtcConverter>();
        // Enums as short strings: readable in the database, safe when members are reordered.
        builder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(EnumMaxLength);
    }

    /// <summary>Records are closed, not deleted; a cascade would delete history unseen.</summary>
    public static void RestrictDeletes(ModelBuilder builder)
    {
        foreach (var fremd in builder.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()))
            if (!fremd.IsOwnership && !fremd.DeclaringEntityType.ClrType.Name.StartsWith("IdentityUser", StringComparison.Ordinal))
                fremd.DeleteBehavior = DeleteBehavior.Restrict;
    }

    /// <summary>
    /// Entities make their keys themselves. Without this, a new child found on a loaded parent would be taken for a
    /// stored one, because it has its key already, and be updated instead of inserted.
    /// </summary>
    public static void KeysComeFromEntities(ModelBuilder builder)
    {
        foreach (var schluessel in builder.Model.GetEntityTypes().SelectMany(t => t.GetKeys()).SelectMany(k => k.Properties))
            if (schluessel.ClrType == typeof(Guid))
                schluessel.ValueGenerated = ValueGenerated.Never;
    }

    /// <summary>
    /// Search forms are made so that their bytes sort as people expect. A server's own language would sort them otherwise,
    /// each in its way.
    /// </summary>
    public static void CompareSearchFormsByBytes(ModelBuilder builder, string? collation)
    {
        foreach (var spalte in builder.Model.GetEntityTypes().SelectMany(t => t.GetProperties()))
            if (spalte.Name is "NameSuche" or "Suchtext")
                spalte.SetCollation(collation);
    }

    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        wert => new DateTime(wert.Ticks - wert.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc),
        wert => DateTime.SpecifyKind(wert, DateTimeKind.Utc));
}
