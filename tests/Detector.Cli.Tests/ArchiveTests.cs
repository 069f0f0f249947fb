using System.Text;
using System.Text.Json;
using Detector.Testing;

namespace Detector.Cli.Tests;

/// <summary>Web archives at the command line.</summary>
public sealed class ArchiveTests : IDisposable
{
    private readonly Runs _runs = new();

    [Fact]
    public void The_pages_of_an_archive_get_a_line_each_and_the_summary_counts_what_holds_none()
    {
        _runs.Add("crawl.warc.gz", Crawl().Bytes);
        var ran = _runs.Scan();
        ran.Exit.ShouldBe(1, ran.Errors);
        var lines = ran.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(line => line.GetProperty("id").GetString()).ShouldBe([WarcMaker.Id(2), WarcMaker.Id(3), WarcMaker.Id(5)]);
        lines[0].GetProperty("url").GetString().ShouldBe("https://a.example/pool");
        lines[0].GetProperty("fetched").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        lines[0].GetProperty("kind").GetString().ShouldBe("ordinary");
        lines[1].GetProperty("flagged").GetBoolean().ShouldBeTrue();
        lines[2].GetProperty("unjudged").GetString().ShouldBe("error-response");
        lines[2].GetProperty("says").GetString()!.ShouldContain("status 503");
        ran.Errors.ShouldContain("records of archives that hold no page: warc-info 1, revisit 1, not-html 1");
    }

    [Fact]
    public void A_damaged_record_is_named_with_its_byte_and_the_rest_is_judged()
    {
        var crawl = Crawl();
        var bytes = crawl.Bytes;
        for (var i = 60; i < 80; i++) bytes[crawl.Offsets[1] + i] ^= 0x5A;
        var path = _runs.Add("crawl.warc.gz", bytes);
        var ran = _runs.Scan();
        ran.Exit.ShouldBe(2);
        ran.Lines.Length.ShouldBe(3);
        ran.Errors.ShouldContain($"detector: {path}, byte {crawl.Offsets[1]:N0}: ");
        ran.Errors.ShouldContain("1 input could not be read, so the list is not complete");
    }

    [Fact]
    public void An_archive_may_come_over_standard_input()
    {
        var ran = _runs.Run(["scan", "-", "--model", _runs.Model], Crawl().Bytes);
        ran.Exit.ShouldBe(1, ran.Errors);
        ran.Lines.Length.ShouldBe(3);
    }

    [Fact]
    public void A_person_sees_addresses_instead_of_record_ids()
    {
        _runs.Add("crawl.warc.gz", Crawl().Bytes);
        _runs.Scan("--format", "table").Output.ShouldContain("https://a.example/pool");
    }

    [Fact]
    public void One_page_of_an_archive_is_explained_by_its_id()
    {
        var path = _runs.Add("crawl.warc.gz", Crawl().Bytes);
        var ran = _runs.Run("explain", path, "--id", WarcMaker.Id(3), "--json", "--model", _runs.Model);
        ran.Exit.ShouldBe(1, ran.Errors);
        JsonDocument.Parse(ran.Output).RootElement.GetProperty("url").GetString().ShouldBe("https://b.example/ferry");
    }

    public void Dispose() => _runs.Dispose();

    private static WarcMaker Crawl() => new WarcMaker(WarcMaker.Gzip)
        .Record("warcinfo", "application/warc-fields", null, "software: made\r\n"u8.ToArray())
        .Page("https://a.example/pool", Runs.Honest)
        .Record("conversion", "text/plain", "https://b.example/ferry", Encoding.UTF8.GetBytes(Runs.Farm))
        .Record("revisit", "application/http;msgtype=response", "https://a.example/pool", [])
        .Page("https://c.example/", "<p>Come back later.", "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html\r\n")
        .Page("https://c.example/x.png", [0x89, 80, 78, 71], "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n");
}
