using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Mail;

namespace SchulDigital.Web.Features.Matrixbogen;

public enum Zuarbeitsanlass { Anfrage, Rueckfrage, Erinnerung }

/// <summary>The mails of a Zuarbeit, into the outbox; saved by the caller together with what they tell of.</summary>
public sealed class Zuarbeitsversand(AppDbContext db, Postausgang post, Portaladresse adresse, TimeProvider uhr)
{
    /// <summary>Where the link comes to stand, in a preview.</summary>
    public const string Linkplatz = "[persönlicher Link]";

    public static string BetreffOf(Zuarbeitsanlass anlass, Matrixkopf kopf) => anlass switch
    {
        Zuarbeitsanlass.Anfrage => $"Bitte um Zuarbeit: Matrix {kopf.Weg.Titel}, {kopf.Weg.Organisation}",
        Zuarbeitsanlass.Rueckfrage => $"Rückfrage zu Ihrer Zuarbeit: Matrix {kopf.Weg.Titel}, {kopf.Weg.Organisation}",
        _ => $"Erinnerung an Ihre Zuarbeit: Matrix {kopf.Weg.Titel}, {kopf.Weg.Organisation}",
    };

    public static string TextOf(Zuarbeitsanlass anlass, Zuarbeitsvorgang vorgang, string link)
    {
        var (zuarbeit, weg) = (vorgang.Zuarbeit, vorgang.Kopf.Weg);
        var offene = vorgang.Zeilen.Where(z => anlass switch
        {
            Zuarbeitsanlass.Anfrage => true,
            Zuarbeitsanlass.Rueckfrage => z.Zeile.Stand == Zuarbeitsstand.Zurueckgegeben,
            _ => z.Zeile.Wartet,
        }).ToList();
        var zahl = offene.Count == 1 ? "eine Zeile" : $"{offene.Count} Zeilen";
        var text = new StringBuilder();
        text.Append(CultureInfo.CurrentCulture, $"Guten Tag {zuarbeit.AnName},\n\n").Append(anlass switch
        {
            Zuarbeitsanlass.Anfrage => $"{vorgang.VonName}, {weg.Organisation}, bittet Sie um Zuarbeit zur Matrix {weg.Titel}: {zahl}, bis {zuarbeit.Frist:dd.MM.yyyy}.",
            Zuarbeitsanlass.Rueckfrage => $"vielen Dank für Ihre Antwort. {vorgang.VonName}, {weg.Organisation}, hat dazu noch eine Rückfrage: {zahl}, bis {zuarbeit.Frist:dd.MM.yyyy}.",
            _ => $"{vorgang.VonName}, {weg.Organisation}, wartet noch auf Ihre Zuarbeit zur Matrix {weg.Titel}: {zahl}, bis {zuarbeit.Frist:dd.MM.yyyy}.",
        });
        if (anlass == Zuarbeitsanlass.Anfrage && zuarbeit.Nachricht is { } nachricht)
            text.Append("\n\n").Append(nachricht);
        foreach (var ((kriterium, zeile), nummer) in offene.Select((z, i) => (z, i + 1)))
        {
            text.Append(CultureInfo.CurrentCulture, $"\n\n{nummer}. {kriterium.Label} ({vorgang.Katalog.FindThemenfeld(kriterium.Themenfeld)!.Label})");
            if (zeile.Stand == Zuarbeitsstand.Zurueckgegeben)
                text.Append("\n   Rückfrage: ").Append(zeile.Hinweis);
            else
                text.Append("\n   ").Append(kriterium.Hilfe);
        }
        text.Append(CultureInfo.CurrentCulture, $"\n\nSo antworten Sie: Öffnen Sie diesen Link. Ein Konto brauchen Sie nicht. Er zeigt genau diese Zeilen und gilt bis {zuarbeit.Frist:dd.MM.yyyy}, längstens bis zur Freigabe der Matrix:\n{link}\n\n")
            .Append("Oder füllen Sie die angehängte Tabelle aus und schicken Sie sie als Antwort auf diese Mail zurück. Was Sie nicht wissen, lassen Sie leer.\n\n")
            .Append("Der Link ist nur für Sie. Bitte geben Sie ihn nicht weiter.\n");
        return Cut(text.ToString());
    }

