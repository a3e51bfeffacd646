using System.Globalization;
using System.Security;
using SchulDigital.Pdf.Fonts;
using SchulDigital.Pdf.Layout;

namespace SchulDigital.Pdf.Writing;

/// <summary>
/// Puts a document together: pages, fonts, images, structure tree, outline, form, attachments and metadata
/// (PDF/A: ISO 19005; PDF/UA: ISO 14289-1).
/// </summary>
internal sealed class DocumentWriter : IDisposable
{
    private readonly DocumentInfo _info;
    private readonly FontFamily _fonts;
    private readonly Conformance _conformance;
    private readonly ObjectWriter _to;
    private readonly PdfBuffer _content = new();
    private readonly FontUse?[] _fontUses = new FontUse?[4];
    private readonly Ref[] _fontIds = new Ref[4];
    private readonly Dictionary<Image, (string Name, Ref Id)> _images = [];
    private readonly List<StructNode> _nodes = [];
    private readonly List<IReadOnlyList<StructNode>> _parents = [];
    private readonly HashSet<int> _annotationKeys = [];
    private readonly List<Ref> _pages = [];
    private readonly List<(int Level, string Title, Ref Page, double Top)> _headings = [];
    private readonly Dictionary<string, Ref> _fields = [];
    private readonly Dictionary<string, int> _sectionKeys = [];
    private readonly Dictionary<string, (int PageNumber, Ref Page, double Top)> _sections = [];
    private readonly Ref _catalog;
    private readonly Ref _pageTree;
    private readonly Ref _resources;
    private readonly Ref _structureRoot;
    private readonly StructNode _document = new("Document", null);

    public DocumentWriter(DocumentInfo info, FontFamily fonts, Conformance conformance)
    {
        (_info, _fonts, _conformance) = (info, fonts, conformance);
        _to = new ObjectWriter(conformance == Conformance.PdfA1b ? "1.4" : "1.7");
        _catalog = _to.Reserve();
        _pageTree = _to.Reserve();
        _resources = _to.Reserve();
        _structureRoot = _to.Reserve();
        Attach(_document);
    }

    public StructNode Root => _document;

    public int HeadingLevel { get; private set; }

    /// <summary>Something names the page of a section, so it must be known before.</summary>
    public bool NeedsSectionPages { get; set; }

    /// <summary>The number of the page on which each section begins.</summary>
    public IReadOnlyDictionary<string, int> SectionPages => _sections.ToDictionary(s => s.Key, s => s.Value.PageNumber);

    public void Dispose()
    {
        _content.Dispose();
        _to.Dispose();
    }

    public FontUse Font(bool bold, bool italic)
    {
        var index = (bold ? 1 : 0) + (italic ? 2 : 0);
        if (_fontUses[index] is { } use)
            return use;
        _fontIds[index] = _to.Reserve();
        return _fontUses[index] = new FontUse(_fonts.Face(index), $"F{index}");
    }

    public string NameOf(Image image)
    {
        if (_images.TryGetValue(image, out var known))
            return known.Name;
        var id = _to.Begin();
        _to.Append($"<< /Type /XObject /Subtype /Image /Width {image.PixelWidth} /Height {image.PixelHeight} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode");
        _to.EndStream(image.Packed, compress: false);
        return (_images[image] = ($"I{_images.Count}", id)).Name;
    }

    public void Attach(StructNode node)
    {
        if (node.IsAttached)
            return;
        if (node.Parent is not null)
            Attach(node.Parent);
        node.Id = _to.Reserve();
        _nodes.Add(node);
        node.Parent?.Kids.Add(new StructKid(node, default, 0, default));
    }

    /// <summary>A heading for the outline (ISO 32000-1 12.3.3); a level that is left out is a fault (ISO 14289-1 7.4.2).</summary>
    public void AddHeading(int level, string title, Canvas canvas, double y)
    {
        if (level > HeadingLevel + 1)
            throw new DocumentException($"The heading “{title}” has level {level} after level {HeadingLevel}: no level may be left out.");
        HeadingLevel = level;
        _headings.Add((level, title, canvas.Page, canvas.Height - y));
    }

