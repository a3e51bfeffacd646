using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace SchulDigital.Web.Data;

/// <summary>Keeps the data-protection keys in the portal's own database.</summary>
internal sealed class Schluesselspeicher(IServiceScopeFactory scopes) : IXmlRepository
{
    /// <summary>
    /// The certificate that encrypts the keys: <c>Schluessel:Zertifikat</c> (a PFX file) and <c>Schluessel:Passwort</c>. Null
    /// where none is set; then the keys lie open in every backup.
    /// </summary>
    public static X509Certificate2? ReadCertificate(IConfiguration konfiguration, string contentRoot)
    {
        if (konfiguration["Schluessel:Zertifikat"] is not { Length: > 0 } pfad)
            return null;
        try
        {
            var zertifikat = X509CertificateLoader.LoadPkcs12FromFile(Path.GetFullPath(pfad, contentRoot), konfiguration["Schluessel:Passwort"]);
            return zertifikat.HasPrivateKey ? zertifikat
                : throw new EinstellungFehlt($"Schluessel:Zertifikat: Die Datei „{pfad}“ enthält keinen privaten Schlüssel.");
        }
        catch (Exception fehler) when (fehler is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new EinstellungFehlt($"Schluessel:Zertifikat: Die Datei „{pfad}“ lässt sich nicht öffnen ({fehler.Message}).");
        }
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        return [.. db.Schutzschluessel.AsNoTracking().OrderBy(s => s.Id).Select(s => s.Xml).ToList().Select(xml => XElement.Parse(xml))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        db.Schutzschluessel.Add(new Schutzschluessel { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
