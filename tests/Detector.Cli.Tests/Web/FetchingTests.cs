using System.Text.Json;
using Detector.Desk.Runs;
using Detector.Testing;

namespace Detector.Cli.Tests.Web;

/// <summary><c>detector scan --urls</c> as a process, against a web of the test's own.</summary>
public sealed class FetchingTests : IAsyncDisposable
{
    private readonly Runs _runs = new();
    private readonly LoopbackWeb _web;
    private readonly string _hosts;
    private volatile bool _repaired;

    public FetchingTests()
    {
        _web = new LoopbackWeb(asked => (asked.Host, asked.Path) switch
        {
            (_, "/robots.txt") => asked.Host == "closed.example" ? Reply.Text("User-agent: *\nDisallow: /") : Reply.Of(404),
            (_, "/farm") => asked.Fields.GetValueOrDefault("if-none-match") == "\"1\"" ? Reply.Of(304, "ETag: \"1\"") : Reply.Html(FarmPage) with { Head = ["Content-Type: text/html; charset=utf-8", "ETag: \"1\""] },
            (_, "/moved") => Reply.To($"http://farm.example:{asked.Fields["host"].Split(':')[1]}/farm", 301),
            (_, "/inside") => Reply.To("http://169.254.169.254/latest/meta-data/"),
            (_, "/shaky") => _repaired ? Reply.Html(Runs.Honest) : Reply.Of(503, "Retry-After: 9999"),
            (_, "/gone") => Reply.Text("gone", 410),
            (_, "/picture") => new Reply { Head = ["Content-Type: image/png"], Body = new byte[100] },
            _ => Reply.Html(Runs.Honest),
        });
        _hosts = _runs.Add("hosts", "127.0.0.1 *.example\n");
    }

