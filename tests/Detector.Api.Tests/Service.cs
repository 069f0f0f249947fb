using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Detector.Api.Tests;

/// <summary>The service as it runs, on a port of its own: real sockets, the real pipeline.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Service(WebApplication app, string folder)
    {
        _app = app;
        Folder = folder;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    /// <summary>A folder that goes with the service.</summary>
    public string Folder { get; }

    public IServiceProvider Services => _app.Services;

    /// <param name="settings">Settings by name; {folder} in a value is <see cref="Folder"/>. Without "Index", none.</param>
    public static async Task<Service> Start(params (string Name, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("detector-api-").FullName;
        return await Start(folder, settings);
    }

    public static async Task<Service> Start(string folder, params (string Name, string Value)[] settings)
    {
        var all = settings.Select(one => (one.Name, (string?)one.Value.Replace("{folder}", folder, StringComparison.Ordinal))).ToList();
        if (all.TrueForAll(one => one.Name != "Index")) all.Add(("Index", "none"));
        var app = ApiHost.Make(new ApiHost.Start("http://127.0.0.1:0", null, all));
        await app.StartAsync();
        return new Service(app, folder);
    }

    public Task<HttpResponseMessage> Post(string path, string body, string type, Action<HttpRequestMessage>? also = null) => Post(path, Encoding.UTF8.GetBytes(body), type, also);

    public async Task<HttpResponseMessage> Post(string path, byte[] body, string type, Action<HttpRequestMessage>? also = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        also?.Invoke(request);
        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>Small pages of our own.</summary>
internal static class Made
{
    private static readonly string[] Words = "harbour bridge mayor river ferry council dredged spring evening tide crew boats school budget winter market orchard railway station museum doctor letter island storm teacher lamp garden window copper wheat paper engine signal valley".Split(' ');

    /// <summary>A story that shares no run of words with one of another number.</summary>
    public static string Story(int number, int paragraphs = 6)
    {
        var chance = new Random(number);
        var body = new StringBuilder();
        for (var i = 0; i < paragraphs; i++)
        {
            body.Append("<p>The ");
            for (var word = 0; word < 24; word++) body.Append(Words[chance.Next(Words.Length)]).Append(word % 8 == 7 ? ", " : " ");
            body.Append("and no more.</p>\n");
        }
        return $"<!DOCTYPE html><html lang=\"en\"><head><title>Harbour {number} is dredged</title></head><body><article><h1>Harbour {number} is dredged</h1>{body}</article></body></html>";
    }

    public static string Line(int number, string? html = null, string? url = null) =>
        new JsonObject { ["id"] = $"p{number}", ["url"] = url ?? $"https://site{number}.example/story/{number}", ["html"] = html ?? Story(number) }.ToJsonString();

    public static async Task<JsonElement> Json(this HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    public static async Task<string[]> Lines(this HttpResponseMessage response) => (await response.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    /// <summary>Checks that an answer is a problem document (RFC 9457) of a status and a code.</summary>
    public static async Task<JsonElement> ShouldBeProblem(this HttpResponseMessage response, int status, string? code = null)
    {
        var body = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, body);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", body);
        var problem = JsonDocument.Parse(body).RootElement;
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.Text("title").ShouldNotBeEmpty();
        problem.Text("detail").ShouldNotBeEmpty();
        if (code is not null) problem.Text("code").ShouldBe(code);
        return problem;
    }
}
