using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Detector.Contract;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Detector.Client;

/// <summary>
/// Asks a scoring API. Thread-safe: share one. Requests that are refused for now (429, 503) or whose connection breaks are sent again, with growing pauses; what stays wrong is told as <see cref="DetectorException"/>,
/// or as the connection's own exception (<see cref="HttpRequestException"/>, <see cref="IOException"/>, <see cref="TimeoutException"/>).
/// </summary>
public sealed class DetectorClient : IDisposable
{
    private readonly DetectorClientOptions _options;
    private readonly HttpClient _http;
    private readonly ResiliencePipeline _again;
    private readonly ResiliencePipeline _inTime;

    /// <summary>A client of the service at an address.</summary>
    public DetectorClient(Uri address) : this(new DetectorClientOptions { Address = address })
    {
    }

    /// <summary>A client with all its options.</summary>
    public DetectorClient(DetectorClientOptions options)
    {
        options.Check();
        _options = options;
        var handler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, ConnectTimeout = options.ConnectTimeout, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (options.Tls is not null) handler.SslOptions = options.Tls;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        if (options.Key is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Key);
        _again = Pipeline(options).Build();
        _inTime = Pipeline(options).AddTimeout(options.AnswerTimeout).Build();
    }

    /// <summary>Judges one page. A page that cannot be judged (too short, no text, ...) is answered too: <see cref="ResultLine.Unjudged"/> says why.</summary>
    /// <exception cref="DetectorException">The service refused the page, or was too busy for too long.</exception>
    public async Task<ResultLine> ScoreAsync(PageToScore page, AnswerOptions? answer = null, CancellationToken cancellationToken = default)
    {
        var (body, type, query) = PageBody.Of(page);
        var line = await Ask(HttpMethod.Post, Target("/v1/score", query, (answer ?? AnswerOptions.Default).Query(stream: false)), body, type, ResultJson.Line.ResultLine, cancellationToken).ConfigureAwait(false);
        // Raw bytes have no place for it on the way.
        return page.Fetched is null ? line : line with { Fetched = page.Fetched };
    }

    /// <summary>
    /// Judges any number of pages, streamed both ways: pages are taken as the service asks for them, answers come while pages are still being sent, and a caller that does not read answers is not read from. Every page is
    /// answered once, in the pages' order unless <see cref="AnswerOptions.AsReady"/>; when the connection breaks or the service is restarted, the pages not yet answered are sent again.
    /// </summary>
    public IAsyncEnumerable<ResultLine> ScoreAsync(IAsyncEnumerable<PageToScore> pages, AnswerOptions? answer = null, CancellationToken cancellationToken = default) =>
        new BatchRun(_options, _again, Target("/v1/score/batch", (answer ?? AnswerOptions.Default).Query(stream: true)), pages).Answers(cancellationToken);

    /// <summary>
    /// Judges the pages of a web archive (WARC or WET; plain, or gzip or zstd a record), streamed both ways. Answers come in the archive's order and are called by their WARC-Record-ID. A stream that can seek is sent again when the
    /// connection breaks, and what was answered is not told twice; one that cannot ends with an exception after the answers that came.
    /// </summary>
    public IAsyncEnumerable<ResultLine> ScoreArchiveAsync(Stream archive, AnswerOptions? answer = null, CancellationToken cancellationToken = default)
    {
        var form = answer ?? AnswerOptions.Default;
        if (form.AsReady) throw new ArgumentException("Answers to an archive come in its order: that is how they are told apart when it is sent again.", nameof(answer));
        return new ArchiveRun(_options, _again, Target("/v1/score/warc", form.Query(stream: true)), archive).Answers(cancellationToken);
    }

    /// <summary>Who else has a page's text; it is not judged.</summary>
    public Task<NeighboursLine> LookupAsync(PageToScore page, CancellationToken cancellationToken = default)
    {
        var (body, type, query) = PageBody.Of(page);
        return Ask(HttpMethod.Post, Target("/v1/lookup", query), body, type, ResultJson.Line.NeighboursLine, cancellationToken);
    }

