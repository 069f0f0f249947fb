using System.Diagnostics;
using System.Globalization;
using Detector.Benchmarks.IndexScale;
using Detector.Fingerprints;
using Detector.Index;
using Detector.Index.Shared;
using Detector.Testing;

namespace Detector.Benchmarks.SharedIndexes;

/// <summary>What one server of the Redis protocol on loopback answers: many callers with a page each, and one with batches.</summary>
internal static class SharedIndexCommand
{
    private const int Callers = 64;
    private const int PagesOfBatch = 100;
    private const int Batch = 5000;
    private const int Queries = 4000;
    private const int Seed = 11;

    public static async Task<int> Run(int articles, int seconds, string? at)
    {
        using var server = at is null ? new RedisServer() : null;
        var place = SharedPlace.Parse(at ?? $"redis://{server!.EndPoint}/bench?timeout=20s");
        Console.WriteLine($"{Machine.Facts}; {(at is null ? "redis-server of its own" : place)}; articles are made (see MadeArticles), seed {Seed}");
        var made = new MadeArticles();
        await using var index = SharedIndex.OpenWrite(place);
        await Fill(index, made, articles);
        var stats = await index.StatsAsync();
        Print("places an article is filed under", $"{(double)stats.Postings / articles:F1}");
        Print("the server's memory an article, bytes", $"{(double)stats.Bytes / articles:F0}");

        var queries = MadeQueries.Of(made, articles, Queries, Seed);
        var found = 0;
        foreach (var some in queries.Chunk(PagesOfBatch))
            found += (await index.LookupAsync([.. some.Select(page => page.Query)])).Zip(some).Count(answer => answer.Second.Source is { } source && answer.First.Pages is [{ } first, ..] && first.Page.Address == source);
        Print("copies (5 % of words replaced) found first", $"{found / (Queries / 2.0):F4}");
        await Callers64(index, queries, seconds, server);
        await Batches(index, queries, seconds);
        return 0;
    }

    private static async Task Fill(SharedIndex index, MadeArticles made, int articles)
    {
        var adding = new Stopwatch();
        for (var added = 0; added < articles; added += Batch)
        {
            var ready = new IndexEntry[Math.Min(Batch, articles - added)];
            Parallel.For(0, ready.Length, i => ready[i] = made.Entry(added + i));
            adding.Start();
            await index.AddAsync(ready);
            await index.CommitAsync();
            adding.Stop();
        }
        Print("articles filed, and a second", $"{articles:N0}, {articles / adding.Elapsed.TotalSeconds:N0}");
    }

    private static async Task Callers64(SharedIndex index, (PageQuery Query, string? Source)[] queries, int seconds, RedisServer? server)
    {
        await Measure(TimeSpan.FromSeconds(Math.Min(2, seconds)));
        var (collected, allocated, used) = (GC.CollectionCount(2), GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime);
        var served = server?.ProcessorTime;
        var (times, elapsed) = await Measure(TimeSpan.FromSeconds(seconds));
        served = server?.ProcessorTime - served;
        (collected, allocated, used) = (GC.CollectionCount(2) - collected, GC.GetTotalAllocatedBytes() - allocated, Environment.CpuUsage.TotalTime - used);
        Print($"{Callers} callers, a page each: pages a second", $"{times.Length / elapsed.TotalSeconds:N0}");
        Print("  a page p50 / p99, ms", $"{times[times.Length / 2]:F2} / {times[times.Length * 99 / 100]:F2}");
        Print("  the callers' processor time a page, µs", $"{used.TotalMicroseconds / times.Length:F0}");
        if (served is { } busy) Print("  the server's", $"{busy.TotalMicroseconds / times.Length:F0}");
        Print("  allocated a page, KB; full collections", $"{allocated / 1024.0 / times.Length:F1}; {collected}");

        async Task<(double[] Times, TimeSpan Elapsed)> Measure(TimeSpan length)
        {
            var watch = Stopwatch.StartNew();
            var next = 0;
            var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
            {
                var own = new List<double>();
                while (watch.Elapsed < length)
                {
                    var query = queries[Interlocked.Increment(ref next) % queries.Length].Query;
                    var start = Stopwatch.GetTimestamp();
                    Whole(await index.LookupAsync([query]));
                    own.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
                return own;
            })).ToList();
            double[] all = [.. (await Task.WhenAll(callers)).SelectMany(own => own).Order()];
            return (all, watch.Elapsed);
        }
    }

    private static async Task Batches(SharedIndex index, (PageQuery Query, string? Source)[] queries, int seconds)
    {
        PageQuery[][] batches = [.. queries.Chunk(PagesOfBatch).Select(some => some.Select(page => page.Query).ToArray())];
        foreach (var batch in batches) Whole(await index.LookupAsync(batch));
        var times = new List<double>();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(seconds);)
        {
            var start = Stopwatch.GetTimestamp();
            Whole(await index.LookupAsync(batches[times.Count % batches.Length]));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        Print($"one caller, {PagesOfBatch} pages at once p50 / p99, ms", $"{times[times.Count / 2]:F2} / {times[times.Count * 99 / 100]:F2}");
    }

    private static void Whole(IReadOnlyList<Neighbours> answers)
    {
        foreach (var answer in answers)
            if (answer.Coverage != Coverage.Checked)
                throw new InvalidOperationException($"An answer is {answer.Coverage}: {answer.Away}");
    }

    private static void Print(string name, FormattableString value) => Console.WriteLine($"{name,-50}{value.ToString(CultureInfo.InvariantCulture),24}");
}
