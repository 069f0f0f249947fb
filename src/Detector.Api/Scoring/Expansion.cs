using Detector.Sources;
using Microsoft.AspNetCore.RequestDecompression;

namespace Detector.Api.Scoring;

/// <summary>A body unpacked into far more than it came as.</summary>
internal sealed class ExpansionException(int most) : Exception($"The body unpacks to more than {most:N0} times its size, which no page does.");

/// <summary>Holds a body of unbounded length to a bounded rate of expansion: what a decompression bomb is recognised by.</summary>
internal static class Expansion
{
    /// <summary>The request's body, watched when it comes compressed.</summary>
    /// <param name="context">The request.</param>
    /// <param name="most">Times.</param>
    /// <param name="free">Bytes that anything may unpack to.</param>
    public static Stream Guard(HttpContext context, int most, long free) =>
        context.Features.Get<StoredCount>() is { } stored ? new WatchedStream(context.Request.Body, stored, most, free) : context.Request.Body;

    private sealed class WatchedStream(Stream unpacked, StoredCount stored, int most, long free) : ReadOnlyStream
    {
        private long _bytes;

        public override int Read(Span<byte> buffer)
        {
            var read = unpacked.Read(buffer);
            _bytes += read;
            return _bytes > free && _bytes > most * stored.Bytes ? throw new ExpansionException(most) : read;
        }
    }
}

/// <summary>Bytes of a compressed body as they came.</summary>
internal sealed class StoredCount(string coding)
{
    private long _bytes;

    /// <summary>The content coding it came in; unpacking takes the header away.</summary>
    public string Coding => coding;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(int read) => Interlocked.Add(ref _bytes, read);
}

/// <summary>Stands before decompression and counts what comes in.</summary>
internal sealed class CountStored(RequestDelegate next)
{
    private static readonly string[] Known = ["gzip", "br", "deflate", "zstd"];

    public Task Invoke(HttpContext context)
    {
        if (context.Request.Headers.ContentEncoding is { Count: > 0 } codings)
        {
            // The framework passes on what it cannot unpack, and a page of noise would be judged.
            if (codings is not [{ } coding] || !Known.Contains(coding, StringComparer.OrdinalIgnoreCase))
                return Problems.Write(context, StatusCodes.Status415UnsupportedMediaType, "unknown-coding", $"The content coding '{codings}' is not taken; one of {string.Join(", ", Known)} is.");
            var count = new StoredCount(coding);
            context.Features.Set(count);
            context.Request.Body = new CountingStream(context.Request.Body, count);
        }
        return next(context);
    }

    private sealed class CountingStream(Stream inner, StoredCount count) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            count.Add(read);
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            count.Add(read);
            return read;
        }
    }
}

/// <summary>zstd bodies (RFC 8878), which the framework does not unpack by itself; windows over 8 MiB are refused (RFC 9659).</summary>
internal sealed class ZstdDecompression : IDecompressionProvider
{
    private const int WindowLog = 23;

    public Stream GetDecompressionStream(Stream stream)
    {
        var unpacked = new ZstdSharp.DecompressionStream(stream);
        unpacked.SetParameter(ZstdSharp.Unsafe.ZSTD_dParameter.ZSTD_d_windowLogMax, WindowLog);
        return unpacked;
    }
}

/// <summary>zstd answers, for callers that accept them.</summary>
internal sealed class ZstdCompression : Microsoft.AspNetCore.ResponseCompression.ICompressionProvider
{
    public string EncodingName => "zstd";

    public bool SupportsFlush => true;

    public Stream CreateStream(Stream outputStream) => new ZstdSharp.CompressionStream(outputStream, level: 1, leaveOpen: true);
}
