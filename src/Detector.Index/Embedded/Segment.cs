using System.Buffers.Binary;
using Detector.Fingerprints;
using ZstdSharp;

namespace Detector.Index.Embedded;

/// <summary>A written part of the index, read where it lies. Safe for many readers at once.</summary>
internal sealed class Segment : Leased
{
    /// <summary>Before each block of records: bytes packed, checksum of them, bytes unpacked.</summary>
    public const int RecordHeader = 12;

    [ThreadStatic]
    private static Decompressor? t_decompressor;

    private readonly MappedBlocks _blocks;
    private readonly long _firstKeysAt;
    private readonly int _postingBlocks;
    private readonly long _factsAt;
    private readonly long _recordsAt;
    private readonly long _placesAt;
    private readonly int _recordBlocks;
    /// <exception cref="DamagedException">Not a segment, or cut off.</exception>
    public Segment(string path, long firstPage)
    {
        FirstPage = firstPage;
        _blocks = new MappedBlocks(path);
        try
        {
            var footer = _blocks.Block(_blocks.Blocks - 1);
            if (BinaryPrimitives.ReadUInt64LittleEndian(footer) != SegmentWriter.Magic) throw new DamagedException(_blocks.Name, "the footer is not that of a segment of this version");
            Pages = (int)Field(footer, 0);
            Postings = Field(footer, 1);
            _firstKeysAt = Field(footer, 2);
            _postingBlocks = (int)Field(footer, 3);
            _factsAt = Field(footer, 4);
            _recordsAt = Field(footer, 5);
            _placesAt = Field(footer, 6);
            _recordBlocks = (int)Field(footer, 7);
        }
        catch
        {
            _blocks.Dispose();
            throw;
        }
    }

    public string Name => _blocks.Name;

    /// <summary>The index's number of its first page.</summary>
    public long FirstPage { get; }

    public int Pages { get; }

    public long Postings { get; }

    public long Bytes => _blocks.Length;

    public int PostingBlocks => _postingBlocks;

    public int RecordBlocks => _recordBlocks;

    /// <summary>Bytes of it that may be resident besides its tables.</summary>
    public long Resident { set => _blocks.Resident = value; }

    /// <summary>Adds what is filed under a key.</summary>
    /// <exception cref="DamagedException">A block on the way does not fit its checksum.</exception>
    public void Find(ulong key, List<Posting> found)
    {
        if (_postingBlocks == 0) return;
        // A key may begin in the block before the first that begins with it.
        var block = Math.Max(0, LowerBound(key) - 1);
        do PostingBlock.Find(_blocks.Block(block), key, FirstPage, found);
        while (++block < _postingBlocks && FirstKey(block) <= key);
    }

    public PageFacts Facts(int page)
    {
        var block = _blocks.BlockOfTable((int)(_factsAt / MappedBlocks.BlockSize) + (page / SegmentWriter.FactsInBlock));
        var at = block[(page % SegmentWriter.FactsInBlock * SegmentWriter.FactsSize)..];
        var first = BinaryPrimitives.ReadUInt32LittleEndian(at);
        return new PageFacts((int)(first & 0xFFFFFF), (int)(first >> 24), BinaryPrimitives.ReadUInt32LittleEndian(at[4..]), BinaryPrimitives.ReadUInt32LittleEndian(at[8..]));
    }

