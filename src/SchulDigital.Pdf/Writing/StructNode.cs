namespace SchulDigital.Pdf.Writing;

/// <summary>
/// An element of the structure tree (ISO 32000-1 14.7.2). It joins its parent when its first content is drawn, so that the order of
/// the tree is the order of reading.
/// </summary>
internal sealed class StructNode(string type, StructNode? parent)
{
    public string Type { get; } = type;

    public StructNode? Parent { get; } = parent;

    /// <summary>Attributes as syntax, /O included (ISO 32000-1 14.8.5).</summary>
    public string? Attributes { get; set; }

    /// <summary>Alternative text (ISO 32000-1 14.9.3; ISO 14289-1 7.3).</summary>
    public string? Alt { get; init; }

    /// <summary>What its content stands for (ISO 32000-1 14.9.4).</summary>
    public string? ActualText { get; init; }

    public Ref Id { get; set; }

    public List<StructKid> Kids { get; } = [];

    public bool IsAttached => Id.Id != 0;
}

/// <summary>A child element, a marked content of a page, or an annotation of a page (ISO 32000-1 14.7.4).</summary>
internal readonly record struct StructKid(StructNode? Node, Ref Page, int ContentId, Ref Annotation);
