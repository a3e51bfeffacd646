using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Web.Data.Kataloge;

/// <summary>Published catalogues, read once and kept: a version never changes.</summary>
public sealed class Katalogverzeichnis(IServiceScopeFactory scopes)
{
    private readonly ConcurrentDictionary<Guid, Katalog> _kataloge = new();

    public async ValueTask<Katalog> GetAsync(Guid katalogId, CancellationToken abbruch = default)
    {
        if (_kataloge.TryGetValue(katalogId, out var katalog))
            return katalog;

        await using var scope = scopes.CreateAsyncScope();
        var inhalt = await scope.ServiceProvider.GetRequiredService<AppDbContext>().MatrixKataloge
            .Where(k => k.Id == katalogId).Select(k => k.Inhalt).SingleAsync(abbruch);
        return _kataloge.GetOrAdd(katalogId, Katalogdatei.Parse(inhalt));
    }
}
