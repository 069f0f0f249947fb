using System.Net;
using System.Text.Json;
using Detector.Testing;

namespace Detector.Api.Tests;

public class ArticleTests
{
    private const string Original = "https://www.harbournews.example/story/5";
    private const string Copy = "https://growthlabs.example/a/9";

    [Fact]
    public async Task What_is_filed_is_found_at_once_and_what_is_taken_out_no_more()
    {
        await using var service = await Service.Start(("Index", "{folder}/index"));
        var story = Made.Story(5, paragraphs: 12);

        var added = await (await service.Post("/v1/articles", JsonSerializer.Serialize(new { url = Original, fetched = "2024-01-01T00:00:00Z", html = story }), "application/json")).Json();
        added.GetProperty("added").GetInt32().ShouldBe(1);

        var neighbours = await (await service.Post($"/v1/lookup?url={Uri.EscapeDataString(Copy)}", story, "text/html")).Json();
        neighbours.Text("coverage").ShouldBe("checked");
        neighbours.GetProperty("pages")[0].Text("address").ShouldBe(Original);
        var verdict = await (await service.Post("/v1/score", Made.Line(9, story, Copy), "application/json")).Json();
        verdict.Text("copied").ShouldBe("whole");
        verdict.GetProperty("neighbours").GetProperty("pages")[0].GetProperty("share_here").GetDouble().ShouldBeGreaterThan(0.9);

        using var request = new HttpRequestMessage(HttpMethod.Delete, "/v1/articles") { Content = new StringContent(JsonSerializer.Serialize(new { urls = new[] { Original } }), null, "application/json") };
        (await service.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await (await service.Post("/v1/score", Made.Line(9, story, Copy), "application/json")).Json()).Text("copied").ShouldBe("no");
    }

    [Fact]
    public async Task Articles_filed_by_many_callers_at_once_are_all_there()
    {
        await using var service = await Service.Start(("Index", "{folder}/index"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(batch =>
            service.Post("/v1/articles", string.Join('\n', Enumerable.Range(0, 20).Select(number => Made.Line(batch * 20 + number, Made.Story(batch * 20 + number, 10)))) + "\n{broken\n{\"id\":\"s\",\"html\":\"<p>short\"}", "application/x-ndjson")));

        foreach (var answer in answers)
        {
            var said = await answer.Json();
            said.GetProperty("added").GetInt32().ShouldBe(20);
            said.GetProperty("left").GetInt32().ShouldBe(2);
            said.GetProperty("reasons")[1].Text("id").ShouldBe("s");
        }
        foreach (var number in (int[])[0, 150, 319])
        {
            var found = await (await service.Post("/v1/lookup?url=https://other.example/1", Made.Story(number, 10), "text/html")).Json();
            found.GetProperty("pages")[0].Text("address").ShouldBe($"https://site{number}.example/story/{number}");
        }
    }

    [Fact]
    public async Task What_was_filed_is_there_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("detector-api-").FullName;
        try
        {
            var story = Made.Story(5, paragraphs: 12);
            await using (var app = ApiHost.Make(new ApiHost.Start("http://127.0.0.1:0", null, [("Index", folder)])))
            {
                await app.StartAsync();
                using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
                (await http.PostAsync("/v1/articles", new StringContent(Made.Line(5, story, Original), null, "application/json"))).EnsureSuccessStatusCode();
                await app.StopAsync();
            }
            await using var again = await Service.Start(("Index", folder));
            (await (await again.Post("/v1/lookup?url=https://other.example/1", story, "text/html")).Json()).GetProperty("sites").GetInt32().ShouldBe(1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Two_services_share_one_index_and_go_on_judging_while_it_is_away()
    {
        using var redis = new RedisServer("--appendonly", "yes");
        var place = $"redis://{redis.EndPoint}/api?timeout=2s";
        await using var one = await Service.Start(("Index", place));
        await using var other = await Service.Start(("Index", place));
        var story = Made.Story(5, paragraphs: 12);
        (await one.Post("/v1/articles", JsonSerializer.Serialize(new { url = Original, fetched = "2024-01-01T00:00:00Z", html = story }), "application/json")).EnsureSuccessStatusCode();
        (await Copied(other)).ShouldBe("whole");

        redis.Kill();
        (await Copied(other)).ShouldBe("not-checked");
        await (await other.Post("/v1/articles", Made.Line(6, Made.Story(6, 10)), "application/json")).ShouldBeProblem(503, "index-away");
        redis.Start();

        for (var end = DateTime.UtcNow.AddSeconds(60); await Copied(other) != "whole"; await Task.Delay(100)) DateTime.UtcNow.ShouldBeLessThan(end, "the index is back and is not asked");
        (await other.Post("/v1/articles", Made.Line(6, Made.Story(6, 10)), "application/json")).EnsureSuccessStatusCode();

        async Task<string> Copied(Service service) => (await (await service.Post("/v1/score", Made.Line(9, story, Copy), "application/json")).Json()).Text("copied");
    }

    [Fact]
    public async Task Without_an_index_or_with_one_to_read_only_nothing_is_filed()
    {
        await using var without = await Service.Start();
        await (await without.Post("/v1/articles", Made.Line(1), "application/json")).ShouldBeProblem(409, "no-index");
        await (await without.Post("/v1/lookup", Made.Line(1), "application/json")).ShouldBeProblem(409, "no-index");

        await using var writer = await Service.Start(("Index", "{folder}/index"));
        await using var reader = await Service.Start(("Index", Path.Combine(writer.Folder, "index")), ("IndexReadOnly", "true"));
        await (await reader.Post("/v1/articles", Made.Line(1), "application/json")).ShouldBeProblem(409, "index-read-only");
        (await writer.Post("/v1/articles", Made.Line(5, Made.Story(5, 12)), "application/json")).EnsureSuccessStatusCode();
        (await (await reader.Post("/v1/lookup?url=https://other.example/1", Made.Story(5, 12), "text/html")).Json()).GetProperty("sites").GetInt32().ShouldBe(1);
    }
}
