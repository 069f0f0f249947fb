using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Detector.Client;

/// <summary>The service refused a request, or broke off. What it says is a problem document (RFC 9457).</summary>
[SuppressMessage("Design", "CA1032", Justification = "It is made of an answer, and only here.")]
public sealed class DetectorException : Exception
{
    private static readonly HttpStatusCode[] Passing =
        [HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable, HttpStatusCode.BadGateway, HttpStatusCode.GatewayTimeout, HttpStatusCode.RequestTimeout, HttpStatusCode.OK];

    internal DetectorException(HttpStatusCode status, string code, string detail, string? id = null, TimeSpan? retryAfter = null, Exception? inner = null, bool passing = true)
        : base($"{code}: {detail}", inner) => (Status, Code, Detail, Id, RetryAfter, IsPassing) = (status, code, detail, id, retryAfter, passing && Passing.Contains(status));

    /// <summary>HTTP status; 200 when an answer began well and broke off.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>For programs: "queue-full", "key-needed", "broken-input", ...</summary>
    public string Code { get; }

    /// <summary>For people: what is wrong and the way out.</summary>
    public string Detail { get; }

    /// <summary>The page's id, where the service names one.</summary>
    public string? Id { get; }

    /// <summary>When to ask again, where the service says it.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The same request may well succeed later.</summary>
    public bool IsPassing { get; }

    /// <summary>An answer that no scoring API gives.</summary>
    internal static DetectorException Foreign(JsonException other) => new(HttpStatusCode.OK, "foreign-answer", $"The answer is not what a scoring API says: {other.Message}", inner: other, passing: false);

    internal static DetectorException Of(HttpStatusCode status, ReadOnlySpan<byte> body, string? retryAfter)
    {
        Problem? problem = null;
        try
        {
            problem = JsonSerializer.Deserialize(body, ClientJson.Default.Problem);
        }
        catch (JsonException)
        {
            // Something between here and the service answered, in its own words.
        }
        var after = RetryConditionHeaderValue.TryParse(retryAfter, out var parsed) ? parsed.Delta ?? (parsed.Date is { } date ? date - DateTimeOffset.UtcNow : null) : null;
        if (after < TimeSpan.Zero) after = TimeSpan.Zero;
        return new DetectorException(status, problem?.Code ?? "no-problem-document", problem?.Detail ?? $"Status {(int)status} without a problem document: the answer does not come from a scoring API.", problem?.Id, after);
    }
}
