using SchulDigital.Domain.Matrizen;

namespace SchulDigital.Web.Features.Shared;

/// <summary>A row to read: in print, in a released version, in "Angaben prüfen".</summary>
public sealed record ZeilenansichtSeite(
    Katalog Katalog, Kriterium Kriterium, Zeilenwerte Werte, string? VorherTitel, Zeilenwerte? Vorher,
    IReadOnlyList<string> Aenderungen, int? Fassung, bool MitInternem)
{
    /// <summary>Everything beside Ist and Soll that was filled in, with its name.</summary>
    public IEnumerable<(string Label, string Text)> Angaben => Zeilenwerte.Felder
        .Where(f => f is not (Zeilenfeld.Ist or Zeilenfeld.Soll or Zeilenfeld.Vertraulich)
            && (MitInternem || f != Zeilenfeld.InterneNotiz) && Werte[f] is not null)
        .Select(f => (Katalog.Label(f), Katalog.Word(f, Werte[f])));
}
