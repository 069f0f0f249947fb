using Detector.Api.Access;
using Detector.Pages;
using Detector.Sources;
using Microsoft.Net.Http.Headers;

namespace Detector.Api.Scoring;

/// <summary><c>POST /v1/score</c>: one page, one verdict.</summary>
internal static class ScoreEndpoint
{
    private const string OnePage = "page";

    public static async Task<IResult> Score(HttpContext context, Bench bench, Bodies bodies, PageRates rates)
    {
        if (AnswerForm.Of(context.Request.Query, out var fault) is not { } form) return Problems.Of(StatusCodes.Status400BadRequest, "bad-parameter", fault!);
        if (!rates.TryTake(context, out var seconds)) return Problems.TooBusy(context, "rate-limit", "The key has used up its pages for now.", seconds);
        using var body = await bodies.Read(context, IsJson(context.Request.ContentType) ? bench.Settings.MaximumLineBytes : bench.Settings.MaximumPageBytes).ConfigureAwait(false);
        if (body.Refusal is { } refusal) return refusal;
        if (Read(context, bench, body.Bytes, out var unsupported) is not { } read) return unsupported!;

        var job = new PageJob(bench, read, form);
        if (!bench.Pool.TryEnqueue(job, body.Bytes.Count))
        {
            bench.Telemetry.Shed("queue");
            return Problems.TooBusy(context, "queue-full", "Every judge is busy and the queue is full.");
        }
        var answer = await job.Done.ConfigureAwait(false);
        return answer.Broken is { } broken
            ? Problems.Of(broken.Reason == UnreadableReason.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, Verdicts.Names.Of(broken.Reason), broken.Says, broken.Id)
            : new Answered(answer.Json);
    }

    /// <summary>How a body becomes a page, by its content type; null with a problem for one that holds none.</summary>
    /// <param name="context">The request: <c>url</c> or Content-Location, <c>id</c>.</param>
    /// <param name="bench">Limits.</param>
    /// <param name="body">Held until the answer is there.</param>
    /// <param name="problem">415.</param>
    public static Func<SourceItem>? Read(HttpContext context, Bench bench, ArraySegment<byte> body, out IResult? problem)
    {
        problem = null;
        var request = context.Request;
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.Value ?? "" : "";
        var id = request.Query["id"].FirstOrDefault() ?? OnePage;
        // RFC 9110, 8.7: the address that what the body represents was had from.
        var url = request.Query["url"].FirstOrDefault() ?? request.Headers.ContentLocation.FirstOrDefault();
        var limits = bench.Settings.SourceLimits;
        switch (type.ToLowerInvariant())
        {
            case "application/json":
                return () => PageSources.OfJson(body, id, limits);
            case "text/html" or "application/xhtml+xml" or "text/plain":
                return () => new SourcePage(id) { Bytes = body, Request = new PageRequest { Url = url, ContentType = request.ContentType, Format = type == "text/plain" ? PageFormat.Text : PageFormat.Html } };
            case "message/http" or "application/http":
                return () => PageSources.OfHttpMessage(body, id, url, limits);
            default:
                problem = Problems.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type",
                    $"A page comes as application/json, text/html, text/plain or message/http; the Content-Type is '{request.ContentType}'.");
                return null;
        }
    }

    private static bool IsJson(string? contentType) => contentType is not null && contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);
}

/// <summary>An answer that is JSON already; <c>Results.Bytes</c> would look at ranges and conditions first, which are about files.</summary>
internal sealed class Answered(byte[] json) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json";
        httpContext.Response.ContentLength = json.Length;
        return httpContext.Response.BodyWriter.WriteAsync(json, httpContext.RequestAborted).AsTask();
    }
}
