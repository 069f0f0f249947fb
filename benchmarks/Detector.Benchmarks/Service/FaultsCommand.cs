using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Detector.Benchmarks.Archives;
using Detector.Models;

namespace Detector.Benchmarks.Service;

/// <summary>What goes wrong around a service, made to go wrong: it must answer everybody else meanwhile, and everybody afterwards.</summary>
internal static class FaultsCommand
{
    private static readonly byte[][] Pages = [.. MadePages.All()];

    public static async Task<int> Run()
    {
        var failed = 0;
        failed += await Tell("200 callers that send a header line a second (slow loris)", Loris).ConfigureAwait(false);
        failed += await Tell("8 callers that send a page byte by byte", SlowBodies).ConfigureAwait(false);
        failed += await Tell("8 batches whose callers never read", SlowReaders).ConfigureAwait(false);
        failed += await Tell("500 connections cut in the middle of a page", Cut).ConfigureAwait(false);
        failed += await Tell("10,000 small and 100 huge pages mixed", Mixed).ConfigureAwait(false);
        failed += await Tell("a batch of 20,000 lines of which every third is broken", Broken).ConfigureAwait(false);
        failed += await Tell("kill -9 under load, started again: callers ask again and lose nothing", Killed).ConfigureAwait(false);
        failed += await Tell("20 models swapped under load", Swapped).ConfigureAwait(false);
        failed += await Tell("SIGTERM under load", Ended).ConfigureAwait(false);
        Console.WriteLine(failed == 0 ? "All held." : $"{failed} FAILED.");
        return failed == 0 ? 0 : 1;
    }

    private static async Task<int> Tell(string what, Func<Task<(bool Held, string Says)>> run)
    {
        var began = Stopwatch.GetTimestamp();
        var (held, says) = await run().ConfigureAwait(false);
        Console.WriteLine(FormattableString.Invariant($"{(held ? "held  " : "FAILED")} {what} ({Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s): {says}"));
        return held ? 0 : 1;
    }

