using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace SchulDigital.Web.Data;

/// <summary>
/// Lets the migration tool build each context without starting the portal. No database is asked. Identity reads the
/// version of its tables from the services, so they are given here too.
/// </summary>
internal sealed class Entwurfszeit :
    IDesignTimeDbContextFactory<SqliteDbContext>, IDesignTimeDbContextFactory<SqlServerDbContext>,
    IDesignTimeDbContextFactory<PostgresDbContext>
{
    private static readonly IServiceProvider Dienste = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = AppDbContext.IdentityVersion)
        .BuildServiceProvider();

    SqliteDbContext IDesignTimeDbContextFactory<SqliteDbContext>.CreateDbContext(string[] args) =>
        new(Options<SqliteDbContext>().UseSqlite("Data Source=:memory:").Options);

    SqlServerDbContext IDesignTimeDbContextFactory<SqlServerDbContext>.CreateDbContext(string[] args) =>
        new(Options<SqlServerDbContext>().UseSqlServer("Server=localhost").Options);

    PostgresDbContext IDesignTimeDbContextFactory<PostgresDbContext>.CreateDbContext(string[] args) =>
        new(Options<PostgresDbContext>().UseNpgsql("Host=localhost").Options);

    private static DbContextOptionsBuilder<T> Options<T>() where T : DbContext =>
        new DbContextOptionsBuilder<T>().UseApplicationServiceProvider(Dienste);
}
