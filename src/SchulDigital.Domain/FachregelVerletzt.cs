namespace SchulDigital.Domain;

/// <summary>
/// A rule of the trade refuses an act. The message is a German sentence for the person who tried it.
/// </summary>
public sealed class FachregelVerletzt(string satz) : Exception(satz);
