using Detector.Desk.Cases;
using Detector.Desk.Runs;

namespace Detector.Desk.Report;

/// <summary>Flagged pages of a site.</summary>
/// <param name="Site">Registrable domain.</param>
/// <param name="Pages">Judged pages.</param>
/// <param name="Flagged">Of them flagged.</param>
/// <param name="Kind">The kind most of the flagged have.</param>
public sealed record SiteFigures(string Site, int Pages, int Flagged, string Kind);

/// <summary>A run in figures.</summary>
public sealed record RunSummary
{
    public required string Run { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Written { get; init; }

    public required DocketView View { get; init; }

    /// <summary>Addresses.</summary>
    public required int Pages { get; init; }

    public required int Pending { get; init; }

    public required int Judged { get; init; }

    public required int Flagged { get; init; }

    public required int FlaggedSites { get; init; }

    public required int Confirmed { get; init; }

    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Judged pages by kind, most frequent first.</summary>
    public required IReadOnlyList<(string Kind, int Count)> Kinds { get; init; }

    /// <summary>Pages without a verdict by why, most frequent first.</summary>
    public required IReadOnlyList<(string Why, int Count)> Failures { get; init; }

    /// <summary>Sites with flagged pages, most first.</summary>
    public required IReadOnlyList<SiteFigures> Sites { get; init; }

    public required LinkDrawing Drawing { get; init; }

    public static async Task<RunSummary> OfAsync(RunStore store, DocketView view, DateTimeOffset now, CancellationToken stop = default)
    {
        var counts = await store.CountAsync(stop);
        var judged = view.Cases.Values.Where(page => page.Kind is not null).ToList();
        List<SiteFigures> sites = [.. judged.Where(page => page.Site.Length > 0).GroupBy(page => page.Site, StringComparer.Ordinal)
            .Select(group => new SiteFigures(group.Key, group.Count(), group.Count(page => page.Flagged), group.Where(page => page.Flagged).CountBy(page => page.Kind!, StringComparer.Ordinal).OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => kind.Key).FirstOrDefault("")))
            .Where(site => site.Flagged > 0).OrderByDescending(site => site.Flagged).ThenBy(site => site.Site, StringComparer.Ordinal)];
        return new RunSummary
        {
            Run = store.Run.Name,
            Started = store.Run.Started,
            Written = now,
            View = view,
            Pages = counts.Pages,
            Pending = counts.Pending,
            Judged = judged.Count,
            Flagged = judged.Count(page => page.Flagged),
            FlaggedSites = sites.Count,
            Confirmed = view.Cases.Values.Count(page => page.Standing.Status == Status.Confirmed),
            Models = [.. judged.Select(page => page.Model).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Kinds = Sorted(counts.ByKind),
            Failures = Sorted(counts.Unjudged.Concat(counts.Errors)),
            Sites = sites,
            Drawing = LinkDrawing.Of(view),
        };
    }

    private static List<(string, int)> Sorted(IEnumerable<KeyValuePair<string, int>> counts) =>
        [.. counts.GroupBy(one => one.Key, StringComparer.Ordinal).Select(group => (group.Key, group.Sum(one => one.Value))).OrderByDescending(one => one.Item2).ThenBy(one => one.Key, StringComparer.Ordinal)];
}
