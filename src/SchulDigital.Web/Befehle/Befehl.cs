using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Befehle;

/// <summary>What all commands have in common: the portal's services, sentences instead of stack traces, exit codes.</summary>
public static class Befehl
{
    /// <summary>Runs an act with the portal's services; 0 when it went well, 1 with a sentence on the error output.</summary>
    public static async Task<int> RunAsync(Func<IServiceProvider, Task> act, bool mitDatenbank = true)
    {
        try
        {
            await using var app = Portal.CreateBuilder([]).Build();
            await using var scope = app.Services.CreateAsyncScope();
            if (mitDatenbank && (await scope.ServiceProvider.GetRequiredService<AppDbContext>().Database.GetPendingMigrationsAsync()).Any())
                throw new EinstellungFehlt("Die Datenbank ist nicht auf dem Stand dieses Programms. Führen Sie zuerst „datenbank migrieren“ aus.");
            await act(scope.ServiceProvider);
            return 0;
        }
        catch (Exception fehler) when (fehler is FachregelVerletzt or EinstellungFehlt)
        {
            await Console.Error.WriteLineAsync(fehler.Message);
            return 1;
        }
    }
}