    public void AddSection(string name, Canvas canvas, double y)
    {
        if (!_sections.TryAdd(name, (_pages.Count, canvas.Page, canvas.Height - y)))
            throw new DocumentException($"There are two sections named “{name}”.");
    }

    public Canvas BeginPage(double height)
    {
        _content.Clear();
        var page = _to.Reserve();
        _pages.Add(page);
        return new Canvas(this, _content, height, page);
    }

    public void EndPage(Canvas canvas, double width)
    {
        canvas.EndMark();
        var content = _to.Begin();
        _to.Append($"<<");
        _to.EndStream(_content.Written);
        _to.Begin(canvas.Page);
        // Tab order by structure (ISO 14289-1 7.18.3).
        _to.Append($"<< /Type /Page /Parent {_pageTree} /MediaBox [0 0 {width} {canvas.Height}] /Resources {_resources} /Contents {content} /StructParents {_parents.Count} /Tabs /S");
        _parents.Add(canvas.Contents);
        if (canvas.Annotations.Count > 0)
        {
            _to.Append($" /Annots [");
            WriteAll(canvas.Annotations);
            _to.Append($"]");
        }
        _to.Append($" >>");
        _to.End();
    }

    /// <summary>A link with its description (ISO 32000-1 12.5.6.5; ISO 14289-1 7.18.5), part of the element of the link.</summary>
    public void AddLink(Canvas canvas, StructNode node, double x, double y, double width, double height, TextRun run)
    {
        var key = KeyFor(node);
        var id = _to.Begin();
        _to.Append($"<< /Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [{x} {canvas.Height - y - height} {x + width} {canvas.Height - y}] ");
        _to.Append($"/StructParent {key} /Contents {new TextString(run.ActualText ?? run.Text)} ");
        if (run.Section is { } section)
            _to.Append($"/Dest /S{KeyOf(section)} >>");
        else
            _to.Append($"/A << /Type /Action /S /URI /URI ({EscapeAscii(run.Address!)}) >> >>");
        _to.End();
        canvas.Annotations.Add(id);
        node.Kids.Add(new StructKid(null, canvas.Page, 0, id));
    }

    /// <summary>An empty signature field with appearance and description (ISO 32000-1 12.7.4.5; ISO 14289-1 7.18.4).</summary>
    public void AddSignatureField(Canvas canvas, StructNode node, string name, string tooltip, double x, double y, double width, double height, Action<Canvas> appearance)
    {
        if (_fields.ContainsKey(name))
            throw new DocumentException($"There are two signature fields named “{name}”.");
        canvas.Attach(node);
        using var content = new PdfBuffer();
        appearance(new Canvas(this, content, height, canvas.Page) { IsAppearance = true });
        var form = _to.Begin();
        _to.Append($"<< /Type /XObject /Subtype /Form /BBox [0 0 {width} {height}] /Resources {_resources}");
        _to.EndStream(content.Written);
        var key = KeyFor(node);
        var id = _to.Begin();
        // 132: printed, and locked against moving it away.
        _to.Append($"<< /Type /Annot /Subtype /Widget /FT /Sig /T {new TextString(name)} /TU {new TextString(tooltip)} /F 132 /P {canvas.Page} ");
        _to.Append($"/Rect [{x} {canvas.Height - y - height} {x + width} {canvas.Height - y}] /StructParent {key} /AP << /N {form} >> >>");
        _to.End();
        _fields.Add(name, id);
        canvas.Annotations.Add(id);
        node.Kids.Add(new StructKid(null, canvas.Page, 0, id));
    }

