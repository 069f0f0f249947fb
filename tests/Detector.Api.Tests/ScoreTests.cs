using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Detector.Contract;
using Detector.Pages;
using Detector.Scanning;
using Detector.Testing;

namespace Detector.Api.Tests;

public class ScoreTests
{
    private const string Address = "https://quillvault.fastbusan.example/html/61b499862.html";

    private static readonly string Sample = Repository.PathOf("samples/current-home-copy.txt");

    [Fact]
    public async Task A_page_is_answered_as_the_command_line_answers_it()
    {
        await using var service = await Service.Start();
        var text = await File.ReadAllTextAsync(Sample);
        var request = new PageRequest { Url = Address, Format = PageFormat.Text };
        var usual = JsonSerializer.Serialize(ResultLines.Of("a1", Address, new FarmDetector().Judge(text, request), 5), ResultJson.Line.ResultLine);
        var full = JsonSerializer.Serialize(ResultLines.Of("a1", Address, new FarmDetector().Judge(text, request, Detail.Everything), int.MaxValue, full: true), ResultJson.Line.ResultLine);

        var asJson = await service.Post("/v1/score", JsonSerializer.Serialize(new { id = "a1", url = Address, text }), "application/json");
        (await asJson.Content.ReadAsStringAsync()).ShouldBe(usual);

        var asText = await service.Post("/v1/score?id=a1", text, "text/plain; charset=utf-8", request => request.Headers.TryAddWithoutValidation("Content-Location", Address));
        asText.StatusCode.ShouldBe(HttpStatusCode.OK);
        var asTextByParameter = await service.Post($"/v1/score?id=a1&url={Uri.EscapeDataString(Address)}&detail=full", text, "text/plain; charset=utf-8");
        (await asTextByParameter.Content.ReadAsStringAsync()).ShouldBe(full);
        usual.ShouldContain("\"flagged\":true");
    }

    [Fact]
    public async Task Reasons_are_as_many_as_asked_for()
    {
        await using var service = await Service.Start();
        var page = JsonSerializer.Serialize(new { url = Address, text = await File.ReadAllTextAsync(Sample) });

        (await (await service.Post("/v1/score?reasons=2", page, "application/json")).Json()).GetProperty("reasons").GetArrayLength().ShouldBe(2);
        (await (await service.Post("/v1/score?reasons=0", page, "application/json")).Json()).GetProperty("reasons").GetArrayLength().ShouldBe(0);
        (await (await service.Post("/v1/score?reasons=all", page, "application/json")).Json()).GetProperty("reasons").GetArrayLength().ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task A_response_message_is_unpacked_and_its_status_counts()
    {
        await using var service = await Service.Start();
        var body = new MemoryStream();
        using (var gzip = new GZipStream(body, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(Made.Story(1)));
        byte[] Message(string status) => [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n\r\n"), .. body.ToArray()];

        var good = await (await service.Post("/v1/score?url=https://a.example/1", Message("200 OK"), "message/http")).Json();
        good.Text("kind").ShouldNotBeEmpty();
        good.Text("url").ShouldBe("https://a.example/1");
        (await (await service.Post("/v1/score", Message("404 Not Found"), "message/http")).Json()).Text("unjudged").ShouldBe("error-response");
    }

    [Fact]
    public async Task Headers_status_and_time_of_a_page_are_taken_from_its_JSON()
    {
        await using var service = await Service.Start();

        var answer = await (await service.Post("/v1/score", JsonSerializer.Serialize(new { id = 7, fetched = "2026-03-01T12:00:00Z", headers = new Dictionary<string, object> { ["Content-Type"] = new[] { "text/html" } }, html = Made.Story(3) }), "application/json")).Json();
        answer.Text("id").ShouldBe("7");
        answer.Text("fetched").ShouldBe("2026-03-01T12:00:00+00:00");
        (await (await service.Post("/v1/score", JsonSerializer.Serialize(new { status = 503, html = Made.Story(3) }), "application/json")).Json()).Text("unjudged").ShouldBe("error-response");
    }

    [Fact]
    public async Task A_page_that_cannot_be_judged_says_why_and_is_no_error()
    {
        await using var service = await Service.Start();

        var answer = await service.Post("/v1/score", "<p>Coming soon.", "text/html");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Json()).Text("unjudged").ShouldBe("too-short");
    }

    [Fact]
    public async Task A_page_that_takes_too_long_is_answered_out_of_time_and_the_others_go_on()
    {
        await using var service = await Service.Start(("PageSeconds", "0.01"), ("MaximumPageBytes", "33554432"), ("MaximumLineBytes", "67108864"));
        var long_ = string.Concat(Enumerable.Range(0, 60_000).Select(number => $"<p>Paragraph {number} of a page that has no end tells of the river and of the people there.</p>"));

        var lines = await (await service.Post("/v1/score/batch", $"{Made.Line(1)}\n{Made.Line(2, long_)}\n{Made.Line(3)}", "application/x-ndjson")).Lines();

        lines.Length.ShouldBe(3);
        JsonDocument.Parse(lines[1]).RootElement.Text("unjudged").ShouldBe("out-of-time");
        JsonDocument.Parse(lines[1]).RootElement.Text("id").ShouldBe("p2");
    }

    [Fact]
    public async Task Beyond_the_queue_callers_are_told_to_come_back()
    {
        await using var service = await Service.Start(("Judges", "1"), ("Queue", "1"));
        var page = JsonSerializer.Serialize(new { html = Made.Story(1, paragraphs: 20_000) });

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => service.Post("/v1/score", page, "application/json")));

        answers.ShouldContain(answer => answer.StatusCode == HttpStatusCode.OK);
        var shed = answers.Where(answer => answer.StatusCode != HttpStatusCode.OK).ToList();
        shed.ShouldNotBeEmpty();
        foreach (var answer in shed)
        {
            await answer.ShouldBeProblem(429, "queue-full");
            answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        }
        (await service.Post("/v1/score", page, "application/json")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Bodies_under_way_stay_within_one_allowance()
    {
        await using var service = await Service.Start(("BytesUnderWay", "1048576"));

        (await service.Post("/v1/score", JsonSerializer.Serialize(new { html = Made.Story(1, paragraphs: 20_000) }), "application/json")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await service.Post("/v1/score", JsonSerializer.Serialize(new { html = Made.Story(1) }), "application/json")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_catalogue_the_model_and_the_versions_can_be_asked_for()
    {
        await using var service = await Service.Start();

        var signals = (await (await service.Http.GetAsync("/v1/signals")).Json()).EnumerateArray().ToList();
        signals.Count.ShouldBe(Detector.Signals.Catalog.All.Count);
        signals[0].Text("name").ShouldBe(Detector.Signals.Catalog.All[0].Name);
        var model = await (await service.Http.GetAsync("/v1/model")).Json();
        model.Text("id").ShouldBe(Models.Model.Embedded!.Id);
        signals.Count(signal => signal.GetProperty("weighed").GetBoolean()).ShouldBe(model.GetProperty("signals").GetArrayLength());
        (await (await service.Http.GetAsync("/v1/version")).Json()).Text("catalogue").ShouldBe(Detector.Signals.Catalog.Id);
    }
}
