using Microsoft.AspNetCore.Authorization;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Web.Security;

/// <summary>
/// What somebody may do: the rows of <c>docs/rechte.md</c>, and the policies that actions name with
/// <see cref="ErlaubtAttribute"/>.
/// </summary>
public enum Handlung
{
    /// <summary>Public pages: sign-in, statement of accessibility, health.</summary>
    Oeffentlich,

    /// <summary>Accept an invitation with the personal link.</summary>
    EinladungAnnehmen,

    /// <summary>Choose a new password with the personal link.</summary>
    PasswortNeuSetzen,

    /// <summary>Propose values for the rows that a personal link names.</summary>
    ZuarbeitLeisten,

    /// <summary>Own name, password, second factor, sign-ins, own data.</summary>
    EigenesKonto,

    /// <summary>Own start page, own region, sign out.</summary>
    Startseite,
    StammdatenLesen,

    /// <summary>Import of the register, Bildungsregionen and their Kommunen.</summary>
    StammdatenPflegen,
    KatalogLesen,

    /// <summary>The list of matrices; what stands in it is <see cref="SichtbareDaten"/>.</summary>
    MatrizenAuflisten,
    MatrixLesen,
    MatrixAusfuellen,
    MatrixFreigeben,

    /// <summary>Show a released version to others, and take that back.</summary>
    MatrixWeitergeben,

    /// <summary>Read what others passed on to the own house or the own region.</summary>
    WeitergegebenesLesen,

    /// <summary>The visits that I may see.</summary>
    BesucheAuflisten,

    /// <summary>Read a visit as the carrier that organises it, or as an invited partner.</summary>
    BesuchLesen,

    /// <summary>Answer the invitation, ask about a row, say something to the record: for the own house or as a partner.</summary>
    BesuchMitwirken,

    /// <summary>Plan, invite, set the agenda, note and conclude: the carrier.</summary>
    BesuchPlanen,

    /// <summary>Stand by the record of a visit.</summary>
    BesuchsvermerkFreigeben,

    /// <summary>Take part in one visit by personal link, with the code also read.</summary>
    BesuchAlsGast,

    /// <summary>Logo and office on the documents of the own house.</summary>
    HausvorlagePflegen,

    /// <summary>The pages of the Administration, listed.</summary>
    Verwaltung,
    PostausgangLesen,
    PostausgangVerwalten,

    /// <summary>Offer a Durchgang to a region, follow it, remind, close it.</summary>
    DurchgangLeiten,

    /// <summary>Own offices and the ways to the houses they are for.</summary>
    EigeneZustaendigkeiten,
    ZustaendigkeitenLesen,

    /// <summary>Invite, change, end, name a successor; which offices, <see cref="Einladungsregel"/> says.</summary>
    ZustaendigkeitenVerwalten,

    /// <summary>The Leitung hands release, confirmation or signature over for a period.</summary>
    BefugnisseUebertragen,

    /// <summary>The Leitung reads what was granted from outside.</summary>
    KenntnisNehmen,

    /// <summary>Invitations that nobody accepted, rights that ended, mails that did not arrive.</summary>
    ZugaengeAuflisten,

    /// <summary>Invite many people of a region from a table.</summary>
    SammelnEinladen,

    /// <summary>Tasks of the own houses, tables and regions, and those for which one is named.</summary>
    AufgabenLesen,

    /// <summary>Give a task, finish it, give more time, name a person.</summary>
    AufgabenFuehren,

    /// <summary>The backlog of the own Runde Tische.</summary>
    ThemenLesen,
    ThemaVorschlagen,

    /// <summary>The yes or the refusal of Moderation or carrier.</summary>
    ThemaEntscheiden,

    /// <summary>An entscheidende organisation brings back what was refused.</summary>
    ThemaZurueckholen,

    /// <summary>What becomes of an accepted Thema, joining alike ones, the Arbeitsgruppe.</summary>
    ThemenFuehren,

    /// <summary>How many carriers of the region raised which Themenfeld, under the rule of small numbers.</summary>
    ThemenMitzaehlen,
    SchwerpunkteLesen,
    SchwerpunktePflegen,

    /// <summary>The Runde Tische and other circles at which I sit.</summary>
    TischeAuflisten,

    /// <summary>Read a table and its sessions; vertrauliche items only the Moderation and the entscheidende members.</summary>
    TischLesen,
    TischAnlegen,

