using System.Buffers.Binary;
using System.IO.Hashing;
using System.Numerics;

namespace Detector.Index.Embedded;

/// <summary>
/// Which pages of a segment were removed: a small file beside it, written anew with each commit that removes some, never changed. The segment stays as it is until a merge leaves them out.
/// </summary>
internal sealed class RemovedPages
{
    public const string End = ".removed";

    // "DETREM01".
    private const ulong Magic = 0x31304D4552544544;
    private const int Header = 12;
    private const int Checksum = 8;

    private readonly ulong[] _bits;
    private readonly int[] _before;

    private RemovedPages(string? file, ulong[] bits)
    {
        File = file;
        _bits = bits;
        _before = new int[bits.Length];
        for (var word = 0; word < bits.Length; word++)
        {
            _before[word] = Count;
            Count += BitOperations.PopCount(bits[word]);
        }
    }

    public static RemovedPages None { get; } = new(null, []);

    /// <summary>The file's name; null when none was removed.</summary>
    public string? File { get; }

    public int Count { get; }

    public bool Contains(int page) => (uint)(page >> 6) < (uint)_bits.Length && (_bits[page >> 6] >> page & 1) != 0;

    /// <summary>Removed pages before this one.</summary>
    public int Before(int page) => page >> 6 < _bits.Length ? _before[page >> 6] + BitOperations.PopCount(_bits[page >> 6] & ((1UL << page) - 1)) : Count;

    /// <summary>These pages in order.</summary>
    public IEnumerable<int> Pages()
    {
        for (var word = 0; word < _bits.Length; word++)
            for (var bits = _bits[word]; bits != 0; bits &= bits - 1)
                yield return (word * 64) + BitOperations.TrailingZeroCount(bits);
    }

    /// <summary>Writes a list; when it returns, it is on the disk.</summary>
    /// <returns>The file's bytes.</returns>
    public static long Write(string folder, string file, IEnumerable<int> pages)
    {
        int[] all = [.. pages.Distinct().Order()];
        var bytes = new byte[Header + (all.Length * 4) + Checksum];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), all.Length);
        for (var i = 0; i < all.Length; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(Header + (i * 4)), all[i]);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(bytes.Length - Checksum), XxHash3.HashToUInt64(bytes.AsSpan(..^Checksum)));
        using var stream = new FileStream(Path.Combine(folder, file), FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
        return bytes.Length;
    }

    /// <param name="folder">The index's folder.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="pages">Pages of the segment.</param>
    /// <exception cref="DamagedException">The file is missing or does not hold what was written.</exception>
    public static RemovedPages Read(string folder, string file, int pages)
    {
        byte[] bytes;
        try
        {
            bytes = System.IO.File.ReadAllBytes(Path.Combine(folder, file));
        }
        catch (FileNotFoundException)
        {
            throw new DamagedException(file, "the file is missing" + Consequence);
        }
        if (bytes.Length < Header + Checksum || BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(bytes.Length - Checksum)) != XxHash3.HashToUInt64(bytes.AsSpan(..^Checksum)) || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic)
            throw new DamagedException(file, "the list of removed pages does not fit its checksum" + Consequence);
        var bits = new ulong[(pages + 63) / 64];
        for (var at = Header; at < bytes.Length - Checksum; at += 4)
        {
            var page = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
            if ((uint)page >= (uint)pages) throw new DamagedException(file, $"it names page {page} of a segment of {pages}" + Consequence);
            bits[page >> 6] |= 1UL << page;
        }
        return new RemovedPages(file, bits);
    }

    private const string Consequence = "; its segment is left out, so that no removed page is shown";
}
