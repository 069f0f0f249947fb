namespace Detector.Pages.Text;

/// <summary>One word of the page's text: a run of letters and digits (inner apostrophes kept); of Han and Kana, one character.</summary>
public struct Token
{
    /// <summary><see cref="WordHash"/> of the word.</summary>
    public ulong Hash;

    /// <summary>First character in <see cref="PageText.Chars"/>.</summary>
    public int Start;

    public ushort Length;

    public TokenTraits Traits;

    public readonly int End => Start + Length;

    public readonly bool Is(TokenTraits traits) => (Traits & traits) != 0;
}

[Flags]
public enum TokenTraits : byte
{
    None = 0,
    /// <summary>Starts with an upper-case letter.</summary>
    Capital = 1,
    /// <summary>Two letters or more, none lower-case.</summary>
    AllCapitals = 2,
    /// <summary>Digits only.</summary>
    Number = 4,
    /// <summary>Letters and digits mixed.</summary>
    Mixed = 8,
    /// <summary>First word after the start of a block or after ". ", "! ", "? ".</summary>
    SentenceStart = 16,
    /// <summary>Inside a link.</summary>
    Linked = 32,
    /// <summary>An upper-case letter after a lower-case one ("famousBy"): two words glued, or a camel-case name.</summary>
    InnerCapital = 64,
    /// <summary>A letter outside Latin script.</summary>
    OtherScript = 128,
}