    /// <summary>Files pages in the index. When it returns they are safe there; filed again, the same page counts once.</summary>
    /// <param name="articles">As many as one request may have (10,000 unless the service says otherwise). <see cref="PageToScore.Fetched"/> is when a page was first seen; without it, now.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<ArticlesAdded> AddArticlesAsync(IEnumerable<PageToScore> articles, CancellationToken cancellationToken = default)
    {
        using var lines = new MemoryStream();
        foreach (var article in articles) lines.Write(PageBody.Line(article, article.Id));
        return await Ask(HttpMethod.Post, Target("/v1/articles"), lines.ToArray(), "application/x-ndjson", ResultJson.Line.ArticlesAdded, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes every page filed under the given addresses out of the index.</summary>
    public Task RemoveArticlesAsync(IEnumerable<string> urls, CancellationToken cancellationToken = default) =>
        Ask<object>(HttpMethod.Delete, Target("/v1/articles"), JsonSerializer.SerializeToUtf8Bytes(new ArticlesToRemove([.. urls]), ResultJson.Line.ArticlesToRemove), "application/json", null, cancellationToken);

    /// <summary>The catalogue of signals.</summary>
    public async Task<IReadOnlyList<SignalInfo>> SignalsAsync(CancellationToken cancellationToken = default) => await Get("/v1/signals", ResultJson.Line.ListSignalInfo, cancellationToken).ConfigureAwait(false);

    /// <summary>The model in use.</summary>
    public Task<ModelInfo> ModelAsync(CancellationToken cancellationToken = default) => Get("/v1/model", ResultJson.Line.ModelInfo, cancellationToken);

    /// <summary>Versions of program, model, catalogue and signatures.</summary>
    public Task<VersionInfo> VersionAsync(CancellationToken cancellationToken = default) => Get("/v1/version", ResultJson.Line.VersionInfo, cancellationToken);

    /// <summary>Whether the service should be sent pages. Asked once, without retries: the answer is about now.</summary>
    public async Task<Readiness> ReadyAsync(CancellationToken cancellationToken = default)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(_options.AnswerTimeout);
        using var response = await _http.GetAsync(Target("/health/ready"), late.Token).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(late.Token).ConfigureAwait(false);
        // While it stops it says so with 503 and the same document.
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable) || response.Content.Headers.ContentType?.MediaType != "application/json") throw Refused(response, body);
        return ClientJson.Parse(body, ResultJson.Line.Readiness);
    }

    /// <summary>Closes its connections.</summary>
    public void Dispose() => _http.Dispose();

    private static ResiliencePipelineBuilder Pipeline(DetectorClientOptions options)
    {
        var pipeline = new ResiliencePipelineBuilder();
        if (options.Retries == 0) return pipeline;
        return pipeline.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(Failures.MayPass),
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.FirstPause,
            MaxDelay = options.LongestPause,
            // Callers shed together come back apart: up to a fifth later than they were told.
            DelayGenerator = static attempt => ValueTask.FromResult(attempt.Outcome.Exception is DetectorException { RetryAfter: { } after } ? after * (1 + Random.Shared.NextDouble() / 5) : (TimeSpan?)null),
        });
    }

    private Uri Target(string path, params string?[] query)
    {
        var all = string.Join('&', query.Where(part => !string.IsNullOrEmpty(part)));
        return new Uri(_options.Address.GetLeftPart(UriPartial.Path).TrimEnd('/') + path + (all.Length == 0 ? "" : "?" + all));
    }

    private Task<T> Get<T>(string path, JsonTypeInfo<T> type, CancellationToken stop) where T : class => Ask(HttpMethod.Get, Target(path), null, null, type, stop);

    private async Task<T> Ask<T>(HttpMethod method, Uri target, byte[]? body, string? contentType, JsonTypeInfo<T>? type, CancellationToken stop) where T : class
    {
        try
        {
            return await _inTime.ExecuteAsync(async token =>
            {
                using var request = new HttpRequestMessage(method, target);
                if (body is not null)
                {
                    request.Content = new ByteArrayContent(body);
                    request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType!);
                }
                using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, token).ConfigureAwait(false);
                var answer = await response.Content.ReadAsByteArrayAsync(token).ConfigureAwait(false);
                if (!response.IsSuccessStatusCode) throw Refused(response, answer);
                return type is null ? null! : ClientJson.Parse(answer, type);
            }, stop).ConfigureAwait(false);
        }
        catch (TimeoutRejectedException late)
        {
            throw new TimeoutException($"{target.Authority} has not answered within {_options.AnswerTimeout.TotalSeconds:0.#} s.", late);
        }
    }

    private static DetectorException Refused(HttpResponseMessage response, byte[] body) =>
        DetectorException.Of(response.StatusCode, body, response.Headers.TryGetValues("Retry-After", out var after) ? after.First() : null);
}
