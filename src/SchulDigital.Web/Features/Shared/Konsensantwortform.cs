using SchulDigital.Domain.Vereinbarungen;
using SchulDigital.Domain.Zustaendigkeiten;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Shared;

/// <summary>The form with which one organisation answers, on the page of the agreement and in the session alike.</summary>
/// <param name="Meine">Organisations for which this person can answer, with their answer where it is shown to her.</param>
/// <param name="Geschrieben">What could not be saved.</param>
public sealed record Konsensantwortform(
    Guid VereinbarungId, Guid FrageId, int Fassung, IReadOnlyList<(Scope Organisation, string Name)> Meine, bool InSitzung, (Konsenswert? Wert, string? Grund) Geschrieben, bool FuerAndere = false)
{
    /// <summary>The form for whoever can answer now; null for others.</summary>
    public static Konsensantwortform? For(Vereinbarungsinhalt v, AktuellerBenutzer benutzer, bool inSitzung)
    {
        if (v.Frage is not { IsOpen: true } frage)
            return null;
        var recht = Rechte.Of(Handlung.VereinbarungErklaeren);
        var meine = frage.Antworten.Where(a => (frage.Stand == Konsensstand.Offen || a.Anwesend) && benutzer.Zustaendigkeiten.Any(z => z.Scope == a.Organisation && recht.Grants(z))).ToList();
        return meine.Count == 0 ? null : new(v.Id, frage.Id, frage.Fassung, [.. meine.Select(a => (a.Organisation, a.Name))], inSitzung, (meine[0].Wert, meine[0].Grund));
    }

    public string Ziel => $"/vereinbarungen/{VereinbarungId}/{(FuerAndere ? "rueckmeldungen" : "antworten")}";
}
