using Detector.Fingerprints;

namespace Detector.Index.Embedded;

/// <summary>Pages added and not yet committed. A posting is one number: key, page, place, from the top.</summary>
internal sealed class Batch
{
    /// <summary>Pages a batch can number: what a key and a place leave of 64 bits.</summary>
    public const int MostPages = 1 << PageBits;

    private const int PageBits = 64 - PostingBlock.KeyBits - 8;

    private readonly List<PageRecord> _records = [];
    private ulong[] _postings = new ulong[4096];
    private int _count;

    public int Pages => _records.Count;

    public void Add(IndexEntry entry)
    {
        var page = (ulong)_records.Count << 8;
        foreach (var shingle in entry.Fingerprint.Body)
            if (Shingles.Level(shingle.Hash) >= entry.Fingerprint.Level)
                File(shingle.Hash, page | Posting.PlaceOf(shingle.Word, entry.Fingerprint.Words));
        foreach (var mark in entry.Fingerprint.Template) File(mark, page);
        foreach (var id in entry.Fingerprint.Ids) File(id, page);
        _records.Add(entry.Page);
    }

    /// <summary>Writes the batch as a segment.</summary>
    public Part Write(string folder, string file)
    {
        using var writer = new SegmentWriter(Path.Combine(folder, file), Pages);
        Array.Sort(_postings, 0, _count);
        foreach (var posting in _postings.AsSpan(0, _count)) writer.Add(posting >> (64 - PostingBlock.KeyBits), (uint)(posting >> 8) & (MostPages - 1), (byte)posting);
        writer.BeginFacts();
        foreach (var record in _records) writer.Add(PageFacts.Of(record));
        writer.BeginRecords();
        foreach (var record in _records) writer.Add(record);
        var bytes = writer.Finish();
        return new Part(file, Pages, writer.Postings, bytes);
    }

    private void File(ulong hash, ulong pageAndPlace)
    {
        if (_count == _postings.Length) Array.Resize(ref _postings, _count * 2);
        _postings[_count++] = (PostingBlock.KeyOf(hash) << (64 - PostingBlock.KeyBits)) | pageAndPlace;
    }
}
