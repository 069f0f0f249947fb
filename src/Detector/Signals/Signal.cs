namespace Detector.Signals;

/// <summary>Which way a signal points, as its author expects it; the training card shows what the data says.</summary>
public enum Direction : byte
{
    /// <summary>Higher on pages to flag.</summary>
    FarmHigh,
    /// <summary>Lower on pages to flag: a cue of an honest page.</summary>
    FarmLow,
    /// <summary>Says what kind of page it is; points neither way alone.</summary>
    Context,
}

/// <summary>A direction as a number.</summary>
internal static class Directions
{
    /// <summary>1 where a page is the more a farm's the higher the number, -1 where the lower, 0 where it points neither way.</summary>
    public static int Sign(this Direction direction) => direction switch { Direction.FarmHigh => 1, Direction.FarmLow => -1, _ => 0 };
}

/// <summary>What a signal's number is.</summary>
public enum Unit : byte
{
    /// <summary>0..1.</summary>
    Ratio,
    /// <summary>0, 1, 2, ...</summary>
    Count,
    /// <summary>0 or 1.</summary>
    YesNo,
    /// <summary>Days.</summary>
    Days,
    /// <summary>A cosine, -1..1.</summary>
    Cosine,
    /// <summary>A score on a scale the signal explains.</summary>
    Score,
}

/// <summary>The folder a signal stands in; reasons are grouped by it.</summary>
public enum Family : byte { Brand, Category, Wire, Links, Dates, Address, Text, Structure, Authorship, Republication, Templates }

/// <summary>One thing that can be seen on a page and that tells farms from honest pages, alone or with others.</summary>
public sealed record Signal
{
    /// <summary>Kebab-case, unique, never reused for another meaning.</summary>
    public required string Name { get; init; }

    /// <summary>Rises when the meaning of the number changes; a model binds to name and version.</summary>
    public int Version { get; init; } = 1;

    public required Family Family { get; init; }

    /// <summary>What it measures, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// The sentence a person reads when the signal speaks for a farm, said as one would say it to the site's owner. {0} is the value, {1} and {2} the quoted evidence.
    /// </summary>
    public required string Says { get; init; }

    /// <summary>The sentence when it speaks for an honest page; null: <see cref="Says"/> serves both ways.</summary>
    public string? SaysOtherwise { get; init; }

    public required Direction Direction { get; init; }

    public required Unit Unit { get; init; }

    /// <summary>The paper, standard or observation it comes from.</summary>
    public required string Source { get; init; }

    /// <summary>When it has nothing to measure.</summary>
    public required string Quiet { get; init; }

    /// <summary>The number the model sees when there is nothing to measure: outside the signal's range.</summary>
    public double Absent { get; init; } = -1;

    /// <summary>Needs the page's address. Training hides addresses at random so that a missing one is no signal.</summary>
    public bool NeedsAddress { get; init; }

    /// <summary>Needs markup; quiet on plain text.</summary>
    public bool NeedsMarkup { get; init; }

    /// <summary>Needs an index of other pages; quiet without one.</summary>
    public bool NeedsIndex { get; init; }

    public required Func<Observation, Measurement> Measure { get; init; }
}
