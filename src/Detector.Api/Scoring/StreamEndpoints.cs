using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using System.Threading.RateLimiting;
using Detector.Api.Access;
using Detector.Api.Running;
using Detector.Contract;
using Detector.Sources;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Detector.Api.Scoring;

/// <summary>
/// <c>POST /v1/score/batch</c> and <c>/v1/score/warc</c>: any number of pages, a line each. The body is read by one thread of its own with the readers that the command line uses; at most
/// <see cref="PagesPerJudge"/> pages a judge are under way, so a caller that reads its answers slowly holds its own body back and nobody else's.
/// </summary>
internal static class StreamEndpoints
{
    private const int PagesPerJudge = 8;
    private const string Lines = "application/x-ndjson";

    // Servers and proxies cut off who sends slower than this; a crawler that streams as it crawls may pause.
    private static readonly MinDataRate Patience = new(bytesPerSecond: 1, gracePeriod: TimeSpan.FromMinutes(2));

    /// <summary>JSON lines go by several names; none is registered.</summary>
    public static readonly string[] LineTypes = ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/json-lines", "application/x-jsonlines"];

    public static Task Batch(HttpContext context, Bench bench, Streams streams, PageRates rates) =>
        Run(context, bench, streams, rates, "an application/x-ndjson body: one JSON object with 'html' or 'text' a line", LineTypes,
            (body, limits) => PageSources.OfLines(body, "line", limits));

    public static Task Warc(HttpContext context, Bench bench, Streams streams, PageRates rates) =>
        Run(context, bench, streams, rates, "an application/warc body (plain, or gzip or zstd a record)", ["application/warc", "application/x-warc", "application/warc+gzip", "application/gzip", "application/octet-stream"],
            (body, limits) => PageSources.OfArchive(body, "record", limits));

    private static async Task Run(HttpContext context, Bench bench, Streams streams, PageRates rates, string wanted, string[] types, Func<Stream, SourceLimits, IPageSource> open)
    {
        if (AnswerForm.Of(context.Request.Query, out var fault) is not { } form || Order(context.Request.Query, out fault) is not { } inOrder)
        {
            await Problems.Write(context, StatusCodes.Status400BadRequest, "bad-parameter", fault!).ConfigureAwait(false);
            return;
        }
        var type = context.Request.ContentType?.Split(';')[0].Trim() ?? "";
        if (!types.Contains(type, StringComparer.OrdinalIgnoreCase))
        {
            await Problems.Write(context, StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", $"This takes {wanted}; the Content-Type is '{context.Request.ContentType}'.").ConfigureAwait(false);
            return;
        }
        using var place = streams.TryEnter();
        if (place is null)
        {
            bench.Telemetry.Shed("streams");
            await Problems.TooBusy(context, "streams-full", $"{bench.Settings.Streams} batches are under way, which is all there is room for.").ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        // The reader's thread is its own: it may wait for bytes as a file's reader waits for a disk.
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        if (context.Request.Protocol == HttpProtocol.Http11 && context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = Patience;
        context.Response.ContentType = Lines;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, streams.Draining);
        var progress = new SourceProgress();
        var source = open(Expansion.Guard(context, bench.Settings.MaximumExpansion, bench.Settings.MaximumLineBytes), bench.Settings.SourceLimits);
        var run = new StreamRun(bench, form, inOrder, PagesPerJudge * bench.Settings.Judges, rates.Bucket(context));
        await run.Answer(streams, source, progress, context, ended.Token).ConfigureAwait(false);
    }

    private static bool? Order(IQueryCollection query, out string? fault)
    {
        string? order = query["order"];
        fault = order is null or "input" or "ready" ? null : $"'order' takes input or ready; '{order}' was given.";
        return fault is null ? order != "ready" : null;
    }
}

/// <summary>How many streams may be open, the threads that read their bodies, and whether the service is ending.</summary>
internal sealed class Streams : IDisposable
{
    private readonly BlockingCollection<Action> _bodies = [];
    private int _idle;
    private readonly int _most;
    private readonly IHostApplicationLifetime _life;
    private int _open;

    public Streams(Settings.ApiSettings settings, IHostApplicationLifetime life, Telemetry telemetry)
    {
        (_most, _life) = (settings.Streams, life);
        telemetry.Watch("detector.streams.open", "{stream}", "Batches and archives under way.", () => Volatile.Read(ref _open));
    }

    public CancellationToken Draining => _life.ApplicationStopping;

    public IDisposable? TryEnter()
    {
        if (Interlocked.Increment(ref _open) <= _most) return new Place(this);
        Interlocked.Decrement(ref _open);
        return null;
    }

    /// <summary>Reads a body on a thread that has nothing else to do, and which the next stream takes over: a thread that ends takes the pool's buffers it used last with it, megabytes a stream.</summary>
    public void Read(Action body)
    {
        if (Interlocked.Decrement(ref _idle) < 0)
        {
            Interlocked.Increment(ref _idle);
            new Thread(Work) { IsBackground = true, Name = "stream" }.Start();
        }
        _bodies.Add(body, CancellationToken.None);
    }

    public void Dispose() => _bodies.CompleteAdding();

    private void Work()
    {
        foreach (var body in _bodies.GetConsumingEnumerable(CancellationToken.None))
        {
            body();
            Interlocked.Increment(ref _idle);
        }
    }

    private sealed class Place(Streams streams) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref streams._open);
    }
}

/// <summary>One stream: its body's pages to judges, their answers to the caller.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to be disposed of.")]
internal sealed class StreamRun(Bench bench, AnswerForm form, bool inOrder, int pages, TokenBucketRateLimiter? rate)
{
    private const int FlushBytes = 64 * 1024;

