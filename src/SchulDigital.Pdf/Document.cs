using SchulDigital.Pdf.Layout;
using SchulDigital.Pdf.Writing;

namespace SchulDigital.Pdf;

/// <summary>
/// What a document says of itself; title and language are obligatory (ISO 14289-1 7.1, 7.2). The library has no clock: equal
/// content with an equal date is an equal file.
/// </summary>
public sealed record DocumentInfo
{
    public required string Title { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>BCP 47 (ISO 32000-1 14.9.2).</summary>
    public string Language { get; init; } = "de-DE";

    public string? Author { get; init; }

    public string? Subject { get; init; }
}

/// <summary>Which standards a document says that it keeps to.</summary>
public enum Conformance
{
    /// <summary>PDF/A-2a and PDF/UA-1; PDF/A-3a where a file is attached.</summary>
    Accessible,

    /// <summary>PDF/A-1b, for validators that know no other part; tagged all the same.</summary>
    PdfA1b,
}

/// <summary>How an attached file is related to the document (ISO 19005-3 6.8, Annex E).</summary>
public enum AttachmentRelationship
{
    Source,
    Data,
    Alternative,
    Supplement,
    Unspecified,
}

/// <summary>A file inside of the document (ISO 19005-3 6.8).</summary>
public sealed record Attachment(string FileName, string MediaType, ReadOnlyMemory<byte> Content, string Description)
{
    public AttachmentRelationship Relationship { get; init; } = AttachmentRelationship.Data;

    /// <summary>Preset is the date of the document.</summary>
    public DateTimeOffset? Modified { get; init; }
}

/// <summary>
/// A document that is composed from sections of pages. It can be generated once or often, by several threads too, as long as
/// nobody changes it.
/// </summary>
public sealed class Document
{
    private readonly FontFamily _fonts;
    private readonly DocumentInfo _info;
    private readonly List<PageDescriptor> _sections = [];
    private readonly List<Attachment> _attachments = [];

    private Document(FontFamily fonts, DocumentInfo info) => (_fonts, _info) = (fonts, info);

    public static Document Create(FontFamily fonts, DocumentInfo info, Action<Document> compose)
    {
        info = info with
        {
            Title = Fonts.TextCleaning.CleanLine(info.Title),
            Author = info.Author is null ? null : Fonts.TextCleaning.CleanLine(info.Author),
            Subject = info.Subject is null ? null : Fonts.TextCleaning.CleanLine(info.Subject),
        };
        if (info.Title.Length == 0)
            throw new DocumentException("The document has no title.");
        if (info.Language.Length < 2 || !info.Language.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new DocumentException($"“{info.Language}” is no language by BCP 47.");
        var document = new Document(fonts, info);
        compose(document);
        return document;
    }

    /// <summary>A section: pages of one size with their header and footer, as many as the content needs.</summary>
    public void Page(Action<PageDescriptor> compose)
    {
        var section = new PageDescriptor();
        _sections.Add(section);
        compose(section);
    }

    public void Attach(Attachment attachment)
    {
        if (attachment.FileName.Length == 0 || attachment.FileName.Any(c => char.IsControl(c) || c is '/' or '\\'))
            throw new DocumentException($"“{attachment.FileName}” cannot be the name of an attached file.");
        if (attachment.MediaType.Count(c => c == '/') != 1 || !attachment.MediaType.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '+' or '.'))
            throw new DocumentException($"“{attachment.MediaType}” is no media type.");
        if (_attachments.Any(a => a.FileName == attachment.FileName))
            throw new DocumentException($"Two attached files are named “{attachment.FileName}”.");
        _attachments.Add(attachment);
    }

    public byte[] GeneratePdf(Conformance conformance = Conformance.Accessible)
    {
        if (_sections.Count == 0)
            throw new DocumentException("The document has no page.");
        if (conformance == Conformance.PdfA1b && _attachments.Count > 0)
            throw new DocumentException("PDF/A-1 allows no attached files (ISO 19005-1 6.1.11).");
        IReadOnlyDictionary<string, int> sectionPages;
        using (var writer = new DocumentWriter(_info, _fonts, conformance))
        {
            Draw(writer, new Dictionary<string, int>());
            if (!writer.NeedsSectionPages)
                return writer.Finish(_attachments);
            sectionPages = writer.SectionPages;
        }
        // Numbers of pages stand in a column of their own: nothing moves when they are known.
        using var second = new DocumentWriter(_info, _fonts, conformance);
        Draw(second, sectionPages);
        return second.Finish(_attachments);
    }

