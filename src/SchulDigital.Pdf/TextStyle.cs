namespace SchulDigital.Pdf;

public enum HorizontalAlignment
{
    Left,
    Center,
    Right,
}

/// <summary>How text looks. A container may change it for all that it contains.</summary>
public sealed record TextStyle
{
    public static TextStyle Default { get; } = new();

    public double Size { get; init; } = 10;

    public bool IsBold { get; init; }

    public bool IsItalic { get; init; }

    public Color Color { get; init; } = Color.Black;

    /// <summary>Distance of the lines as a multiple of the size.</summary>
    public double LineHeight { get; init; } = 1.35;
}
