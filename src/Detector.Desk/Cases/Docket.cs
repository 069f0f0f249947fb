using System.Collections.Concurrent;
using Detector.Desk.Runs;

namespace Detector.Desk.Cases;

/// <summary>A run's judged pages at one moment.</summary>
/// <param name="Cases">By id.</param>
/// <param name="Networks">What hangs together.</param>
/// <param name="Decisions">All decisions in order.</param>
public sealed record DocketView(IReadOnlyDictionary<long, Case> Cases, Networks Networks, IReadOnlyList<Decision> Decisions)
{
    private const int QueuesKept = 32;

    private readonly ConcurrentDictionary<Filter, IReadOnlyList<Case>> _queues = new();

    /// <summary>The cases a filter lets pass, in its order.</summary>
    public IReadOnlyList<Case> Queue(Filter filter)
    {
        if (_queues.TryGetValue(filter, out var kept)) return kept;
        var queue = Sorted(filter);
        // Moderators share a few filters; somebody who tries many gets each made anew.
        if (_queues.Count < QueuesKept) _queues[filter] = queue;
        return queue;
    }

    private IReadOnlyList<Case> Sorted(Filter filter)
    {
        var passed = Cases.Values.Where(page => filter.Passes(page, Networks.Of(page.Id)?.Id));
        if (filter.Order == Order.List) return [.. passed.OrderBy(page => page.Id)];
        if (filter.Order == Order.Doubt) return [.. passed.OrderByDescending(page => page.Standing.Status == Status.Disputed).ThenByDescending(page => page.Doubt).ThenBy(page => page.Id)];
        var open = OpenByGroup();
        // Pages of a group stand together: it is decided as one.
        return [.. passed.Select(page => (Page: page, Group: GroupOf(page)))
            .GroupBy(entry => entry.Group, StringComparer.Ordinal)
            .Select(group => (Pages: group.Select(entry => entry.Page).OrderByDescending(page => page.Standing.Status == Status.Disputed).ThenByDescending(page => page.Probability).ThenBy(page => page.Id).ToList(), Open: open.GetValueOrDefault(group.Key)))
            .OrderByDescending(group => group.Pages[0].Standing.Status == Status.Disputed).ThenByDescending(group => Urgency(group.Pages[0], group.Open)).ThenBy(group => group.Pages[0].Id)
            .SelectMany(group => group.Pages)];
    }

    /// <summary>What a case is grouped under: its network, else its site, else itself.</summary>
    public string GroupOf(Case page) => Networks.Of(page.Id) is { } network ? $"network {network.Id}" : page.Site.Length > 0 ? $"site {page.Site}" : $"page {page.Id}";

    private static double Urgency(Case page, int open) => page.Probability * (1 + Math.Log2(Math.Max(1, open))) * (page.Kind == "imposter" ? 1.5 : 1);

    private Dictionary<string, int> OpenByGroup()
    {
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var page in Cases.Values)
            if (page.Waits)
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(open, GroupOf(page), out _)++;
        return open;
    }
}

/// <summary>
/// The picture of a run that lists are made from, kept in memory and brought up to date from what was appended since: two small queries when nothing happened. Several hosts may show one run.
/// </summary>
public sealed class Docket(RunStore store) : IDisposable
{
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private long _lastVerdict;
    private readonly HashSet<long> _known = [];
    private long _lastDecision;
    private DocketView _view = new(new Dictionary<long, Case>(), Networks.None, []);

    public RunStore Store => store;

    /// <summary>The run as it is now.</summary>
    public async Task<DocketView> NowAsync(CancellationToken stop = default)
    {
        await _refreshing.WaitAsync(stop);
        try
        {
            var judged = await store.JudgedAsync(_lastVerdict, stop);
            var decided = (await store.DecisionsAsync(Math.Max(0, _lastDecision - store.LookBack), stop)).Where(decision => _known.Add(decision.Id)).ToList();
            if (judged.Count == 0 && decided.Count == 0) return _view;
            var cases = new Dictionary<long, Case>(_view.Cases);
            foreach (var row in judged) cases[row.Page.Id] = Of(row) with { Standing = cases.GetValueOrDefault(row.Page.Id)?.Standing ?? Standing.None };
            var decisions = decided.Count == 0 ? _view.Decisions : [.. _view.Decisions, .. decided];
            var byPage = decisions.ToLookup(decision => decision.PageId);
            // A page judged for the first time may have been decided on by a host that was quicker.
            foreach (var id in decided.Select(decision => decision.PageId).Concat(judged.Select(row => row.Page.Id)).Distinct())
                if (cases.TryGetValue(id, out var page) && byPage.Contains(id))
                    cases[id] = page with { Standing = Standing.Of([.. byPage[id]]) };
            if (judged.Count > 0) _lastVerdict = judged[^1].Verdict.Id;
            if (decided.Count > 0) _lastDecision = Math.Max(_lastDecision, decided[^1].Id);
            return _view = new DocketView(cases, judged.Count > 0 ? Networks.Of(cases.Values.OrderBy(page => page.Id)) : _view.Networks, decisions);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public void Dispose() => _refreshing.Dispose();

    private static Case Of(JudgedRow row) => new()
    {
        Id = row.Page.Id,
        Address = row.Page.OwnAddress ?? row.Page.Asked,
        Host = row.Page.Host,
        Site = row.Page.Site,
        Title = row.Page.Title ?? "",
        Shown = row.Page.Shown,
        FetchedAt = row.Page.FetchedAt,
        VerdictId = row.Verdict.Id,
        Model = row.Verdict.Model,
        Kind = row.Verdict.Kind,
        Flagged = row.Verdict.Flagged,
        Probability = row.Verdict.Probability ?? 0,
        Language = row.Verdict.Language ?? "",
        Says = row.Verdict.Says ?? "",
        Marks = Packed.ReadHashes(row.Verdict.Marks),
        Shingles = Packed.ReadHashes(row.Verdict.Shingles),
    };
}
