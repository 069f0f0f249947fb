using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Detector.Benchmarks.Archives;
using Detector.Benchmarks.Corpora;
using Detector.Contract;
using Detector.Pages;
using Detector.Scanning;
using Detector.Sources;

namespace Detector.Benchmarks.Service;

/// <summary>
/// The scoring API against judging in process, on the same cores in the same run: batches, single pages at half load, twice the capacity, cold start. The caller runs on those cores too, so what is measured is
/// no better than the service.
/// </summary>
internal static class ServiceCommand
{
    private const int PageBytes = 30_000;
    private static readonly int Cores = Environment.ProcessorCount;

    public static async Task<int> Run(Corpus? corpus, int rounds, int seconds)
    {
        var pages = corpus is null ? MadePages.All().Select(bytes => new CorpusPage { Id = "made", Group = "made", Bytes = bytes }).ToList() : [.. Corpus.Sets.SelectMany(corpus.Load)];
        Console.WriteLine($"{pages.Count:N0} {(corpus is null ? "made" : "real")} pages, {pages.Sum(page => (long)page.Bytes.Length) / 1e6:N0} MB; {Cores} cores, .NET {Environment.Version}");
        using var server = ServerProcess.Start("--index", "none");
        if (server is null) return 2;
        var failed = false;
        failed |= await Batches(server, Lines(pages), rounds).ConfigureAwait(false);
        var page = pages.OrderBy(page => Math.Abs(page.Bytes.Length - PageBytes)).First();
        failed |= Single(server, page.Bytes, seconds);
        failed |= Start();
        return failed ? 1 : 0;
    }