    private static string FarmPage => $"<!DOCTYPE html><html><body><pre>{Runs.Farm}</pre>{string.Concat(Runs.Farm.Split('\n').Select(static line => $"<p>{line}</p>"))}</body></html>";

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _runs.Dispose();
    }

    [Fact]
    public async Task A_list_is_fetched_judged_and_kept_as_a_run()
    {
        string[] urls = [_web.Url("news.example", "/"), _web.Url("farm.example", "/farm"), _web.Url("old.example", "/moved"), _web.Url("news.example", "/inside"), _web.Url("news.example", "/gone"),
            _web.Url("news.example", "/picture"), _web.Url("closed.example", "/"), "http://127.0.0.1:22/", "ftp://news.example/", _web.Url("NEWS.example", "/#twice")];
        var list = _runs.Add("list.txt", string.Join('\n', urls));

        var ran = Fetch("--urls", list, "--save-warc", Path.Combine(_runs.Root, "seen.warc.gz"));

        ran.Exit.ShouldBe(2, ran.Errors);
        ran.Errors.ShouldContain("9 addresses to fetch (1 were listed twice)");
        ran.Errors.ShouldContain("not had: refused 2, robots 1, redirect-refused 1, not-a-page 1");
        ran.Errors.ShouldContain("each page was looked at alone: --index");
        var lines = Lines(ran);
        lines.Count.ShouldBe(9);
        lines[urls[2]].GetProperty("url").GetString().ShouldBe(_web.Url("farm.example", "/farm"), "A page's address is where its bytes came from.");
        lines[urls[1]].GetProperty("probability").GetDouble().ShouldBe(lines[urls[2]].GetProperty("probability").GetDouble());
        lines[urls[3]].GetProperty("says").GetString()!.ShouldContain("metadata");
        lines[urls[6]].GetProperty("says").GetString()!.ShouldContain("The robots.txt of closed.example asks DetectorBot not to fetch /");

        // The archive is judged as the web was.
        var again = _runs.Run("scan", Path.Combine(_runs.Root, "seen.warc.gz"), "--model", _runs.Model);
        foreach (var line in again.Lines.Select(static line => JsonDocument.Parse(line).RootElement))
        {
            var first = lines.Values.First(one => one.GetProperty("url").GetString() == line.GetProperty("url").GetString());
            foreach (var name in new[] { "kind", "probability", "flagged", "unjudged", "says", "model" }) Value(line, name).ShouldBe(Value(first, name), name);
        }
        again.Lines.Length.ShouldBe(3);

        var store = await RunStore.OpenAsync(list + ".run", TestContext.Current.CancellationToken);
        var counts = await store.CountAsync(TestContext.Current.CancellationToken);
        (counts.Pages, counts.Pending).ShouldBe((9, 0));
        counts.Errors.Keys.ShouldBe(["refused", "robots", "redirect-refused", "not-a-page", "http-410"], ignoreOrder: true);
        var moved = (await store.FindAsync(urls[2], TestContext.Current.CancellationToken))!;
        moved.Hops.ShouldHaveSingleItem().ShouldBe(new Hop(urls[2], 301));
        moved.Site.ShouldBe("farm.example");
        moved.ETag.ShouldBe("\"1\"");
        moved.WarcFile.ShouldBe("seen.warc.gz");
        moved.Sha256!.Length.ShouldBe(64);
    }

    [Fact]
    public void A_page_that_has_not_changed_keeps_its_verdict_and_is_not_sent()
    {
        var list = _runs.Add("list.txt", _web.Url("farm.example", "/farm"));
        var first = Lines(Fetch("--urls", list)).Values.Single();

        var ran = Fetch("--urls", list, "--run", Path.Combine(_runs.Root, "second.run"), "--since", list + ".run");

        var second = Lines(ran).Values.Single();
        _web.Log.Count(static line => line.Asked.Path == "/farm" && line.Asked.Fields.ContainsKey("if-none-match")).ShouldBe(1);
        foreach (var name in new[] { "id", "url", "kind", "probability", "flagged", "model" }) Value(second, name).ShouldBe(Value(first, name), name);
        // And from the second run on, a third.
        Lines(Fetch("--urls", list, "--run", Path.Combine(_runs.Root, "third.run"), "--since", Path.Combine(_runs.Root, "second.run"))).Count.ShouldBe(1);
        _web.Log.Count(static line => line.Asked.Path == "/farm" && line.Asked.Fields.ContainsKey("if-none-match")).ShouldBe(2);
    }

    [Fact]
    public async Task What_failed_is_asked_for_again_and_its_past_is_kept()
    {
        var list = _runs.Add("list.txt", $"{_web.Url("news.example", "/")}\n{_web.Url("news.example", "/shaky")}\n{_web.Url("news.example", "/gone")}\nhttp://127.0.0.1:22/\n");
        var archive = Path.Combine(_runs.Root, "seen.warc.gz");
        Fetch("--urls", list, "--save-warc", archive);
        var before = await File.ReadAllBytesAsync(archive, TestContext.Current.CancellationToken);
        var asked = _web.Log.Count;
        _repaired = true;

        var ran = _runs.Run("scan", "--resume", list + ".run", "--retry-failed");

        ran.Errors.ShouldContain("1 address that failed is asked for again.");
        Lines(ran).Keys.ShouldBe([_web.Url("news.example", "/shaky")]);
        _web.Log.Skip(asked).Select(static line => line.Asked.Path).Where(static path => path != "/robots.txt").ShouldBe(["/shaky"], "What is gone, refused or had is not asked again.");
        var store = await RunStore.OpenAsync(list + ".run", TestContext.Current.CancellationToken);
        var counts = await store.CountAsync(TestContext.Current.CancellationToken);
        (counts.Pages, counts.Pending).ShouldBe((4, 0));
        counts.Errors.ShouldBe(new Dictionary<string, int>(StringComparer.Ordinal) { ["http-410"] = 1, ["refused"] = 1 }, ignoreOrder: true);
        var shaky = (await store.FindAsync(_web.Url("news.example", "/shaky"), TestContext.Current.CancellationToken))!;
        (shaky.Status, shaky.ErrorClass).ShouldBe((200, null));
        var past = (await store.PastAsync(shaky.Id, TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        (past.Status, past.ErrorClass, past.WarcFile).ShouldBe((503, "asked-to-wait", "seen.warc.gz"));
        (await store.VerdictsAsync(shaky.Id, TestContext.Current.CancellationToken))[^1].Kind.ShouldNotBeNull();
        var after = await File.ReadAllBytesAsync(archive, TestContext.Current.CancellationToken);
        after.AsSpan(0, before.Length).SequenceEqual(before).ShouldBeTrue("What was seen before stays as it was.");
        after.Length.ShouldBeGreaterThan(before.Length);
        _runs.Run("scan", "--resume", list + ".run").Output.ShouldBeEmpty("Without --retry-failed a run that is done stays done.");
    }

    [Fact]
    public void Addresses_come_from_standard_input_when_the_run_has_a_name()
    {
        string[] arguments = ["scan", "--urls", "-", "--run", Path.Combine(_runs.Root, "a.run"), "--model", _runs.Model, "--hosts", _hosts, "--allow-private", "--delay", "0"];
        var ran = _runs.Run(arguments, System.Text.Encoding.UTF8.GetBytes($"url\n{_web.Url("news.example")}\n"));
        ran.Lines.ShouldHaveSingleItem();
        ran.Exit.ShouldBe(0, ran.Errors);
    }

    [Fact]
    public void Private_hosts_stay_closed_unless_asked_for()
    {
        var list = _runs.Add("list.txt", _web.Url("news.example"));
        var ran = _runs.Run("scan", "--urls", list, "--model", _runs.Model, "--hosts", _hosts, "--delay", "0");
        ran.Exit.ShouldBe(2);
        ran.Output.ShouldContain("'news.example' leads to a forbidden place: 127.0.0.1 is loopback");
        _web.Log.ShouldBeEmpty();
    }

    [Fact]
    public void A_scan_of_files_is_kept_as_a_run_and_goes_on_where_it_was()
    {
        var pages = _runs.Add("pages.jsonl", string.Concat(Enumerable.Range(0, 5).Select(static i => JsonSerializer.Serialize(new { id = i == 3 ? "1" : $"{i}", url = $"https://a.example/{i}", html = i == 4 ? Runs.Farm : Runs.Honest }) + "\n")));
        var run = Path.Combine(_runs.Root, "files.run");

        var ran = _runs.Run("scan", pages, "--run", run, "--model", _runs.Model);
        var again = _runs.Run("scan", "--resume", run);

        ran.Lines.Length.ShouldBe(5);
        ran.Exit.ShouldBe(0, ran.Errors);
        ran.Errors.ShouldContain("each page was looked at alone: --together");
        again.Output.ShouldBeEmpty("Nothing is judged twice.");
        var plain = _runs.Run("scan", pages, "--model", _runs.Model);
        ran.Lines.Select(static line => JsonDocument.Parse(line).RootElement).Select(static line => (Value(line, "id"), Value(line, "probability")))
            .ShouldBe(plain.Lines.Select(static line => JsonDocument.Parse(line).RootElement).Select(static line => (Value(line, "id"), Value(line, "probability"))));
        _runs.Run("scan", pages, "--run", run).Errors.ShouldContain("--resume");
    }

    [Theory]
    [InlineData("Nothing to scan", "scan")]
    [InlineData("has either --urls or paths", "scan", "a", "--urls", "list.txt")]
    [InlineData("--save-warc is for addresses", "scan", "a", "--save-warc", "x.warc.gz")]
    [InlineData("--delay cannot be given again", "scan", "--resume", "x.run", "--delay", "2")]
    [InlineData("There is no run", "scan", "--resume", "x.run")]
    [InlineData("name it with --resume", "scan", "--urls", "list.txt", "--retry-failed")]
    [InlineData("--per-address takes 1 to 1000; 0", "scan", "--urls", "list.txt", "--per-address", "0")]
    [InlineData("--per-host takes 1 to 16; 99", "scan", "--urls", "list.txt", "--per-host", "99")]
    [InlineData("ends in .warc.gz", "scan", "--urls", "list.txt", "--run", "y.run", "--save-warc", "x.warc")]
    [InlineData("Name the run", "scan", "--urls", "-")]
    [InlineData("cannot be kept as a run", "scan", "-", "--run", "z.run")]
    [InlineData("is a web page, not a list", "scan", "--urls", "page.html")]
    [InlineData("--user-agent begins with a name", "scan", "--urls", "list.txt", "--user-agent", "1")]
    [InlineData("a number and a name are wanted", "scan", "--urls", "list.txt", "--hosts", "page.html")]
    public void Wrong_usage_is_one_sentence(string says, params string[] arguments)
    {
        _runs.Add("list.txt", "https://a.example/");
        _runs.Add("page.html", Runs.Honest);

        var ran = _runs.Run(arguments);

        ran.Exit.ShouldBe(2);
        ran.Errors.ShouldContain(says);
        ran.Errors.ShouldNotContain("   at ");
    }

    private Ran Fetch(params string[] arguments) => _runs.Run(["scan", "--model", _runs.Model, "--hosts", _hosts, "--allow-private", "--delay", "0", .. arguments]);

    private static Dictionary<string, JsonElement> Lines(Ran ran) => ran.Lines.Select(static line => JsonDocument.Parse(line).RootElement).ToDictionary(static line => line.GetProperty("id").GetString()!, StringComparer.Ordinal);

    private static string? Value(JsonElement line, string name) => line.TryGetProperty(name, out var value) ? value.ToString() : null;
}
