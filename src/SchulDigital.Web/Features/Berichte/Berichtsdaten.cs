using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using SchulDigital.Domain.Berichtsboegen;

namespace SchulDigital.Web.Features.Berichte;

/// <summary>
/// The content of a final Berichtsbogen for machines: what the document says, who declared what, which hash it has. Attached to the
/// PDF where the operator wants that, and part of every Archivpaket. A field is only ever added; <see cref="Format"/> names the form.
/// </summary>
public static class Berichtsdaten
{
    public const string Format = "schuldigital-berichtsbogen-1";

    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>UTF-8, in the same order for the same content.</summary>
    public static byte[] Write(Berichtsinhalt i, Guid dokument) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        Format,
        i.Kennzeichen,
        Dokument = dokument,
        i.Titel,
        i.Anlass,
        Art = i.Art.Label(),
        Stand = i.Status.Label(),
        StandSeit = i.StandSeit,
        Unterschrift = i.Unterschrift ? i.Folge.Label() : null,
        i.Rechtssatz,
        Haeuser = i.Haeuser.Select(h => new { Art = h.IstTraeger ? "Schulträger" : "Schule", h.Name }),
        Text = i.Absaetze.Select(a => new
        {
            Abschnitt = a.Abschnitt.Label(),
            Themenfeld = a.Gruppe,
            Sicht = a.Sicht.Label(),
            a.Text,
            Zielstand = a.Zielstand?.Label(),
            a.Angaben.Wer,
            a.Angaben.Frist,
            a.Angaben.Kosten,
            a.Angaben.Finanzierung,
            a.Angaben.Vorbehalt,
            a.Quelle,
        }),
        Erklaerungen = i.Erklaerungen.Where(e => e.Zaehlt).Select(e => new
        {
            Art = e.Art.Label(),
            Haus = e.Organisation,
            e.Name,
            e.Amt,
            Weg = e.Weg.Label(),
            e.Zeit,
            e.Grund,
            e.Papiertag,
            e.Original,
            e.FestgehaltenVon,
        }),
        Berichtigungen = i.Berichtigungen.Select(b => new { Abschnitt = b.Abschnitt.Label(), b.Bisher, b.Neu, b.Grund, b.Von, b.Am, Sha256 = b.Hash }),
        Zustellungen = i.Zustellungen.Select(z => new { z.Name, z.Am }),
        Sha256 = i.Hash,
        Sha256Berichtigt = i.Berichtigungen.Count == 0 ? null : i.Dokumenthash,
    }, Form);
}