    public byte[] Finish(IReadOnlyList<Attachment> attachments)
    {
        WriteResources();
        WriteStructure();
        _to.Begin(_pageTree);
        _to.Append($"<< /Type /Pages /Count {_pages.Count} /Kids [");
        WriteAll(_pages);
        _to.Append($"] >>");
        _to.End();
        var outline = WriteOutline();
        var destinations = WriteDestinations();
        var files = attachments.OrderBy(a => a.FileName, StringComparer.Ordinal).Select(a => (a.FileName, Id: WriteAttachment(a))).ToList();
        var profile = _to.Begin();
        _to.Append($"<< /N 3");
        _to.EndStream(ColorProfile.Srgb);
        var intent = _to.Begin();
        _to.Append($"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) /RegistryName (http://www.color.org) /Info (sRGB IEC61966-2.1) /DestOutputProfile {profile} >>");
        _to.End();
        var metadata = _to.Begin();
        _to.Append($"<< /Type /Metadata /Subtype /XML");
        // Never compressed: who archives reads it without a PDF program (ISO 19005-2 6.6.2.1).
        _to.EndStream(Metadata.Write(_info, _conformance, attachments.Count > 0), compress: false);
        var info = WriteInfo();
        var form = _fields.Count > 0 ? _to.Begin() : default;
        if (_fields.Count > 0)
        {
            _to.Append($"<< /Fields [");
            WriteAll(_fields.Values);
            _to.Append($"] >>");
            _to.End();
        }

        _to.Begin(_catalog);
        _to.Append($"<< /Type /Catalog /Pages {_pageTree} /Lang {new TextString(_info.Language)} /MarkInfo << /Marked true >> /StructTreeRoot {_structureRoot} ");
        _to.Append($"/ViewerPreferences << /DisplayDocTitle true >> /Metadata {metadata} /OutputIntents [{intent}]");
        if (outline.Id != 0)
            _to.Append($" /Outlines {outline} /PageMode /UseOutlines");
        if (destinations.Id != 0)
            _to.Append($" /Dests {destinations}");
        if (_fields.Count > 0)
            _to.Append($" /AcroForm {form}");
        if (files.Count > 0)
        {
            _to.Append($" /AF [");
            WriteAll(files.Select(f => f.Id));
            _to.Append($"] /Names << /EmbeddedFiles << /Names [");
            foreach (var (name, id) in files)
                _to.Append($"{new TextString(name)} {id} ");
            _to.Append($"] >> >>");
        }
        _to.Append($" >>");
        _to.End();
        return _to.Finish(_catalog, info);
    }

    internal static string PdfDate(DateTimeOffset time) =>
        time.ToString("'D:'yyyyMMddHHmmss", CultureInfo.InvariantCulture) + time.ToString("zzz", CultureInfo.InvariantCulture).Replace(':', '\'') + "'";

