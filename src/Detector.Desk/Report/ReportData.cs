using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Detector.Desk.Cases;
using Detector.Desk.Runs;
using Detector.Desk.Showing;
using Detector.Verdicts;

namespace Detector.Desk.Report;

/// <summary>A row of the report's table.</summary>
internal sealed record ReportRow(long Id, string Title, string Address, string Site, string Kind, string Tone, double? Probability, string Status, string StatusTone, string Network, string Says, int Chunk);

/// <summary>All that is shown of one page.</summary>
internal sealed record ReportFile
{
    public required long Id { get; init; }
    public required IReadOnlyList<string[]> Chips { get; init; }
    public required IReadOnlyList<ReportPart> Text { get; init; }
    public required IReadOnlyList<ReportReason> For { get; init; }
    public required IReadOnlyList<ReportReason> Against { get; init; }
    public required IReadOnlyList<ReportReason> Unweighed { get; init; }
    public IReadOnlyList<string>? Notes { get; init; }
    public required IReadOnlyList<ReportTwin> Twins { get; init; }
    public required IReadOnlyList<ReportSighting> Timeline { get; init; }

    /// <summary>Names and values of the page's record.</summary>
    public required IReadOnlyList<string[]> Facts { get; init; }
    public required IReadOnlyList<string[]> Headers { get; init; }

    /// <summary>When, who, what, why.</summary>
    public required IReadOnlyList<string?[]> Past { get; init; }

    public static ReportFile Of(CaseFile file) => new()
    {
        Id = file.Case.Id,
        Chips = [.. Chipped(file)],
        Text = [.. file.Text.Select(part => new ReportPart(part.Words, part.Reasons.Count > 0 ? part.Reasons.Select(reason => reason + 1).ToList() : null, Tone(file, part), part.Copied ? true : null, part.Cut > 0 ? part.Cut : null))],
        For = [.. file.For.Select(Reason)],
        Against = [.. file.Against.Select(Reason)],
        Unweighed = [.. file.Unweighed.Select(Reason)],
        Notes = file.Result.Notes,
        Twins = [.. file.Twins.Select(twin => new ReportTwin(twin.Address, twin.Title, twin.Says, twin.PageId, [.. twin.Passages.Select(passage => new ReportPassage(passage.Here, passage.There, passage.Says))]))],
        Timeline = [.. file.Timeline.Select(sighting => new ReportSighting(Words.Day(sighting.When), sighting.Address, sighting.Says, sighting.Own))],
        Facts = [.. Facted(file)],
        Headers = [.. file.Page.Headers.Select(header => new[] { header.Name, header.Value })],
        Past = [.. file.Verdicts.Select(verdict => (verdict.JudgedAt, new[] { Words.Time(verdict.JudgedAt), $"model {verdict.Model}", verdict.Kind is null ? $"not judged: {verdict.Unjudged}" : $"{Words.Kind(verdict.Kind)}, {Names.Chance(verdict.Probability ?? 0)}", null }))
            .Concat(file.Decisions.Select(decision => (decision.When, new[] { Words.Time(decision.When), decision.Who, Words.Did(decision.What), decision.Why }))).OrderBy(entry => entry.Item1).Select(entry => entry.Item2)],
    };

    private static string Tone(CaseFile file, TextPart part) => part.Reasons.Sum(reason => file.Result.Reasons![reason].Contribution) switch { > 0 => "towards", < 0 => "away", _ => "" };

    private static ReportReason Reason(WeighedReason reason) =>
        new(reason.Number + 1, reason.Line.Weighed ? Words.Signed(reason.Line.Contribution) : "·", Math.Round(reason.Share, 3), reason.Line.Says, [.. reason.Line.Evidence.Select(quote => new[] { quote.Where, quote.Words })], reason.Line.Evidence.Any(quote => quote.Start is not null));

    private static IEnumerable<string[]> Chipped(CaseFile file)
    {
        yield return [Words.Kind(file.Case.Kind), Words.Tone(file.Case)];
        if (file.Case.Flagged) yield return ["flagged", "alarm"];
        if (file.Case.Standing.Status != Status.Open) yield return [Words.Of(file.Case.Standing.Status), Words.Tone(file.Case.Standing.Status)];
        if (file.Result.Copied is { } copied) yield return [$"copied: {copied.Replace('-', ' ')}", ""];
        if (file.Result.Authorised is { } authorised) yield return [$"right to it: {authorised.Replace('-', ' ')}", ""];
        if (file.Case.Language.Length > 0) yield return [file.Case.Language, ""];
    }

    private static IEnumerable<string[]> Facted(CaseFile file)
    {
        var page = file.Page;
        yield return ["Asked for", page.Asked];
        foreach (var hop in page.Hops) yield return [$"Answered {hop.Status}", hop.Address];
        if (page.FinalAddress is { } final) yield return ["Led to", final];
        if (page.Status is { } status) yield return ["Status", status.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        if (page.FetchedAt is { } fetched) yield return ["Fetched", Words.Time(fetched)];
        if (page.Size is { } size) yield return ["Size", $"{size:N0} bytes"];
        if (page.Sha256 is { } hash) yield return ["SHA-256", hash];
        if (page.WarcFile is { } warc) yield return ["Archive", $"{warc}, byte {page.WarcOffset}, {page.WarcLength} bytes"];
        if (file.Network is { } network) yield return ["Network", string.Join(", ", network.Sites)];
    }
}

internal sealed record ReportPart(string Words, IReadOnlyList<int>? Reasons, string? Tone, bool? Copied, int? Cut);

internal sealed record ReportReason(int Number, string Amount, double Share, string Says, IReadOnlyList<string[]> Quotes, bool Placed);

internal sealed record ReportTwin(string Address, string Title, string Says, long? Page, IReadOnlyList<ReportPassage> Passages);

internal sealed record ReportPassage(string Here, string? There, string Says);

internal sealed record ReportSighting(string Day, string Address, string Says, bool Own);

/// <summary>
/// JSON that may stand inside a script element: less-than, greater-than, ampersand, quotes and U+2028/9 are escaped by the default rules, so no text of a page can end the element (https://html.spec.whatwg.org/#restrictions-for-contents-of-script-elements);
/// letters of every script stay readable.
/// </summary>
[JsonSerializable(typeof(IReadOnlyList<ReportRow>))]
[JsonSerializable(typeof(IReadOnlyList<ReportFile>))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    public static ReportJson InHtml { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}
