using Detector.Pages.Html;

namespace Detector.Pages.Links;

/// <summary>Every anchor of the page, and the lists they form.</summary>
public sealed class PageLinks
{
    private readonly HtmlTree? _tree;
    private PooledList<Link> _links;

    internal PageLinks(HtmlTree? tree)
    {
        _tree = tree;
        _links = new PooledList<Link>(tree is null ? 1 : 256);
    }

    /// <summary>Anchors with an address, in document order. Empty for plain text.</summary>
    public ReadOnlySpan<Link> All => _links.Span;

    /// <summary>Lists of headline-like entries, in document order. In plain text: runs of list lines.</summary>
    public IReadOnlyList<LinkList> Lists { get; internal set; } = [];

    /// <summary>The address as written in the markup.</summary>
    public ReadOnlySpan<char> Href(in Link link) => _tree is null ? default : _tree.Attribute(link.Node, Attr.Href).Trim();

    internal ref PooledList<Link> List => ref _links;

    internal void Return() => _links.Return();
}
