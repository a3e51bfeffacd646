using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata;
using SchulDigital.Domain;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Web.Data;

namespace SchulDigital.Tests.Data;

/// <summary>
/// Makes one record of every entity of the model, with values at the edge of what its columns take. It reads the model, so
/// an entity that is added tomorrow is tested tomorrow.
/// </summary>
internal sealed class Muster(AppDbContext db)
{
    /// <summary>Longer than this nobody types; the column of a catalogue takes more.</summary>
    private const int MaxText = 4000;

    private readonly Dictionary<Type, object> _angelegt = [];
    private int _nummer;

    /// <summary>Entities of the house; Identity's own tables are Identity's business.</summary>
    public static List<IEntityType> EntitiesOf(AppDbContext db) => db.Model.GetEntityTypes()
        .Where(t => t.ClrType.Namespace!.StartsWith("SchulDigital", StringComparison.Ordinal)).ToList();

    public IReadOnlyDictionary<Type, object> AddAll()
    {
        foreach (var typ in EntitiesOf(db))
            Get(typ);
        return _angelegt;
    }

    /// <summary>A further record; what it refers to is shared with the first one, save where that is its key.</summary>
    public object Create(IEntityType typ)
    {
        var entitaet = typ.ClrType.GetConstructors().Any(c => c.GetParameters().Length == 0)
            || typ.ClrType.GetConstructor(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance, []) is not null
                ? Activator.CreateInstance(typ.ClrType, nonPublic: true)!
                : RuntimeHelpers.GetUninitializedObject(typ.ClrType);
        _nummer++;
        foreach (var spalte in typ.GetProperties())
            if (spalte.ValueGenerated != ValueGenerated.OnAdd)
                Set(entitaet, spalte, spalte.IsForeignKey() ? Reference(typ, spalte) : Value(spalte));
        foreach (var teil in typ.GetComplexProperties())
        {
            // A new object: the one in place may be shared, as an empty value is.
            var wert = RuntimeHelpers.GetUninitializedObject(teil.ClrType);
            foreach (var spalte in teil.ComplexType.GetProperties())
                spalte.PropertyInfo!.SetValue(wert, Value(spalte));
            teil.PropertyInfo!.SetValue(entitaet, wert);
        }
        db.Add(entitaet);
        return entitaet;
    }

    private object Get(IEntityType typ) =>
        _angelegt.TryGetValue(typ.ClrType, out var vorhanden) ? vorhanden : _angelegt[typ.ClrType] = Create(typ);

    private object? Reference(IEntityType typ, IProperty spalte)
    {
        var fremd = spalte.GetContainingForeignKeys().First();
        var ziel = fremd.PrincipalEntityType;
        if (ziel == typ)
            return null;
        var entitaet = spalte.IsPrimaryKey() && _angelegt.ContainsKey(typ.ClrType) ? Create(ziel) : Get(ziel);
        return ziel.FindPrimaryKey()!.Properties.Single().PropertyInfo!.GetValue(entitaet);
    }

    private static void Set(object entitaet, IProperty spalte, object? wert)
    {
        if (spalte.PropertyInfo?.CanWrite == true)
            spalte.PropertyInfo.SetValue(entitaet, wert);
        else
            spalte.FieldInfo!.SetValue(entitaet, wert);
    }

    private object Value(IProperty spalte)
    {
        var typ = Nullable.GetUnderlyingType(spalte.ClrType) ?? spalte.ClrType;
        if (typ.IsEnum)
            return Enum.GetValues(typ).Cast<object>().Last();
        return typ switch
        {
            _ when typ == typeof(string) => Text(Math.Min(spalte.GetMaxLength() ?? MaxText, MaxText)),
            _ when typ == typeof(Guid) => Kennung.New(),
            _ when typ == typeof(bool) => true,
            _ when typ == typeof(int) => int.MaxValue - _nummer,
            _ when typ == typeof(DateOnly) => new DateOnly(2024, 2, 29).AddYears(4 * _nummer % 40),
            _ when typ == typeof(TimeOnly) => new TimeOnly(23, 59),
            // An hour that Germany has twice, with more digits than are kept.
            _ when typ == typeof(DateTime) => new DateTime(2026, 10, 25, 1, 30, 0, 987, 654, DateTimeKind.Utc),
            _ when typ == typeof(DateTimeOffset) => new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero),
            _ when typ == typeof(byte[]) => (byte[])[0, 1, 127, 128, 255],
            _ when typ == typeof(Feldstaende) => Feldstaende.Empty.With("Name", new DateOnly(2022, 10, 15)).With("Ort", new DateOnly(2024, 1, 1)),
            _ => throw new NotSupportedException($"A sample of {typ} is missing, for {spalte.DeclaringType.Name}.{spalte.Name}."),
        };
    }

    /// <summary>As long as the column, with umlauts, quotation marks, a character of two units, line ends; NFC.</summary>
    private string Text(int laenge)
    {
        var text = new StringBuilder(_nummer.ToString(CultureInfo.InvariantCulture).PadLeft(Math.Min(laenge, 4), '0'));
        while (text.Length < laenge)
            text.Append("ÄÖÜ ß „Träger’s“ 100 % 🏫\n'; -- \\ é ");
        text.Length = laenge;
        if (char.IsHighSurrogate(text[^1]))
            text[^1] = 'x';
        return text.ToString().Normalize();
    }
}
