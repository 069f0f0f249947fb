using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Detector.Api.Tests;

/// <summary>What callers get wrong: each gets the status that says so and a problem document, and none a 500.</summary>
public sealed class MalformedTests : IAsyncLifetime
{
    private Service _service = null!;

    public async ValueTask InitializeAsync() => _service = await Service.Start(("MaximumPageBytes", "100000"), ("MaximumLineBytes", "200000"), ("Index", "{folder}/index"), ("MaximumArticles", "3"));

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData("POST", "/v1/score", "application/json", "", 400)]
    [InlineData("POST", "/v1/score", "application/json", "{", 400)]
    [InlineData("POST", "/v1/score", "application/json", "[]", 400)]
    [InlineData("POST", "/v1/score", "application/json", "null", 400)]
    [InlineData("POST", "/v1/score", "application/json", "\"page\"", 400)]
    [InlineData("POST", "/v1/score", "application/json", "12", 400)]
    [InlineData("POST", "/v1/score", "application/json", "{}", 400)]
    [InlineData("POST", "/v1/score", "application/json", "{\"url\":\"https://a.example/\"}", 400)]
    [InlineData("POST", "/v1/score", "application/json", "{\"html\":12}", 400)]
    [InlineData("POST", "/v1/score", "application/json", "{\"html\":null}", 400)]
    [InlineData("POST", "/v1/score", "application/json", "{\"html\":\"x\"} trailing", 400)]
    [InlineData("POST", "/v1/score", "application/json", "{\"html\":\"x\",}", 400)]
    [InlineData("POST", "/v1/score", "application/json", "{\"html\":\"\\q\"}", 400)]
    [InlineData("POST", "/v1/score", "application/json", "{'html':'x'}", 400)]
    [InlineData("POST", "/v1/score", "application/json", "{\"html\":\"x\",\"status\":\"ok\"}", 400)]
    [InlineData("POST", "/v1/score", "application/json", "{\"html\":\"x\",\"status\":99999}", 400)]
    [InlineData("POST", "/v1/score", "application/json", "{\"html\":\"x\",\"fetched\":\"yesterday\"}", 400)]
    [InlineData("POST", "/v1/score", "application/json", "<html></html>", 400)]
    [InlineData("POST", "/v1/score", "application/json", "deep", 400)]
    [InlineData("POST", "/v1/score", "application/json", "huge", 413)]
    [InlineData("POST", "/v1/score", "text/html", "huge", 413)]
    [InlineData("POST", "/v1/score", "text/html", "", 400)]
    [InlineData("POST", "/v1/score", null, "{}", 415)]
    [InlineData("POST", "/v1/score", "image/png", "x", 415)]
    [InlineData("POST", "/v1/score", "application/x-www-form-urlencoded", "html=x", 415)]
    [InlineData("POST", "/v1/score", "multipart/form-data; boundary=x", "--x--", 415)]
    [InlineData("POST", "/v1/score", "text", "x", 415)]
    [InlineData("POST", "/v1/score", "message/http", "GET / HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST", "/v1/score", "message/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html", 400)]
    [InlineData("POST", "/v1/score", "message/http", "HTTP/1.1 2000 OK\r\n\r\n", 400)]
    [InlineData("POST", "/v1/score?reasons=many", "text/html", "<p>x", 400)]
    [InlineData("POST", "/v1/score?reasons=-1", "text/html", "<p>x", 400)]
    [InlineData("POST", "/v1/score?detail=all", "text/html", "<p>x", 400)]
    [InlineData("POST", "/v1/score/batch?order=random", "application/x-ndjson", "{}", 400)]
    [InlineData("POST", "/v1/score/batch?detail=x", "application/x-ndjson", "{}", 400)]
    [InlineData("POST", "/v1/score/batch", "application/json", "{}", 415)]
    [InlineData("POST", "/v1/score/warc", "application/x-ndjson", "{}", 415)]
    [InlineData("POST", "/v1/lookup", "application/json", "{", 400)]
    [InlineData("POST", "/v1/lookup", "application/json", "{\"html\":\"<p>short\"}", 422)]
    [InlineData("POST", "/v1/articles", "text/html", "<p>x", 415)]
    [InlineData("POST", "/v1/articles", "application/x-ndjson", "{}\n{}\n{}\n{}\n", 413)]
    [InlineData("DELETE", "/v1/articles", "application/json", "", 400)]
    [InlineData("DELETE", "/v1/articles", "application/json", "{", 400)]
    [InlineData("DELETE", "/v1/articles", "application/json", "{}", 400)]
    [InlineData("DELETE", "/v1/articles", "application/json", "{\"urls\":[]}", 400)]
    [InlineData("DELETE", "/v1/articles", "application/json", "{\"urls\":[\"\"]}", 400)]
    [InlineData("DELETE", "/v1/articles", "application/json", "{\"urls\":\"https://a.example/\"}", 400)]
    [InlineData("DELETE", "/v1/articles?url=a&url=b&url=c&url=d", null, "", 413)]
    [InlineData("GET", "/v1/score", null, "", 405)]
    [InlineData("PUT", "/v1/articles", "application/json", "{}", 405)]
    [InlineData("GET", "/v1/nothing", null, "", 404)]
    [InlineData("POST", "/v2/score", "application/json", "{}", 404)]
    [InlineData("GET", "/v1/score/../../etc/passwd", null, "", 404)]
    public async Task A_malformed_request_gets_its_status_and_a_problem_document(string method, string path, string? type, string body, int status)
    {
        var content = body switch { "huge" => "{\"html\":\"" + new string('x', 300_000) + "\"}", "deep" => string.Concat(Enumerable.Repeat("{\"a\":", 200)), _ => body };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET") request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
        if (type is not null && request.Content is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);

        await (await _service.Http.SendAsync(request)).ShouldBeProblem(status);
    }

    [Theory]
    [InlineData("gzip", 400)]
    [InlineData("br", 400)]
    [InlineData("deflate", 400)]
    [InlineData("zstd", 400)]
    [InlineData("compress", 415)]
    [InlineData("gzip, gzip", 415)]
    public async Task A_body_that_is_not_coded_as_it_says_is_refused(string coding, int status)
    {
        var answer = await _service.Post("/v1/score", "this is not compressed at all, whatever the header says about it", "text/html", request => request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", coding));

        await answer.ShouldBeProblem(status);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_decompression_bomb_is_refused_by_its_size(string coding)
    {
        var answer = await _service.Post("/v1/score", Bomb(coding, 50_000_000), "text/html", request => request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", coding));

        await answer.ShouldBeProblem(413);
    }

    [Fact]
    public async Task A_bomb_in_a_stream_ends_the_stream_with_a_line_that_says_so()
    {
        var answer = await _service.Post("/v1/score/batch", Bomb("gzip", 300_000_000), "application/x-ndjson", request => request.Content!.Headers.TryAddWithoutValidation("Content-Encoding", "gzip"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Lines())[^1].ShouldContain("\"stopped\":\"reading-stopped\"");
    }

    [Theory]
    [InlineData("NONSENSE\r\n\r\n", 400)]
    [InlineData("GET /health/live HTTP/9.9\r\nHost: a\r\n\r\n", 505)]
    [InlineData("GET /health/live HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /v1/score HTTP/1.1\r\nHost: a\r\nContent-Type: text/html\r\nContent-Length: twelve\r\n\r\n", 400)]
    [InlineData("POST /v1/score HTTP/1.1\r\nHost: a\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400)]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n", 400)]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: a\r\nX: \u0001\u0000\r\n\r\n", 400)]
    public async Task Malformed_HTTP_is_refused_before_it_is_a_request(string bytes, int status)
    {
        (await Raw(bytes)).ShouldStartWith(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}"));
    }

    [Fact]
    public async Task After_all_that_the_service_answers_as_before()
    {
        for (var i = 0; i < 50; i++) await Raw($"POST /v1/score HTTP/1.1\r\nHost: a\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nonly a part", close: true);

        (await _service.Post("/v1/score", Made.Story(1), "text/html")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<string> Raw(string bytes, bool close = false)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _service.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes));
        if (close) return "";
        var answer = new byte[1024];
        var length = await stream.ReadAsync(answer);
        return Encoding.Latin1.GetString(answer, 0, length);
    }

    private static byte[] Bomb(string coding, int bytes)
    {
        var target = new MemoryStream();
        using (Stream stream = coding == "br" ? new BrotliStream(target, CompressionLevel.Optimal, leaveOpen: true) : new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            var zeros = new byte[1_000_000];
            for (var i = 0; i < bytes; i += zeros.Length) stream.Write(zeros);
        }
        return target.ToArray();
    }
}
