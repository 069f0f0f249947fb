using System.Text.Json.Nodes;
using Detector.Contract;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace Detector.Api.Documents;

/// <summary>A parameter or header of an operation.</summary>
internal sealed record Asked(string Name, ParameterLocation In, string Says, string? Example = null, string[]? OneOf = null);

/// <summary>An operation, as the document tells it.</summary>
/// <param name="Name">Its operationId.</param>
/// <param name="Tag">The group it stands in.</param>
/// <param name="Summary">In a few words.</param>
/// <param name="Says">More of it.</param>
/// <param name="Asked">Parameters and headers.</param>
/// <param name="Bodies">Content types it takes.</param>
/// <param name="Answer">Type of the answer; null: none, or text.</param>
/// <param name="AnswerType">Content type of the answer.</param>
/// <param name="Success">Its status.</param>
/// <param name="Problems">Statuses of its problem documents.</param>
internal sealed record Operation(
    string Name, string Tag, string Summary, string Says, Asked[] Asked, string[] Bodies, Type? Answer, string AnswerType = "application/json", int Success = 200, params int[] Problems);

/// <summary>The OpenAPI 3.1 document: what each operation takes and answers. <c>openapi.json</c> is what it comes to; a test compares them.</summary>
internal static class ApiDocument
{
    private const string Pages = "pages", Index = "index", About = "about", Service = "service";

    private static readonly Asked Reasons = new("reasons", ParameterLocation.Query, "Reasons a verdict at most: a number or all. Default 5.", "5");
    private static readonly Asked Detail = new("detail", ParameterLocation.Query, "brief: reasons only for flagged pages; reasons (the default): for every page; full: every signal that measured something, with margin, base and notes.", "reasons", ["brief", "reasons", "full"]);
    private static readonly Asked Order = new("order", ParameterLocation.Query, "input (the default): answers in the order of the pages; ready: as they come.", "input", ["input", "ready"]);
    private static readonly Asked Url = new("url", ParameterLocation.Query, "Address of a page that comes as raw bytes; the header Content-Location (RFC 9110, 8.7) says it too.", "https://www.example.org/news/1");
    private static readonly Asked Id = new("id", ParameterLocation.Query, "Comes back with the answer.", "a1");

    private const string PageFields = "A JSON page has `html` or `text`, and may have `url`, `id`, `content_type`, `headers` (of which Content-Type matters), `status` (HTTP), `fetched` (RFC 3339) and `format` (html or text).";

    public static readonly Operation Score = new("score", Pages, "Judge one page",
        $"As JSON, as the page's own bytes, or as the HTTP response it came in. {PageFields} A page that cannot be judged (too short, no text, out of time) is answered 200 with `unjudged` and `says`.",
        [Reasons, Detail, Url, Id], ["application/json", "text/html", "text/plain", "message/http"], typeof(ResultLine), Problems: [400, 401, 403, 413, 415, 429]);

    public static readonly Operation Batch = new("scoreBatch", Pages, "Judge any number of pages",
        $"JSON lines in, JSON lines out, both streamed: a line of verdict, or of `unjudged` and `says`, for each page, with its `id` (`line:12` where it has none). {PageFields} Read the answers while sending: a caller that does not read is not read from. "
        + "A stream that ends early ends with a line of `stopped` (stopping, reading-stopped) and `says`. Bodies and answers may be gzip, br or zstd.",
        [Reasons, Detail, Order], ["application/x-ndjson"], typeof(ResultLine), "application/x-ndjson", Problems: [400, 401, 403, 415, 429]);

    public static readonly Operation Warc = new("scoreWarc", Pages, "Judge a web archive",
        "A WARC or WET stream (ISO 28500), plain, or gzip or zstd a record, in; a JSON line a page out. Records that hold no page are passed over and counted by reason in the trailer Detector-Records-Skipped; a damaged record is answered and costs itself.",
        [Reasons, Detail, Order], ["application/warc"], typeof(ResultLine), "application/x-ndjson", Problems: [400, 401, 403, 415, 429]);

