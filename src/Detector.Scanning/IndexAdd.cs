using Detector.Fingerprints;
using Detector.Index;
using Detector.Pages;
using Detector.Sources;

namespace Detector.Scanning;

/// <summary>Reads pages and files them, a commit every so many.</summary>
/// <param name="index">What they are filed in.</param>
/// <param name="detector">Judges each by itself, for what later pages of its site are told.</param>
/// <param name="seen">When they are said to be seen.</param>
/// <param name="keepText">Keep their bodies' text.</param>
/// <param name="commitEvery">Pages a commit.</param>
public sealed class IndexAdd(IRepublicationIndex index, FarmDetector detector, DateTimeOffset seen, bool keepText, int commitEvery)
{
    private const int AtOnce = 64;

    /// <summary>Pages filed.</summary>
    public long Added { get; private set; }

    /// <summary>Pages that could not be had or read.</summary>
    public long Left { get; private set; }

    /// <param name="sources">Where the pages are.</param>
    /// <param name="committed">Told the number of pages that are safe, after each commit.</param>
    /// <param name="broken">Told of each page that could not be had.</param>
    public void Run(IEnumerable<IPageSource> sources, Action<long> committed, Action<string, string> broken)
    {
        var waiting = 0;
        foreach (var chunk in sources.SelectMany(source => source.Read(new SourceProgress())).Chunk(AtOnce))
        {
            var entries = new IndexEntry?[chunk.Length];
            var faults = new string?[chunk.Length];
            Parallel.For(0, chunk.Length, i => (entries[i], faults[i]) = Entry(chunk[i], detector.Limits, seen, keepText, detector));
            for (var i = 0; i < chunk.Length; i++)
            {
                if (faults[i] is not { } says) continue;
                Left++;
                broken(chunk[i] is BrokenPage { Where: var where } ? where : chunk[i].Id, says);
            }
            IndexEntry[] whole = [.. entries.OfType<IndexEntry>()];
            index.AddAsync(whole).AsTask().GetAwaiter().GetResult();
            Added += whole.Length;
            if ((waiting += whole.Length) < commitEvery) continue;
            Commit();
            waiting = 0;
        }
        Commit();

        void Commit()
        {
            index.CommitAsync().AsTask().GetAwaiter().GetResult();
            committed(Added);
        }
    }

    /// <summary>Reads a page and takes its fingerprint.</summary>
    /// <param name="item">The page, or what stands in its place.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="seen">When it is said to be seen.</param>
    /// <param name="keepText">Keep its body's text.</param>
    /// <param name="judge">Judges it by itself, for what later pages of its site are told; null: it is looked up only.</param>
    /// <returns>What is filed, or why nothing is.</returns>
    public static (IndexEntry? Entry, string? Says) Entry(SourceItem item, PageLimits limits, DateTimeOffset seen, bool keepText, FarmDetector? judge)
    {
        if (item is not SourcePage source) return (null, ((BrokenPage)item).Says);
        using var page = source.Read(limits, out var why);
        if (page is null) return (null, why!.Says);
        var (print, record) = PageQuery.Of(page, source.Id, seen, keepText, judge?.Probability(page));
        return (new IndexEntry(print, record), null);
    }
}
