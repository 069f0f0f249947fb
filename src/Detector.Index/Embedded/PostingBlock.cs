using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics.X86;
using Detector.Fingerprints;

namespace Detector.Index.Embedded;

/// <summary>
/// Postings in a block: sorted by key, then page, keys as Elias and Fano code growing numbers (Elias 1974; Vigna 2013): the low bits of each beside its page and place, the high bits as a row of ones, a zero ending
/// each bucket. About two bits a posting more than the least possible, and a key is found by counting zeros in some twenty words.
/// </summary>
/// <remarks>
/// Layout after the block's header: first key (8 bytes), count (2), low bits (1), page bits (1), words of high bits (2), spare (2), high bits, packed rest. A key is the top <see cref="KeyBits"/> bits of a hash: among ten
/// million pages a foreign one is met once in 150 look-ups, and three on one page in order never.
/// </remarks>
internal static class PostingBlock
{
    public const int KeyBits = 36;

    private const int PlaceBits = 8;
    private const int Fixed = 16;
    private const int Room = MappedBlocks.BlockSize - MappedBlocks.HeaderSize - Fixed;

    // Read eight bytes at once at any entry without leaving the block.
    private const int Slack = 8;

    public static ulong KeyOf(ulong hash) => hash >> (64 - KeyBits);

    /// <summary>Postings that fit from the start of a row, at most <paramref name="keys"/>' length; sorted keys.</summary>
    public static int Fit(ReadOnlySpan<ulong> keys, int pageBits)
    {
        int low = 1, high = Math.Min(keys.Length, Room * 8 / (pageBits + PlaceBits));
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Size(keys[..middle], pageBits) <= Room) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /// <summary>Writes one block; what <see cref="Fit"/> said fits.</summary>
    public static void Write(ReadOnlySpan<ulong> keys, ReadOnlySpan<uint> pages, ReadOnlySpan<byte> places, int pageBits, Span<byte> block)
    {
        block.Clear();
        var content = block[MappedBlocks.HeaderSize..];
        var lowBits = LowBits(keys, pageBits);
        var words = HighWords(keys, lowBits);
        BinaryPrimitives.WriteUInt64LittleEndian(content, keys[0]);
        BinaryPrimitives.WriteUInt16LittleEndian(content[8..], (ushort)keys.Length);
        content[10] = (byte)lowBits;
        content[11] = (byte)pageBits;
        BinaryPrimitives.WriteUInt16LittleEndian(content[12..], (ushort)words);
        var high = content[Fixed..];
        var rest = high[(words * 8)..];
        var width = lowBits + pageBits + PlaceBits;
        var mask = (1UL << lowBits) - 1;
        for (var i = 0; i < keys.Length; i++)
        {
            var delta = keys[i] - keys[0];
            var bit = (int)(delta >> lowBits) + i;
            high[bit >> 3] |= (byte)(1 << (bit & 7));
            Put(rest, (long)i * width, ((delta & mask) << (pageBits + PlaceBits)) | ((ulong)pages[i] << PlaceBits) | places[i]);
        }
        BinaryPrimitives.WriteUInt32LittleEndian(block, MappedBlocks.Checksum(block[4..]));
    }

    /// <summary>Adds the postings of a key.</summary>
    public static void Find(ReadOnlySpan<byte> content, ulong key, long firstPage, List<Posting> found)
    {
        var first = BinaryPrimitives.ReadUInt64LittleEndian(content);
        if (key < first) return;
        int count = BinaryPrimitives.ReadUInt16LittleEndian(content[8..]), lowBits = content[10], pageBits = content[11], words = BinaryPrimitives.ReadUInt16LittleEndian(content[12..]);
        var delta = key - first;
        var bucket = delta >> lowBits;
        if (bucket >= (ulong)(words * 64)) return;
        var high = content.Slice(Fixed, words * 8);
        var at = AfterZeros(high, (int)bucket);
        if (at < 0) return;
        var index = at - (int)bucket;
        var rest = content[(Fixed + (words * 8))..];
        var width = lowBits + pageBits + PlaceBits;
        var low = delta & ((1UL << lowBits) - 1);
        for (; index < count && (high[at >> 3] >> (at & 7) & 1) != 0; at++, index++)
        {
            var entry = Get(rest, (long)index * width, width);
            var order = (entry >> (pageBits + PlaceBits)).CompareTo(low);
            if (order > 0) return;
            if (order == 0) found.Add(new Posting(firstPage + (long)((entry >> PlaceBits) & ((1UL << pageBits) - 1)), (byte)entry));
        }
    }

