using Detector.Fingerprints;

namespace Detector.Index.Embedded;

/// <summary>The segments of one commit, open. Held by whoever looks things up while newer commits come.</summary>
internal sealed class Snapshot : Leased, IPageRecords
{
    private Snapshot(CommitFile commit, IReadOnlyList<Segment> segments, IReadOnlyList<string> faults)
    {
        Commit = commit;
        Segments = segments;
        Faults = faults;
    }

    public CommitFile Commit { get; }

    /// <summary>Those that could be opened, in order.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>Those that could not, and why.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Opens a commit's segments, taking over those that are open already.</summary>
    public static Snapshot Open(string folder, CommitFile commit, Snapshot? before)
    {
        var segments = new List<Segment>();
        var faults = new List<string>();
        long first = 0;
        foreach (var part in commit.Parts)
        {
            var known = before?.Segments.FirstOrDefault(segment => segment.Name == part.File && segment.FirstPage == first);
            if (known is not null && known.TryLease()) segments.Add(known);
            else
            {
                try
                {
                    segments.Add(new Segment(Path.Combine(folder, part.File), first));
                }
                catch (DamagedException damage)
                {
                    faults.Add(damage.Message);
                }
            }
            first += part.Pages;
        }
        return new Snapshot(commit, segments, faults);
    }

    public Neighbours Lookup(PageQuery query, List<Posting> found)
    {
        var search = new NeighbourSearch(query);
        var pages = Math.Max(1, (double)Commit.Pages);
        var away = (Commit.Pages - Segments.Sum(segment => (long)segment.Pages)) / pages;
        for (var i = 0; i < search.Keys.Length; i++)
        {
            if (away > 0) search.Missing(i, away);
            var key = PostingBlock.KeyOf(search.Keys[i]);
            foreach (var segment in Segments)
            {
                if (search.IsFull(i)) break;
                found.Clear();
                try
                {
                    segment.Find(key, found);
                }
                catch (DamagedException)
                {
                    // Told in the answer, named by verify.
                    search.Missing(i, segment.Pages / pages);
                }
                if (found.Count > 0) search.Found(i, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(found));
            }
        }
        return search.Answer(this);
    }

    public PageFacts? FactsOf(long page)
    {
        try
        {
            return SegmentOf(page) is { } segment ? segment.Facts((int)(page - segment.FirstPage)) : null;
        }
        catch (DamagedException)
        {
            return null;
        }
    }

    public PageRecord? RecordOf(long page)
    {
        try
        {
            return SegmentOf(page) is { } segment ? segment.Record((int)(page - segment.FirstPage)) : null;
        }
        catch (DamagedException)
        {
            return null;
        }
    }

    protected override void LetGo()
    {
        foreach (var segment in Segments) segment.Dispose();
    }

    private Segment? SegmentOf(long page)
    {
        foreach (var segment in Segments)
            if (page >= segment.FirstPage && page < segment.FirstPage + segment.Pages)
                return segment;
        return null;
    }
}