    /// <summary>Members, interval, rules, archive of a table.</summary>
    TischPflegen,

    /// <summary>Plan a session, lead it, keep its minutes: the Moderation.</summary>
    SitzungLeiten,

    /// <summary>Answer the invitation for the own organisation.</summary>
    SitzungZusagen,

    /// <summary>Propose items, object to minutes: the entscheidende organisations.</summary>
    SitzungMitwirken,

    /// <summary>Take part in one session by personal link: read, answer, keep the minutes.</summary>
    SitzungAlsGast,

    /// <summary>The agreements of the own tables, those that bind the own house, and those of its visits.</summary>
    VereinbarungenAuflisten,

    /// <summary>Read an agreement, its answers and its thread; a vertrauliche only the Moderation, the entscheidende members and those bound.</summary>
    VereinbarungLesen,

    /// <summary>Word it, ask for consensus, record answers and the Beschluss: the Moderation; of a visit its carrier.</summary>
    VereinbarungFuehren,

    /// <summary>Say how far it is and in which documents it stands: the bound organisations, each for itself.</summary>
    VereinbarungMitwirken,

    /// <summary>Answer to the question of consensus for the own organisation, confirm that it is done.</summary>
    VereinbarungErklaeren,

    /// <summary>The Berichtsbögen of which I may know.</summary>
    BerichteAuflisten,

    /// <summary>See how far a Berichtsbogen is; who may read it reads it there.</summary>
    BerichtAnsehen,

    /// <summary>Read what it says: the houses that it is about, and to whom it was delivered.</summary>
    BerichtLesen,

    /// <summary>Draft it, write it, give it to review, answer, deliver: the carrier.</summary>
    BerichtFuehren,

    /// <summary>Write the own side's view, look through, ask.</summary>
    BerichtMitwirken,

    /// <summary>Confirm, hand a section back, hand the sheet over to the Schulaufsicht: for the own house.</summary>
    BerichtBestaetigen,

    /// <summary>Sign or refuse for the own house.</summary>
    BerichtUnterzeichnen,

    /// <summary>Withdraw or replace a Berichtsbogen: who leads the carrier.</summary>
    BerichtZurueckziehen,

    /// <summary>The Sachstände of my regions and carriers.</summary>
    SachstaendeAuflisten,

    /// <summary>Count where the region or the carrier stands, write to it, read it.</summary>
    SachstandFuehren,

    /// <summary>Publish a Sachstand; as carrier decide whether the region's may name it.</summary>
    SachstandVeroeffentlichen,

    /// <summary>Download all that one may read: Berichtsbögen, matrices, minutes.</summary>
    Exportieren,

    /// <summary>Find a date for a session or a visit by a poll: who plans it.</summary>
    TerminFinden,

    /// <summary>Answer a poll to which one's organisation or oneself is asked.</summary>
    TerminAbstimmen,

    /// <summary>The same by personal link.</summary>
    TerminAlsGast,
}

/// <summary>Names the policy of a controller or an action. A test fails for a route that has none.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ErlaubtAttribute(Handlung handlung) : AuthorizeAttribute, IAuthorizationRequirementData
{
    public Handlung Handlung { get; } = handlung;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new Handlungsanforderung(Handlung)];
}

/// <summary>Names a public route: it has a policy too, the one that lets everybody in.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OeffentlichAttribute(Handlung handlung = Handlung.Oeffentlich) : AllowAnonymousAttribute
{
    public Handlung Handlung { get; } = handlung;
}

public sealed record Handlungsanforderung(Handlung Handlung) : IAuthorizationRequirement;

/// <summary>Which roles may do what in their own scope. Everything else is refused.</summary>
public static class Rechte
{
    private static readonly Rolle[] Haus =
        [Rolle.Traegerbearbeitung, Rolle.Traegerleitung, Rolle.Schulleitung, Rolle.Medienbeauftragte];

    private static readonly Rolle[] Traeger = [Rolle.Traegerbearbeitung, Rolle.Traegerleitung];

    /// <summary>All who sit at a Runder Tisch, and the Koordination.</summary>
    private static readonly Rolle[] Tischrunde =
        [.. Haus, Rolle.Moderation, Rolle.Medienberatung, Rolle.Schulaufsicht, Rolle.Koordination];

