using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Detector.Api.Articles;
using Detector.Api.Catalogue;
using Detector.Api.Running;
using Detector.Api.Scoring;
using Microsoft.AspNetCore.Mvc;

namespace Detector.Api;

/// <summary>What only the service says, source-generated; verdicts are written as the command line writes them (<see cref="Contract.ResultJson"/>).</summary>
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(StreamEnd))]
[JsonSerializable(typeof(ArticlesAdded))]
[JsonSerializable(typeof(ArticlesToRemove))]
[JsonSerializable(typeof(List<SignalInfo>))]
[JsonSerializable(typeof(ModelInfo))]
[JsonSerializable(typeof(VersionInfo))]
[JsonSerializable(typeof(Readiness))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Letters and quotes stay readable, as in the lines of <see cref="Contract.ResultJson"/>.</summary>
    public static ApiJson Readable { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
