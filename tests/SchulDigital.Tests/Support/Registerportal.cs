using SchulDigital.Domain.Verlauf;
using SchulDigital.Web.Features.Traegerstamm.Import;

namespace SchulDigital.Tests.Support;

/// <summary>The portal with the real registers of Nordrhein-Westfalen, imported once; without the demo region.</summary>
public sealed class Registerportal : Testportal, IAsyncLifetime
{
    public const string Schuldaten = "nrw_schuldaten_2022-06-09.csv";
    public const string Schulverzeichnis = "nrw_schulverzeichnis_2024_25.csv";
    public const string Traegerliste = "nrw_key_traeger.xml";

    public async Task InitializeAsync()
    {
        if (Shared.Skip is null)
            await ImportAsync(Schuldaten, Schulverzeichnis, Traegerliste);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public static string Path(string datei) => Shared.File("data", "schulen", datei);

    public async Task<Importbericht> ImportAsync(params string[] dateien)
    {
        Importbericht? bericht = null;
        await InScopeAsync<Stammdatenimport>(async import => bericht = await import.RunAsync(
            [.. dateien.Select(d => Registerdatei.Read(d, File.ReadAllBytes(Path(d))))], new Importwahl(), Urheber.Portal));
        return bericht!;
    }
}
