using System.Globalization;
using Microsoft.AspNetCore.Connections;
using SchulDigital.Web;
using SchulDigital.Web.Befehle;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("de-DE");
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture;

if (Befehlszeile.IsCommand(args))
    return await Befehlszeile.RunAsync(args);

try
{
    var builder = Portal.CreateBuilder(args);
    var app = builder.Build();

    app.UseAnfrageprotokoll();
    app.UseResponseCompression();
    app.UseSicherheitskopf();
    app.UseFehlerseiten();
    app.MapStaticAssets();
    app.UseRouting();
    app.UseWegmuster();
    app.UseAuthentication();
    app.UseAnmeldewaechter();
    app.UseAuthorization();
    app.UseRateLimiter();
    app.MapPortal();

    await app.StartPortalAsync();
    await app.RunAsync();
    return 0;
}
catch (EinstellungFehlt fehler)
{
    return await Befehlszeile.RefuseAsync(fehler.Message);
}
catch (IOException fehler) when (fehler.InnerException is AddressInUseException)
{
    return await Befehlszeile.RefuseAsync($"Die Adresse ist belegt; wählen Sie mit --urls eine andere. ({fehler.Message})");
}
catch (Exception fehler) when (Datenbank.IsGone(fehler))
{
    return await Befehlszeile.RefuseAsync(Befehlszeile.SatzFor(fehler));
}

/// <summary>Entry point; public so that tests can start the portal.</summary>
public partial class Program;
