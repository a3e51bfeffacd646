using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SchulDigital.Tests.Data;
using SchulDigital.Web.Data;
using static SchulDigital.Tests.Architecture.Quelltext;

namespace SchulDigital.Tests.Architecture;

/// <summary>What holds for every column of the one model.</summary>
[Trait("Spur", "domain")]
public class ModelTests
{
    public static readonly TheoryData<DatabaseProvider> Datenbanken = [.. Enum.GetValues<DatabaseProvider>()];

    [Theory, MemberData(nameof(Datenbanken))]
    public void Every_text_has_a_length(DatabaseProvider provider) => AssertNone(
        from spalte in Columns(provider)
        where StoredType(spalte) == typeof(string) && spalte.GetMaxLength() is null
        select Name(spalte));

    [Theory, MemberData(nameof(Datenbanken))]
    public void Every_instant_is_stored_as_UTC_in_milliseconds(DatabaseProvider provider) => AssertNone(
        from spalte in Columns(provider)
        where (Nullable.GetUnderlyingType(spalte.ClrType) ?? spalte.ClrType) == typeof(DateTime)
        where spalte.GetTypeMapping().Converter?.ConvertToProvider(new DateTime(638_000_000_000_001_234)) is not DateTime wert
            || wert.Kind != DateTimeKind.Utc || wert.Ticks % TimeSpan.TicksPerMillisecond != 0
        select Name(spalte));

    [Theory, MemberData(nameof(Datenbanken))]
    public void Every_enum_is_a_short_text_that_its_names_fit_into(DatabaseProvider provider) => AssertNone(
        from spalte in Columns(provider)
        let typ = Nullable.GetUnderlyingType(spalte.ClrType) ?? spalte.ClrType
        where typ.IsEnum && !typ.IsDefined(typeof(FlagsAttribute), false)
        where StoredType(spalte) != typeof(string) || Enum.GetNames(typ).Max(n => n.Length) > spalte.GetMaxLength()
        select Name(spalte));

    [Theory, MemberData(nameof(Datenbanken))]
    public void Deleting_never_takes_other_records_along(DatabaseProvider provider) => AssertNone(
        from fremd in Modelle.Of(provider).GetEntityTypes().SelectMany(t => t.GetForeignKeys())
        where !fremd.IsOwnership && fremd.DeleteBehavior != DeleteBehavior.Restrict
        where !fremd.DeclaringEntityType.ClrType.Name.StartsWith("IdentityUser", StringComparison.Ordinal)
        select fremd.ToString());

    [Theory, MemberData(nameof(Datenbanken))]
    public void Entities_make_their_own_keys(DatabaseProvider provider) => AssertNone(
        from schluessel in Modelle.Of(provider).GetEntityTypes().SelectMany(t => t.FindPrimaryKey()!.Properties)
        where schluessel.ClrType == typeof(Guid) && schluessel.ValueGenerated != ValueGenerated.Never
        select Name(schluessel));

    private static IEnumerable<IReadOnlyProperty> Columns(DatabaseProvider provider) =>
        Modelle.Of(provider).GetEntityTypes().Where(t => !t.IsMappedToJson()).SelectMany(Columns);

    private static IEnumerable<IReadOnlyProperty> Columns(IReadOnlyTypeBase typ) =>
        typ.GetDeclaredProperties().Concat(typ.GetDeclaredComplexProperties().SelectMany(c => Columns(c.ComplexType)));

    private static Type StoredType(IReadOnlyProperty spalte) =>
        spalte.GetTypeMapping().Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(spalte.ClrType) ?? spalte.ClrType;

    private static string Name(IReadOnlyProperty spalte) => $"{spalte.DeclaringType.Name}.{spalte.Name}";
}
