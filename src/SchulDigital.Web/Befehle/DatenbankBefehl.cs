using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Befehle;

/// <summary><c>datenbank migrieren</c>: brings a database to the state of this program.</summary>
public static class DatenbankBefehl
{
    public static Command Create()
    {
        var migrieren = new Command("migrieren", "Bringt die Datenbank auf den Stand dieses Programms.");
        migrieren.SetAction((aufruf, abbruch) => Befehlszeile.RunInPortalAsync(aufruf, async dienste =>
        {
            var db = dienste.GetRequiredService<AppDbContext>();
            var offen = (await db.Database.GetPendingMigrationsAsync(abbruch)).Count();
            if (offen > 0)
                await db.Database.MigrateAsync(abbruch);
            Console.WriteLine(offen switch
            {
                0 => "Die Datenbank ist auf dem Stand dieses Programms. Es war nichts zu tun.",
                1 => "Die Datenbank ist auf dem Stand dieses Programms. 1 Migration ausgeführt.",
                _ => $"Die Datenbank ist auf dem Stand dieses Programms. {offen} Migrationen ausgeführt.",
            });
            return Befehlszeile.Erledigt;
        }, migriert: false));
        return new Command("datenbank", "Datenbank des Portals.") { migrieren };
    }
}
