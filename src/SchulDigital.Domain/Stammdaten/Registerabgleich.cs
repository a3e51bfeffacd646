namespace SchulDigital.Domain.Stammdaten;

/// <summary>
/// Takes over what a register of one day says, field by field: of two registers the newer day wins, an older one only
/// fills gaps. What a register leaves empty it does not say.
/// </summary>
public sealed class Registerabgleich(Feldstaende staende, DateOnly stand)
{
    private readonly List<Feldwechsel> _wechsel = [];

    public Feldstaende Staende { get; private set; } = staende;
    public IReadOnlyList<Feldwechsel> Wechsel => _wechsel;

    /// <summary>The value that holds from now on; notes its day and, where it is another one, the change.</summary>
    public T Take<T>(string feld, T bisher, T neu)
    {
        if (IsGap(neu) || Staende[feld] > stand && !IsGap(bisher))
            return bisher;
        Staende = Staende.With(feld, stand);
        if (!EqualityComparer<T>.Default.Equals(bisher, neu))
            _wechsel.Add(new Feldwechsel(feld, bisher, neu));
        return neu;
    }

    /// <summary>A field that follows from what the register says, though it stands in no column of it.</summary>
    public void Note(string feld, object? bisher, object? neu) => _wechsel.Add(new Feldwechsel(feld, bisher, neu));

    private static bool IsGap<T>(T wert) => wert is null or "";
}

/// <summary>That a register gave a field another value.</summary>
public sealed record Feldwechsel(string Feld, object? Bisher, object? Neu);
