namespace SchulDigital.Tests.Support;

/// <summary>A folder of its own for a database; gone afterwards.</summary>
public sealed class Testordner : IDisposable
{
    private const string Speicher = "/dev/shm";
    private const long Platzbedarf = 4L << 30;

    /// <summary>In memory where there is room for it: a commit waits for the disk else, and no test asks whether a database outlives the machine.</summary>
    private static readonly bool ImSpeicher = Directory.Exists(Speicher) && new DriveInfo(Speicher).AvailableFreeSpace > Platzbedarf;

    public string Pfad { get; } = ImSpeicher
        ? Directory.CreateDirectory(Path.Combine(Speicher, $"schuldigital-{Guid.NewGuid():N}")).FullName
        : Directory.CreateTempSubdirectory("schuldigital-").FullName;

    public string Datenbankdatei => Path.Combine(Pfad, "schuldigital.db");

    public void Dispose() => Directory.Delete(Pfad, recursive: true);
}
