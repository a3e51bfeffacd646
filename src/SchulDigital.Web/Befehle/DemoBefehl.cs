using System.CommandLine;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Demo;

namespace SchulDigital.Web.Befehle;

/// <summary><c>demo anlegen</c>: makes the demo region, where the database holds no real accounts.</summary>
public static class DemoBefehl
{
    public static Command Create()
    {
        var anlegen = new Command("anlegen", "Legt die Demo-Region „Kreis Musterland“ mit erfundenen Personen und Schulen an.");
        anlegen.SetAction(aufruf => Befehlszeile.RunInPortalAsync(aufruf, async dienste =>
        {
            await Katalogveroeffentlichung.PublishAsync(
                dienste.GetRequiredService<AppDbContext>(), dienste.GetRequiredService<TimeProvider>());
            await dienste.GetRequiredService<Demoregion>().CreateAsync();
            Console.WriteLine("Die Demo-Region ist angelegt. Mit Demo:Enabled=true stehen ihre Konten auf der Anmeldeseite.");
            return Befehlszeile.Erledigt;
        }));
        return new Command("demo", "Demo-Region mit erfundenen Personen und Schulen.") { anlegen };
    }
}
