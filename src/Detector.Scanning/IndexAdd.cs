using Detector.Fingerprints;
using Detector.Index;
using Detector.Pages;
using Detector.Sources;

namespace Detector.Scanning;

/// <summary>Reads pages and files them, a commit every so many.</summary>
/// <param name="index">What they are filed in.</param>
/// <param name="seen">When they are said to be seen.</param>
/// <param name="keepText">Keep their bodies' text.</param>
/// <param name="commitEvery">Pages a commit.</param>
public sealed class IndexAdd(IRepublicationIndex index, DateTimeOffset seen, bool keepText, int commitEvery)
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
            var faults = new (string Where, string Says)?[chunk.Length];
            Parallel.For(0, chunk.Length, i => (entries[i], faults[i]) = Entry(chunk[i]));
            foreach (var fault in faults)
            {
                if (fault is not { } told) continue;
                Left++;
                broken(told.Where, told.Says);
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

    private (IndexEntry?, (string, string)?) Entry(SourceItem item)
    {
        if (item is BrokenPage broken) return (null, (broken.Where, broken.Says));
        var source = (SourcePage)item;
        using var page = source.Read(PageLimits.Default, out var why);
        if (page is null) return (null, (source.Id, why!.Says));
        var print = FingerprintReader.Of(page);
        return (new IndexEntry(print, FingerprintReader.Record(page, print, source.Id, seen, keepText)), null);
    }
}
