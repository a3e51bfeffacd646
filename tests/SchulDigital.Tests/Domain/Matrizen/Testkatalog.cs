using SchulDigital.Domain.Matrizen;
using SchulDigital.Web.Data.Kataloge;

namespace SchulDigital.Tests.Domain.Matrizen;

/// <summary>The program's own catalogue for carriers, and a matrix on it, for tests of the rules.</summary>
internal static class Testkatalog
{
    public static readonly Katalog Traeger = Katalogdatei.Parse(File.ReadAllText(Path.Combine(
        Support.Shared.Repository, "src", "SchulDigital.Web", "Data", "Kataloge", "matrix-schultraeger.yaml")));

    public static Durchgang NewDurchgang(bool nurKern = false) => new(
        Guid.NewGuid(), "probe-2026-27", "2026/27", new DateOnly(2026, 9, 1), new DateOnly(2027, 1, 31),
        Guid.NewGuid(), Guid.NewGuid(), nurKern);

    public static Matrix NewMatrix(Guid traegerId, bool nurKern = false) => Matrix.ForSchultraeger(
        traegerId, NewDurchgang(nurKern), Guid.NewGuid(), Traeger, null, new DateTime(2026, 9, 1, 8, 0, 0, DateTimeKind.Utc));
}
