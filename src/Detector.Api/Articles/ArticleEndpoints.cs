using System.Text.Json;
using Detector.Api.Running;
using Detector.Api.Scoring;
using Detector.Contract;
using Detector.Fingerprints;
using Detector.Index;
using Detector.Scanning;
using Detector.Sources;

namespace Detector.Api.Articles;

/// <summary>Feeds the index and asks it: <c>POST</c> and <c>DELETE /v1/articles</c>, <c>POST /v1/lookup</c>.</summary>
internal static class ArticleEndpoints
{
    private const int LeftShown = 100;

    /// <summary>Files pages, JSON lines or one JSON object. The answer comes when they are safe and found.</summary>
    public static async Task<IResult> Add(HttpContext context, Bench bench, Bodies bodies, IndexWriter writer)
    {
        if (Refusal(bench) is { } refused) return refused;
        using var body = await bodies.Read(context, Array.MaxLength).ConfigureAwait(false);
        if (body.Refusal is { } refusal) return refusal;
        if (Items(context, bench, body.Bytes, out var problem) is not { } items) return problem!;

        var seen = bench.Time.GetUtcNow();
        var jobs = items.Take(bench.Settings.MaximumArticles + 1).Select(item => new EntryJob(item, seen, bench, judged: true)).ToList();
        if (jobs.Count > bench.Settings.MaximumArticles)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-many-articles", $"A request takes {bench.Settings.MaximumArticles:N0} articles and this has more: send them in parts.");
        foreach (var job in jobs) bench.Pool.Enqueue(job);
        var read = new List<Entry>(jobs.Count);
        foreach (var job in jobs) read.Add(await job.Done.ConfigureAwait(false));
        IndexEntry[] entries = [.. read.Where(one => one.Filed is not null).Select(one => one.Filed!)];
        try
        {
            await writer.Add(entries, context.RequestAborted).ConfigureAwait(false);
        }
        catch (IndexAwayException away)
        {
            return IndexAway(away);
        }
        bench.Telemetry.Filed(entries.Length);
        var left = read.Where(one => one.Filed is null).ToList();
        return Results.Json(new ArticlesAdded(entries.Length, left.Count, [.. left.Take(LeftShown).Select(one => new ArticleLeft(one.Id, one.Says!))]), ResultJson.Line.ArticlesAdded);
    }

    /// <summary>Takes out every page filed under the given addresses.</summary>
    public static async Task<IResult> Remove(HttpContext context, Bench bench, Bodies bodies, IndexWriter writer)
    {
        if (Refusal(bench) is { } refused) return refused;
        IReadOnlyList<string>? addresses = [.. context.Request.Query["url"].OfType<string>()];
        if (addresses.Count == 0)
        {
            using var body = await bodies.Read(context, bench.Settings.MaximumLineBytes).ConfigureAwait(false);
            if (body.Refusal is { } refusal) return refusal;
            try
            {
                addresses = JsonSerializer.Deserialize(body.Bytes, ResultJson.Line.ArticlesToRemove)?.Urls;
            }
            catch (JsonException broken)
            {
                return Problems.Of(StatusCodes.Status400BadRequest, "broken-input", $"The body is not valid JSON of the form {{\"urls\": [\"...\"]}}: {broken.Message}");
            }
        }
        if (addresses is not { Count: > 0 } || addresses.Any(string.IsNullOrWhiteSpace))
            return Problems.Of(StatusCodes.Status400BadRequest, "broken-input", "Say which articles: ?url=... or {\"urls\": [\"...\"]}, each the address it was filed under.");
        if (addresses.Count > bench.Settings.MaximumArticles)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-many-articles", $"A request takes {bench.Settings.MaximumArticles:N0} addresses and this has {addresses.Count:N0}: send them in parts.");
        try
        {
            await writer.Remove(addresses, context.RequestAborted).ConfigureAwait(false);
        }
        catch (IndexAwayException away)
        {
            return IndexAway(away);
        }
        bench.Telemetry.TakenOut(addresses.Count);
        return Results.NoContent();
    }

