using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Data.Configurations;

internal sealed class ZustaendigkeitenConfiguration :
    IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<Zustaendigkeit>, IEntityTypeConfiguration<Fachbereich>,
    IEntityTypeConfiguration<Zugangslink>, IEntityTypeConfiguration<Benutzer>, IEntityTypeConfiguration<Anmeldung>,
    IEntityTypeConfiguration<Sicherheitsereignis>, IEntityTypeConfiguration<Verlaufseintrag>,
    IEntityTypeConfiguration<Einmalcode>, IEntityTypeConfiguration<Ausgangsnachricht>,
    IEntityTypeConfiguration<Registerablage>, IEntityTypeConfiguration<Einstellung>, IEntityTypeConfiguration<Schutzschluessel>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.Property(p => p.Name).HasMaxLength(Person.NameMaxLength);
        person.Property(p => p.NameSuche).HasMaxLength(Person.NameMaxLength * 2);
        person.Property(p => p.Email).HasMaxLength(Person.EmailMaxLength);
        person.Property(p => p.Funktion).HasMaxLength(Person.FunktionMaxLength);
        person.HasIndex(p => p.Email).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Zustaendigkeit> zustaendigkeit)
    {
        zustaendigkeit.Ignore(z => z.Scope);
        zustaendigkeit.Property(z => z.Befugnisse).HasConversion<int>();
        zustaendigkeit.HasIndex(z => z.PersonId);
        zustaendigkeit.HasIndex(z => z.ScopeId);
        zustaendigkeit.HasOne<Person>().WithMany().HasForeignKey(z => z.PersonId);
        zustaendigkeit.HasOne<Fachbereich>().WithMany().HasForeignKey(z => z.FachbereichId);
        zustaendigkeit.HasOne<Zustaendigkeit>().WithMany().HasForeignKey(z => z.DelegiertVonId);
        zustaendigkeit.HasOne<Zustaendigkeit>().WithMany().HasForeignKey(z => z.NachfolgeVonId);
    }

    public void Configure(EntityTypeBuilder<Fachbereich> fachbereich)
    {
        fachbereich.Property(f => f.Name).HasMaxLength(Fachbereich.NameMaxLength);
        fachbereich.HasIndex(f => new { f.SchultraegerId, f.Name }).IsUnique();
        fachbereich.HasOne<Schultraeger>().WithMany().HasForeignKey(f => f.SchultraegerId);
    }

    public void Configure(EntityTypeBuilder<Zugangslink> link)
    {
        link.Property(l => l.TokenHash).HasMaxLength(Zugangslink.HashLength);
        link.Property(l => l.CodeHash).HasMaxLength(Zugangslink.HashLength);
        link.Property(l => l.Version).IsConcurrencyToken();
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => l.GegenstandId);
    }

    public void Configure(EntityTypeBuilder<Benutzer> benutzer) =>
        benutzer.HasOne<Person>().WithOne().HasForeignKey<Benutzer>(b => b.Id);

    public void Configure(EntityTypeBuilder<Anmeldung> anmeldung)
    {
        anmeldung.Property(a => a.Geraet).HasMaxLength(Anmeldung.GeraetMaxLength);
        anmeldung.HasIndex(a => a.PersonId);
        anmeldung.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
    }

    public void Configure(EntityTypeBuilder<Sicherheitsereignis> ereignis) => ereignis.HasIndex(e => e.Zeit);

    public void Configure(EntityTypeBuilder<Verlaufseintrag> eintrag)
    {
        eintrag.ToTable("Verlauf");
        eintrag.Property(e => e.Gegenstand).HasMaxLength(Verlaufseintrag.GegenstandMaxLength);
        eintrag.Property(e => e.Grund).HasMaxLength(Verlaufseintrag.GrundMaxLength);
        // All texts of a row, before and after: longer than any bounded column of SQL Server.
        eintrag.Property(e => e.Einzelheiten).HasMaxLength(Verlaufseintrag.EinzelheitenMaxLength);
        eintrag.HasIndex(e => new { e.GegenstandId, e.Zeit });
        eintrag.HasIndex(e => new { e.ScopeId, e.Zeit });
        eintrag.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId);
        eintrag.HasOne<Zustaendigkeit>().WithMany().HasForeignKey(e => e.ZustaendigkeitId);
    }

    public void Configure(EntityTypeBuilder<Einmalcode> code)
    {
        code.Property(c => c.Hash).HasMaxLength(Einmalcode.HashLength);
        code.HasIndex(c => new { c.PersonId, c.Hash }).IsUnique();
        code.Property(c => c.VerbrauchtAm).IsConcurrencyToken();
        code.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId);
    }

    public void Configure(EntityTypeBuilder<Ausgangsnachricht> nachricht)
    {
        nachricht.Property(n => n.Anlass).HasMaxLength(Ausgangsnachricht.AnlassMaxLength);
        nachricht.Property(n => n.Empfaenger).HasMaxLength(Ausgangsnachricht.EmpfaengerMaxLength);
        nachricht.Property(n => n.EmpfaengerName).HasMaxLength(Ausgangsnachricht.NameMaxLength);
        nachricht.Property(n => n.AntwortAn).HasMaxLength(Ausgangsnachricht.EmpfaengerMaxLength);
        nachricht.Property(n => n.Betreff).HasMaxLength(Ausgangsnachricht.BetreffMaxLength);
        nachricht.Property(n => n.Text).HasMaxLength(Ausgangsnachricht.TextMaxLength);
        nachricht.Property(n => n.Fehler).HasMaxLength(Ausgangsnachricht.FehlerMaxLength);
        nachricht.Property(n => n.Anlage).HasMaxLength(Ausgangsnachricht.AnlageMaxBytes);
        nachricht.Property(n => n.AnlageName).HasMaxLength(Ausgangsnachricht.AnlageNameMaxLength);
        nachricht.Property(n => n.Kalender).HasMaxLength(Ausgangsnachricht.KalenderMaxLength);
        nachricht.HasIndex(n => new { n.Anlass, n.Empfaenger }).IsUnique();
        nachricht.HasIndex(n => new { n.Stand, n.FaelligAm });
        nachricht.HasOne<Person>().WithMany().HasForeignKey(n => n.VeranlasstVonId);
    }

    public void Configure(EntityTypeBuilder<Registerablage> ablage)
    {
        ablage.Property(a => a.Dateiname).HasMaxLength(Registerablage.DateinameMaxLength);
        ablage.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
    }

    public void Configure(EntityTypeBuilder<Einstellung> einstellung)
    {
        einstellung.HasKey(e => e.Name);
        einstellung.Property(e => e.Name).HasMaxLength(Einstellung.NameMaxLength);
        einstellung.Property(e => e.Wert).HasMaxLength(Einstellung.WertMaxLength);
    }

    public void Configure(EntityTypeBuilder<Schutzschluessel> schluessel)
    {
        schluessel.Property(s => s.Name).HasMaxLength(Data.Schutzschluessel.NameMaxLength);
        schluessel.Property(s => s.Xml).HasMaxLength(100_000);
    }
}
