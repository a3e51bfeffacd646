namespace SchulDigital.Web.Data;

/// <summary>
/// SQLite means one portal process per database file: a lock file beside it, held by the operating system until the
/// process ends, however it ends.
/// </summary>
public static class Portalsperre
{
    public static IDisposable Take(string datenbankdatei)
    {
        try
        {
            return new FileStream(datenbankdatei + ".sperre", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fehler) when (fehler is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new EinstellungFehlt(
                $"Mit der Datenbank {datenbankdatei} läuft bereits ein Portal. Beenden Sie es, oder wählen Sie mit Database:Ordner einen anderen Ordner.");
        }
    }
}
