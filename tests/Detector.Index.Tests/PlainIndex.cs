using Detector.Fingerprints;

namespace Detector.Index.Tests;

/// <summary>The contract in its plainest form, in memory: what the others must agree with.</summary>
internal sealed class PlainIndex : IRepublicationIndex, IPageRecords
{
    private readonly List<IndexEntry> _waiting = [];
    private readonly List<PageRecord> _pages = [];
    private readonly Dictionary<ulong, List<Posting>> _postings = [];

    public ValueTask AddAsync(IReadOnlyList<IndexEntry> pages, CancellationToken stop = default)
    {
        _waiting.AddRange(pages);
        return ValueTask.CompletedTask;
    }

    public ValueTask CommitAsync(CancellationToken stop = default)
    {
        foreach (var (print, page) in _waiting)
        {
            foreach (var shingle in print.Stored) File(shingle.Hash, Posting.PlaceOf(shingle.Word, print.Words));
            foreach (var mark in print.Template.Concat(print.Ids)) File(mark, 0);
            _pages.Add(page);
        }
        _waiting.Clear();
        return ValueTask.CompletedTask;
    }

    public ValueTask<IReadOnlyList<Neighbours>> LookupAsync(IReadOnlyList<PageQuery> pages, CancellationToken stop = default) => new([.. pages.Select(Lookup)]);

    public ValueTask<IndexStats> StatsAsync(CancellationToken stop = default) =>
        new(new IndexStats { Pages = _pages.Count, Postings = _postings.Values.Sum(postings => (long)postings.Count), Bytes = 0, Parts = 1 });

    public PageFacts? FactsOf(long page) => PageFacts.Of(_pages[(int)page]);

    public PageRecord? RecordOf(long page) => _pages[(int)page];

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Neighbours Lookup(PageQuery query)
    {
        var search = new NeighbourSearch(query);
        for (var key = 0; key < search.Keys.Length; key++)
            if (_postings.TryGetValue(search.Keys[key], out var postings))
                search.Found(key, [.. postings]);
        return search.Answer(this);
    }

    private void File(ulong hash, byte place)
    {
        if (!_postings.TryGetValue(hash, out var postings)) _postings[hash] = postings = [];
        if (postings.Count < NeighbourSearch.MostPostings) postings.Add(new Posting(_pages.Count, place));
    }
}