    private readonly Channel<PageJob> _order = Channel.CreateBounded<PageJob>(new BoundedChannelOptions(pages) { SingleReader = true, SingleWriter = true });
    private readonly Channel<PageAnswer> _ready = Channel.CreateUnbounded<PageAnswer>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SemaphoreSlim _room = new(pages, pages);
    private long _read;

    public async Task Answer(Streams streams, IPageSource source, SourceProgress progress, HttpContext context, CancellationToken ended)
    {
        var reading = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        streams.Read(() => reading.SetResult(Read(source, progress, ended)));
        Exception? failure = null;
        try
        {
            if (inOrder) await Ordered(context).ConfigureAwait(false);
            else await AsReady(context).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            // The caller went away; the reader ends with the request.
            failure = gone;
        }
        finally
        {
            // What was taken in is judged to its end, so that nothing of this request is left behind.
            failure = await reading.Task.ConfigureAwait(false) ?? failure;
        }
        if (context.RequestAborted.IsCancellationRequested) return;
        if (failure is not null) await Last(context, "reading-stopped", $"The body broke off after {_read:N0} pages: {failure.Message} The lines before this one stand; send the rest again.").ConfigureAwait(false);
        else if (ended.IsCancellationRequested) await Last(context, "stopping", $"The service is stopping; the first {_read:N0} pages were answered. Send the rest again.").ConfigureAwait(false);
        Trailer(context, progress);
        await context.Response.BodyWriter.FlushAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private Exception? Read(IPageSource source, SourceProgress progress, CancellationToken ended)
    {
        try
        {
            foreach (var item in source.Read(progress, ended))
            {
                if (rate is not null) Wait(rate, ended);
                // One page's content at a time beyond those under way.
                _room.Wait(ended);
                var job = new PageJob(bench, () => item, form);
                _read++;
                if (inOrder)
                {
                    _order.Writer.TryWrite(job);
                }
                else
                {
                    _ = Hand(job);
                }
                bench.Pool.Enqueue(job);
            }
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or ExpansionException or ZstdSharp.ZstdException)
        {
            return failure;
        }
        finally
        {
            _order.Writer.TryComplete();
            if (!inOrder) _ = Close();
        }
    }

    private static void Wait(TokenBucketRateLimiter rate, CancellationToken ended)
    {
        while (true)
        {
            using var lease = rate.AcquireAsync(1, ended).AsTask().GetAwaiter().GetResult();
            if (lease.IsAcquired) return;
            // Many streams of one key wait already.
            ended.WaitHandle.WaitOne(100);
            ended.ThrowIfCancellationRequested();
        }
    }

    private async Task Hand(PageJob job) => _ready.Writer.TryWrite(await job.Done.ConfigureAwait(false));

    // Every page under way gives its place back when it is answered: all places free means that nothing is missing.
    private async Task Close()
    {
        for (var i = 0; i < pages; i++) await _room.WaitAsync().ConfigureAwait(false);
        _ready.Writer.TryComplete();
    }

    private async Task Ordered(HttpContext context)
    {
        var gone = false;
        while (await _order.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (_order.Reader.TryRead(out var job))
            {
                if (!gone && !job.Done.IsCompleted) gone = await Flushed(context).ConfigureAwait(false);
                var answer = await job.Done.ConfigureAwait(false);
                if (!gone) gone = await Write(context, answer).ConfigureAwait(false);
                _room.Release();
            }
            if (!gone) gone = await Flushed(context).ConfigureAwait(false);
        }
    }

    private async Task AsReady(HttpContext context)
    {
        var gone = false;
        while (await _ready.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
        {
            while (_ready.Reader.TryRead(out var answer))
            {
                if (!gone) gone = await Write(context, answer).ConfigureAwait(false);
                _room.Release();
            }
            if (!gone) gone = await Flushed(context).ConfigureAwait(false);
        }
    }

    private long _unflushed;

    private async ValueTask<bool> Write(HttpContext context, PageAnswer answer)
    {
        var body = context.Response.BodyWriter;
        var span = body.GetSpan(answer.Json.Length + 1);
        answer.Json.CopyTo(span);
        span[answer.Json.Length] = (byte)'\n';
        body.Advance(answer.Json.Length + 1);
        _unflushed += answer.Json.Length + 1;
        return _unflushed >= FlushBytes && await Flushed(context).ConfigureAwait(false);
    }

    /// <summary>True: the caller is gone.</summary>
    private async ValueTask<bool> Flushed(HttpContext context)
    {
        if (_unflushed == 0) return context.RequestAborted.IsCancellationRequested;
        _unflushed = 0;
        try
        {
            var flushed = await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            return flushed.IsCompleted || context.RequestAborted.IsCancellationRequested;
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            return true;
        }
    }

    private static async Task Last(HttpContext context, string code, string says)
    {
        var line = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new StreamEnd(code, says), ResultJson.Line.StreamEnd);
        await context.Response.BodyWriter.WriteAsync(line, context.RequestAborted).ConfigureAwait(false);
        await context.Response.BodyWriter.WriteAsync("\n"u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
    }

    private static void Trailer(HttpContext context, SourceProgress progress)
    {
        var skipped = Enum.GetValues<SkippedRecord>().Where(why => progress.SkippedRecords(why) > 0).Select(why => FormattableString.Invariant($"{Verdicts.Names.Of(why)}={progress.SkippedRecords(why)}"));
        if (string.Join(", ", skipped) is { Length: > 0 } counts && context.Response.SupportsTrailers()) context.Response.AppendTrailer("Detector-Records-Skipped", counts);
    }
}
