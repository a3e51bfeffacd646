using System.Text;
using SchulDigital.Pdf;
using SchulDigital.Tests.Support;

namespace SchulDigital.Tests.Documents;

/// <summary>
/// The checkpoints of the Matterhorn Protocol 1.1 (PDF/UA-1) that apply to what the library can write, and the like of PDF/A-2a. Each test
/// says which, and runs on every kind of document, sealed too: the seal must not undo anything.
/// </summary>
[Trait("Spur", "documents")]
public class MatterhornTests
{
    private static readonly Lazy<List<Subject>> Subjects = new(() =>
    [
        .. Samples.All.Select(s => new Subject(s.Key, s.Value().GeneratePdf())),
        .. Samples.All.Select(s => new Subject(s.Key + ", gesiegelt", TestSigner.Seal(s.Value().GeneratePdf()))),
    ]);

    private static readonly string[] StandardTypes =
        ["Document", "Div", "P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "THead", "TBody", "TR", "TH", "TD", "Span", "Link", "Figure", "Form", "TOC", "TOCI", "Reference"];

    // What each type may stand in (ISO 32000-1 14.8.4; ISO 14289-1 7.5, 7.6).
    private static readonly Dictionary<string, string[]> Parents = new()
    {
        ["LI"] = ["L"],
        ["Lbl"] = ["LI"],
        ["LBody"] = ["LI"],
        ["THead"] = ["Table"],
        ["TBody"] = ["Table"],
        ["TR"] = ["THead", "TBody"],
        ["TH"] = ["TR"],
        ["TD"] = ["TR"],
        ["TOCI"] = ["TOC"],
        ["Reference"] = ["TOCI"],
    };

    private sealed record Node(int Id, string Type, Dictionary<string, object?> Dictionary, Node? Parent, List<Node> Children, List<(int Page, int Mark)> Marks, List<int> Annotations)
    {
        public IEnumerable<Node> All() => Children.SelectMany(c => c.All()).Prepend(this);
    }

    private sealed class Subject
    {
        public Subject(string name, byte[] pdf)
        {
            (Name, Bytes, Reader) = (name, pdf, new PdfReader(pdf));
            Pages = [.. Reader.PageIds.Select(id => new PageContent(Reader, id))];
            Root = Read(((PdfRef)Reader.Array(Reader.Dict(Reader.Catalog["StructTreeRoot"])["K"])[0]!).Id, null);
        }

        public string Name { get; }

        public byte[] Bytes { get; }

        public PdfReader Reader { get; }

        public List<PageContent> Pages { get; }

        public Node Root { get; }

        public IEnumerable<Node> Nodes => Root.All();

        public string Metadata => Encoding.UTF8.GetString(((PdfStream)Reader.Resolve(Reader.Catalog["Metadata"])!).Data);

        public IEnumerable<(Dictionary<string, object?> Page, PdfRef Id, Dictionary<string, object?> Annotation)> Annotations =>
            from page in Pages
            where page.Page.ContainsKey("Annots")
            from id in Reader.Array(page.Page["Annots"])
            select (page.Page, (PdfRef)id!, Reader.Dict(id));

        public IEnumerable<Dictionary<string, object?>> Fonts => Reader.Dict(Reader.Dict(Pages[0].Page["Resources"])["Font"]).Values.Select(Reader.Dict);

        /// <summary>A field that a seal added has no size, stands beside the page and is not shown.</summary>
        public static bool IsBesideThePage(Dictionary<string, object?> annotation) => ((List<object?>)annotation["Rect"]!).All(v => PdfReader.Number(v) < 0);

        private Node Read(int id, Node? parent)
        {
            var dictionary = Reader.Dict(new PdfRef(id));
            var node = new Node(id, Reader.Name(dictionary["S"])!, dictionary, parent, [], [], []);
            if (parent is not null)
                Assert.Equal(parent.Id, ((PdfRef)dictionary["P"]!).Id);
            foreach (var kid in dictionary.TryGetValue("K", out var kids) ? Reader.Array(kids) : [])
                switch (kid)
                {
                    case double mark:
                        node.Marks.Add((((PdfRef)dictionary["Pg"]!).Id, (int)mark));
                        break;
                    case PdfRef child:
                        node.Children.Add(Read(child.Id, node));
                        break;
                    case Dictionary<string, object?> content when Reader.Name(content["Type"]) == "MCR":
                        node.Marks.Add((((PdfRef)content["Pg"]!).Id, (int)PdfReader.Number(content["MCID"])));
                        break;
                    case Dictionary<string, object?> content:
                        node.Annotations.Add(((PdfRef)content["Obj"]!).Id);
                        break;
                }
            return node;
        }
    }

    private static void ForEach(Action<Subject> check)
    {
        foreach (var subject in Subjects.Value)
            try
            {
                check(subject);
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException(subject.Name, fault);
            }
    }

    [Fact]
    public void Checkpoint_01_all_content_is_tagged_or_an_artifact_and_never_both() => ForEach(s =>
    {
        foreach (var page in s.Pages)
            Assert.Empty(page.Faults);
    });

    [Fact]
    public void Checkpoint_01_marks_and_structure_know_each_other() => ForEach(s =>
    {
        var tree = s.Reader.Array(s.Reader.Dict(s.Reader.Dict(s.Reader.Catalog["StructTreeRoot"])["ParentTree"])["Nums"]);
        var parents = tree.Chunk(2).ToDictionary(p => (int)PdfReader.Number(p[0]), p => p[1]);
        var marks = s.Nodes.SelectMany(n => n.Marks.Select(m => (m, n))).ToDictionary(p => p.m, p => p.n);
        foreach (var (page, id) in s.Pages.Zip(s.Reader.PageIds))
        {
            var list = s.Reader.Array(parents[(int)PdfReader.Number(page.Page["StructParents"])]);
            Assert.Equal(page.Marks.Keys.Order(), Enumerable.Range(0, list.Count));
            foreach (var (mark, (tag, _)) in page.Marks)
            {
                Assert.Equal(marks[(id, mark)].Id, ((PdfRef)list[mark]!).Id);
                Assert.Equal(marks[(id, mark)].Type, tag);
            }
        }
        Assert.Equal(marks.Count, s.Pages.Sum(p => p.Marks.Count));
    });

    [Fact]
    public void Checkpoint_02_and_09_only_standard_types_in_the_right_places() => ForEach(s =>
    {
        foreach (var node in s.Nodes)
        {
            Assert.Contains(node.Type, StandardTypes);
            if (Parents.TryGetValue(node.Type, out var allowed))
                Assert.Contains(node.Parent!.Type, allowed);
        }
        Assert.Equal(["Document"], s.Nodes.Where(n => n.Parent is null).Select(n => n.Type));
    });

    [Fact]
    public void Checkpoint_05_and_18_headers_footers_and_repeated_heads_are_artifacts() => ForEach(s =>
    {
        foreach (var text in s.Pages.SelectMany(p => p.Texts).Where(t => t.Text.StartsWith("Seite ", StringComparison.Ordinal)))
            Assert.Equal("Footer", text.Artifact);
        foreach (var page in s.Pages.Skip(1).Where(_ => s.Name.StartsWith("Tabelle", StringComparison.Ordinal)))
            Assert.Equal("Pagination", page.Texts.Single(t => t.Text == "Begründung").Artifact);
    });

    [Fact]
    public void Checkpoint_06_metadata_with_title_and_identification_uncompressed() => ForEach(s =>
    {
        var metadata = (PdfStream)s.Reader.Resolve(s.Reader.Catalog["Metadata"])!;
        Assert.DoesNotContain("Filter", metadata.Dictionary.Keys);
        var hasAttachment = s.Name.Contains("Anhang", StringComparison.Ordinal);
        Assert.Contains($"<pdfaid:part>{(hasAttachment ? 3 : 2)}</pdfaid:part>", s.Metadata, StringComparison.Ordinal);
        Assert.Contains("<pdfaid:conformance>A</pdfaid:conformance>", s.Metadata, StringComparison.Ordinal);
        Assert.Contains("<pdfuaid:part>1</pdfuaid:part>", s.Metadata, StringComparison.Ordinal);
        var title = s.Reader.Text(s.Reader.Dict(s.Reader.Trailer["Info"])["Title"]);
        Assert.Contains($"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li>", System.Net.WebUtility.HtmlDecode(s.Metadata), StringComparison.Ordinal);
    });

    [Fact]
    public void Checkpoint_07_the_window_shows_the_title() => ForEach(s =>
        Assert.True((bool)s.Reader.Dict(s.Reader.Catalog["ViewerPreferences"])["DisplayDocTitle"]!));

    [Fact]
    public void Checkpoint_01_the_document_says_that_it_is_marked() => ForEach(s =>
    {
        Assert.True((bool)s.Reader.Dict(s.Reader.Catalog["MarkInfo"])["Marked"]!);
        Assert.DoesNotContain("Suspects", s.Reader.Dict(s.Reader.Catalog["MarkInfo"]).Keys);
    });

    [Fact]
    public void Checkpoint_10_and_31_every_glyph_has_a_Unicode_character_and_every_font_is_embedded() => ForEach(s =>
    {
        foreach (var font in s.Fonts)
        {
            Assert.Equal("Identity-H", s.Reader.Name(font["Encoding"]));
            var descendant = s.Reader.Dict(s.Reader.Array(font["DescendantFonts"])[0]);
            Assert.Equal("Identity", s.Reader.Name(descendant["CIDToGIDMap"]));
            var descriptor = s.Reader.Dict(descendant["FontDescriptor"]);
            var file = s.Reader.Stream(descriptor["FontFile2"]);
            Assert.Equal(file.Length, (int)PdfReader.Number(s.Reader.Dict(descriptor["FontFile2"])["Length1"]));
            Assert.Matches("^[A-Z]{6}[+]FiraSans-", s.Reader.Name(font["BaseFont"]));
            // As many widths as glyphs with a character, the empty glyph included.
            Assert.True(s.Reader.Array(s.Reader.Array(descendant["W"])[1]).Count > 1);
            Assert.DoesNotContain("CIDSet", descriptor.Keys);
        }
        Assert.NotEmpty(s.Pages.SelectMany(p => p.Texts));
    });

    [Fact]
    public void Checkpoint_11_the_language_is_named() => ForEach(s => Assert.Equal("de-DE", s.Reader.Text(s.Reader.Catalog["Lang"])));

    [Fact]
    public void Checkpoint_13_figures_have_an_alternative_text_and_a_place() => ForEach(s =>
    {
        foreach (var figure in s.Nodes.Where(n => n.Type == "Figure"))
        {
            Assert.NotEmpty(s.Reader.Text(figure.Dictionary["Alt"]));
            Assert.Equal(4, s.Reader.Array(s.Reader.Dict(figure.Dictionary["A"])["BBox"]).Count);
        }
    });

    [Fact]
    public void Checkpoint_14_headings_begin_with_H1_and_leave_no_level_out() => ForEach(s =>
    {
        var before = 0;
        foreach (var level in s.Nodes.Where(n => n.Type is ['H', >= '1' and <= '6']).Select(n => n.Type[1] - '0'))
        {
            Assert.InRange(level, 1, before + 1);
            before = level;
        }
    });

    [Fact]
    public void Checkpoint_15_tables_are_regular_and_headers_have_a_scope() => ForEach(s =>
    {
        int Attribute(Node cell, string name) => cell.Dictionary.TryGetValue("A", out var a) && s.Reader.Dict(a).TryGetValue(name, out var v) ? (int)PdfReader.Number(v) : 1;
        foreach (var header in s.Nodes.Where(n => n.Type == "TH"))
            Assert.Contains(s.Reader.Name(s.Reader.Dict(header.Dictionary["A"])["Scope"]), new[] { "Row", "Column" });
        foreach (var table in s.Nodes.Where(n => n.Type == "Table"))
        {
            Assert.Contains(table.All(), n => n.Type == "TH");
            foreach (var group in table.Children)
            {
                var covered = new int[group.Children.Count];
                for (var row = 0; row < covered.Length; row++)
                    foreach (var cell in group.Children[row].Children)
                        for (var below = row; below < row + Attribute(cell, "RowSpan"); below++)
                            covered[below] += Attribute(cell, "ColSpan");
                Assert.Single(covered.Distinct());
            }
        }
    });

    [Fact]
    public void Checkpoint_16_list_items_have_a_body_and_the_list_its_numbering() => ForEach(s =>
    {
        foreach (var list in s.Nodes.Where(n => n.Type == "L"))
        {
            Assert.Contains(s.Reader.Name(s.Reader.Dict(list.Dictionary["A"])["ListNumbering"]), new[] { "Disc", "Decimal" });
            Assert.All(list.Children, i => Assert.Equal(["Lbl", "LBody"], i.Children.Select(c => c.Type)));
        }
    });

    [Fact]
    public void Checkpoint_19_every_heading_has_its_bookmark() => ForEach(s =>
    {
        var headings = s.Nodes.Where(n => n.Type is ['H', >= '1' and <= '6']).ToList();
        if (headings.Count == 0)
            return;
        var titles = new List<string>();
        void Walk(Dictionary<string, object?> item)
        {
            for (var next = item.GetValueOrDefault("First"); next is not null; next = s.Reader.Dict(next).GetValueOrDefault("Next"))
            {
                titles.Add(s.Reader.Text(s.Reader.Dict(next)["Title"]));
                Walk(s.Reader.Dict(next));
            }
        }

        Walk(s.Reader.Dict(s.Reader.Catalog["Outlines"]));
        Assert.Equal(headings.Count, titles.Count);
    });

    [Fact]
    public void Checkpoint_21_attached_files_are_named_described_and_related() => ForEach(s =>
    {
        var files = s.Reader.Catalog.TryGetValue("AF", out var all) ? s.Reader.Array(all).Select(s.Reader.Dict).ToList() : [];
        Assert.Equal(s.Name.Contains("Anhang", StringComparison.Ordinal), files.Count > 0);
        foreach (var file in files)
        {
            Assert.Equal(s.Reader.Text(file["UF"]), s.Reader.Text(file["F"]));
            Assert.NotEmpty(s.Reader.Text(file["Desc"]));
            Assert.Contains(s.Reader.Name(file["AFRelationship"]), new[] { "Data", "Supplement", "Alternative" });
            Assert.Matches("^[a-z]+/[a-z.+-]+$", s.Reader.Name(s.Reader.Dict(s.Reader.Dict(file["EF"])["F"])["Subtype"]));
        }
        if (!s.Name.StartsWith("Anhang", StringComparison.Ordinal))
            return;
        Assert.Equal("zahlen für später.csv", s.Reader.Text(Assert.Single(files)["UF"]));
        Assert.Equal("text/csv", s.Reader.Name(s.Reader.Dict(s.Reader.Dict(files[0]["EF"])["F"])["Subtype"]));
    });

    [Fact]
    public void Checkpoint_26_nothing_is_encrypted_and_nothing_runs() => ForEach(s =>
    {
        Assert.DoesNotContain("Encrypt", s.Reader.Trailer.Keys);
        Assert.DoesNotContain("OpenAction", s.Reader.Catalog.Keys);
        Assert.DoesNotContain("AA", s.Reader.Catalog.Keys);
    });

    [Fact]
    public void Checkpoint_28_tabs_follow_the_structure() => ForEach(s => Assert.All(s.Pages, p => Assert.Equal("S", s.Reader.Name(p.Page["Tabs"]))));

    [Fact]
    public void Checkpoint_28_links_and_fields_stand_in_their_elements_with_a_description() => ForEach(s =>
    {
        foreach (var (_, id, annotation) in s.Annotations)
        {
            Assert.Equal(4, (int)PdfReader.Number(annotation["F"]) & 4);
            if (Subject.IsBesideThePage(annotation))
                continue;
            var isLink = s.Reader.Name(annotation["Subtype"]) == "Link";
            Assert.NotEmpty(s.Reader.Text(annotation[isLink ? "Contents" : "TU"]));
            var node = s.Nodes.Single(n => n.Annotations.Contains(id.Id));
            Assert.Equal(isLink ? "Link" : "Form", node.Type);
            var tree = s.Reader.Array(s.Reader.Dict(s.Reader.Dict(s.Reader.Catalog["StructTreeRoot"])["ParentTree"])["Nums"]);
            var parent = tree.Chunk(2).Single(p => PdfReader.Number(p[0]) == PdfReader.Number(annotation["StructParent"]))[1];
            Assert.Equal(node.Id, ((PdfRef)parent!).Id);
            if (!isLink)
                Assert.True(annotation.ContainsKey("AP"));
        }
    });

    [Fact]
    public void Checkpoint_28_a_link_within_the_document_leads_to_a_place_on_one_of_its_pages() => ForEach(s =>
    {
        foreach (var (_, _, annotation) in s.Annotations)
        {
            if (!annotation.TryGetValue("Dest", out var name))
                continue;
            var place = s.Reader.Array(s.Reader.Dict(s.Reader.Catalog["Dests"])[s.Reader.Name(name)!]);
            Assert.Contains(((PdfRef)place[0]!).Id, s.Reader.PageIds);
            Assert.InRange(PdfReader.Number(place[3]), 0, PageSizes.A4.Height);
        }
    });

    [Fact]
    public void Pdf_A_6_2_3_the_output_intent_carries_an_RGB_profile() => ForEach(s =>
    {
        var intent = s.Reader.Dict(Assert.Single(s.Reader.Array(s.Reader.Catalog["OutputIntents"])));
        Assert.Equal("GTS_PDFA1", s.Reader.Name(intent["S"]));
        var profile = s.Reader.Stream(intent["DestOutputProfile"]);
        Assert.Equal("RGB XYZ ", Encoding.ASCII.GetString(profile, 16, 8));
        Assert.Equal("acsp", Encoding.ASCII.GetString(profile, 36, 4));
    });

    [Fact]
    public void Pdf_A_6_1_3_the_trailer_has_an_identifier_and_nothing_follows_the_end() => ForEach(s =>
    {
        Assert.Equal(2, s.Reader.Array(s.Reader.Trailer["ID"]).Count);
        Assert.Equal("%%EOF\n", Encoding.ASCII.GetString(s.Bytes[^6..]));
    });
}
