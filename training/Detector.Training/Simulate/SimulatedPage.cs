namespace Detector.Training.Simulate;

/// <summary>One rendered page, with what is known of how it was made.</summary>
public sealed record SimulatedPage
{
    /// <summary>Stable for a seed: family, pair and side.</summary>
    public required string Id { get; init; }

    /// <summary>"sim-f1" … "sim-f12" and "sim-lander" for farms, "sim-station", "sim-newspaper" … for honest pages.</summary>
    public required string Source { get; init; }

    public required string Family { get; init; }

    /// <summary>One drawn template (skeleton, brand and habits) that several pages share: never in both training and test.</summary>
    public required string Member { get; init; }

    /// <summary>A set of stories and of member pairs: no member and no story of a group occurs in another. Split by this.</summary>
    public required string Group { get; init; }

    /// <summary>1: a moderator should be shown it. 0: flagging it is a false alarm.</summary>
    public required int Flag { get; init; }

    /// <summary>The corpus' own labels: scraped_copy, rewrite, licensed_syndication, …</summary>
    public required string Label { get; init; }

    /// <summary>Null with the same probability on both sides: a missing address is no evidence.</summary>
    public required string? Url { get; init; }

    public required PageFormat Format { get; init; }

    public required string Content { get; init; }

    public required string Lang { get; init; }

    /// <summary>The corpus page the body is from: the same for a stolen page and its honest twin.</summary>
    public required string BodyId { get; init; }

    /// <summary>The collection that page is from; empty where nobody said.</summary>
    public required string BodySource { get; init; }

    /// <summary>Its site; empty where nobody said.</summary>
    public required string BodyGroup { get; init; }

    /// <summary>The number both twins of a pair share.</summary>
    public required int Pair { get; init; }

    /// <summary>What both twins were made from, as its first publisher would have it: the agency whose text it is ("" for none), when it was written, headline and paragraphs.</summary>
    public required (string Agency, DateOnly Written, string Text) Original { get; init; }

    /// <summary>Host of the outlet whose text an honest page says it has; null: its agency's, or its own.</summary>
    public required string? Origin { get; init; }

    /// <summary>Names of the marks of <see cref="Marks"/> that can still be seen on the page.</summary>
    public required IReadOnlyList<string> Marks { get; init; }
}

public enum PageFormat
{
    Html,
    Text,
}

/// <summary>Which members and stories to draw from. A quarter is kept for tests, by a hash of their names, whatever the seed.</summary>
public enum MemberSplit
{
    All,
    Train,
    Test,
}

public sealed record SimulatorOptions
{
    public required ulong Seed { get; init; }

    /// <summary>Pages, both twins counted; rounded down to whole pairs.</summary>
    public required int Count { get; init; }

    /// <summary>Farm families to draw ("f1" … "f12", "lander"); null: all. Their honest twins come along.</summary>
    public IReadOnlyCollection<string>? Families { get; init; }

    public MemberSplit MemberSplit { get; init; } = MemberSplit.All;
}
