using Microsoft.AspNetCore.Mvc;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Start;

[Erlaubt(Handlung.Startseite)]
public sealed class StartController(Startabruf abruf, Regionswahl regionen) : Controller
{
    [HttpGet("/")]
    public async Task<IActionResult> Index(CancellationToken abbruch) => View("Start", await abruf.GetAsync(abbruch));

    /// <summary>Chooses the region that pages are headed with; only one of the person's own.</summary>
    [HttpPost("/region")]
    public async Task<IActionResult> ChooseRegion(string? region)
    {
        if (region is null)
            return BadRequest();
        if ((await regionen.GetAllAsync()).All(r => r.Key != region))
            return NotFound();
        Response.Cookies.Append(Regionswahl.Cookie, region!, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Request.IsHttps,
        });
        return LocalRedirect("/");
    }
}
