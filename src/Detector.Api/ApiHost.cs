using System.Net;
using Detector.Api.Access;
using Detector.Api.Articles;
using Detector.Api.Catalogue;
using Detector.Api.Documents;
using Detector.Api.Running;
using Detector.Api.Scoring;
using Detector.Api.Settings;
using Detector.Desk.Cases;
using Detector.Desk.Review;
using Detector.Desk.Runs;
using Detector.Index;
using Detector.Scanning;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Detector.Api;

/// <summary>Puts the service together.</summary>
internal static class ApiHost
{
    public const string DefaultUrls = "http://127.0.0.1:8080";

    // Streams are bounded by the line, articles by the memory that bodies may take.
    private static readonly Microsoft.AspNetCore.Mvc.DisableRequestSizeLimitAttribute AnyLength = new();

    private const string UrlsKey = "urls";

    private const string ReviewPath = "/review";

    private const string DefaultConfig = "detector-api.json";

    /// <summary>What the command line says.</summary>
    /// <param name="Urls">Addresses to listen at; null: from the configuration, else <see cref="DefaultUrls"/>.</param>
    /// <param name="Config">Settings file; null: <c>detector-api.json</c> where there is one.</param>
    /// <param name="Settings">Settings by name.</param>
    public sealed record Start(string? Urls = null, string? Config = null, IReadOnlyList<(string Name, string? Value)>? Settings = null);

    public static async Task<int> Run(Start start)
    {
        await using var app = Make(start);
        await app.RunAsync().ConfigureAwait(false);
        return 0;
    }

