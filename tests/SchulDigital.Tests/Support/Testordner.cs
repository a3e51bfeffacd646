namespace SchulDigital.Tests.Support;

/// <summary>A folder of its own for a database; gone afterwards.</summary>
public sealed class Testordner : IDisposable
{
    public string Pfad { get; } = Directory.CreateTempSubdirectory("schuldigital-").FullName;

    public string Datenbankdatei => Path.Combine(Pfad, "schuldigital.db");

    public void Dispose() => Directory.Delete(Pfad, recursive: true);
}
