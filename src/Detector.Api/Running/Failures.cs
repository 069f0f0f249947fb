using Detector.Api.Scoring;
using Detector.Index;

namespace Detector.Api.Running;

/// <summary>What goes wrong in a request, as a problem document; never a stack trace.</summary>
internal sealed partial class Failures(RequestDelegate next, ILogger<Failures> log)
{
    public async Task Invoke(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone: there is nobody to tell.
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            var (status, code, says) = Said(context, failure);
            if (status == StatusCodes.Status500InternalServerError) Bug(log, context.Request.Method, context.Request.Path, failure);
            context.Response.Clear();
            await Problems.Write(context, status, code, says).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Bug(log, context.Request.Method, context.Request.Path, failure);
            context.Abort();
        }
    }

    private static (int Status, string Code, string Says) Said(HttpContext context, Exception failure) => failure switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, "too-large", "The body is over the limit; /v1/score/batch takes any length, a line a page."),
        BadHttpRequestException bad => (bad.StatusCode, bad.StatusCode == StatusCodes.Status408RequestTimeout ? "too-slow" : "bad-request", bad.Message),
        IndexAwayException away => (StatusCodes.Status503ServiceUnavailable, "index-away", away.Message),
        ExpansionException bomb => (StatusCodes.Status413PayloadTooLarge, "expands-too-far", bomb.Message),
        InvalidDataException or ZstdSharp.ZstdException or EndOfStreamException or InvalidOperationException { Source: "System.IO.Compression.Brotli" } when context.Features.Get<StoredCount>() is { } stored =>
            (StatusCodes.Status400BadRequest, "broken-coding", $"The body is not valid {stored.Coding}: {failure.Message}"),
        _ => (StatusCodes.Status500InternalServerError, "bug", "This is a bug of the service; its log says more."),
    };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed. This is a bug; please report it with what follows.")]
    private static partial void Bug(ILogger log, string method, string path, Exception failure);
}