    /// <summary>Asks, asks back or reminds: a mail with the rows, a link of its own and the table.</summary>
    public async Task AddAsync(Zuarbeitsanlass anlass, Zuarbeitsvorgang vorgang)
    {
        if (vorgang.Zuarbeit is not { AnEmail: { } email } zuarbeit)
            return;
        var (link, token) = Zugangslink.Create(Zugangszweck.Zuarbeit, zuarbeit.Id, Kalender.EndOf(zuarbeit.Frist), einmalig: false);
        db.Add(link);
        var kennung = anlass switch
        {
            Zuarbeitsanlass.Anfrage => "anfrage",
            Zuarbeitsanlass.Rueckfrage => $"rueckfrage/{zuarbeit.Version}",
            _ => $"erinnerung/{uhr.Today():yyyy-MM-dd}",
        };
        await post.AddAsync(new Brief($"zuarbeit/{zuarbeit.Id}/{kennung}", email, zuarbeit.AnName, BetreffOf(anlass, vorgang.Kopf),
            TextOf(anlass, vorgang, adresse.LinkTo($"/zuarbeit/{token}")))
        {
            AntwortAn = vorgang.VonEmail,
            VeranlasstVonId = zuarbeit.VonId,
            MitLink = true,
            Anlage = vorgang.ToTable().WriteXlsx(vorgang.Tabellenzeilen, uhr.Now()),
            AnlageName = $"zuarbeit-{vorgang.Kopf.Weg.Durchgang}.xlsx",
        });
    }

    /// <summary>Tells the asker that there is an answer; once a day, however often it is sent.</summary>
    public Task AddAnswerAsync(Zuarbeit zuarbeit, Matrix matrix) => TellAskerAsync(zuarbeit, matrix, $"antwort/{uhr.Today():yyyy-MM-dd}",
        $"Zuarbeit beantwortet: {zuarbeit.AnName}, Matrix {matrix.Titel}",
        $"{zuarbeit.AnName}, {zuarbeit.AnFunktion}, hat Ihre Bitte um Zuarbeit zur Matrix {matrix.Titel} beantwortet. Sehen Sie die Antworten durch und übernehmen Sie, was gelten soll:");

    /// <summary>Tells the asker that the date has passed and rows are open.</summary>
    public Task AddOverdueAsync(Zuarbeit zuarbeit, Matrix matrix) => TellAskerAsync(zuarbeit, matrix, $"frist/{zuarbeit.Frist:yyyy-MM-dd}",
        $"Zuarbeit ohne Antwort: {zuarbeit.AnName}, Matrix {matrix.Titel}",
        $"{zuarbeit.AnName}, {zuarbeit.AnFunktion}, hat bis zum {zuarbeit.Frist:dd.MM.yyyy} nicht alle Zeilen beantwortet. Sie können mehr Zeit geben, eine Auskunft selbst eintragen oder die Zuarbeit beenden:");

    private async Task TellAskerAsync(Zuarbeit zuarbeit, Matrix matrix, string kennung, string betreff, string text)
    {
        if (await db.Personen.Where(p => p.Id == zuarbeit.VonId && p.DeaktiviertAm == null && p.HinweiseJeMail)
            .Select(p => new { p.Name, p.Email }).SingleOrDefaultAsync() is not { } von)
            return;
        var weg = new Matrixweg(matrix.Scope, "", matrix.Key, matrix.Titel);
        await post.AddAsync(new Brief($"zuarbeit/{zuarbeit.Id}/{kennung}", von.Email, von.Name, betreff,
            $"Guten Tag {von.Name},\n\n{text}\n\n{adresse.LinkTo(weg.Zuarbeit(zuarbeit.Id))}\n"));
    }

    private static string Cut(string text) =>
        text.Length <= Ausgangsnachricht.TextMaxLength ? text : throw new FachregelVerletzt("Das sind zu viele Zeilen für eine Mail. Fragen Sie in zwei Mails.");
}
