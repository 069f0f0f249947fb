using System.Net;
using Detector.Sources.Web;
using Detector.Testing;

namespace Detector.Sources.Tests.Web;

/// <summary>Crawls of a web of the test's own, on an address that is open to it although it is private: everything else private stays closed.</summary>
internal static class Crawls
{
    public static readonly IPAddress Open = IPAddress.Parse("127.77.0.1");

    public const string Article = "<!DOCTYPE html><html><head><title>Pool opens</title></head><body><h1>Pool opens</h1><p>The outdoor pool will open on Saturday after all, three weeks late and with a crack in the shallow end that the engineer calls ugly but sound.</p></body></html>";

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static LoopbackWeb Web(Func<Asked, Reply> answer) => new(asked => asked.Path == "/robots.txt" ? Reply.Of(404) : answer(asked), Open);

    /// <summary>Quick, and every name stands for <see cref="Open"/>.</summary>
    public static FetchOptions Quick { get; } = new()
    {
        Delay = TimeSpan.Zero,
        FirstBackoff = TimeSpan.FromMilliseconds(20),
        Exempt = Open,
        Resolve = static (_, _) => Task.FromResult<IPAddress[]>([Open]),
    };

    public static async Task<List<Fetched>> Run(FetchOptions options, params string[] urls)
    {
        using var crawl = new WebCrawl(options);
        var all = new List<Fetched>();
        await foreach (var fetched in crawl.RunAsync(urls.Select(static (url, i) => new FetchTask(i, url)), CancellationToken.None, Stop)) all.Add(fetched);
        all.Select(static fetched => fetched.Task.Position).Order().ShouldBe(Enumerable.Range(0, urls.Length).Select(static i => (long)i), "Each address comes out once.");
        return [.. all.OrderBy(static fetched => fetched.Task.Position)];
    }

    public static async Task<Fetched> One(FetchOptions options, string url) => (await Run(options, url))[0];
}