    private static readonly Rolle[] Berichtsleser = [.. Haus, Rolle.Koordination, Rolle.Schulaufsicht];

    private static readonly Rolle[] Leitung = [Rolle.Traegerleitung, Rolle.Schulleitung];

    private static readonly Dictionary<Handlung, Recht> Tabelle = new()
    {
        [Handlung.EigenesKonto] = new(Rollen.All),
        [Handlung.Startseite] = new(Rollen.All),
        [Handlung.StammdatenLesen] = new(Rollen.All),
        [Handlung.StammdatenPflegen] = new([Rolle.Administration]),
        [Handlung.KatalogLesen] = new(Rollen.All),
        [Handlung.MatrizenAuflisten] = new([.. Haus, Rolle.Koordination]),
        [Handlung.MatrixLesen] = new(Haus),
        [Handlung.MatrixAusfuellen] = new(Haus, AuchImAuftrag: false),
        [Handlung.DurchgangLeiten] = new([Rolle.Koordination]),
        [Handlung.MatrixFreigeben] = new(Leitung, Befugnisse.Freigabe),
        [Handlung.MatrixWeitergeben] = new(Leitung, Befugnisse.Freigabe),
        [Handlung.WeitergegebenesLesen] = new([Rolle.Traegerbearbeitung, .. Leitung, Rolle.Koordination]),
        [Handlung.BesucheAuflisten] = new([.. Traeger, Rolle.Koordination]),
        [Handlung.BesuchLesen] = new([.. Traeger, Rolle.Koordination]) { AuchPartner = true },
        [Handlung.BesuchMitwirken] = new([.. Traeger, Rolle.Koordination]) { AuchPartner = true },
        [Handlung.BesuchPlanen] = new(Traeger, AuchImAuftrag: false),
        [Handlung.BesuchsvermerkFreigeben] = new([Rolle.Traegerleitung], Befugnisse.Freigabe),
        [Handlung.HausvorlagePflegen] = new(Leitung, AuchImAuftrag: false),
        [Handlung.Verwaltung] = new([Rolle.Administration]),
        [Handlung.PostausgangLesen] = new([Rolle.Administration]),
        [Handlung.PostausgangVerwalten] = new([Rolle.Administration]),
        [Handlung.EigeneZustaendigkeiten] = new(Rollen.All),
        [Handlung.ZustaendigkeitenLesen] = new([.. Rollen.All.Where(r => r != Rolle.Administration)]) { VonAussen = [Rolle.Koordination, Rolle.Administration] },
        [Handlung.ZustaendigkeitenVerwalten] = new([.. Leitung, Rolle.Koordination], AuchImAuftrag: false)
        {
            VonAussen = [Rolle.Koordination, Rolle.Administration],
        },
        [Handlung.BefugnisseUebertragen] = new(Leitung, AuchImAuftrag: false),
        [Handlung.KenntnisNehmen] = new(Leitung, AuchImAuftrag: false),
        [Handlung.SammelnEinladen] = new([Rolle.Koordination]),
        [Handlung.AufgabenLesen] = new(Tischrunde),
        [Handlung.AufgabenFuehren] = new(Tischrunde),
        [Handlung.ThemenLesen] = new(Tischrunde) { AmTisch = true, VonAussen = [Rolle.Koordination] },
        [Handlung.ThemaVorschlagen] = new(Tischrunde) { AmTisch = true, VonAussen = [Rolle.Koordination] },
        [Handlung.ThemaEntscheiden] = new([.. Traeger, Rolle.Moderation], AuchImAuftrag: false) { AmTisch = true },
        [Handlung.ThemaZurueckholen] = new(Leitung, AuchImAuftrag: false) { AmTisch = true },
        [Handlung.ThemenFuehren] = new([Rolle.Moderation]),
        [Handlung.ThemenMitzaehlen] = new([Rolle.Koordination]),
        [Handlung.SchwerpunkteLesen] = new(Tischrunde) { AmTisch = true, VonAussen = [Rolle.Koordination] },
        [Handlung.SchwerpunktePflegen] = new([.. Traeger, Rolle.Moderation], AuchImAuftrag: false) { AmTisch = true },
        [Handlung.TischeAuflisten] = new(Tischrunde),
        [Handlung.TischLesen] = new(Tischrunde) { AmTisch = true, VonAussen = [Rolle.Koordination] },
        [Handlung.TischAnlegen] = new([Rolle.Koordination]),
        [Handlung.TischPflegen] = new([Rolle.Moderation]) { VonAussen = [Rolle.Koordination] },
        [Handlung.SitzungLeiten] = new([Rolle.Moderation]),
        [Handlung.SitzungZusagen] = new(Tischrunde) { AmTisch = true, VonAussen = [Rolle.Koordination] },
        [Handlung.SitzungMitwirken] = new([.. Traeger, .. Leitung, Rolle.Medienbeauftragte], AuchImAuftrag: false) { AmTisch = true },
        [Handlung.VereinbarungenAuflisten] = new(Tischrunde),
        [Handlung.VereinbarungLesen] = new(Tischrunde) { AmTisch = true, VonAussen = [Rolle.Koordination], AlsBeteiligte = true },
        [Handlung.VereinbarungFuehren] = new([.. Traeger, Rolle.Moderation], AuchImAuftrag: false),
        [Handlung.VereinbarungMitwirken] = new([.. Haus, Rolle.Moderation], AuchImAuftrag: false) { AlsBeteiligte = true },
        [Handlung.VereinbarungErklaeren] = new(Leitung, Befugnisse.Bestaetigung) { AlsBeteiligte = true },
        [Handlung.BerichteAuflisten] = new(Berichtsleser),
        [Handlung.BerichtAnsehen] = new(Berichtsleser),
        [Handlung.BerichtLesen] = new(Berichtsleser),
        [Handlung.BerichtFuehren] = new(Traeger, AuchImAuftrag: false),
        [Handlung.BerichtMitwirken] = new(Haus),
        [Handlung.BerichtBestaetigen] = new(Leitung, Befugnisse.Bestaetigung),
        [Handlung.BerichtUnterzeichnen] = new(Leitung, Befugnisse.Unterschrift),
        [Handlung.BerichtZurueckziehen] = new([Rolle.Traegerleitung], Befugnisse.Bestaetigung),
        [Handlung.SachstaendeAuflisten] = new([.. Traeger, Rolle.Koordination]),
        [Handlung.SachstandFuehren] = new([.. Traeger, Rolle.Koordination], AuchImAuftrag: false),
        [Handlung.SachstandVeroeffentlichen] = new([Rolle.Traegerleitung, Rolle.Koordination], AuchImAuftrag: false),
        [Handlung.Exportieren] = new([.. Berichtsleser, Rolle.Moderation]),
        [Handlung.TerminFinden] = new([.. Traeger, Rolle.Moderation], AuchImAuftrag: false),
        [Handlung.TerminAbstimmen] = new([.. Haus, Rolle.Koordination]),
        [Handlung.ZugaengeAuflisten] = new([.. Leitung, Rolle.Koordination, Rolle.Administration], AuchImAuftrag: false),
    };

