using Detector.Pages.Text;

namespace Detector.Pages.Links;

/// <summary>Where a link leads, by its address alone.</summary>
public enum LinkTarget : byte
{
    /// <summary>Same registrable domain as the page, or a relative address.</summary>
    Own,
    /// <summary>Another registrable domain.</summary>
    Foreign,
    /// <summary>A place on the same page (#...).</summary>
    Fragment,
    /// <summary>mailto:, tel:, javascript: and the like, or empty.</summary>
    Action,
    /// <summary>An absolute address on a page whose own address is not known.</summary>
    Absolute,
}

/// <summary>One anchor of the page.</summary>
public struct Link
{
    /// <summary>The element; its attributes hold the address (see <see cref="PageLinks.Href"/>).</summary>
    public int Node;

    /// <summary>The block its text stands in; -1 when it has no text.</summary>
    public int Block;

    /// <summary>First character of its text in the page's text.</summary>
    public int Start;

    public int Length;

    public int TokenStart;

    public int TokenCount;

    public LinkTarget Target;

    public bool Hidden;

    /// <summary>rel says nofollow, sponsored or ugc.</summary>
    public bool Unendorsed;

    /// <summary>Contains an image.</summary>
    public bool HasImage;
}

/// <summary>
/// Three or more links (in plain text: list lines) that stand together and read like headlines: "Related", "Most read", "Ranking". Menus of one- and
/// two-word entries are not link lists.
/// </summary>
public sealed class LinkList
{
    /// <summary>The heading right above the list, as a range of the page's text; empty when there is none.</summary>
    public required TextRange Heading { get; init; }

    /// <summary>The entries in order.</summary>
    public required IReadOnlyList<LinkItem> Items { get; init; }

    /// <summary>Inside the main content rather than around it.</summary>
    public required bool InMain { get; init; }
}

/// <summary>One entry of a <see cref="LinkList"/>.</summary>
/// <param name="Text">Where its words stand.</param>
/// <param name="TokenStart">Its first token.</param>
/// <param name="TokenCount">Its tokens.</param>
/// <param name="Link">Index into <see cref="PageLinks.All"/>, or -1 in plain text.</param>
public readonly record struct LinkItem(TextRange Text, int TokenStart, int TokenCount, int Link);