    private void Draw(DocumentWriter writer, IReadOnlyDictionary<string, int> sectionPages)
    {
        var context = new LayoutContext(_fonts, writer) { SectionPages = sectionPages };
        var pages = new List<(PageDescriptor Section, int Index, Box Content)>();
        for (var i = 0; i < _sections.Count; i++)
            try
            {
                var contents = _sections[i].LayoutPages(context);
                for (var k = 0; k < contents.Count; k++)
                    pages.Add((_sections[i], k, contents[k]));
            }
            catch (DocumentException fault)
            {
                throw fault.In($"section {i + 1} of “{_info.Title}”");
            }
        for (var i = 0; i < pages.Count; i++)
            try
            {
                context.Page = (i + 1, pages.Count);
                pages[i].Section.Draw(context, pages[i].Index, pages[i].Content);
            }
            catch (DocumentException fault)
            {
                throw fault.In($"page {i + 1} of “{_info.Title}”");
            }
    }
}

/// <summary>Pages of one size (ISO 32000-1 7.7.3). Header and footer are artifacts (ISO 14289-1 7.8).</summary>
public sealed class PageDescriptor
{
    private readonly Container _header = new();
    private readonly Container _content = new();
    private readonly Container _footer = new();
    private Container? _firstHeader;
    private Container? _firstFooter;
    private PageSize _size = PageSizes.A4;
    private (double Left, double Top, double Right, double Bottom) _margin = (56.7, 56.7, 56.7, 56.7);
    private TextStyle _style = TextStyle.Default;
    private string? _watermark;

    internal PageDescriptor()
    {
    }

    public void Size(PageSize size) => _size = size;

    public void Margin(double value, Unit unit = Unit.Point)
    {
        MarginHorizontal(value, unit);
        MarginVertical(value, unit);
    }

    public void MarginHorizontal(double value, Unit unit = Unit.Point) =>
        _margin = _margin with { Left = Units.Points(value, unit), Right = Units.Points(value, unit) };

    public void MarginVertical(double value, Unit unit = Unit.Point) =>
        _margin = _margin with { Top = Units.Points(value, unit), Bottom = Units.Points(value, unit) };

    public void DefaultTextStyle(Func<TextStyle, TextStyle> change) => _style = change(_style);

    public Container Header() => _header;

    /// <summary>Another header, or an empty one, on the first page of the section.</summary>
    public Container HeaderOnFirstPage() => _firstHeader ??= new Container();

    public Container Content() => _content;

    public Container Footer() => _footer;

    public Container FooterOnFirstPage() => _firstFooter ??= new Container();

    /// <summary>A word from corner to corner of each page, under the content, for drafts (an artifact).</summary>
    public void Watermark(string text) => _watermark = Fonts.TextCleaning.CleanLine(text);

    internal List<Box> LayoutPages(LayoutContext context)
    {
        context.Style = _style;
        // Room for numbers of four digits; when drawn, the real ones are at most as wide.
        context.Page = (8888, 8888);
        var first = RoomFor(context, isFirst: true);
        var others = RoomFor(context, isFirst: false);
        context.Page = null;
        var pages = new List<Box>();
        var rest = _content.Layout(context, Width, context.Writer.Root);
        while (true)
        {
            var room = pages.Count == 0 ? first : others;
            if (rest.Height <= room)
            {
                pages.Add(rest);
                return pages;
            }
            var (head, tail) = rest.Split(room, force: true);
            pages.Add(head ?? throw new DocumentException(
                $"On page {pages.Count + 1} something that cannot be divided (an image, a chart, a field, a line of text) is higher than the {room:0.#} points between header and footer."));
            if (tail is null)
                return pages;
            rest = tail;
        }
    }

    internal void Draw(LayoutContext context, int index, Box content)
    {
        context.Style = _style;
        var canvas = context.Writer.BeginPage(_size.Height);
        var header = HeaderFor(index == 0).Layout(context, Width, null);
        var footer = FooterFor(index == 0).Layout(context, Width, null);
        if (_watermark is { Length: > 0 })
            canvas.Watermark(_watermark, context.Writer.Font(bold: true, italic: false), _size.Width);
        using (canvas.AsArtifact("/Type /Pagination /Subtype /Header"))
            header.Draw(canvas, _margin.Left, _margin.Top);
        content.Draw(canvas, _margin.Left, _margin.Top + header.Height);
        using (canvas.AsArtifact("/Type /Pagination /Subtype /Footer"))
            footer.Draw(canvas, _margin.Left, _size.Height - _margin.Bottom - footer.Height);
        context.Writer.EndPage(canvas, _size.Width);
    }

    private double Width => _size.Width - _margin.Left - _margin.Right;

    private Container HeaderFor(bool isFirst) => isFirst && _firstHeader is not null ? _firstHeader : _header;

    private Container FooterFor(bool isFirst) => isFirst && _firstFooter is not null ? _firstFooter : _footer;

    private double RoomFor(LayoutContext context, bool isFirst)
    {
        if (Width <= 0)
            throw new DocumentException($"Margins of {_margin.Left + _margin.Right:0.#} points leave nothing of a page {_size.Width:0.#} points wide.");
        var header = LayoutPart(HeaderFor(isFirst), "header");
        var footer = LayoutPart(FooterFor(isFirst), "footer");
        var room = _size.Height - _margin.Top - _margin.Bottom - header - footer;
        return room > 0 ? room : throw new DocumentException("Margins, header and footer leave no room for content.");

        double LayoutPart(Container part, string name)
        {
            try
            {
                return part.Layout(context, Width, null).Height;
            }
            catch (DocumentException fault)
            {
                throw fault.In(name);
            }
        }
    }
}
