namespace SchulDigital.Domain;

/// <summary>What kind of thing something came from.</summary>
public enum Herkunftsart { Matrixzeile, Besuch, Schule, Schultraeger, Beratung, Vereinbarung, Sitzung, RunderTisch }

/// <summary>
/// Where a Thema, a Vereinbarung, an Aufgabe or an entry of a Berichtsbogen came from: the step before it on the thread, and
/// the matrix row at its beginning (Fachkonzept, section 1, "Herkunft und Wirkung").
/// </summary>
/// <param name="GegenstandId">The row, the visit, the school, the carrier, the person who advises, the Vereinbarung, the session, the table.</param>
/// <param name="ZeileId">The row (<c>MatrixZeile</c>) at the beginning; null where there is none.</param>
public sealed record Herkunft(Herkunftsart Art, Guid GegenstandId, Guid? ZeileId);