    public PageRecord Record(int page)
    {
        int low = 0, high = _recordBlocks - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (RecordBlock(middle).FirstPage <= page) low = middle;
            else high = middle - 1;
        }
        ReadOnlySpan<byte> rest = Unpacked(low);
        for (var i = RecordBlock(low).FirstPage; i < page; i++) RecordCodec.Skip(ref rest);
        return RecordCodec.Read(ref rest);
    }

    /// <summary>Records of a block, and its bytes as they lie in the file.</summary>
    public (int FirstPage, int Count) RecordsIn(int block)
    {
        var first = RecordBlock(block).FirstPage;
        return (first, (block + 1 < _recordBlocks ? RecordBlock(block + 1).FirstPage : Pages) - first);
    }

    /// <summary>A block of records as it lies in the file, with its header; good until the thread asks for the next.</summary>
    public ReadOnlySpan<byte> PackedRecords(int block)
    {
        var offset = _recordsAt + RecordBlock(block).Offset;
        // The last is followed by what fills up its block of the file.
        var end = block + 1 < _recordBlocks ? _recordsAt + RecordBlock(block + 1).Offset : _placesAt;
        var bytes = _blocks.Raw(offset, (int)Math.Clamp(end - offset, -1, int.MaxValue));
        var length = bytes.Length < RecordHeader ? -1 : BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length < 0 || length > bytes.Length - RecordHeader || MappedBlocks.Checksum(bytes.Slice(RecordHeader, length)) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]))
            throw new DamagedException(Name, $"the records at byte {offset} do not fit their checksum");
        return bytes[..(RecordHeader + length)];
    }

    /// <summary>All records of a block.</summary>
    public List<PageRecord> Records(int block)
    {
        ReadOnlySpan<byte> rest = Unpacked(block);
        var records = new List<PageRecord>();
        for (var i = RecordsIn(block).Count; i > 0; i--) records.Add(RecordCodec.Read(ref rest));
        return records;
    }

    public int ReadPostings(int block, Span<ulong> keys, Span<uint> pages, Span<byte> places) => PostingBlock.ReadAll(_blocks.Block(block), keys, pages, places);

    /// <summary>Looks at every byte, and names what is damaged.</summary>
    public IEnumerable<string> Verify()
    {
        var recordBlock = (int)(_recordsAt / MappedBlocks.BlockSize);
        for (var block = 0; block < _blocks.Blocks; block++)
        {
            // Between facts and the places of records lie the records, which are checked below.
            if (block >= recordBlock && block < (int)(_placesAt / MappedBlocks.BlockSize)) continue;
            if (Fault(() => _blocks.Block(block)) is { } fault) yield return fault;
        }
        for (var block = 0; block < _recordBlocks; block++)
            if (Fault(() => PackedRecords(block)) is { } fault)
                yield return fault;
    }

    protected override void LetGo()
    {
        _blocks.Dispose();
    }

    private delegate ReadOnlySpan<byte> Look();

    private static string? Fault(Look look)
    {
        try
        {
            look();
            return null;
        }
        catch (DamagedException damage)
        {
            return damage.Message;
        }
    }

    // First block whose first key is not below the key. Keys are hashes and lie evenly: a guess lands near, a second from there next to it.
    private int LowerBound(ulong key)
    {
        var near = Guess(0, (long)key);
        near = Guess(near, (long)key - (long)FirstKey(near));
        // From there in growing steps past the key, and back by halves.
        int low, high;
        if (FirstKey(near) < key)
        {
            (low, high) = (near + 1, near + 2);
            for (var step = 2; high < _postingBlocks && FirstKey(high - 1) < key; step *= 2) (low, high) = (high, high + step);
            high = Math.Min(high, _postingBlocks);
        }
        else
        {
            (low, high) = (near - 1, near);
            for (var step = 2; low > 0 && FirstKey(low) >= key; step *= 2) (low, high) = (low - step, low);
            low = Math.Max(low, 0);
        }
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (FirstKey(middle) < key) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    // So far from a block lies a key that is so far from its first.
    private int Guess(int block, long way) => (int)Math.Clamp(block + (long)((Int128)way * _postingBlocks >> PostingBlock.KeyBits), 0, _postingBlocks - 1);

    private ulong FirstKey(int block) => Long(_firstKeysAt, block);

    private (long Offset, int FirstPage) RecordBlock(int block) => ((long)Long(_placesAt, block * 2), (int)Long(_placesAt, (block * 2) + 1));

    private ulong Long(long at, int index) =>
        BinaryPrimitives.ReadUInt64LittleEndian(_blocks.BlockOfTable((int)(at / MappedBlocks.BlockSize) + (index / SegmentWriter.LongsInBlock))[(index % SegmentWriter.LongsInBlock * 8)..]);

    private byte[] Unpacked(int block)
    {
        var packed = PackedRecords(block);
        var records = new byte[BinaryPrimitives.ReadInt32LittleEndian(packed[8..])];
        var length = (t_decompressor ??= new Decompressor()).Unwrap(packed[RecordHeader..], records);
        return length == records.Length ? records : throw new DamagedException(Name, $"the records of block {block} unpack to {length} bytes instead of {records.Length}");
    }

    private static long Field(ReadOnlySpan<byte> footer, int field) => BinaryPrimitives.ReadInt64LittleEndian(footer[(8 + (field * 8))..]);
}
