using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace SchulDigital.Tests.Support;

/// <summary>What the portal logs: the same lines that its own log takes.</summary>
public sealed class Testprotokoll : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _zeilen = new();

    public IReadOnlyCollection<string> Zeilen => _zeilen;

    public string Text => string.Join('\n', _zeilen);

    public ILogger CreateLogger(string categoryName) => new Kategorie(this, categoryName);

    public void Dispose() => GC.SuppressFinalize(this);

    private sealed class Kategorie(Testprotokoll protokoll, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) =>
            logLevel >= (name.StartsWith("Microsoft", StringComparison.Ordinal) ? LogLevel.Warning : LogLevel.Information);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                protokoll._zeilen.Enqueue($"{logLevel} {name}: {formatter(state, exception)} {exception}");
        }
    }
}
