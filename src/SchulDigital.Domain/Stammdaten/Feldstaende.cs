using System.Globalization;

namespace SchulDigital.Domain.Stammdaten;

/// <summary>
/// Per register field, the day of the register that it was last taken from. Of two registers the newer day wins,
/// field by field; an older one only fills gaps (Fachkonzept, section 3). Immutable.
/// </summary>
public sealed class Feldstaende : IEquatable<Feldstaende>
{
    public const int MaxLength = 600;
    public static readonly Feldstaende Empty = new(new SortedDictionary<string, DateOnly>(StringComparer.Ordinal));

    private readonly SortedDictionary<string, DateOnly> _staende;

    private Feldstaende(SortedDictionary<string, DateOnly> staende) => _staende = staende;

    /// <summary>The day of a field, or null when no register gave it yet.</summary>
    public DateOnly? this[string feld] => _staende.TryGetValue(feld, out var stand) ? stand : null;

    /// <summary>The newest day on which any register spoke of this subject.</summary>
    public DateOnly? Newest => _staende.Count == 0 ? null : _staende.Values.Max();

    public DateOnly? Oldest => _staende.Count == 0 ? null : _staende.Values.Min();

    public Feldstaende With(string feld, DateOnly stand) => this[feld] == stand
        ? this
        : new(new SortedDictionary<string, DateOnly>(_staende, StringComparer.Ordinal) { [feld] = stand });

    /// <summary>Stored form: <c>Feld=yyyy-MM-dd;…</c>, sorted by field.</summary>
    public override string ToString() => string.Join(';',
        _staende.Select(s => $"{s.Key}={s.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"));

    public static Feldstaende Parse(string text)
    {
        var staende = new SortedDictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var teil in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var trenner = teil.IndexOf('=');
            staende[teil[..trenner]] = DateOnly.ParseExact(teil.AsSpan(trenner + 1), "yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
        return new Feldstaende(staende);
    }

    public bool Equals(Feldstaende? other) => ReferenceEquals(this, other) || other is not null && ToString() == other.ToString();

    public override bool Equals(object? obj) => Equals(obj as Feldstaende);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
