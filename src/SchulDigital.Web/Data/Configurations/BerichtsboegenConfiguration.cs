using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Data.Configurations;

internal sealed class BerichtsboegenConfiguration :
    IEntityTypeConfiguration<Berichtsbogen>, IEntityTypeConfiguration<Berichtsbeteiligter>, IEntityTypeConfiguration<Berichtsabsatz>,
    IEntityTypeConfiguration<Berichtsanmerkung>, IEntityTypeConfiguration<Berichtserklaerung>, IEntityTypeConfiguration<Berichtsdurchsicht>,
    IEntityTypeConfiguration<Berichtszustellung>, IEntityTypeConfiguration<Berichtsberichtigung>, IEntityTypeConfiguration<Berichtseintrag>
{
    public void Configure(EntityTypeBuilder<Berichtsbogen> bogen)
    {
        bogen.Ignore(b => b.Scope).Ignore(b => b.Kennzeichen).Ignore(b => b.Angaben).Ignore(b => b.IsEditable).Ignore(b => b.IsFinal).Ignore(b => b.IsCurrent)
            .Ignore(b => b.Text).Ignore(b => b.Abschnitte).Ignore(b => b.Dokumentauswahl).Ignore(b => b.IsToBeSigned).Ignore(b => b.NextToSign);
        bogen.Property(b => b.Titel).HasMaxLength(Berichtsbogen.TitelMaxLength);
        bogen.Property(b => b.Suchtext).HasMaxLength(Berichtsbogen.SuchtextMaxLength);
        bogen.Property(b => b.Anlass).HasMaxLength(Berichtsbogen.AnlassMaxLength);
        bogen.Property(b => b.Rechtssatz).HasMaxLength(Berichtsbogen.RechtssatzMaxLength);
        bogen.Property(b => b.Grund).HasMaxLength(Berichtsbogen.GrundMaxLength);
        bogen.Property(b => b.Inhaltshash).HasMaxLength(Berichtserklaerung.HashMaxLength);
        bogen.Property(b => b.Version).IsConcurrencyToken();
        bogen.HasIndex(b => new { b.SchultraegerId, b.Jahr, b.Nummer }).IsUnique();
        bogen.HasOne<Schultraeger>().WithMany().HasForeignKey(b => b.SchultraegerId);
        bogen.HasOne<Besuch>().WithMany().HasForeignKey(b => b.BesuchId);
        bogen.HasOne<Berichtsbogen>().WithMany().HasForeignKey(b => b.VorjahrId);
        bogen.HasOne<Berichtsbogen>().WithMany().HasForeignKey(b => b.ErsetztId);
        bogen.HasMany(b => b.Beteiligte).WithOne().HasForeignKey(b => b.BerichtsbogenId);
        bogen.HasMany(b => b.Absaetze).WithOne().HasForeignKey(a => a.BerichtsbogenId);
        bogen.HasMany(b => b.Anmerkungen).WithOne().HasForeignKey(a => a.BerichtsbogenId);
        bogen.HasMany(b => b.Erklaerungen).WithOne().HasForeignKey(e => e.BerichtsbogenId);
        bogen.HasMany(b => b.Durchsichten).WithOne().HasForeignKey(d => d.BerichtsbogenId);
        bogen.HasMany(b => b.Berichtigungen).WithOne().HasForeignKey(b => b.BerichtsbogenId);
        bogen.HasMany(b => b.Zustellungen).WithOne().HasForeignKey(z => z.BerichtsbogenId);
    }

    public void Configure(EntityTypeBuilder<Berichtsbeteiligter> beteiligter)
    {
        beteiligter.Ignore(b => b.Organisation).Ignore(b => b.IsTraeger);
        beteiligter.Property(b => b.Name).HasMaxLength(Berichtsbeteiligter.NameMaxLength);
        beteiligter.HasIndex(b => new { b.ScopeId, b.BerichtsbogenId });
    }

    public void Configure(EntityTypeBuilder<Berichtsabsatz> absatz)
    {
        absatz.Ignore(a => a.Angaben);
        absatz.Property(a => a.Themenfeld).HasMaxLength(MatrixZeile.ThemenfeldMaxLength);
        absatz.Property(a => a.Text).HasMaxLength(Berichtsabsatz.TextMaxLength);
        absatz.Property(a => a.Wer).HasMaxLength(Berichtsabsatz.WerMaxLength);
        absatz.Property(a => a.Kosten).HasMaxLength(Berichtsabsatz.KostenMaxLength);
        absatz.Property(a => a.Finanzierung).HasMaxLength(Berichtsabsatz.FinanzierungMaxLength);
        absatz.Property(a => a.Vorbehalt).HasMaxLength(Berichtsabsatz.VorbehaltMaxLength);
        absatz.Property(a => a.Quellhash).HasMaxLength(Berichtserklaerung.HashMaxLength);
        absatz.Property(a => a.Version).IsConcurrencyToken();
        absatz.HasIndex(a => a.QuelleId);
        absatz.HasIndex(a => a.ZeileId);
        absatz.HasOne<Schule>().WithMany().HasForeignKey(a => a.SchuleId);
        absatz.HasOne<MatrixZeile>().WithMany().HasForeignKey(a => a.ZeileId);
    }

    public void Configure(EntityTypeBuilder<Berichtsanmerkung> anmerkung)
    {
        anmerkung.Ignore(a => a.Organisation).Ignore(a => a.IsOpen);
        anmerkung.Property(a => a.Organisationsname).HasMaxLength(Berichtsbeteiligter.NameMaxLength);
        anmerkung.Property(a => a.Text).HasMaxLength(Berichtsanmerkung.TextMaxLength);
        anmerkung.Property(a => a.Von).HasMaxLength(Berichtsanmerkung.VonMaxLength);
        anmerkung.Property(a => a.Antwort).HasMaxLength(Berichtsanmerkung.TextMaxLength);
        anmerkung.Property(a => a.AntwortVon).HasMaxLength(Berichtsanmerkung.VonMaxLength);
        anmerkung.HasOne<Berichtsabsatz>().WithMany().HasForeignKey(a => a.AbsatzId);
    }

    public void Configure(EntityTypeBuilder<Berichtserklaerung> erklaerung)
    {
        erklaerung.Ignore(e => e.Organisation).Ignore(e => e.Counts);
        erklaerung.Property(e => e.Organisationsname).HasMaxLength(Berichtsbeteiligter.NameMaxLength);
        erklaerung.Property(e => e.Name).HasMaxLength(Person.NameMaxLength);
        erklaerung.Property(e => e.Amt).HasMaxLength(Berichtserklaerung.AmtMaxLength);
        erklaerung.Property(e => e.Inhaltshash).HasMaxLength(Berichtserklaerung.HashMaxLength);
        erklaerung.Property(e => e.Grund).HasMaxLength(Berichtsbogen.GrundMaxLength);
        erklaerung.Property(e => e.Original).HasMaxLength(Berichtserklaerung.OriginalMaxLength);
        erklaerung.Property(e => e.FestgehaltenVon).HasMaxLength(Berichtsanmerkung.VonMaxLength);
        erklaerung.HasOne<Dokument>().WithMany().HasForeignKey(e => e.ScanId);
    }

    public void Configure(EntityTypeBuilder<Berichtsdurchsicht> durchsicht)
    {
        durchsicht.Ignore(d => d.Organisation);
        durchsicht.HasIndex(d => new { d.BerichtsbogenId, d.ScopeId, d.Abschnitt }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Berichtszustellung> zustellung)
    {
        zustellung.Ignore(z => z.Empfaenger);
        zustellung.Property(z => z.Name).HasMaxLength(Berichtszustellung.NameMaxLength);
        zustellung.HasIndex(z => new { z.BerichtsbogenId, z.ScopeId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Berichtsberichtigung> berichtigung)
    {
        berichtigung.Property(b => b.Bisher).HasMaxLength(Berichtsabsatz.TextMaxLength);
        berichtigung.Property(b => b.Neu).HasMaxLength(Berichtsabsatz.TextMaxLength);
        berichtigung.Property(b => b.Grund).HasMaxLength(Berichtsbogen.GrundMaxLength);
        berichtigung.Property(b => b.Von).HasMaxLength(Berichtsberichtigung.VonMaxLength);
        berichtigung.Property(b => b.Inhaltshash).HasMaxLength(Berichtserklaerung.HashMaxLength);
        berichtigung.HasIndex(b => new { b.BerichtsbogenId, b.Nummer }).IsUnique();
        berichtigung.HasOne<Berichtsabsatz>().WithMany().HasForeignKey(b => b.AbsatzId).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<Berichtseintrag> eintrag)
    {
        eintrag.Property(e => e.Text).HasMaxLength(Berichtseintrag.TextMaxLength);
        eintrag.ComplexProperty(e => e.Herkunft, ThemenConfiguration.ConfigureHerkunft);
        eintrag.HasOne<Schultraeger>().WithMany().HasForeignKey(e => e.SchultraegerId);
    }
}
