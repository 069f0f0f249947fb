using System.Net;
using System.Security.Cryptography.X509Certificates;
using Detector.Pages;

namespace Detector.Sources.Web;

/// <summary>What robots.txt means to a crawl.</summary>
public enum RobotsPolicy : byte
{
    /// <summary>What a site asks robots not to fetch is not fetched (RFC 9309).</summary>
    Obey,
    /// <summary>robots.txt is not asked for. For addresses that people reported one by one and somebody has to look at anyway.</summary>
    Ignore,
}

/// <summary>Finds the numbers of a host name.</summary>
/// <param name="host">In punycode, lower case.</param>
/// <param name="stop">Ends the wait.</param>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken stop);

/// <summary>How pages are fetched: manners, limits, patience.</summary>
public sealed record FetchOptions
{
    /// <summary>The User-Agent header. It should also say where a site's owner can read about it or complain: "Name/1.0 (+https://...)".</summary>
    public string UserAgent { get; init; } = "DetectorBot/0.1";

    /// <summary>The name robots.txt groups are looked up by: the letters, "_" and "-" that <see cref="UserAgent"/> begins with (RFC 9309, 2.2.1).</summary>
    public string Robot => RobotsFile.Product(UserAgent).ToString();

    public RobotsPolicy Robots { get; init; } = RobotsPolicy.Obey;

    /// <summary>Whether loopback, private and link-local networks may be asked. Metadata services, multicast and what is reserved never are.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>Requests under way at once, to all hosts together. 1 to 1,000.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>Requests under way at once to one host. 1 to 16.</summary>
    public int PerHost { get; init; } = 1;

    /// <summary>
    /// Requests under way at once to one IP address (of IPv6: one /64), whatever names it goes by; behind a proxy, which looks names up itself, it cannot be kept to. 1 to 1,000. A farm's hundreds of names are often one
    /// machine, and so are the names of a small host that is to be spared.
    /// </summary>
    public int PerAddress { get; init; } = 8;

    /// <summary>Time between two requests to one host: from the start of one to the start of the next, and from its end.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest Crawl-delay of a robots.txt that is kept to; longer ones count as this.</summary>
    public TimeSpan MaximumCrawlDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a robots.txt is believed (RFC 9309, 2.4: a day at most).</summary>
    public TimeSpan RobotsLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Time to look a name up and connect.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time until the head of the answer is there, connecting included.</summary>
    public TimeSpan HeadTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time for a whole exchange: a server that drips a byte a second ends here.</summary>
    public TimeSpan ExchangeTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of a body as sent, compressed where it is.</summary>
    public int MaximumBodyBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Bytes of a page, decompressed.</summary>
    public int MaximumPageBytes { get; init; } = PageLimits.Default.MaximumBytes;

    /// <summary>Redirects followed from one address (the Fetch Standard has 20; no honest page needs ten).</summary>
    public int MaximumRedirects { get; init; } = 10;

    /// <summary>The first wait before a request is tried again; it doubles, and chance makes it between half and one and a half of that.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest Retry-After that is waited for; a server that asks for more is not asked again.</summary>
    public TimeSpan MaximumRetryAfter { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>After so many questions in a row that did not reach a host at all, with a longer pause after each, the rest of its addresses are not tried.</summary>
    public int HostFailures { get; init; } = 4;

    /// <summary>Addresses held in memory to choose from, so that slow hosts do not hold back the rest.</summary>
    public int Window { get; init; } = 20_000;

    /// <summary>Looks names up; null: the system does.</summary>
    public ResolveHost? Resolve { get; init; }

    /// <summary>Asked for a proxy; null: none is used. <see cref="HttpClient.DefaultProxy"/> reads http_proxy, https_proxy, all_proxy and no_proxy.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>A private number that may be asked although others may not: where a test's own server stands.</summary>
    internal IPAddress? Exempt { get; init; }

    /// <summary>Certificates trusted in place of the system's: a test's own.</summary>
    internal X509Certificate2Collection? Roots { get; init; }

    /// <summary>Chance for the waits.</summary>
    public Random Jitter { get; init; } = Random.Shared;
}
