namespace SchulDigital.Web.Features.Shared;

/// <summary>The first line of a text, cut: what stands in a list, a title, a subject line.</summary>
public static class Kurztext
{
    private const string Fortsetzung = " …";

    public static string Of(string text, int hoechstens)
    {
        var zeile = text.Split('\n')[0];
        return zeile.Length <= hoechstens ? zeile : zeile[..hoechstens] + Fortsetzung;
    }
}
