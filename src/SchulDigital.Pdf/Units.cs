namespace SchulDigital.Pdf;

/// <summary>Units of length; everything without a unit is in points (1/72 inch, ISO 32000-1 8.3.2.3).</summary>
public enum Unit
{
    Point,
    Millimetre,
    Centimetre,
}

internal static class Units
{
    public static double Points(double value, Unit unit) => unit switch
    {
        Unit.Millimetre => value * 72 / 25.4,
        Unit.Centimetre => value * 72 / 2.54,
        _ => value,
    };
}

/// <summary>Width and height of a page in points (MediaBox, ISO 32000-1 14.11.2).</summary>
public readonly record struct PageSize(double Width, double Height)
{
    public PageSize Landscape() => new(Math.Max(Width, Height), Math.Min(Width, Height));

    public PageSize Portrait() => new(Math.Min(Width, Height), Math.Max(Width, Height));
}

public static class PageSizes
{
    public static PageSize A4 { get; } = new(595.28, 841.89);

    public static PageSize A3 { get; } = new(841.89, 1190.55);
}

/// <summary>A colour in sRGB, which the output intent names (ISO 19005-2 6.2.4.3).</summary>
public readonly record struct Color(byte R, byte G, byte B)
{
    public static Color Black { get; } = new(0, 0, 0);

    public static Color White { get; } = new(255, 255, 255);

    public static Color Grey { get; } = new(110, 110, 110);

    public static Color LightGrey { get; } = new(236, 238, 240);

    public static Color LineGrey { get; } = new(176, 180, 186);

    public static Color Blue { get; } = new(0, 72, 136);
}
