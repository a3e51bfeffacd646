using System.Buffers.Binary;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Pdf;

namespace SchulDigital.Web.Infrastructure.Dokumente;

/// <summary>A logo as a PNG file from somebody's computer.</summary>
public static class Hauslogo
{
    /// <summary>Width and height in pixels of a PNG file.</summary>
    public static (int Breite, int Hoehe) SizeOf(byte[] png) =>
        (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));

    /// <summary>What is wrong with it, as a sentence; null where it can stand on a document.</summary>
    public static string? FaultOf(byte[] png)
    {
        if (png.Length > Hausvorlage.LogoMaxBytes)
            return $"Das Logo ist größer als {Hausvorlage.LogoMaxKilobyte} KB.";
        if (png.Length < 24 || !png.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            return "Das Logo ist keine PNG-Datei.";
        // Before anything is unpacked: a small file can be a huge picture.
        var (breite, hoehe) = SizeOf(png);
        if (breite is <= 0 or > Hausvorlage.LogoMaxKante || hoehe is <= 0 or > Hausvorlage.LogoMaxKante)
            return $"Das Logo darf höchstens {Hausvorlage.LogoMaxKante:N0} Punkte breit und hoch sein.";
        try
        {
            Image.FromPng(png);
            return null;
        }
        catch (DocumentException)
        {
            return "Diese PNG-Datei lässt sich nicht lesen. Speichern Sie sie ohne „Interlacing“ noch einmal.";
        }
    }
}