    public static Recht Of(Handlung handlung) => Tabelle[handlung];
}

/// <param name="Rollen">Roles that may, each in its own scope.</param>
/// <param name="Befugnis">What the office must be able to do besides.</param>
/// <param name="AuchImAuftrag">Whether somebody may to whom the Leitung handed single acts (i. A.); reading goes with them.</param>
public sealed record Recht(
    IReadOnlyList<Rolle> Rollen, Befugnisse Befugnis = Befugnisse.Keine, bool AuchImAuftrag = true)
{
    /// <summary>
    /// Roles that may from outside too: the Koordination in everything that belongs to its region, the Administration in
    /// every Bildungsregion.
    /// </summary>
    public IReadOnlyList<Rolle> VonAussen { get; init; } = [];

    /// <summary>Of a visit: partners may too, each in the own organisation's office.</summary>
    public bool AuchPartner { get; init; }

    /// <summary>Whether these roles may at the Runder Tisch of their Kommune too, where their house sits.</summary>
    public bool AmTisch { get; init; }

    /// <summary>Of a Vereinbarung: whether the organisations that it binds may too.</summary>
    public bool AlsBeteiligte { get; init; }

    public bool Grants(Zustaendigkeit zustaendigkeit) =>
        Rollen.Contains(zustaendigkeit.Rolle) && zustaendigkeit.Can(Befugnis)
        && (AuchImAuftrag || zustaendigkeit.Art != Amtsart.ImAuftrag);
}
