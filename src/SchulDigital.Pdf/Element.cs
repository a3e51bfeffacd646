using SchulDigital.Pdf.Layout;
using SchulDigital.Pdf.Writing;

namespace SchulDigital.Pdf;

/// <summary>Something that a container can hold.</summary>
public abstract class Element
{
    private protected Element()
    {
    }

    /// <param name="context">What surrounds the element.</param>
    /// <param name="width">The width it has to keep to.</param>
    /// <param name="parent">The element of the structure tree that it belongs to; null in an artifact.</param>
    internal abstract Box Layout(LayoutContext context, double width, StructNode? parent);
}
