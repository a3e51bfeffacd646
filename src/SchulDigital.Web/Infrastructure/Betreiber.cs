namespace SchulDigital.Web.Infrastructure;

/// <summary>Who runs this installation: settings of the section <c>Betreiber</c>, shown on the pages of the footer.</summary>
public sealed class Betreiber
{
    public string Name { get; set; } = "";
    public string Anschrift { get; set; } = "";
    public string Email { get; set; } = "";
    public string Telefon { get; set; } = "";
    public string Vertretungsberechtigt { get; set; } = "";
    public string Datenschutzbeauftragte { get; set; } = "";
    public string Schlichtungsstelle { get; set; } = "";
    public string Aufsichtsbehoerde { get; set; } = "";

    /// <summary>The law of the Land on which the operator relies.</summary>
    public string Rechtsgrundlage { get; set; } = "";

    /// <summary>Who runs the server on the operator's behalf; empty where the operator does.</summary>
    public string Auftragsverarbeiter { get; set; } = "";
}
