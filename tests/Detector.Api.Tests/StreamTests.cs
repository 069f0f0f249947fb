using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Detector.Testing;

namespace Detector.Api.Tests;

public class StreamTests
{
    [Theory]
    [InlineData("input")]
    [InlineData("ready")]
    public async Task Every_line_is_answered_once_with_its_own_id_and_in_order_when_asked(string order)
    {
        await using var service = await Service.Start();
        var pages = Enumerable.Range(0, 300).ToList();

        var answer = await service.Post($"/v1/score/batch?order={order}&reasons=1", string.Join('\n', pages.Select(number => Made.Line(number, number % 7 == 0 ? "<p>short" : null))), "application/x-ndjson");
        var lines = (await answer.Lines()).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        var ids = lines.ConvertAll(line => line.Text("id"));
        (order == "input" ? ids : [.. ids.OrderBy(id => int.Parse(id[1..]))]).ShouldBe(pages.Select(number => $"p{number}"));
        foreach (var line in lines)
        {
            var number = int.Parse(line.Text("id")[1..]);
            line.Text("url").ShouldBe($"https://site{number}.example/story/{number}");
            line.TryGetProperty("unjudged", out _).ShouldBe(number % 7 == 0);
        }
    }

    [Fact]
    public async Task A_broken_line_costs_that_line()
    {
        await using var service = await Service.Start(("MaximumLineBytes", "100000"), ("MaximumPageBytes", "50000"));

        var lines = await (await service.Post("/v1/score/batch", string.Join('\n', [Made.Line(1), "{broken", "", "{\"id\":\"x\"}", $"{{\"html\":\"{new string('y', 200_000)}\"}}", $"{{\"id\":\"z\",\"html\":\"{new string('y', 60_000)}\"}}", "[1]", Made.Line(2)]), "application/x-ndjson")).Lines();

        var said = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        said.ConvertAll(line => line.Text("id")).ShouldBe(["p1", "line:2", "x", "line:5", "z", "line:7", "p2"]);
        said.ConvertAll(line => line.TryGetProperty("unjudged", out var why) ? why.GetString() : "").ShouldBe(["", "broken-input", "broken-input", "too-large", "too-large", "broken-input", ""]);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Bodies_and_answers_may_be_compressed(string coding)
    {
        await using var service = await Service.Start();
        var body = string.Join('\n', Enumerable.Range(0, 40).Select(number => Made.Line(number)));
        var plain = await (await service.Post("/v1/score/batch", body, "application/x-ndjson")).Content.ReadAsStringAsync();
        var packed = new MemoryStream();
        await using (var stream = Pack(packed, coding)) await stream.WriteAsync(Encoding.UTF8.GetBytes(body));

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/score/batch") { Content = new ByteArrayContent(packed.ToArray()) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-ndjson");
        request.Content.Headers.ContentEncoding.Add(coding);
        request.Headers.AcceptEncoding.ParseAdd(coding);
        using var answer = await service.Http.SendAsync(request);

        answer.Content.Headers.ContentEncoding.ShouldBe([coding]);
        await using var unpacked = Unpack(await answer.Content.ReadAsStreamAsync(), coding);
        (await new StreamReader(unpacked).ReadToEndAsync()).ShouldBe(plain);

        static Stream Pack(Stream target, string coding) => coding switch { "gzip" => new GZipStream(target, CompressionLevel.Fastest), "br" => new BrotliStream(target, CompressionLevel.Fastest), _ => new ZstdSharp.CompressionStream(target) };
        static Stream Unpack(Stream source, string coding) => coding switch { "gzip" => new GZipStream(source, CompressionMode.Decompress), "br" => new BrotliStream(source, CompressionMode.Decompress), _ => new ZstdSharp.DecompressionStream(source) };
    }