    private static Task<(bool, string)> Loris() => Beside(200, async (address, stop) =>
    {
        using var client = await Connected(address, stop).ConfigureAwait(false);
        await client.GetStream().WriteAsync("POST /v1/score HTTP/1.1\r\nHost: a\r\n"u8.ToArray(), stop).ConfigureAwait(false);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"X-{i}: y\r\n"), stop).ConfigureAwait(false);
            await Task.Delay(1000, stop).ConfigureAwait(false);
        }
    });

    private static Task<(bool, string)> SlowBodies() => Beside(8, async (address, stop) =>
    {
        using var client = await Connected(address, stop).ConfigureAwait(false);
        await client.GetStream().WriteAsync("POST /v1/score HTTP/1.1\r\nHost: a\r\nContent-Type: text/html\r\nContent-Length: 30000\r\n\r\n"u8.ToArray(), stop).ConfigureAwait(false);
        while (!stop.IsCancellationRequested)
        {
            await client.GetStream().WriteAsync("x"u8.ToArray(), stop).ConfigureAwait(false);
            await Task.Delay(50, stop).ConfigureAwait(false);
        }
    });

    // One stream is left free for the others: eight are all there are.
    private static Task<(bool, string)> SlowReaders() => Beside(8, async (address, stop) =>
    {
        using var client = await Connected(address, stop).ConfigureAwait(false);
        client.ReceiveBufferSize = 8 * 1024;
        var stream = client.GetStream();
        await stream.WriteAsync("POST /v1/score/batch?detail=full HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), stop).ConfigureAwait(false);
        var line = Encoding.UTF8.GetBytes(Line(1, Pages[0]) + "\n");
        while (!stop.IsCancellationRequested) await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"{line.Length:x}\r\n"), .. line, .. "\r\n"u8], stop).ConfigureAwait(false);
    });

    private static async Task<(bool, string)> Cut()
    {
        using var server = ServerProcess.Start("--index", "none");
        await Parallel.ForAsync(0, 500, async (number, stop) =>
        {
            using var client = await Connected(server!.Address, stop).ConfigureAwait(false);
            await client.GetStream().WriteAsync("POST /v1/score HTTP/1.1\r\nHost: a\r\nContent-Type: text/html\r\nContent-Length: 30000\r\n\r\n<html>half"u8.ToArray(), stop).ConfigureAwait(false);
            client.LingerState = new LingerOption(enable: number % 2 == 0, seconds: 0);
        }).ConfigureAwait(false);
        using var http = Http(server!);
        var good = await Good(http, 50).ConfigureAwait(false);
        return (good == 50 && server!.Errors().Count == 0, $"{good} of 50 pages answered afterwards, {server!.Errors().Count} errors in the log");
    }

    private static async Task<(bool, string)> Mixed()
    {
        using var server = ServerProcess.Start("--index", "none");
        using var http = Http(server!);
        var huge = Encoding.UTF8.GetBytes("<html><body>" + string.Concat(Enumerable.Range(0, 80_000).Select(number => $"<p>Line {number} of a page without end, on the river and on the people who live there.</p>")));
        var ok = 0;
        var again = 0;
        long most = 0;
        using var watch = new Timer(_ => most = Math.Max(most, server!.Memory), null, 0, 200);
        await Parallel.ForAsync(0, 10_100, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (number, stop) =>
        {
            while (true)
            {
                using var answer = await Post(http, number % 101 == 100 ? huge : Pages[number % Pages.Length]).ConfigureAwait(false);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref ok);
                    return;
                }
                if (answer.StatusCode != HttpStatusCode.TooManyRequests) return;
                Interlocked.Increment(ref again);
                await Task.Delay(100, stop).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        return (ok == 10_100, $"{ok:N0} answered, {again:N0} told to come back, at most {most / 1e6:N0} MB");
    }

    private static async Task<(bool, string)> Broken()
    {
        using var server = ServerProcess.Start("--index", "none");
        var body = string.Join('\n', Enumerable.Range(0, 20_000).Select(number => number % 3 == 2 ? "{\"id\":\"p\", \"html\": \"broken" : Line(number, Pages[number % Pages.Length])));
        using var lines = new StreamReader(await server!.PostLines(Encoding.UTF8.GetBytes(body)).ConfigureAwait(false));
        int number = 0, right = 0;
        for (; await lines.ReadLineAsync().ConfigureAwait(false) is { } line; number++)
        {
            var json = JsonDocument.Parse(line).RootElement;
            if (number % 3 == 2 ? json.GetProperty("unjudged").GetString() == "broken-input" : json.GetProperty("id").GetString() == $"p{number}") right++;
        }
        return (right == 20_000, $"{right:N0} lines of 20,000 answered as they should be");
    }

    private static async Task<(bool, string)> Killed()
    {
        var folder = Directory.CreateTempSubdirectory("detector-faults-").FullName;
        try
        {
            var server = ServerProcess.Start("--index", folder)!;
            var answered = new HashSet<int>();
            var kept = new HashSet<int>();
            var kills = 0;
            for (var round = 0; round < 5; round++)
            {
                using var http = Http(server);
                var work = Task.WhenAll(Enumerable.Range(0, 4).Select(caller => Task.Run(async () =>
                {
                    for (var number = caller; number < 1000; number += 4)
                    {
                        try
                        {
                            if (number % 10 == 0 && !kept.Contains(number))
                            {
                                using var filed = await http.PostAsync("/v1/articles", new StringContent(Line(number, Pages[number % Pages.Length]), null, "application/json")).ConfigureAwait(false);
                                if (filed.IsSuccessStatusCode) lock (kept) kept.Add(number);
                            }
                            using var answer = await Post(http, Pages[number % Pages.Length]).ConfigureAwait(false);
                            if (answer.IsSuccessStatusCode) lock (answered) answered.Add(number);
                        }
                        catch (HttpRequestException)
                        {
                            // Killed; asked again in the next round.
                        }
                    }
                })));
                if (round < 4)
                {
                    await Task.WhenAny(work, Task.Delay(400 + 150 * round)).ConfigureAwait(false);
                    server.Kill();
                    kills++;
                    await work.ConfigureAwait(false);
                    server.Dispose();
                    server = ServerProcess.Start("--index", folder)!;
                }
                else await work.ConfigureAwait(false);
            }
            using var asking = Http(server);
            var stored = 0;
            foreach (var number in kept)
            {
                using var answer = await asking.PostAsync("/v1/lookup", new StringContent(Line(9999, Pages[number % Pages.Length], "https://other.example/1"), null, "application/json")).ConfigureAwait(false);
                if ((await answer.Content.ReadAsStringAsync().ConfigureAwait(false)).Contains($"\"https://site{number % Pages.Length}.example", StringComparison.Ordinal)) stored++;
            }
            server.Dispose();
            return (answered.Count == 1000 && stored == kept.Count, $"killed {kills} times; {answered.Count:N0} of 1,000 pages answered in the end, {stored} of {kept.Count} acknowledged articles found");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(bool, string)> Swapped()
    {
        var folder = Directory.CreateTempSubdirectory("detector-faults-").FullName;
        try
        {
            var path = Path.Combine(folder, "model.json");
            Model(path, 0.5);
            using var server = ServerProcess.Start("--index", "none", "--model", path);
            using var http = Http(server!);
            using var stop = new CancellationTokenSource();
            var models = new HashSet<string>();
            int ok = 0, bad = 0;
            var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    using var answer = await Post(http, Pages[0]).ConfigureAwait(false);
                    var model = JsonDocument.Parse(await answer.Content.ReadAsStringAsync().ConfigureAwait(false)).RootElement.TryGetProperty("model", out var id) ? id.GetString()! : "";
                    if (answer.IsSuccessStatusCode && model.Length > 0) Interlocked.Increment(ref ok);
                    else Interlocked.Increment(ref bad);
                    lock (models) models.Add(model);
                }
            })).ToList();
            for (var swap = 0; swap < 20; swap++)
            {
                Model(path, 0.5 + 0.02 * swap);
                server!.Signal("HUP");
                await Task.Delay(250).ConfigureAwait(false);
            }
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(callers).ConfigureAwait(false);
            return (bad == 0 && models.Count >= 18, $"{ok:N0} answers, {bad} failed, {models.Count} models named");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(bool, string)> Ended()
    {
        using var server = ServerProcess.Start("--index", "none");
        using var http = Http(server!);
        int ok = 0, refused = 0, cut = 0;
        var ending = false;
        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                try
                {
                    using var answer = await Post(http, Pages[0]).ConfigureAwait(false);
                    if (answer.IsSuccessStatusCode) Interlocked.Increment(ref ok);
                    else if (answer.StatusCode != HttpStatusCode.TooManyRequests) Interlocked.Increment(ref cut);
                }
                catch (HttpRequestException gone) when (Volatile.Read(ref ending) && gone.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded or HttpRequestError.Unknown)
                {
                    // No new connections, or a kept one that was closed between two requests: nothing was taken in.
                    Interlocked.Increment(ref refused);
                    return;
                }
                catch (HttpRequestException)
                {
                    Interlocked.Increment(ref cut);
                    return;
                }
            }
        })).ToList();
        await Task.Delay(1500).ConfigureAwait(false);
        Volatile.Write(ref ending, true);
        server!.Signal("TERM");
        await Task.WhenAll(callers).ConfigureAwait(false);
        return (cut == 0 && ok > 100, $"{ok:N0} answered, {cut} cut, {refused} callers refused once it stopped listening");
    }

    /// <summary>Bad callers for ten seconds, good ones among them.</summary>
    private static async Task<(bool, string)> Beside(int bad, Func<Uri, CancellationToken, Task> behave)
    {
        using var server = ServerProcess.Start("--index", "none");
        using var http = Http(server!);
        await Good(http, 20).ConfigureAwait(false);
        var before = server!.Memory;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var crowd = Enumerable.Range(0, bad).Select(_ => Task.Run(async () =>
        {
            try
            {
                await behave(server.Address, stop.Token).ConfigureAwait(false);
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException)
            {
                // Cut off by the service, or done.
            }
        })).ToList();
        await Task.Delay(500).ConfigureAwait(false);
        var times = new Spread();
        var good = 0;
        while (!stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await Post(http, Pages[0]).ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.OK) good++;
            times.Add(Stopwatch.GetElapsedTime(began));
        }
        var during = server.Memory;
        await Task.WhenAll(crowd).ConfigureAwait(false);
        var after = await Good(http, 20).ConfigureAwait(false);
        return (good == times.Count && after == 20 && during < before + 300_000_000,
            FormattableString.Invariant($"{good:N0} of {times.Count:N0} pages answered meanwhile, {times}; memory {before / 1e6:N0} MB before, {during / 1e6:N0} MB meanwhile"));
    }

    private static async Task<int> Good(HttpClient http, int count)
    {
        var good = 0;
        for (var i = 0; i < count; i++)
        {
            using var answer = await Post(http, Pages[i % Pages.Length]).ConfigureAwait(false);
            if (answer.StatusCode == HttpStatusCode.OK) good++;
        }
        return good;
    }

    private static void Model(string path, double threshold)
    {
        using var resource = typeof(Model).Assembly.GetManifestResourceStream("Detector.Resources.model.json")!;
        var model = JsonNode.Parse(resource)!;
        model["threshold"] = threshold;
        File.WriteAllText(path + ".next", model.ToJsonString());
        File.Move(path + ".next", path, overwrite: true);
    }

    private static string Line(int number, byte[] page, string? url = null) => new JsonObject { ["id"] = $"p{number}", ["url"] = url ?? $"https://site{number % Pages.Length}.example/{number}", ["html"] = Encoding.UTF8.GetString(page) }.ToJsonString();

    private static HttpClient Http(ServerProcess server) => new() { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(2) };

    private static async Task<HttpResponseMessage> Post(HttpClient http, byte[] page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/score") { Content = new ByteArrayContent(page) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/html");
        return await http.SendAsync(request).ConfigureAwait(false);
    }

    private static async Task<TcpClient> Connected(Uri address, CancellationToken stop)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port, stop).ConfigureAwait(false);
        return client;
    }
}
