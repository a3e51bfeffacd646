using SchulDigital.Domain;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>
/// What an invitation will do: decided by the rules of the trade, on entities that nobody saves before it is sent. A rule
/// that refuses throws its sentence.
/// </summary>
public sealed class Einladungsplan
{
    private Einladungsplan(Person person, Einladungsentwurf entwurf)
    {
        Person = person;
        Entwurf = entwurf;
    }

    public Einladungsentwurf Entwurf { get; }
    public Person Person { get; }
    public bool PersonIstNeu { get; private set; }

    /// <summary>Has a password already: gets the office and a mail, and no link.</summary>
    public bool MitKonto { get; private set; }
    public bool MitCode { get; private set; }
    public List<Zustaendigkeit> NeueAemter { get; } = [];

    /// <summary>What stands in the mail: the new offices, or with another link all that wait for her.</summary>
    public List<Zustaendigkeit> Aemter { get; } = [];

    public Zustaendigkeit? Vorgaenger { get; private set; }
    public IReadOnlyList<Zugangslink> Widerrufen { get; private set; } = [];
    public string? NeueEmail { get; private set; }
    public bool NichtsZuTun { get; private set; }

    public static Einladungsplan Make(Einladungsentwurf entwurf, Absender absender, Einladungsgrundlage grundlage, DateOnly heute)
    {
        var email = Person.NormalizeEmail(entwurf.Email);
        if (entwurf.ErneutFuerId is { } bekannt)
            return MakeAgain(entwurf, bekannt, email, grundlage, heute);

        var person = grundlage.FindPerson(email);
        var plan = new Einladungsplan(person ?? new Person(entwurf.Name, email, entwurf.Funktion), entwurf) { PersonIstNeu = person is null };
        if (plan.Person.DeaktiviertAm is not null)
            throw new FachregelVerletzt($"Das Konto von {plan.Person.Name} ist gesperrt. Wenden Sie sich an die Administration.");
        plan.MitKonto = grundlage.MitPasswort.Contains(plan.Person.Id);
        plan.Widerrufen = [.. grundlage.OffeneLinks[plan.Person.Id]];

        if (entwurf.NachfolgeVonId is { } vorgaengerId)
            plan.Succeed(vorgaengerId, absender, grundlage, heute);
        else
            foreach (var wunsch in entwurf.Aemter)
                plan.Grant(wunsch, absender, grundlage, heute);

        plan.NichtsZuTun = plan.NeueAemter.Count == 0 && (plan.MitKonto || plan.Widerrufen.Count > 0 || plan.Person.DeaktiviertAm is not null);
        plan.Aemter.AddRange(plan.NeueAemter.Count > 0 ? plan.NeueAemter : [.. grundlage.OfPerson(plan.Person.Id).Where(z => z.Bis is null || z.Bis >= heute)]);
        foreach (var neu in plan.NeueAemter)
            grundlage.Note(neu);
        if (plan.PersonIstNeu)
            grundlage.Note(plan.Person);
        plan.MitCode = !plan.MitKonto && NeedsCode(grundlage.OfPerson(plan.Person.Id), heute);
        return plan;
    }

    private static Einladungsplan MakeAgain(
        Einladungsentwurf entwurf, Guid personId, string email, Einladungsgrundlage grundlage, DateOnly heute)
    {
        var person = grundlage.FindPerson(personId) ?? throw new FachregelVerletzt("Diese Person gibt es nicht mehr.");
        if (grundlage.MitPasswort.Contains(personId))
            throw new FachregelVerletzt($"{person.Name} hat die Einladung schon angenommen und kann sich anmelden.");
        if (person.DeaktiviertAm is not null)
            throw new FachregelVerletzt($"Das Konto von {person.Name} ist gesperrt. Wenden Sie sich an die Administration.");
        if (grundlage.FindPerson(email) is { } andere && andere.Id != personId)
            throw new FachregelVerletzt($"Die E-Mail-Adresse {email} gehört schon zu einer anderen Person.");
        var plan = new Einladungsplan(person, entwurf)
        {
            Widerrufen = [.. grundlage.OffeneLinks[personId]],
            NeueEmail = email == person.Email ? null : email,
            MitCode = NeedsCode(grundlage.OfPerson(personId), heute),
        };
        plan.Aemter.AddRange(grundlage.OfPerson(personId).Where(z => z.Bis is null || z.Bis >= heute));
        if (plan.Aemter.Count == 0)
            throw new FachregelVerletzt($"{person.Name} hat zurzeit keine Zuständigkeit. Laden Sie sie neu ein.");
        return plan;
    }