    /// <summary>All postings of a block, in order.</summary>
    public static int ReadAll(ReadOnlySpan<byte> content, Span<ulong> keys, Span<uint> pages, Span<byte> places)
    {
        var first = BinaryPrimitives.ReadUInt64LittleEndian(content);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(content[8..]), lowBits = content[10], pageBits = content[11], words = BinaryPrimitives.ReadUInt16LittleEndian(content[12..]);
        var high = content.Slice(Fixed, words * 8);
        var rest = content[(Fixed + (words * 8))..];
        var width = lowBits + pageBits + PlaceBits;
        var bit = 0;
        for (var i = 0; i < count; i++, bit++)
        {
            while ((high[bit >> 3] >> (bit & 7) & 1) == 0) bit++;
            var entry = Get(rest, (long)i * width, width);
            keys[i] = first + ((ulong)(bit - i) << lowBits) + (entry >> (pageBits + PlaceBits));
            pages[i] = (uint)((entry >> PlaceBits) & ((1UL << pageBits) - 1));
            places[i] = (byte)entry;
        }
        return count;
    }

    /// <summary>More than a block can hold.</summary>
    public const int Most = Room * 8 / (PlaceBits + 1);

    private static int Size(ReadOnlySpan<ulong> keys, int pageBits)
    {
        var lowBits = LowBits(keys, pageBits);
        return (HighWords(keys, lowBits) * 8) + (int)((((long)keys.Length * (lowBits + pageBits + PlaceBits)) + 7) / 8) + Slack;
    }

    // An entry is read with one look at eight bytes: seven bits of them may lie before it.
    private static int LowBits(ReadOnlySpan<ulong> keys, int pageBits) => Math.Min(56 - PlaceBits - pageBits, BitOperations.Log2(Math.Max(1, (keys[^1] - keys[0]) / (ulong)keys.Length)));

    private static int HighWords(ReadOnlySpan<ulong> keys, int lowBits) => (int)(((keys[^1] - keys[0]) >> lowBits) + (ulong)keys.Length + 1 + 63) / 64;

    // The bit behind the n-th zero; -1 when there are not so many.
    private static int AfterZeros(ReadOnlySpan<byte> bits, int n)
    {
        if (n == 0) return 0;
        for (var at = 0; at < bits.Length; at += 8)
        {
            var zeros = ~BinaryPrimitives.ReadUInt64LittleEndian(bits[at..]);
            var count = BitOperations.PopCount(zeros);
            if (count < n)
            {
                n -= count;
                continue;
            }
            if (Bmi2.X64.IsSupported) return (at * 8) + BitOperations.TrailingZeroCount(Bmi2.X64.ParallelBitDeposit(1UL << (n - 1), zeros)) + 1;
            for (; n > 1; n--) zeros &= zeros - 1;
            return (at * 8) + BitOperations.TrailingZeroCount(zeros) + 1;
        }
        return -1;
    }

    private static ulong Get(ReadOnlySpan<byte> bytes, long bit, int width) => (BinaryPrimitives.ReadUInt64LittleEndian(bytes[(int)(bit >> 3)..]) >> (int)(bit & 7)) & ((1UL << width) - 1);

    private static void Put(Span<byte> bytes, long bit, ulong value)
    {
        var at = bytes[(int)(bit >> 3)..];
        BinaryPrimitives.WriteUInt64LittleEndian(at, BinaryPrimitives.ReadUInt64LittleEndian(at) | (value << (int)(bit & 7)));
    }
}
