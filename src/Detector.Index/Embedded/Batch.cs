using Detector.Fingerprints;

namespace Detector.Index.Embedded;

/// <summary>Pages added and not yet committed. A posting is one number: key, page, place, from the top.</summary>
internal sealed class Batch
{
    /// <summary>Pages a batch can number: what a key and a place leave of 64 bits.</summary>
    public const int MostPages = 1 << PageBits;

    private const int PageBits = 64 - PostingBlock.KeyBits - 8;

    private readonly List<PageRecord> _records = [];
    private readonly List<ulong> _bodies = [];
    // The last page of each address, and of each page the one of its address before it; -1: none.
    private readonly Dictionary<UInt128, int> _last = [];
    private readonly List<int> _earlier = [];
    private readonly HashSet<int> _removed = [];
    private ulong[] _postings = new ulong[4096];
    private int _count;

    /// <summary>Pages numbered, those removed again included.</summary>
    public int Pages => _records.Count;

    public bool IsEmpty => _records.Count == _removed.Count;

    /// <summary>Whether a page is among these; if not, with how many other bodies its address is.</summary>
    public bool Holds(PageIdentity identity, out int bodies)
    {
        bodies = 0;
        foreach (var page in Filed(identity.Address))
        {
            if (_bodies[page] == identity.Body) return true;
            bodies++;
        }
        return false;
    }

    public void Remove(UInt128 address) => _removed.UnionWith(Filed(address));

    public void Add(IndexEntry entry, PageIdentity identity)
    {
        var page = (ulong)_records.Count << 8;
        foreach (var (hash, beside) in entry.Fingerprint.Filed) File(hash, page | beside);
        File(identity.AddressHash, page);
        File(identity.FilingHash, page);
        _bodies.Add(identity.Body);
        _earlier.Add(_last.GetValueOrDefault(identity.Address, -1));
        _last[identity.Address] = _records.Count;
        _records.Add(entry.Page);
    }

    /// <summary>Writes the batch as a segment.</summary>
    public Part Write(string folder, string file)
    {
        using var writer = new SegmentWriter(Path.Combine(folder, file), Pages - _removed.Count);
        // Pages move up into the places of removed ones.
        var numbers = new int[Pages];
        for (int page = 0, next = 0; page < numbers.Length; page++) numbers[page] = _removed.Contains(page) ? -1 : next++;
        Array.Sort(_postings, 0, _count);
        foreach (var posting in _postings.AsSpan(0, _count))
            if (numbers[(int)(posting >> 8) & (MostPages - 1)] is >= 0 and var page)
                writer.Add(posting >> (64 - PostingBlock.KeyBits), (uint)page, (byte)posting);
        writer.BeginFacts();
        foreach (var record in Kept()) writer.Add(PageFacts.Of(record));
        writer.BeginRecords();
        foreach (var record in Kept()) writer.Add(record);
        var bytes = writer.Finish();
        return new Part(file, writer.Pages, writer.Postings, bytes);
    }

    private IEnumerable<PageRecord> Kept() => _records.Where((_, page) => !_removed.Contains(page));

    private IEnumerable<int> Filed(UInt128 address)
    {
        for (var page = _last.GetValueOrDefault(address, -1); page >= 0; page = _earlier[page])
            if (!_removed.Contains(page))
                yield return page;
    }

    private void File(ulong hash, ulong pageAndPlace)
    {
        if (_count == _postings.Length) Array.Resize(ref _postings, _count * 2);
        _postings[_count++] = (PostingBlock.KeyOf(hash) << (64 - PostingBlock.KeyBits)) | pageAndPlace;
    }
}
