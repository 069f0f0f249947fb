using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Detector.Testing;

namespace Detector.Benchmarks.WebScan;

/// <summary>How a host behaves.</summary>
internal enum Manner { Plain, Compressed, Slow, Dripping, Broken, Dead, Moved, Elsewhere, Huge, Closed, Busy, Missing }

/// <summary>An address of a made web.</summary>
/// <param name="Url">What is asked for.</param>
/// <param name="Manner">How its host behaves.</param>
/// <param name="Page">The page that is behind it; null where none will come.</param>
/// <param name="PageUrl">The address that the page itself has.</param>
internal sealed record MadeAddress(string Url, Manner Manner, byte[]? Page, string PageUrl);

/// <summary>A web of some hundreds of hosts on loopback: most plain, of each thirty one slow, dripping, broken, dead, redirecting, huge, closed to robots, busy at first.</summary>
internal sealed class MadeWeb : IAsyncDisposable
{
    private const int HugeBytes = 20_000_000;

    private readonly LoopbackWeb _web;
    private readonly Dictionary<string, MadeAddress> _byPath = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _asked = new(StringComparer.Ordinal);
    private readonly byte[] _huge = Encoding.UTF8.GetBytes("<html><body>" + new string('x', HugeBytes));

    public MadeWeb(IReadOnlyList<byte[]> pages, int hosts, int addresses)
    {
        _web = new LoopbackWeb(Answer);
        var all = new List<MadeAddress>();
        for (var i = 0; i < addresses; i++)
        {
            var host = i % hosts;
            var manner = MannerOf(host);
            var page = manner is Manner.Dead or Manner.Broken or Manner.Dripping or Manner.Huge or Manner.Closed or Manner.Missing ? null : pages[i % pages.Count];
            var url = _web.Url($"{Name(manner)}{host}.example", $"/news/{i}");
            var pageUrl = manner == Manner.Moved ? _web.Url($"www.{Name(manner)}{host}.example", $"/now/{i}") : manner == Manner.Elsewhere ? _web.Url($"plain{(host / 30 * 30) + 20}.example", $"/from/{i}") : url;
            var address = new MadeAddress(url, manner, page, pageUrl);
            all.Add(address);
            _byPath[new Uri(url).PathAndQuery] = address;
            _byPath[new Uri(pageUrl).PathAndQuery] = address;
        }
        Addresses = all;
    }

    public IReadOnlyList<MadeAddress> Addresses { get; }

    public IReadOnlyList<Logged> Log => _web.Log;

    /// <summary>Lines of a hosts file: nobody listens where the dead hosts are.</summary>
    public string Hosts => string.Join('\n', Addresses.Select(static address => new Uri(address.Url).Host).Distinct(StringComparer.Ordinal).Where(static host => host.StartsWith("dead", StringComparison.Ordinal)).Select(static host => $"127.200.0.1 {host}")) + "\n127.0.0.1 *.example\n";

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private static string Name(Manner manner) => manner.ToString().ToLowerInvariant();

    private static Manner MannerOf(int host) => (host % 30) switch
    {
        0 => Manner.Slow,
        1 => Manner.Dripping,
        2 => Manner.Broken,
        3 => Manner.Dead,
        4 or 5 => Manner.Moved,
        6 or 7 => Manner.Elsewhere,
        8 => Manner.Huge,
        9 => Manner.Closed,
        10 => Manner.Busy,
        11 => Manner.Missing,
        < 20 => Manner.Compressed,
        _ => Manner.Plain,
    };

    private Reply Answer(Asked asked)
    {
        if (asked.Path == "/robots.txt") return asked.Host.StartsWith("closed", StringComparison.Ordinal) ? Reply.Text("User-agent: *\nDisallow: /") : Reply.Of(404);
        if (!_byPath.TryGetValue(asked.Path, out var address)) return Reply.Of(404);
        var page = new Reply { Head = ["Content-Type: text/html"], Body = address.Page ?? [] };
        return address.Manner switch
        {
            Manner.Slow => page with { Wait = TimeSpan.FromSeconds(1.5) },
            Manner.Dripping => page with { Body = new byte[10_000], Drip = TimeSpan.FromMilliseconds(500) },
            Manner.Broken => new Reply { Raw = [.. "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nContent-Type: text/html\r\n\r\n<html>"u8] },
            Manner.Moved or Manner.Elsewhere when !asked.Path.StartsWith("/now/", StringComparison.Ordinal) && !asked.Path.StartsWith("/from/", StringComparison.Ordinal) => Reply.To(address.PageUrl, 301),
            Manner.Huge => page with { Body = _huge },
            Manner.Busy when _asked.TryAdd(asked.Path, value: true) && asked.Path.GetHashCode(StringComparison.Ordinal) % 4 == 0 => Reply.Of(503, "Retry-After: 1"),
            Manner.Missing => Reply.Of(404),
            Manner.Compressed => page with { Head = ["Content-Type: text/html", "Content-Encoding: gzip"], Body = Packed(page.Body) },
            _ => page,
        };
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
