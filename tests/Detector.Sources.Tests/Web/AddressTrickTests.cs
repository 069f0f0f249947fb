using System.Net;
using Detector.Sources.Web;
using Detector.Testing;

namespace Detector.Sources.Tests.Web;

/// <summary>Ways to make a fetcher ask what it must not: each is refused with a line that names why, and nothing is ever connected to.</summary>
public class AddressTrickTests
{
    [Theory]
    // Loopback in every spelling of an IPv4 address.
    [InlineData("http://127.0.0.1/", "loopback")]
    [InlineData("http://127.1/", "loopback")]
    [InlineData("http://127.0.1/", "loopback")]
    [InlineData("http://2130706433/", "loopback")]
    [InlineData("http://0x7f000001/", "loopback")]
    [InlineData("http://0x7F.1/", "loopback")]
    [InlineData("http://0x7f.0x0.0x0.0x1/", "loopback")]
    [InlineData("http://017700000001/", "loopback")]
    [InlineData("http://0177.0.0.1/", "loopback")]
    [InlineData("http://0177.0x0.0.1/", "loopback")]
    [InlineData("http://127.0.0.1./", "loopback")]
    [InlineData("http://127.255.255.254:8080/", "loopback")]
    [InlineData("http://%31%32%37.0.0.1/", "loopback")]
    [InlineData("http:127.0.0.1/", "loopback")]
    [InlineData("//127.0.0.1/", "loopback")]
    [InlineData("HTTP://127.0.0.1", "loopback")]
    [InlineData("127.0.0.1:8000/admin", "loopback")]
    // Zero.
    [InlineData("http://0/", "unspecified")]
    [InlineData("http://0.0.0.0/", "unspecified")]
    [InlineData("http://0x0/", "unspecified")]
    [InlineData("http://0.1.2.3/", "unspecified")]
    // Private, link-local, shared, metadata, multicast, reserved.
    [InlineData("http://10.0.0.1/", "RFC 1918")]
    [InlineData("http://167772161/", "RFC 1918")]
    [InlineData("http://172.16.0.1/", "RFC 1918")]
    [InlineData("http://172.31.255.255/", "RFC 1918")]
    [InlineData("http://192.168.1.1/", "RFC 1918")]
    [InlineData("http://192.168.257/", "RFC 1918")]
    [InlineData("http://100.64.0.1/", "RFC 6598")]
    [InlineData("http://169.254.1.1/", "link-local")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "metadata")]
    [InlineData("http://2852039166/latest/meta-data/", "metadata")]
    [InlineData("http://0xA9FEA9FE/", "metadata")]
    [InlineData("http://0251.0376.0251.0376/", "metadata")]
    [InlineData("http://100.100.100.200/", "metadata")]
    [InlineData("http://168.63.129.16/", "metadata")]
    [InlineData("http://224.0.0.1/", "multicast")]
    [InlineData("http://255.255.255.255/", "broadcast")]
    [InlineData("http://240.0.0.1/", "reserved")]
    [InlineData("http://198.18.0.1/", "RFC 2544")]
    [InlineData("http://203.0.113.9/", "documentation")]
    // IPv6, and IPv4 inside it.
    [InlineData("http://[::1]/", "loopback")]
    [InlineData("http://[0:0:0:0:0:0:0:1]/", "loopback")]
    [InlineData("http://[::]/", "unspecified")]
    [InlineData("http://[::ffff:127.0.0.1]/", "127.0.0.1 inside IPv4 written as IPv6")]
    [InlineData("http://[::ffff:7f00:1]/", "127.0.0.1 inside IPv4 written as IPv6")]
    [InlineData("http://[::ffff:169.254.169.254]/", "metadata")]
    [InlineData("http://[::127.0.0.1]/", "withdrawn")]
    [InlineData("http://[64:ff9b::10.0.0.1]/", "10.0.0.1 inside a translation")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/", "metadata")]
    [InlineData("http://[64:ff9b:1::1]/", "RFC 8215")]
    [InlineData("http://[2002:7f00:1::]/", "127.0.0.1 inside 6to4")]
    [InlineData("http://[2002:808:808::]/", "6to4")]
    [InlineData("http://[2001:0:1:2:3:4:80ff:fffe]/", "127.0.0.1 inside Teredo")]
    [InlineData("http://[2a00:1450::5efe:10.0.0.1]/", "10.0.0.1 inside ISATAP")]
    [InlineData("http://[fe80::1]/", "link-local")]
    [InlineData("http://[fc00::1]/", "RFC 4193")]
    [InlineData("http://[fd00:ec2::254]/latest/", "metadata")]
    [InlineData("http://[fec0::1]/", "RFC 3879")]
    [InlineData("http://[ff02::1]/", "multicast")]
    [InlineData("http://[2001:db8::1]/", "documentation")]
    [InlineData("http://[5f00::1]/", "not given out")]
    // Names.
    [InlineData("http://localhost/", "this machine")]
    [InlineData("http://LOCALHOST:8080/", "this machine")]
    [InlineData("http://localhost./", "this machine")]
    [InlineData("http://localhost../", "this machine")]
    [InlineData("http://a.b.localhost/", "this machine")]
    [InlineData("http://printer.local/", "RFC 6762")]
    [InlineData("http://db.internal/", "private networks")]
    [InlineData("http://router/", "no dot")]
    [InlineData("http://metadata/computeMetadata/v1/", "metadata service")]
    [InlineData("http://metadata.google.internal/", "metadata service")]
    [InlineData("http://METADATA.google.internal./", "metadata service")]
    [InlineData("http://nas.home.arpa/", "RFC 8375")]
    [InlineData("http://expyuzz4wqqyqhjn.onion/", "RFC 7686")]
    // User names, before the real host.
    [InlineData("http://news.example@127.0.0.1/", "user name")]
    [InlineData("http://user:secret@news.example/", "user name")]
    [InlineData("http://news.example%2f@127.0.0.1/", "user name")]
    [InlineData(@"http://news.example\@127.0.0.1/", "user name")]
    [InlineData(@"http://127.0.0.1\.news.example/", "backslash")]
    [InlineData("http://news.example:80@127.0.0.1/", "user name")]
    // Ports of other services.
    [InlineData("http://news.example:22/", "Port 22")]
    [InlineData("http://news.example:25/", "Port 25")]
    [InlineData("http://news.example:6667/", "Port 6667")]
    [InlineData("http://news.example:0/", "cannot be read")]
    [InlineData("http://news.example:99999/", "cannot be read")]
    [InlineData("http://news.example:65616/", "cannot be read")]
    [InlineData("http://news.example:port/", "cannot be read")]
    // Letters that only look like letters.
    [InlineData("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "only looks like")]
    [InlineData("http://１２７.０.０.１/", "only looks like")]
    [InlineData("http://127。0。0。1/", "only looks like")]
    [InlineData("http://①②⑦.⓪.⓪.①/", "only looks like")]
    [InlineData("http://loc\u00ADalhost/", "only looks like")]
    [InlineData("http://local\u200Bhost/", "only looks like")]
    [InlineData("http://𝟣𝟤𝟩.0.0.1/", "only looks like")]
    // Other schemes, and what is no address at all.
    [InlineData("file:///etc/passwd", "scheme 'file'")]
    [InlineData("ftp://news.example/", "scheme 'ftp'")]
    [InlineData("gopher://127.0.0.1:70/_x", "scheme 'gopher'")]
    [InlineData("javascript:alert(1)", "scheme 'javascript'")]
    [InlineData("data:text/html,x", "scheme 'data'")]
    [InlineData("http://news.example/\u0000x", "control character")]
    [InlineData("http://news.exa\tmple/", "control character")]
    [InlineData("http://[::1", "cannot be read")]
    [InlineData("http:///", "cannot be read")]
    [InlineData("http://256.256.256.256/", "cannot be read")]
    [InlineData("http://0x100000000/", "cannot be read")]
    [InlineData("http://1.2.3.4.5/", "cannot be read")]
    [InlineData("http://news.example.08/", "cannot be read")]
    [InlineData("", "no address")]
    public async Task Is_refused_and_says_why(string trick, string because)
    {
        var options = new FetchOptions { Resolve = static (host, _) => throw new InvalidOperationException($"{host} was looked up.") };

        var fetched = await Crawls.One(options, trick);

        fetched.Problem.ShouldBe(FetchProblem.Refused);
        fetched.Says.ShouldNotBeNull().ShouldContain(because);
        fetched.Requests.ShouldBe(0);
    }

    [Theory]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("10.1.2.3", "RFC 1918")]
    [InlineData("169.254.169.254", "metadata")]
    [InlineData("::1", "loopback")]
    [InlineData("::ffff:192.168.0.1", "192.168.0.1 inside")]
    [InlineData("64:ff9b::7f00:1", "127.0.0.1 inside")]
    [InlineData("fd12:3456::1", "RFC 4193")]
    [InlineData("0.0.0.0", "unspecified")]
    public async Task A_public_name_that_stands_for_a_private_number_is_refused(string number, string because)
    {
        // One public number beside it changes nothing.
        var options = new FetchOptions { Resolve = (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("93.184.215.14"), IPAddress.Parse(number)]) };

        var fetched = await Crawls.One(options, "http://news.example/");

        fetched.Problem.ShouldBe(FetchProblem.Refused);
        fetched.Says.ShouldNotBeNull().ShouldContain("'news.example' leads to a forbidden place");
        fetched.Says.ShouldContain(because);
    }

    [Theory]
    [InlineData("http://127.0.0.1/", "loopback")]
    [InlineData("http://2130706433/", "loopback")]
    [InlineData("//0x7f.1/x", "loopback")]
    [InlineData(@"\\127.0.0.1/x", "loopback")]
    [InlineData(@"http:\\127.0.0.1\x", "backslash")]
    [InlineData("http://[::ffff:10.0.0.1]/", "10.0.0.1 inside")]
    [InlineData("http://169.254.169.254/latest/meta-data/iam/", "metadata")]
    [InlineData("http://localhost/", "this machine")]
    [InlineData("https://news.example@127.0.0.1/", "user name")]
    [InlineData("http://news.example:25/", "Port 25")]
    [InlineData("file:///etc/passwd", "scheme 'file'")]
    [InlineData("javascript:alert(1)", "scheme 'javascript'")]
    public async Task A_redirect_to_a_forbidden_place_is_refused_and_recorded(string location, string because)
    {
        await using var web = Crawls.Web(_ => Reply.To(location));

        var fetched = await Crawls.One(Crawls.Quick, web.Url("news.example"));

        fetched.Problem.ShouldBe(FetchProblem.RedirectRefused);
        fetched.Says.ShouldNotBeNull().ShouldContain(because);
        fetched.Says.ShouldContain("news.example redirects to");
        fetched.Hops.ShouldHaveSingleItem().To.ShouldBe(location);
    }

    [Fact]
    public async Task A_redirect_to_a_name_of_a_private_number_is_refused_when_it_is_looked_up()
    {
        await using var web = Crawls.Web(_ => Reply.To("http://inside.example/"));
        var options = Crawls.Quick with { Resolve = static (host, _) => Task.FromResult<IPAddress[]>([host == "inside.example" ? IPAddress.Parse("192.168.0.1") : Crawls.Open]) };

        var fetched = await Crawls.One(options, web.Url("news.example"));

        fetched.Hops.ShouldHaveSingleItem().LeavesSite.ShouldBeTrue();
        fetched.Says.ShouldNotBeNull().ShouldContain("'inside.example' leads to a forbidden place: 192.168.0.1");
    }

    [Fact]
    public async Task A_name_that_changes_its_number_is_checked_each_time_it_is_connected_to()
    {
        var lookedUp = 0;
        await using var web = Crawls.Web(_ => Reply.Html(Crawls.Article) with { Close = true });
        // Public when it is looked up for its turns and for the first connection, loopback when it is looked up again.
        var options = Crawls.Quick with
        {
            Robots = RobotsPolicy.Ignore,
            Resolve = (_, _) => Task.FromResult<IPAddress[]>([Interlocked.Increment(ref lookedUp) <= 2 ? Crawls.Open : IPAddress.Loopback]),
        };

        var fetched = await Crawls.Run(options, web.Url("rebinding.example", "/1"), web.Url("rebinding.example", "/2"));

        fetched[0].Problem.ShouldBeNull();
        fetched[1].Problem.ShouldBe(FetchProblem.Refused);
        fetched[1].Says.ShouldNotBeNull().ShouldContain("127.0.0.1 is loopback");
        web.Paths.ShouldBe(["/1"]);
        lookedUp.ShouldBe(3, "Once for the host's turns; then each connection looks the name up once, and goes to what was checked.");
    }

    [Fact]
    public async Task A_name_that_changes_its_number_between_its_turn_and_its_connection_is_refused()
    {
        var lookedUp = 0;
        await using var web = Crawls.Web(_ => Reply.Html(Crawls.Article));
        var options = Crawls.Quick with { Robots = RobotsPolicy.Ignore, Resolve = (_, _) => Task.FromResult<IPAddress[]>([Interlocked.Increment(ref lookedUp) == 1 ? Crawls.Open : IPAddress.Loopback]) };

        (await Crawls.One(options, web.Url("rebinding.example"))).Problem.ShouldBe(FetchProblem.Refused);

        web.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_robots_file_that_redirects_inside_is_not_followed()
    {
        await using var web = new LoopbackWeb(_ => Reply.To("http://169.254.169.254/"), Crawls.Open);

        var fetched = await Crawls.One(Crawls.Quick, web.Url("news.example"));

        fetched.Problem.ShouldBe(FetchProblem.RobotsUnreachable);
        fetched.Says.ShouldNotBeNull().ShouldContain("metadata");
    }

    [Theory]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://metadata.google.internal/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://224.0.0.1/")]
    public async Task Metadata_and_multicast_stay_closed_where_private_networks_are_open(string address) =>
        (await Crawls.One(new FetchOptions { AllowPrivate = true }, address)).Problem.ShouldBe(FetchProblem.Refused);

    [Theory]
    [InlineData("HTTP://News.Example:80/a/../b?x=1#part", "http://news.example/b?x=1")]
    [InlineData("news.example/b", "https://news.example/b")]
    [InlineData("https://news.example.:443", "https://news.example/")]
    [InlineData("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe")]
    [InlineData("https://食狮.公司.cn/", "https://xn--85x722f.xn--55qx5d.cn/")]
    [InlineData("http://0x5db8d70e/", "http://93.184.215.14/")]
    [InlineData("http://[2A00:1450:0:0::1]/", "http://[2a00:1450::1]/")]
    [InlineData("https://news.example:8443/", "https://news.example:8443/")]
    public void An_honest_address_has_one_spelling(string written, string spelt)
    {
        WebAddress.TryRead(written, allowPrivate: false, out var uri, out var why).ShouldBeTrue(why);
        uri!.AbsoluteUri.ShouldBe(spelt);
        WebAddress.TryRead(spelt, allowPrivate: false, out var again, out _).ShouldBeTrue();
        again!.AbsoluteUri.ShouldBe(spelt);
    }
}
