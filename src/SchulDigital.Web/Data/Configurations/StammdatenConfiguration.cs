using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SchulDigital.Domain.Stammdaten;

namespace SchulDigital.Web.Data.Configurations;

internal sealed class StammdatenConfiguration :
    IEntityTypeConfiguration<Bildungsregion>, IEntityTypeConfiguration<Kommune>, IEntityTypeConfiguration<Schultraeger>,
    IEntityTypeConfiguration<Schule>, IEntityTypeConfiguration<Teilstandort>, IEntityTypeConfiguration<Traegerwechsel>,
    IEntityTypeConfiguration<Schulgruppe>, IEntityTypeConfiguration<SchulgruppeSchule>,
    IEntityTypeConfiguration<Hausvorlage>
{
    /// <summary>Sort and search forms can be longer than the name: ä becomes ae.</summary>
    private const int SuchformFaktor = 2;

    public void Configure(EntityTypeBuilder<Bildungsregion> region)
    {
        region.Property(r => r.Key).HasMaxLength(Bildungsregion.KeyMaxLength);
        region.Property(r => r.Name).HasMaxLength(Bildungsregion.NameMaxLength);
        region.Property(r => r.NameSuche).HasMaxLength(Bildungsregion.NameMaxLength * SuchformFaktor);
        region.Property(r => r.Koordinierungsstelle).HasMaxLength(Bildungsregion.NameMaxLength);
        region.Property(r => r.NameMedienbeauftragte).HasMaxLength(Bildungsregion.NameMaxLength);
        region.HasIndex(r => r.Key).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Kommune> kommune)
    {
        kommune.Property(k => k.Ags).HasMaxLength(Kommune.AgsLength);
        kommune.Property(k => k.Name).HasMaxLength(Kommune.NameMaxLength);
        kommune.Property(k => k.NameSuche).HasMaxLength(Kommune.NameMaxLength * SuchformFaktor);
        kommune.HasIndex(k => k.Ags).IsUnique();
        kommune.HasIndex(k => k.NameSuche);
        kommune.HasOne<Bildungsregion>().WithMany().HasForeignKey(k => k.BildungsregionId);
    }

    public void Configure(EntityTypeBuilder<Schultraeger> traeger)
    {
        traeger.ToTable("Schultraeger");
        traeger.Property(t => t.Traegernummer).HasMaxLength(Schultraeger.TraegernummerMaxLength);
        traeger.Property(t => t.Name).HasMaxLength(Schultraeger.NameMaxLength);
        traeger.Property(t => t.Kurzname).HasMaxLength(Schultraeger.NameMaxLength);
        traeger.Property(t => t.NameSuche).HasMaxLength(Schultraeger.NameMaxLength * 2 * SuchformFaktor);
        traeger.Property(t => t.Strasse).HasMaxLength(Anschrift.StrasseMaxLength);
        traeger.Property(t => t.Postleitzahl).HasMaxLength(Anschrift.PostleitzahlMaxLength);
        traeger.Property(t => t.Ort).HasMaxLength(Anschrift.OrtMaxLength);
        ConfigureStaende(traeger.Property(t => t.Feldstaende));
        traeger.HasIndex(t => t.Traegernummer).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Schule> schule)
    {
        schule.Property(s => s.Land).HasMaxLength(Schule.LandLength);
        schule.Property(s => s.Schulnummer).HasMaxLength(Schule.SchulnummerMaxLength);
        schule.Property(s => s.Name).HasMaxLength(Schule.NameMaxLength);
        schule.Property(s => s.Kurzname).HasMaxLength(Schule.NameMaxLength);
        schule.Property(s => s.NameSuche).HasMaxLength(Schule.NameMaxLength * SuchformFaktor);
        schule.Property(s => s.Suchtext).HasMaxLength(Schule.NameMaxLength * 3 * SuchformFaktor);
        schule.Property(s => s.Schulform).HasMaxLength(Schule.SchulformMaxLength);
        schule.Property(s => s.Strasse).HasMaxLength(Anschrift.StrasseMaxLength);
        schule.Property(s => s.Postleitzahl).HasMaxLength(Anschrift.PostleitzahlMaxLength);
        schule.Property(s => s.Ort).HasMaxLength(Anschrift.OrtMaxLength);
        schule.Property(s => s.Email).HasMaxLength(Schule.KontaktMaxLength);
        schule.Property(s => s.Telefon).HasMaxLength(Schule.KontaktMaxLength);
        schule.Property(s => s.Homepage).HasMaxLength(Schule.KontaktMaxLength);
        schule.Property(s => s.Betriebsschluessel).HasMaxLength(4);
        ConfigureStaende(schule.Property(s => s.Feldstaende));
        schule.HasIndex(s => new { s.Land, s.Schulnummer }).IsUnique();
        schule.HasIndex(s => s.SchultraegerId);
        schule.HasIndex(s => s.KommuneId);
        schule.HasOne<Kommune>().WithMany().HasForeignKey(s => s.KommuneId);
        schule.HasOne<Schultraeger>().WithMany().HasForeignKey(s => s.SchultraegerId);
        schule.HasOne<Schule>().WithMany().HasForeignKey(s => s.NachfolgeschuleId);
        schule.HasMany(s => s.Teilstandorte).WithOne().HasForeignKey(t => t.SchuleId);
    }

    public void Configure(EntityTypeBuilder<Teilstandort> standort)
    {
        standort.ToTable("Teilstandorte");
        standort.Property(t => t.Bezeichnung).HasMaxLength(Teilstandort.BezeichnungMaxLength);
        standort.Property(t => t.Strasse).HasMaxLength(Anschrift.StrasseMaxLength);
        standort.Property(t => t.Postleitzahl).HasMaxLength(Anschrift.PostleitzahlMaxLength);
        standort.Property(t => t.Ort).HasMaxLength(Anschrift.OrtMaxLength);
    }

    public void Configure(EntityTypeBuilder<Traegerwechsel> wechsel)
    {
        wechsel.HasOne<Schule>().WithMany().HasForeignKey(w => w.SchuleId);
        wechsel.HasOne<Schultraeger>().WithMany().HasForeignKey(w => w.AlterTraegerId);
        wechsel.HasOne<Schultraeger>().WithMany().HasForeignKey(w => w.NeuerTraegerId);
    }

    public void Configure(EntityTypeBuilder<Hausvorlage> vorlage)
    {
        vorlage.Property(v => v.Logo).HasMaxLength(Hausvorlage.LogoMaxBytes);
        vorlage.Property(v => v.Logobeschreibung).HasMaxLength(Hausvorlage.BeschreibungMaxLength);
        vorlage.Property(v => v.Stelle).HasMaxLength(Hausvorlage.StelleMaxLength);
        vorlage.Property(v => v.Version).IsConcurrencyToken();
        vorlage.HasIndex(v => v.SchultraegerId).IsUnique();
        vorlage.HasIndex(v => v.SchuleId).IsUnique();
        vorlage.HasOne<Schultraeger>().WithMany().HasForeignKey(v => v.SchultraegerId);
        vorlage.HasOne<Schule>().WithMany().HasForeignKey(v => v.SchuleId);
    }

    public void Configure(EntityTypeBuilder<Schulgruppe> gruppe)
    {
        gruppe.Property(g => g.Name).HasMaxLength(Schulgruppe.NameMaxLength);
        gruppe.Property(g => g.Schulform).HasMaxLength(Schule.SchulformMaxLength);
        gruppe.HasOne<Bildungsregion>().WithMany().HasForeignKey(g => g.BildungsregionId);
        gruppe.HasMany(g => g.Schulen).WithOne().HasForeignKey(s => s.SchulgruppeId);
    }

    public void Configure(EntityTypeBuilder<SchulgruppeSchule> eintrag)
    {
        eintrag.ToTable("SchulgruppenSchulen");
        eintrag.HasKey(e => new { e.SchulgruppeId, e.SchuleId });
        eintrag.HasOne<Schule>().WithMany().HasForeignKey(e => e.SchuleId);
    }

    private static void ConfigureStaende(PropertyBuilder<Feldstaende> staende) =>
        staende.HasConversion(s => s.ToString(), text => Feldstaende.Parse(text)).HasMaxLength(Feldstaende.MaxLength);
}