    private void Grant(Amtswunsch wunsch, Absender absender, Einladungsgrundlage grundlage, DateOnly heute)
    {
        var regionen = grundlage.RegionsFor(wunsch.Scope);
        if (absender.Amt is { } amt && !Einladungsregel.Allows(amt, wunsch.Rolle, wunsch.Scope, regionen))
            throw new FachregelVerletzt($"Zur Rolle {wunsch.Rolle.Label()} dürfen Sie hier nicht einladen.");
        if (grundlage.OfPerson(Person.Id).Any(z => z.Rolle == wunsch.Rolle && z.Scope == wunsch.Scope && z.Art != Amtsart.ImAuftrag
                && (z.Bis is null || z.Bis >= z.Von) && z.Von <= (wunsch.Bis ?? DateOnly.MaxValue) && (z.Bis ?? DateOnly.MaxValue) >= wunsch.Von))
            return;
        if (wunsch.Von < heute)
            throw new FachregelVerletzt("Eine Zuständigkeit beginnt frühestens heute.");

        var vertretung = absender.Amt?.Rolle == Rolle.Koordination && wunsch.Art == Amtsart.Kommissarisch;
        if (vertretung && wunsch.Von != heute)
            throw new FachregelVerletzt("Eine Vertretung für eine unbesetzte Leitung beginnt heute.");
        var neu = vertretung
            ? Einladungsregel.FillVacancy(absender.Amt!, Person.Id, wunsch.Rolle, wunsch.Scope, regionen, grundlage.OfScope(wunsch.Scope), heute, wunsch.Bis)
            : new Zustaendigkeit(Person.Id, wunsch.Rolle, wunsch.Scope, wunsch.Von, wunsch.Bis, wunsch.Art) { VonAussen = absender.IsOutside(wunsch.Scope) };
        if (wunsch.FachbereichId is { } fachbereich)
            neu.AssignFachbereich(grundlage.Fachbereiche.GetValueOrDefault(fachbereich)
                ?? throw new FachregelVerletzt("Diesen Fachbereich gibt es hier nicht."));
        NeueAemter.Add(neu);
    }

    private void Succeed(Guid vorgaengerId, Absender absender, Einladungsgrundlage grundlage, DateOnly heute)
    {
        var wunsch = Entwurf.Aemter[0];
        var besetzungen = grundlage.OfScope(wunsch.Scope);
        Vorgaenger = besetzungen.FirstOrDefault(z => z.Id == vorgaengerId)
            ?? throw new FachregelVerletzt("Dieses Amt gibt es hier nicht.");
        if (absender.Amt is { } amt && !Vorgaenger.CanBeChangedBy(amt, grundlage.RegionsFor(wunsch.Scope)))
            throw new FachregelVerletzt("Für dieses Amt dürfen Sie keine Nachfolge eintragen.");
        if (besetzungen.Any(z => z.NachfolgeVonId == vorgaengerId && (z.Bis is null || z.Bis >= z.Von)))
            throw new FachregelVerletzt("Für dieses Amt ist schon eine Nachfolge eingetragen.");
        NeueAemter.Add(Vorgaenger.Succeed(
            Person.Id, Entwurf.LetzterTag!.Value, wunsch.Bis, wunsch.Art, absender.IsOutside(wunsch.Scope), heute, besetzungen.ToList()));
    }

    /// <summary>Roles that release, confirm or sign get a second secret on another way.</summary>
    private static bool NeedsCode(IEnumerable<Zustaendigkeit> aemter, DateOnly heute) =>
        aemter.Any(z => z.Befugnisse != Befugnisse.Keine && (z.Bis is null || z.Bis >= heute));
}

/// <summary>Who invites: a person in an office, or the portal itself by a command of the operator.</summary>
public sealed record Absender(string Name, string Stelle, string? Email, Urheber Urheber, Zustaendigkeit? Amt)
{
    public static readonly Absender Portal = new("der Betreiber", "Betrieb von SchulDigital", null, Urheber.Portal, null);

    public bool IsOutside(Scope scope) => scope.Art is ScopeArt.Schultraeger or ScopeArt.Schule && Amt?.Scope != scope;
}