    private static string EscapeAscii(string text) =>
        text.Replace("\\", "%5C", StringComparison.Ordinal).Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);

    private int KeyOf(string section)
    {
        if (!_sectionKeys.TryGetValue(section, out var key))
            _sectionKeys.Add(section, key = _sectionKeys.Count);
        return key;
    }

    private int KeyFor(StructNode node)
    {
        Attach(node);
        _parents.Add([node]);
        // A key of an annotation names one element, a key of a page a list (ISO 32000-1 14.7.4.4).
        _annotationKeys.Add(_parents.Count - 1);
        return _parents.Count - 1;
    }

    private void WriteAll(IEnumerable<Ref> references)
    {
        foreach (var reference in references)
            _to.Append($"{reference} ");
    }

    /// <summary>Where the sections are that links name (named destinations: ISO 32000-1 12.3.2.3).</summary>
    private Ref WriteDestinations()
    {
        if (_sectionKeys.Count == 0)
            return default;
        var id = _to.Begin();
        _to.Append($"<<");
        foreach (var (name, key) in _sectionKeys)
        {
            if (!_sections.TryGetValue(name, out var section))
                throw new DocumentException($"A link leads to the section “{name}”, which does not exist.");
            _to.Append($" /S{key} [{section.Page} /XYZ 0 {section.Top} null]");
        }
        _to.Append($" >>");
        _to.End();
        return id;
    }

    private void WriteResources()
    {
        for (var i = 0; i < 4; i++)
            _fontUses[i]?.Write(_to, _fontIds[i], _conformance == Conformance.PdfA1b);
        _to.Begin(_resources);
        _to.Append($"<< /Font <<");
        for (var i = 0; i < 4; i++)
            if (_fontUses[i] is { } use)
                _to.Append($" /{use.Name} {_fontIds[i]}");
        _to.Append($" >> /XObject <<");
        foreach (var (name, id) in _images.Values)
            _to.Append($" /{name} {id}");
        _to.Append($" >> >>");
        _to.End();
    }

    private void WriteStructure()
    {
        foreach (var node in _nodes)
        {
            _to.Begin(node.Id);
            _to.Append($"<< /Type /StructElem /S /{node.Type} /P {node.Parent?.Id ?? _structureRoot}");
            if (node.Alt is not null)
                _to.Append($" /Alt {new TextString(node.Alt)}");
            if (node.ActualText is not null)
                _to.Append($" /ActualText {new TextString(node.ActualText)}");
            if (node.Attributes is not null)
                _to.Append($" /A << {node.Attributes} >>");
            var page = node.Kids.Find(k => k.Node is null).Page;
            if (page.Id != 0)
                _to.Append($" /Pg {page}");
            if (node.Kids.Count > 0)
            {
                _to.Append($" /K [");
                foreach (var kid in node.Kids)
                    if (kid.Node is not null)
                        _to.Append($"{kid.Node.Id} ");
                    else if (kid.Annotation.Id != 0)
                        _to.Append($"<< /Type /OBJR /Obj {kid.Annotation} /Pg {kid.Page} >> ");
                    else if (kid.Page == page)
                        _to.Append($"{kid.ContentId} ");
                    else
                        _to.Append($"<< /Type /MCR /Pg {kid.Page} /MCID {kid.ContentId} >> ");
                _to.Append($"]");
            }
            _to.Append($" >>");
            _to.End();
        }
        var parentTree = _to.Begin();
        _to.Append($"<< /Nums [");
        for (var key = 0; key < _parents.Count; key++)
        {
            if (_annotationKeys.Contains(key))
            {
                _to.Append($"{key} {_parents[key][0].Id} ");
                continue;
            }
            _to.Append($"{key} [");
            WriteAll(_parents[key].Select(n => n.Id));
            _to.Append($"] ");
        }
        _to.Append($"] >>");
        _to.End();
        _to.Begin(_structureRoot);
        _to.Append($"<< /Type /StructTreeRoot /K [{_document.Id}] /ParentTree {parentTree} /ParentTreeNextKey {_parents.Count} >>");
        _to.End();
    }

    private Ref WriteOutline()
    {
        if (_headings.Count == 0)
            return default;
        var root = _to.Reserve();
        var ids = _headings.Select(_ => _to.Reserve()).ToArray();
        var parents = new int[_headings.Count];
        var open = new Stack<int>();
        for (var i = 0; i < parents.Length; i++)
        {
            while (open.TryPeek(out var top) && _headings[top].Level >= _headings[i].Level)
                open.Pop();
            parents[i] = open.TryPeek(out var parent) ? parent : -1;
            open.Push(i);
        }
        var children = Enumerable.Range(0, parents.Length).ToLookup(i => parents[i]);
        for (var i = 0; i < parents.Length; i++)
        {
            var (_, title, page, top) = _headings[i];
            var siblings = children[parents[i]].ToList();
            var place = siblings.BinarySearch(i);
            _to.Begin(ids[i]);
            _to.Append($"<< /Title {new TextString(title)} /Parent {(parents[i] < 0 ? root : ids[parents[i]])} /Dest [{page} /XYZ 0 {top} null]");
            if (place > 0)
                _to.Append($" /Prev {ids[siblings[place - 1]]}");
            if (place < siblings.Count - 1)
                _to.Append($" /Next {ids[siblings[place + 1]]}");
            if (children[i].Any())
                _to.Append($" /First {ids[children[i].First()]} /Last {ids[children[i].Last()]} /Count {-children[i].Count()}");
            _to.Append($" >>");
            _to.End();
        }
        _to.Begin(root);
        _to.Append($"<< /Type /Outlines /First {ids[children[-1].First()]} /Last {ids[children[-1].Last()]} /Count {children[-1].Count()} >>");
        _to.End();
        return root;
    }

    /// <summary>An embedded file with its relationship to the document (ISO 19005-3 6.8; ISO 14289-1 7.11).</summary>
    private Ref WriteAttachment(Attachment attachment)
    {
        var file = _to.Begin();
        _to.Append($"<< /Type /EmbeddedFile /Subtype /{attachment.MediaType.Replace("/", "#2F", StringComparison.Ordinal)} ");
        _to.Append($"/Params << /Size {attachment.Content.Length} /ModDate ({PdfDate(attachment.Modified ?? _info.Created)}) >>");
        _to.EndStream(attachment.Content.Span);
        var name = new TextString(attachment.FileName);
        var id = _to.Begin();
        _to.Append($"<< /Type /Filespec /F {name} /UF {name} /Desc {new TextString(attachment.Description)} /AFRelationship /{attachment.Relationship.ToString()} /EF << /F {file} /UF {file} >> >>");
        _to.End();
        return id;
    }

    private Ref WriteInfo()
    {
        var id = _to.Begin();
        _to.Append($"<< /Title {new TextString(_info.Title)} /Producer ({Metadata.Producer}) /CreationDate ({PdfDate(_info.Created)}) /ModDate ({PdfDate(_info.Created)})");
        if (_info.Author is not null)
            _to.Append($" /Author {new TextString(_info.Author)}");
        if (_info.Subject is not null)
            _to.Append($" /Subject {new TextString(_info.Subject)}");
        _to.Append($" >>");
        _to.End();
        return id;
    }
}

