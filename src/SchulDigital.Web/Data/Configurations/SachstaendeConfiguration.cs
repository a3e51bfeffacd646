using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Sachstaende;

namespace SchulDigital.Web.Data.Configurations;

internal sealed class SachstaendeConfiguration : IEntityTypeConfiguration<Sachstand>, IEntityTypeConfiguration<Sachstandsbemerkung>
{
    public void Configure(EntityTypeBuilder<Sachstand> sachstand)
    {
        sachstand.Ignore(s => s.Scope).Ignore(s => s.IsDraft);
        sachstand.Property(s => s.Name).HasMaxLength(Sachstand.NameMaxLength);
        sachstand.Property(s => s.Vorwort).HasMaxLength(Sachstand.VorwortMaxLength);
        sachstand.Property(s => s.Zahlen).HasMaxLength(Sachstand.ZahlenMaxLength);
        sachstand.Property(s => s.Von).HasMaxLength(Sachstand.VonMaxLength);
        sachstand.Property(s => s.Version).IsConcurrencyToken();
        // Two clicks begin one version.
        sachstand.HasIndex(s => new { s.ScopeId, s.DurchgangId, s.Nummer }).IsUnique();
        sachstand.HasOne<Durchgang>().WithMany().HasForeignKey(s => s.DurchgangId);
        sachstand.HasMany(s => s.Bemerkungen).WithOne().HasForeignKey(b => b.SachstandId);
    }

    public void Configure(EntityTypeBuilder<Sachstandsbemerkung> bemerkung)
    {
        bemerkung.Property(b => b.Text).HasMaxLength(Sachstand.BemerkungMaxLength);
        bemerkung.HasIndex(b => new { b.SachstandId, b.Abschnitt }).IsUnique();
    }
}
