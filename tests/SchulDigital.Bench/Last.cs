using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SchulDigital.Bench;

/// <summary>What one connection sends again and again; a save reads its answer to know the next version.</summary>
internal class Anfrage(int port, byte[] bytes)
{
    public int Port => port;

    protected byte[] Bytes => bytes;

    public virtual ReadOnlySpan<byte> Next() => bytes;

    public virtual void Read(ReadOnlySpan<byte> antwort) { }

    public static Anfrage Get(int port, string weg, string cookie = "") => new(port, Encoding.ASCII.GetBytes(
        $"GET {weg} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip, br\r\n{cookie}\r\n"));
}

/// <param name="JeSekunde">Requests per second over all connections.</param>
/// <param name="P50">Milliseconds, with all connections at once.</param>
/// <param name="Allein">Milliseconds, half of the answers are faster: one connection, one request after the other.</param>
/// <param name="Anweisungen">SQL statements per request.</param>
internal sealed record Messung(
    string Name, double JeSekunde, double P50, double P99, double Allein, double Anweisungen, double KilobyteAllokiert, double KilobyteGesendet);

/// <summary>
/// Eight connections, each sending its next request as soon as the last is answered. Plain sockets and buffers made
/// beforehand: the load allocates nothing, so that what is allocated is the portal's.
/// </summary>
/// <param name="runden">Rounds of warming up at most. It ends sooner once a round is no faster than the best before it:
/// the runtime compiles a page several times over, and on two cores that takes half a minute.</param>
internal sealed class Last(int runden, TimeSpan runde, TimeSpan dauer)
{
    public const int Verbindungen = 8;

    private const double Zuwachs = 1.02;
    private const int MinRunden = 7;

    private const int Einzelanfragen = 200;
    private const int MaxAnfragenJeVerbindung = 2_000_000;

    private readonly long[][] _zeiten = [.. Enumerable.Range(0, Verbindungen).Select(_ => new long[MaxAnfragenJeVerbindung])];

    public Messung Measure(string name, Func<int, Anfrage> anfrage)
    {
        var anfragen = Enumerable.Range(0, Verbindungen).Select(anfrage).ToArray();
        WarmUp(anfragen);
        GC.Collect();
        var (anzahlen, sekunden) = Drive(anfragen, dauer);
        var zeiten = anzahlen.SelectMany((anzahl, n) => _zeiten[n].Take(anzahl)).Order().ToArray();

        using var verbindung = new Verbindung(anfragen[0].Port);
        long gesendet = 0;
        var einzeln = new long[Einzelanfragen];
        for (var i = 0; i < Einzelanfragen; i++)
        {
            var jetzt = Stopwatch.GetTimestamp();
            gesendet += verbindung.Exchange(anfragen[0]);
            einzeln[i] = Stopwatch.GetTimestamp() - jetzt;
        }
        Array.Sort(einzeln);
        var vorher = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Einzelanfragen; i++)
            verbindung.Exchange(anfragen[0]);
        var allokiert = GC.GetTotalAllocatedBytes(precise: true) - vorher;
        using var zaehler = Anweisungszaehler.Start();
        var gezaehlt = zaehler.Anzahl;
        for (var i = 0; i < Einzelanfragen; i++)
            verbindung.Exchange(anfragen[0]);
        return new Messung(name, zeiten.Length / sekunden, Percentile(zeiten, 0.50), Percentile(zeiten, 0.99),
            Percentile(einzeln, 0.50), (zaehler.Anzahl - gezaehlt) / (double)Einzelanfragen, allokiert / 1024.0 / Einzelanfragen, gesendet / 1024.0 / Einzelanfragen);
    }

    private void WarmUp(Anfrage[] anfragen)
    {
        var (beste, ohneZuwachs) = (0, 0);
        for (var i = 0; i < runden && (i < MinRunden || ohneZuwachs < 2); i++)
        {
            var anzahl = Drive(anfragen, runde).Anzahlen.Sum();
            ohneZuwachs = anzahl > beste * Zuwachs ? 0 : ohneZuwachs + 1;
            beste = Math.Max(beste, anzahl);
        }
    }

    /// <summary>Bytes of an answer, head and all.</summary>
    public static int SizeOf(Anfrage anfrage)
    {
        using var verbindung = new Verbindung(anfrage.Port);
        return verbindung.Exchange(anfrage);
    }

    private (int[] Anzahlen, double Sekunden) Drive(Anfrage[] anfragen, TimeSpan zeit)
    {
        var anzahlen = new int[anfragen.Length];
        Exception? fehler = null;
        var beginn = Stopwatch.GetTimestamp();
        var ende = beginn + (long)(zeit.TotalSeconds * Stopwatch.Frequency);
        var faeden = anfragen.Select((anfrage, n) => new Thread(() =>
        {
            try
            {
                using var verbindung = new Verbindung(anfrage.Port);
                for (var jetzt = Stopwatch.GetTimestamp(); jetzt < ende && anzahlen[n] < MaxAnfragenJeVerbindung;)
                {
                    verbindung.Exchange(anfrage);
                    var danach = Stopwatch.GetTimestamp();
                    _zeiten[n][anzahlen[n]++] = danach - jetzt;
                    jetzt = danach;
                }
            }
            catch (Exception ausnahme) when (ausnahme is IOException or SocketException or InvalidDataException)
            {
                fehler = ausnahme;
            }
        })).ToList();
        faeden.ForEach(f => f.Start());
        faeden.ForEach(f => f.Join());
        return fehler is null ? (anzahlen, Stopwatch.GetElapsedTime(beginn).TotalSeconds) : throw fehler;
    }

    private static double Percentile(long[] sortiert, double anteil) =>
        sortiert[Math.Min(sortiert.Length - 1, (int)(sortiert.Length * anteil))] * 1000.0 / Stopwatch.Frequency;
}