    /// <exception cref="UsageException">A setting that cannot be, a file that cannot be used, listening beyond this machine without keys.</exception>
    public static WebApplication Make(Start start)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        var settings = Configure(builder, start);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<Telemetry>();
        builder.Services.AddSingleton<Current>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Current>());
        builder.Services.AddHostedService<MemoryTrim>();
        builder.Services.AddSingleton<JudgePool>();
        builder.Services.AddSingleton<Bodies>();
        builder.Services.AddSingleton<Streams>();
        builder.Services.AddSingleton<PageRates>();
        var index = OpenIndex(settings);
        builder.Services.AddSingleton(new IndexWriter(index));
        builder.Services.AddSingleton(services => new Bench(services.GetRequiredService<Current>(), index, services.GetRequiredService<JudgePool>(), settings, services.GetRequiredService<Telemetry>(),
            services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<Bench>>()));

        builder.Services.AddRouting();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Readable);
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, Contract.ResultJson.Line);
        });
        builder.Services.AddRequestDecompression(options => options.DecompressionProviders.Add("zstd", new ZstdDecompression()));
        builder.Services.AddResponseCompression(options =>
        {
            options.Providers.Add<Microsoft.AspNetCore.ResponseCompression.BrotliCompressionProvider>();
            options.Providers.Add<Microsoft.AspNetCore.ResponseCompression.GzipCompressionProvider>();
            options.Providers.Add<ZstdCompression>();
            options.MimeTypes = ["application/json", "application/x-ndjson", "application/problem+json", "text/plain"];
        });
        // Not AddAuthentication: it brings data protection, which keeps keys on disk that nothing here uses.
        builder.Services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = KeyAuthentication.SchemeName;
            options.AddScheme<KeyAuthentication>(KeyAuthentication.SchemeName, null);
        });
        builder.Services.AddTransient<KeyAuthentication>();
        builder.Services.AddSingleton(System.Text.Encodings.Web.UrlEncoder.Default);
        var policies = builder.Services.AddAuthorizationBuilder();
        foreach (var scope in Enum.GetValues<Scope>()) policies.AddPolicy(scope.ToString(), policy => policy.RequireClaim(nameof(Scope), scope.ToString()));
        builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("detector-api", serviceVersion: CatalogueEndpoints.Version)).WithMetrics(metrics => metrics.AddMeter(Telemetry.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime").AddPrometheusExporter());
        builder.Services.AddApiDocument();
        var review = OpenReview(settings, builder.Configuration[UrlsKey]!);
        if (review is not null) builder.Services.AddReview();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(settings.DrainSeconds));
        builder.Services.AddSingleton<Microsoft.AspNetCore.Connections.IMemoryPoolFactory<byte>, WireBlocks>();
        // What comes in on a socket is read by a thread of the pool; it goes on with the request instead of handing it to another. Unsafe is said for sockets' own threads, which nothing here runs on.
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Math.Max(settings.MaximumLineBytes, settings.MaximumPageBytes);
            kestrel.Limits.MaxConcurrentConnections = settings.Connections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });

        var app = builder.Build();
        // Files that cannot be used end the start here, not at the first page.
        var current = app.Services.GetRequiredService<Current>();
        Warm(current);
        app.Lifetime.ApplicationStopped.Register(() => index?.DisposeAsync().AsTask().GetAwaiter().GetResult());
        app.UseMiddleware<Failures>();
        app.UseStatusCodePages(StatusPages);
        app.UseResponseCompression();
        app.UseMiddleware<CountStored>();
        app.UseRequestDecompression();
        app.UseAuthentication();
        app.UseAuthorization();
        Map(app);
        if (review is { } desk)
        {
            app.MapReview(desk.Docket, desk.Options, app.Services.GetRequiredService<TimeProvider>());
            app.Lifetime.ApplicationStopped.Register(desk.Docket.Dispose);
        }
        return app;
    }

    private static void Map(WebApplication app)
    {
        var score = app.MapGroup("/v1").RequireAuthorization(nameof(Scope.Score));
        score.MapPost("/score", ScoreEndpoint.Score).Describe(ApiDocument.Score);
        score.MapPost("/score/batch", StreamEndpoints.Batch).WithMetadata(AnyLength).Describe(ApiDocument.Batch);
        score.MapPost("/score/warc", StreamEndpoints.Warc).WithMetadata(AnyLength).Describe(ApiDocument.Warc);
        score.MapPost("/lookup", ArticleEndpoints.Lookup).Describe(ApiDocument.Lookup);
        score.MapGet("/signals", CatalogueEndpoints.Signals).Describe(ApiDocument.Signals);
        score.MapGet("/model", CatalogueEndpoints.Model).Describe(ApiDocument.Model);
        score.MapGet("/version", CatalogueEndpoints.VersionOf).Describe(ApiDocument.Version);
        var articles = app.MapGroup("/v1").RequireAuthorization(nameof(Scope.Index));
        articles.MapPost("/articles", ArticleEndpoints.Add).WithMetadata(AnyLength).Describe(ApiDocument.AddArticles);
        articles.MapDelete("/articles", ArticleEndpoints.Remove).Describe(ApiDocument.RemoveArticles);
        app.MapPost("/v1/reload", Reload).RequireAuthorization(nameof(Scope.Admin)).Describe(ApiDocument.Reload);
        app.MapGet("/health/live", Health.Live).Describe(ApiDocument.Live);
        app.MapGet("/health/ready", Health.Ready).Describe(ApiDocument.Ready);
        app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(nameof(Scope.Admin));
        app.MapOpenApi("/openapi/{documentName}.json");
    }

    private static IResult Reload(Current current) =>
        current.Reload() is { } refused ? Problems.Of(StatusCodes.Status409Conflict, "file-refused", refused) : Results.NoContent();

    private static ApiSettings Configure(WebApplicationBuilder builder, Start start)
    {
        builder.Configuration.Sources.Clear();
        var file = start.Config ?? (File.Exists(DefaultConfig) ? DefaultConfig : null);
        if (file is not null)
        {
            if (!File.Exists(file)) throw new UsageException($"The settings file '{file}' does not exist.");
            builder.Configuration.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
        }
        builder.Configuration.AddEnvironmentVariables();
        // The last one of a name counts.
        builder.Configuration.AddInMemoryCollection((start.Settings ?? []).GroupBy(one => one.Name, StringComparer.OrdinalIgnoreCase).Select(one => KeyValuePair.Create($"{ApiSettings.Section}:{one.Key}", one.Last().Value)));
        var settings = new ApiSettings();
        try
        {
            builder.Configuration.GetSection(ApiSettings.Section).Bind(settings, options => options.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException misfit)
        {
            throw new UsageException($"A setting cannot be used: {(misfit.InnerException is { } inner ? $"{misfit.Message} {inner.Message}" : misfit.Message)}");
        }
        if (settings.Faults().ToList() is { Count: > 0 } faults) throw new UsageException(string.Join(Environment.NewLine, faults));

        var urls = start.Urls ?? builder.Configuration[UrlsKey] ?? DefaultUrls;
        builder.WebHost.UseUrls(urls);
        builder.Configuration[UrlsKey] = urls;
        if (settings.Keys is null && urls.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(url => !IsLocal(url)) is { } open)
            throw new UsageException($"'{open}' can be reached from other machines, and no file of keys is set. Make one with 'detector-api key add --keys FILE --name NAME --scope score' and start with --keys FILE.");
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ssZ ";
        });
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        // The framework's own lines name paths with their queries, which may hold pages' addresses.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // A caller without a key is the caller's news.
        builder.Logging.AddFilter(typeof(KeyAuthentication).FullName, LogLevel.Warning);
        return settings;
    }

    private static (Docket Docket, ReviewOptions Options)? OpenReview(ApiSettings settings, string urls)
    {
        if (settings.Review is not { } place) return null;
        try
        {
            var store = RunStore.OpenAsync(place).GetAwaiter().GetResult();
            return (new Docket(store), ReviewOptions.ForAsync(store, urls.Split(';', StringSplitOptions.RemoveEmptyEntries).All(IsLocal), ReviewPath).GetAwaiter().GetResult());
        }
        catch (RunException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static bool IsLocal(string url)
    {
        if (!Uri.TryCreate(url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var parsed))
            throw new UsageException($"'{url}' is no address to listen at; http://127.0.0.1:8080 is one.");
        return parsed.Host.StartsWith("unix", StringComparison.Ordinal) || parsed.Host == "localhost" || (IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    // A shared index that is away is no reason not to start: verdicts say so until it is back.
    private static IRepublicationIndex? OpenIndex(ApiSettings settings)
    {
        if (settings.Index == ApiSettings.NoIndex) return null;
        try
        {
            return settings.IndexReadOnly ? RepublicationIndexes.Open(settings.Index) : RepublicationIndexes.OpenWrite(settings.Index, mustAnswer: false);
        }
        catch (IndexAwayException away)
        {
            throw new UsageException(away.Message);
        }
    }

    // The first page would pay for what every page needs: tables unpacked, code compiled.
    private static void Warm(Current current)
    {
        var words = string.Concat(Enumerable.Repeat("<p>The council met on the bridge and talked about the river until the evening.</p>", 8));
        current.Detector.Judge($"<html><head><title>Warm</title></head><body><h1>Warm</h1>{words}</body></html>", new Pages.PageRequest { Url = "https://warm.example/a/1" }, Detail.Everything);
    }

    private static Task StatusPages(Microsoft.AspNetCore.Diagnostics.StatusCodeContext context)
    {
        var (status, path) = (context.HttpContext.Response.StatusCode, context.HttpContext.Request.Path);
        return Problems.Write(context.HttpContext, status, status switch { 404 => "not-found", 405 => "method-not-allowed", 415 => "unsupported-media-type", _ => "refused" }, status switch
        {
            404 => $"There is nothing at '{path}'. The document at /openapi/v1.json lists what there is.",
            405 => $"'{path}' does not take {context.HttpContext.Request.Method}; it takes {context.HttpContext.Response.Headers.Allow}.",
            415 => $"The body's content coding '{context.HttpContext.Request.Headers.ContentEncoding}' is not known; gzip, br, deflate and zstd are.",
            _ => $"The request was refused with status {status}.",
        });
    }
}