    [Fact]
    public async Task Answers_come_while_the_body_is_still_being_sent()
    {
        await using var service = await Service.Start();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, service.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("POST /v1/score/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        var received = new StringBuilder();
        for (var number = 0; number < 3; number++)
        {
            await Chunk(stream, Made.Line(number) + "\n");
            while (!received.ToString().Contains($"\"id\":\"p{number}\"", StringComparison.Ordinal)) await Receive(stream, received);
        }
        await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
        while (!received.ToString().EndsWith("0\r\n\r\n", StringComparison.Ordinal)) await Receive(stream, received);
        received.ToString().ShouldStartWith("HTTP/1.1 200");
    }

    [Fact]
    public async Task A_caller_that_does_not_read_its_answers_is_not_read_from()
    {
        await using var service = await Service.Start();
        using var client = new TcpClient { ReceiveBufferSize = 16 * 1024, SendBufferSize = 16 * 1024 };
        await client.ConnectAsync(IPAddress.Loopback, service.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("POST /v1/score/batch?detail=full HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        var line = Encoding.UTF8.GetBytes(Made.Line(1) + "\n");
        byte[] chunk = [.. Encoding.ASCII.GetBytes($"{line.Length:x}\r\n"), .. line, .. "\r\n"u8];
        var sent = 0;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
        try
        {
            while (sent < 100_000)
            {
                await stream.WriteAsync(chunk, patience.Token);
                sent++;
            }
        }
        catch (OperationCanceledException)
        {
            // Held back, as it should be.
        }

        sent.ShouldBeLessThan(100_000);
        // One such caller holds up nobody else.
        (await service.Post("/v1/score", Made.Story(1), "text/html")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>A half-closed connection is taken for a caller that left (as RFC 9112, 9.6 leaves to servers).</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Callers_that_vanish_or_half_close_leave_nothing_behind(bool halfClose)
    {
        await using var service = await Service.Start(("Streams", "2"));
        for (var i = 0; i < 8; i++)
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, service.Address.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /v1/score/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n{Made.Line(1)}\n{{\"html"));
            if (halfClose) client.Client.Shutdown(SocketShutdown.Send);
            else
            {
                client.Client.LingerState = new LingerOption(true, 0);
                client.Close();
            }
            // Its place is free again as soon as the service has noticed.
            for (var wait = 0; wait < 200; wait++)
            {
                using var answer = await service.Post("/v1/score/batch", Made.Line(2), "application/x-ndjson");
                if (answer.StatusCode == HttpStatusCode.OK) break;
                wait.ShouldBeLessThan(199);
                await Task.Delay(50);
            }
        }
    }

    [Fact]
    public async Task More_streams_than_there_is_room_for_are_told_to_come_back()
    {
        await using var service = await Service.Start(("Streams", "1"));
        using var open = new TcpClient();
        await open.ConnectAsync(IPAddress.Loopback, service.Address.Port);
        var stream = open.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes("POST /v1/score/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"));
        await Chunk(stream, Made.Line(1) + "\n");
        var received = new StringBuilder();
        while (!received.ToString().Contains("\"id\":\"p1\"", StringComparison.Ordinal)) await Receive(stream, received);

        var answer = await service.Post("/v1/score/batch", Made.Line(2), "application/x-ndjson");

        await answer.ShouldBeProblem(429, "streams-full");
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_web_archive_is_answered_record_by_record()
    {
        await using var service = await Service.Start();
        var archive = new WarcMaker(WarcMaker.Gzip);
        for (var number = 0; number < 5; number++) archive.Page($"https://site{number}.example/", Made.Story(number));

        var answer = await service.Post("/v1/score/warc", archive.Bytes, "application/warc");
        var lines = await answer.Lines();

        lines.Length.ShouldBe(5);
        JsonDocument.Parse(lines[3]).RootElement.Text("url").ShouldBe("https://site3.example/");
        (await (await service.Post("/v1/score/warc", [1, 2, 3], "application/warc")).Lines())[0].ShouldContain("broken-input");
    }

    private static Task Chunk(NetworkStream stream, string words)
    {
        var bytes = Encoding.UTF8.GetBytes(words);
        return stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8]).AsTask();
    }

    private static async Task<int> Receive(NetworkStream stream, StringBuilder received)
    {
        var buffer = new byte[64 * 1024];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var read = await stream.ReadAsync(buffer, patience.Token);
        received.Append(Encoding.UTF8.GetString(buffer, 0, read));
        return read;
    }
}
