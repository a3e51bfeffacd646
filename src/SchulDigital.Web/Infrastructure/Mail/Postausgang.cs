using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Infrastructure.Mail;

/// <summary>
/// Where features put mails: a row of the outbox, saved together with what it tells of. The same occasion and recipient a
/// second time changes nothing.
/// </summary>
public sealed class Postausgang(AppDbContext db, TimeProvider uhr)
{
    public async Task AddAsync(Brief brief, CancellationToken abbruch = default)
    {
        if (db.Ausgangsnachrichten.Local.Any(n => n.Anlass == brief.Anlass && n.Empfaenger == brief.Empfaenger)
            || await db.Ausgangsnachrichten.AnyAsync(n => n.Anlass == brief.Anlass && n.Empfaenger == brief.Empfaenger, abbruch))
            return;
        db.Add(new Ausgangsnachricht(
            brief.Anlass, brief.Empfaenger, brief.EmpfaengerName, brief.Betreff, brief.Text, uhr.Now())
        {
            AntwortAn = brief.AntwortAn,
            VeranlasstVonId = brief.VeranlasstVonId,
            MitLink = brief.MitLink,
            Anlage = brief.Anlage,
            AnlageName = brief.AnlageName,
            Kalender = brief.Kalender,
        });
    }
}

/// <summary>A mail as a feature writes it: plain text in German, lines as they are.</summary>
/// <param name="Anlass">Key of the occasion, for example <c>einladung/{id of the link}</c>.</param>
public sealed record Brief(string Anlass, string Empfaenger, string EmpfaengerName, string Betreff, string Text)
{
    public string? AntwortAn { get; init; }
    public Guid? VeranlasstVonId { get; init; }

    /// <summary>The text holds a personal link and is forgotten once it is sent.</summary>
    public bool MitLink { get; init; }

    /// <summary>A file that goes with it, and its name.</summary>
    public byte[]? Anlage { get; init; }
    public string? AnlageName { get; init; }

    /// <summary>A calendar entry, as <c>Kalendereintrag</c> writes it.</summary>
    public string? Kalender { get; init; }
}

/// <summary>
/// The address under which people reach the portal: <c>Portal:Adresse</c>, else the address that it listens on. Never what a
/// request claims to have been sent to: a forged Host would put a stranger's address into somebody's mail.
/// </summary>
public sealed class Portaladresse(IConfiguration konfiguration, IServiceProvider dienste)
{
    public string LinkTo(string weg) => Basis + weg;

    private string Basis =>
        (konfiguration["Portal:Adresse"]
            ?? dienste.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()
            ?? "http://localhost:5080").TrimEnd('/');
}
