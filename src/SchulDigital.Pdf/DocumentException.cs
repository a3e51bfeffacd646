namespace SchulDigital.Pdf;

/// <summary>
/// What was composed cannot become a sound document: no title, a character that the font lacks, a table wider than
/// its place. The message names the place, from the outside in.
/// </summary>
public sealed class DocumentException : Exception
{
    private readonly Stack<string> _places = new();

    public DocumentException()
    {
    }

    public DocumentException(string message) : base(message)
    {
    }

    public DocumentException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public override string Message => _places.Count == 0 ? base.Message : $"{string.Join(", ", _places)}: {base.Message}";

    /// <summary>Adds the place further out while the exception passes through it.</summary>
    internal DocumentException In(string place)
    {
        _places.Push(place);
        return this;
    }
}
