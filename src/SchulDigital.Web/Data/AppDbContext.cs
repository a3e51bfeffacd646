using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Sachstaende;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Termine;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data.Configurations;

namespace SchulDigital.Web.Data;

/// <summary>
/// One model for three databases; one derived context per database carries its migration set. Identity without roles:
/// rights come from <see cref="Zustaendigkeit"/> alone.
/// </summary>
public abstract class AppDbContext(DbContextOptions options) : IdentityUserContext<Benutzer, Guid>(options)
{
    /// <summary>Length of everything that Identity keeps in a key; SQL Server's limit is 900 bytes.</summary>
    private const int IdentityKeyMaxLength = 128;
    private const int IdentityTextMaxLength = 2000;

    public DbSet<Bildungsregion> Bildungsregionen => Set<Bildungsregion>();
    public DbSet<Kommune> Kommunen => Set<Kommune>();
    public DbSet<Schultraeger> Schultraeger => Set<Schultraeger>();
    public DbSet<Schule> Schulen => Set<Schule>();
    public DbSet<Traegerwechsel> Traegerwechsel => Set<Traegerwechsel>();
    public DbSet<Hausvorlage> Hausvorlagen => Set<Hausvorlage>();
    public DbSet<Schulgruppe> Schulgruppen => Set<Schulgruppe>();
    public DbSet<RunderTisch> RundeTische => Set<RunderTisch>();
    public DbSet<Tischmitglied> Tischmitglieder => Set<Tischmitglied>();
    public DbSet<Sitzung> Sitzungen => Set<Sitzung>();
    public DbSet<Sitzungsteilnehmer> Sitzungsteilnehmer => Set<Sitzungsteilnehmer>();
    public DbSet<Textbaustein> Textbausteine => Set<Textbaustein>();
    public DbSet<Terminabstimmung> Terminabstimmungen => Set<Terminabstimmung>();
    public DbSet<Terminteilnehmer> Terminteilnehmer => Set<Terminteilnehmer>();
    public DbSet<Person> Personen => Set<Person>();
    public DbSet<Fachbereich> Fachbereiche => Set<Fachbereich>();
    public DbSet<Zustaendigkeit> Zustaendigkeiten => Set<Zustaendigkeit>();
    public DbSet<Zugangslink> Zugangslinks => Set<Zugangslink>();
    public DbSet<MatrixKatalog> MatrixKataloge => Set<MatrixKatalog>();
    public DbSet<Durchgang> Durchgaenge => Set<Durchgang>();
    public DbSet<Teilnahme> Teilnahmen => Set<Teilnahme>();
    public DbSet<Matrix> Matrizen => Set<Matrix>();
    public DbSet<MatrixZeile> MatrixZeilen => Set<MatrixZeile>();
    public DbSet<MatrixFassung> MatrixFassungen => Set<MatrixFassung>();
    public DbSet<Fassungszeile> Fassungszeilen => Set<Fassungszeile>();
    public DbSet<Themenfeldzuordnung> Themenfeldzuordnungen => Set<Themenfeldzuordnung>();
    public DbSet<Verlaufseintrag> Verlauf => Set<Verlaufseintrag>();
    public DbSet<Anmeldung> Anmeldungen => Set<Anmeldung>();
    public DbSet<Sicherheitsereignis> Sicherheitsereignisse => Set<Sicherheitsereignis>();
    public DbSet<Weitergabe> Weitergaben => Set<Weitergabe>();
    public DbSet<Zuarbeit> Zuarbeiten => Set<Zuarbeit>();
    public DbSet<Zuarbeitszeile> Zuarbeitszeilen => Set<Zuarbeitszeile>();
    public DbSet<Thema> Themen => Set<Thema>();
    public DbSet<Arbeitsschwerpunkt> Arbeitsschwerpunkte => Set<Arbeitsschwerpunkt>();
    public DbSet<Aufgabe> Aufgaben => Set<Aufgabe>();
    public DbSet<Besuch> Besuche => Set<Besuch>();
    public DbSet<Besuchsbeteiligter> Besuchsbeteiligte => Set<Besuchsbeteiligter>();
    public DbSet<Besuchsergebnis> Besuchsergebnisse => Set<Besuchsergebnis>();
    public DbSet<Vereinbarung> Vereinbarungen => Set<Vereinbarung>();
    public DbSet<Konsensfrage> Konsensfragen => Set<Konsensfrage>();
    public DbSet<Berichtseintrag> Berichtseintraege => Set<Berichtseintrag>();
    public DbSet<Berichtsbogen> Berichtsboegen => Set<Berichtsbogen>();
    public DbSet<Berichtsabsatz> Berichtsabsaetze => Set<Berichtsabsatz>();
    public DbSet<Sachstand> Sachstaende => Set<Sachstand>();
    public DbSet<Dokument> Dokumente => Set<Dokument>();
    public DbSet<Einmalcode> Einmalcodes => Set<Einmalcode>();
    public DbSet<Ausgangsnachricht> Ausgangsnachrichten => Set<Ausgangsnachricht>();
    public DbSet<Registerablage> Registerablagen => Set<Registerablage>();
    public DbSet<Einstellung> Einstellungen => Set<Einstellung>();
    public DbSet<Schutzschluessel> Schutzschluessel => Set<Schutzschluessel>();

    /// <summary>Identity's tables with passkeys.</summary>
    public static readonly Version IdentityVersion = IdentitySchemaVersions.Version3;

    /// <summary>
    /// The database's name for "byte by byte": stored sort forms are sorted alike on three databases, whatever language
    /// a server was set up with. Null where that is the preset.
    /// </summary>
    protected abstract string? Bytefolge { get; }

    /// <summary>
    /// Runs reads and writes as one transaction. On SQLite it also holds the portal's one place at the writer for its
    /// whole length. The only way to a transaction and to set-based updates in this house.
    /// </summary>
    public abstract Task<T> InTransactionAsync<T>(Func<Task<T>> act, CancellationToken abbruch = default);

    public Task InTransactionAsync(Func<Task> act, CancellationToken abbruch = default) =>
        InTransactionAsync(async () =>
        {
            await act();
            return true;
        }, abbruch);

    protected async Task<T> RunTransactionAsync<T>(Func<Task<T>> act, CancellationToken abbruch)
    {
        if (Database.CurrentTransaction is not null)
            return await act();
        await using var transaktion = await Database.BeginTransactionAsync(abbruch);
        var ergebnis = await act();
        await transaktion.CommitAsync(abbruch);
        return ergebnis;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder builder) => Konventionen.Configure(builder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Identity's own texts only: what the trade writes has a length of its own, and ModelTests asks for it.
        foreach (var typ in builder.Model.GetEntityTypes().Where(t => typeof(Benutzer).IsAssignableFrom(t.ClrType) || t.ClrType.Namespace == typeof(IdentityUserClaim<>).Namespace))
        {
            typ.SetTableName(typ.GetTableName()?.Replace("AspNet", "Identity", StringComparison.Ordinal));
            var schluessel = typ.GetKeys().SelectMany(k => k.Properties).ToHashSet();
            foreach (var text in typ.GetProperties().Where(p => p.ClrType == typeof(string) && p.GetMaxLength() is null))
                text.SetMaxLength(schluessel.Contains(text) ? IdentityKeyMaxLength : IdentityTextMaxLength);
        }
        builder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        Konventionen.RestrictDeletes(builder);
        Konventionen.KeysComeFromEntities(builder);
        Konventionen.CompareSearchFormsByBytes(builder, Bytefolge);
    }
}
