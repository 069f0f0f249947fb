using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Detector.Desk.Runs;

/// <summary>Texts and numbers as a run keeps them.</summary>
public static class Packed
{
    /// <summary>Quality 1 of 11: on texts of pages a third of the time of quality 5 and a twentieth larger.</summary>
    private const int Quality = 1;

    private const int Window = 20;

    public static byte[] Text(string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            return Bytes(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public static byte[] Bytes(ReadOnlySpan<byte> bytes)
    {
        var packed = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(bytes.Length));
        try
        {
            return BrotliEncoder.TryCompress(bytes, packed, out var written, Quality, Window) ? packed[..written] : throw new InvalidOperationException($"Brotli took more than its own bound for {bytes.Length} bytes.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    public static string ReadText(byte[] packed) => Encoding.UTF8.GetString(Read(packed));

    /// <exception cref="InvalidDataException">What is stored is no Brotli stream.</exception>
    public static byte[] Read(byte[] packed)
    {
        using var source = new MemoryStream(packed);
        using var brotli = new BrotliStream(source, CompressionMode.Decompress);
        using var all = new MemoryStream(packed.Length * 4);
        brotli.CopyTo(all);
        return all.ToArray();
    }

    /// <summary>Hashes, eight bytes each, little endian on every machine that runs .NET.</summary>
    public static byte[]? Hashes(IEnumerable<ulong> hashes)
    {
        ulong[] all = [.. hashes];
        return all.Length == 0 ? null : MemoryMarshal.AsBytes<ulong>(all).ToArray();
    }

    public static ulong[] ReadHashes(byte[]? packed) => packed is null ? [] : MemoryMarshal.Cast<byte, ulong>(packed).ToArray();
}
