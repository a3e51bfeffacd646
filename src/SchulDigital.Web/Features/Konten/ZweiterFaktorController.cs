using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using QRCoder;
using SchulDigital.Domain;
using SchulDigital.Web.Data;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Konten;

/// <summary>
/// The own second factor: passkey, app or printed list. Whoever must have one and has none is led here after signing in.
/// What a page proposes (a secret, a list) travels protected through it and is stored once it is proven or confirmed.
/// </summary>
[Erlaubt(Handlung.EigenesKonto), VorZweitemFaktor, FrischBestaetigt, Route(Zweitfaktorpflicht.Seite)]
public sealed class ZweiterFaktorController(
    AppDbContext db, Zweitfaktor zweitfaktor, Passkeyabfrage passkeys, Anmeldevorgang vorgang, AktuellerBenutzer benutzer,
    Zweitfaktorpflicht pflicht, IDataProtectionProvider schutz) : Controller
{
    private static readonly TimeSpan Frist = TimeSpan.FromHours(1);

    private readonly ITimeLimitedDataProtector _vorschlag =
        schutz.CreateProtector("SchulDigital.ZweiterFaktor.Vorschlag").ToTimeLimitedDataProtector();

    [HttpGet("")]
    public async Task<IActionResult> Show() => View("ZweiterFaktor", await LoadAsync());

    [HttpGet("app")]
    public async Task<IActionResult> ShowApp() => View("App", await NewAppAsync(RandomNumberGenerator.GetBytes(Zeitcode.GeheimnisBytes)));

    [HttpPost("app")]
    public async Task<IActionResult> SetApp([FromForm] AppForm form)
    {
        if (Unprotect(form.Geheimnis) is not [_, ..] geheimnis)
            return TooLate();
        if (await IsForeignAsync())
            return await SignOutAsync();
        if (ModelState.IsValid)
        {
            if (await zweitfaktor.SetAppAsync(benutzer.PersonId, geheimnis, form.Code!))
                return await DoneAsync("Die App ist eingerichtet.");
            ModelState.AddModelError(nameof(form.Code), "Dieser Code passt nicht. Prüfen Sie, ob die Uhr Ihres Geräts richtig geht, und nehmen Sie den nächsten Code.");
        }
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("App", await NewAppAsync(geheimnis));
    }

    [HttpPost("app/ende")]
    public Task<IActionResult> RemoveApp() => RemoveAsync(f => f.HatApp ? 1 : 0, () => zweitfaktor.RemoveAppAsync(benutzer.PersonId), "Die App ist entfernt.");

    [HttpGet("liste")]
    public IActionResult ShowList() => View("Liste", NewList(Zweitfaktor.NewCodes()));

    [HttpPost("liste")]
    public async Task<IActionResult> SetList([FromForm] ListenForm form)
    {
        if (Unprotect(form.Liste) is not [_, ..] liste)
            return TooLate();
        if (await IsForeignAsync())
            return await SignOutAsync();
        var codes = Encoding.ASCII.GetString(liste).Split(' ');
        if (ModelState.IsValid)
        {
            await zweitfaktor.SetListAsync(benutzer.PersonId, codes);
            return await DoneAsync("Die neue Liste gilt. Bewahren Sie sie dort auf, wo nur Sie hinkommen.");
        }
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("Liste", NewList(codes));
    }

    [HttpPost("liste/ende")]
    public Task<IActionResult> RemoveList() => RemoveAsync(f => f.OffeneCodes > 0 ? 1 : 0, () => zweitfaktor.RemoveListAsync(benutzer.PersonId), "Die Liste gilt nicht mehr.");

    [HttpPost("passkeys/optionen")]
    public async Task<IActionResult> OfferPasskey() => Json(await passkeys.OfferAsync(await db.Personen.AsNoTracking().SingleAsync(p => p.Id == benutzer.PersonId)));

    [HttpPost("passkeys")]
    public async Task<IActionResult> AddPasskey([FromForm] PasskeyForm form)
    {
        if (await IsForeignAsync())
            return await SignOutAsync();
        if (form.Bezeichnung?.Length > Passkeyabfrage.BezeichnungMaxLength)
        {
            ModelState.AddModelError(nameof(form.Bezeichnung), $"Die Bezeichnung hat höchstens {Passkeyabfrage.BezeichnungMaxLength} Zeichen.");
        }
        else if (await passkeys.TakeAsync(benutzer.PersonId, form.Antwort, form.Zustand) is { } passkey)
        {
            passkey.Name = form.Bezeichnung ?? "Passkey";
            await zweitfaktor.AddPasskeyAsync(benutzer.PersonId, passkey);
            return await DoneAsync("Der Passkey ist eingerichtet.");
        }
        else
        {
            ModelState.AddModelError("", "Der Passkey wurde nicht angelegt. Versuchen Sie es noch einmal, oder nehmen Sie einen anderen Weg.");
        }
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return View("ZweiterFaktor", await LoadAsync());
    }

    /// <summary>Whoever loads an answer anew begins again.</summary>
    [HttpGet("passkeys")]
    public IActionResult Restart() => LocalRedirect(Zweitfaktorpflicht.Seite);

    [HttpPost("passkeys/{passkeyId}/ende")]
    public async Task<IActionResult> RemovePasskey(string passkeyId)
    {
        var kennung = Base64Url.IsValid(passkeyId) ? Base64Url.DecodeFromChars(passkeyId) : [];
        if (!await db.UserPasskeys.AnyAsync(p => p.UserId == benutzer.PersonId && p.CredentialId == kennung))
            return LocalRedirect(Zweitfaktorpflicht.Seite);
        return await RemoveAsync(_ => 1, () => zweitfaktor.RemovePasskeyAsync(benutzer.PersonId, kennung), "Der Passkey ist entfernt.");
    }

    /// <summary>Takes one away, unless it is the last of somebody who must have one.</summary>
    private async Task<IActionResult> RemoveAsync(Func<Faktorenstand, int> zaehlt, Func<Task> act, string meldung)
    {
        var stand = await zweitfaktor.ReadAsync(benutzer.PersonId);
        if (!stand.IstEingerichtet)
            return LocalRedirect(Zweitfaktorpflicht.Seite);
        if (pflicht.Covers(benutzer.Zustaendigkeiten) && stand.Anzahl - zaehlt(stand) < 1)
            throw new FachregelVerletzt("Ihr Amt verlangt einen zweiten Faktor. Richten Sie zuerst einen anderen ein, dann können Sie diesen entfernen.");
        await act();
        TempData["Meldung"] = meldung;
        return LocalRedirect(Zweitfaktorpflicht.Seite);
    }

    /// <summary>A sign-in by password alone, although there is a second factor meanwhile: another browser was faster.</summary>
    private async Task<bool> IsForeignAsync() =>
        benutzer.Nachweis == Nachweis.Passwort && (await zweitfaktor.ReadAsync(benutzer.PersonId)).IstEingerichtet;

    private async Task<IActionResult> SignOutAsync()
    {
        await vorgang.SignOutAsync(benutzer.AnmeldungId);
        return LocalRedirect("/anmelden");
    }

    private async Task<IActionResult> DoneAsync(string meldung)
    {
        var gefehlt = benutzer.FehltZweiterFaktor;
        if (benutzer.Nachweis != Nachweis.ZweiterFaktor)
            await vorgang.RaiseAsync(benutzer.PersonId);
        TempData["Meldung"] = meldung;
        return LocalRedirect(gefehlt ? "/" : Zweitfaktorpflicht.Seite);
    }

    private BadRequestResult TooLate()
    {
        HttpContext.Items[Fehlerantwort.Satz] = "Diese Seite ist zu alt. Beginnen Sie noch einmal von vorn; gespeichert wurde nichts.";
        return BadRequest();
    }

    private async Task<ZweiterFaktorSeite> LoadAsync()
    {
        var stand = await zweitfaktor.ReadAsync(benutzer.PersonId);
        var eigene = await db.UserPasskeys.AsNoTracking().Where(p => p.UserId == benutzer.PersonId).ToListAsync();
        var pflichtig = pflicht.Covers(benutzer.Zustaendigkeiten);
        return new ZweiterFaktorSeite(
            stand, [.. eigene.Select(p => new Passkeyzeile(Base64Url.EncodeToString(p.CredentialId), p.Data.Name ?? "Passkey", p.Data.CreatedAt.UtcDateTime)).OrderBy(p => p.AngelegtAm)],
            pflichtig, benutzer.FehltZweiterFaktor, Geraet.Of(Request.Headers.UserAgent));
    }

    private async Task<AppSeite> NewAppAsync(byte[] geheimnis)
    {
        var text = Zeitcode.ToBase32(geheimnis);
        var email = await db.Personen.Where(p => p.Id == benutzer.PersonId).Select(p => p.Email).SingleAsync();
        using var generator = new QRCodeGenerator();
        using var bild = new PngByteQRCode(generator.CreateQrCode(
            $"otpauth://totp/SchulDigital:{Uri.EscapeDataString(email)}?secret={text}&issuer=SchulDigital", QRCodeGenerator.ECCLevel.M));
        return new AppSeite($"data:image/png;base64,{Convert.ToBase64String(bild.GetGraphic(6))}",
            string.Join(' ', text.Chunk(4).Select(g => new string(g))), Protect(geheimnis));
    }

    private ListenSeite NewList(IReadOnlyList<string> codes) => new(codes, Protect(Encoding.ASCII.GetBytes(string.Join(' ', codes))), benutzer.Name);

    /// <summary>For this person only: a proposal of somebody else's page is none.</summary>
    private string Protect(byte[] inhalt) =>
        Base64Url.EncodeToString(_vorschlag.Protect([.. benutzer.PersonId.ToByteArray(), .. inhalt], Frist));

    private byte[] Unprotect(string? vorschlag)
    {
        try
        {
            return vorschlag is not null && Base64Url.IsValid(vorschlag)
                && _vorschlag.Unprotect(Base64Url.DecodeFromChars(vorschlag)) is [_, ..] inhalt
                && inhalt.AsSpan(0, 16).SequenceEqual(benutzer.PersonId.ToByteArray())
                ? inhalt[16..] : [];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}

public sealed record ZweiterFaktorSeite(
    Faktorenstand Faktoren, IReadOnlyList<Passkeyzeile> Passkeys, bool IstPflicht, bool Fehlt, string? Geraet)
{
    public bool DarfEntfernen => !IstPflicht || Faktoren.Anzahl > 1;

    public bool Wenige => Faktoren is { HatListe: true, OffeneCodes: <= Zweitfaktor.Knapp };
}

public sealed record Passkeyzeile(string Id, string Name, DateTime AngelegtAm);

/// <param name="Bild">The address for the app as a QR code, within the page.</param>
/// <param name="Geheimnis">The same for typing, in groups of four.</param>
/// <param name="Vorschlag">The secret, protected, for the way through the page.</param>
public sealed record AppSeite(string Bild, string Geheimnis, string Vorschlag);

public sealed record ListenSeite(IReadOnlyList<string> Codes, string Vorschlag, string Name);

public sealed record AppForm
{
    public string? Code { get; init; }
    public string? Geheimnis { get; init; }
}

public sealed class AppFormValidator : AbstractValidator<AppForm>
{
    public AppFormValidator() => RuleFor(f => f.Code).NotEmpty().WithMessage("Geben Sie den Code ein, den die App zeigt.")
        .MaximumLength(ZweitschrittForm.CodeMaxLength).WithMessage("Der Code hat sechs Ziffern.");
}

public sealed record ListenForm
{
    public string? Liste { get; init; }

    /// <summary>"ja" where the box is ticked.</summary>
    public string? Gedruckt { get; init; }
}

public sealed class ListenFormValidator : AbstractValidator<ListenForm>
{
    public ListenFormValidator() => RuleFor(f => f.Gedruckt).Equal("ja")
        .WithMessage("Drucken Sie die Liste oder schreiben Sie sie ab, und setzen Sie dann das Häkchen.");
}
