using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Berichtsboegen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>What a mail about a Berichtsbogen is for.</summary>
public enum Berichtsanlass { Pruefung, Zeichnung, Zustellung, Berichtigung }

/// <summary>Mails to the Leitungen of the houses; recipients and text are shown first.</summary>
public sealed class Berichtsversand(AppDbContext db, Postausgang post, Portaladresse adresse, AktuellerBenutzer benutzer, TimeProvider uhr)
{
    /// <summary>Who is told: the Leitung of every house but the sender's own person, at a delivery the Koordination too; of a Berichtigung all who have it.</summary>
    public async Task<IReadOnlyList<Berichtsempfaenger>> GetRecipientsAsync(Berichtsbogen bogen, Berichtsanlass anlass, IReadOnlyList<Guid> regionen, CancellationToken abbruch)
    {
        var weitere = anlass switch { Berichtsanlass.Zustellung => regionen, Berichtsanlass.Berichtigung => [.. bogen.Zustellungen.Select(z => z.ScopeId)], _ => [] };
        var heute = uhr.Today();
        var haeuser = bogen.Beteiligte.Where(b => anlass != Berichtsanlass.Zeichnung || bogen.NextToSign.Any(n => n.Organisation == b.Organisation)).Select(b => b.ScopeId).ToList();
        var leute = await (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where z.Von <= heute && (z.Bis == null || z.Bis >= heute) && p.DeaktiviertAm == null && p.Id != benutzer.PersonId
                && ((z.Rolle == Rolle.Traegerleitung || z.Rolle == Rolle.Schulleitung) && haeuser.Contains(z.ScopeId!.Value)
                    || (z.Rolle == Rolle.Koordination || z.Rolle == Rolle.Schulaufsicht) && weitere.Contains(z.ScopeId!.Value))
            select new { p.Id, p.Name, p.Email, Haus = z.ScopeId!.Value, z.Rolle }).Distinct().ToListAsync(abbruch);
        return [.. leute.Select(l => new Berichtsempfaenger(l.Id, l.Name, l.Email, bogen.Beteiligte.FirstOrDefault(b => b.ScopeId == l.Haus)?.Name ?? l.Rolle.Label(), l.Haus))
            .OrderBy(l => l.Haus, StringComparer.CurrentCulture).ThenBy(l => l.Name, StringComparer.CurrentCulture)];
    }

    public static (string Betreff, string Text) ProposeText(Berichtsinhalt inhalt, Berichtsanlass anlass) => anlass switch
    {
        Berichtsanlass.Pruefung => ($"Bitte prüfen: {inhalt.Ueberschrift}, {inhalt.Titel}",
            "der Berichtsbogen liegt zur Prüfung vor. Lesen Sie ihn durch, stellen Sie Rückfragen oder geben Sie einen Abschnitt zurück. Wenn alles stimmt, bestätigen Sie ihn; das geht auch am Telefon."),
        Berichtsanlass.Zeichnung => ($"Zur Unterschrift: {inhalt.Ueberschrift}, {inhalt.Titel}",
            "alle haben den Berichtsbogen bestätigt. Jetzt fehlt die Unterschrift Ihres Hauses, im Portal oder auf Papier."),
        Berichtsanlass.Berichtigung => ($"Berichtigt: {inhalt.Ueberschrift}, {inhalt.Titel}",
            "im Berichtsbogen ist ein offensichtlicher Fehler berichtigt. Was bisher dort stand und was jetzt dort steht, lesen Sie im Portal; auch das PDF ist neu. Bestätigen müssen Sie nichts."),
        _ => ($"Fertig: {inhalt.Ueberschrift}, {inhalt.Titel}", "der Berichtsbogen ist fertig und wird Ihnen hiermit zugestellt. Sie finden ihn als PDF im Portal; wer ihn prüfen will, kann das dort auch ohne Anmeldung tun."),
    };

    /// <summary>Into the outbox, once per person and occasion, of a reminder once a day; saved by the caller.</summary>
    /// <returns>How many.</returns>
    public async Task<int> AddAsync(Berichtsbogen bogen, Berichtsanlass anlass, IReadOnlyList<Berichtsempfaenger> empfaenger, string betreff, string text, CancellationToken abbruch)
    {
        var schluessel = $"bericht/{bogen.Id}/{anlass}/{bogen.Fassung}{(anlass == Berichtsanlass.Zeichnung ? $"/{uhr.Today():yyyy-MM-dd}" : null)}".ToLowerInvariant();
        var schon = await db.Ausgangsnachrichten.Where(n => n.Anlass == schluessel).Select(n => n.Empfaenger).ToListAsync(abbruch);
        var antwortAn = await db.Personen.Where(p => p.Id == benutzer.PersonId).Select(p => p.Email).SingleAsync(abbruch);
        var neue = empfaenger.DistinctBy(e => e.PersonId).Where(e => !schon.Contains(e.Email)).ToList();
        foreach (var e in neue)
            await post.AddAsync(new Brief(schluessel, e.Email, e.Name, betreff, $"Guten Tag {e.Name},\n\n{text}\n\n{adresse.LinkTo($"/berichtsboegen/{bogen.Id}")}\n\n{benutzer.Name}\n")
            {
                AntwortAn = antwortAn,
                VeranlasstVonId = benutzer.PersonId,
            }, abbruch);
        return neue.Count;
    }
}

/// <param name="Haus">Name of the house, or the role of who receives it from outside.</param>
public sealed record Berichtsempfaenger(Guid PersonId, string Name, string Email, string Haus, Guid HausId);

/// <param name="Regionen">Regions to whose Koordination it is delivered.</param>
public sealed record BerichtsmailForm(string? Betreff, string? Text, IReadOnlyList<Guid>? Regionen);

public sealed class BerichtsmailFormValidator : AbstractValidator<BerichtsmailForm>
{
    public BerichtsmailFormValidator()
    {
        RuleFor(f => f.Betreff).NotEmpty().WithMessage("Geben Sie einen Betreff.").MaximumLength(200).WithMessage("Betreff: höchstens 200 Zeichen.")
            .Must(b => b?.Contains('\n') != true).WithMessage("Der Betreff ist eine Zeile.");
        RuleFor(f => f.Text).NotEmpty().WithMessage("Schreiben Sie einen Text.").MaximumLength(4000).WithMessage("Text: höchstens 4000 Zeichen.");
    }
}
