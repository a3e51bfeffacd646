using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Data.Configurations;

internal sealed class BesucheConfiguration :
    IEntityTypeConfiguration<Besuch>, IEntityTypeConfiguration<Besuchsbeteiligter>, IEntityTypeConfiguration<Besuchspunkt>,
    IEntityTypeConfiguration<Besuchsnotiz>, IEntityTypeConfiguration<Besuchsfrage>, IEntityTypeConfiguration<Besuchsergebnis>,
    IEntityTypeConfiguration<Besuchsunterlage>
{
    public void Configure(EntityTypeBuilder<Besuch> besuch)
    {
        besuch.Ignore(b => b.Scope).Ignore(b => b.Angaben).Ignore(b => b.IsPlannable).Ignore(b => b.IsWritable);
        besuch.Property(b => b.Anlass).HasMaxLength(Besuch.AnlassMaxLength);
        besuch.Property(b => b.Suchtext).HasMaxLength(Besuch.AnlassMaxLength * 2);
        besuch.Property(b => b.Ort).HasMaxLength(Besuch.OrtMaxLength);
        besuch.Property(b => b.Videolink).HasMaxLength(Besuch.LinkMaxLength);
        besuch.Property(b => b.Nachricht).HasMaxLength(Besuch.NachrichtMaxLength);
        besuch.Property(b => b.Grund).HasMaxLength(Besuch.GrundMaxLength);
        besuch.Property(b => b.VermerkVonName).HasMaxLength(Person.NameMaxLength);
        besuch.Property(b => b.VermerkAmt).HasMaxLength(MatrixFassung.AmtMaxLength);
        besuch.Property(b => b.Status).IsConcurrencyToken();
        besuch.HasIndex(b => new { b.SchultraegerId, b.Tag });
        besuch.HasOne<Schultraeger>().WithMany().HasForeignKey(b => b.SchultraegerId);
        besuch.HasOne<Matrix>().WithMany().HasForeignKey(b => b.MatrixId);
        besuch.HasOne<Person>().WithMany().HasForeignKey(b => b.OrganisatorId);
        besuch.HasOne<Besuch>().WithMany().HasForeignKey(b => b.VorgaengerId);
        besuch.HasMany(b => b.Beteiligte).WithOne().HasForeignKey(b => b.BesuchId);
        besuch.HasMany(b => b.Punkte).WithOne().HasForeignKey(p => p.BesuchId);
        besuch.HasMany(b => b.Notizen).WithOne().HasForeignKey(n => n.BesuchId);
        besuch.HasMany(b => b.Fragen).WithOne().HasForeignKey(f => f.BesuchId);
        besuch.HasMany(b => b.Ergebnisse).WithOne().HasForeignKey(e => e.BesuchId);
        besuch.HasMany(b => b.Unterlagen).WithOne().HasForeignKey(u => u.BesuchId);
    }

    public void Configure(EntityTypeBuilder<Besuchsbeteiligter> beteiligter)
    {
        beteiligter.Ignore(b => b.NimmtTeil).Ignore(b => b.IstPartner).Ignore(b => b.Teilnahme).Ignore(b => b.Worte);
        beteiligter.Property(b => b.Name).HasMaxLength(Besuchsbeteiligter.NameMaxLength);
        beteiligter.Property(b => b.Organisation).HasMaxLength(Besuchsbeteiligter.OrganisationMaxLength);
        beteiligter.Property(b => b.Email).HasMaxLength(Besuchsbeteiligter.EmailMaxLength);
        beteiligter.Property(b => b.RueckmeldungWort).HasMaxLength(Besuchsbeteiligter.WortMaxLength);
        beteiligter.Property(b => b.RueckmeldungVon).HasMaxLength(Besuchsbeteiligter.NameMaxLength);
        beteiligter.Property(b => b.VermerkWort).HasMaxLength(Besuchsbeteiligter.WortMaxLength);
        beteiligter.Property(b => b.VermerkVon).HasMaxLength(Besuchsbeteiligter.NameMaxLength);
        beteiligter.HasIndex(b => b.BezugId);
    }

    public void Configure(EntityTypeBuilder<Besuchspunkt> punkt)
    {
        punkt.Ignore(p => p.Angabe);
        punkt.Property(p => p.Titel).HasMaxLength(Besuchspunkt.TitelMaxLength);
        punkt.Property(p => p.Grund).HasMaxLength(Besuchspunkt.GrundMaxLength);
        punkt.Property(p => p.Themenfeld).HasMaxLength(MatrixZeile.ThemenfeldMaxLength);
        punkt.HasOne<MatrixZeile>().WithMany().HasForeignKey(p => p.ZeileId);
    }

    public void Configure(EntityTypeBuilder<Besuchsnotiz> notiz)
    {
        notiz.Property(n => n.Themenfeld).HasMaxLength(MatrixZeile.ThemenfeldMaxLength);
        notiz.Property(n => n.Text).HasMaxLength(Besuchsnotiz.TextMaxLength);
        notiz.Property(n => n.Version).IsConcurrencyToken();
        notiz.HasIndex(n => new { n.BesuchId, n.Themenfeld }).IsUnique();
        notiz.HasOne<Person>().WithMany().HasForeignKey(n => n.GeaendertVonId);
    }

    public void Configure(EntityTypeBuilder<Besuchsfrage> frage)
    {
        frage.Property(f => f.VonName).HasMaxLength(Besuchsbeteiligter.NameMaxLength * 2);
        frage.Property(f => f.Kriterium).HasMaxLength(MatrixZeile.KriteriumMaxLength);
        frage.Property(f => f.Themenfeld).HasMaxLength(MatrixZeile.ThemenfeldMaxLength);
        frage.Property(f => f.Text).HasMaxLength(Besuchsfrage.TextMaxLength);
        frage.Property(f => f.Antwort).HasMaxLength(Besuchsfrage.TextMaxLength);
        frage.HasOne<Besuchsbeteiligter>().WithMany().HasForeignKey(f => f.BeteiligterId);
        frage.HasOne<MatrixZeile>().WithMany().HasForeignKey(f => f.ZeileId);
        frage.HasOne<Person>().WithMany().HasForeignKey(f => f.BeantwortetVonId);
    }

    public void Configure(EntityTypeBuilder<Besuchsergebnis> ergebnis)
    {
        ergebnis.Property(e => e.Kriterium).HasMaxLength(MatrixZeile.KriteriumMaxLength);
        ergebnis.Property(e => e.Themenfeld).HasMaxLength(MatrixZeile.ThemenfeldMaxLength);
        ergebnis.Property(e => e.Text).HasMaxLength(Besuchsergebnis.TextMaxLength);
        ergebnis.HasIndex(e => e.ZeileId);
        ergebnis.HasOne<MatrixZeile>().WithMany().HasForeignKey(e => e.ZeileId);
        ergebnis.HasOne<Person>().WithMany().HasForeignKey(e => e.VonId);
    }

    public void Configure(EntityTypeBuilder<Besuchsunterlage> unterlage)
    {
        unterlage.Property(u => u.Titel).HasMaxLength(Besuchsunterlage.TitelMaxLength);
        unterlage.Property(u => u.Link).HasMaxLength(Besuchsunterlage.LinkMaxLength);
        unterlage.HasOne<Schule>().WithMany().HasForeignKey(u => u.SchuleId);
        unterlage.HasOne<Dokument>().WithMany().HasForeignKey(u => u.DokumentId);
    }
}
