using System.Buffers.Binary;
using System.Text;

namespace SchulDigital.Pdf.Writing;

/// <summary>An ICC profile of version 2 for sRGB (IEC 61966-2-1), computed from its definition, for the output intent (ISO 19005-2 6.2.3).</summary>
internal static class ColorProfile
{
    /// <summary>Never changed after it is made.</summary>
    public static readonly byte[] Srgb = Build();

    private static byte[] Build()
    {
        // Primaries and white point, adapted to D50, as the standard's own profile gives them.
        var curve = new byte[12 + 2 * 1024];
        Encoding.ASCII.GetBytes("curv", curve);
        BinaryPrimitives.WriteInt32BigEndian(curve.AsSpan(8), 1024);
        for (var i = 0; i < 1024; i++)
        {
            var v = i / 1023.0;
            var linear = v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(curve.AsSpan(12 + 2 * i), (ushort)Math.Round(linear * 65535));
        }
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB IEC61966-2.1")), ("cprt", [.. "text\0\0\0\0No copyright\0"u8]),
            ("wtpt", Xyz(0.9642, 1, 0.8249)), ("rXYZ", Xyz(0.43607, 0.22249, 0.01392)), ("gXYZ", Xyz(0.38515, 0.71687, 0.09708)),
            ("bXYZ", Xyz(0.14307, 0.06061, 0.71410)), ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ];
        var profile = new MemoryStream();
        profile.SetLength(128 + 4 + 12 * tags.Length);
        profile.Position = profile.Length;
        var places = new Dictionary<byte[], int>();
        foreach (var (_, data) in tags)
            if (places.TryAdd(data, (int)profile.Position))
            {
                profile.Write(data);
                while (profile.Position % 4 != 0)
                    profile.WriteByte(0);
            }
        var bytes = profile.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        bytes[8] = 2;
        bytes[9] = 0x10;
        Encoding.ASCII.GetBytes("mntrRGB XYZ ", bytes.AsSpan(12));
        ((ReadOnlySpan<byte>)[0x07, 0xE8, 0, 1, 0, 1]).CopyTo(bytes.AsSpan(24));
        Encoding.ASCII.GetBytes("acsp", bytes.AsSpan(36));
        Xyz(0.9642, 1, 0.8249).AsSpan(8).CopyTo(bytes.AsSpan(68));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(128), tags.Length);
        for (var i = 0; i < tags.Length; i++)
        {
            var entry = bytes.AsSpan(132 + 12 * i);
            Encoding.ASCII.GetBytes(tags[i].Tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], places[tags[i].Data]);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], tags[i].Data.Length);
        }
        return bytes;
    }

    private static byte[] Xyz(double x, double y, double z)
    {
        var data = new byte[20];
        Encoding.ASCII.GetBytes("XYZ ", data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), (int)Math.Round(x * 65536));
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(12), (int)Math.Round(y * 65536));
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(16), (int)Math.Round(z * 65536));
        return data;
    }

    private static byte[] Description(string text)
    {
        var data = new byte[12 + text.Length + 1 + 8 + 70];
        Encoding.ASCII.GetBytes("desc", data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), text.Length + 1);
        Encoding.ASCII.GetBytes(text, data.AsSpan(12));
        return data;
    }
}
