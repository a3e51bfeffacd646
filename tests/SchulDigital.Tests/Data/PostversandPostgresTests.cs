using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;

namespace SchulDigital.Tests.Data;

/// <summary>Two portals on one database, each with a worker that sends the outbox.</summary>
[Trait("Spur", "provider"), Collection(PostgresCollection.Name)]
public sealed class PostversandPostgresTests(Postgresserver server)
{
    private const int Anzahl = 150;

    [DatenbankFact]
    public async Task Two_portals_send_each_mail_once()
    {
        await using var post = await Postserver.StartAsync();
        var datenbank = await server.CreateAsync();
        await using var dienste = Modelle.Register(datenbank).BuildServiceProvider();
        await using var scope = dienste.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();

        string[] einstellungen =
        [
            "--Database:Provider", "Postgres", "--ConnectionStrings:Default", datenbank.ConnectionString,
            .. post.Settings.SelectMany(s => new[] { $"--{s.Name}", s.Wert }), "--Mail:AbrufSekunden", "1", "--urls", "http://127.0.0.1:0",
        ];
        await using var erster = new Portalprozess(typeof(Program).Assembly.Location, einstellungen);
        await using var zweiter = new Portalprozess(typeof(Program).Assembly.Location, einstellungen);
        await erster.AddressAsync();
        await zweiter.AddressAsync();

        for (var i = 0; i < Anzahl; i++)
            db.Add(new Ausgangsnachricht($"probe/{i}", $"p{i}@schule.example", "Wer", "Hallo", "Text", DateTime.UtcNow));
        await db.SaveChangesAsync();
        await post.WaitForAsync(Anzahl);
        // Longer than either of them waits before it looks again.
        await Task.Delay(TimeSpan.FromSeconds(3));
        await post.CatchUpAsync();

        Assert.Equal(Anzahl, post.Post.Count);
        Assert.Equal(Anzahl, post.Post.Select(p => p["Message-ID"]).Distinct().Count());
        Assert.Equal(Anzahl, await db.Ausgangsnachrichten.AsNoTracking().CountAsync(n => n.Stand == Versandstand.Versandt && n.Versuche == 1));
    }
}