    private static byte[] Lines(List<CorpusPage> pages)
    {
        var lines = new StringBuilder();
        foreach (var page in pages) lines.Append(new JsonObject { ["id"] = page.Id, ["url"] = page.Url, ["html"] = Encoding.UTF8.GetString(page.Bytes) }.ToJsonString()).Append('\n');
        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    private static async Task<bool> Batches(ServerProcess server, byte[] lines, int rounds)
    {
        var detector = new FarmDetector();
        double inProcess = double.MaxValue, overHttp = double.MaxValue;
        long here = 0, there = 0;
        for (var round = 0; round <= rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            here = 0;
            foreach (var outcome in new ScanRun(page => page.JudgedBy(detector, Detail.Reasons), Cores).Outcomes([PageSources.OfLines(new MemoryStream(lines), "line")], new SourceProgress(), static () => { }, CancellationToken.None))
                here += JsonSerializer.SerializeToUtf8Bytes(ResultLines.Of(outcome.Item, outcome.Verdict!, 5), ResultJson.Line.ResultLine).Length + 1;
            var first = Stopwatch.GetElapsedTime(began).TotalSeconds;
            began = Stopwatch.GetTimestamp();
            there = await Batch(server, lines).ConfigureAwait(false);
            // The first round compiles.
            if (round == 0) continue;
            inProcess = Math.Min(inProcess, first);
            overHttp = Math.Min(overHttp, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        Console.WriteLine(FormattableString.Invariant($"batch       in process {lines.Length / 1e6 / inProcess,6:N0} MB/s   over HTTP {lines.Length / 1e6 / overHttp,6:N0} MB/s   ratio {inProcess / overHttp:F2}   (0.90 wanted)"));
        if (here != there) Console.WriteLine($"FAILED: in process the answers have {here:N0} bytes, over HTTP {there:N0}.");
        return here != there || inProcess / overHttp < 0.9;
    }

    private static async Task<long> Batch(ServerProcess server, byte[] lines)
    {
        await using var post = await server.PostLines(lines).ConfigureAwait(false);
        var buffer = new byte[256 * 1024];
        long sum = 0;
        for (int read; (read = await post.ReadAsync(buffer).ConfigureAwait(false)) > 0;) sum += read;
        return sum;
    }

    private static bool Single(ServerProcess server, byte[] page, int seconds)
    {
        var detector = new FarmDetector();
        var asked = new PageRequest { Url = "https://www.example.org/news/1", ContentType = "text/html", Format = PageFormat.Html };
        var request = Wire.Request(page);
        using var wire = new Wire(server.Address);
        var (alone, between, one) = (new Spread(), new Spread(), new Spread());
        // One caller after the other keeps one of two judges busy: half load without a generator's own. Rounds take turns, so that both are measured on the same machine in the same minute; the first ones compile.
        for (var round = -10; round < 10; round++)
        {
            for (var i = 0; i < 300; i++) Timed(alone, Judge);
            for (var i = 0; i < 300; i++) Timed(one, () => wire.Post(request));
            // A core that has waited for another begins with cold caches, here as in the service: what of the difference is that, and what HTTP.
            for (var i = 0; i < 300; i++)
            {
                wire.Post(request);
                Timed(between, Judge);
            }

            void Timed(Spread spread, Action act)
            {
                var began = Stopwatch.GetTimestamp();
                act();
                if (round >= 0) spread.Add(Stopwatch.GetElapsedTime(began));
            }
        }
        void Judge() => JsonSerializer.SerializeToUtf8Bytes(ResultLines.Of("page", asked.Url, detector.Judge(page, asked), 5), ResultJson.Line.ResultLine);
        var calls = new OpenLoop(server.Address, request);
        var capacity = Capacity(server, request);
        var half = new Spread();
        calls.Run(capacity / 2, TimeSpan.FromSeconds(seconds), (_, time) => half.Add(time));
        Console.WriteLine(FormattableString.Invariant($"one page of {page.Length / 1000.0:F0} KB"));
        Console.WriteLine($"  in process          {alone}");
        Console.WriteLine(FormattableString.Invariant($"  the same after waiting for the service  {between}   p50 of one caller to it {one.At(0.5) / between.At(0.5):F2}"));
        Console.WriteLine(FormattableString.Invariant($"  one caller          {one}   p50 ratio {one.At(0.5) / alone.At(0.5):F2} (1.3 wanted), p99 ratio {one.At(0.99) / alone.At(0.99):F1}, p99 to p50 in process {one.At(0.99) / alone.At(0.5):F1} (4 wanted)"));
        Console.WriteLine(FormattableString.Invariant($"  half load, {capacity / 2:N0}/s    {half}   p50 ratio {half.At(0.5) / alone.At(0.5):F2}, p99 to p50 in process {half.At(0.99) / alone.At(0.5):F1}"));

        var memory = server.Memory;
        var most = memory;
        var (accepted, shed, other) = (new Spread(), 0, 0);
        using var watch = new Timer(_ => most = Math.Max(most, server.Memory), null, 0, 200);
        calls.Run(capacity * 2, TimeSpan.FromSeconds(seconds), (status, time) =>
        {
            if (status == HttpStatusCode.OK) accepted.Add(time);
            else if (status == HttpStatusCode.TooManyRequests) Interlocked.Increment(ref shed);
            else Interlocked.Increment(ref other);
        });
        var recovering = Stopwatch.GetTimestamp();
        var recovered = TimeSpan.Zero;
        for (var calm = 0; calm < 20;)
        {
            var began = Stopwatch.GetTimestamp();
            calm = wire.Post(request) == HttpStatusCode.OK && Stopwatch.GetElapsedTime(began).TotalMilliseconds < 4 * one.At(0.5) ? calm + 1 : 0;
            recovered = Stopwatch.GetElapsedTime(recovering);
        }
        Console.WriteLine(FormattableString.Invariant($"  twice the capacity  {accepted}   {accepted.Count:N0} answered, {shed:N0} told to come back, {other} otherwise; p99 to p50 {accepted.At(0.99) / accepted.At(0.5):F1} (10 wanted)"));
        Console.WriteLine(FormattableString.Invariant($"  memory {memory / 1e6:N0} MB before, {most / 1e6:N0} MB at most; calm again after {recovered.TotalSeconds:F1} s"));
        return one.At(0.5) > 1.3 * alone.At(0.5) || one.At(0.99) > 4 * alone.At(0.5) || other > 0 || shed == 0 || accepted.At(0.99) > 10 * accepted.At(0.5) || recovered.TotalSeconds > 5;
    }

    /// <summary>Pages a second that as many callers as judges, twice over, get answered.</summary>
    private static double Capacity(ServerProcess server, byte[] request)
    {
        var began = Stopwatch.GetTimestamp();
        var count = 0;
        var threads = Enumerable.Range(0, 2 * Cores).Select(_ => new Thread(() =>
        {
            using var wire = new Wire(server.Address);
            while (Stopwatch.GetElapsedTime(began).TotalSeconds < 3)
            {
                wire.Post(request);
                Interlocked.Increment(ref count);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static bool Start()
    {
        var times = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            using var server = ServerProcess.Start("--index", "none");
            times.Add(server!.Ready.TotalSeconds);
        }
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cold start to ready   {times[0]:F2} / {times[3]:F2} / {times[^1]:F2} s (least, median, most of 7; 1.5 wanted)"));
        return times[3] >= 1.5;
    }
}
