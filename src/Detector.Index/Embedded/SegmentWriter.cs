using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Detector.Fingerprints;
using ZstdSharp;

namespace Detector.Index.Embedded;

/// <summary>
/// Writes one segment: postings in key order, then the first key of each of their blocks, facts, records, the places of the records, and last the footer that tells where each begins. Written once, never changed.
/// </summary>
internal sealed class SegmentWriter : IDisposable
{
    /// <summary>"DETIDX01".</summary>
    public const ulong Magic = 0x3130584449544544;

    public const int FactsSize = 12;
    public const int FactsInBlock = (MappedBlocks.BlockSize - MappedBlocks.HeaderSize) / FactsSize;
    public const int LongsInBlock = (MappedBlocks.BlockSize - MappedBlocks.HeaderSize) / 8;

    private const int RecordsInBlock = 64;
    private const int RecordBytes = 48 * 1024;
    private const int Buffered = 4096;

    private readonly FileStream _file;
    private readonly int _pageBits;
    private readonly byte[] _block = new byte[MappedBlocks.BlockSize];
    private readonly ulong[] _keys = new ulong[Buffered];
    private readonly uint[] _pages = new uint[Buffered];
    private readonly byte[] _places = new byte[Buffered];
    private int _buffered;
    private ulong _lastKey = ulong.MaxValue;
    private int _ofLastKey;
    private long _postings;
    private readonly List<ulong> _firstKeys = [];
    private readonly List<ulong> _recordPlaces = [];
    private readonly ArrayBufferWriter<byte> _records = new(RecordBytes * 2);
    private readonly Compressor _compressor = new(3);
    private int _recordsWaiting;
    private int _recordsWritten;
    private int _factsFilled;
    private long _firstKeysAt, _factsAt, _recordsAt;

