namespace Detector.Contract;

/// <summary>One page's outcome as it is exchanged: a JSON line of <c>scan</c>, the object of <c>explain --json</c>, an answer of the scoring API.</summary>
public sealed record ResultLine
{
    public required string Id { get; init; }

    public string? Url { get; init; }

    /// <summary>When the page was fetched, where the input says (WARC-Date).</summary>
    public DateTimeOffset? Fetched { get; init; }

    public string? Kind { get; init; }

    public bool? Flagged { get; init; }

    public double? Probability { get; init; }

    public string? Copied { get; init; }

    public string? Authorised { get; init; }

    public string? PageKind { get; init; }

    public string? Language { get; init; }

    public double? Margin { get; init; }

    public double? Base { get; init; }

    public IReadOnlyList<ReasonLine>? Reasons { get; init; }

    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>Who else has the text; null when no index was asked.</summary>
    public NeighboursLine? Neighbours { get; init; }

    public string? Model { get; init; }

    /// <summary>Identity of the catalogue of signals it was measured with.</summary>
    public string? Catalogue { get; init; }

    /// <summary>Why the page was not judged.</summary>
    public string? Unjudged { get; init; }

    /// <summary>The same in a sentence.</summary>
    public string? Says { get; init; }
}

/// <summary>One reason of a <see cref="ResultLine"/>.</summary>
/// <param name="Signal">Its name (<c>detector signals</c>).</param>
/// <param name="Value">What it measured.</param>
/// <param name="Contribution">What it added to the margin, in log-odds; above 0 speaks for flagging.</param>
/// <param name="Weighed">False: the model does not weigh it.</param>
/// <param name="Says">The sentence for a person.</param>
/// <param name="Evidence">The places that show it.</param>
public sealed record ReasonLine(string Signal, double Value, double Contribution, bool Weighed, string Says, IReadOnlyList<QuoteLine> Evidence);

/// <summary>One quote of a <see cref="ReasonLine"/>.</summary>
/// <param name="Where">Which part of the page, in words.</param>
/// <param name="Words">At most 160 characters of it.</param>
/// <param name="Start">First character in the page's text; only in full results, and null when the words stand in markup, metadata or address.</param>
/// <param name="Length">Characters; likewise.</param>
public sealed record QuoteLine(string Where, string Words, int? Start = null, int? Length = null);
