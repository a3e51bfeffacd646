using Microsoft.EntityFrameworkCore;
using SchulDigital.Web.Data;

namespace SchulDigital.Tests.Data;

[Trait("Spur", "host")]
public class MigrationTests
{
    [Theory, InlineData(DatabaseProvider.Sqlite), InlineData(DatabaseProvider.SqlServer), InlineData(DatabaseProvider.Postgres)]
    public void Every_migration_set_is_up_to_date(DatabaseProvider provider)
    {
        using var db = Modelle.NewContext(provider);
        Assert.False(db.Database.HasPendingModelChanges(), "The model has changed: scripts/migration NAME");
        Assert.NotEmpty(db.Database.GetMigrations());
    }
}