    /// <param name="path">The file to make; must not exist.</param>
    /// <param name="pages">Pages that will be written.</param>
    public SegmentWriter(string path, int pages)
    {
        Pages = pages;
        _pageBits = Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(0, pages - 1)));
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 20);
    }

    public int Pages { get; }

    public long Postings => _postings;

    /// <summary>Adds a posting; keys ascending, pages of one key ascending. Those past <see cref="NeighbourSearch.MostPostings"/> of a key are left out.</summary>
    public void Add(ulong key, uint page, byte place)
    {
        if (key != _lastKey) (_lastKey, _ofLastKey) = (key, 0);
        if (_ofLastKey++ >= NeighbourSearch.MostPostings) return;
        _keys[_buffered] = key;
        _pages[_buffered] = page;
        _places[_buffered] = place;
        _postings++;
        if (++_buffered == Buffered) WriteBlock();
    }

    /// <summary>Ends the postings; facts follow, a page each.</summary>
    public void BeginFacts()
    {
        while (_buffered > 0) WriteBlock();
        _firstKeysAt = _file.Position;
        WriteLongs(_firstKeys);
        _factsAt = _file.Position;
    }

    public void Add(PageFacts facts)
    {
        var at = _block.AsSpan(MappedBlocks.HeaderSize + (_factsFilled * FactsSize));
        if (_factsFilled == 0) _block.AsSpan().Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(at, ((uint)facts.Level << 24) | (uint)Math.Min(facts.Words, 0xFFFFFF));
        BinaryPrimitives.WriteUInt32LittleEndian(at[4..], facts.Site);
        BinaryPrimitives.WriteUInt32LittleEndian(at[8..], facts.Host);
        if (++_factsFilled == FactsInBlock) WriteFacts();
    }

    /// <summary>Ends the facts; records follow, a page each.</summary>
    public void BeginRecords()
    {
        if (_factsFilled > 0) WriteFacts();
        _recordsAt = _file.Position;
    }

    public void Add(PageRecord record)
    {
        RecordCodec.Write(record, _records);
        if (++_recordsWaiting == RecordsInBlock || _records.WrittenCount >= RecordBytes) WriteRecords();
    }

    /// <summary>Takes over a block of records as it is; the records added before are written first.</summary>
    public void AddBlock(ReadOnlySpan<byte> block, int records)
    {
        WriteRecords();
        BeginRecordBlock(records);
        _file.Write(block);
    }

    /// <summary>Writes what is left and the footer, and waits until all of it is on the disk.</summary>
    public long Finish()
    {
        WriteRecords();
        if (_recordsWritten != Pages) throw new InvalidOperationException($"{_recordsWritten} records were added to a segment of {Pages} pages.");
        Pad();
        var placesAt = _file.Position;
        WriteLongs(_recordPlaces);
        _block.AsSpan().Clear();
        var footer = _block.AsSpan(MappedBlocks.HeaderSize);
        BinaryPrimitives.WriteUInt64LittleEndian(footer, Magic);
        long[] fields = [Pages, _postings, _firstKeysAt, _firstKeys.Count, _factsAt, _recordsAt, placesAt, _recordPlaces.Count / 2];
        for (var i = 0; i < fields.Length; i++) BinaryPrimitives.WriteInt64LittleEndian(footer[(8 + (i * 8))..], fields[i]);
        WriteSealed();
        _file.Flush(flushToDisk: true);
        return _file.Length;
    }

    public void Dispose()
    {
        _compressor.Dispose();
        _file.Dispose();
    }

    private void WriteBlock()
    {
        var n = PostingBlock.Fit(_keys.AsSpan(0, Math.Min(_buffered, PostingBlock.Most)), _pageBits);
        PostingBlock.Write(_keys.AsSpan(0, n), _pages.AsSpan(0, n), _places.AsSpan(0, n), _pageBits, _block);
        _file.Write(_block);
        _firstKeys.Add(_keys[0]);
        _buffered -= n;
        _keys.AsSpan(n, _buffered).CopyTo(_keys);
        _pages.AsSpan(n, _buffered).CopyTo(_pages);
        _places.AsSpan(n, _buffered).CopyTo(_places);
    }

    private void WriteFacts()
    {
        WriteSealed();
        _factsFilled = 0;
    }

    private void WriteLongs(List<ulong> numbers)
    {
        var all = CollectionsMarshal.AsSpan(numbers);
        for (var from = 0; from < all.Length; from += LongsInBlock)
        {
            _block.AsSpan().Clear();
            var part = all[from..Math.Min(all.Length, from + LongsInBlock)];
            for (var i = 0; i < part.Length; i++) BinaryPrimitives.WriteUInt64LittleEndian(_block.AsSpan(MappedBlocks.HeaderSize + (i * 8)), part[i]);
            WriteSealed();
        }
    }

    private void WriteSealed()
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_block, MappedBlocks.Checksum(_block.AsSpan(4)));
        _file.Write(_block);
    }

    // A block of records: bytes packed, checksum, bytes unpacked, then the packed bytes.
    private void WriteRecords()
    {
        if (_recordsWaiting == 0) return;
        var packed = _compressor.Wrap(_records.WrittenSpan);
        Span<byte> header = stackalloc byte[Segment.RecordHeader];
        BinaryPrimitives.WriteInt32LittleEndian(header, packed.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], MappedBlocks.Checksum(packed));
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], _records.WrittenCount);
        BeginRecordBlock(_recordsWaiting);
        _file.Write(header);
        _file.Write(packed);
        _records.ResetWrittenCount();
        _recordsWaiting = 0;
    }

    // Two numbers a block: where it begins, from the first, and its first page.
    private void BeginRecordBlock(int records)
    {
        _recordPlaces.Add((ulong)(_file.Position - _recordsAt));
        _recordPlaces.Add((ulong)_recordsWritten);
        _recordsWritten += records;
    }

    private void Pad()
    {
        var left = (int)(_file.Position % MappedBlocks.BlockSize);
        if (left > 0) _file.Write(new byte[MappedBlocks.BlockSize - left]);
    }
}
