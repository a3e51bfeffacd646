using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Mail;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>
/// Gives offices and invites those who have no account yet: link, mail, history and the report to a Leitung that was not
/// asked, in one save. The same sending a second time changes nothing.
/// </summary>
public sealed class Einladungsversand(
    AppDbContext db, Postausgang post, Portaladresse adresse, UserManager<Benutzer> konten, TimeProvider uhr, IConfiguration konfiguration)
{
    /// <summary>How long an invitation holds where no setting says otherwise, in days.</summary>
    public const int Tage = 14;

    private const int MaxVersuche = 3;

    public int EinladungTage => Math.Clamp(konfiguration.GetValue("Konten:EinladungTage", Tage), 1, 365);

    /// <summary>What a sending will do; nothing is saved. Throws the sentence of a rule that refuses.</summary>
    public async Task<Einladungsplan> PlanAsync(Einladungsentwurf entwurf, Absender absender, CancellationToken abbruch)
    {
        var grundlage = await LoadAsync([entwurf], abbruch);
        return Einladungsplan.Make(entwurf, absender, grundlage, uhr.Today());
    }

    /// <summary>The mail of a plan as it will be sent, with a place where the personal link will stand.</summary>
    public async Task<(string Betreff, string Text)> PreviewAsync(Einladungsplan plan, Absender absender, CancellationToken abbruch)
    {
        var namen = new Dictionary<Scope, string>();
        foreach (var scope in plan.Aemter.Select(z => z.Scope).Distinct())
            namen[scope] = await db.NameOfAsync(scope, abbruch) ?? "";
        return (Einladungstext.SubjectOf(plan), Einladungstext.TextOf(
            plan, absender, s => namen[s], plan.MitKonto ? adresse.LinkTo("/") : Einladungstext.LinkPlatz, uhr.Now().AddDays(EinladungTage), uhr.Today()));
    }

    /// <summary>All or nothing. A rule that refuses one refuses all.</summary>
    public async Task<Versandergebnis> SendAsync(Sendung sendung, Absender absender, CancellationToken abbruch)
    {
        for (var versuch = 1; ; versuch++)
        {
            try
            {
                return await db.InTransactionAsync(() => WriteAsync(sendung, absender, EinladungTage, jeMail: true, abbruch), abbruch);
            }
            catch (DbUpdateException) when (versuch < MaxVersuche)
            {
                // Somebody invited the same person, or sent the same preview, at the same moment.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>By command of the operator: the link and its code are shown to him, and no mail goes to the person.</summary>
    public async Task<Eingeladen> InviteAsync(string email, string name, Rolle rolle, Scope scope, int tage, CancellationToken abbruch = default)
    {
        var entwurf = new Einladungsentwurf
        {
            Name = name,
            Email = email,
            Aemter = [new Amtswunsch(rolle, rolle.IsLeitung() ? Amtsart.Leitung : Amtsart.Mitarbeit, scope.Art, scope.Id, null, uhr.Today(), null)],
        };
        var ergebnis = await db.InTransactionAsync(
            () => WriteAsync(Sendung.Of(entwurf), Absender.Portal, tage, jeMail: false, abbruch), abbruch);
        var versandt = ergebnis.Versandt[0];
        return new Eingeladen(versandt.Plan.Person, versandt.Token, versandt.Plan.MitCode ? entwurf.Code : null, versandt.EndetAm);
    }

    public Task<Einladungsgrundlage> LoadAsync(IReadOnlyList<Einladungsentwurf> entwuerfe, CancellationToken abbruch) => Einladungsgrundlage.LoadAsync(
        db,
        [.. entwuerfe.Select(e => Person.NormalizeEmail(e.Email)).Distinct()],
        [.. entwuerfe.Select(e => e.ErneutFuerId).OfType<Guid>()],
        [.. entwuerfe.SelectMany(e => e.Aemter).Select(a => a.Scope).Distinct()],
        uhr.Today(), abbruch);

    private async Task<Versandergebnis> WriteAsync(Sendung sendung, Absender absender, int tage, bool jeMail, CancellationToken abbruch)
    {
        var anlass = $"einladung/{sendung.Vorgang}";
        if (jeMail && await db.Ausgangsnachrichten.AnyAsync(n => n.Anlass == anlass, abbruch))
            return new Versandergebnis([], SchonVersandt: true);

        var grundlage = await LoadAsync(sendung.Entwuerfe, abbruch);
        var versandt = new List<Versandt>();
        foreach (var entwurf in sendung.Entwuerfe)
        {
            var plan = sendung.Entwuerfe.Count == 1
                ? Einladungsplan.Make(entwurf, absender, grundlage, uhr.Today())
                : MakeOneOfMany(entwurf);
            // By command an office that is held already is no news, but a lost link is made anew.
            if (!plan.NichtsZuTun || !jeMail)
                versandt.Add(await WriteAsync(plan, absender, grundlage, anlass, tage, jeMail, abbruch));
        }
        await db.SaveChangesAsync(abbruch);
        foreach (var plan in versandt.Select(v => v.Plan).Where(p => p.Vorgaenger is not null))
            await Amtsuebergabe.MoveTasksAsync(db, plan.NeueAemter[0], plan.Vorgaenger!.PersonId, uhr.Today(), abbruch);
        await db.SaveChangesAsync(abbruch);
        return new Versandergebnis(versandt, SchonVersandt: false);

        Einladungsplan MakeOneOfMany(Einladungsentwurf entwurf)
        {
            try
            {
                return Einladungsplan.Make(entwurf, absender, grundlage, uhr.Today());
            }
            catch (FachregelVerletzt regel)
            {
                throw new FachregelVerletzt($"{entwurf.Name} ({entwurf.Email}): {regel.Message}");
            }
        }
    }

    private async Task<Versandt> WriteAsync(
        Einladungsplan plan, Absender absender, Einladungsgrundlage grundlage, string anlass, int tage, bool jeMail, CancellationToken abbruch)
    {
        var (jetzt, heute, person) = (uhr.Now(), uhr.Today(), plan.Person);
        if (plan.PersonIstNeu)
            db.Add(person);
        if (plan.NeueEmail is { } email)
            await CorrectEmailAsync(person, email, abbruch);
        foreach (var amt in plan.NeueAemter)
        {
            db.Add(amt);
            Note(amt.Art == Amtsart.Kommissarisch && amt.VonAussen ? Ereignis.VertretungEingetragen : Ereignis.ZustaendigkeitErteilt,
                nameof(Zustaendigkeit), amt.Id, amt.Scope, $"{Amtswahl.WordsOf(amt.Rolle, amt.Art)}, {Amtswahl.Period(amt.Von, amt.Bis, heute)}");
            if (amt.VonAussen)
                await ReportAsync(amt, person, absender, grundlage, abbruch);
        }
        if (plan.Vorgaenger is { } vorgaenger)
            Note(Ereignis.ZustaendigkeitBeendet, nameof(Zustaendigkeit), vorgaenger.Id, vorgaenger.Scope,
                $"Letzter Tag {vorgaenger.Bis:dd.MM.yyyy}, mit Nachfolge");

        var (token, endet) = ((string?)null, (DateTime?)null);
        if (!plan.MitKonto)
        {
            if (grundlage.MitKonto.Add(person.Id))
                db.Add(NewAccount(person));
            foreach (var frueher in plan.Widerrufen)
                frueher.Revoke(jetzt);
            (var link, token) = Zugangslink.Create(
                Zugangszweck.Einladung, person.Id, jetzt.AddDays(tage), code: plan.MitCode ? plan.Entwurf.Code : null);
            db.Add(link);
            endet = link.EndetAm;
            Note(Ereignis.PersonEingeladen, nameof(Person), person.Id, plan.Aemter[0].Scope, null);
        }
        if (jeMail)
            await post.AddAsync(new Brief(anlass, person.Email, person.Name, Einladungstext.SubjectOf(plan),
                Einladungstext.TextOf(plan, absender, NameOf, adresse.LinkTo(token is null ? "/" : $"/einladung/{token}"), endet ?? jetzt, heute))
            {
                AntwortAn = absender.Email,
                VeranlasstVonId = absender.Urheber.PersonId,
                MitLink = token is not null,
            }, abbruch);
        return new Versandt(plan, token, endet);

        string NameOf(Scope scope) => grundlage.NameOf(scope);

        void Note(Ereignis ereignis, string gegenstand, Guid id, Scope scope, string? grund) =>
            db.Add(new Verlaufseintrag(ereignis, gegenstand, id, scope, absender.Urheber, jetzt, grund: grund));
    }

    /// <summary>Tells every Leitung of the house what was granted without her.</summary>
    private async Task ReportAsync(
        Zustaendigkeit amt, Person person, Absender absender, Einladungsgrundlage grundlage, CancellationToken abbruch)
    {
        var leitungen = grundlage.OfScope(amt.Scope)
            .Where(z => z.Rolle.IsLeitung() && z.Art != Amtsart.ImAuftrag && z.IsActive(uhr.Today()) && z.PersonId != person.Id)
            .Select(z => grundlage.Leitungen.GetValueOrDefault(z.PersonId)).OfType<Person>().Distinct();
        foreach (var leitung in leitungen)
            await post.AddAsync(new Brief($"kenntnis/{amt.Id}", leitung.Email, leitung.Name, "Neue Zuständigkeit in Ihrer Organisation",
                Einladungstext.TextForLeitung(leitung, person, amt, absender, grundlage.NameOf(amt.Scope),
                    adresse.LinkTo($"{Bereichsweg.BasisOf(amt.Scope)}/{amt.Id}"), uhr.Today()))
            {
                AntwortAn = absender.Email,
                VeranlasstVonId = absender.Urheber.PersonId,
            }, abbruch);
    }

    private async Task CorrectEmailAsync(Person person, string email, CancellationToken abbruch)
    {
        person.CorrectEmail(email);
        if (await db.Users.SingleOrDefaultAsync(u => u.Id == person.Id, abbruch) is not { } konto)
            return;
        konto.UserName = konto.Email = person.Email;
        konto.NormalizedUserName = konten.NormalizeName(person.Email);
        konto.NormalizedEmail = konten.NormalizeEmail(person.Email);
    }

    private Benutzer NewAccount(Person person) => new()
    {
        Id = person.Id,
        UserName = person.Email,
        NormalizedUserName = konten.NormalizeName(person.Email),
        Email = person.Email,
        NormalizedEmail = konten.NormalizeEmail(person.Email),
        LockoutEnabled = true,
        SecurityStamp = Guid.NewGuid().ToString("N"),
    };
}

/// <param name="Token">Null for somebody who has a password already.</param>
public sealed record Versandt(Einladungsplan Plan, string? Token, DateTime? EndetAm);

public sealed record Versandergebnis(IReadOnlyList<Versandt> Versandt, bool SchonVersandt);

/// <param name="Token">Null for somebody who has a password already.</param>
/// <param name="Code">Second secret of a link for somebody who releases, confirms or signs.</param>
public sealed record Eingeladen(Person Person, string? Token, string? Code, DateTime? EndetAm);
