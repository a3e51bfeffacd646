using Microsoft.AspNetCore.Mvc;

namespace SchulDigital.Bench;

/// <summary>A bare form: as many criteria with as many fields as a Themenfeld, no layout, no data, no rights.</summary>
public sealed class FormularController : Controller
{
    [HttpGet("/formular")]
    public IActionResult Show(int zeilen) => View("/Boden/Formular.cshtml", Enumerable.Range(1, zeilen)
        .Select(n => new Formularzeile(n, $"Kriterium {n}", "Woran man erkennt, wie weit die Schulen damit sind.", n % 6, "Bis zu den Sommerferien"))
        .ToList());
}

public sealed record Formularzeile(int Nummer, string Label, string Hilfe, int Wahl, string Text);
