using System.Diagnostics;
using System.Globalization;
using Detector.Benchmarks.Copies;
using Detector.Fingerprints;
using Detector.Index;
using Detector.Index.Embedded;

namespace Detector.Benchmarks.IndexScale;

/// <summary>What the index on disk takes and how fast it is at several sizes, side by side: one index that grows, measured on the way.</summary>
internal static class IndexScaleCommand
{
    private const int Batch = 20_000;
    private const int Queries = 4000;
    private const int Rounds = 4;
    private const int Seed = 11;

    private sealed record Row(int Articles, double Bytes, double PostingsEach, double Ingest, double MergeSeconds, int Parts, double OpenMilliseconds, double P50, double P99, double MergedP50, double MergedP99, double Found, double Resident, double Anonymous);

    public static async Task<int> Run(int[] sizes, string? folder)
    {
        using var temporary = folder is null ? new TemporaryFolder() : null;
        var path = Path.Combine(folder ?? temporary!.Path, "scale");
        Console.WriteLine($"{Machine.Facts}; articles are made (see MadeArticles), seed {Seed}");
        var articles = new MadeArticles();
        var rows = new List<Row>();
        var added = 0;
        var ingest = new Stopwatch();
        foreach (var size in sizes.Order())
        {
            Row row;
            await using (var index = EmbeddedIndex.OpenWrite(path))
            {
                while (added < size)
                {
                    // Fingerprints are made ready first; adding, committing and every merge that follows are timed.
                    var ready = Ready(articles, added, Math.Min(Batch, size - added));
                    ingest.Start();
                    await index.AddAsync(ready);
                    await index.CommitAsync();
                    await index.IdleAsync();
                    ingest.Stop();
                    added += ready.Length;
                    if (added % 500_000 == 0) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{added:N0} added, {added / ingest.Elapsed.TotalSeconds:N0} a second"));
                }
                var rate = added / ingest.Elapsed.TotalSeconds;
                var before = await Lookups(index, articles, added);
                var parts = (await index.StatsAsync()).Parts;
                var merge = Stopwatch.StartNew();
                await index.MergeAsync();
                merge.Stop();
                row = new Row(size, 0, 0, rate, merge.Elapsed.TotalSeconds, parts, 0, before.P50, before.P99, 0, 0, 0, 0, 0);
            }
            rows.Add(await Reading(path, articles, row));
        }
        Print(rows);
        return 0;
    }

    private static async Task<Row> Reading(string path, MadeArticles articles, Row row)
    {
        GC.Collect();
        var open = Stopwatch.StartNew();
        await using var index = EmbeddedIndex.OpenRead(path);
        open.Stop();
        var (p50, p99, found) = await Lookups(index, articles, row.Articles);
        var stats = await index.StatsAsync();
        var onDisk = Directory.GetFiles(path).Sum(file => new FileInfo(file).Length);
        return row with
        {
            Bytes = (double)onDisk / row.Articles, PostingsEach = (double)stats.Postings / row.Articles, OpenMilliseconds = open.Elapsed.TotalMilliseconds, MergedP50 = p50, MergedP99 = p99, Found = found,
            Resident = Memory("VmRSS"), Anonymous = Memory("RssAnon"),
        };
    }

    private static async Task<(double P50, double P99, double Found)> Lookups(EmbeddedIndex index, MadeArticles articles, int size)
    {
        var queries = MadeQueries.Of(articles, size, Queries, Seed);
        // Warm: everything asked for was looked at before. Each is asked again in several rounds and its least time counts: what else runs on the machine is not the index's.
        var times = new double[queries.Length];
        Array.Fill(times, double.MaxValue);
        var found = 0;
        for (var round = 0; round <= Rounds; round++)
            for (var i = 0; i < queries.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                var answers = await index.LookupAsync([queries[i].Query]);
                if (round > 0) times[i] = Math.Min(times[i], Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                else if (queries[i].Source is { } source && answers[0].Pages.Count > 0 && answers[0].Pages[0].Page.Address == source) found++;
            }
        Array.Sort(times);
        return (times[times.Length / 2], times[times.Length * 99 / 100], (double)found / (Queries / 2));
    }

    private static IndexEntry[] Ready(MadeArticles articles, int from, int count)
    {
        var ready = new IndexEntry[count];
        Parallel.For(0, count, i => ready[i] = articles.Entry(from + i));
        return ready;
    }

    private static void Print(List<Row> rows)
    {
        Line("articles", row => $"{row.Articles:N0}");
        Line("bytes on disk an article, all included", row => $"{row.Bytes:F1}");
        Line("places an article is filed under", row => $"{row.PostingsEach:F1}");
        Line("added a second, commits and merges included", row => $"{row.Ingest:N0}");
        Line("segments then", row => $"{row.Parts}");
        Line("look-up p50 / p99 then, ms", row => $"{row.P50:F3} / {row.P99:F3}");
        Line("merging all into one, s", row => $"{row.MergeSeconds:F1}");
        Line("opening, ms", row => $"{row.OpenMilliseconds:F1}");
        Line("look-up p50 / p99 merged, ms", row => $"{row.MergedP50:F3} / {row.MergedP99:F3}");
        Line("copies (5 % of words replaced) found first", row => $"{row.Found:F4}");
        Line("resident, MB (of it anonymous)", row => $"{row.Resident:F0} ({row.Anonymous:F0})");

        void Line(string name, Func<Row, FormattableString> value) => Console.WriteLine($"{name,-46}{string.Concat(rows.Select(row => $"{value(row).ToString(CultureInfo.InvariantCulture),20}"))}");
    }

    private static double Memory(string field) =>
        File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith(field, StringComparison.Ordinal)) is { } line
            ? double.Parse(line.Split(':')[1].Trim().Split(' ')[0], CultureInfo.InvariantCulture) / 1024
            : Environment.WorkingSet / 1048576.0;
}
