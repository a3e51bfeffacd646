namespace SchulDigital.Tests.Support;

/// <summary>
/// The folder with the real registers and catalogues, which lie beside the repository (<c>../shared</c>) or where
/// <c>SCHULDIGITAL_SHARED</c> says.
/// </summary>
public static class Shared
{
    public static string Repository { get; } = FindRepository();

    public static string Folder { get; } = Environment.GetEnvironmentVariable("SCHULDIGITAL_SHARED") is { Length: > 0 } ordner
        ? ordner
        : Path.GetFullPath(Path.Combine(Repository, "..", "shared"));

    /// <summary>A file below the folder, for example <c>Shared.File("data", "schulen", "…")</c>.</summary>
    public static string File(params string[] teile) => Path.Combine([Folder, .. teile]);

    /// <summary>Why tests on real data are left out; null where the data is there, and on the build server, where they must run.</summary>
    internal static string? Skip =>
        Directory.Exists(Folder) || Environment.GetEnvironmentVariable("CI") == "true"
            ? null
            : $"Ohne die echten Daten in {Folder} (oder SCHULDIGITAL_SHARED) läuft dieser Test nicht.";

    private static string FindRepository()
    {
        var ordner = new DirectoryInfo(AppContext.BaseDirectory);
        while (ordner is not null && !System.IO.File.Exists(Path.Combine(ordner.FullName, "SchulDigital.sln")))
            ordner = ordner.Parent;
        return ordner?.FullName ?? throw new DirectoryNotFoundException("SchulDigital.sln");
    }
}

/// <summary>A test on the real data: skipped with a reason where it is missing, except with <c>CI=true</c>.</summary>
public sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute() => Skip = Shared.Skip;
}

/// <inheritdoc cref="SharedFactAttribute"/>
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = Shared.Skip;
}
