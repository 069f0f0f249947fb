namespace Detector.Client;

/// <summary>A page as it was fetched. One of <see cref="Html"/>, <see cref="Text"/> and <see cref="Bytes"/> is needed.</summary>
public sealed record PageToScore
{
    /// <summary>Comes back with the answer; null: the answer's id is the service's name for the page ("page"), or in a batch its number, from 1 ("line:12").</summary>
    public string? Id { get; init; }

    /// <summary>Address it was fetched from. Many signals need it.</summary>
    public string? Url { get; init; }

    /// <summary>Its HTML, decoded.</summary>
    public string? Html { get; init; }

    /// <summary>Its text, where somebody has taken the markup away.</summary>
    public string? Text { get; init; }

    /// <summary>Its bytes as they came, transfer and content codings undone. A single page goes to the service as it is; in a batch it is decoded here, as a browser would (<see cref="ContentType"/>, byte order mark, meta element).</summary>
    public ReadOnlyMemory<byte>? Bytes { get; init; }

    /// <summary>The header Content-Type, with its charset.</summary>
    public string? ContentType { get; init; }

    /// <summary>HTTP status, 100 to 999.</summary>
    public int? Status { get; init; }

    /// <summary>When it was fetched.</summary>
    public DateTimeOffset? Fetched { get; init; }
}

/// <summary>How much an answer says.</summary>
public enum AnswerDetail
{
    /// <summary>Reasons for every page.</summary>
    Reasons,

    /// <summary>Reasons only for pages that are flagged.</summary>
    Brief,

    /// <summary>Every signal that measured something, with margin, base and notes.</summary>
    Full,
}

/// <summary>What is wanted of an answer.</summary>
public sealed record AnswerOptions
{
    /// <summary>What is asked for when nothing is said.</summary>
    public static AnswerOptions Default { get; } = new();

    /// <summary>How much it says.</summary>
    public AnswerDetail Detail { get; init; }

    /// <summary>Reasons at most, 0 or more; <see cref="int.MaxValue"/>: all; null: the service's own number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public int? Reasons { get; init => field = value is < 0 ? throw new ArgumentOutOfRangeException(nameof(value), value, "Reasons is 0 or more; int.MaxValue is all.") : value; }

    /// <summary>Answers of a batch come as they are ready, not in the order of the pages.</summary>
    public bool AsReady { get; init; }

    internal string Query(bool stream)
    {
        var parts = new List<string>(3);
        if (Detail != AnswerDetail.Reasons) parts.Add(Detail == AnswerDetail.Brief ? "detail=brief" : "detail=full");
        if (Reasons is { } most) parts.Add(most == int.MaxValue ? "reasons=all" : FormattableString.Invariant($"reasons={most}"));
        if (stream && AsReady) parts.Add("order=ready");
        return string.Join('&', parts);
    }
}
