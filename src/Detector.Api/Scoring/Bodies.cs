using System.Buffers;
using Detector.Api.Running;
using Detector.Api.Settings;

namespace Detector.Api.Scoring;

/// <summary>A request's body in memory, or why it is not taken.</summary>
internal sealed class Body(byte[] buffer, int length, Action<long> giveBack, IResult? refusal) : IDisposable
{
    private byte[]? _buffer = buffer;

    public IResult? Refusal => refusal;

    public ArraySegment<byte> Bytes => new(_buffer!, 0, length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is not { Length: > 0 } rented) return;
        ArrayPool<byte>.Shared.Return(rented);
        giveBack(rented.Length);
    }
}

/// <summary>Reads bodies into memory within one allowance for all callers, counted as the bytes come in: a caller that announces much and sends little holds little.</summary>
internal sealed class Bodies
{
    private const int FirstBuffer = 64 * 1024;

    private readonly long _most;
    private readonly Telemetry _telemetry;
    private long _held;

    public Bodies(ApiSettings settings, Telemetry telemetry)
    {
        (_most, _telemetry) = (settings.BytesUnderWay, telemetry);
        telemetry.Watch("detector.bodies.held", "By", "Bytes of single pages in memory.", () => Interlocked.Read(ref _held));
    }

    /// <param name="context">The request.</param>
    /// <param name="limit">Bytes, unpacked; a longer one is refused with 413.</param>
    public async Task<Body> Read(HttpContext context, int limit)
    {
        var request = context.Request;
        if (request.ContentLength is 0) return Refused(Problems.Of(StatusCodes.Status400BadRequest, "empty-body", "The body is empty: a page is wanted."));
        if (request.ContentLength > limit && request.Headers.ContentEncoding.Count == 0) return Refused(TooLarge(limit));
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(request.ContentLength + 1 ?? FirstBuffer, 4096, FirstBuffer));
        if (!Hold(buffer.Length)) return Full(context, buffer, 0);
        var length = 0;
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                {
                    if (length > limit) return GivenUp(buffer, TooLarge(limit));
                    var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(2L * buffer.Length, Math.Min(request.ContentLength + 1 ?? 0, 8L * buffer.Length)), limit + 1L));
                    if (!Hold(larger.Length)) return Full(context, buffer, buffer.Length, larger);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    GiveBack(buffer.Length);
                    buffer = larger;
                }
                var read = await request.Body.ReadAsync(buffer.AsMemory(length), context.RequestAborted).ConfigureAwait(false);
                if (read == 0) break;
                length += read;
                if (length > limit) return GivenUp(buffer, TooLarge(limit));
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            GiveBack(buffer.Length);
            throw;
        }
        return length == 0
            ? GivenUp(buffer, Problems.Of(StatusCodes.Status400BadRequest, "empty-body", "The body is empty: a page is wanted."))
            : new Body(buffer, length, GiveBack, null);
    }

    private static IResult TooLarge(int limit) => Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large", $"The body is over the limit of {limit:N0} bytes.");

    private bool Hold(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= _most) return true;
        GiveBack(bytes);
        return false;
    }

    private void GiveBack(long bytes) => Interlocked.Add(ref _held, -bytes);

    private Body Full(HttpContext context, byte[] buffer, long held, byte[]? larger = null)
    {
        ArrayPool<byte>.Shared.Return(buffer);
        if (larger is not null) ArrayPool<byte>.Shared.Return(larger);
        GiveBack(held);
        _telemetry.Shed("bytes");
        return Refused(Problems.TooBusy(context, "memory-full", "Pages under way take all the memory they may."));
    }

    private Body GivenUp(byte[] buffer, IResult refusal)
    {
        ArrayPool<byte>.Shared.Return(buffer);
        GiveBack(buffer.Length);
        return Refused(refusal);
    }

    private static Body Refused(IResult refusal) => new([], 0, static _ => { }, refusal);
}
