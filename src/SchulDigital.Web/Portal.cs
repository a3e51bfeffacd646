using System.Text.Encodings.Web;
using System.Text.Unicode;
using FluentValidation;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using SchulDigital.Web.Data;
using SchulDigital.Web.Data.Kataloge;
using SchulDigital.Web.Features.Konten;
using SchulDigital.Web.Features.Shared;
using SchulDigital.Web.Features.Traegerstamm.Import;
using SchulDigital.Web.Features.Zustaendig;
using SchulDigital.Web.Infrastructure;
using SchulDigital.Web.Infrastructure.Dokumente;
using SchulDigital.Web.Infrastructure.Mail;
using SchulDigital.Web.Infrastructure.Siegel;
using SchulDigital.Web.Security;

namespace SchulDigital.Web;

/// <summary>Services and routes of the portal; commands use the same services.</summary>
public static class Portal
{
    public static WebApplicationBuilder CreateBuilder(string[] args, bool befehl = false)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot(args) });
        if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
            builder.WebHost.UseUrls("http://localhost:5080");
        if (befehl)
            builder.AddBefehlsprotokoll();
        else
            builder.AddProtokoll();
        builder.AddDaten();
        builder.AddSicherheit();
        builder.AddOberflaeche();
        return builder;
    }

    /// <summary>The portal finds its files, whatever folder it is started from: beside itself, or above its build output.</summary>
    private static string? ContentRoot(string[] args)
    {
        if (args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)))
            return null;
        if (Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")))
            return AppContext.BaseDirectory;
        var ordner = new DirectoryInfo(AppContext.BaseDirectory);
        while (ordner is not null && !File.Exists(Path.Combine(ordner.FullName, "SchulDigital.Web.csproj")))
            ordner = ordner.Parent;
        return ordner?.FullName;
    }

    private static void AddDaten(this WebApplicationBuilder builder)
    {
        var datenbank = Datenbank.Read(builder.Configuration, builder.Environment.ContentRootPath);
        builder.Services.AddSingleton(datenbank);
        datenbank.Register(builder.Services);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Katalogverzeichnis>();
        builder.Services.AddMemoryCache();
        var schluessel = builder.Services.AddDataProtection().SetApplicationName("SchulDigital");
        if (Schluesselspeicher.ReadCertificate(builder.Configuration, builder.Environment.ContentRootPath) is { } zertifikat)
            schluessel.ProtectKeysWithCertificate(zertifikat).UnprotectKeysWithAnyCertificate(zertifikat);
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(dienste => new ConfigureOptions<KeyManagementOptions>(
            o => o.XmlRepository = new Schluesselspeicher(dienste.GetRequiredService<IServiceScopeFactory>())));
        builder.Services.AddSingleton(new Aufbewahrung(builder.Configuration));
        builder.Services.AddSingleton(Posteinstellungen.Read(
            builder.Configuration, datenbank, builder.Environment.ContentRootPath,
            demo: builder.Environment.IsDevelopment() || Start.IsDemo(builder.Configuration, builder.Environment)));
        builder.Services.AddSingleton(dienste => Siegelung.Read(builder.Configuration, datenbank, builder.Environment.ContentRootPath,
            Start.IsDemo(builder.Configuration, builder.Environment), dienste.GetRequiredService<TimeProvider>()));
        builder.Services.AddScoped<Postausgang>();
        builder.Services.AddSingleton<Zustellung>();
        builder.Services.AddSingleton<Postversand>();
        builder.Services.AddHostedService(dienste => dienste.GetRequiredService<Postversand>());
        builder.Services.AddSingleton<Portaladresse>();
        builder.Services.AddScoped<Demo.Demoregion>();
        builder.Services.AddScoped<Stammdatenimport>();
        builder.Services.AddSingleton<Importlauf>();
        builder.Services.AddSingleton<Aufraeumen>();
        builder.Services.AddHostedService(dienste => dienste.GetRequiredService<Aufraeumen>());
        builder.Services.AddSingleton<Bereitschaft>();
        builder.Services.AddHealthChecks()
            .AddDbContextCheck<AppDbContext>("Datenbank", tags: [Bereitschaft.Marke])
            .AddCheck<Bereitschaft>("Start", tags: [Bereitschaft.Marke]);
    }

    private static void AddSicherheit(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<AktuellerBenutzer>();
        builder.Services.AddScoped<Bereichszugang>();
        builder.Services.AddScoped<SichtbareDaten>();
        builder.Services.AddSingleton<Zweitfaktorpflicht>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<Regionswahl>();
        builder.Services.AddScoped<IAuthorizationHandler, Zugriffspruefung>();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, Zugriffsantwort>();
        builder.Services.AddBegrenzung(builder.Configuration);
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.Cookie.Name = "schuldigital";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(builder.Configuration.GetValue("Konten:AnmeldungMinuten", 480));
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/anmelden";
            cookie.ReturnUrlParameter = "zurueck";
            cookie.Events.OnValidatePrincipal = Anmeldepruefung.ValidateAsync;
            cookie.Events.OnRedirectToLogin = AbgelaufeneAnmeldung.ChallengeAsync;
        });
        builder.Services.AddAuthorization();
        builder.Services.AddIdentityCore<Benutzer>(identity =>
            {
                identity.Password.RequiredLength = 12;
                identity.Password.RequireNonAlphanumeric = identity.Password.RequireUppercase = false;
                identity.Password.RequireDigit = identity.Password.RequireLowercase = false;
                identity.User.RequireUniqueEmail = true;
                identity.Lockout.MaxFailedAccessAttempts = builder.Configuration.GetValue("Konten:FehlversucheBisSperre", 5);
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(builder.Configuration.GetValue("Konten:SperreMinuten", 15));
                identity.Stores.SchemaVersion = AppDbContext.IdentityVersion;
            })
            .AddEntityFrameworkStores<AppDbContext>()
            .AddErrorDescriber<KontenMeldungen>();
        builder.Services.AddScoped<IPasskeyHandler<Benutzer>, PasskeyHandler<Benutzer>>();
        builder.Services.Configure<IdentityPasskeyOptions>(passkey =>
        {
            // The device is told the address that people know, not what a request claims; without the setting, it is where they are.
            passkey.ServerDomain = Uri.TryCreate(builder.Configuration["Portal:Adresse"], UriKind.Absolute, out var adresse) ? adresse.Host : null;
            passkey.UserVerificationRequirement = passkey.ResidentKeyRequirement = "required";
            passkey.AttestationConveyancePreference = "none";
        });
        builder.Services.AddScoped<Passkeyabfrage>();
        builder.Services.AddScoped<Zweitfaktor>();
        builder.Services.AddScoped<Passwortwechsel>();
        builder.Services.AddScoped<Datenauskunft>();
        builder.Services.AddScoped<Anmeldevorgang>();
        builder.Services.AddScoped<Features.Start.Startabruf>();
        builder.Services.AddScoped<Features.Matrixbogen.Matrixabruf>();
        builder.Services.AddScoped<Features.Matrixbogen.Zeilenspeicherung>();
        builder.Services.AddScoped<Features.Matrixbogen.Handelnde>();
        builder.Services.AddScoped<Features.Matrixbogen.Matrixsperre>();
        builder.Services.AddScoped<Features.Matrixbogen.Weitergabeversand>();
        builder.Services.AddScoped<Features.Pruefseite.Dokumentpruefung>();
        builder.Services.AddScoped<Dokumentausgabe>();
        builder.Services.AddScoped<Features.Matrixbogen.Matrixdokumente>();
        builder.Services.AddScoped<Features.Traegerbesuche.Besuchsabruf>();
        builder.Services.AddScoped<Features.Traegerbesuche.Leseabruf>();
        builder.Services.AddScoped<Features.Traegerbesuche.Besuchssperre>();
        builder.Services.AddScoped<Features.Traegerbesuche.Besuchsversand>();
        builder.Services.AddScoped<Features.Traegerbesuche.Gastzugang>();
        builder.Services.AddScoped<Features.Traegerbesuche.Besuchsdokumente>();
        builder.Services.AddSingleton(new Nachzugsschritt((dienste, abbruch) => dienste.GetRequiredService<Features.Matrixbogen.Matrixdokumente>().AddMissingAsync(abbruch)));
        builder.Services.AddSingleton(new Nachzugsschritt((dienste, abbruch) => dienste.GetRequiredService<Features.Traegerbesuche.Besuchsdokumente>().AddMissingAsync(abbruch)));
        builder.Services.AddSingleton<Features.Tische.Sitzungsklingel>();
        builder.Services.AddScoped<Features.Tische.Sitzungsabruf>();
        builder.Services.AddScoped<Features.Tische.Sitzungssperre>();
        builder.Services.AddScoped<Features.Tische.Sitzungsversand>();
        builder.Services.AddScoped<Features.Tische.Sitzungsdokumente>();
        builder.Services.AddSingleton(new Nachzugsschritt((dienste, abbruch) => dienste.GetRequiredService<Features.Tische.Sitzungsdokumente>().AddMissingAsync(abbruch)));
        builder.Services.AddScoped<Features.Terminfindung.Abstimmungsabruf>();
        builder.Services.AddScoped<Features.Terminfindung.Abstimmungsversand>();
        builder.Services.AddScoped<Features.Berichte.Berichtsquellen>();
        builder.Services.AddScoped<Features.Berichte.Berichtsdokumente>();
        builder.Services.AddScoped<Features.Berichte.Archivpaket>();
        builder.Services.AddScoped<Features.Sachstaende.Sachstandserhebung>();
        builder.Services.AddScoped<Features.Sachstaende.Sachstandsdokumente>();
        builder.Services.AddSingleton(new Nachzugsschritt((dienste, abbruch) => dienste.GetRequiredService<Features.Sachstaende.Sachstandsdokumente>().AddMissingAsync(abbruch)));
        builder.Services.AddScoped<Features.Berichte.Berichtssperre>();
        builder.Services.AddScoped<Features.Berichte.Berichtsabruf>();
        builder.Services.AddScoped<Features.Berichte.Berichtsversand>();
        builder.Services.AddScoped<Features.Berichte.Bogenstaende>();
        builder.Services.AddSingleton(new Nachzugsschritt((dienste, abbruch) => dienste.GetRequiredService<Features.Berichte.Berichtsdokumente>().AddMissingAsync(abbruch)));
        builder.Services.AddScoped<Exportquelle, Features.Berichte.Berichtsexport>();
        builder.Services.AddScoped<Exportquelle, Features.Matrixbogen.Matrixexport>();
        builder.Services.AddScoped<Exportquelle, Features.Tische.Protokollexport>();
        builder.Services.AddHostedService<Dokumentnachzug>();
        builder.Services.AddScoped<Features.Matrixbogen.Zuarbeitsabruf>();
        builder.Services.AddScoped<Features.Matrixbogen.Zuarbeitsantwort>();
        builder.Services.AddScoped<Features.Matrixbogen.Zuarbeitsversand>();
        builder.Services.AddSingleton<Features.Matrixbogen.Zuarbeitsfristen>();
        builder.Services.AddHostedService(dienste => dienste.GetRequiredService<Features.Matrixbogen.Zuarbeitsfristen>());
        builder.Services.AddScoped<Herkunftsabruf>();
        builder.Services.AddScoped<Themenfeldworte>();
        builder.Services.AddScoped<Features.Absprachen.Vereinbarungsabruf>();
        builder.Services.AddScoped<Features.Absprachen.Vereinbarungssperre>();
        builder.Services.AddScoped<Features.Absprachen.Erinnerungsversand>();
        builder.Services.AddScoped<Features.Absprachen.Fadenabruf>();
        builder.Services.AddSingleton<Features.Absprachen.Konsensfristen>();
        builder.Services.AddHostedService(dienste => dienste.GetRequiredService<Features.Absprachen.Konsensfristen>());
        builder.Services.AddScoped<Aufgabenversand>();
        builder.Services.AddSingleton<Features.Aufgabenliste.Aufgabenfristen>();
        builder.Services.AddHostedService(dienste => dienste.GetRequiredService<Features.Aufgabenliste.Aufgabenfristen>());
        builder.Services.AddScoped<Features.Themenspeicher.Themenabruf>();
        builder.Services.AddScoped<Features.Durchgaenge.Durchgangsangebot>();
        builder.Services.AddScoped<Einladung>();
        builder.Services.AddScoped<Linkpruefung>();
        builder.Services.AddScoped<Einladungsversand>();
        builder.Services.AddSingleton<Entwurfsschutz>();
        builder.Services.AddScoped<Bereichsabruf>();
        builder.Services.AddSingleton<AbgelaufeneAnmeldung>();
    }

    private static void AddOberflaeche(this WebApplicationBuilder builder)
    {
        builder.Services.AddControllersWithViews(mvc =>
        {
            // As an instance it keeps its order and reads the form after the limits of size are set; by type it would be the first.
            mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
            mvc.Filters.Add<FachregelFilter>();
            mvc.Filters.Add<Formularpruefung>();
            mvc.ModelBinderProviders.Insert(0, new Texteingabe.Provider());
            mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            Bindemeldungen.Set(mvc.ModelBindingMessageProvider);
        });
        builder.Services.AddAntiforgery(schutz =>
        {
            schutz.Cookie.Name = "schuldigital-formular";
            schutz.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            schutz.Cookie.SameSite = SameSiteMode.Lax;
            schutz.SuppressXFrameOptionsHeader = true;
        });
        // Umlauts as they are: an entity for each would be a tenth of a German page.
        builder.Services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        // ADR 0011: pages shrink to an eighth; style sheets and scripts come compressed from the build.
        builder.Services.AddResponseCompression(antwort =>
        {
            antwort.EnableForHttps = true;
            antwort.MimeTypes = ["text/html"];
            // At its fastest, gzip makes these pages smaller than Brotli at its fastest does.
            antwort.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.AddRouting(routing => routing.LowercaseUrls = true);
        builder.Services.Configure<RazorViewEngineOptions>(razor => razor.ViewLocationExpanders.Add(new FeatureFolders()));
        foreach (var fund in AssemblyScanner.FindValidatorsInAssembly(typeof(Portal).Assembly))
            builder.Services.AddSingleton(fund.InterfaceType, fund.ValidatorType);
        ValidatorOptions.Global.LanguageManager.Culture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
        builder.Services.Configure<Betreiber>(builder.Configuration.GetSection("Betreiber"));
    }

    public static void MapPortal(this WebApplication app)
    {
        app.MapControllers().WithStaticAssets();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).WithMetadata(new OeffentlichAttribute());
        app.MapHealthChecks("/health/ready", new() { Predicate = c => c.Tags.Contains(Bereitschaft.Marke) })
            .WithMetadata(new OeffentlichAttribute());
    }
}
