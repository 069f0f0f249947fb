using System.Text.Json;
using Detector.Contract;
using Detector.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Detector.Client.Tests;

/// <summary>Debian's Scrapy crawls a site made of the samples, and its items come back labelled.</summary>
public sealed class ScrapyTests : IDisposable
{
    // Debian installs Scrapy for its own Python, which another one on the path does not see.
    private const string Python = "/usr/bin/python3";
    private const string Index = "http://samples.example/";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("detector-scrapy-");

    /// <summary>The HTML samples under their own addresses, over http: the loopback server is Scrapy's proxy, so every host is its.</summary>
    private readonly Dictionary<string, string> _addresses;

    public ScrapyTests()
    {
        _addresses = Samples.Verdicts.Where(sample => sample.Key.EndsWith(".html", StringComparison.Ordinal)).ToDictionary(sample => sample.Value.Url!.Replace("https://", "http://", StringComparison.Ordinal), sample => sample.Key, StringComparer.Ordinal);
        foreach (var file in _addresses.Values) File.Copy(Path.Combine(Samples.Folder, file), Path.Combine(_folder.FullName, file));
        File.WriteAllLines(Path.Combine(_folder.FullName, "addresses.csv"), ["file,url", .. _addresses.Select(sample => $"{sample.Value},{sample.Key}")]);
    }

    [Fact]
    public async Task A_crawled_site_comes_back_labelled_as_a_scan_of_it_says()
    {
        await using var service = await Service.Start();
        await using var site = await Site();
        var scanned = await Samples.Scan(_folder.FullName);

        var (items, stats) = await Crawl(site, service.Address);

        items.Select(item => item.Url).Order(StringComparer.Ordinal).ShouldBe(new[] { Index }.Concat(_addresses.Keys).Order(StringComparer.Ordinal));
        foreach (var item in items.Where(item => item.Url != Index))
        {
            item.Detector!.Id.ShouldBe(item.Url);
            item.Detector.Fetched.ShouldNotBeNull();
            Samples.Said(item.Detector).ShouldBe(Samples.Said(scanned[_addresses[item.Url]]), item.Url);
        }
        stats.ShouldContain($"'detector/judged': {items.Count(item => item.Detector!.Unjudged is null)}");
        stats.ShouldContain($"'detector/flagged': {scanned.Values.Count(line => line.Flagged == true)}");
    }

    [Fact]
    public async Task No_item_is_lost_while_the_service_is_away()
    {
        await using var site = await Site();
        Uri nobody;
        await using (var service = await Service.Start()) nobody = service.Address;

        var (items, stats) = await Crawl(site, nobody, "-s", "DETECTOR_RETRIES=1");

        items.Count.ShouldBe(_addresses.Count + 1);
        items.ShouldAllBe(item => item.Detector!.Unjudged == "api-away" && item.Detector.Url == item.Url);
        stats.ShouldContain($"'detector/errors/api-away': {items.Count}");
    }

    [Fact]
    public async Task Items_without_a_verdict_are_dropped_where_that_is_asked_for()
    {
        await using var site = await Site();
        Uri nobody;
        await using (var service = await Service.Start()) nobody = service.Address;

        var (items, stats) = await Crawl(site, nobody, "-s", "DETECTOR_RETRIES=0", "-s", "DETECTOR_ON_ERROR=drop");

        items.ShouldBeEmpty();
        stats.ShouldContain($"'detector/items_dropped': {_addresses.Count + 1}");
    }

    [Fact]
    public async Task Items_that_hold_their_page_are_judged_in_the_pipeline()
    {
        await using var service = await Service.Start();
        await using var site = await Site();
        var spider = Path.Combine(_folder.FullName, "pipeline_spider.py");
        await File.WriteAllTextAsync(spider, """
            import scrapy
            from scrapy.linkextractors import LinkExtractor

            class Pages(scrapy.Spider):
                name = "pages"
                custom_settings = {"ITEM_PIPELINES": {"detector_scrapy.DetectorPipeline": 300}, "DEPTH_LIMIT": 1, "FEED_EXPORT_FIELDS": ["url", "detector"]}

                def __init__(self, start, **more):
                    super().__init__(**more)
                    self.start_urls = [start]

                def parse(self, response):
                    yield {"url": response.url, "body": response.body, "content_type": response.headers["Content-Type"].decode()}
                    yield from response.follow_all(LinkExtractor().extract_links(response))
            """);
        var scanned = await Samples.Scan(_folder.FullName);

        var (items, _) = await Crawl(spider, site, service.Address);

        items.Count.ShouldBe(_addresses.Count + 1);
        foreach (var item in items.Where(item => item.Url != Index)) Samples.Said(item.Detector!).ShouldBe(Samples.Said(scanned[_addresses[item.Url]]), item.Url);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private sealed record Item(string Url, ResultLine? Detector);

    private Task<(List<Item> Items, string Stats)> Crawl(WebApplication site, Uri service, params string[] more) => Crawl(Repository.PathOf("clients", "python", "example_spider.py"), site, service, more);

    private async Task<(List<Item> Items, string Stats)> Crawl(string spider, WebApplication site, Uri service, params string[] more)
    {
        var output = Path.Combine(_folder.FullName, "pages.jsonl");
        var ran = await Processes.Run(Python, _folder.FullName, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PYTHONPATH"] = Repository.PathOf("clients", "python"),
            ["PYTHONDONTWRITEBYTECODE"] = "1",
            ["http_proxy"] = site.Urls.First(),
            ["no_proxy"] = "",
        }, ["-m", "scrapy", "runspider", spider, "-a", $"start={Index}", "-O", output, "-s", $"DETECTOR_URL={service}", "-s", "TELNETCONSOLE_ENABLED=False", .. more]);
        ran.Exit.ShouldBe(0, ran.Errors);
        ran.Errors.ShouldNotContain("Traceback", Case.Sensitive, ran.Errors);
        var items = File.Exists(output) ? (await File.ReadAllLinesAsync(output)).Select(Read).ToList() : [];
        return (items, ran.Errors);
    }

    private static Item Read(string line)
    {
        using var item = JsonDocument.Parse(line);
        return new Item(item.RootElement.GetProperty("url").GetString()!, item.RootElement.TryGetProperty("detector", out var verdict) ? verdict.Deserialize(ResultJson.Line.ResultLine) : null);
    }

    private async Task<WebApplication> Site()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var site = builder.Build();
        site.Urls.Add("http://127.0.0.1:0");
        site.Run(async context =>
        {
            var address = $"http://{context.Request.Host}{context.Request.Path}{context.Request.QueryString}";
            context.Response.ContentType = "text/html; charset=utf-8";
            if (address == Index)
            {
                await context.Response.WriteAsync($"<!DOCTYPE html><html><head><title>Samples</title></head><body><h1>Samples</h1><ul>{string.Concat(_addresses.Keys.Select(page => $"<li><a href=\"{page}\">{_addresses[page]}</a></li>"))}</ul></body></html>");
                return;
            }
            if (_addresses.TryGetValue(address, out var file)) await context.Response.SendFileAsync(Path.Combine(Samples.Folder, file));
            else context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
        await site.StartAsync();
        return site;
    }
}
