using System.Globalization;
using Detector.Fingerprints;
using Detector.Pages;
using Detector.Scanning;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Cli.Scanning;

/// <summary>Counts of a run, and the sentences that close it.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<Kind, long> _kinds = [];
    private readonly SortedDictionary<UnreadableReason, long> _unjudged = [];

    /// <summary>What pages that are read from files could be held against.</summary>
    public const string Files = "--together holds the pages of this scan against each other, --index looks for copies elsewhere.";

    /// <summary>What pages that are fetched could be held against.</summary>
    public const string Addresses = "--index looks for copies elsewhere; kept with --save-warc FILE, 'detector scan FILE --together' holds them against each other.";

    private string? _away;

    public long Pages { get; private set; }

    public long Flagged { get; private set; }

    public long Judged { get; private set; }

    /// <summary>Inputs that could not be had: missing files, broken lines.</summary>
    public long Broken { get; private set; }

    /// <summary>Pages on which a signal failed: bugs.</summary>
    public long Failed { get; private set; }

    /// <summary>Pages judged while the index was away, or a part of it.</summary>
    public long CopiesNotChecked { get; private set; }

    public long CopiesPartlyChecked { get; private set; }

    public void Count(Verdict verdict)
    {
        Pages++;
        if (verdict is Judged judged)
        {
            Judged++;
            if (judged.Flagged) Flagged++;
            if (judged.Neighbours is { Away: { } away, Coverage: var coverage })
            {
                _away ??= away;
                if (coverage == Coverage.NotChecked) CopiesNotChecked++;
                else CopiesPartlyChecked++;
            }
            _kinds[judged.Kind] = _kinds.GetValueOrDefault(judged.Kind) + 1;
        }
        else if (verdict is Kept { Line: { Kind: { } name } line })
        {
            Judged++;
            if (line.Flagged is true) Flagged++;
            var kind = Enum.GetValues<Kind>().First(kind => Names.Of(kind) == name);
            _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        }
        else if (verdict is Unjudged unjudged)
        {
            if (unjudged.Reason == UnreadableReason.BrokenInput) Broken++;
            _unjudged[unjudged.Reason] = _unjudged.GetValueOrDefault(unjudged.Reason) + 1;
        }
    }

    public void CountFailure()
    {
        Pages++;
        Failed++;
    }

    public int Exit => Broken > 0 || Failed > 0 || Judged == 0 ? ExitCode.CouldNotRun : Flagged > 0 ? ExitCode.Flagged : ExitCode.NothingFlagged;

    /// <param name="taken">From the first page to the last.</param>
    /// <param name="read">What was met on the way.</param>
    /// <param name="against">How pages that were looked at alone could be held against others, in words; null: they were.</param>
    public IEnumerable<string> Summary(TimeSpan taken, SourceProgress read, string? against)
    {
        var rate = taken.TotalSeconds > 0 ? Pages / taken.TotalSeconds : 0;
        yield return Say($"{Count(Pages, "page")} in {Duration(taken)} ({rate:N0}/s): {Flagged:N0} flagged, {Judged - Flagged:N0} not flagged, {Pages - Judged:N0} not judged.");
        if (_kinds.Count > 0) yield return "  " + string.Join(", ", _kinds.Select(kind => Say($"{Names.Of(kind.Key)} {kind.Value:N0}")));
        if (_unjudged.Count > 0) yield return "  not judged: " + string.Join(", ", _unjudged.Select(reason => Say($"{Names.Of(reason.Key)} {reason.Value:N0}")));
        if (Failed > 0) yield return Say($"  {Count(Failed, "page")} made a signal fail. That is a bug: please report it with the message above.");
        if (_away is not null)
        {
            var counts = new[] { (How: "not checked", Pages: CopiesNotChecked), (How: "partly checked", Pages: CopiesPartlyChecked) }.Where(static some => some.Pages > 0).Select(static some => $"{some.How} on {Count(some.Pages, "page")}");
            yield return Say($"  copies {string.Join(" and ", counts)}: {_away}.");
        }
        if (Broken > 0) yield return Say($"  {Count(Broken, "input")} could not be read, so the list is not complete.");
        if (read.PagesCutShort > 0) yield return Say($"  {Count(read.PagesCutShort, "page")} cut short in the archive, judged as far as it goes.");
        var skipped = Enum.GetValues<SkippedRecord>().Where(why => read.SkippedRecords(why) > 0).Select(why => Say($"{Names.Of(why)} {read.SkippedRecords(why):N0}")).ToList();
        if (skipped.Count > 0) yield return $"  records of archives that hold no page: {string.Join(", ", skipped)}";
        if (read.Skipped > 0) yield return Say($"  {Count(read.Skipped, "file")} in folders left out: neither HTML, text, JSON lines nor a web archive. Name a file to have it read anyway.");
        if (against is not null && Judged > 1) yield return $"  each page was looked at alone: {against}";
    }

    public static string Duration(TimeSpan time) => time.TotalSeconds < 60
        ? Say($"{time.TotalSeconds:0.0} s")
        : time.TotalHours < 1 ? Say($"{(int)time.TotalMinutes} min {time.Seconds} s") : Say($"{(int)time.TotalHours} h {time.Minutes} min");

    private static string Count(long count, string thing) => count == 1 ? $"1 {thing}" : Say($"{count:N0} {thing}s");

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
