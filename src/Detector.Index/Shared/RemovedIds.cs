using System.Buffers.Binary;

namespace Detector.Index.Shared;

/// <summary>
/// Numbers of removed pages, as far as this process has read their list. The list only grows, so what is new is read from where the last reading ended, with every look-up. Read by many while one adds.
/// </summary>
internal sealed class RemovedIds
{
    private const int EntrySize = 8;
    private const int ChunkBits = 16;

    // No index has given so many numbers: what is above is no number.
    private const long Most = 1L << 44;

    private readonly Lock _adding = new();
    private ulong[]?[] _chunks = [];
    private byte[] _last = [];
    private long _read;
    private int _count;

    /// <summary>Where reading goes on: the last entry known is read again, to see that it is still the same list.</summary>
    public long From => Math.Max(0, Volatile.Read(ref _read) - EntrySize);

    public bool Contains(long page)
    {
        if (Volatile.Read(ref _count) == 0) return false;
        var chunks = Volatile.Read(ref _chunks);
        var chunk = page >> ChunkBits;
        return chunk < chunks.Length && chunks[chunk] is { } bits && (Volatile.Read(ref bits[(page & ((1 << ChunkBits) - 1)) >> 6]) >> (int)(page & 63) & 1) != 0;
    }

    /// <summary>Takes in a part of the list.</summary>
    /// <param name="from">Where the part begins: what <see cref="From"/> said.</param>
    /// <param name="part">The list from there to its end.</param>
    /// <returns>False when it is another list than before (the server was emptied): it is to be read again from its beginning.</returns>
    public bool Add(long from, ReadOnlySpan<byte> part)
    {
        lock (_adding)
        {
            part = part[..(part.Length / EntrySize * EntrySize)];
            // Somebody else read as far or further in the meantime.
            if (from < From) return true;
            if (_read > 0 && (part.Length < EntrySize || !part[..EntrySize].SequenceEqual(_last)))
            {
                Volatile.Write(ref _count, 0);
                Volatile.Write(ref _chunks, []);
                Volatile.Write(ref _read, 0);
                _last = [];
                return false;
            }
            for (var rest = part; rest.Length > 0; rest = rest[EntrySize..]) Add(BinaryPrimitives.ReadInt64LittleEndian(rest));
            if (part.Length > 0) _last = part[^EntrySize..].ToArray();
            Volatile.Write(ref _read, from + part.Length);
            return true;
        }
    }

    public static byte[] Pack(IReadOnlyCollection<long> pages)
    {
        var packed = new byte[pages.Count * EntrySize];
        var at = 0;
        foreach (var page in pages) BinaryPrimitives.WriteInt64LittleEndian(packed.AsSpan(EntrySize * at++), page);
        return packed;
    }

    private void Add(long page)
    {
        if (page is < 0 or >= Most) return;
        var chunk = (int)(page >> ChunkBits);
        var chunks = _chunks;
        if (chunk >= chunks.Length) Array.Resize(ref chunks, Math.Max(chunk + 1, chunks.Length * 2));
        var bits = chunks[chunk] ??= new ulong[(1 << ChunkBits) / 64];
        Interlocked.Or(ref bits[(page & ((1 << ChunkBits) - 1)) >> 6], 1UL << (int)(page & 63));
        Volatile.Write(ref _chunks, chunks);
        Volatile.Write(ref _count, _count + 1);
    }
}
