using System.Globalization;

namespace SchulDigital.Domain.Stammdaten;

/// <summary>
/// Per register field, the day of the register that it was last taken from. Of two registers the newer day wins,
/// field by field; an older one only fills gaps (Fachkonzept, section 3). Immutable.
/// </summary>
public sealed class Feldstaende : IEquatable<Feldstaende>
{
    public const int MaxLength = 600;
    public static readonly Feldstaende Empty = new([]);

    private readonly SortedDictionary<string, DateOnly> _staende;

    private Feldstaende(SortedDictionary<string, DateOnly> staende) => _staende = staende;

    /// <summary>The day of a field, or null when no register gave it yet.</summary>
    public DateOnly? this[string feld] => _staende.TryGetValue(feld, out var stand) ? stand : null;

    public Feldstaende With(string feld, DateOnly stand) =>
        new(new SortedDictionary<string, DateOnly>(_staende) { [feld] = stand });

    /// <summary>Stored form: <c>Feld=yyyy-MM-dd;…</c>, sorted by field.</summary>
    public override string ToString() => string.Join(';',
        _staende.Select(s => $"{s.Key}={s.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"));

    public static Feldstaende Parse(string text) => new(new SortedDictionary<string, DateOnly>(text
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(s => s.Split('='))
        .ToDictionary(s => s[0], s => DateOnly.ParseExact(s[1], "yyyy-MM-dd", CultureInfo.InvariantCulture))));

    public bool Equals(Feldstaende? other) => other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as Feldstaende);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
