using Detector.Fingerprints;

namespace Detector.Index.Tests;

/// <summary>The contract in its plainest form, in memory: what the others must agree with.</summary>
internal sealed class PlainIndex : IRepublicationIndex, IPageRecords
{
    // What is to be done at the next commit: a page to add, or an address to remove.
    private readonly List<(IndexEntry? Add, string? Remove)> _waiting = [];
    private readonly List<IndexEntry?> _pages = [];
    private readonly Dictionary<ulong, List<Posting>> _postings = [];

    public ValueTask AddAsync(IReadOnlyList<IndexEntry> pages, CancellationToken stop = default)
    {
        _waiting.AddRange(pages.Select(page => ((IndexEntry?)page, (string?)null)));
        return ValueTask.CompletedTask;
    }

    public ValueTask RemoveAsync(IReadOnlyList<string> addresses, CancellationToken stop = default)
    {
        _waiting.AddRange(addresses.Select(address => ((IndexEntry?)null, (string?)address)));
        return ValueTask.CompletedTask;
    }

    public ValueTask CommitAsync(CancellationToken stop = default)
    {
        foreach (var (add, remove) in _waiting)
        {
            if (add is not null) Add(add);
            else
                for (var page = 0; page < _pages.Count; page++)
                    if (_pages[page]?.Page.Address == remove)
                    {
                        _pages[page] = null;
                        foreach (var postings in _postings.Values) postings.RemoveAll(posting => posting.Page == page);
                    }
        }
        _waiting.Clear();
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<Neighbours>> LookupAsync(IReadOnlyList<PageQuery> pages, CancellationToken stop = default) => new([.. pages.Select(Lookup)]);

    public ValueTask<IndexStats> StatsAsync(CancellationToken stop = default) =>
        new(new IndexStats { Pages = _pages.Count(page => page is not null), Postings = _postings.Values.Sum(postings => (long)postings.Count), Bytes = 0, Parts = 1 });

    public IReadOnlyList<string> Verify() => [];

    public IEnumerable<PageRecord> Pages(ICollection<string> faults) => _pages.OfType<IndexEntry>().Select(page => page.Page);

    public PageFacts? FactsOf(long page) => PageFacts.Of(_pages[(int)page]!.Page);

    public PageRecord? RecordOf(long page) => _pages[(int)page]!.Page;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Neighbours Lookup(PageQuery query)
    {
        using var search = new NeighbourSearch(query);
        for (var key = 0; key < search.Keys.Length; key++)
            if (_postings.TryGetValue(search.Keys[key], out var postings))
                search.Found(key, [.. postings]);
        return search.Answer(this);
    }

    private void Add(IndexEntry entry)
    {
        var (print, page) = entry;
        if (_pages.Exists(filed => filed?.Page.Address == page.Address && filed.Fingerprint.Words == print.Words && filed.Fingerprint.Body.SequenceEqual(print.Body))) return;
        foreach (var (hash, beside) in print.Filed) File(hash, beside);
        _pages.Add(entry);
    }

    private void File(ulong hash, byte place)
    {
        if (!_postings.TryGetValue(hash, out var postings)) _postings[hash] = postings = [];
        if (postings.Count < NeighbourSearch.MostPostings) postings.Add(new Posting(_pages.Count, place));
    }
}
