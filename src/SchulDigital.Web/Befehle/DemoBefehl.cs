using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Demo;

namespace SchulDigital.Web.Befehle;

/// <summary><c>demo anlegen</c>: makes the demo region, where the database holds no real accounts.</summary>
public static class DemoBefehl
{
    private const string Kreis = "kreis";
    private const string Land = "land";

    public static Command Create()
    {
        var umfang = new Option<string>("--umfang") { Description = "„kreis“ für die Demo-Region allein, „land“ für eine zweite, große Region zum Messen: 400 Schulträger, 5.400 Schulen, 5 Durchgänge.", DefaultValueFactory = _ => Kreis };
        umfang.AcceptOnlyFromAmong(Kreis, Land);
        var anlegen = new Command("anlegen", "Legt die Demo-Region „Kreis Musterland“ mit erfundenen Personen und Schulen an.") { umfang };
        anlegen.SetAction(aufruf => Befehlszeile.RunInPortalAsync(aufruf, async dienste =>
        {
            await Katalogveroeffentlichung.PublishAsync(
                dienste.GetRequiredService<AppDbContext>(), dienste.GetRequiredService<TimeProvider>());
            await dienste.GetRequiredService<Demoregion>().CreateAsync();
            Console.WriteLine("Die Demo-Region ist angelegt. Mit Demo:Enabled=true stehen ihre Konten auf der Anmeldeseite.");
            if (aufruf.GetValue(umfang) == Land)
            {
                var db = dienste.GetRequiredService<AppDbContext>();
                if (await db.Bildungsregionen.AnyAsync(r => r.Key == Landregion.Key))
                    Console.WriteLine("Die große Region ist schon angelegt.");
                else
                    await new Landregion(db, dienste.GetRequiredService<TimeProvider>(), dienste.GetRequiredService<IPasswordHasher<Benutzer>>())
                        .CreateAsync(fertig => Console.WriteLine($"{Landregion.Name}: {fertig} Schulträger mit ihren Schulen sind angelegt."));
            }
            return Befehlszeile.Erledigt;
        }));
        return new Command("demo", "Demo-Region mit erfundenen Personen und Schulen.") { anlegen };
    }
}
