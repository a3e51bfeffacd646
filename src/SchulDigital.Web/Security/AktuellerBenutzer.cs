using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Security;

/// <summary>
/// Who is asking: the person and her Zuständigkeiten of today, read once per request by <see cref="Anmeldepruefung"/>.
/// </summary>
public sealed class AktuellerBenutzer
{
    private Zugriff? _zugriff;

    public Guid PersonId { get; private set; }
    public Guid AnmeldungId { get; private set; }
    public string Name { get; private set; } = "";
    public IReadOnlyList<Zustaendigkeit> Zustaendigkeiten { get; private set; } = [];
    public bool IsSignedIn => PersonId != Guid.Empty;

    /// <summary>How this sign-in was proven.</summary>
    public Nachweis Nachweis { get; private set; }

    /// <summary>When the person last proved in this browser who she is; see <see cref="FrischBestaetigtAttribute"/>.</summary>
    public DateTime BestaetigtAm { get; private set; }

    /// <summary>Everything but the own second factor, signing out and public pages waits until one is set up.</summary>
    public bool FehltZweiterFaktor { get; private set; }

    /// <summary>The scope that the route names and the office in which it is entered; only where a policy granted one.</summary>
    public Zugriff Zugriff => _zugriff ?? throw new InvalidOperationException("This route has no scope.");

    public void SignIn(
        Guid personId, Guid anmeldungId, string name, IReadOnlyList<Zustaendigkeit> zustaendigkeiten,
        Nachweis nachweis, DateTime bestaetigtAm, bool zweiterFaktorIstPflicht)
    {
        PersonId = personId;
        AnmeldungId = anmeldungId;
        Name = name;
        Zustaendigkeiten = zustaendigkeiten;
        Nachweis = nachweis;
        BestaetigtAm = bestaetigtAm;
        FehltZweiterFaktor = nachweis == Nachweis.Verbraucht || nachweis == Nachweis.Passwort && zweiterFaktorIstPflicht;
    }

    public void Enter(Zugriff zugriff) => _zugriff = zugriff;

    /// <summary>Enters a visit as the carrier that organises it, else as one of the partners. False where no office grants the act.</summary>
    public bool EnterBesuch(Handlung handlung, Besuchsbereich besuch)
    {
        var scopes = Rechte.Of(handlung).AuchPartner ? besuch.Alle : [besuch.Traeger];
        if (scopes.Select(s => (Scope: s, Amt: OfficeFor(handlung, s))).FirstOrDefault(z => z.Amt is not null) is not { Amt: { } amt } gefunden)
            return false;
        _zugriff = new Zugriff(gefunden.Scope, amt);
        return true;
    }

    public bool Has(Rolle rolle) => Zustaendigkeiten.Any(z => z.Rolle == rolle);

    /// <summary>Whether one of the offices grants an act, in one scope or, without it, anywhere.</summary>
    public bool May(Handlung handlung, Scope? scope = null) => OfficeFor(handlung, scope) is not null;

    /// <summary>The office that grants an act. Of several, the one of the highest kind: Leitung before i. A.</summary>
    public Zustaendigkeit? OfficeFor(Handlung handlung, Scope? scope = null) => Zustaendigkeiten
        .Where(z => (scope is null || z.Scope == scope) && Rechte.Of(handlung).Grants(z))
        .OrderByDescending(z => z.Rolle.IsLeitung()).ThenBy(z => z.Art)
        .FirstOrDefault();

    /// <summary>The office that grants an act on a Berichtsbogen: of the carrier, else of a school, else of who received it.</summary>
    public Zustaendigkeit? OfficeFor(Handlung handlung, Berichtsbereich bogen) =>
        bogen.ScopesFor(handlung).Select(s => OfficeFor(handlung, s)).FirstOrDefault(z => z is not null);

    /// <summary>Ids of the scopes of a kind in which the person holds one of these roles.</summary>
    public List<Guid> ScopeIds(ScopeArt art, params ReadOnlySpan<Rolle> rollen)
    {
        var ids = new List<Guid>();
        foreach (var z in Zustaendigkeiten)
            if (z.ScopeArt == art && (rollen.IsEmpty || rollen.Contains(z.Rolle)))
                ids.Add(z.ScopeId!.Value);
        return ids;
    }
}

/// <summary>A scope entered in an office: what history entries name.</summary>
public sealed record Zugriff(Scope Scope, Zustaendigkeit Zustaendigkeit)
{
    public Urheber Urheber => new(Zustaendigkeit.PersonId, Zustaendigkeit.Id);
}