/// <summary>The XMP packet: the same as the information dictionary says, and what the file conforms to (ISO 19005-2 6.6; ISO 14289-1 5).</summary>
internal static class Metadata
{
    public const string Producer = "SchulDigital.Pdf";

    public static byte[] Write(DocumentInfo info, Conformance conformance, bool withAttachments)
    {
        var (part, level) = conformance == Conformance.PdfA1b ? (1, "B") : (withAttachments ? 3 : 2, "A");
        var time = info.Created.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        // The identification of PDF/UA is not among the schemas of PDF/A and has to be described (ISO 19005-2 6.6.2.3.3).
        var accessibility = conformance == Conformance.PdfA1b ? "" : """
            <pdfuaid:part>1</pdfuaid:part>
            <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
            <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
            <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
            <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
            <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
            <pdfaProperty:name>part</pdfaProperty:name>
            <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
            <pdfaProperty:category>internal</pdfaProperty:category>
            <pdfaProperty:description>Part of the PDF/UA standard</pdfaProperty:description>
            </rdf:li></rdf:Seq></pdfaSchema:property>
            </rdf:li></rdf:Bag></pdfaExtension:schemas>

            """;
        var author = info.Author is null ? "" : $"<dc:creator><rdf:Seq><rdf:li>{Escape(info.Author)}</rdf:li></rdf:Seq></dc:creator>\n";
        var subject = info.Subject is null ? "" : $"<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{Escape(info.Subject)}</rdf:li></rdf:Alt></dc:description>\n";
        return System.Text.Encoding.UTF8.GetBytes($"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
            <pdfaid:part>{part}</pdfaid:part>
            <pdfaid:conformance>{level}</pdfaid:conformance>
            {accessibility}<dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{Escape(info.Title)}</rdf:li></rdf:Alt></dc:title>
            <dc:language><rdf:Bag><rdf:li>{Escape(info.Language)}</rdf:li></rdf:Bag></dc:language>
            {author}{subject}<xmp:CreateDate>{time}</xmp:CreateDate>
            <xmp:ModifyDate>{time}</xmp:ModifyDate>
            <pdf:Producer>{Producer}</pdf:Producer>
            </rdf:Description>
            </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>
            """.ReplaceLineEndings("\n"));
    }

    private static string Escape(string text) => SecurityElement.Escape(text)!;
}
