using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using System.Text.RegularExpressions;
using SchulDigital.Web.Data;
using SchulDigital.Web.Infrastructure.Termine;

namespace SchulDigital.Web.Infrastructure.Mail;

/// <summary>How handing over one mail went.</summary>
public enum Zustellart
{
    Angenommen,

    /// <summary>Refused for now: this mail later, the next one at once.</summary>
    Spaeter,

    /// <summary>No mail gets through now, for example because the server does not answer or does not know the portal.</summary>
    ServerFehlt,
    Abgelehnt,

    /// <summary>The talk ended after the text had begun to go over: nobody knows whether the server took it.</summary>
    Unklar,
}

/// <param name="Satz">Why, in German; with what the server said.</param>
public sealed record Zustellergebnis(Zustellart Art, string? Satz = null);

/// <summary>
/// Hands one mail to the mail server, or puts it into the folder. ADR 12 says why with the framework's own client.
/// </summary>
public sealed partial class Zustellung(Posteinstellungen post)
{
    private static readonly TimeSpan Frist = TimeSpan.FromMinutes(2);

    public async Task<Zustellergebnis> DeliverAsync(Ausgangsnachricht nachricht)
    {
        if (!Mailadresse.IsValid(nachricht.Empfaenger))
            return new(Zustellart.Abgelehnt, "Die Adresse ist keine E-Mail-Adresse.");
        if (nachricht.Text is null)
            return new(Zustellart.Abgelehnt, "Der Text der Nachricht ist schon vergessen.");

        using var text = new Textstrom(nachricht.Text);
        using var mail = Compose(nachricht, text);
        using var frist = new CancellationTokenSource(Frist);
        var angenommen = false;
        try
        {
            using var client = NewClient();
            await client.SendMailAsync(mail, frist.Token);
            angenommen = true;
            return new(Zustellart.Angenommen);
        }
        catch (Exception) when (angenommen)
        {
            // The server has it; how the talk ends afterwards is of no consequence.
            return new(Zustellart.Angenommen);
        }
        catch (SmtpException fehler) when ((int)fehler.StatusCode >= 400)
        {
            return Judge((int)fehler.StatusCode, ServerSentence(fehler));
        }
        catch (Exception fehler) when (fehler is SmtpException or OperationCanceledException or IOException or SocketException
            or AuthenticationException or UnauthorizedAccessException)
        {
            return text.IstBegonnen && post.Weg == Postweg.Server
                ? new(Zustellart.Unklar, "Die Verbindung zum Mailserver brach ab, während die Nachricht übertragen wurde.")
                : new(Zustellart.ServerFehlt, ReasonOf(fehler));
        }
        catch (Exception fehler) when (fehler is FormatException or ArgumentException or InvalidOperationException)
        {
            return new(Zustellart.Abgelehnt, "Die Nachricht ließ sich nicht als Mail schreiben.");
        }
    }

    /// <summary>Permanent is what concerns this mail; what concerns the portal's own access to the server will be mended.</summary>
    private static Zustellergebnis Judge(int code, string satz) => code switch
    {
        421 or 454 or 530 or 534 or 535 or 538 => new(Zustellart.ServerFehlt, $"Der Mailserver lässt das Portal nicht senden ({code}): {satz}"),
        >= 500 when ConcernsPortal().IsMatch(satz) => new(Zustellart.ServerFehlt, $"Der Mailserver lässt das Portal nicht senden ({code}): {satz}"),
        < 500 => new(Zustellart.Spaeter, $"Der Mailserver lehnt vorerst ab ({code}): {satz}"),
        _ => new(Zustellart.Abgelehnt, $"Der Mailserver lehnt ab ({code}): {satz}"),
    };

    /// <summary>The framework goes on without a sign-in that was refused; the server then speaks of relaying.</summary>
    [GeneratedRegex("relay|authenticat|sender address|sender verify", RegexOptions.IgnoreCase)]
    private static partial Regex ConcernsPortal();

    /// <summary>What the server said; the framework puts words of its own before it.</summary>
    private static string ServerSentence(SmtpException fehler)
    {
        const string davor = "The server response was: ";
        var stelle = fehler.Message.IndexOf(davor, StringComparison.Ordinal);
        return stelle < 0 ? "ohne Begründung" : $"„{fehler.Message[(stelle + davor.Length)..].Trim()}“";
    }

