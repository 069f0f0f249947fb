using System.Net;
using System.Net.Http.Headers;
using Detector.Api.Access;
using Detector.Api.Running;
using Detector.Scanning;
using Microsoft.Extensions.DependencyInjection;

namespace Detector.Api.Tests;

public sealed class KeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("detector-keys-").FullName;

    private string Keys => Path.Combine(_folder, "keys.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_key_opens_what_its_scopes_say()
    {
        var score = ApiKeys.Add(Keys, "crawler", [Scope.Score], null, null);
        var admin = ApiKeys.Add(Keys, "operator", [Scope.Admin], null, null);
        await using var service = await Service.Start(("Keys", Keys), ("Index", "{folder}/index"));

        var none = await service.Post("/v1/score", Made.Story(1), "text/html");
        await none.ShouldBeProblem(401, "key-needed");
        none.Headers.WwwAuthenticate.ShouldContain(new AuthenticationHeaderValue("Bearer"));
        await (await Post(service, "/v1/score", "det_unknown")).ShouldBeProblem(401, "key-needed");
        (await Post(service, "/v1/score", score)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Post("/v1/score", Made.Story(1), "text/html", request => request.Headers.Add("X-Api-Key", score))).StatusCode.ShouldBe(HttpStatusCode.OK);
        await (await Post(service, "/v1/articles", score)).ShouldBeProblem(403, "scope-missing");
        await (await Post(service, "/v1/score", admin)).ShouldBeProblem(403, "scope-missing");
        (await service.Http.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Post(service, "/v1/reload", admin)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        // A balancer has no key.
        (await service.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Keys_are_replaced_without_a_restart_and_expire()
    {
        var old = ApiKeys.Add(Keys, "crawler", [Scope.Score], null, null);
        var expired = ApiKeys.Add(Keys, "late", [Scope.Score], DateTimeOffset.UtcNow.AddSeconds(-1), null);
        await using var service = await Service.Start(("Keys", Keys));
        var current = service.Services.GetRequiredService<Current>();
        (await Post(service, "/v1/score", old)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await (await Post(service, "/v1/score", expired)).ShouldBeProblem(401)).Text("detail").ShouldContain("expired");

        var hash = ApiKeys.Load(Keys).All[0].Hash;
        var next = ApiKeys.Add(Keys, "crawler", [Scope.Score], null, null);
        current.Reload().ShouldBeNull();
        // Both are good until the caller has the new one.
        (await Post(service, "/v1/score", old)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Post(service, "/v1/score", next)).StatusCode.ShouldBe(HttpStatusCode.OK);
        ApiKeys.Remove(Keys, "crawler", hash[..8]).ShouldBe(1);
        current.Reload().ShouldBeNull();
        (await Post(service, "/v1/score", old)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Post(service, "/v1/score", next)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await File.WriteAllTextAsync(Keys, "{ \"keys\": [ { \"name\": \"x\" } ] }");
        current.Reload().ShouldNotBeNull();
        (await Post(service, "/v1/score", next)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_empty_file_of_keys_lets_nobody_in()
    {
        await File.WriteAllTextAsync(Keys, "{ \"keys\": [] }");
        await using var service = await Service.Start(("Keys", Keys));

        await (await service.Post("/v1/score", Made.Story(1), "text/html")).ShouldBeProblem(401);
    }

    [Fact]
    public async Task The_file_holds_no_key_and_only_its_owner_reads_it()
    {
        var secret = ApiKeys.Add(Keys, "crawler", [Scope.Score], null, null);

        (await File.ReadAllTextAsync(Keys)).ShouldNotContain(secret);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Keys).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_key_has_so_many_pages_a_minute()
    {
        var key = ApiKeys.Add(Keys, "crawler", [Scope.Score], null, pagesPerMinute: 3);
        var free = ApiKeys.Add(Keys, "other", [Scope.Score], null, null);
        await using var service = await Service.Start(("Keys", Keys));

        for (var i = 0; i < 3; i++) (await Post(service, "/v1/score", key)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var beyond = await Post(service, "/v1/score", key);

        await beyond.ShouldBeProblem(429, "rate-limit");
        beyond.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await Post(service, "/v1/score", free)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://127.0.0.1:0;http://[::]:0")]
    [InlineData("http://192.0.2.1:8080")]
    public void Beyond_this_machine_it_does_not_start_without_keys(string urls)
    {
        var refused = Should.Throw<UsageException>(() => ApiHost.Make(new ApiHost.Start(urls, null, [("Index", "none")])));

        refused.Message.ShouldContain("detector-api key add");
    }

    private static Task<HttpResponseMessage> Post(Service service, string path, string key) =>
        service.Post(path, path.EndsWith("articles", StringComparison.Ordinal) ? Made.Line(1) : Made.Story(1), path.EndsWith("articles", StringComparison.Ordinal) ? "application/json" : "text/html", request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key));
}
