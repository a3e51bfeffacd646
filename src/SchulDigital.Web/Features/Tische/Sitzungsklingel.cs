using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Features.Tische;

/// <summary>
/// Tells open pages that something changed at a session, and nothing else; what, they fetch with their own rights. One look at
/// the session's counter twice a second for all pages of this instance hears also what another instance saved (ADR 15).
/// </summary>
public sealed class Sitzungsklingel(IServiceScopeFactory scopes, IHostApplicationLifetime leben)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<Guid, Leitung> _leitungen = new();
    private readonly Lock _schloss = new();

    /// <summary>Something was saved here: look at once.</summary>
    public void Ring(Guid sitzungId)
    {
        if (_leitungen.TryGetValue(sitzungId, out var leitung))
            leitung.Wake();
    }

    /// <summary>The counter now, and each time that it has changed, until the reader leaves or the portal stops.</summary>
    public async IAsyncEnumerable<long> ListenAsync(Guid sitzungId, [EnumeratorCancellation] CancellationToken abbruch)
    {
        using var ende = CancellationTokenSource.CreateLinkedTokenSource(abbruch, leben.ApplicationStopping);
        var leitung = Join(sitzungId);
        try
        {
            for (var bekannt = 0L; !ende.IsCancellationRequested;)
            {
                var (stand, wechsel) = leitung.Now;
                if (stand != bekannt)
                    yield return bekannt = stand;
                else
                    await wechsel.WaitAsync(ende.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            Leave(sitzungId, leitung);
        }
    }

    private Leitung Join(Guid sitzungId)
    {
        lock (_schloss)
        {
            if (_leitungen.TryGetValue(sitzungId, out var leitung))
            {
                leitung.Hoerer++;
                return leitung;
            }
            _leitungen[sitzungId] = leitung = new Leitung { Hoerer = 1 };
            _ = PollAsync(sitzungId, leitung);
            return leitung;
        }
    }

    private void Leave(Guid sitzungId, Leitung leitung)
    {
        lock (_schloss)
            if (--leitung.Hoerer == 0)
            {
                _leitungen.TryRemove(sitzungId, out _);
                leitung.Wake();
            }
    }

    private async Task PollAsync(Guid sitzungId, Leitung leitung)
    {
        while (leitung.Hoerer > 0)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
                leitung.Set((await db.Sitzungen.Where(s => s.Id == sitzungId).Select(s => s.GeaendertAm).SingleAsync(leben.ApplicationStopping)).Ticks);
            }
            catch (Exception) when (!leben.ApplicationStopping.IsCancellationRequested)
            {
                // The database is away for a moment; the next look finds it, or the one after.
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await leitung.WaitAsync(Pause);
        }
    }

    /// <summary>All who listen to one session on this instance.</summary>
    private sealed class Leitung
    {
        private TaskCompletionSource _wecker = New();
        private readonly Lock _schloss = new();
        private long _stand;
        private TaskCompletionSource _wechsel = New();

        public int Hoerer { get; set; }

        public (long Stand, Task Wechsel) Now
        {
            get
            {
                lock (_schloss)
                    return (_stand, _wechsel.Task);
            }
        }

        public void Set(long stand)
        {
            lock (_schloss)
            {
                if (stand == _stand)
                    return;
                _stand = stand;
                _wechsel.SetResult();
                _wechsel = New();
            }
        }

        public void Wake() => Interlocked.Exchange(ref _wecker, New()).TrySetResult();

        /// <summary>Until somebody wakes, at most this long.</summary>
        public async Task WaitAsync(TimeSpan pause) => await _wecker.Task.WaitAsync(pause).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
