using System.Buffers.Binary;
using System.IO.Compression;
using SchulDigital.Pdf.Layout;
using SchulDigital.Pdf.Writing;

namespace SchulDigital.Pdf;

/// <summary>
/// A raster image from a PNG file, read once for many documents. What is transparent is set on white: paper is white, and PDF/A-1
/// knows no transparency (ISO 19005-1 6.4).
/// </summary>
public sealed class Image
{
    private const int MaxPixels = 16_000_000;

    private Image(int width, int height, byte[] packed) => (PixelWidth, PixelHeight, Packed) = (width, height, packed);

    public int PixelWidth { get; }

    public int PixelHeight { get; }

    internal byte[] Packed { get; }

    /// <summary>Reads a PNG file of 1 to 16 bits a channel, not interlaced.</summary>
    public static Image FromPng(ReadOnlySpan<byte> png)
    {
        try
        {
            return Read(png);
        }
        catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or InvalidDataException or EndOfStreamException)
        {
            throw new DocumentException("The PNG file is damaged.", fault);
        }
    }

    private static Image Read(ReadOnlySpan<byte> png)
    {
        if (!png.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]))
            throw new DocumentException("The image is no PNG file.");
        var header = png.Slice(16, 13);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
        var (depth, type) = (header[8], header[9]);
        if (width <= 0 || height <= 0 || (long)width * height > MaxPixels)
            throw new DocumentException($"The PNG file has {width} × {height} pixels; allowed are {MaxPixels:N0} in all.");
        if (header[12] != 0)
            throw new DocumentException("The PNG file is interlaced; please save it without.");
        var channels = type switch { 0 or 3 => 1, 2 => 3, 4 => 2, 6 => 4, _ => throw new InvalidDataException() };
        if (depth is not (1 or 2 or 4 or 8 or 16))
            throw new InvalidDataException();

        ReadOnlySpan<byte> palette = [], transparency = [];
        using var data = new MemoryStream();
        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            var chunk = png.Slice(at + 8, length);
            if (png.Slice(at + 4, 4).SequenceEqual("PLTE"u8))
                palette = chunk;
            else if (png.Slice(at + 4, 4).SequenceEqual("tRNS"u8))
                transparency = chunk;
            else if (png.Slice(at + 4, 4).SequenceEqual("IDAT"u8))
                data.Write(chunk);
            at += length + 12;
        }
        data.Position = 0;
        using var unpacked = new ZLibStream(data, CompressionMode.Decompress);
        var stride = (width * channels * depth + 7) / 8;
        var bytesPerPixel = Math.Max(channels * depth / 8, 1);
        var (line, before) = (new byte[stride], new byte[stride]);
        var colors = new byte[width * 3];
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            for (var y = 0; y < height; y++)
            {
                var filter = unpacked.ReadByte();
                unpacked.ReadExactly(line);
                Unfilter(filter, line, before, bytesPerPixel);
                for (var x = 0; x < width; x++)
                    ToColor(line, x, depth, type, channels, palette, transparency).CopyTo(colors.AsSpan(x * 3));
                zip.Write(colors);
                (line, before) = (before, line);
            }
        return new Image(width, height, packed.ToArray());
    }

    private static void Unfilter(int filter, byte[] line, byte[] above, int bytesPerPixel)
    {
        for (var i = 0; i < line.Length; i++)
        {
            int left = i >= bytesPerPixel ? line[i - bytesPerPixel] : 0;
            int up = above[i];
            int corner = i >= bytesPerPixel ? above[i - bytesPerPixel] : 0;
            line[i] += (byte)(filter switch
            {
                0 => 0,
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Paeth(left, up, corner),
                _ => throw new InvalidDataException(),
            });
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static byte[] ToColor(byte[] line, int x, int depth, int type, int channels, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
    {
        int Sample(int channel)
        {
            var index = x * channels + channel;
            return depth switch
            {
                8 => line[index],
                16 => line[index * 2],
                _ => line[index * depth / 8] >> (8 - depth - index * depth % 8) & ((1 << depth) - 1),
            };
        }

        int Grey(int channel) => depth < 8 ? Sample(channel) * 255 / ((1 << depth) - 1) : Sample(channel);
        if (type == 3)
        {
            var entry = Sample(0);
            return OnWhite(palette[entry * 3], palette[entry * 3 + 1], palette[entry * 3 + 2], entry < transparency.Length ? transparency[entry] : 255);
        }
        return type switch
        {
            0 => OnWhite(Grey(0), Grey(0), Grey(0), 255),
            2 => OnWhite(Sample(0), Sample(1), Sample(2), 255),
            4 => OnWhite(Sample(0), Sample(0), Sample(0), Sample(1)),
            _ => OnWhite(Sample(0), Sample(1), Sample(2), Sample(3)),
        };
    }

    private static byte[] OnWhite(int red, int green, int blue, int alpha) =>
        [(byte)(255 - (255 - red) * alpha / 255), (byte)(255 - (255 - green) * alpha / 255), (byte)(255 - (255 - blue) * alpha / 255)];
}

internal sealed class ImageElement(Image image, string alternativeText, double imageWidth) : Element
{
    internal override Box Layout(LayoutContext context, double width, StructNode? parent)
    {
        if (imageWidth > width + 0.01)
            throw new DocumentException($"The image “{alternativeText}” is {imageWidth:0.#} points wide; there are {width:0.#}.");
        var height = imageWidth * image.PixelHeight / image.PixelWidth;
        var offset = context.Alignment switch
        {
            HorizontalAlignment.Right => width - imageWidth,
            HorizontalAlignment.Center => (width - imageWidth) / 2,
            _ => 0,
        };
        var figure = Figure.Node(parent, alternativeText);
        return new FixedBox(height, (canvas, x, y) =>
        {
            Figure.Place(canvas, figure, x + offset, y, imageWidth, height);
            canvas.Mark(figure);
            canvas.Image(canvas.Document.NameOf(image), x + offset, y, imageWidth, height);
        });
    }
}

/// <summary>The structure element of images and charts: alternative text and where it stands (ISO 14289-1 7.3; ISO 32000-1 14.8.5.4.3).</summary>
internal static class Figure
{
    public static StructNode? Node(StructNode? parent, string alternativeText) =>
        parent is null ? null : new StructNode("Figure", parent) { Alt = alternativeText };

    public static void Place(Canvas canvas, StructNode? figure, double x, double y, double width, double height)
    {
        if (figure is not null)
            figure.Attributes = FormattableString.Invariant($"/O /Layout /Placement /Block /BBox [{x:0.##} {canvas.Height - y - height:0.##} {x + width:0.##} {canvas.Height - y:0.##}]");
    }
}