    private string ReasonOf(Exception fehler)
    {
        for (var ursache = fehler; ursache is not null; ursache = ursache.InnerException)
            switch (ursache)
            {
                case AuthenticationException:
                    return "Die verschlüsselte Verbindung zum Mailserver kam nicht zustande. Prüfen Sie sein Zertifikat und die Einstellung Mail:Tls.";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return $"Den Mailserver {post.Host} gibt es nicht.";
                case SocketException:
                    return $"Der Mailserver {post.Host}, Port {post.Port.ToString(CultureInfo.InvariantCulture)}, ist nicht zu erreichen.";
                case UnauthorizedAccessException or DirectoryNotFoundException:
                    return $"In den Ordner {post.Ordner} lässt sich nicht schreiben.";
                case OperationCanceledException:
                    return "Der Mailserver antwortet zu langsam.";
            }
        return post.Tls
            ? "Der Mailserver hat die Verbindung beendet oder bietet keine Verschlüsselung an (Mail:Tls)."
            : "Der Mailserver hat die Verbindung beendet.";
    }

    private SmtpClient NewClient()
    {
        if (post.Weg == Postweg.Ordner)
        {
            Directory.CreateDirectory(post.Ordner);
            return new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = post.Ordner };
        }
        return new SmtpClient(post.Host, post.Port)
        {
            EnableSsl = post.Tls,
            Credentials = post.Benutzer is { } benutzer ? new NetworkCredential(benutzer, post.Passwort) : null,
        };
    }

    private MailMessage Compose(Ausgangsnachricht nachricht, Textstrom text)
    {
        var mail = new MailMessage
        {
            From = post.Absender,
            Subject = nachricht.Betreff,
            SubjectEncoding = Encoding.UTF8,
        };
        mail.To.Add(new MailAddress(nachricht.Empfaenger, nachricht.EmpfaengerName, Encoding.UTF8));
        if (Mailadresse.IsValid(nachricht.AntwortAn))
            mail.ReplyToList.Add(new MailAddress(nachricht.AntwortAn!));
        // The same at every attempt: who gets it twice after all can tell, and so can mail programs.
        mail.Headers.Add("Message-ID", $"<{nachricht.Id}@{new IdnMapping().GetAscii(post.Absender.Host)}>");
        // Nobody's absence note answers a program.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        // The plainest first: a mail program shows the last one that it understands.
        mail.AlternateViews.Add(NewView(text, "text/plain; charset=utf-8"));
        mail.AlternateViews.Add(NewView(new MemoryStream(Encoding.UTF8.GetBytes(Mailseite.Of(nachricht.Betreff, nachricht.Text!))), "text/html; charset=utf-8"));
        if (nachricht.Kalender is { } kalender)
            mail.AlternateViews.Add(NewView(new MemoryStream(Encoding.UTF8.GetBytes(kalender)), $"text/calendar; charset=utf-8; method={Kalendereintrag.MethodOf(kalender)}"));
        if (nachricht.Anlage is { } anlage)
            mail.Attachments.Add(new Attachment(new MemoryStream(anlage, writable: false), nachricht.AnlageName, TypeOf(nachricht.AnlageName!))
            {
                TransferEncoding = TransferEncoding.Base64,
            });
        return mail;
    }

    /// <summary>Quoted-printable would write each end of a line as characters of the text, which it is not.</summary>
    private static AlternateView NewView(Stream inhalt, string typ) => new(inhalt, new ContentType(typ)) { TransferEncoding = TransferEncoding.Base64 };

    private static string TypeOf(string dateiname) => Path.GetExtension(dateiname) switch
    {
        ".xlsx" => Tabellen.Arbeitsmappe.Dateityp,
        ".pdf" => MediaTypeNames.Application.Pdf,
        _ => MediaTypeNames.Application.Octet,
    };

    /// <summary>The text of a mail; knows whether it has begun to go over.</summary>
    private sealed class Textstrom(string text) : MemoryStream(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")), writable: false)
    {
        public bool IstBegonnen { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            IstBegonnen = true;
            return base.Read(buffer, offset, count);
        }

        public override int Read(Span<byte> buffer)
        {
            IstBegonnen = true;
            return base.Read(buffer);
        }
    }
}
