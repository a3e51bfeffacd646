using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Data.Configurations;

internal sealed class DokumenteConfiguration : IEntityTypeConfiguration<Dokument>
{
    public void Configure(EntityTypeBuilder<Dokument> dokument)
    {
        dokument.Ignore(d => d.IsIntact);
        dokument.Property(d => d.Auswahl).HasMaxLength(Zugangslink.HashLength);
        dokument.Property(d => d.Titel).HasMaxLength(Dokument.TitelMaxLength);
        dokument.Property(d => d.Stelle).HasMaxLength(Dokument.StelleMaxLength);
        dokument.Property(d => d.Dateiname).HasMaxLength(Dokument.DateinameMaxLength);
        dokument.Property(d => d.Inhalt).HasMaxLength(Dokument.MaxBytes);
        dokument.Property(d => d.Sha256).HasMaxLength(Zugangslink.HashLength);
        dokument.Property(d => d.Inhaltshash).HasMaxLength(Zugangslink.HashLength);
        dokument.Property(d => d.Siegel).HasMaxLength(Dokument.SiegelMaxLength);
        dokument.Property(d => d.Siegelabdruck).HasMaxLength(Zugangslink.HashLength);
        dokument.HasIndex(d => new { d.GegenstandId, d.Auswahl }).IsUnique();
        dokument.HasIndex(d => d.Sha256);
    }
}
