using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using SchulDigital.Web.Data;

namespace SchulDigital.Tests.Data;

/// <summary>Contexts as the portal makes them, for any of the three databases. No server is asked until one is used.</summary>
internal static class Modelle
{
    /// <summary>The services that persistence needs. Identity reads the version of its tables from the options.</summary>
    public static IServiceCollection Register(Datenbank datenbank)
    {
        var dienste = new ServiceCollection();
        datenbank.Register(dienste);
        dienste.Configure<IdentityOptions>(o => o.Stores.SchemaVersion = AppDbContext.IdentityVersion);
        return dienste;
    }

    public static AppDbContext NewContext(DatabaseProvider provider) => Register(provider switch
    {
        DatabaseProvider.Sqlite => new Datenbank(provider, $"Data Source={Path.Combine(Path.GetTempPath(), "modell.db")}"),
        DatabaseProvider.SqlServer => new Datenbank(provider, "Server=localhost"),
        _ => new Datenbank(provider, "Host=localhost"),
    }).BuildServiceProvider().CreateScope().ServiceProvider.GetRequiredService<AppDbContext>();

    /// <summary>The model as it is when the portal runs.</summary>
    public static IReadOnlyModel Of(DatabaseProvider provider) => NewContext(provider).Model;

    /// <summary>The model with all that only migrations need: names of columns and tables, orders of indexes, filters.</summary>
    public static IModel DesignOf(DatabaseProvider provider) => NewContext(provider).GetService<IDesignTimeModel>().Model;
}
