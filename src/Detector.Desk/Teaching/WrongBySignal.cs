using Detector.Desk.Cases;
using Detector.Desk.Runs;
using Detector.Signals;

namespace Detector.Desk.Teaching;

/// <summary>A signal's part in verdicts that moderators overruled.</summary>
/// <param name="Signal">Its name.</param>
/// <param name="Title">Its title.</param>
/// <param name="FalseAlarms">Flagged and rejected pages on which it was among the three strongest reasons for flagging.</param>
/// <param name="Pushed">What it added to the margins of all flagged and rejected pages, in log-odds.</param>
/// <param name="Misses">Confirmed pages that were not flagged, on which it was among the three strongest reasons against.</param>
/// <param name="Pulled">What it took from the margins of all of them, in log-odds, 0 or less.</param>
public sealed record SignalErrors(string Signal, string Title, int FalseAlarms, double Pushed, int Misses, double Pulled);

/// <summary>What the model got wrong, by moderators' settled decisions.</summary>
/// <param name="Right">Settled pages on which model and moderators agree.</param>
/// <param name="FalseAlarms">Flagged, and rejected.</param>
/// <param name="Misses">Confirmed, and not flagged.</param>
/// <param name="Signals">Signals that had a part in it, the greatest first.</param>
public sealed record ModelErrors(int Right, IReadOnlyList<Case> FalseAlarms, IReadOnlyList<Case> Misses, IReadOnlyList<SignalErrors> Signals)
{
    private const int Strongest = 3;

    public static async Task<ModelErrors> OfAsync(DocketView view, RunStore store, CancellationToken stop = default)
    {
        var settled = view.Cases.Values.Where(page => page.Kind is not null && page.Standing.Status is Status.Confirmed or Status.Rejected).OrderBy(page => page.Id).ToList();
        var alarms = settled.FindAll(page => page.Flagged && page.Standing.Status == Status.Rejected);
        var misses = settled.FindAll(page => !page.Flagged && page.Standing.Status == Status.Confirmed);
        var signals = new Dictionary<string, SignalErrors>(StringComparer.Ordinal);
        foreach (var chunk in alarms.Concat(misses).Chunk(500))
        {
            var results = await store.ResultsAsync([.. chunk.Select(page => page.VerdictId)], stop);
            foreach (var page in chunk)
            {
                var wrongWay = results[page.VerdictId].Reasons?.Where(reason => reason.Weighed && reason.Contribution != 0 && reason.Contribution > 0 == page.Flagged).OrderByDescending(reason => Math.Abs(reason.Contribution)).ToList() ?? [];
                for (var i = 0; i < wrongWay.Count; i++)
                {
                    var reason = wrongWay[i];
                    var known = signals.GetValueOrDefault(reason.Signal) ?? new SignalErrors(reason.Signal, Catalog.Find(reason.Signal)?.Title ?? reason.Signal, 0, 0, 0, 0);
                    var counts = i < Strongest ? 1 : 0;
                    signals[reason.Signal] = page.Flagged
                        ? known with { FalseAlarms = known.FalseAlarms + counts, Pushed = known.Pushed + reason.Contribution }
                        : known with { Misses = known.Misses + counts, Pulled = known.Pulled + reason.Contribution };
                }
            }
        }
        return new ModelErrors(settled.Count - alarms.Count - misses.Count, alarms, misses,
            [.. signals.Values.Where(signal => signal.FalseAlarms + signal.Misses > 0).OrderByDescending(signal => signal.Pushed - signal.Pulled).ThenBy(signal => signal.Signal, StringComparer.Ordinal)]);
    }
}
