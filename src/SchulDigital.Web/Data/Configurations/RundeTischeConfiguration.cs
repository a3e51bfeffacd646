using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Dokumente;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Data.Configurations;

internal sealed class RundeTischeConfiguration :
    IEntityTypeConfiguration<RunderTisch>, IEntityTypeConfiguration<Tischmitglied>, IEntityTypeConfiguration<Sitzung>,
    IEntityTypeConfiguration<Sitzungsteilnehmer>, IEntityTypeConfiguration<Tagesordnungspunkt>, IEntityTypeConfiguration<Protokolleintrag>,
    IEntityTypeConfiguration<Protokolleinwand>, IEntityTypeConfiguration<Protokollfassung>, IEntityTypeConfiguration<Sitzungsunterlage>,
    IEntityTypeConfiguration<Textbaustein>
{
    public void Configure(EntityTypeBuilder<RunderTisch> tisch)
    {
        tisch.Ignore(t => t.Scope).Ignore(t => t.Angaben);
        tisch.Property(t => t.Name).HasMaxLength(RunderTisch.NameMaxLength);
        tisch.Property(t => t.NameSuche).HasMaxLength(RunderTisch.NameMaxLength * 2);
        tisch.Property(t => t.Regeln).HasMaxLength(RunderTisch.RegelnMaxLength);
        tisch.Property(t => t.Version).IsConcurrencyToken();
        tisch.HasOne<Kommune>().WithMany().HasForeignKey(t => t.KommuneId);
        tisch.HasOne<Bildungsregion>().WithMany().HasForeignKey(t => t.BildungsregionId);
        tisch.HasMany(t => t.Mitglieder).WithOne().HasForeignKey(m => m.RunderTischId);
    }

    public void Configure(EntityTypeBuilder<Tischmitglied> mitglied)
    {
        mitglied.Ignore(m => m.IsActive).Ignore(m => m.Organisation);
        mitglied.Property(m => m.Name).HasMaxLength(Tischmitglied.NameMaxLength);
        mitglied.Property(m => m.Email).HasMaxLength(Tischmitglied.EmailMaxLength);
        mitglied.Property(m => m.Vertretung).HasMaxLength(Tischmitglied.VertretungMaxLength);
        mitglied.HasOne<Person>().WithMany().HasForeignKey(m => m.VertretungPersonId);
        mitglied.HasIndex(m => new { m.ScopeId, m.RunderTischId });
    }

    public void Configure(EntityTypeBuilder<Sitzung> sitzung)
    {
        sitzung.Ignore(s => s.Scope).Ignore(s => s.Angaben).Ignore(s => s.IsPlannable).Ignore(s => s.IsWritable).Ignore(s => s.IsAgendaOpen)
            .Ignore(s => s.Fassung).Ignore(s => s.Tagesordnung).Ignore(s => s.CarriedOver);
        sitzung.Property(s => s.Titel).HasMaxLength(Sitzung.TitelMaxLength);
        sitzung.Property(s => s.Suchtext).HasMaxLength(Sitzung.TitelMaxLength * 2);
        sitzung.Property(s => s.Ort).HasMaxLength(Sitzung.OrtMaxLength);
        sitzung.Property(s => s.Videolink).HasMaxLength(Sitzung.LinkMaxLength);
        sitzung.Property(s => s.Nachricht).HasMaxLength(Sitzung.NachrichtMaxLength);
        sitzung.Property(s => s.Grund).HasMaxLength(Sitzung.GrundMaxLength);
        sitzung.Property(s => s.Status).IsConcurrencyToken();
        sitzung.HasIndex(s => new { s.RunderTischId, s.Nummer }).IsUnique();
        sitzung.HasOne<RunderTisch>().WithMany().HasForeignKey(s => s.RunderTischId);
        sitzung.HasOne<Person>().WithMany().HasForeignKey(s => s.OrganisatorId);
        sitzung.HasOne<Sitzung>().WithMany().HasForeignKey(s => s.VorgaengerId);
        sitzung.HasMany(s => s.Teilnehmer).WithOne().HasForeignKey(t => t.SitzungId);
        sitzung.HasMany(s => s.Punkte).WithOne().HasForeignKey(p => p.SitzungId);
        sitzung.HasMany(s => s.Eintraege).WithOne().HasForeignKey(e => e.SitzungId);
        sitzung.HasMany(s => s.Einwaende).WithOne().HasForeignKey(e => e.SitzungId);
        sitzung.HasMany(s => s.Fassungen).WithOne().HasForeignKey(f => f.SitzungId);
        sitzung.HasMany(s => s.Unterlagen).WithOne().HasForeignKey(u => u.SitzungId);
    }

    public void Configure(EntityTypeBuilder<Sitzungsteilnehmer> teilnehmer)
    {
        teilnehmer.Ignore(t => t.NimmtTeil).Ignore(t => t.Organisation);
        teilnehmer.Property(t => t.Name).HasMaxLength(Tischmitglied.NameMaxLength);
        teilnehmer.Property(t => t.Email).HasMaxLength(Tischmitglied.EmailMaxLength);
        teilnehmer.Property(t => t.RueckmeldungWort).HasMaxLength(Sitzungsteilnehmer.WortMaxLength);
        teilnehmer.Property(t => t.RueckmeldungVon).HasMaxLength(Tischmitglied.NameMaxLength);
        teilnehmer.Property(t => t.Vertretung).HasMaxLength(Tischmitglied.VertretungMaxLength);
        teilnehmer.Property(t => t.AnwesendDurch).HasMaxLength(Sitzungsteilnehmer.DurchMaxLength);
        teilnehmer.HasOne<Tischmitglied>().WithMany().HasForeignKey(t => t.MitgliedId);
        teilnehmer.HasOne<Tagesordnungspunkt>().WithMany().HasForeignKey(t => t.PunktId);
    }

    public void Configure(EntityTypeBuilder<Tagesordnungspunkt> punkt)
    {
        punkt.Ignore(p => p.IstAufTagesordnung).Ignore(p => p.WieEingeladen).Ignore(p => p.Angaben);
        punkt.Property(p => p.Titel).HasMaxLength(Tagesordnungspunkt.TitelMaxLength);
        punkt.Property(p => p.Beschreibung).HasMaxLength(Tagesordnungspunkt.BeschreibungMaxLength);
        punkt.Property(p => p.Abschnitt).HasMaxLength(Tagesordnungspunkt.AbschnittMaxLength);
        punkt.Property(p => p.Vortrag).HasMaxLength(Tagesordnungspunkt.VortragMaxLength);
        punkt.Property(p => p.VorschlagVon).HasMaxLength(Protokolleinwand.VonNameMaxLength);
        punkt.Property(p => p.Grund).HasMaxLength(Tagesordnungspunkt.GrundMaxLength);
        punkt.Property(p => p.Regie).HasMaxLength(Tagesordnungspunkt.RegieMaxLength);
        punkt.Property(p => p.Material).HasMaxLength(Tagesordnungspunkt.MaterialMaxLength);
        punkt.Property(p => p.EingeladenTitel).HasMaxLength(Tagesordnungspunkt.TitelMaxLength);
        punkt.HasOne<Thema>().WithMany().HasForeignKey(p => p.ThemaId);
        punkt.HasOne<Tagesordnungspunkt>().WithMany().HasForeignKey(p => p.AusPunktId);
    }

    public void Configure(EntityTypeBuilder<Protokolleintrag> eintrag)
    {
        eintrag.Property(e => e.Text).HasMaxLength(Protokolleintrag.TextMaxLength);
        eintrag.Property(e => e.Version).IsConcurrencyToken();
        eintrag.HasOne<Tagesordnungspunkt>().WithMany().HasForeignKey(e => e.PunktId);
        eintrag.HasOne<Aufgabe>().WithMany().HasForeignKey(e => e.AufgabeId);
        eintrag.HasOne<Person>().WithMany().HasForeignKey(e => e.VonId);
    }

    public void Configure(EntityTypeBuilder<Protokolleinwand> einwand)
    {
        einwand.Property(e => e.VonName).HasMaxLength(Protokolleinwand.VonNameMaxLength);
        einwand.Property(e => e.Text).HasMaxLength(Protokolleinwand.TextMaxLength);
        einwand.Property(e => e.Antwort).HasMaxLength(Protokolleinwand.TextMaxLength);
        einwand.HasOne<Protokolleintrag>().WithMany().HasForeignKey(e => e.EintragId);
        einwand.HasOne<Sitzungsteilnehmer>().WithMany().HasForeignKey(e => e.TeilnehmerId);
    }

    public void Configure(EntityTypeBuilder<Protokollfassung> fassung)
    {
        fassung.Property(f => f.GenehmigtVonName).HasMaxLength(Person.NameMaxLength);
        fassung.Property(f => f.GenehmigtVonAmt).HasMaxLength(MatrixFassung.AmtMaxLength);
        fassung.Property(f => f.Grund).HasMaxLength(Protokollfassung.GrundMaxLength);
        fassung.HasIndex(f => new { f.SitzungId, f.Nummer }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Textbaustein> baustein)
    {
        baustein.Ignore(b => b.Angaben);
        baustein.Property(b => b.Titel).HasMaxLength(Tagesordnungspunkt.TitelMaxLength);
        baustein.Property(b => b.Beschreibung).HasMaxLength(Tagesordnungspunkt.BeschreibungMaxLength);
        baustein.Property(b => b.Vortrag).HasMaxLength(Tagesordnungspunkt.VortragMaxLength);
        baustein.HasOne<RunderTisch>().WithMany().HasForeignKey(b => b.RunderTischId);
    }

    public void Configure(EntityTypeBuilder<Sitzungsunterlage> unterlage)
    {
        unterlage.Property(u => u.Titel).HasMaxLength(Sitzungsunterlage.TitelMaxLength);
        unterlage.Property(u => u.Link).HasMaxLength(Sitzungsunterlage.LinkMaxLength);
        unterlage.HasOne<Tagesordnungspunkt>().WithMany().HasForeignKey(u => u.PunktId);
        unterlage.HasOne<Dokument>().WithMany().HasForeignKey(u => u.DokumentId);
    }
}
