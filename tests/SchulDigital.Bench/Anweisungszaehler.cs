using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SchulDigital.Bench;

/// <summary>Counts the SQL statements that EF Core sends, from its start until it is disposed.</summary>
internal sealed class Anweisungszaehler : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly string Ereignis = RelationalEventId.CommandExecuting.Name!;

    private readonly List<IDisposable> _abonnements = [];
    private int _anzahl;

    public int Anzahl => Volatile.Read(ref _anzahl);

    public static Anweisungszaehler Start()
    {
        var zaehler = new Anweisungszaehler();
        zaehler._abonnements.Add(DiagnosticListener.AllListeners.Subscribe(zaehler));
        // EF Core remembers for a second that nobody listened.
        Thread.Sleep(TimeSpan.FromSeconds(1.5));
        return zaehler;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            _abonnements.Add(value.Subscribe(this, name => name == Ereignis));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == Ereignis)
            Interlocked.Increment(ref _anzahl);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose() => _abonnements.ForEach(a => a.Dispose());
}
