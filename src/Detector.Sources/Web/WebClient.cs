using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Detector.Sources.Web;

/// <summary>How much of a body is wanted, known once the head is there.</summary>
internal enum Wanted : byte { Nothing, Some, Whole }

/// <summary>
/// Asks one question of one server: no redirect is followed, no cookie kept, no login sent, nothing executed. Everything that can go wrong comes out as a
/// <see cref="FetchException"/> of its class, and nothing takes longer or more memory than <see cref="FetchOptions"/> says.
/// </summary>
internal sealed class WebClient : IDisposable
{
    /// <summary>What is kept of a body that only stands beside a head: of redirects and errors.</summary>
    private const int SomeBytes = 64 * 1024;

    // Bodies that grow past this wait for one of a few places, held until they have been handed on (Lighten), so that many large ones at once do not fill the memory.
    private const int SmallBody = 1024 * 1024;
    private const int LargeBodies = 4;
    private const int FirstBytes = 32 * 1024;

    private readonly FetchOptions _options;
    private readonly TimeProvider _time;
    private readonly GuardedConnections _connections;
    private readonly HttpMessageInvoker _direct;
    private readonly HttpMessageInvoker? _proxied;
    private readonly SemaphoreSlim _large = new(LargeBodies);

    public WebClient(FetchOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _connections = new GuardedConnections(options);
        _direct = new HttpMessageInvoker(Handler(null));
        if (options.Proxy is not null) _proxied = new HttpMessageInvoker(Handler(options.Proxy));
    }

    /// <summary>The address that a host's connections go to first; null behind a proxy.</summary>
    /// <param name="uri">A checked address.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="FetchException">The host has none, or none that may be asked.</exception>
    public async Task<IPAddress?> AddressAsync(Uri uri, CancellationToken stop)
    {
        if (IsProxied(uri)) return null;
        using var patience = new CancellationTokenSource(_options.ConnectTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            return (await _connections.CheckedAsync(uri.IdnHost, either.Token).ConfigureAwait(false))[0];
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new FetchException(FetchProblem.NameNotFound, $"The name '{uri.IdnHost}' was not looked up within {_options.ConnectTimeout.TotalSeconds:0.#} s.");
        }
    }

    /// <summary>Asks.</summary>
    /// <param name="uri">A checked address.</param>
    /// <param name="validators">If-None-Match and If-Modified-Since, for a page that was seen before.</param>
    /// <param name="wanted">How much of the body, by its head; at most <paramref name="limit"/>.</param>
    /// <param name="limit">Bytes of the body; a longer one is <see cref="FetchProblem.TooLarge"/>, or cut where only some is wanted.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="FetchException">It came to nothing.</exception>
    public async Task<Exchange> AskAsync(Uri uri, Validators validators, Func<Exchange, Wanted> wanted, int limit, CancellationToken stop)
    {
        using var request = Request(uri, validators);
        var asked = _time.GetUtcNow();
        var started = _time.GetTimestamp();
        using var patience = new CancellationTokenSource(_options.HeadTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            var proxied = IsProxied(uri);
            // The proxy makes the connection: all that can be checked here is what the name stands for here.
            if (proxied && !_options.AllowPrivate) await _connections.CheckedAsync(uri.IdnHost, either.Token).ConfigureAwait(false);
            using var answer = await (proxied ? _proxied! : _direct).SendAsync(request, either.Token).ConfigureAwait(false);
            var left = _options.ExchangeTimeout - _time.GetElapsedTime(started);
            patience.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            var response = new Exchange
            {
                Url = uri,
                Asked = asked,
                Server = proxied ? null : _connections.Of(uri),
                Sent = [new HeaderField("Host", uri.Authority), .. Fields(request.Headers)],
                Status = (int)answer.StatusCode,
                Phrase = answer.ReasonPhrase ?? "",
                Protocol = answer.Version,
                Fields = [.. Fields(answer.Headers), .. Fields(answer.Content.Headers)],
            };
            var (body, cut, heavy) = await BodyAsync(uri, answer.Content, wanted(response), limit, either.Token).ConfigureAwait(false);
            return response with { Body = body, IsCut = cut, IsHeavy = heavy, Took = _time.GetElapsedTime(started) };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new FetchException(FetchProblem.TimedOut, $"{uri.IdnHost} did not answer to the end within {_time.GetElapsedTime(started).TotalSeconds:0.#} s ({_options.HeadTimeout.TotalSeconds:0.#} s are given to the head, {_options.ExchangeTimeout.TotalSeconds:0.#} s to all).");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or AuthenticationException && failure is not FetchException)
        {
            throw Named(uri, failure);
        }
    }

    /// <summary>The body of an answer that <see cref="Exchange.IsHeavy"/> has been handed on.</summary>
    public void Lighten() => _large.Release();

    public void Dispose()
    {
        _direct.Dispose();
        _proxied?.Dispose();
        _large.Dispose();
    }

    private bool IsProxied(Uri uri) => _proxied is not null && _options.Proxy!.GetProxy(uri) is { } proxy && proxy != uri && !_options.Proxy.IsBypassed(uri);

