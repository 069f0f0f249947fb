using System.Globalization;
using Detector.Contract;
using Detector.Fingerprints;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Scanning;

/// <summary>From verdicts to the form that is exchanged: the same for the command line and the scoring API.</summary>
public static class ResultLines
{
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
    /// <param name="full">With margin, base and notes, and with the places of evidence and passages in the page's text.</param>
    public static ResultLine Of(string id, string? url, Verdict verdict, int reasons, bool full = false) => verdict switch
    {
        Judged judged => new ResultLine
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
            Reasons = [.. judged.Reasons.Take(reasons).Select(reason => Reason(reason, full))],
            Notes = full ? judged.Notes : null,
            // Null when no index was asked; one that was away is told.
            Neighbours = judged.Neighbours is { Coverage: Coverage.NotChecked, Away: null } ? null : Of(id, url, judged.Neighbours, full),
            Model = judged.Model,
            Catalogue = Signals.Catalog.Id,
        },
        Unjudged unjudged => new ResultLine { Id = id, Url = url, Unjudged = Names.Of(unjudged.Reason), Says = unjudged.Says },
        Kept kept => kept.Line with { Id = id, Url = url, Reasons = kept.Line.Reasons is { } told ? [.. told.Take(reasons)] : null },
        Failed failed => new ResultLine { Id = id, Url = url, Unjudged = Failed.Name, Says = failed.Says },
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Another kind of verdict needs a line of its own."),
    };

    /// <param name="id">Echoed from the input.</param>
    /// <param name="url">Address, where known.</param>
    /// <param name="neighbours">Who else has the text.</param>
    /// <param name="full">With the passages' places and words.</param>
    public static NeighboursLine Of(string id, string? url, Neighbours neighbours, bool full = false) => new(
        id, url, Names.Of(neighbours.Coverage), Math.Round(neighbours.Answered, 4), neighbours.Fingerprint.Words, neighbours.Sites, neighbours.NamedSites, neighbours.FacelessSites, neighbours.SisterHosts, neighbours.TemplateSites,
        neighbours.IdSites, neighbours.FilledIn.Pages, neighbours.FilledIn.Alike?.Address,
        neighbours.Site.Pages, Math.Round(neighbours.Site.Probability, 4), neighbours.Site.Surest?.Address, [.. neighbours.Pages.Select(neighbour => Neighbour(neighbour, full ? neighbours.Fingerprint : null))], neighbours.Away);

    private static ReasonLine Reason(Reason reason, bool full) =>
        new(reason.Signal, Math.Round(reason.Value, 6), Math.Round(reason.Contribution, 6), reason.Weighed, reason.Says, [.. reason.Evidence.Select(quote => full && quote.Start >= 0 ? new QuoteLine(quote.Where, quote.Words, quote.Start, quote.Length) : new QuoteLine(quote.Where, quote.Words))]);

    private static NeighbourLine Neighbour(Neighbour neighbour, Fingerprint? print) => new(
        neighbour.Page.Address, neighbour.Page.Site, neighbour.Page.Title, neighbour.Page.FirstSeen.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), neighbour.Page.Shown?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Names.Of(neighbour.Holder), Math.Round(neighbour.ShareHere, 4), Math.Round(neighbour.ShareThere, 4), neighbour.LongestRun, neighbour.OwnSite, neighbour.SameTemplate, neighbour.SameId, neighbour.Boilerplate,
        Passages(neighbour, print));

    private static List<PassageLine> Passages(Neighbour neighbour, Fingerprint? print)
    {
        var theirs = print is null ? null : neighbour.Page.Text?.Split(' ');
        return [.. neighbour.Passages.Select(passage =>
        {
            var line = new PassageLine(passage.Here.Start, passage.Here.Length, passage.There.Start, passage.There.Length, Math.Round(passage.Intact, 3));
            if (print is null) return line;
            var place = print.PlaceOf(passage.Here);
            return line with
            {
                Start = place.IsEmpty ? null : place.Start,
                Length = place.IsEmpty ? null : place.Length,
                Theirs = theirs is null ? null : string.Join(' ', theirs.Skip(passage.There.Start).Take(passage.There.Length)),
            };
        })];
    }
}

/// <summary>What was said of the page before, and stands: the page has not changed since.</summary>
public sealed record Kept(ResultLine Line) : Verdict;

/// <summary>A bug met while judging: the page keeps its line, and the list stays complete.</summary>
public sealed record Failed(string Says) : Verdict
{
    public const string Name = "failed";
}
