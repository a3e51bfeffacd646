using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Stammdaten;
using SchulDigital.Domain.Themen;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Data.Configurations;

internal sealed class ThemenConfiguration :
    IEntityTypeConfiguration<Thema>, IEntityTypeConfiguration<Arbeitsschwerpunkt>, IEntityTypeConfiguration<Aufgabe>
{
    public void Configure(EntityTypeBuilder<Thema> thema)
    {
        thema.Ignore(t => t.Scope).Ignore(t => t.Von).Ignore(t => t.IsOpen)
            .Ignore(t => t.CanBePlanned).Ignore(t => t.CanBePostponed).Ignore(t => t.CanBeBroughtBack);
        thema.Property(t => t.Titel).HasMaxLength(Thema.TitelMaxLength);
        thema.Property(t => t.Beschreibung).HasMaxLength(Thema.BeschreibungMaxLength);
        thema.Property(t => t.Suchtext).HasMaxLength(Thema.SuchtextMaxLength);
        thema.Property(t => t.Themenfeld).HasMaxLength(MatrixZeile.ThemenfeldMaxLength);
        thema.Property(t => t.Grund).HasMaxLength(Thema.GrundMaxLength);
        thema.Property(t => t.ArbeitsgruppeMitglieder).HasMaxLength(Thema.MitgliederMaxLength);
        thema.Property(t => t.ArbeitsgruppeAuftrag).HasMaxLength(Thema.AuftragMaxLength);
        thema.Property(t => t.Version).IsConcurrencyToken();
        thema.ComplexProperty(t => t.Herkunft, ConfigureHerkunft);
        thema.HasIndex(t => new { t.RunderTischId, t.Status });
        thema.HasIndex(t => t.ZeileId);
        thema.HasOne<RunderTisch>().WithMany().HasForeignKey(t => t.RunderTischId);
        thema.HasOne<MatrixZeile>().WithMany().HasForeignKey(t => t.ZeileId);
        thema.HasOne<Thema>().WithMany().HasForeignKey(t => t.ZusammengefuehrtInId);
        thema.HasOne<Person>().WithMany().HasForeignKey(t => t.VonId);
        thema.HasOne<Person>().WithMany().HasForeignKey(t => t.ModerationVonId);
        thema.HasOne<Person>().WithMany().HasForeignKey(t => t.TraegerVonId);
    }

    public void Configure(EntityTypeBuilder<Arbeitsschwerpunkt> schwerpunkt)
    {
        schwerpunkt.Ignore(s => s.IsOpen);
        schwerpunkt.Property(s => s.Titel).HasMaxLength(Arbeitsschwerpunkt.TitelMaxLength);
        schwerpunkt.Property(s => s.Unterstuetzung).HasMaxLength(Arbeitsschwerpunkt.UnterstuetzungMaxLength);
        schwerpunkt.Property(s => s.Version).IsConcurrencyToken();
        schwerpunkt.HasOne<RunderTisch>().WithMany().HasForeignKey(s => s.RunderTischId);
        schwerpunkt.HasOne<Schule>().WithMany().HasForeignKey(s => s.SchuleId);
        schwerpunkt.HasOne<Thema>().WithMany().HasForeignKey(s => s.ThemaId);
    }

    public void Configure(EntityTypeBuilder<Aufgabe> aufgabe)
    {
        aufgabe.Ignore(a => a.Scope);
        aufgabe.Property(a => a.Text).HasMaxLength(Aufgabe.TextMaxLength);
        aufgabe.Property(a => a.Suchtext).HasMaxLength(Aufgabe.SuchtextMaxLength);
        aufgabe.Property(a => a.Vermerk).HasMaxLength(Aufgabe.VermerkMaxLength);
        aufgabe.Property(a => a.Version).IsConcurrencyToken();
        aufgabe.ComplexProperty(a => a.Herkunft, ConfigureHerkunft);
        aufgabe.HasIndex(a => new { a.ScopeId, a.Status });
        aufgabe.HasIndex(a => new { a.Status, a.Frist });
        aufgabe.HasIndex(a => a.ZeileId);
        aufgabe.HasOne<MatrixZeile>().WithMany().HasForeignKey(a => a.ZeileId);
        aufgabe.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
        aufgabe.HasOne<Person>().WithMany().HasForeignKey(a => a.VonId);
    }

    internal static void ConfigureHerkunft(ComplexPropertyBuilder<Herkunft> herkunft)
    {
        herkunft.Property(h => h.Art).HasColumnName("HerkunftArt");
        herkunft.Property(h => h.GegenstandId).HasColumnName("HerkunftGegenstandId");
        herkunft.Property(h => h.ZeileId).HasColumnName("HerkunftZeileId");
    }
}
