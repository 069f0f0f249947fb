using System.Net;
using Detector.Desk.Review;
using Detector.Desk.Runs;

namespace Detector.Desk.Tests.Review;

/// <summary>Who comes in, and what may be sent.</summary>
public sealed class DoorTests : IDisposable
{
    private readonly Folder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Beyond_loopback_a_token_is_needed_and_a_revoked_one_is_none()
    {
        var store = await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop);
        (await Should.ThrowAsync<RunException>(() => ReviewHost.StartAsync(store, IPAddress.Any, 0, TimeProvider.System, Stop))).Message.ShouldContain("detector moderator add");
        var token = await store.AddModeratorAsync("ada", MadeRun.Now, Stop);
        await using var host = await ReviewHost.StartAsync(store, IPAddress.Any, 0, TimeProvider.System, Stop);
        var address = new UriBuilder(host.Address) { Host = "127.0.0.1" }.Uri;
        using var client = Client(address);

        (await client.GetAsync("/case/1", Stop)).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
        (await SignInAsync(client, "token", "0" + token[1..])).StatusCode.ShouldBe(token[0] == '0' ? HttpStatusCode.Found : HttpStatusCode.Unauthorized);
        (await SignInAsync(client, "name", "ada")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SignInAsync(client, "token", token)).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await client.GetAsync("/case/1", Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await store.RevokeModeratorAsync("ada", Stop)).ShouldBeTrue();
        (await client.GetAsync("/case/1", Stop)).StatusCode.ShouldBe(HttpStatusCode.Found);
    }

    [Fact]
    public async Task A_form_of_another_site_decides_nothing()
    {
        await using var desk = await OpenDesk.OpenAsync(await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop), Stop);
        using var client = Client(new Uri(desk.Address));
        await SignInAsync(client, "name", "ada");

        var forged = await client.PostAsync("/case/1", new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["what"] = "confirm", ["seen"] = "0" }), Stop);

        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await desk.Store.DecisionsAsync(stop: Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task On_loopback_a_strangers_name_for_this_machine_is_refused()
    {
        await using var desk = await OpenDesk.OpenAsync(await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop), Stop);
        using var client = Client(new Uri(desk.Address));
        using var rebound = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "rebound.evil.example" } };

        (await client.SendAsync(rebound, Stop)).StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [Fact]
    public async Task Sign_in_leads_to_this_site_only()
    {
        await using var desk = await OpenDesk.OpenAsync(await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop), Stop);
        foreach (var elsewhere in new[] { "https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:hit()", "/\t/evil.example" })
        {
            using var client = Client(new Uri(desk.Address));
            (await SignInAsync(client, "name", "ada", elsewhere)).Headers.Location!.OriginalString.ShouldBe("/");
        }
    }

    [Fact]
    public async Task Every_answer_has_the_policy()
    {
        await using var desk = await OpenDesk.OpenAsync(await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop), Stop);
        using var client = Client(new Uri(desk.Address));
        await SignInAsync(client, "name", "ada");
        foreach (var path in new[] { "/", "/case/1", "/sign-in", "/networks", "/nothing", "/exports/csv", "/dossier/1", "/desk.css", "/history.csv" })
        {
            var answer = await client.GetAsync(path, Stop);
            answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        }
        var page = await client.GetStringAsync("/case/1", Stop);
        page.ShouldNotContain("style=\"");
        page.ShouldNotContain("<script>");
    }

    private static HttpClient Client(Uri address) => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string field, string value, string to = "/")
    {
        var form = await client.GetStringAsync("/sign-in", Stop);
        const string before = "name=\"proof\" value=\"";
        var start = form.LastIndexOf(before, StringComparison.Ordinal) + before.Length;
        var proof = form[start..form.IndexOf('"', start)];
        return await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["proof"] = WebUtility.HtmlDecode(proof), [field] = value, ["to"] = to }), Stop);
    }
}