/// <summary>One HTTP/1.1 connection to this machine.</summary>
internal sealed class Verbindung : IDisposable
{
    private static readonly byte[] KopfEnde = "\r\n\r\n"u8.ToArray();
    private static readonly byte[] Laenge = "\r\nContent-Length: "u8.ToArray();
    private static readonly byte[] LetztesStueck = "\r\n0\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _empfang = new byte[1 << 20];

    public Verbindung(int port) => _socket.Connect(IPAddress.Loopback, port);

    /// <summary>Sends, waits for the whole answer and gives its length. Anything but 200 ends the measurement.</summary>
    public int Exchange(Anfrage anfrage)
    {
        var rest = anfrage.Next();
        while (!rest.IsEmpty)
            rest = rest[_socket.Send(rest)..];
        for (var anzahl = 0; ;)
        {
            var neu = _socket.Receive(_empfang.AsSpan(anzahl));
            if (neu == 0)
                throw new InvalidDataException("Das Portal hat die Verbindung geschlossen.");
            anzahl += neu;
            var antwort = _empfang.AsSpan(0, anzahl);
            if (!IsWhole(antwort))
                continue;
            if (!antwort.StartsWith("HTTP/1.1 200 "u8))
                throw new InvalidDataException(Encoding.UTF8.GetString(antwort[..Math.Min(anzahl, 2000)]));
            anfrage.Read(antwort);
            return anzahl;
        }
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsWhole(ReadOnlySpan<byte> antwort)
    {
        var kopf = antwort.IndexOf(KopfEnde);
        if (kopf < 0)
            return false;
        var stelle = antwort[..(kopf + 2)].IndexOf(Laenge);
        if (stelle < 0)
            return antwort.EndsWith(LetztesStueck);
        var laenge = 0;
        foreach (var ziffer in antwort[(stelle + Laenge.Length)..])
        {
            if (ziffer is < (byte)'0' or > (byte)'9')
                break;
            laenge = laenge * 10 + ziffer - '0';
        }
        return antwort.Length >= kopf + KopfEnde.Length + laenge;
    }
}