    public static readonly Operation Lookup = new("lookup", Index, "Who else has this text", "The page is read as `/v1/score` reads it and looked up in the index, not judged.",
        [Url, Id], ["application/json", "text/html", "text/plain", "message/http"], typeof(NeighboursLine), Problems: [400, 401, 403, 409, 413, 415, 422, 429, 503]);

    public static readonly Operation AddArticles = new("addArticles", Index, "File articles in the index",
        $"One JSON page or JSON lines of them. Answered when they are safe on disk and found by the next look-up. The same address with the same body is filed once. `fetched` is when it was first seen; without it, now. {PageFields}",
        [], ["application/json", "application/x-ndjson"], typeof(ArticlesAdded), Problems: [400, 401, 403, 409, 413, 415, 429, 503]);

    public static readonly Operation RemoveArticles = new("removeArticles", Index, "Take articles out of the index", "By the addresses they were filed under: `?url=` (more than one may be given) or a JSON body `{\"urls\": [...]}`. Addresses that are not there change nothing.",
        [Url with { Says = "An address it was filed under." }], ["application/json"], null, Success: 204, Problems: [400, 401, 403, 409, 413, 503]);

    public static readonly Operation Signals = new("signals", About, "What is measured", "Every signal of the catalogue, and whether the model in use weighs it.", [], [], typeof(List<SignalInfo>), Problems: [401, 403]);

    public static readonly Operation Model = new("model", About, "The model in use", "Its identity stands in every verdict it made.", [], [], typeof(ModelInfo), Problems: [401, 403]);

    public static readonly Operation Version = new("version", About, "Versions of program, model, catalogue and signatures", "", [], [], typeof(VersionInfo), Problems: [401, 403]);

    public static readonly Operation Reload = new("reload", Service, "Read model, signatures and keys again now", "The service looks at their files every two seconds by itself. A file that cannot be used is named and the old one stays.", [], [], null, Success: 204, Problems: [401, 403, 409]);

    public static readonly Operation Live = new("live", Service, "The process answers", "", [], [], null, "text/plain");

    public static readonly Operation Ready = new("ready", Service, "Send pages, or don't", "200 while ready or degraded (less is known: the index is away, a new file was refused), 503 while stopping.", [], [], typeof(Readiness), Problems: []);

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Detector",
                Version = "v1",
                Description = "Judges whether web pages are content-farm pages, and says why. It never fetches a page. Errors are problem documents (RFC 9457) with a `code` for programs.",
                License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
            };
            // The address is the reader's own.
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of 'detector-api key add'. Callers on the service's own machine need none while it has no file of keys." },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
            return Task.CompletedTask;
        });
    });

    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, Operation operation)
    {
        endpoint.WithName(operation.Name).WithTags(operation.Tag).WithSummary(operation.Summary).WithDescription(operation.Says);
        if (operation.Answer is not null) endpoint.Produces(operation.Success, operation.Answer, operation.AnswerType);
        else if (operation.Success == StatusCodes.Status204NoContent) endpoint.Produces(operation.Success);
        else endpoint.Produces<string>(operation.Success, operation.AnswerType);
        foreach (var status in operation.Problems) endpoint.Produces<ProblemDetails>(status, "application/problem+json");
        return endpoint.AddOpenApiOperationTransformer((made, _, _) =>
        {
            made.Parameters = [.. operation.Asked.Select(Parameter)];
            if (operation.Bodies.Length > 0) made.RequestBody = new OpenApiRequestBody { Required = operation.Success != StatusCodes.Status204NoContent, Content = operation.Bodies.ToDictionary(type => type, Content, StringComparer.Ordinal) };
            return Task.CompletedTask;
        });
    }

    private static IOpenApiParameter Parameter(Asked asked) => new OpenApiParameter
    {
        Name = asked.Name,
        In = asked.In,
        Description = asked.Says,
        Example = asked.Example is null ? null : JsonValue.Create(asked.Example),
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = asked.OneOf is null ? null : [.. asked.OneOf.Select(one => (JsonNode)JsonValue.Create(one))] },
    };

    private static OpenApiMediaType Content(string type) => new()
    {
        Schema = type is "application/json" ? new OpenApiSchema { Type = JsonSchemaType.Object } : new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
