using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Detector.Benchmarks.Archives;
using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.Memory;
using Detector.Contract;
using Detector.Pages;
using Detector.Scanning;

namespace Detector.Benchmarks.Service;

/// <summary>Sustained load: single pages and batches for as long as asked. Every answer is held against the one given in process for the same page; memory is watched.</summary>
internal static class SoakCommand
{
    private const int Callers = 6;
    private const int Different = 400;

    public static async Task<int> Run(Corpus? corpus, double minutes)
    {
        var bytes = corpus is null ? MadePages.All().ToList() : Corpus.Sets.SelectMany(corpus.Load).Select(page => page.Bytes).Take(Different).ToList();
        using var server = ServerProcess.Start("--index", "none");
        if (server is null) return 2;
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(5) };
        var detector = new FarmDetector();
        var pages = bytes.Select((page, number) => (Html: Encoding.UTF8.GetString(page), Answer: Expected(detector, Encoding.UTF8.GetString(page), number))).ToList();
        var until = Stopwatch.GetTimestamp() + (long)(minutes * 60 * Stopwatch.Frequency);
        var began = Stopwatch.GetTimestamp();
        long answered = 0, again = 0;
        var wrong = new ConcurrentBag<string>();
        var memory = new MemoryTrend();
        using var watch = new Timer(_ => memory.Add(Stopwatch.GetElapsedTime(began).TotalMinutes / minutes, server.Memory), null, 1000, 1000);

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var chance = new Random(caller);
            while (Stopwatch.GetTimestamp() < until)
            {
                if (caller % 2 == 0) await One(chance.Next(pages.Count)).ConfigureAwait(false);
                else await Many([.. Enumerable.Range(0, 1 + chance.Next(200)).Select(_ => chance.Next(pages.Count))]).ConfigureAwait(false);
            }
        }))).ConfigureAwait(false);

        Console.WriteLine(FormattableString.Invariant($"{answered:N0} pages answered in {minutes:F0} min ({answered / (minutes * 60):N0}/s), {again:N0} times told to come back, {wrong.Count} lost or answered otherwise"));
        Console.WriteLine(memory.Says);
        foreach (var says in wrong.Take(5)) Console.WriteLine("FAILED: " + says);
        foreach (var line in server.Errors().Take(5)) Console.WriteLine("FAILED: the log says " + line);
        return !wrong.IsEmpty || memory.Grows || server.Errors().Count > 0 ? 1 : 0;

        async Task One(int number)
        {
            while (true)
            {
                using var answer = await http.PostAsync("/v1/score", Json(Line(number))).ConfigureAwait(false);
                if (answer.StatusCode == System.Net.HttpStatusCode.TooManyRequests)
                {
                    Interlocked.Increment(ref again);
                    await Task.Delay(100).ConfigureAwait(false);
                    continue;
                }
                Check(number, await answer.Content.ReadAsStringAsync().ConfigureAwait(false));
                return;
            }
        }

        async Task Many(int[] numbers)
        {
            using var lines = new StreamReader(await server.PostLines(Encoding.UTF8.GetBytes(string.Join('\n', numbers.Select(Line)))).ConfigureAwait(false));
            foreach (var number in numbers) Check(number, await lines.ReadLineAsync().ConfigureAwait(false) ?? "nothing");
        }

        void Check(int number, string said)
        {
            Interlocked.Increment(ref answered);
            if (said != pages[number].Answer) wrong.Add($"page {number} was answered {said[..Math.Min(200, said.Length)]}");
        }

        string Line(int number) => new JsonObject { ["id"] = $"p{number}", ["html"] = pages[number].Html }.ToJsonString();
    }

    private static StringContent Json(string body) => new(body, new MediaTypeHeaderValue("application/json"));

    private static string Expected(FarmDetector detector, string html, int number) =>
        JsonSerializer.Serialize(ResultLines.Of($"p{number}", null, detector.Judge(html, new PageRequest { Format = PageFormat.Html }), 5), ResultJson.Line.ResultLine);
}
