using Detector.Fingerprints;

namespace Detector.Index.Embedded;

/// <summary>A segment of a commit, and which of its pages were removed by then.</summary>
internal readonly record struct OpenPart(Segment Segment, RemovedPages Removed)
{
    public int LivePages => Segment.Pages - Removed.Count;
}

/// <summary>The segments of one commit, open. Held by whoever looks things up while newer commits come.</summary>
internal sealed class Snapshot : Leased, IPageRecords
{
    // Besides tables and what callers hold, so many bytes of all segments are resident at most.
    private const long MostResident = 512L << 20;

    private Snapshot(CommitFile commit, IReadOnlyList<OpenPart> parts, IReadOnlyList<string> faults)
    {
        Commit = commit;
        Parts = parts;
        Faults = faults;
    }

    public CommitFile Commit { get; }

    /// <summary>Those that could be opened, in order.</summary>
    public IReadOnlyList<OpenPart> Parts { get; }

    /// <summary>Those that could not, and why.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Opens a commit's segments, taking over those that are open already.</summary>
    public static Snapshot Open(string folder, CommitFile commit, Snapshot? before)
    {
        var parts = new List<OpenPart>();
        var faults = new List<string>();
        long first = 0;
        foreach (var part in commit.Parts)
        {
            try
            {
                parts.Add(Open(folder, part, first, before));
            }
            catch (DamagedException damage)
            {
                faults.Add(damage.Message);
            }
            first += part.Pages;
        }
        var left = MostResident;
        foreach (var part in parts.OrderBy(static part => part.Segment.Bytes))
        {
            var bytes = Math.Min(part.Segment.Bytes, left);
            part.Segment.Resident = bytes;
            left -= bytes;
        }
        return new Snapshot(commit, parts, faults);
    }

    public Neighbours Lookup(PageQuery query, List<Posting> found)
    {
        using var search = new NeighbourSearch(query);
        var pages = Math.Max(1, (double)Commit.Pages);
        var away = (Commit.Pages - Parts.Sum(part => (long)part.Segment.Pages)) / pages;
        for (var i = 0; i < search.Keys.Length; i++)
        {
            if (away > 0) search.Missing(i, away);
            var key = PostingBlock.KeyOf(search.Keys[i]);
            foreach (var (segment, removed) in Parts)
            {
                if (search.IsFull(i)) break;
                found.Clear();
                try
                {
                    Find(segment, removed, key, found);
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

    /// <summary>Adds the pages filed under a hash, from all segments.</summary>
    /// <exception cref="DamagedException">A block on the way is damaged.</exception>
    public void Find(ulong hash, List<Posting> found)
    {
        foreach (var (segment, removed) in Parts) Find(segment, removed, PostingBlock.KeyOf(hash), found);
    }

    protected override void LetGo()
    {
        foreach (var part in Parts) part.Segment.Dispose();
    }

    private static void Find(Segment segment, RemovedPages removed, ulong key, List<Posting> found)
    {
        var before = found.Count;
        segment.Find(key, found);
        if (removed.Count == 0 || found.Count == before) return;
        var kept = before;
        for (var i = before; i < found.Count; i++)
            if (!removed.Contains((int)(found[i].Page - segment.FirstPage)))
                found[kept++] = found[i];
        found.RemoveRange(kept, found.Count - kept);
    }

    private static OpenPart Open(string folder, Part part, long first, Snapshot? before)
    {
        var known = before?.Parts.FirstOrDefault(open => open.Segment.Name == part.File && open.Segment.FirstPage == first);
        var removed = part.Removed is null ? RemovedPages.None : known?.Removed is { } same && same.File == part.Removed ? same : RemovedPages.Read(folder, part.Removed, part.Pages);
        return known is { Segment: { } segment } && segment.TryLease() ? new OpenPart(segment, removed) : new OpenPart(new Segment(Path.Combine(folder, part.File), first), removed);
    }

    private Segment? SegmentOf(long page)
    {
        foreach (var part in Parts)
            if (page >= part.Segment.FirstPage && page < part.Segment.FirstPage + part.Segment.Pages)
                return part.Segment;
        return null;
    }
}
