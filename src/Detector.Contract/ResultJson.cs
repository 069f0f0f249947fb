using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Detector.Contract;

/// <summary>Source-generated: no reflection at start-up.</summary>
[JsonSerializable(typeof(ResultLine))]
[JsonSerializable(typeof(NeighboursLine))]
[JsonSerializable(typeof(ArticlesAdded))]
[JsonSerializable(typeof(ArticlesToRemove))]
[JsonSerializable(typeof(List<SignalInfo>))]
[JsonSerializable(typeof(ModelInfo))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(Readiness))]
[JsonSerializable(typeof(StreamEnd))]
public sealed partial class ResultJson : JsonSerializerContext
{
    /// <summary>One line; letters of every script stay readable, control characters are escaped.</summary>
    public static ResultJson Line { get; } = new(With(indented: false));

    public static ResultJson Indented { get; } = new(With(indented: true));

    private static JsonSerializerOptions With(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = indented,
    };
}
