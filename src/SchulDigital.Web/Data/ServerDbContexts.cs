using Microsoft.EntityFrameworkCore;

namespace SchulDigital.Web.Data;

/// <summary>SQL Server and its migration set.</summary>
public sealed class SqlServerDbContext(DbContextOptions<SqlServerDbContext> options) : AppDbContext(options)
{
    public override Task<T> InTransactionAsync<T>(Func<Task<T>> act, CancellationToken abbruch = default) =>
        RunTransactionAsync(act, abbruch);
}

/// <summary>PostgreSQL and its migration set.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : AppDbContext(options)
{
    public override Task<T> InTransactionAsync<T>(Func<Task<T>> act, CancellationToken abbruch = default) =>
        RunTransactionAsync(act, abbruch);
}