    /// <summary>Who else has a page's text; the page is not judged.</summary>
    public static async Task<IResult> Lookup(HttpContext context, Bench bench, Bodies bodies)
    {
        if (bench.Index is null) return NoIndex();
        using var body = await bodies.Read(context, bench.Settings.MaximumLineBytes).ConfigureAwait(false);
        if (body.Refusal is { } refusal) return refusal;
        if (ScoreEndpoint.Read(context, bench, body.Bytes, out var unsupported) is not { } read) return unsupported!;
        var job = new EntryJob(read, bench.Time.GetUtcNow(), bench, judged: false);
        if (!bench.Pool.TryEnqueue(job, body.Bytes.Count))
        {
            bench.Telemetry.Shed("queue");
            return Problems.TooBusy(context, "queue-full", "Every judge is busy and the queue is full.");
        }
        var page = await job.Done.ConfigureAwait(false);
        if (page.Filed is null) return page.IsBroken ? Problems.Of(StatusCodes.Status400BadRequest, "broken-input", page.Says!, page.Id) : Problems.Of(StatusCodes.Status422UnprocessableEntity, "unreadable", page.Says!, page.Id);
        var answer = await bench.Index.LookupAsync([new PageQuery(page.Filed.Fingerprint, page.Filed.Page)], context.RequestAborted).ConfigureAwait(false);
        return new Answered(JsonSerializer.SerializeToUtf8Bytes(ResultLines.Of(page.Id, page.Url, answer[0]), ResultJson.Line.NeighboursLine));
    }

    private static IResult? Refusal(Bench bench) => bench.Index is null ? NoIndex()
        : bench.Settings.IndexReadOnly ? Problems.Of(StatusCodes.Status409Conflict, "index-read-only", "This service only reads the index: another adds to it.") : null;

    private static IResult NoIndex() => Problems.Of(StatusCodes.Status409Conflict, "no-index", "This service runs without an index: start it with one (--index DIR).");

    private static IResult IndexAway(IndexAwayException away) => Problems.Of(StatusCodes.Status503ServiceUnavailable, "index-away", away.Message);

    private static IEnumerable<Func<SourceItem>>? Items(HttpContext context, Bench bench, ArraySegment<byte> body, out IResult? problem)
    {
        problem = null;
        var limits = bench.Settings.SourceLimits;
        var type = context.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        if (type == "application/json") return [() => PageSources.OfJson(body, "article", limits)];
        if (StreamEndpoints.LineTypes.Contains(type, StringComparer.Ordinal))
            return PageSources.OfLines(new MemoryStream(body.Array!, body.Offset, body.Count), "line", limits).Read(new SourceProgress(), context.RequestAborted).Select(item => (Func<SourceItem>)(() => item));
        problem = Problems.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type", $"Articles come as application/json (one) or application/x-ndjson (one a line); the Content-Type is '{context.Request.ContentType}'.");
        return null;
    }
}

/// <summary>A page read for the index.</summary>
/// <param name="Filed">What is filed; null when no page could be read.</param>
/// <param name="Id">What the caller calls it.</param>
/// <param name="Url">Its address, where known.</param>
/// <param name="Says">Why there is nothing to file.</param>
/// <param name="IsBroken">The input was no page, rather than one too short.</param>
internal sealed record Entry(IndexEntry? Filed, string Id, string? Url, string? Says, bool IsBroken);

/// <summary>Reads a page and takes its fingerprint; one to be filed is judged by itself.</summary>
internal sealed class EntryJob(Func<SourceItem> read, DateTimeOffset seen, Bench bench, bool judged) : Job
{
    private readonly TaskCompletionSource<Entry> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Entry> Done => _done.Task;

    public override void Run()
    {
        try
        {
            var item = read();
            var request = (item as SourcePage)?.Request;
            var detector = bench.Current.Detector;
            var (filed, says) = IndexAdd.Entry(item, detector.Limits, request?.Fetched ?? seen, bench.Settings.KeepText, judged ? detector : null);
            (item as SourcePage)?.GiveBack();
            _done.TrySetResult(new Entry(filed, item.Id, request?.Url, says, item is BrokenPage));
        }
        catch (Exception bug)
        {
            _done.TrySetException(bug);
        }
    }
}
