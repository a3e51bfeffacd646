using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Features.Shared;

namespace SchulDigital.Web.Features.Zustaendig;

/// <summary>The words of the mails about offices. Plain text, lines as they are.</summary>
public static class Einladungstext
{
    public const string LinkPlatz = "[persönlicher Link]";

    public static string SubjectOf(Einladungsplan plan) =>
        plan.MitKonto ? "Neue Zuständigkeit in SchulDigital" : "Einladung zu SchulDigital";

    /// <param name="link">The personal link, or the portal's address for somebody with an account.</param>
    public static string TextOf(Einladungsplan plan, Absender absender, Func<Scope, string> nameOf, string link, DateTime endetAm, DateOnly heute)
    {
        var absaetze = new List<string> { $"Guten Tag {plan.Person.Name}," };
        absaetze.Add(plan.MitKonto
            ? $"{absender.Name} ({absender.Stelle}) hat für Sie in SchulDigital eine Zuständigkeit eingetragen:"
            : $"{absender.Name} ({absender.Stelle}) lädt Sie ein, mit SchulDigital zu arbeiten, dem Portal für den Dialog zwischen Schulträgern und Schulen. Ihre Zuständigkeit:");
        absaetze.Add(string.Join('\n', plan.Aemter.Select(z =>
            $"- {Amtswahl.WordsOf(z.Rolle, z.Art, z.Befugnisse)}, {nameOf(z.Scope)}, {Amtswahl.Period(z.Von, z.Bis, heute)}")));
        if (plan.Vorgaenger is not null)
            absaetze.Add("Mit dem Amt kommen seine offenen Aufgaben zu Ihnen. Auf Ihrer Startseite können Sie sie durchsehen.");
        if (plan.MitKonto)
        {
            absaetze.Add($"Melden Sie sich wie gewohnt an:\n{link}");
        }
        else
        {
            absaetze.Add($"Öffnen Sie diesen persönlichen Link und wählen Sie ein Passwort:\n{link}");
            absaetze.Add($"Der Link gilt bis {Zeitangabe.DateAndTime(endetAm)} und kann einmal benutzt werden. Geben Sie ihn nicht weiter.");
            if (plan.MitCode)
                absaetze.Add("Sie brauchen dazu einen Code, weil Sie in diesem Amt freigeben, bestätigen oder unterschreiben können. "
                    + "Er steht nicht in dieser Mail: Sie bekommen ihn am Telefon oder als Brief.");
        }
        if (absender.Email is not null)
            absaetze.Add($"Fragen beantwortet {absender.Name}. Antworten Sie einfach auf diese Mail.");
        return string.Join("\n\n", absaetze) + "\n";
    }

    public static string TextForLeitung(Person leitung, Person person, Zustaendigkeit amt, Absender absender, string organisation, string weg, DateOnly heute) =>
        $"Guten Tag {leitung.Name},\n\n"
        + $"{absender.Name} ({absender.Stelle}) hat in Ihrer Organisation eine Zuständigkeit eingetragen:\n\n"
        + $"- {person.Name}: {Amtswahl.WordsOf(amt.Rolle, amt.Art, amt.Befugnisse)}, {organisation}, {Amtswahl.Period(amt.Von, amt.Bis, heute)}\n\n"
        + "Sie erfahren davon, weil sie nicht aus Ihrem Haus kam. Sie können sie zur Kenntnis nehmen, ändern oder beenden:\n"
        + $"{weg}\n";
}
