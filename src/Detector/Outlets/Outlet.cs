namespace Detector.Outlets;

/// <summary>What kind of publisher an outlet is.</summary>
public enum OutletKind
{
    /// <summary>Sells or gives stories to other outlets: AP, Reuters, dpa.</summary>
    Agency,

    /// <summary>A newspaper or a newspaper-like site.</summary>
    Newspaper,

    /// <summary>A national or international broadcaster.</summary>
    Broadcaster,

    /// <summary>One local television or radio station.</summary>
    Station,

    /// <summary>An owner of stations or papers whose name stands in their footers.</summary>
    StationGroup,

    /// <summary>NPR, PBS and their members.</summary>
    PublicRadio,

    /// <summary>A non-profit newsroom; most let others republish under Creative Commons or like terms.</summary>
    Newsroom,

    Magazine,
    Technology,
    Sport,
    Celebrity,
    Health,
    Finance,

    /// <summary>Shows other people's stories by contract or by link: Yahoo, MSN.</summary>
    Portal,

    /// <summary>Distributes press releases.</summary>
    ReleaseWire,

    /// <summary>Wikipedia, YouTube, Stack Overflow: not news, but what mirrors copy.</summary>
    Reference,
}

/// <summary>A known publisher: public facts, no judgement.</summary>
public sealed record Outlet
{
    /// <summary>The name it goes by. A remark in brackets ("The Times (London)") tells namesakes apart.</summary>
    public required string Name { get; init; }

    /// <summary>Other names it prints, without the ambiguity mark.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Lower-case hosts or registrable domains it publishes on; may be empty.</summary>
    public required IReadOnlyList<string> Domains { get; init; }

    public required OutletKind Kind { get; init; }

    /// <summary>ISO 3166-1 alpha-2, lower-case, but <c>uk</c>.</summary>
    public required string Country { get; init; }

    /// <summary>ISO 639-1 of its main language.</summary>
    public required string Language { get; init; }
}

/// <summary>An outlet's name found in a text.</summary>
/// <param name="Start">Index of its first word.</param>
/// <param name="Length">Number of words.</param>
/// <param name="Outlet">Whose name it is.</param>
/// <param name="IsAmbiguous">
/// The words are also ordinary ones ("Time", "The Sun") or a shared abbreviation: believe it only in a slot made for names (byline, credit,
/// title suffix) and written with capitals.
/// </param>
public readonly record struct OutletMention(int Start, int Length, Outlet Outlet, bool IsAmbiguous);
