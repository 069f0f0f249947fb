using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Detector.Pages;
using Detector.Sources.Archives;
using Detector.Sources.Web;
using Detector.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ZstdSharp;

namespace Detector.Sources.Tests.Web;

/// <summary>Fetching from servers that are slow, broken, coy, huge or plain.</summary>
public class WebCrawlTests
{
    private static readonly byte[] ArticleBytes = Encoding.UTF8.GetBytes(Crawls.Article);

    [Fact]
    public async Task A_page_is_fetched_with_a_clear_name_and_comes_with_its_head()
    {
        await using var web = Crawls.Web(_ => Reply.Html(Crawls.Article) with { Head = ["Content-Type: text/html; charset=utf-8", "ETag: \"7\"", "X-Twice: a", "X-Twice: b"] });

        var fetched = await Crawls.One(Crawls.Quick, web.Url("news.example", "/a?b=c"));

        fetched.Problem.ShouldBeNull();
        fetched.Response!.Status.ShouldBe(200);
        fetched.Response.Server.ShouldBe(Crawls.Open);
        fetched.Response.Field("etag").ShouldBe("\"7\"");
        fetched.Response.Field("x-twice").ShouldBe("a, b");
        var asked = web.Log.Single(static line => line.Asked.Path == "/a?b=c").Asked.Fields;
        asked["user-agent"].ShouldStartWith("DetectorBot/");
        asked["accept-encoding"].ShouldBe("gzip, deflate, br, zstd");
        asked.ShouldNotContainKey("cookie");
        var page = PagePayload.Read("x", fetched.Response, SourceLimits.Default).ShouldBeOfType<SourcePage>();
        Encoding.UTF8.GetString(page.Bytes.Span).ShouldBe(Crawls.Article);
        page.Request.Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("gzip, br")]
    public async Task A_compressed_body_is_kept_as_sent_and_read_plain(string coding)
    {
        var body = coding.Split(", ").Aggregate(ArticleBytes, Packed);
        await using var web = Crawls.Web(_ => new Reply { Head = ["Content-Type: text/html", $"Content-Encoding: {coding}"], Body = body });

        var fetched = await Crawls.One(Crawls.Quick, web.Url("news.example"));

        fetched.Response!.Body.ToArray().ShouldBe(body);
        PagePayload.Read("x", fetched.Response, SourceLimits.Default).ShouldBeOfType<SourcePage>().Bytes.ToArray().ShouldBe(ArticleBytes);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_body_that_unpacks_to_more_than_the_limit_is_named_and_not_unpacked(string coding)
    {
        var bomb = Packed(new byte[64 * 1024 * 1024], coding);
        await using var web = Crawls.Web(_ => new Reply { Head = ["Content-Type: text/html", $"Content-Encoding: {coding}"], Body = bomb });

        var fetched = await Crawls.One(Crawls.Quick, web.Url("news.example"));

        PagePayload.Read("x", fetched.Response!, SourceLimits.Default).ShouldBeOfType<BrokenPage>().Reason.ShouldBe(UnreadableReason.TooLarge);
    }

    [Fact]
    public async Task Redirects_are_followed_and_recorded_and_those_that_leave_the_site_are_marked()
    {
        await using var web = Crawls.Web(asked => (asked.Host, asked.Path) switch
        {
            ("news.example", "/old") => Reply.To("/new?x=1", 301),
            ("news.example", "/new?x=1") => Reply.To("//www.news.example:PORT/here".Replace("PORT", asked.Fields["host"].Split(':')[1], StringComparison.Ordinal), 308),
            ("www.news.example", "/here") => Reply.To($"http://shop.other.example:{asked.Fields["host"].Split(':')[1]}/offer#top", 307),
            _ => Reply.Html(Crawls.Article),
        });

        var fetched = await Crawls.One(Crawls.Quick, web.Url("news.example", "/old"));

        fetched.Problem.ShouldBeNull();
        fetched.FinalUrl.ShouldBe(web.Url("shop.other.example", "/offer"));
        fetched.Hops.Select(static hop => (hop.Response.Status, hop.LeavesSite)).ShouldBe([(301, false), (308, false), (307, true)]);
        fetched.LeavesSite.ShouldBeTrue();
        fetched.Requests.ShouldBe(4);
    }

    [Fact]
    public async Task Circles_and_endless_redirects_end()
    {
        await using var web = Crawls.Web(asked => asked.Path.StartsWith("/n", StringComparison.Ordinal) ? Reply.To($"/n{int.Parse(asked.Path[2..], CultureInfo.InvariantCulture) + 1}") : Reply.To("/self"));

        var fetched = await Crawls.Run(Crawls.Quick, web.Url("news.example", "/self"), web.Url("news.example", "/n1"));

        fetched.ShouldAllBe(static one => one.Problem == FetchProblem.RedirectedTooOften);
        fetched[0].Says.ShouldNotBeNull().ShouldContain("circle");
        fetched[1].Hops.Count.ShouldBe(Crawls.Quick.MaximumRedirects + 1);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    [InlineData(410)]
    [InlineData(501)]
    public async Task What_will_not_get_better_is_asked_once(int status)
    {
        await using var web = Crawls.Web(_ => Reply.Text("no", status));

        var fetched = await Crawls.One(Crawls.Quick, web.Url("news.example"));

        fetched.Problem.ShouldBeNull();
        fetched.Response!.Status.ShouldBe(status);
        web.Paths.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_after_the_time_it_names()
    {
        var times = 0;
        await using var web = Crawls.Web(_ => Interlocked.Increment(ref times) < 3 ? Reply.Of(times == 1 ? 503 : 429, "Retry-After: 1") : Reply.Html(Crawls.Article));

        var fetched = await Crawls.One(Crawls.Quick, web.Url("news.example"));

        fetched.Response!.Status.ShouldBe(200);
        fetched.Requests.ShouldBe(3);
        var log = web.Log.Where(static line => line.Asked.Path == "/").ToList();
        for (var i = 1; i < log.Count; i++) (log[i].Began - log[i - 1].Ended).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public async Task A_server_that_asks_to_wait_for_hours_is_left_alone()
    {
        await using var web = Crawls.Web(_ => Reply.Of(429, $"Retry-After: {DateTimeOffset.UtcNow.AddHours(3):R}"));

        var fetched = await Crawls.One(Crawls.Quick, web.Url("news.example"));

        fetched.Problem.ShouldBe(FetchProblem.AskedToWait);
        web.Paths.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Errors_of_a_server_are_asked_again_and_then_stand()
    {
        await using var web = Crawls.Web(_ => Reply.Text("no", 500));

        var fetched = await Crawls.One(Crawls.Quick, web.Url("news.example"));

        fetched.Response!.Status.ShouldBe(500);
        web.Paths.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_server_that_drips_ends_at_the_time_limit_and_one_that_says_nothing_earlier()
    {
        var times = 0;
        await using var web = Crawls.Web(asked =>
        {
            Interlocked.Increment(ref times);
            return asked.Path == "/silent" ? Reply.Html("") with { Wait = TimeSpan.FromMinutes(5) } : Reply.Html(Crawls.Article) with { Drip = TimeSpan.FromSeconds(1) };
        });
        var options = Crawls.Quick with { HeadTimeout = TimeSpan.FromSeconds(0.4), ExchangeTimeout = TimeSpan.FromSeconds(1) };

        var fetched = await Crawls.Run(options, web.Url("drip.example", "/drip"), web.Url("silent.example", "/silent"));

        fetched.ShouldAllBe(static one => one.Problem == FetchProblem.TimedOut);
        times.ShouldBe(4, "Each is tried a second time.");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_left_whether_its_size_is_told_or_not()
    {
        var chunks = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat($"1000\r\n{new string('x', 4096)}\r\n", 100)) + "0\r\n\r\n");
        await using var web = Crawls.Web(asked => asked.Path == "/told" ? Reply.Html(new string('x', 300_000)) : new Reply { Raw = chunks });

        var fetched = await Crawls.Run(Crawls.Quick with { MaximumBodyBytes = 200_000 }, web.Url("news.example", "/told"), web.Url("news.example", "/not"));

        fetched.ShouldAllBe(static one => one.Problem == FetchProblem.TooLarge);
        fetched[0].Says.ShouldNotBeNull().ShouldContain("300,000 bytes, and 200,000");
        web.Paths.Count.ShouldBe(2, "It will not be smaller the second time.");
    }

    [Fact]
    public async Task Many_large_bodies_at_once_come_through()
    {
        var large = "<html>" + new string('x', 3_000_000);
        await using var web = Crawls.Web(_ => Reply.Html(large));

        var fetched = await Crawls.Run(Crawls.Quick, [.. Enumerable.Range(0, 12).Select(i => web.Url($"h{i}.example"))]);

        fetched.ShouldAllBe(one => one.Response!.Body.Length == large.Length);
    }

    [Fact]
    public async Task Broken_answers_are_named()
    {
        await using var web = Crawls.Web(asked => asked.Path switch
        {
            "/garbage" => new Reply { Raw = [.. "\0\0\0garbage\r\n\r\n"u8] },
            "/cut" => Reply.Html(Crawls.Article) with { CutAfter = 20 },
            "/nothing" => new Reply { Raw = [] },
            _ => Reply.Of(200, "Content-Type: text/html", $"X: {new string('x', 200_000)}"),
        });

        var fetched = await Crawls.Run(Crawls.Quick, web.Url("a.example", "/garbage"), web.Url("b.example", "/cut"), web.Url("c.example", "/nothing"), web.Url("d.example", "/head"));

        fetched.ShouldAllBe(static one => one.Problem == FetchProblem.BrokenAnswer);
    }

    [Fact]
    public async Task What_is_no_page_is_not_downloaded()
    {
        await using var web = Crawls.Web(_ => new Reply { Head = ["Content-Type: image/png"], Body = new byte[2_000_000] });

        var fetched = await Crawls.One(Crawls.Quick, web.Url("news.example"));

        fetched.Problem.ShouldBe(FetchProblem.NotAPage);
        fetched.Response!.Body.Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        await using var web = Crawls.Web(asked => asked.Fields.GetValueOrDefault("if-none-match") == "\"7\"" && asked.Fields.ContainsKey("if-modified-since") ? Reply.Of(304, "ETag: \"7\"") : Reply.Html(Crawls.Article));
        using var crawl = new WebCrawl(Crawls.Quick);
        var known = new Validators("\"7\"", "Sun, 01 Mar 2026 12:00:00 GMT");

        var all = new List<Fetched>();
        await foreach (var fetched in crawl.RunAsync([new FetchTask(0, web.Url("a.example")) { Validators = known }, new FetchTask(1, web.Url("b.example"))], CancellationToken.None, Crawls.Stop)) all.Add(fetched);

        all.Single(static one => one.Task.Position == 0).IsUnchanged.ShouldBeTrue();
        all.Single(static one => one.Task.Position == 1).IsUnchanged.ShouldBeFalse();
    }

    [Fact]
    public async Task A_host_is_asked_one_question_at_a_time_with_a_pause_and_others_do_not_wait_for_it()
    {
        await using var web = new LoopbackWeb(asked => asked.Path == "/robots.txt" ? Reply.Of(404)
            : asked.Path == "/hop" ? Reply.To($"http://a.example:{asked.Fields["host"].Split(':')[1]}/landed") : Reply.Html(Crawls.Article) with { Wait = TimeSpan.FromMilliseconds(asked.Host == "slow.example" ? 400 : 5) }, Crawls.Open);
        var pause = TimeSpan.FromMilliseconds(150);
        string[] urls = [.. Enumerable.Range(0, 6).Select(i => web.Url("slow.example", $"/{i}")), .. Enumerable.Range(0, 6).Select(i => web.Url("a.example", $"/{i}")), web.Url("b.example", "/hop"), web.Url("c.example", "/hop"), .. Enumerable.Range(0, 40).Select(i => web.Url($"h{i}.example"))];

        var fetched = await Crawls.Run(Crawls.Quick with { Delay = pause, Concurrency = 8 }, urls);

        fetched.ShouldAllBe(static one => one.Response!.Status == 200);
        AssertPolite(web, pause);
        web.Log.Count(static line => line.Asked is { Host: "a.example", Path: "/landed" }).ShouldBe(2);
        // The slow host takes 6 turns of 0.55 s; a single host of the many is done long before it.
        web.Log.Where(static line => line.Asked.Host.StartsWith('h')).Max(static line => line.Ended).ShouldBeLessThan(web.Log.Where(static line => line.Asked.Host == "slow.example").Max(static line => line.Ended));
    }

    [Fact]
    public async Task Several_at_once_are_allowed_where_asked_for_and_never_more()
    {
        await using var web = Crawls.Web(_ => Reply.Html(Crawls.Article) with { Wait = TimeSpan.FromMilliseconds(100) });

        await Crawls.Run(Crawls.Quick with { PerHost = 3 }, [.. Enumerable.Range(0, 12).Select(i => web.Url("a.example", $"/{i}"))]);

        var log = web.Log.Where(static line => line.Asked.Path != "/robots.txt").ToList();
        log.Max(line => log.Count(other => other.Began <= line.Began && other.Ended > line.Began)).ShouldBe(3);
    }

    [Fact]
    public async Task Names_that_share_an_address_share_its_places()
    {
        await using var web = new LoopbackWeb(asked => asked.Path == "/robots.txt" ? Reply.Of(404) : Reply.Html(Crawls.Article) with { Wait = TimeSpan.FromMilliseconds(40) }, Crawls.Open);

        await Crawls.Run(Crawls.Quick with { PerAddress = 3 }, [.. Enumerable.Range(0, 40).Select(i => web.Url($"h{i % 20}.example", $"/{i}"))]);

        // By the server's log, robots.txt included: three names are asked at once, and never a fourth.
        var log = web.Log;
        log.Count.ShouldBe(60);
        log.Max(line => log.Count(other => other.Began <= line.Began && other.Ended > line.Began)).ShouldBe(3);
    }

    [Fact]
    public async Task Names_of_other_addresses_do_not_wait_for_a_crowded_one()
    {
        await using var crowded = new LoopbackWeb(asked => asked.Path == "/robots.txt" ? Reply.Of(404) : Reply.Html(Crawls.Article) with { Wait = TimeSpan.FromMilliseconds(100) }, IPAddress.Parse("127.0.0.1"));
        await using var free = new LoopbackWeb(_ => Reply.Html(Crawls.Article), IPAddress.Parse("127.0.0.2"));
        var options = Crawls.Quick with { PerAddress = 1, AllowPrivate = true, Resolve = (host, _) => Task.FromResult<IPAddress[]>([host.StartsWith('c') ? crowded.Address : free.Address]) };
        using var crawl = new WebCrawl(options);
        var order = new List<string>();

        await foreach (var fetched in crawl.RunAsync([.. Enumerable.Range(0, 12).Select(i => new FetchTask(i, crowded.Url($"c{i}.example"))), new FetchTask(12, free.Url("free.example"))], CancellationToken.None, Crawls.Stop)) order.Add(new Uri(fetched.FinalUrl).Host);

        order.Count.ShouldBe(13);
        order.IndexOf("free.example").ShouldBeLessThan(12, "The last of the list is done before the crowd is.");
        var log = crowded.Log;
        log.Max(line => log.Count(other => other.Began <= line.Began && other.Ended > line.Began)).ShouldBe(1);
    }

    [Fact]
    public async Task What_robots_txt_forbids_is_not_asked_and_the_delay_it_wants_is_kept()
    {
        await using var web = new LoopbackWeb(asked => asked.Path == "/robots.txt" ? Reply.Text("User-agent: *\nCrawl-delay: 0.3\nDisallow: /private") : Reply.Html(Crawls.Article), Crawls.Open);

        var fetched = await Crawls.Run(Crawls.Quick, web.Url("a.example", "/1"), web.Url("a.example", "/private/2"), web.Url("a.example", "/3"));

        fetched[1].Problem.ShouldBe(FetchProblem.Robots);
        fetched[1].Says.ShouldBe("The robots.txt of a.example asks DetectorBot not to fetch /private/2.");
        web.Paths.ShouldBe(["/1", "/3"], ignoreOrder: true);
        AssertPolite(web, TimeSpan.FromSeconds(0.3));
        web.Log.Count(static line => line.Asked.Path == "/robots.txt").ShouldBe(1);
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(403, true)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public async Task A_robots_txt_that_is_not_there_allows_and_one_that_cannot_be_had_forbids(int status, bool allowed)
    {
        await using var web = new LoopbackWeb(asked => asked.Path == "/robots.txt" ? Reply.Of(status) : Reply.Html(Crawls.Article), Crawls.Open);

        var fetched = await Crawls.One(Crawls.Quick, web.Url("a.example"));

        fetched.Problem.ShouldBe(allowed ? null : FetchProblem.RobotsUnreachable);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task A_robots_txt_is_followed_over_five_redirects_and_no_more(int redirects, bool allowed)
    {
        await using var web = new LoopbackWeb(asked => asked.Path switch
        {
            "/robots.txt" => Reply.To("/r1"),
            ['/', 'r', .. var number] when int.Parse(number, CultureInfo.InvariantCulture) is var n => n < redirects ? Reply.To($"http://r{n}.example:{asked.Fields["host"].Split(':')[1]}/r{n + 1}") : Reply.Text("User-agent: *\nDisallow: /"),
            _ => Reply.Html(Crawls.Article),
        }, Crawls.Open);

        var fetched = await Crawls.One(Crawls.Quick, web.Url("a.example"));

        fetched.Problem.ShouldBe(allowed ? null : FetchProblem.Robots);
    }

    [Fact]
    public async Task A_robots_txt_can_be_left_unasked()
    {
        var robots = 0;
        await using var web = new LoopbackWeb(asked =>
        {
            if (asked.Path != "/robots.txt") return Reply.Html(Crawls.Article);
            Interlocked.Increment(ref robots);
            return Reply.Text("User-agent: *\nDisallow: /");
        }, Crawls.Open);

        (await Crawls.One(Crawls.Quick with { Robots = RobotsPolicy.Ignore }, web.Url("a.example"))).Problem.ShouldBeNull();

        web.Paths.Count.ShouldBe(1);
        robots.ShouldBe(0);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_given_up_after_a_few_addresses()
    {
        var looked = 0;
        var options = Crawls.Quick with
        {
            Robots = RobotsPolicy.Ignore,
            Resolve = (_, _) =>
            {
                Interlocked.Increment(ref looked);
                throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.TryAgain);
            },
        };

        var fetched = await Crawls.Run(options, [.. Enumerable.Range(0, 20).Select(static i => $"http://gone.example/{i}")]);

        fetched.Count(static one => one.Problem == FetchProblem.NameNotFound).ShouldBe(options.HostFailures);
        fetched.Count(static one => one.Problem == FetchProblem.HostDown).ShouldBe(20 - options.HostFailures);
        fetched.ShouldAllBe(static one => one.Says!.Contains("gone.example", StringComparison.Ordinal));
        looked.ShouldBe(options.HostFailures);
    }

    [Fact]
    public async Task A_stop_asks_nothing_more_and_what_was_fetched_is_handed_on()
    {
        await using var web = Crawls.Web(_ => Reply.Html(Crawls.Article));
        using var crawl = new WebCrawl(Crawls.Quick with { Delay = TimeSpan.FromMilliseconds(20), Robots = RobotsPolicy.Ignore });
        using var stop = new CancellationTokenSource();
        var all = new List<Fetched>();

        await foreach (var fetched in crawl.RunAsync(Enumerable.Range(0, 100_000).Select(i => new FetchTask(i, web.Url("a.example", $"/{i}"))), stop.Token, Crawls.Stop))
        {
            all.Add(fetched);
            if (all.Count == 5) await stop.CancelAsync();
        }

        all.Count.ShouldBeInRange(5, 8);
        all.Select(static one => one.Response!.Url.PathAndQuery).ShouldBe(web.Paths, ignoreOrder: true);
    }

    [Fact]
    public async Task A_proxy_is_asked_and_only_for_public_names()
    {
        await using var proxy = new LoopbackWeb(asked => asked.Path.EndsWith("/robots.txt", StringComparison.Ordinal) ? Reply.Of(404) : Reply.Html(Crawls.Article));
        var options = new FetchOptions
        {
            Delay = TimeSpan.Zero,
            Proxy = new WebProxy("127.0.0.1", proxy.Port),
            Resolve = static (host, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(host == "inside.example" ? "10.0.0.1" : "93.184.215.14")]),
        };

        var fetched = await Crawls.Run(options, "http://news.example/x", "http://inside.example/x");

        fetched[0].Problem.ShouldBeNull();
        fetched[0].Response!.Server.ShouldBeNull();
        fetched[1].Problem.ShouldBe(FetchProblem.Refused);
        proxy.Log.Select(static line => line.Asked.Path).ShouldBe(["http://news.example/robots.txt", "http://news.example/x"]);
    }

    [Fact]
    public async Task Secure_connections_need_a_certificate_for_the_name()
    {
        using var certificate = Certificate("news.example");
        await using var web = new LoopbackWeb(asked => asked.Path == "/robots.txt" ? Reply.Of(404) : Reply.Html(Crawls.Article), Crawls.Open, certificate);
        var trusting = Crawls.Quick with { Roots = [certificate] };

        (await Crawls.One(trusting, web.Url("news.example"))).Problem.ShouldBeNull();
        var other = await Crawls.One(trusting, web.Url("other.example"));
        var untrusted = await Crawls.One(Crawls.Quick, web.Url("news.example"));

        other.Problem.ShouldBe(FetchProblem.NotSecure);
        untrusted.Problem.ShouldBe(FetchProblem.NotSecure);
        untrusted.Says.ShouldNotBeNull().ShouldContain("No secure connection to news.example");
    }

    [Fact]
    public async Task A_server_that_offers_HTTP_2_is_asked_by_it()
    {
        using var certificate = Certificate("news.example");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.Listen(Crawls.Open, 0, listen => listen.UseHttps(certificate)));
        await using var app = builder.Build();
        app.Run(static context =>
        {
            context.Response.StatusCode = context.Request.Path == "/robots.txt" ? 404 : 200;
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync(Crawls.Article);
        });
        await app.StartAsync(Crawls.Stop);
        var port = new Uri(app.Urls.Single()).Port;

        var fetched = await Crawls.One(Crawls.Quick with { Roots = [certificate] }, $"https://news.example:{port}/x");

        fetched.Problem.ShouldBeNull(fetched.Says);
        fetched.Response!.Protocol.ShouldBe(HttpVersion.Version20);
        var records = WarcWriter.Of(fetched, DateTimeOffset.UtcNow);
        var text = Unpacked(records.Bytes.ToArray());
        text.ShouldContain("WARC-Protocol: h2\r\n");
        text.ShouldContain("HTTP/1.1 200 OK\r\n");
        using var inputs = new Inputs();
        Inputs.Content(Inputs.Read(inputs.Add("h2.warc.gz", records.Bytes.ToArray())).ShouldHaveSingleItem()).ShouldBe(Crawls.Article);
    }

    [Fact]
    public async Task What_an_archive_keeps_is_read_back_as_the_same_pages()
    {
        var packed = Packed(ArticleBytes, "gzip");
        await using var web = Crawls.Web(asked => asked.Path switch
        {
            "/old" => Reply.To("/packed"),
            "/packed" => new Reply { Head = ["Content-Type: text/html; charset=utf-8", "Content-Encoding: gzip", "X-Odd: a\u00E9"], Body = packed },
            "/chunked" => new Reply { Head = ["Content-Type: text/html", "Transfer-Encoding: chunked"], Body = [.. Encoding.ASCII.GetBytes($"{ArticleBytes.Length:x}\r\n"), .. ArticleBytes, .. "\r\n0\r\n\r\n"u8] },
            "/gone" => Reply.Text("gone", 404) with { Head = ["Content-Type: text/html"] },
            "/picture" => new Reply { Head = ["Content-Type: image/png"], Body = new byte[1000] },
            _ => Reply.Html(Crawls.Article) with { Head = [] },
        });
        var fetched = await Crawls.Run(Crawls.Quick, web.Url("news.example", "/old"), web.Url("news.example", "/chunked"), web.Url("news.example", "/gone"), web.Url("news.example", "/picture"), web.Url("news.example", "/plain"), "http://127.0.0.1/");
        using var inputs = new Inputs();
        var archive = new List<byte>(WarcWriter.Info("saved.warc.gz", DateTimeOffset.UtcNow, Crawls.Quick, "detector test").ToArray());
        foreach (var one in fetched)
        {
            var records = WarcWriter.Of(one, DateTimeOffset.UtcNow);
            // What a run points to can be read on its own.
            using var alone = new GZipStream(new MemoryStream(records.Bytes[records.Offset..].ToArray()), CompressionMode.Decompress);
            var head = new byte[9];
            alone.ReadExactly(head);
            head.ShouldBe("WARC/1.1\r"u8.ToArray());
            archive.AddRange(records.Bytes.Span);
        }

        var progress = new SourceProgress();
        var read = Inputs.Read(inputs.Add("saved.warc.gz", [.. archive]), progress: progress).Cast<SourcePage>().ToList();

        var direct = fetched.Where(static one => one.Response is not null && one.Problem is null).Select(static one => (SourcePage)PagePayload.Read("x", one.Response!, SourceLimits.Default)).ToList();
        read.Count.ShouldBe(4);
        foreach (var (again, first) in read.Zip(direct))
        {
            again.Bytes.ToArray().ShouldBe(first.Bytes.ToArray());
            (again.Request with { Fetched = null }).ShouldBe(first.Request with { Fetched = null });
        }
        progress.SkippedRecords(SkippedRecord.Redirect).ShouldBe(1);
        progress.SkippedRecords(SkippedRecord.NotHtml).ShouldBe(1);
        progress.SkippedRecords(SkippedRecord.Request).ShouldBe(7);
        progress.SkippedRecords(SkippedRecord.Robots).ShouldBe(1);
        progress.SkippedRecords(SkippedRecord.WarcInfo).ShouldBe(1);
        var text = Unpacked([.. archive]);
        text.ShouldContain($"WARC-IP-Address: {Crawls.Open}\r\n");
        text.ShouldContain("X-Archive-Orig-Transfer-Encoding: chunked");
        text.ShouldContain("problem: refused\r\nproblemSays: 127.0.0.1 is loopback");
        text.ShouldContain("hopsFromSeed: R\r\n");
        // The digest of "gone", by another way.
        text.ShouldContain("WARC-Payload-Digest: sha256:" + Base32(SHA256.HashData("gone"u8)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    public async Task A_record_has_the_digest_of_what_it_holds_however_large(string coding)
    {
        // Bytes that no compression makes small: the archive's memory grows several times.
        var page = new byte[300_000];
        new Random(7).NextBytes(page);
        var body = coding.Length == 0 ? page : Packed(page, coding);
        await using var web = Crawls.Web(_ => new Reply { Head = coding.Length == 0 ? ["Content-Type: text/html"] : ["Content-Type: text/html", $"Content-Encoding: {coding}"], Body = body });

        var records = WarcWriter.Of(await Crawls.One(Crawls.Quick, web.Url("news.example")), DateTimeOffset.UtcNow);

        var text = Unpacked(records.Bytes[records.Offset..].ToArray());
        var start = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        var block = Encoding.Latin1.GetBytes(text[start..^4]);
        text.ShouldEndWith("\r\n\r\n");
        text.ShouldContain($"\r\nContent-Length: {block.Length}\r\n");
        text.ShouldContain("WARC-Block-Digest: sha256:" + Base32(SHA256.HashData(block)));
        text.ShouldContain("WARC-Payload-Digest: sha256:" + Base32(SHA256.HashData(body)));
        block.AsSpan()[^body.Length..].SequenceEqual(body).ShouldBeTrue();
    }

    [Fact]
    public async Task The_robots_txt_that_said_no_is_kept_once_and_is_no_page()
    {
        // Served as a web page, and after a redirect: what counts is what it was asked for as.
        await using var web = new LoopbackWeb(asked => asked.Path switch
        {
            "/robots.txt" => asked.Host == "a.example" ? Reply.To($"http://www.a.example:{asked.Fields["host"].Split(':')[1]}/robots.txt") : Reply.Html("User-agent: *\nDisallow: /private"),
            _ => Reply.Html(Crawls.Article),
        }, Crawls.Open);

        var fetched = await Crawls.Run(Crawls.Quick, web.Url("a.example", "/private/1"), web.Url("a.example", "/private/2"), web.Url("a.example", "/docs/robots.txt"));

        fetched.Sum(static one => one.Robots.Count).ShouldBe(2, "The redirect and the answer, with one address of the host.");
        byte[] archive = [.. fetched.SelectMany(static one => WarcWriter.Of(one, DateTimeOffset.UtcNow).Bytes.ToArray())];
        var text = Unpacked(archive);
        text.ShouldContain("Disallow: /private");
        text.ShouldContain($"WARC-Target-URI: {web.Url("www.a.example", "/robots.txt")}");
        using var inputs = new Inputs();
        var progress = new SourceProgress();
        Inputs.Read(inputs.Add("saved.warc.gz", archive), progress: progress).ShouldHaveSingleItem().ShouldBeOfType<SourcePage>().Request.Url.ShouldBe(web.Url("a.example", "/docs/robots.txt"));
        progress.SkippedRecords(SkippedRecord.Robots).ShouldBe(2);
    }

    [Fact]
    public async Task What_is_one_moment_there_and_then_not_keeps_its_class()
    {
        var web = Crawls.Web(_ => Reply.Html(Crawls.Article));
        var url = web.Url("news.example");
        await web.DisposeAsync();

        var fetched = await Crawls.One(Crawls.Quick, url);

        fetched.Problem.ShouldBe(FetchProblem.NoConnection);
        fetched.Says.ShouldNotBeNull().ShouldContain("No connection to news.example, port");
    }

    /// <summary>From the server's own log: never two at once at one host, and a pause between the end of one and the beginning of the next.</summary>
    internal static void AssertPolite(LoopbackWeb web, TimeSpan pause)
    {
        foreach (var host in web.Log.GroupBy(static line => line.Asked.Host, StringComparer.Ordinal))
        {
            var lines = host.OrderBy(static line => line.Began).ToList();
            for (var i = 1; i < lines.Count; i++) (lines[i].Began - lines[i - 1].Ended).ShouldBeGreaterThanOrEqualTo(pause.TotalSeconds - 0.005, $"{host.Key}: {lines[i - 1].Asked.Path}, then {lines[i].Asked.Path}");
        }
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static string Unpacked(byte[] archive)
    {
        using var gzip = new GZipStream(new MemoryStream(archive), CompressionMode.Decompress);
        using var all = new MemoryStream();
        gzip.CopyTo(all);
        return Encoding.Latin1.GetString(all.ToArray());
    }

    private static string Base32(byte[] bytes)
    {
        var bits = string.Concat(bytes.Select(static b => Convert.ToString(b, 2).PadLeft(8, '0')));
        return string.Concat(Enumerable.Range(0, (bits.Length + 4) / 5).Select(i => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Convert.ToInt32(bits.Substring(i * 5, Math.Min(5, bits.Length - (i * 5))).PadRight(5, '0'), 2)]));
    }

    private static byte[] Packed(byte[] bytes, string coding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new CompressionStream(packed, leaveOpen: true),
        })
            stream.Write(bytes);
        return packed.ToArray();
    }
}
