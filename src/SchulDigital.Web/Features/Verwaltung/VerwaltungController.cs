using Microsoft.AspNetCore.Mvc;
using SchulDigital.Web.Security;

namespace SchulDigital.Web.Features.Verwaltung;

/// <summary>The pages of the Administration, as a table of contents; each is shown to whom its policy lets in.</summary>
[Erlaubt(Handlung.Verwaltung)]
public sealed class VerwaltungController : Controller
{
    [HttpGet("/verwaltung")]
    public IActionResult Index() => View("Verwaltung");
}
