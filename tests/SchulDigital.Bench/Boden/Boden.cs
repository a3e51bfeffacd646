using System.Text;
using Microsoft.Data.Sqlite;

namespace SchulDigital.Bench;

/// <summary>
/// What the framework gives at best: an endpoint that sends as many bytes, an MVC form of as many criteria from memory,
/// and one durable statement behind a gate. In the same process as the portal, so that ratios compare like with like.
/// </summary>
internal sealed class Boden : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly int _port;

    private Boden(WebApplication app)
    {
        _app = app;
        _port = new Uri(app.Urls.Single()).Port;
    }

    public static async Task<Boden> StartAsync(string ordner)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddControllersWithViews().ConfigureApplicationPartManager(teile =>
        {
            foreach (var fremd in teile.ApplicationParts.Where(t => t.Name.StartsWith("SchulDigital.Web", StringComparison.Ordinal)).ToList())
                teile.ApplicationParts.Remove(fremd);
        });
        var app = builder.Build();
        app.MapControllers();
        MapBytes(app);
        MapSave(app, ordner);
        await app.StartAsync();
        return new Boden(app);
    }

    public Anfrage Get(string weg) => Anfrage.Get(_port, weg);

    public Anfrage Save(int verbindung)
    {
        var inhalt = $"id={verbindung}&text=Die+Schulen+am+Ring+bekommen+bis+zu+den+Sommerferien+neue+Zugangspunkte.+Stand+00000000";
        return new Anfrage(_port, Encoding.ASCII.GetBytes(
            $"POST /speichern HTTP/1.1\r\nHost: 127.0.0.1:{_port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + $"Content-Length: {inhalt.Length}\r\n\r\n{inhalt}"));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void MapBytes(WebApplication app)
    {
        var bytes = new byte[1 << 20];
        Array.Fill(bytes, (byte)'x');
        app.MapGet("/bytes", (int anzahl, HttpContext http) =>
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.ContentLength = anzahl;
            return http.Response.Body.WriteAsync(bytes.AsMemory(0, anzahl)).AsTask();
        });
    }

    private static void MapSave(WebApplication app, string ordner)
    {
        var verbindung = new SqliteConnection($"Data Source={Path.Combine(ordner, "boden.db")}");
        verbindung.Open();
        Execute(verbindung, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE Zeile (Id INTEGER PRIMARY KEY, Text TEXT, Version INTEGER)");
        var befehl = verbindung.CreateCommand();
        befehl.CommandText = "INSERT INTO Zeile VALUES ($id, $text, 1) ON CONFLICT (Id) DO UPDATE SET Text = excluded.Text, Version = Version + 1";
        var (id, text) = (befehl.Parameters.Add("$id", SqliteType.Integer), befehl.Parameters.Add("$text", SqliteType.Text));
        var tor = new SemaphoreSlim(1, 1);
        app.Lifetime.ApplicationStopped.Register(verbindung.Dispose);
        app.MapPost("/speichern", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync();
            await tor.WaitAsync();
            try
            {
                id.Value = int.Parse(form["id"].ToString(), System.Globalization.CultureInfo.InvariantCulture);
                text.Value = form["text"].ToString();
                befehl.ExecuteNonQuery();
            }
            finally
            {
                tor.Release();
            }
            http.Response.ContentLength = 0;
        }).DisableAntiforgery();
    }

    private static void Execute(SqliteConnection verbindung, string anweisung)
    {
        using var befehl = verbindung.CreateCommand();
        befehl.CommandText = anweisung;
        befehl.ExecuteNonQuery();
    }
}
