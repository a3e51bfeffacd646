using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using System.Text;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Tabellen;

namespace SchulDigital.Web.Features.Exporte;

/// <summary>
/// Writes a ZIP of many items as they come, and at the end a table of all. What is not any more what was issued is not in it; the
/// table says why, and the others are.
/// </summary>
public static class Exportausgabe
{
    public const string Verzeichnis = "index.csv";

    public static async Task WriteAsync(PipeWriter ziel, Exportquelle quelle, IReadOnlyList<Exportposten> posten, CancellationToken abbruch)
    {
        var index = new StringBuilder();
        Append(index, ["Nummer", "Titel", "Schulträger oder Kreis", "Schulen", "Stand", "Seit", "Ablage", "SHA-256", "Bemerkung"]);
        // Not disposed where something fails: that would write the end of a ZIP that is not whole.
        var zip = new ZipArchive(new Antwortstrom(ziel), ZipArchiveMode.Create);
        foreach (var p in posten)
        {
            IReadOnlyList<Exportdatei> dateien = [];
            var bemerkung = "";
            try
            {
                dateien = await quelle.ReadAsync(p, abbruch);
            }
            catch (Zustandskonflikt grund)
            {
                bemerkung = grund.Message;
            }
            foreach (var datei in dateien)
                await AddAsync(zip, datei, p.Seit, abbruch);
            Append(index, [p.Nummer, p.Titel, p.Traeger, p.Schulen, p.Stand, Zeitangabe.Date(p.Seit), dateien.Count > 0 ? p.Ablage : "", dateien.Count > 0 ? p.Sha256 ?? "" : "", bemerkung]);
        }
        await AddAsync(zip, new Exportdatei(Verzeichnis, [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(index.ToString())]), null, abbruch);
        await zip.DisposeAsync();
        await ziel.FlushAsync(abbruch);
    }

    private static async Task AddAsync(ZipArchive zip, Exportdatei datei, DateTime? am, CancellationToken abbruch)
    {
        var eintrag = zip.CreateEntry(datei.Name, datei.Packung);
        if (am is { } zeit)
            eintrag.LastWriteTime = new DateTimeOffset(zeit, TimeSpan.Zero);
        await using var ziel = await eintrag.OpenAsync(abbruch);
        await ziel.WriteAsync(datei.Inhalt, abbruch);
    }

    /// <summary>For German Excel: separated by semicolons.</summary>
    private static void Append(StringBuilder text, IEnumerable<string> werte) =>
        text.AppendJoin(';', werte.Select(w => $"\"{Formelschutz.Defuse(w).Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");

    /// <summary>
    /// The answer as a ZipArchive writes to it. It ends an entry with a few bytes that it writes synchronously, also where it is
    /// disposed asynchronously; these wait in the pipe for what is written next.
    /// </summary>
    private sealed class Antwortstrom(PipeWriter ziel) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer) => ziel.Write(buffer);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => await ziel.WriteAsync(buffer, cancellationToken);

        public override void Flush() { }

        public override Task FlushAsync(CancellationToken cancellationToken) => ziel.FlushAsync(cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
