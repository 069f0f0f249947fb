namespace Detector.Pages.Text;

/// <summary>What a block of text is, by its markup or, in plain text, by its shape.</summary>
public enum BlockKind : byte { Paragraph, Heading, ListItem, Cell, Caption, Quote, Code, Control }

/// <summary>Which part of the page a block stands in, by sectioning elements, roles and class names.</summary>
public enum Region : byte { Body, Header, Navigation, Main, Aside, Footer, Comments, Related, Advert }

[Flags]
public enum BlockTraits : byte
{
    None = 0,
    /// <summary>Part of the main content (see MainText).</summary>
    Main = 1,
    /// <summary>A visitor does not see it (hidden attribute, display:none, noscript).</summary>
    Hidden = 2,
    /// <summary>Inside a list.</summary>
    InList = 4,
    /// <summary>Inside a table.</summary>
    InTable = 8,
    /// <summary>Its container's class or id speaks of a byline, date or credit.</summary>
    Byline = 16,
}

/// <summary>A run of text that a browser would lay out on its own: a paragraph, a heading, a list item, a cell.</summary>
public struct Block
{
    /// <summary>First character in <see cref="PageText.Chars"/>.</summary>
    public int Start;

    public int Length;

    /// <summary>First token in <see cref="PageText.Tokens"/>.</summary>
    public int TokenStart;

    public int TokenCount;

    /// <summary>Tokens inside links.</summary>
    public int LinkTokens;

    /// <summary>The element it comes from; -1 in plain text.</summary>
    public int Node;

    /// <summary>The innermost element that lays it out; 0 in plain text.</summary>
    internal int Container;

    public BlockKind Kind;

    /// <summary>1 to 6 of a heading, else 0.</summary>
    public byte Level;

    public Region Region;

    public BlockTraits Traits;

    public readonly int End => Start + Length;

    public readonly int TokenEnd => TokenStart + TokenCount;

    public readonly bool IsMain => (Traits & BlockTraits.Main) != 0;

    public readonly bool IsHidden => (Traits & BlockTraits.Hidden) != 0;

    /// <summary>Share of tokens inside links, 0..1.</summary>
    public readonly double LinkShare => TokenCount == 0 ? 0 : (double)LinkTokens / TokenCount;
}
