using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Data.Configurations;

internal sealed class MatrizenConfiguration :
    IEntityTypeConfiguration<MatrixKatalog>, IEntityTypeConfiguration<Durchgang>, IEntityTypeConfiguration<Matrix>,
    IEntityTypeConfiguration<MatrixZeile>, IEntityTypeConfiguration<MatrixFassung>, IEntityTypeConfiguration<Fassungszeile>,
    IEntityTypeConfiguration<Themenfeldzuordnung>, IEntityTypeConfiguration<Teilnahme>,
    IEntityTypeConfiguration<Weitergabe>, IEntityTypeConfiguration<Zuarbeit>, IEntityTypeConfiguration<Zuarbeitszeile>
{
    public void Configure(EntityTypeBuilder<MatrixKatalog> katalog)
    {
        katalog.Property(k => k.Key).HasMaxLength(MatrixKatalog.KeyMaxLength);
        katalog.Property(k => k.Version).HasMaxLength(MatrixKatalog.VersionMaxLength);
        katalog.Property(k => k.Titel).HasMaxLength(MatrixKatalog.TitelMaxLength);
        katalog.Property(k => k.Sha256).HasMaxLength(Zugangslink.HashLength);
        katalog.Property(k => k.Inhalt).HasMaxLength(1_000_000);
        katalog.HasIndex(k => new { k.Key, k.Version }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Durchgang> durchgang)
    {
        durchgang.Property(d => d.Key).HasMaxLength(Durchgang.KeyMaxLength);
        durchgang.Property(d => d.Titel).HasMaxLength(Durchgang.TitelMaxLength);
        durchgang.Property(d => d.Themenfelder).HasMaxLength(Durchgang.ThemenfelderMaxLength);
        durchgang.HasIndex(d => d.Key).IsUnique();
        durchgang.HasOne<Bildungsregion>().WithMany().HasForeignKey(d => d.BildungsregionId);
        durchgang.HasOne<MatrixKatalog>().WithMany().HasForeignKey(d => d.TraegerKatalogId);
        durchgang.HasOne<MatrixKatalog>().WithMany().HasForeignKey(d => d.SchuleKatalogId);
    }

    public void Configure(EntityTypeBuilder<Teilnahme> teilnahme)
    {
        teilnahme.Ignore(t => t.Scope);
        teilnahme.Property(t => t.Status).IsConcurrencyToken();
        teilnahme.Property(t => t.Grund).HasMaxLength(Teilnahme.GrundMaxLength);
        teilnahme.HasIndex(t => new { t.DurchgangId, t.SchultraegerId }).IsUnique();
        teilnahme.HasIndex(t => new { t.DurchgangId, t.SchuleId }).IsUnique();
        teilnahme.HasOne<Durchgang>().WithMany().HasForeignKey(t => t.DurchgangId);
        teilnahme.HasOne<Schultraeger>().WithMany().HasForeignKey(t => t.SchultraegerId);
        teilnahme.HasOne<Schule>().WithMany().HasForeignKey(t => t.SchuleId);
    }

    public void Configure(EntityTypeBuilder<Matrix> matrix)
    {
        matrix.Ignore(m => m.Scope).Ignore(m => m.IsEditable);
        matrix.Property(m => m.Key).HasMaxLength(Matrix.KeyMaxLength);
        matrix.Property(m => m.Titel).HasMaxLength(Matrix.TitelMaxLength);
        matrix.Property(m => m.Status).IsConcurrencyToken();
        matrix.Property(m => m.LetzteFassung).IsConcurrencyToken();
        matrix.HasIndex(m => new { m.SchultraegerId, m.Key }).IsUnique();
        matrix.HasIndex(m => new { m.SchuleId, m.Key }).IsUnique();
        matrix.HasOne<Durchgang>().WithMany().HasForeignKey(m => m.DurchgangId);
        matrix.HasOne<MatrixKatalog>().WithMany().HasForeignKey(m => m.KatalogId);
        matrix.HasOne<Schultraeger>().WithMany().HasForeignKey(m => m.SchultraegerId);
        matrix.HasOne<Schule>().WithMany().HasForeignKey(m => m.SchuleId);
        matrix.HasOne<Matrix>().WithMany().HasForeignKey(m => m.VorgaengerId);
        matrix.HasMany(m => m.Zeilen).WithOne().HasForeignKey(z => z.MatrixId);
        matrix.HasMany(m => m.Fassungen).WithOne().HasForeignKey(f => f.MatrixId);
    }

    public void Configure(EntityTypeBuilder<MatrixZeile> zeile)
    {
        zeile.Property(z => z.Kriterium).HasMaxLength(MatrixZeile.KriteriumMaxLength);
        zeile.Property(z => z.Themenfeld).HasMaxLength(MatrixZeile.ThemenfeldMaxLength);
        zeile.Property(z => z.Version).IsConcurrencyToken();
        zeile.HasIndex(z => new { z.MatrixId, z.Kriterium }).IsUnique();
        zeile.HasOne<Person>().WithMany().HasForeignKey(z => z.GeaendertVonId);
        zeile.ComplexProperty(z => z.Werte, ConfigureWerte);
    }

    public void Configure(EntityTypeBuilder<MatrixFassung> fassung)
    {
        fassung.Property(f => f.FreigegebenVonName).HasMaxLength(Person.NameMaxLength);
        fassung.Property(f => f.Amt).HasMaxLength(MatrixFassung.AmtMaxLength);
        fassung.Property(f => f.Grund).HasMaxLength(MatrixFassung.GrundMaxLength);
        fassung.HasIndex(f => new { f.MatrixId, f.Nummer }).IsUnique();
        fassung.HasOne<Person>().WithMany().HasForeignKey(f => f.FreigegebenVonId);
        fassung.HasOne<Zustaendigkeit>().WithMany().HasForeignKey(f => f.ZustaendigkeitId);
        fassung.HasMany(f => f.Zeilen).WithOne().HasForeignKey(z => z.FassungId);
    }

    public void Configure(EntityTypeBuilder<Fassungszeile> zeile)
    {
        zeile.Property(z => z.Kriterium).HasMaxLength(MatrixZeile.KriteriumMaxLength);
        zeile.Property(z => z.Themenfeld).HasMaxLength(MatrixZeile.ThemenfeldMaxLength);
        zeile.HasIndex(z => new { z.FassungId, z.Kriterium }).IsUnique();
        zeile.HasOne<MatrixZeile>().WithMany().HasForeignKey(z => z.ZeileId);
        zeile.ComplexProperty(z => z.Werte, ConfigureWerte);
    }

    public void Configure(EntityTypeBuilder<Themenfeldzuordnung> zuordnung)
    {
        zuordnung.Property(z => z.Themenfeld).HasMaxLength(MatrixZeile.ThemenfeldMaxLength);
        zuordnung.HasIndex(z => new { z.MatrixId, z.Themenfeld }).IsUnique();
        zuordnung.HasOne<Matrix>().WithMany().HasForeignKey(z => z.MatrixId);
        zuordnung.HasOne<Person>().WithMany().HasForeignKey(z => z.PersonId);
    }

    public void Configure(EntityTypeBuilder<Weitergabe> weitergabe)
    {
        weitergabe.Ignore(w => w.Gilt).Ignore(w => w.ThemenfeldKeys);
        weitergabe.Property(w => w.Status).IsConcurrencyToken();
        weitergabe.Property(w => w.Themenfelder).HasMaxLength(Weitergabe.ThemenfelderMaxLength);
        weitergabe.Property(w => w.Grund).HasMaxLength(Weitergabe.GrundMaxLength);
        weitergabe.HasIndex(w => new { w.EmpfaengerId, w.Kreis });
        weitergabe.HasOne<Matrix>().WithMany().HasForeignKey(w => w.MatrixId);
        weitergabe.HasOne<MatrixFassung>().WithMany().HasForeignKey(w => w.FassungId);
        weitergabe.HasOne<Person>().WithMany().HasForeignKey(w => w.VonId);
    }

    public void Configure(EntityTypeBuilder<Zuarbeit> zuarbeit)
    {
        zuarbeit.Ignore(z => z.Stand);
        zuarbeit.Property(z => z.AnName).HasMaxLength(Zuarbeit.NameMaxLength);
        zuarbeit.Property(z => z.AnFunktion).HasMaxLength(Zuarbeit.FunktionMaxLength);
        zuarbeit.Property(z => z.AnEmail).HasMaxLength(Zuarbeit.EmailMaxLength);
        zuarbeit.Property(z => z.Nachricht).HasMaxLength(Zuarbeit.NachrichtMaxLength);
        zuarbeit.Property(z => z.Version).IsConcurrencyToken();
        zuarbeit.HasIndex(z => new { z.BeendetAm, z.Frist });
        zuarbeit.HasOne<Matrix>().WithMany().HasForeignKey(z => z.MatrixId);
        zuarbeit.HasOne<Person>().WithMany().HasForeignKey(z => z.VonId);
        zuarbeit.HasOne<Zustaendigkeit>().WithMany().HasForeignKey(z => z.ZustaendigkeitId);
        zuarbeit.HasMany(z => z.Zeilen).WithOne().HasForeignKey(z => z.ZuarbeitId);
    }

    public void Configure(EntityTypeBuilder<Zuarbeitszeile> zeile)
    {
        zeile.Ignore(z => z.Wartet).Ignore(z => z.Vorgeschlagenes);
        zeile.Property(z => z.Kriterium).HasMaxLength(MatrixZeile.KriteriumMaxLength);
        zeile.Property(z => z.Themenfeld).HasMaxLength(MatrixZeile.ThemenfeldMaxLength);
        zeile.Property(z => z.Hinweis).HasMaxLength(Zuarbeit.HinweisMaxLength);
        zeile.HasIndex(z => new { z.ZuarbeitId, z.Kriterium }).IsUnique();
        zeile.HasOne<MatrixZeile>().WithMany().HasForeignKey(z => z.ZeileId);
        zeile.ComplexProperty(z => z.Vorschlag, werte =>
        {
            foreach (var feld in Enum.GetValues<Zeilenfeld>().Except(Zuarbeit.Felder))
                werte.Ignore(feld.ToString());
            ConfigureVorschlag(werte);
        });
    }

    /// <summary>What somebody can say who is asked for a row: <see cref="Zuarbeit.Felder"/>.</summary>
    private static void ConfigureVorschlag(ComplexPropertyBuilder<Zeilenwerte> werte)
    {
        werte.Property(w => w.Ist).HasColumnName("Ist");
        werte.Property(w => w.Soll).HasColumnName("Soll");
        werte.Property(w => w.Zeithorizont).HasColumnName("Zeithorizont");
        werte.Property(w => w.GeplanteSchritte).HasColumnName("GeplanteSchritte").HasMaxLength(Zeilenwerte.TextMaxLength);
        werte.Property(w => w.Unterstuetzungsbedarf).HasColumnName("Unterstuetzungsbedarf").HasMaxLength(Zeilenwerte.TextMaxLength);
        werte.Property(w => w.OffeneFrage).HasColumnName("OffeneFrage").HasMaxLength(Zeilenwerte.TextMaxLength);
        werte.Ignore(w => w.IsBearbeitet);
    }

    private static void ConfigureWerte(ComplexPropertyBuilder<Zeilenwerte> werte)
    {
        ConfigureVorschlag(werte);
        werte.Property(w => w.Zustaendig).HasColumnName("Zustaendig").HasMaxLength(Zeilenwerte.ZustaendigMaxLength);
        werte.Property(w => w.FuerRundenTisch).HasColumnName("FuerRundenTisch");
        werte.Property(w => w.VorbehaltlichBeschluss).HasColumnName("VorbehaltlichBeschluss");
        werte.Property(w => w.BeschlussGremium).HasColumnName("BeschlussGremium").HasMaxLength(Zeilenwerte.GremiumMaxLength);
        werte.Property(w => w.BeschlussTermin).HasColumnName("BeschlussTermin");
        werte.Property(w => w.BeschlussErgebnis).HasColumnName("BeschlussErgebnis").HasMaxLength(Zeilenwerte.ErgebnisMaxLength);
        werte.Property(w => w.Vertraulich).HasColumnName("Vertraulich");
        werte.Property(w => w.InterneNotiz).HasColumnName("InterneNotiz").HasMaxLength(Zeilenwerte.TextMaxLength);
        werte.Property(w => w.Uebernommen).HasColumnName("Uebernommen");
        werte.Property(w => w.Auskunft).HasColumnName("Auskunft").HasMaxLength(Zeilenwerte.AuskunftMaxLength);
    }
}
