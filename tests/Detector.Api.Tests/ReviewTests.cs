using System.Net;
using Detector.Desk.Runs;
using Detector.Desk.Tests;
using Detector.Scanning;
using Microsoft.Data.Sqlite;

namespace Detector.Api.Tests;

/// <summary>The moderators' site beside the scoring API.</summary>
public class ReviewTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_reviewed_beside_the_api()
    {
        var folder = Directory.CreateTempSubdirectory("detector-api-").FullName;
        var store = await MadeRun.SmallAsync(Path.Combine(folder, "a.run"), Stop);
        await using (var service = await Service.Start(folder, ("Review", "{folder}/a.run")))
        {
            var address = service.Http.BaseAddress!;
            using var moderator = new HttpClient(new HttpClientHandler { AllowAutoRedirect = true, CookieContainer = new CookieContainer() }) { BaseAddress = address };

            (await PostAsync(moderator, "/review/", "/review/sign-in", ("name", "ada"), ("to", "/"))).ShouldContain("Ferry is hauled ashore");
            (await PostAsync(moderator, "/review/case/1", "/review/case/1", ("what", "confirm"), ("seen", "0"), ("scope", "page"))).ShouldContain("/review/case/");

            (await store.DecisionsAsync(stop: Stop)).ShouldHaveSingleItem().Who.ShouldBe("ada");
            (await service.Http.GetAsync("/v1/version", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await service.Http.GetStringAsync("/openapi/v1.json", Stop)).ShouldNotContain("/review");
            SqliteConnection.ClearAllPools();
        }
    }

    [Fact]
    public async Task Beyond_this_machine_a_moderator_needs_a_token()
    {
        var folder = Directory.CreateTempSubdirectory("detector-api-").FullName;
        await MadeRun.SmallAsync(Path.Combine(folder, "a.run"), Stop);
        await File.WriteAllTextAsync(Path.Combine(folder, "keys.json"), "{}", Stop);

        Should.Throw<UsageException>(() => ApiHost.Make(new ApiHost.Start("http://0.0.0.0:0", null, [("Index", "none"), ("Keys", Path.Combine(folder, "keys.json")), ("Review", Path.Combine(folder, "a.run"))]))).Message.ShouldContain("detector moderator add");
        Should.Throw<UsageException>(() => ApiHost.Make(new ApiHost.Start("http://127.0.0.1:0", null, [("Index", "none"), ("Review", Path.Combine(folder, "none.run"))]))).Message.ShouldContain("There is no run");
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    // Fills in the proof that the form came from the site.
    private static async Task<string> PostAsync(HttpClient client, string form, string to, params (string Name, string Value)[] fields)
    {
        var page = await client.GetStringAsync(form, Stop);
        const string before = "name=\"proof\" value=\"";
        var start = page.LastIndexOf(before, StringComparison.Ordinal) + before.Length;
        var proof = WebUtility.HtmlDecode(page[start..page.IndexOf('"', start)]);
        using var answer = await client.PostAsync(to, new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("proof", proof)]), Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync(Stop);
    }
}
