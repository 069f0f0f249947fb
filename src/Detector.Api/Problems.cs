using Microsoft.AspNetCore.Mvc;

namespace Detector.Api;

/// <summary>Errors as problem documents (RFC 9457): <c>code</c> for programs, <c>detail</c> for people.</summary>
internal static class Problems
{
    /// <summary>Seconds after which a caller that was shed should ask again: a full queue is judged in less.</summary>
    public const int RetryAfterSeconds = 1;

    public static IResult Of(int status, string code, string detail, string? id = null)
    {
        var problem = new ProblemDetails { Status = status, Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status), Detail = detail, Extensions = { ["code"] = code } };
        if (id is not null) problem.Extensions["id"] = id;
        return Results.Json(problem, ApiJson.Readable.ProblemDetails, "application/problem+json", status);
    }

    public static Task Write(HttpContext context, int status, string code, string detail)
    {
        context.Response.StatusCode = status;
        return Of(status, code, detail).ExecuteAsync(context);
    }

    /// <summary>429 with when to ask again.</summary>
    public static IResult TooBusy(HttpContext context, string code, string detail, int seconds = RetryAfterSeconds)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Of(StatusCodes.Status429TooManyRequests, code, detail);
    }
}
