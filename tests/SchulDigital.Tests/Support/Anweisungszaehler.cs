using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SchulDigital.Tests.Support;

/// <summary>Collects the SQL statements that the portal sends through EF Core.</summary>
public sealed class Anweisungszaehler : DbCommandInterceptor
{
    private readonly ConcurrentQueue<string> _anweisungen = new();

    public IReadOnlyCollection<string> Anweisungen => _anweisungen;

    public void Clear() => _anweisungen.Clear();

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        _anweisungen.Enqueue(command.CommandText);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        _anweisungen.Enqueue(command.CommandText);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        _anweisungen.Enqueue(command.CommandText);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        _anweisungen.Enqueue(command.CommandText);
        return ValueTask.FromResult(result);
    }
}
