using System.Buffers;
using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace Detector.Sources.Archives;

/// <summary>How much of a body could be had.</summary>
internal enum BodyState : byte { Whole, Cut, TooLarge }

/// <summary>
/// Takes chunks (RFC 9112, 7.1) and content codings (RFC 9110, 8.4) off a body, in bounded memory. Archives hold bodies that a crawler unpacked and whose head still
/// says otherwise: what is not coded as declared is taken as it is. Of a body that breaks off there is what came before.
/// </summary>
internal static class HttpBody
{
    // RFC 9659: a zstd content coding needs no larger window.
    private const int ZstdWindowLog = 23;

    /// <summary>The body as a page of its own bytes.</summary>
    /// <param name="body">As stored.</param>
    /// <param name="isChunked">Whether the head says so.</param>
    /// <param name="encoding">Content codings in the order they were applied.</param>
    /// <param name="limit">Bytes of the result at most.</param>
    /// <param name="content">The result; empty when too large.</param>
    public static BodyState Read(ArraySegment<byte> body, bool isChunked, ReadOnlySpan<byte> encoding, int limit, out ReadOnlyMemory<byte> content)
    {
        var state = BodyState.Whole;
        byte[]? rented = null;
        try
        {
            if (isChunked && ChunksLength(body, out var length, out var whole))
            {
                rented = ArrayPool<byte>.Shared.Rent(length);
                JoinChunks(body, rented);
                body = new ArraySegment<byte>(rented, 0, length);
                if (!whole) state = BodyState.Cut;
            }
            // The last one applied comes off first.
            ReadOnlyMemory<byte>? decoded = null;
            while (!encoding.IsEmpty)
            {
                var comma = encoding.LastIndexOf((byte)',');
                var coding = encoding[(comma + 1)..].Trim((byte)' ');
                encoding = comma < 0 ? default : encoding[..comma];
                var step = Decode(body, coding, limit, out var bytes);
                if (step == BodyState.TooLarge)
                {
                    content = default;
                    return step;
                }
                if (step == BodyState.Cut) state = step;
                if (bytes is null) continue;
                decoded = bytes.Value;
                body = new ArraySegment<byte>([.. bytes.Value.Span]);
            }
            if (decoded is null && body.Count > limit)
            {
                content = default;
                return BodyState.TooLarge;
            }
            content = decoded ?? Own(body);
            return state;
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // Pages are judged on other threads while the reader's buffer goes on.
    private static byte[] Own(ReadOnlySpan<byte> bytes)
    {
        var own = GC.AllocateUninitializedArray<byte>(bytes.Length);
        bytes.CopyTo(own);
        return own;
    }

    /// <summary>Bytes in the chunks; false when the body does not begin with one.</summary>
    private static bool ChunksLength(ReadOnlySpan<byte> body, out int length, out bool whole)
    {
        length = 0;
        whole = false;
        var first = true;
        while (NextChunk(ref body, out var chunk, out var last, out var cut))
        {
            first = false;
            length += chunk.Length;
            if (last) whole = true;
            if (last || cut) return true;
        }
        return !first;
    }

    private static void JoinChunks(ReadOnlySpan<byte> body, Span<byte> target)
    {
        while (NextChunk(ref body, out var chunk, out var last, out var cut))
        {
            chunk.CopyTo(target);
            target = target[chunk.Length..];
            if (last || cut) return;
        }
    }

    private static bool NextChunk(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> chunk, out bool last, out bool cut)
    {
        chunk = default;
        last = cut = false;
        if (!Lines.Next(ref rest, out var line) || !Utf8Parser.TryParse(line, out int size, out var digits, 'x') || size < 0) return false;
        // An extension or padding may follow the size.
        if (digits < line.Length && line[digits] is not ((byte)';' or (byte)' ' or (byte)'\t')) return false;
        last = size == 0;
        cut = size > rest.Length;
        chunk = rest[..Math.Min(size, rest.Length)];
        rest = rest[chunk.Length..];
        if (rest.StartsWith("\r\n"u8)) rest = rest[2..];
        else if (rest.StartsWith("\n"u8)) rest = rest[1..];
        return true;
    }

    /// <summary>Takes one coding off; null when the bytes are not coded so.</summary>
    private static BodyState Decode(ArraySegment<byte> body, ReadOnlySpan<byte> coding, int limit, out ReadOnlyMemory<byte>? decoded)
    {
        decoded = null;
        if (body.Count == 0) return BodyState.Whole;
        using var stored = new MemoryStream(body.Array!, body.Offset, body.Count, writable: false);
        using var stream = Open(stored, body, coding);
        if (stream is null) return BodyState.Whole;
        var state = ReadSome(stream, Math.Min(limit, 4L * body.Count), limit, out var bytes);
        // Not a byte of it: it was never coded so, or it is lost, and a page of broken bytes will say that it is no text.
        if (bytes.IsEmpty && state == BodyState.Cut) return BodyState.Whole;
        decoded = bytes;
        return state;
    }

    private static Stream? Open(MemoryStream stored, ReadOnlySpan<byte> body, ReadOnlySpan<byte> coding)
    {
        if (Ascii.EqualsIgnoreCase(coding, "gzip"u8) || Ascii.EqualsIgnoreCase(coding, "x-gzip"u8)) return GzipBytes.Begins(body) ? Gzip.Open(stored) : null;
        // Servers send "deflate" with the zlib header that the standard wants, and without (RFC 9110, 8.4.1.2).
        if (Ascii.EqualsIgnoreCase(coding, "deflate"u8)) return body is [var first, var second, ..] && (first & 15) == 8 && ((first << 8) | second) % 31 == 0 ? new ZLibStream(stored, CompressionMode.Decompress) : new DeflateStream(stored, CompressionMode.Decompress);
        if (Ascii.EqualsIgnoreCase(coding, "br"u8)) return new BrotliStream(stored, CompressionMode.Decompress);
        if (!Ascii.EqualsIgnoreCase(coding, "zstd"u8) || !ZstdBytes.Begins(body)) return null;
        var zstd = new DecompressionStream(stored);
        zstd.SetParameter(ZSTD_dParameter.ZSTD_d_windowLogMax, ZstdWindowLog);
        return zstd;
    }

    private static BodyState ReadSome(Stream stream, long expected, int limit, out ReadOnlyMemory<byte> bytes)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(expected, 4096));
        var length = 0;
        var state = BodyState.Whole;
        try
        {
            while (true)
            {
                var read = stream.Read(buffer, length, Math.Min(buffer.Length, limit + 1) - length);
                if (read == 0) break;
                length += read;
                if (length > limit)
                {
                    state = BodyState.TooLarge;
                    break;
                }
                if (length < buffer.Length) continue;
                var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * buffer.Length, limit + 1L));
                buffer.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }
        catch (Exception damage) when (damage is InvalidDataException or InvalidOperationException or EndOfStreamException or ZstdException)
        {
            state = BodyState.Cut;
        }
        bytes = state == BodyState.TooLarge ? default : Own(buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        return state;
    }
}
