using System.Globalization;
using System.Net.Mail;
using SchulDigital.Web.Data;

namespace SchulDigital.Web.Infrastructure.Mail;

/// <summary>Where mails go: to a mail server, as files into a folder (demo, Development), or nowhere yet.</summary>
public enum Postweg { Server, Ordner, Keiner }

/// <summary>The settings of the section <c>Mail</c>.</summary>
public sealed record Posteinstellungen
{
    public required Postweg Weg { get; init; }
    public string Host { get; init; } = "";
    public int Port { get; init; }
    public bool Tls { get; init; }
    public string? Benutzer { get; init; }
    public string? Passwort { get; init; }
    public required MailAddress Absender { get; init; }
    public required string Ordner { get; init; }

    /// <summary>A demo: the Administration may read the texts, because nobody gets them otherwise.</summary>
    public required bool IstDemo { get; init; }

    /// <summary>How often the outbox is looked at.</summary>
    public required TimeSpan Abruf { get; init; }

    /// <param name="demo">Without a server mails go into the folder; else they wait for one.</param>
    public static Posteinstellungen Read(IConfiguration konfiguration, Datenbank datenbank, string contentRoot, bool demo)
    {
        var mail = konfiguration.GetSection("Mail");
        var host = mail["Host"]?.Trim() ?? "";
        var absender = mail["Absender"]?.Trim() ?? "";
        if (host.Length > 0 && absender.Length == 0)
            throw new EinstellungFehlt("Mail:Absender fehlt: die Adresse, von der das Portal Mails verschickt.");
        if (absender.Length == 0)
            absender = "schuldigital@localhost";
        if (!Mailadresse.IsValid(absender))
            throw new EinstellungFehlt($"Mail:Absender ist „{absender}“. Das ist keine E-Mail-Adresse.");

        var daneben = Path.GetDirectoryName(datenbank.Datei) ?? contentRoot;
        return new Posteinstellungen
        {
            Weg = host.Length > 0 ? Postweg.Server : demo ? Postweg.Ordner : Postweg.Keiner,
            IstDemo = demo,
            Host = host,
            Port = Number(mail, "Port", 587, 65_535),
            Tls = mail["Tls"] is not { Length: > 0 } tls ? true : bool.TryParse(tls, out var mitTls) ? mitTls
                : throw new EinstellungFehlt($"Mail:Tls ist „{tls}“. Erlaubt sind true und false."),
            Benutzer = mail["Benutzer"] is { Length: > 0 } benutzer ? benutzer : null,
            Passwort = mail["Passwort"],
            Absender = new MailAddress(absender, mail["AbsenderName"] is { Length: > 0 } name ? name : "SchulDigital", System.Text.Encoding.UTF8),
            Ordner = mail["Ordner"] is { Length: > 0 } ordner ? Path.GetFullPath(ordner, contentRoot) : Path.Combine(daneben, "mail"),
            Abruf = TimeSpan.FromSeconds(Number(mail, "AbrufSekunden", 5, 86_400)),
        };
    }

    private static int Number(IConfigurationSection mail, string name, int vorbelegung, int hoechstens) =>
        mail[name] is not { Length: > 0 } wert ? vorbelegung
        : int.TryParse(wert, NumberStyles.None, CultureInfo.InvariantCulture, out var zahl) && zahl >= 1 && zahl <= hoechstens ? zahl
        : throw new EinstellungFehlt($"Mail:{name} ist „{wert}“. Erlaubt ist eine Zahl von 1 bis {hoechstens}.");
}

/// <summary>What the portal takes for an address: plain <c>name@host</c>, nothing that could mean more than one.</summary>
public static class Mailadresse
{
    public static bool IsValid(string? text) =>
        text is { Length: <= Ausgangsnachricht.EmpfaengerMaxLength }
        && !text.Any(z => char.IsControl(z) || char.IsWhiteSpace(z) || z is '<' or '>' or ',' or ';' or '"' or '(' or ')' or '\\')
        && MailAddress.TryCreate(text, out var adresse) && adresse.Address == text
        // A name before the @ outside ASCII needs a server with SMTPUTF8, which nobody in a town hall has.
        && adresse.User.All(char.IsAscii);
}
