using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Detector.Contract;
using Detector.Desk.Cases;
using Detector.Desk.Showing;

namespace Detector.Desk.Acting;

/// <summary>
/// All that is held against a page and for it, in one document for a hoster, an appeal or a court: evidence and its places, matched passages, hashes, the archive's record, who decided what and when. It opens from disk and loads nothing.
/// </summary>
public static class Dossier
{
    /// <summary>One HTML page without a script; its only style is allowed by its hash.</summary>
    public static async Task<string> HtmlAsync(CaseFile file, string run, DateTimeOffset now)
    {
        var style = StaticHtml.Minified(Review.SiteFiles.Style);
        var body = await StaticHtml.RenderAsync<DossierBody>(("File", file), ("Run", run), ("Now", now));
        return $"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{StaticHtml.HashOf(style)}'; base-uri 'none'; form-action 'none'">
            <meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <title>{HtmlEncoder.Default.Encode(Words.Title(file.Case))}</title><style>{style}</style></head>
            <body>{body}</body></html>
            """ + "\n";
    }

    /// <summary>The same for machines.</summary>
    public static string Json(CaseFile file, string run, DateTimeOffset now)
    {
        var document = new DossierDocument
        {
            Run = run,
            Written = now,
            Page = file.Case.Id,
            Address = file.Case.Address,
            Asked = file.Page.Asked,
            FinalAddress = file.Page.FinalAddress,
            Hops = file.Page.Hops,
            Status = file.Page.Status,
            Headers = file.Page.Headers,
            Fetched = file.Page.FetchedAt,
            Sha256 = file.Page.Sha256,
            Size = file.Page.Size,
            Warc = file.Page.WarcFile is { } warc ? new WarcPlace(warc, file.Page.WarcOffset, file.Page.WarcLength) : null,
            Standing = Names(file.Case.Standing.Status),
            Verdict = file.Result,
            Verdicts = [.. file.Verdicts.Select(verdict => new DossierVerdict(verdict.JudgedAt, verdict.Model, verdict.Kind, verdict.Flagged, verdict.Probability, verdict.Unjudged, verdict.JudgedFrom))],
            Decisions = [.. file.Decisions.Select(decision => new DossierDecision(decision.When, decision.Who, decision.What.ToString().ToLowerInvariant(), decision.Why))],
            SameText = [.. file.Twins.Select(twin => new DossierTwin(twin.Address, twin.Title, twin.Says, [.. twin.Passages.Select(passage => new DossierPassage(passage.Here, passage.There, passage.Says))]))],
            Timeline = [.. file.Timeline.Select(sighting => new DossierSighting(Words.Day(sighting.When), sighting.Address, sighting.Says))],
            Network = file.Network?.Sites,
            Text = string.Concat(file.Text.Select(part => part.Words)),
        };
        return JsonSerializer.Serialize(document, DossierJson.Written.DossierDocument) + "\n";
    }

    private static string Names(Status status) => status.ToString().ToLowerInvariant();
}

internal sealed record DossierDocument
{
    public required string Run { get; init; }
    public required DateTimeOffset Written { get; init; }
    public required long Page { get; init; }
    public required string Address { get; init; }
    public required string Asked { get; init; }
    public string? FinalAddress { get; init; }
    public required IReadOnlyList<Runs.Hop> Hops { get; init; }
    public int? Status { get; init; }
    public required IReadOnlyList<Runs.HeaderField> Headers { get; init; }
    public DateTimeOffset? Fetched { get; init; }
    public string? Sha256 { get; init; }
    public long? Size { get; init; }
    public WarcPlace? Warc { get; init; }
    public required string Standing { get; init; }
    public required ResultLine Verdict { get; init; }
    public required IReadOnlyList<DossierVerdict> Verdicts { get; init; }
    public required IReadOnlyList<DossierDecision> Decisions { get; init; }
    public required IReadOnlyList<DossierTwin> SameText { get; init; }
    public required IReadOnlyList<DossierSighting> Timeline { get; init; }
    public IReadOnlyList<string>? Network { get; init; }
    public required string Text { get; init; }
}

internal sealed record WarcPlace(string File, long? Offset, long? Length);

internal sealed record DossierVerdict(DateTimeOffset JudgedAt, string Model, string? Kind, bool Flagged, double? Probability, string? Unjudged, string JudgedFrom);

internal sealed record DossierDecision(DateTimeOffset When, string Who, string What, string? Why);

internal sealed record DossierTwin(string Address, string Title, string Says, IReadOnlyList<DossierPassage> Passages);

internal sealed record DossierPassage(string Here, string? There, string Says);

internal sealed record DossierSighting(string Day, string Address, string Says);

[JsonSerializable(typeof(DossierDocument))]
internal sealed partial class DossierJson : JsonSerializerContext
{
    public static DossierJson Written { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    });
}
