using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Tests.Support;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure;

namespace SchulDigital.Tests.Features;

[Trait("Spur", "host")]
public sealed class AufraeumenTests(Testportal portal) : IClassFixture<Testportal>
{
    [Fact]
    public async Task Old_security_events_and_sign_ins_are_forgotten_and_the_history_stays()
    {
        var person = await portal.AddPersonAsync(Rolle.Administration, Scope.Installation);
        var (alt, neu) = (portal.Uhr.Now().AddDays(-91), portal.Uhr.Now().AddDays(-89));
        await portal.InDatabaseAsync(async db =>
        {
            foreach (var zeit in new[] { alt, neu })
            {
                db.Add(new Sicherheitsereignis(Sicherheitsvorfall.Angemeldet, person.Id, zeit));
                db.Add(new Anmeldung(person.Id, zeit));
                db.Add(new Verlaufseintrag(
                    Ereignis.EinladungAngenommen, nameof(Person), person.Id, Scope.Installation, Urheber.Portal, zeit));
            }
            await db.SaveChangesAsync();
        });

        await portal.InScopeAsync<Aufraeumen>(a => a.TidyAsync(default));

        await portal.InDatabaseAsync(async db =>
        {
            Assert.Equal(neu, Assert.Single(await db.Sicherheitsereignisse.Where(e => e.PersonId == person.Id).ToListAsync()).Zeit);
            Assert.Equal(neu, Assert.Single(await db.Anmeldungen.Where(a => a.PersonId == person.Id).ToListAsync()).Beginn);
            Assert.Equal(2, await db.Verlauf.CountAsync(e => e.GegenstandId == person.Id));
        });
    }
}
