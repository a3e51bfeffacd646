using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Domain.Matrizen;

/// <summary>What an organisation said to a Durchgang that was offered to it.</summary>
public enum Teilnahmestatus { Angeboten, Angenommen, Abgelehnt, Pausiert }

/// <summary>
/// The offer of a Durchgang to one carrier or one school, and its answer (Fachkonzept, section 4). Taking part is voluntary:
/// only who accepted counts in denominators. <c>angeboten → angenommen | abgelehnt | pausiert</c>; a refusal or a pause can
/// be taken back while the Durchgang is open; its matrix stays with the house in every case.
/// </summary>
public sealed class Teilnahme
{
    public const int GrundMaxLength = 500;

    private Teilnahme() { }

    private Teilnahme(Guid durchgangId, DateTime jetzt)
    {
        DurchgangId = durchgangId;
        GeaendertAm = jetzt;
    }

    public Guid Id { get; private set; } = Kennung.New();
    public Guid DurchgangId { get; private set; }

    /// <summary>Set for a carrier; exactly one of the two is set.</summary>
    public Guid? SchultraegerId { get; private set; }

    /// <summary>Set for a school.</summary>
    public Guid? SchuleId { get; private set; }

    /// <summary>A concurrency token: two answers at once do not both hold.</summary>
    public Teilnahmestatus Status { get; private set; }

    /// <summary>Why it was refused or paused, where the house said so.</summary>
    public string? Grund { get; private set; }
    public DateTime GeaendertAm { get; private set; }

    /// <summary>Since when the Sachstand of the region may name this carrier as taking part; null while it may not (Fachkonzept, section 9).</summary>
    public DateTime? NennungAm { get; private set; }

    public Scope Scope => Scope.OfHaus(SchultraegerId, SchuleId);

    public static Teilnahme Offer(Durchgang durchgang, Scope scope, DateTime jetzt) => scope.Art switch
    {
        ScopeArt.Schultraeger => new Teilnahme(durchgang.Id, jetzt) { SchultraegerId = scope.Id },
        ScopeArt.Schule => new Teilnahme(durchgang.Id, jetzt) { SchuleId = scope.Id },
        _ => throw new ArgumentException("A Durchgang is offered to carriers and schools.", nameof(scope)),
    };

    /// <summary>Takes part, also after a refusal or a pause.</summary>
    public Verlaufseintrag Accept(Durchgang durchgang, Urheber urheber, DateTime jetzt) =>
        Enter(durchgang, Teilnahmestatus.Angenommen, Ereignis.TeilnahmeAngenommen, null, urheber, jetzt);

    /// <summary>Says no to an offer; who has begun pauses instead.</summary>
    public Verlaufseintrag Decline(Durchgang durchgang, string? grund, Urheber urheber, DateTime jetzt)
    {
        if (Status is Teilnahmestatus.Angenommen)
            throw new Zustandskonflikt("Der Durchgang ist schon angenommen. Sie können die Teilnahme pausieren.");
        return Enter(durchgang, Teilnahmestatus.Abgelehnt, Ereignis.TeilnahmeAbgelehnt, grund, urheber, jetzt);
    }

    /// <summary>Leaves it for now, without losing what is filled.</summary>
    public Verlaufseintrag Pause(Durchgang durchgang, string? grund, Urheber urheber, DateTime jetzt) =>
        Enter(durchgang, Teilnahmestatus.Pausiert, Ereignis.TeilnahmePausiert, grund, urheber, jetzt);

    /// <summary>Whether the Sachstand of the region may name this carrier.</summary>
    public Verlaufseintrag? AllowNaming(bool darf, Urheber urheber, DateTime jetzt)
    {
        if (darf == NennungAm is not null)
            return null;
        if (SchultraegerId is null)
            throw new FachregelVerletzt("Genannt werden Schulträger, keine Schulen.");
        if (darf && Status != Teilnahmestatus.Angenommen)
            throw new FachregelVerletzt("Genannt werden kann, wer am Durchgang teilnimmt.");
        NennungAm = darf ? jetzt : null;
        GeaendertAm = jetzt;
        return new Verlaufseintrag(Ereignis.NennungGeaendert, nameof(Teilnahme), Id, Scope, urheber, jetzt, darf ? "darf genannt werden" : "wird nicht genannt");
    }

    private Verlaufseintrag Enter(
        Durchgang durchgang, Teilnahmestatus status, Ereignis ereignis, string? grund, Urheber urheber, DateTime jetzt)
    {
        if (durchgang.Id != DurchgangId)
            throw new ArgumentException("The offer belongs to another Durchgang.", nameof(durchgang));
        if (durchgang.AbgeschlossenAm is not null)
            throw new Zustandskonflikt("Dieser Durchgang ist abgeschlossen.");
        if (Status == status)
            throw new Zustandskonflikt($"Die Teilnahme ist schon {status.Label()}.");
        Status = status;
        Grund = grund;
        GeaendertAm = jetzt;
        return new Verlaufseintrag(ereignis, nameof(Teilnahme), Id, Scope, urheber, jetzt, grund);
    }
}

public static class Teilnahmestatusse
{
    public static string Label(this Teilnahmestatus status) => status switch
    {
        Teilnahmestatus.Angeboten => "angeboten",
        Teilnahmestatus.Angenommen => "angenommen",
        Teilnahmestatus.Abgelehnt => "abgelehnt",
        Teilnahmestatus.Pausiert => "pausiert",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
