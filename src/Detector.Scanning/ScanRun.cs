using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Scanning;

/// <summary>What came of one item of the input.</summary>
/// <param name="Item">The page without its content, or what stood in its place.</param>
/// <param name="Verdict">What was said about it; null for a <see cref="BrokenPage"/>.</param>
/// <param name="Failure">A bug met while judging; the batch goes on.</param>
public sealed record Outcome(SourceItem Item, Verdict? Verdict, Exception? Failure);

/// <summary>Judges the pages of sources on every core and hands the outcomes back in input order (<see cref="OrderedWork{TItem,TResult}"/>).</summary>
public sealed class ScanRun(Func<SourcePage, Verdict> judge, int threads)
{
    /// <summary>The outcomes in input order. Ends early, with whole outcomes, when stopped.</summary>
    /// <param name="sources">Read one after the other.</param>
    /// <param name="progress">Told how far the reading came.</param>
    /// <param name="waiting">Called when the next outcome is not ready yet: a moment to flush.</param>
    /// <param name="stop">Ctrl-C.</param>
    public IEnumerable<Outcome> Outcomes(IReadOnlyList<IPageSource> sources, SourceProgress progress, Action waiting, CancellationToken stop) =>
        new OrderedWork<SourceItem, Outcome>(Judge, static item => item is SourcePage page ? page.Size : 0, threads).Results(sources.SelectMany(source => source.Read(progress, stop)), waiting, stop);

    private Outcome Judge(SourceItem item)
    {
        if (item is not SourcePage page) return new Outcome(item, null, null);
        // The outcome waits for its turn without the page's content.
        var emptied = page with { Bytes = default, Text = null };
        try
        {
            return new Outcome(emptied, judge(page), null);
        }
        catch (Exception bug)
        {
            return new Outcome(emptied, null, bug);
        }
        finally
        {
            page.GiveBack();
        }
    }
}
