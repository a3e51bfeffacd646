using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Data.Configurations;

internal sealed class VereinbarungenConfiguration :
    IEntityTypeConfiguration<Vereinbarung>, IEntityTypeConfiguration<Vereinbarungsbeteiligter>, IEntityTypeConfiguration<Konsensfrage>,
    IEntityTypeConfiguration<Konsensantwort>, IEntityTypeConfiguration<Zieldokument>, IEntityTypeConfiguration<Ueberpruefung>
{
    public void Configure(EntityTypeBuilder<Vereinbarung> vereinbarung)
    {
        vereinbarung.Ignore(v => v.Scope).Ignore(v => v.Verantwortlich).Ignore(v => v.Angaben).Ignore(v => v.IsDraft).Ignore(v => v.Holds).Ignore(v => v.IsOpen)
            .Ignore(v => v.OffeneFrage).Ignore(v => v.LetzteFrage).Ignore(v => v.CanBeWithdrawn);
        vereinbarung.Property(v => v.Text).HasMaxLength(Vereinbarung.TextMaxLength);
        vereinbarung.Property(v => v.Suchtext).HasMaxLength(Vereinbarung.SuchtextMaxLength);
        vereinbarung.Property(v => v.Person).HasMaxLength(Vereinbarung.PersonMaxLength);
        vereinbarung.Property(v => v.Gremium).HasMaxLength(Vereinbarung.GremiumMaxLength);
        vereinbarung.Property(v => v.Themenfeld).HasMaxLength(MatrixZeile.ThemenfeldMaxLength);
        vereinbarung.Property(v => v.Notiz).HasMaxLength(Vereinbarung.NotizMaxLength);
        vereinbarung.Property(v => v.BestaetigtVonName).HasMaxLength(Person.NameMaxLength);
        vereinbarung.Property(v => v.BestaetigtVonAmt).HasMaxLength(MatrixFassung.AmtMaxLength);
        vereinbarung.Property(v => v.Version).IsConcurrencyToken();
        vereinbarung.ComplexProperty(v => v.Herkunft, ThemenConfiguration.ConfigureHerkunft);
        vereinbarung.HasIndex(v => new { v.RunderTischId, v.Status });
        vereinbarung.HasIndex(v => new { v.VerantwortlichId, v.Status });
        vereinbarung.HasIndex(v => v.ZeileId);
        vereinbarung.HasOne<RunderTisch>().WithMany().HasForeignKey(v => v.RunderTischId);
        vereinbarung.HasOne<Schultraeger>().WithMany().HasForeignKey(v => v.SchultraegerId);
        vereinbarung.HasOne<MatrixZeile>().WithMany().HasForeignKey(v => v.ZeileId);
        vereinbarung.HasOne<Thema>().WithMany().HasForeignKey(v => v.ThemaId);
        vereinbarung.HasOne<Tagesordnungspunkt>().WithMany().HasForeignKey(v => v.PunktId);
        vereinbarung.HasOne<Vereinbarung>().WithMany().HasForeignKey(v => v.VorgaengerId);
        vereinbarung.HasMany(v => v.Beteiligte).WithOne().HasForeignKey(b => b.VereinbarungId);
        vereinbarung.HasMany(v => v.Fragen).WithOne().HasForeignKey(f => f.VereinbarungId);
        vereinbarung.HasMany(v => v.Zieldokumente).WithOne().HasForeignKey(d => d.VereinbarungId);
        vereinbarung.HasMany(v => v.Ueberpruefungen).WithOne().HasForeignKey(u => u.VereinbarungId);
    }

    public void Configure(EntityTypeBuilder<Vereinbarungsbeteiligter> beteiligter)
    {
        beteiligter.Ignore(b => b.Organisation);
        beteiligter.Property(b => b.Name).HasMaxLength(Vereinbarungsbeteiligter.NameMaxLength);
        beteiligter.Property(b => b.Unterstuetzung).HasMaxLength(Vereinbarungsbeteiligter.UnterstuetzungMaxLength);
        beteiligter.HasIndex(b => new { b.ScopeId, b.VereinbarungId });
    }

    public void Configure(EntityTypeBuilder<Konsensfrage> frage)
    {
        frage.Ignore(f => f.IsOpen).Ignore(f => f.Ausstehend).Ignore(f => f.ShowsAnswers);
        frage.Property(f => f.Wortlaut).HasMaxLength(Vereinbarung.TextMaxLength);
        frage.HasIndex(f => new { f.VereinbarungId, f.Nummer }).IsUnique();
        frage.HasIndex(f => new { f.Stand, f.Frist });
        frage.HasOne<Sitzung>().WithMany().HasForeignKey(f => f.SitzungId);
        frage.HasOne<Tagesordnungspunkt>().WithMany().HasForeignKey(f => f.PunktId);
        frage.HasMany(f => f.Antworten).WithOne().HasForeignKey(a => a.FrageId);
    }

    public void Configure(EntityTypeBuilder<Konsensantwort> antwort)
    {
        antwort.Ignore(a => a.Organisation).Ignore(a => a.Agrees);
        antwort.Property(a => a.Name).HasMaxLength(Vereinbarungsbeteiligter.NameMaxLength);
        antwort.Property(a => a.Grund).HasMaxLength(Konsensantwort.GrundMaxLength);
        antwort.Property(a => a.VonName).HasMaxLength(Konsensantwort.VonNameMaxLength);
        antwort.HasIndex(a => new { a.FrageId, a.ScopeId }).IsUnique();
        antwort.HasIndex(a => a.ScopeId);
    }

    public void Configure(EntityTypeBuilder<Zieldokument> dokument)
    {
        dokument.Ignore(d => d.Organisation);
        dokument.HasIndex(d => new { d.VereinbarungId, d.ScopeId, d.Art }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Ueberpruefung> ueberpruefung)
    {
        ueberpruefung.Property(u => u.Ergebnis).HasMaxLength(Ueberpruefung.ErgebnisMaxLength);
        ueberpruefung.Property(u => u.VonName).HasMaxLength(Ueberpruefung.VonNameMaxLength);
    }
}
