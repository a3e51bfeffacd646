using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SchulDigital.Domain.Besuche;
using SchulDigital.Domain.RundeTische;
using SchulDigital.Domain.Termine;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Data.Configurations;

internal sealed class TermineConfiguration :
    IEntityTypeConfiguration<Terminabstimmung>, IEntityTypeConfiguration<Terminvorschlag>, IEntityTypeConfiguration<Terminteilnehmer>, IEntityTypeConfiguration<Terminstimme>
{
    public void Configure(EntityTypeBuilder<Terminabstimmung> abstimmung)
    {
        abstimmung.Ignore(a => a.IsOpen);
        abstimmung.Property(a => a.Nachricht).HasMaxLength(Terminabstimmung.NachrichtMaxLength);
        abstimmung.HasOne<Sitzung>().WithMany().HasForeignKey(a => a.SitzungId);
        abstimmung.HasOne<Besuch>().WithMany().HasForeignKey(a => a.BesuchId);
        abstimmung.HasOne<Person>().WithMany().HasForeignKey(a => a.OrganisatorId);
        abstimmung.HasMany(a => a.Vorschlaege).WithOne().HasForeignKey(v => v.AbstimmungId);
        abstimmung.HasMany(a => a.Gefragte).WithOne().HasForeignKey(g => g.AbstimmungId);
    }

    public void Configure(EntityTypeBuilder<Terminvorschlag> vorschlag) => vorschlag.Ignore(v => v.Worte);

    public void Configure(EntityTypeBuilder<Terminteilnehmer> teilnehmer)
    {
        teilnehmer.Ignore(t => t.Organisation);
        teilnehmer.Property(t => t.Name).HasMaxLength(Terminteilnehmer.NameMaxLength);
        teilnehmer.Property(t => t.Email).HasMaxLength(Terminteilnehmer.EmailMaxLength);
        teilnehmer.Property(t => t.BeantwortetVon).HasMaxLength(Terminteilnehmer.NameMaxLength);
        teilnehmer.Property(t => t.Wort).HasMaxLength(Terminteilnehmer.WortMaxLength);
        teilnehmer.HasIndex(t => t.ScopeId);
        teilnehmer.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId);
        teilnehmer.HasMany(t => t.Stimmen).WithOne().HasForeignKey(s => s.TeilnehmerId);
    }

    public void Configure(EntityTypeBuilder<Terminstimme> stimme) => stimme.HasOne<Terminvorschlag>().WithMany().HasForeignKey(s => s.VorschlagId);
}
