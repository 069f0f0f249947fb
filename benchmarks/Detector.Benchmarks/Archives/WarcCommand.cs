using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Detector.Benchmarks.Corpora;
using Detector.Sources;
using Detector.Sources.Archives;
using Detector.Testing;

namespace Detector.Benchmarks.Archives;

/// <summary>
/// How fast a gzip WARC is read on one core, beside a bare <see cref="GZipStream"/> over the same file: they take turns and the best round of each counts, so a busy machine moves both.
/// </summary>
internal static class WarcCommand
{
    private const double LeastRatio = 0.7;
    private const double LeastRate = 700;

    public static int Run(Corpus? corpus, int megabytes, int rounds)
    {
        var path = Path.Combine(Path.GetTempPath(), $"detector-{Guid.NewGuid():N}.warc.gz");
        try
        {
            var (records, unpacked) = Make(path, corpus is null ? MadePages.All() : [.. Corpus.Sets.SelectMany(corpus.Load).Select(page => page.Bytes)], megabytes * 1_000_000L);
            Console.WriteLine($"{(corpus is null ? "made" : "real")} pages with requests, metadata and pictures: {records:N0} records, {unpacked / 1e6:N0} MB in {new FileInfo(path).Length / 1e6:N0} MB of gzip");
            double bare = double.MaxValue, parsed = double.MaxValue, paged = double.MaxValue;
            for (var round = 0; round < rounds; round++)
            {
                bare = Math.Min(bare, Time(() => Bare(path), unpacked));
                parsed = Math.Min(parsed, Time(() => Parse(path, records), unpacked));
                paged = Math.Min(paged, Time(() => Pages(path), 0));
            }
            var rate = unpacked / 1e6 / parsed;
            Console.WriteLine($"bare GZipStream                     {unpacked / 1e6 / bare,6:N0} MB/s");
            Console.WriteLine($"records with their HTTP heads       {rate,6:N0} MB/s   ratio {bare / parsed:F2}");
            Console.WriteLine($"pages as bytes of their own         {unpacked / 1e6 / paged,6:N0} MB/s   ratio {bare / paged:F2}");
            if (rate < LeastRate) Console.WriteLine($"Below the {LeastRate} MB/s wanted; here the bare stream itself makes {unpacked / 1e6 / bare:N0}.");
            if (bare / parsed >= LeastRatio) return 0;
            Console.WriteLine($"FAILED: a ratio of at least {LeastRatio} is wanted.");
            return 1;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static double Time(Func<long> read, long expected)
    {
        var start = Stopwatch.GetTimestamp();
        var read_ = read();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return expected == 0 || read_ == expected ? seconds : throw new InvalidOperationException($"{read_:N0} bytes were read of {expected:N0}.");
    }

    private static long Bare(string path)
    {
        using var stream = new GZipStream(Open(path), CompressionMode.Decompress);
        var buffer = new byte[64 * 1024];
        long sum = 0;
        while (stream.Read(buffer) is > 0 and var read) sum += read;
        return sum;
    }

    private static long Parse(string path, int expected)
    {
        using var records = new WarcReader(ArchiveBytes.Open(Open(path)));
        long sum = 0;
        var count = 0;
        WarcStep step;
        while ((step = records.Next()) != WarcStep.End)
        {
            if (step == WarcStep.Damage) throw new InvalidOperationException(records.Damage.Says);
            count++;
            sum += records.HeaderLength + records.Length + 4;
            if (records.Header.Type != RecordType.Response) continue;
            if (!records.TryRead(out var block) || !HttpMessage.TryParse(block, out var head) || head.Status != 200) throw new InvalidOperationException("A response could not be read.");
        }
        return count == expected ? sum : throw new InvalidOperationException($"{count:N0} records were read of {expected:N0}.");
    }

    private static long Pages(string path)
    {
        long sum = 0;
        foreach (var item in PageSources.Of(path).Read(new SourceProgress()))
            sum += item is SourcePage page ? page.Bytes.Length : throw new InvalidOperationException($"{item} is no page.");
        return sum;
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

    private static (int Records, long Unpacked) Make(string path, List<byte[]> pages, long size)
    {
        long unpacked = 0;
        var records = 0;
        var random = new Random(1);
        using var file = File.Create(path);
        var archive = new WarcMaker(bytes =>
        {
            unpacked += bytes.Length;
            records++;
            return WarcMaker.Gzip(bytes);
        });
        for (var i = 0; unpacked < size; i++)
        {
            var url = $"https://www.site{i % 97}.example/news/{i}";
            archive.Record("request", "application/http;msgtype=request", url, Encoding.ASCII.GetBytes($"GET /news/{i} HTTP/1.1\r\nHost: www.site{i % 97}.example\r\nUser-Agent: crawler/1.0\r\nAccept: */*\r\n\r\n"));
            archive.Page(url, pages[i % pages.Count], "HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Sun, 01 Mar 2026 12:00:00 GMT\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\nVary: Accept-Encoding\r\nX-Cache: HIT\r\n");
            archive.Record("metadata", "application/warc-fields", url, Encoding.ASCII.GetBytes($"fetchTimeMs: {i % 900}\r\nhopsFromSeed: L\r\n"));
            if (i % 4 == 0)
            {
                var picture = new byte[random.Next(2_000, 40_000)];
                random.NextBytes(picture);
                archive.Page(url + ".jpg", picture, "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n");
            }
            file.Write(archive.Bytes);
            archive.Clear();
        }
        return (records, unpacked);
    }
}