    private SocketsHttpHandler Handler(IWebProxy? proxy)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Credentials = null,
            PreAuthenticate = false,
            // Bodies are kept as sent, and decompressed under a limit where they are read.
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = _options.ConnectTimeout,
            MaxConnectionsPerServer = _options.PerHost,
            MaxResponseHeadersLength = 128,
            MaxResponseDrainSize = 0,
            // Thousands of hosts are asked once each, and names change.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ActivityHeadersPropagator = null,
            UseProxy = proxy is not null,
            Proxy = proxy,
        };
        if (_options.Roots is { } roots)
        {
            var chain = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            chain.CustomTrustStore.AddRange(roots);
            handler.SslOptions.CertificateChainPolicy = chain;
        }
        if (proxy is null) handler.ConnectCallback = _connections.ConnectAsync;
        return handler;
    }

    private HttpRequestMessage Request(Uri uri, Validators validators)
    {
        // HTTP/2 where the server offers it over TLS.
        var request = new HttpRequestMessage(HttpMethod.Get, uri) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        Add("User-Agent", _options.UserAgent);
        Add("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1");
        Add("Accept-Language", "en;q=0.9,*;q=0.5");
        Add("Accept-Encoding", "gzip, deflate, br, zstd");
        if (validators.ETag is { Length: > 0 } tag) Add("If-None-Match", tag);
        if (validators.LastModified is { Length: > 0 } since) Add("If-Modified-Since", since);
        return request;

        void Add(string name, string value) => request.Headers.TryAddWithoutValidation(name, value);
    }

    private async Task<(ReadOnlyMemory<byte> Body, bool Cut, bool Heavy)> BodyAsync(Uri uri, HttpContent content, Wanted wanted, int limit, CancellationToken stop)
    {
        if (wanted == Wanted.Nothing) return (default, content.Headers.ContentLength is not 0, false);
        if (wanted == Wanted.Some) limit = Math.Min(limit, SomeBytes);
        else if (content.Headers.ContentLength > limit) throw TooLarge(uri, limit, $"{content.Headers.ContentLength:N0}");
        var stream = await content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        // Room for what is announced and the look that finds its end; more than a small body is believed only as it comes.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(Math.Min(content.Headers.ContentLength ?? 0, limit) + 1, FirstBytes, SmallBody));
        var length = 0;
        var (large, kept) = (false, false);
        try
        {
            while (true)
            {
                if (length == buffer.Length)
                {
                    if (!large && length >= SmallBody)
                    {
                        await _large.WaitAsync(stop).ConfigureAwait(false);
                        large = true;
                    }
                    var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * buffer.Length, limit + 1L));
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
                var read = await stream.ReadAsync(buffer.AsMemory(length), stop).ConfigureAwait(false);
                if (read == 0)
                {
                    kept = large;
                    return (buffer.AsSpan(0, length).ToArray(), false, large);
                }
                length += read;
                if (length <= limit) continue;
                if (wanted == Wanted.Some) return (buffer.AsSpan(0, limit).ToArray(), true, false);
                throw TooLarge(uri, limit, "more");
            }
        }
        finally
        {
            if (large && !kept) _large.Release();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static FetchException TooLarge(Uri uri, int limit, string size) =>
        new(FetchProblem.TooLarge, $"{uri.IdnHost} sent {size} bytes, and {limit:N0} are the most that is read. No page a person reads is that long.", lasting: true);

    private static List<HeaderField> Fields(HttpHeaders headers)
    {
        var fields = new List<HeaderField>();
        foreach (var (name, values) in headers.NonValidated)
            foreach (var value in values)
                fields.Add(new HeaderField(name, value));
        return fields;
    }

    private static FetchException Named(Uri uri, Exception failure)
    {
        for (Exception? inner = failure; inner is not null; inner = inner.InnerException)
        {
            if (inner is FetchException named) return named;
            if (inner is AuthenticationException)
                // A certificate stays what it is; a handshake that broke may go better.
                return new FetchException(FetchProblem.NotSecure, $"No secure connection to {uri.IdnHost}: {inner.Message}", lasting: inner.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase), failure);
        }
        var about = failure is HttpRequestException { HttpRequestError: var error } ? error : HttpRequestError.Unknown;
        return about switch
        {
            HttpRequestError.SecureConnectionError => new FetchException(FetchProblem.NotSecure, $"No secure connection to {uri.IdnHost}: {Cause(failure)}", inner: failure),
            HttpRequestError.NameResolutionError => new FetchException(FetchProblem.NameNotFound, $"The name '{uri.IdnHost}' could not be looked up: {Cause(failure)}", inner: failure),
            HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError => new FetchException(FetchProblem.NoConnection, $"No connection to {uri.IdnHost}, port {uri.Port}: {Cause(failure)}", inner: failure),
            _ => new FetchException(FetchProblem.BrokenAnswer, $"What {uri.IdnHost} sent is no valid HTTP, or broke off: {Cause(failure)}", inner: failure),
        };
    }

    private static string Cause(Exception failure) => failure.GetBaseException().Message;
}

/// <summary>What a server said about the page when it was fetched before, to ask whether it has changed (RFC 9110, 13).</summary>
/// <param name="ETag">As sent.</param>
/// <param name="LastModified">As sent.</param>
public readonly record struct Validators(string? ETag, string? LastModified)
{
    public bool Any => !string.IsNullOrEmpty(ETag) || !string.IsNullOrEmpty(LastModified);
}
