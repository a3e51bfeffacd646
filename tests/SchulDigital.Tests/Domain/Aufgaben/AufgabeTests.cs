using SchulDigital.Domain;
using SchulDigital.Domain.Aufgaben;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;
using SchulDigital.Domain.Zustaendigkeiten;

namespace SchulDigital.Tests.Domain.Aufgaben;

[Trait("Spur", "domain")]
public sealed class AufgabeTests
{
    private static readonly DateTime Jetzt = new(2026, 11, 22, 9, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Heute = Kalender.DayOf(Jetzt);
    private static readonly Scope Amt = Scope.Schultraeger(Guid.NewGuid());
    private static readonly Urheber Wer = new(Guid.NewGuid(), Guid.NewGuid());

    private static Aufgabe Create(int tage = 7, Scope? amt = null, Rolle? rolle = null, string text = "Angebote einholen") =>
        Aufgabe.Create(amt ?? Amt, rolle, null, text, Heute.AddDays(tage), new Herkunft(Herkunftsart.Schultraeger, Amt.Id!.Value, null), Wer, Jetzt).Aufgabe;

    [Fact]
    public void It_belongs_to_an_office_and_keeps_where_it_came_from()
    {
        var zeile = Guid.NewGuid();
        var (aufgabe, eintrag) = Aufgabe.Create(
            Amt, Rolle.Traegerleitung, Wer.PersonId, "Angebote einholen", Heute, new Herkunft(Herkunftsart.Matrixzeile, zeile, zeile), Wer, Jetzt);
        Assert.Equal((Amt, Rolle.Traegerleitung, Wer.PersonId, zeile, Aufgabenstatus.Offen),
            (aufgabe.Scope, aufgabe.Rolle!.Value, aufgabe.PersonId, aufgabe.ZeileId!.Value, aufgabe.Status));
        Assert.Equal((Ereignis.AufgabeAngelegt, Amt.Id, aufgabe.Id), (eintrag.Ereignis, eintrag.ScopeId, eintrag.GegenstandId));
        Assert.False(aufgabe.IsOverdue(Heute));
        Assert.True(aufgabe.IsOverdue(Heute.AddDays(1)));
    }

    [Fact]
    public void What_it_cannot_be_is_refused()
    {
        Assert.Throws<FachregelVerletzt>(() => Create(-1));
        Assert.Throws<FachregelVerletzt>(() => Create(Aufgabe.MaxTage + 1));
        Assert.Throws<FachregelVerletzt>(() => Create(text: " "));
        Assert.Throws<FachregelVerletzt>(() => Create(rolle: Rolle.Schulleitung));
        Assert.Throws<FachregelVerletzt>(() => Create(amt: Scope.Installation));
        Assert.Throws<FachregelVerletzt>(() => Create(amt: Scope.Schulgruppe(Guid.NewGuid())));
    }

    [Fact]
    public void Done_or_not_needed_any_more_it_can_be_opened_again_with_a_reason()
    {
        var aufgabe = Create();
        Assert.Equal("Drei liegen vor", aufgabe.Complete("Drei liegen vor", Wer, Jetzt)!.Grund);
        Assert.Equal((Aufgabenstatus.Erledigt, Jetzt, 1), (aufgabe.Status, aufgabe.BeendetAm!.Value, aufgabe.Version));
        // The second click changes nothing, something else comes too late.
        Assert.Null(aufgabe.Complete("Drei liegen vor", Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => aufgabe.Complete("Vier liegen vor", Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => aufgabe.Drop("Doch nicht", Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => aufgabe.Extend(Heute.AddDays(20), Wer, Jetzt));
        Assert.Throws<Zustandskonflikt>(() => aufgabe.Assign(Guid.NewGuid(), Wer, Jetzt));
        Assert.False(aufgabe.IsOverdue(Heute.AddDays(30)));

        Assert.Throws<FachregelVerletzt>(() => aufgabe.Reopen(" ", Wer, Jetzt));
        Assert.Equal(Ereignis.AufgabeWiederEroeffnet, aufgabe.Reopen("Eins fehlt", Wer, Jetzt)!.Ereignis);
        Assert.Null(aufgabe.Reopen("Eins fehlt", Wer, Jetzt));
        Assert.Equal((Aufgabenstatus.Offen, null, null), (aufgabe.Status, aufgabe.Vermerk, aufgabe.BeendetAm));
        Assert.Throws<FachregelVerletzt>(() => aufgabe.Drop("", Wer, Jetzt));
        aufgabe.Drop("Der Bund liefert", Wer, Jetzt);
        Assert.Equal((Aufgabenstatus.Entfallen, "Der Bund liefert"), (aufgabe.Status, aufgabe.Vermerk));
    }

    [Fact]
    public void More_time_means_a_later_day_and_reminders_begin_anew()
    {
        var aufgabe = Create(2);
        aufgabe.NoteReminder(Heute);
        aufgabe.NoteOverdue(Heute.AddDays(3));
        Assert.Equal(0, aufgabe.Version);
        Assert.Throws<FachregelVerletzt>(() => aufgabe.Extend(Heute.AddDays(1), Wer, Jetzt));
        Assert.Throws<FachregelVerletzt>(() => aufgabe.Extend(Heute.AddDays(4), Wer, Jetzt.AddDays(9)));
        Assert.Null(aufgabe.Extend(Heute.AddDays(2), Wer, Jetzt));
        Assert.NotNull(aufgabe.Extend(Heute.AddDays(9), Wer, Jetzt.AddDays(5)));
        Assert.Equal((Heute.AddDays(9), null, null), (aufgabe.Frist, aufgabe.ErinnertAm, aufgabe.FristGemeldetAm));
    }

    [Fact]
    public void The_person_can_change_and_can_be_taken_away()
    {
        var aufgabe = Create();
        var person = Guid.NewGuid();
        Assert.NotNull(aufgabe.Assign(person, Wer, Jetzt));
        Assert.Null(aufgabe.Assign(person, Wer, Jetzt));
        Assert.NotNull(aufgabe.Assign(null, Wer, Jetzt));
        Assert.Null(aufgabe.PersonId);
    }
}
