using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Scanning;

/// <summary>One page's outcome as it is exchanged: a JSON line of <c>scan</c>, the object of <c>explain --json</c>.</summary>
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

    /// <summary>Why the page was not judged.</summary>
    public string? Unjudged { get; init; }

    /// <summary>The same in a sentence.</summary>
    public string? Says { get; init; }

    /// <param name="item">The page, without its content, or what stood in its place.</param>
    /// <param name="verdict">What was said about it.</param>
    /// <param name="reasons">Reasons at most.</param>
    public static ResultLine Of(SourceItem item, Verdict verdict, int reasons) => item switch
    {
        SourcePage page => Of(page.Id, page.Request.Url, verdict, reasons) with { Fetched = page.Request.Fetched },
        BrokenPage broken => Of(broken.Id, broken.Url, verdict, reasons),
        _ => Of(item.Id, null, verdict, reasons),
    };

    /// <param name="id">Echoed from the input.</param>
    /// <param name="url">Address, where known.</param>
    /// <param name="verdict">What was said about the page.</param>
    /// <param name="reasons">Reasons at most.</param>
    /// <param name="full">With margin, base and notes.</param>
    public static ResultLine Of(string id, string? url, Verdict verdict, int reasons, bool full = false) => verdict switch
    {
        Judged judged => new()
        {
            Id = id,
            Url = url,
            Kind = Names.Of(judged.Kind),
            Flagged = judged.Flagged,
            Probability = Math.Round(judged.Probability, 6),
            Copied = Names.Of(judged.Copied),
            Authorised = Names.Of(judged.Authorised),
            PageKind = Names.Of(judged.PageKind),
            Language = judged.Language,
            Margin = full ? Math.Round(judged.Margin, 6) : null,
            Base = full ? Math.Round(judged.Base, 6) : null,
            Reasons = [.. judged.Reasons.Take(reasons).Select(ReasonLine.Of)],
            Notes = full ? judged.Notes : null,
            Neighbours = judged.Neighbours.Coverage == Fingerprints.Coverage.NotChecked ? null : NeighboursLine.Of(id, url, judged.Neighbours),
            Model = judged.Model,
        },
        Unjudged unjudged => new() { Id = id, Url = url, Unjudged = Names.Of(unjudged.Reason), Says = unjudged.Says },
        Failed failed => new() { Id = id, Url = url, Unjudged = Failed.Name, Says = failed.Says },
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Another kind of verdict needs a line of its own."),
    };
}

/// <summary>A bug met while judging: the page keeps its line, and the list stays complete.</summary>
public sealed record Failed(string Says) : Verdict
{
    public const string Name = "failed";
}

/// <summary>One reason of a <see cref="ResultLine"/>.</summary>
public sealed record ReasonLine(string Signal, double Value, double Contribution, bool Weighed, string Says, IReadOnlyList<QuoteLine> Evidence)
{
    public static ReasonLine Of(Reason reason) =>
        new(reason.Signal, Math.Round(reason.Value, 6), Math.Round(reason.Contribution, 6), reason.Weighed, reason.Says, [.. reason.Evidence.Select(quote => new QuoteLine(quote.Where, quote.Words))]);
}

/// <summary>One quote of a <see cref="ReasonLine"/>.</summary>
public sealed record QuoteLine(string Where, string Words);

/// <summary>Source-generated: no reflection at start-up.</summary>
[JsonSerializable(typeof(ResultLine))]
[JsonSerializable(typeof(NeighboursLine))]
public sealed partial class ResultJson : JsonSerializerContext
{
    /// <summary>One line; letters of every script stay readable, control characters are escaped.</summary>
    public static ResultJson Line { get; } = new(With(indented: false));

    public static ResultJson Indented { get; } = new(With(indented: true));

    private static JsonSerializerOptions With(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
    };
}
