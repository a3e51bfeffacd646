using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace SchulDigital.Web.Data;

/// <summary>SQL Server and its migration set.</summary>
public sealed class SqlServerDbContext(DbContextOptions<SqlServerDbContext> options) : AppDbContext(options)
{
    protected override string? Bytefolge => "Latin1_General_100_BIN2";

    public override Task<T> InTransactionAsync<T>(Func<Task<T>> act, CancellationToken abbruch = default) =>
        RunTransactionAsync(act, abbruch);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // The id of a passkey has up to 1,024 bytes; a clustered key takes 900.
        builder.Entity<IdentityUserPasskey<Guid>>().HasKey(p => p.CredentialId).IsClustered(false);
    }
}

/// <summary>PostgreSQL and its migration set.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : AppDbContext(options)
{
    protected override string? Bytefolge => "C";

    public override Task<T> InTransactionAsync<T>(Func<Task<T>> act, CancellationToken abbruch = default) =>
        RunTransactionAsync(act, abbruch);
}
