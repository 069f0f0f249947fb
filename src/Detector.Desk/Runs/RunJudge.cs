using System.Text.Json;
using Detector.Contract;
using Detector.Fingerprints;
using Detector.Pages;
using Detector.Scanning;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Desk.Runs;

/// <summary>Judges pages in the form a run keeps: the verdict with its reasons, and what the page can be shown and grouped by. Thread-safe.</summary>
/// <param name="detector">Judges.</param>
/// <param name="ask">Who else has a page's body (<see cref="CopyCheck.Ask"/>); null: copies are not checked.</param>
/// <param name="time">Says when.</param>
public sealed class RunJudge(FarmDetector detector, Func<Page, Neighbours>? ask, TimeProvider time)
{
    /// <summary>Judges a page.</summary>
    /// <param name="source">The page.</param>
    /// <param name="fromText">It is the stored text of a page whose bytes are gone.</param>
    public (Verdict Verdict, NewVerdict Stored, PageTraits? Traits) Judge(SourcePage source, bool fromText = false)
    {
        using var page = source.Read(detector.Limits, out var why);
        if (page is null)
        {
            var unjudged = new Unjudged(why!.Reason, why.Says);
            return (unjudged, Store(source, unjudged, fromText), null);
        }
        var neighbours = ask?.Invoke(page);
        var judged = detector.Judge(page, Detail.Reasons, neighbours);
        return (judged, Store(source, judged, fromText), PageTraits.Of(page, neighbours?.Fingerprint));
    }

    /// <summary>A verdict made elsewhere, or a failure to make one, in the form a run keeps.</summary>
    public NewVerdict Store(SourcePage source, Verdict verdict, bool fromText = false)
    {
        var line = ResultLines.Of(source.Id, source.Request.Url, verdict, int.MaxValue, full: true) with { Fetched = source.Request.Fetched };
        return new NewVerdict
        {
            Model = line.Model ?? "",
            JudgedAt = time.GetUtcNow(),
            Kind = line.Kind,
            Flagged = line.Flagged ?? false,
            Probability = line.Probability,
            Copied = line.Copied,
            Authorised = line.Authorised,
            Language = line.Language,
            Unjudged = line.Unjudged,
            Says = line.Says ?? Strongest(line),
            FromText = fromText,
            Result = JsonSerializer.SerializeToUtf8Bytes(line, ResultJson.Line.ResultLine),
        };
    }

    private static string? Strongest(ResultLine line)
    {
        var reasons = line.Reasons ?? [];
        return (reasons.FirstOrDefault(reason => reason.Weighed && reason.Contribution > 0 == (line.Flagged ?? false)) ?? (reasons.Count > 0 ? reasons[0] : null))?.Says;
    }
}
