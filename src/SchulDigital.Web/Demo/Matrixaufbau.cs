using SchulDigital.Domain;
using SchulDigital.Domain.Matrizen;
using SchulDigital.Domain.Verlauf;

namespace SchulDigital.Web.Demo;

/// <summary>Fills one matrix the way that people do: through the aggregate, with a history entry beside each act.</summary>
public sealed class Matrixaufbau(Aufbau aufbau, Katalog katalog, Matrix matrix)
{
    private readonly List<Weitergabe> _weitergaben = [];
    private readonly Dictionary<string, MatrixZeile> _zeilen = matrix.Zeilen.ToDictionary(z => z.Kriterium, StringComparer.Ordinal);

    public Matrix Matrix => matrix;

    public MatrixZeile Zeile(string kriterium) => _zeilen[kriterium];

    /// <summary>Writes a row: what it says so far, changed.</summary>
    public Matrixaufbau Answer(string kriterium, Func<Zeilenwerte, Zeilenwerte> change, Amtsperson wer, DateTime am)
    {
        var zeile = Zeile(kriterium);
        return Note(matrix.Answer(zeile, change(zeile.Werte), zeile.Version, [], wer.Urheber, am).Eintrag);
    }

    /// <summary>Gives every row that has none yet a heutiger Stand.</summary>
    public Matrixaufbau AnswerAll(Stufenwert ist, Amtsperson wer, DateTime am)
    {
        foreach (var zeile in matrix.Zeilen.Where(z => z.Werte.Ist is null))
            Answer(zeile.Kriterium, w => w with { Ist = ist }, wer, am);
        return this;
    }

    public Matrixaufbau Submit(Amtsperson wer, DateTime am) => Note(matrix.Submit(wer.Urheber, am));

    public Matrixaufbau Release(Amtsperson leitung, DateTime am) =>
        Note(matrix.Release(leitung.Zustaendigkeit, leitung.Person, katalog, [], am).Eintrag);

    public Matrixaufbau Withdraw(Amtsperson leitung, string grund, DateTime am) =>
        Note(matrix.Withdraw(leitung.Zustaendigkeit, grund, _weitergaben, am));

    /// <summary>Passes the released version on; without a choice the Themenfelder that the catalogue suggests, of a carrier all.</summary>
    public Weitergabe PassOn(
        Empfaengerkreis kreis, Guid empfaengerId, Amtsperson leitung, DateTime am, Func<Themenfeld, bool>? welche = null)
    {
        var themenfelder = katalog.Themenfelder.Where(t => matrix.Zeilen.Any(z => z.Themenfeld == t.Key)
            && (welche?.Invoke(t) ?? (matrix.SchuleId is null || t.WeitergabeVorbelegung))).Select(t => t.Key).ToList();
        var (weitergabe, eintrag) = matrix.PassOn(kreis, empfaengerId, themenfelder, _weitergaben, leitung.Zustaendigkeit, am)!.Value;
        _weitergaben.Add(weitergabe);
        Note(eintrag);
        return aufbau.Add(weitergabe);
    }

    /// <summary>Asks somebody for rows, with three weeks' time.</summary>
    public Zuarbeit Ask(IReadOnlyCollection<string> kriterien, string name, string funktion, string email, Amtsperson wer, DateTime am, string? nachricht = null)
    {
        var (zuarbeit, eintrag) = Zuarbeit.Ask(matrix, matrix.Zeilen.Where(z => kriterien.Contains(z.Kriterium)), name, funktion, email,
            Kalender.DayOf(am).AddDays(21), nachricht, wer.Zustaendigkeit, am);
        Note(eintrag);
        return aufbau.Add(zuarbeit);
    }

    public Matrixaufbau StartDraft(Amtsperson wer, DateTime am) => Note(matrix.StartDraft(wer.Urheber, am));

    /// <summary>Says who looks after a Themenfeld.</summary>
    public Matrixaufbau Assign(string themenfeld, Amtsperson person, Amtsperson wer, DateTime am)
    {
        aufbau.Add(new Themenfeldzuordnung(matrix.Id, themenfeld, person.Person.Id));
        return Note(new Verlaufseintrag(Ereignis.ThemenfeldZugeordnet, nameof(Matrix), matrix.Id, matrix.Scope, wer.Urheber, am,
            grund: katalog.FindThemenfeld(themenfeld)!.Label));
    }

    /// <summary>Keeps the history entry of an act on something around the matrix.</summary>
    public Matrixaufbau Note(Verlaufseintrag? eintrag)
    {
        if (eintrag is not null)
            aufbau.Add(eintrag);
        return this;
    }
}
