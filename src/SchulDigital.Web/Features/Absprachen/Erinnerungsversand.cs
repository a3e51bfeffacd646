using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Absprachen;

/// <summary>
/// Mails about an agreement: to those whose answer is missing, else to who is responsible. Recipients and text are shown first; the
/// same person is told once a day.
/// </summary>
public sealed class Erinnerungsversand(AppDbContext db, Postausgang post, Portaladresse adresse, AktuellerBenutzer benutzer, TimeProvider uhr)
{
    private const int BetreffMaxText = 70;

    public async Task<ErinnerungSeite> ProposeAsync(Vereinbarung v, CancellationToken abbruch)
    {
        var heute = uhr.Today();
        var frage = v.OffeneFrage is { Stand: Konsensstand.Offen } offen ? offen : null;
        List<Scope> an = frage is not null ? [.. frage.Antworten.Where(a => a.Wert is null).Select(a => a.Organisation)]
            : v.Holds && v.Status != Vereinbarungsstatus.Bestaetigt ? [v.Verantwortlich] : [];
        var ids = an.Select(s => s.Id!.Value).ToList();
        // Who can answer for the house: its Leitung, and whom it handed that over.
        var leute = ids.Count == 0 ? [] : (await (
            from z in db.Zustaendigkeiten
            join p in db.Personen on z.PersonId equals p.Id
            where ids.Contains(z.ScopeId!.Value) && z.Von <= heute && (z.Bis == null || z.Bis >= heute) && p.DeaktiviertAm == null
                && (z.Rolle == Rolle.Traegerleitung || z.Rolle == Rolle.Schulleitung || frage == null && (z.Rolle == Rolle.Traegerbearbeitung || z.Rolle == Rolle.Medienbeauftragte))
            select new { p.Id, p.Name, p.Email, Haus = z.ScopeId!.Value }).Distinct().ToListAsync(abbruch))
            .Select(l => new Erinnerter(l.Id, l.Name, l.Email, v.Beteiligte.FirstOrDefault(b => b.ScopeId == l.Haus)?.Name ?? "", l.Haus)).OrderBy(l => l.Haus, StringComparer.CurrentCulture).ToList();
        var kurz = Kurztext.Of(v.Text, BetreffMaxText);
        var (betreff, text) = frage is not null
            ? ($"Ihre Rückmeldung bis {frage.Frist:dd.MM.yyyy}: {kurz}", $"Ihre Organisation ist an dieser Vereinbarung beteiligt. Bitte antworten Sie bis zum {frage.Frist:dd.MM.yyyy}: Zustimmung, Zustimmung mit Bedenken, Einwand, Enthaltung oder nicht betroffen.")
            : ($"Wie weit ist es? {kurz}", v.IsOverdue(heute) ? $"Diese Vereinbarung war bis zum {v.Frist:dd.MM.yyyy} umzusetzen. Bitte tragen Sie ein, wie weit es ist." : "Bitte tragen Sie ein, wie weit die Umsetzung dieser Vereinbarung ist.");
        return new ErinnerungSeite(v.Id, kurz, v.Text, new ErinnerungForm(betreff, text), leute, [.. v.Beteiligte.Where(b => an.Contains(b.Organisation) && leute.TrueForAll(l => l.HausId != b.ScopeId)).Select(b => b.Name)]);
    }

    /// <summary>Returns how many mails go out; who was told today is not told again.</summary>
    public async Task<int> SendAsync(Vereinbarung v, IReadOnlyList<Erinnerter> empfaenger, ErinnerungForm form, CancellationToken abbruch)
    {
        var anlass = $"vereinbarung/{v.Id}/erinnerung/{uhr.Today():yyyy-MM-dd}";
        var schon = await db.Ausgangsnachrichten.Where(n => n.Anlass == anlass).Select(n => n.Empfaenger).ToListAsync(abbruch);
        var antwortAn = await db.Personen.Where(p => p.Id == benutzer.PersonId).Select(p => p.Email).SingleAsync(abbruch);
        var anzahl = 0;
        foreach (var e in empfaenger.DistinctBy(e => e.PersonId).Where(e => !schon.Contains(e.Email)))
        {
            await post.AddAsync(new Brief(anlass, e.Email, e.Name, form.Betreff!, $"Guten Tag {e.Name},\n\n{form.Text}\n\n{v.Text}\n\n{adresse.LinkTo($"/vereinbarungen/{v.Id}")}\n\n{benutzer.Name}\n")
            {
                AntwortAn = antwortAn,
                VeranlasstVonId = benutzer.PersonId,
            }, abbruch);
            anzahl++;
        }
        await db.SaveChangesAsync(abbruch);
        return anzahl;
    }
}

public sealed record ErinnerungForm(string? Betreff, string? Text);

public sealed class ErinnerungFormValidator : AbstractValidator<ErinnerungForm>
{
    public ErinnerungFormValidator()
    {
        RuleFor(f => f.Betreff).NotEmpty().WithMessage("Geben Sie einen Betreff.").MaximumLength(200).WithMessage("Betreff: höchstens 200 Zeichen.");
        RuleFor(f => f.Text).NotEmpty().WithMessage("Schreiben Sie einen Text.").MaximumLength(4000).WithMessage("Text: höchstens 4000 Zeichen.");
    }
}

public sealed record Erinnerter(Guid PersonId, string Name, string Email, string Haus, Guid HausId);

/// <param name="Ohne">Houses in which nobody has an account.</param>
public sealed record ErinnerungSeite(Guid Id, string Kurztext, string Wortlaut, ErinnerungForm Form, IReadOnlyList<Erinnerter> Empfaenger, IReadOnlyList<string> Ohne);
