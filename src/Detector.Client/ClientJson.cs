using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Detector.Client;

/// <summary>A page on its way.</summary>
internal sealed record PageLine(string? Id, string? Url, string? Html, string? Text, string? ContentType, int? Status, DateTimeOffset? Fetched);

/// <summary>The fields of a problem document that are read.</summary>
internal sealed record Problem(string? Code, string? Detail, string? Id);

/// <summary>Source-generated: no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PageLine))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ClientJson : JsonSerializerContext
{
    /// <exception cref="DetectorException">It is no answer of a scoring API.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("null");
        }
        catch (JsonException other)
        {
            throw DetectorException.Foreign(other);
        }
    }
}
