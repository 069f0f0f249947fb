using System.Diagnostics;
using AngleSharp.Html.Parser;
using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.Reading;
using Detector.Pages;
using Detector.Pages.Decoding;
using Detector.Pages.Html;
using Detector.Pages.Links;
using Detector.Pages.Text;
using Detector.Signals;

namespace Detector.Benchmarks.Speed;

/// <summary>What reading and judging cost, as ratios to AngleSharp's bare <c>ParseDocument(ReadOnlyMemory&lt;char&gt;)</c> with default options on the same pages.</summary>
internal sealed record Speeds
{
    /// <summary>Bytes to main text.</summary>
    public required double Reading { get; init; }

    /// <summary>Bytes to verdict: decode, parse, every view, main text, every signal, score and reasons.</summary>
    public required double Verdict { get; init; }

    /// <summary>Bytes allocated per byte of the pages, bytes to verdict.</summary>
    public required double Allocated { get; init; }
}

/// <summary>
/// Measures each step from bytes to verdict. All steps take turns on every page and the best of some rounds counts, so a busy machine moves numerator and denominator together.
/// </summary>
internal static class SpeedCommand
{
    private static readonly string[] Steps = ["decode", "tree", "text", "main text", "lists", "metadata", "dates", "structure", "topics", "signals", "verdict"];
    private const int ReadingSteps = 5;

    public static int Run(Corpus corpus, int rounds, bool signals)
    {
        var detector = new FarmDetector();
        foreach (var set in new[] { "news-aeb", "web-wcxb" })
        {
            var pages = corpus.Load(set);
            Measure(detector, set, pages, rounds, Console.Out);
            Peer(detector, pages);
            Threads(detector, pages, rounds);
            if (signals) Signals(pages, rounds);
        }
        return 0;
    }

    public static Speeds Measure(FarmDetector detector, string set, List<CorpusPage> pages, int rounds, TextWriter? log)
    {
        var parser = new HtmlParser();
        var bytes = pages.Sum(page => (long)page.Bytes.Length);
        var texts = pages.ConvertAll(page => System.Text.Encoding.UTF8.GetString(page.Bytes));
        var total = new double[Steps.Length];
        var allocated = new long[Steps.Length];
        double bare = 0, whole = 0;
        long bareAllocated = 0, wholeAllocated = 0;
        var best = new double[Steps.Length];
        var spent = new long[Steps.Length];
        // The first pass warms up.
        for (var pass = 0; pass < 2; pass++)
        {
            Array.Clear(total);
            Array.Clear(allocated);
            (bare, whole, bareAllocated, wholeAllocated) = (0, 0, 0, 0);
            for (var p = 0; p < pages.Count; p++)
            {
                Array.Fill(best, double.MaxValue);
                Array.Clear(spent);
                double bestBare = double.MaxValue, bestWhole = double.MaxValue;
                for (var round = 0; round < (pass == 0 ? 2 : rounds); round++)
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    var start = Stopwatch.GetTimestamp();
                    using (parser.ParseDocument(texts[p].AsMemory())) bestBare = Math.Min(bestBare, Stopwatch.GetElapsedTime(start).TotalSeconds);
                    if (round == 0) bareAllocated += GC.GetAllocatedBytesForCurrentThread() - before;

                    before = GC.GetAllocatedBytesForCurrentThread();
                    start = Stopwatch.GetTimestamp();
                    Judge(detector, pages[p]);
                    bestWhole = Math.Min(bestWhole, Stopwatch.GetElapsedTime(start).TotalSeconds);
                    if (round == 0) wholeAllocated += GC.GetAllocatedBytesForCurrentThread() - before;

                    Page(detector, pages[p], best, spent);
                    if (round != 0) continue;
                    for (var s = 0; s < Steps.Length; s++) allocated[s] += spent[s];
                }
                bare += bestBare;
                whole += bestWhole;
                for (var s = 0; s < Steps.Length; s++) total[s] += best[s] == double.MaxValue ? 0 : best[s];
            }
        }
        if (log is not null)
        {
            log.WriteLine($"\n{set}: {pages.Count} pages, {bytes / 1e6:F1} MB; bare ParseDocument {bytes / 1e6 / bare:F0} MB/s, {(double)bareAllocated / bytes:F2} bytes allocated per byte");
            double sum = 0;
            for (var s = 0; s < Steps.Length; s++)
            {
                sum += total[s];
                log.WriteLine($"  {Steps[s],-12} {total[s] / bare,6:F3} x   so far {sum / bare:F3} x, {(double)allocated[s] / bytes:F3} bytes allocated per byte");
            }
            log.WriteLine($"  bytes to verdict: {whole / bare:F2} x the bare parse, {bytes / 1e6 / whole:F0} MB/s, {pages.Count / whole:F0} pages/s, {(double)wholeAllocated / bytes:F2} bytes allocated per byte");
        }
        return new Speeds { Reading = total.Take(ReadingSteps).Sum() / bare, Verdict = whole / bare, Allocated = (double)wholeAllocated / bytes };
    }

    private static PageRequest RequestOf(CorpusPage page) => new() { Url = page.Url, ContentType = "text/html; charset=utf-8" };

    private static void Judge(FarmDetector detector, CorpusPage page) => _ = detector.Judge(page.Bytes, RequestOf(page));

    // One after the other on every page, so that a busy moment slows both.
    private static void Peer(FarmDetector detector, List<CorpusPage> pages)
    {
        var peer = new SmartReaderEngine();
        foreach (var page in pages.Take(30)) peer.Read(page);
        double own = 0, other = 0;
        foreach (var page in pages)
        {
            own += Fastest(3, () => Judge(detector, page));
            other += Fastest(1, () => peer.Read(page));
        }
        Console.WriteLine($"  bytes to verdict {pages.Count / own:F0} pages/s, {peer.Name} (main text only) {pages.Count / other:F0} pages/s: {other / own:F1} times as many");
    }

    private static void Threads(FarmDetector detector, List<CorpusPage> pages, int rounds)
    {
        var gain = 0.0;
        for (var round = 0; round < rounds; round++)
        {
            var one = Fastest(1, () => pages.ForEach(page => Judge(detector, page)));
            var two = Fastest(1, () => Parallel.ForEach(pages, new ParallelOptions { MaxDegreeOfParallelism = 2 }, page => Judge(detector, page)));
            gain = Math.Max(gain, one / two);
        }
        Console.WriteLine($"  two threads: {gain:F2} times the pages of one (best of {rounds} rounds)");
    }

    // What several signals share is paid by the first that asks for it.
    private static void Signals(List<CorpusPage> pages, int rounds)
    {
        var total = new double[Catalog.All.Count];
        foreach (var source in pages)
        {
            using var page = PageReader.Read(source.Bytes, RequestOf(source), null, out _);
            if (page is null) continue;
            _ = (page.Metadata, page.Dates, page.Structure, page.Topics);
            var best = new double[total.Length];
            Array.Fill(best, double.MaxValue);
            for (var round = 0; round < rounds; round++)
            {
                var observation = new Observation(page, Detector.Signals.Templates.TemplateSignatures.Default);
                for (var s = 0; s < best.Length; s++)
                {
                    var start = Stopwatch.GetTimestamp();
                    Catalog.All[s].Measure(observation);
                    best[s] = Math.Min(best[s], Stopwatch.GetElapsedTime(start).TotalSeconds);
                }
            }
            for (var s = 0; s < total.Length; s++) total[s] += best[s];
        }
        var sum = total.Sum();
        foreach (var (share, signal) in total.Zip(Catalog.All).OrderByDescending(pair => pair.First).Take(20)) Console.WriteLine($"    {signal.Name,-34} {share / sum:P1}, {share / pages.Count * 1e6:F1} microseconds a page");
    }

    private static double Fastest(int rounds, Action work)
    {
        var best = double.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return best;
    }

    private static void Page(FarmDetector detector, CorpusPage source, double[] best, long[] spent)
    {
        var step = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        var chars = PageDecoder.Decode(source.Bytes, "text/html; charset=utf-8", out var length, out _);
        Done();
        if (chars is null) return;
        var tree = HtmlTreeBuilder.Build(chars, length, PageLimits.Default.MaximumDepth, PageLimits.Default.MaximumNodes, out _);
        Done();
        if (tree is null) return;
        var text = new PageText(Math.Max(4096, length / 6));
        var links = new PageLinks(tree);
        HtmlTextReader.Read(tree, text, links);
        Done();
        Detector.Pages.Text.MainText.Mark(text, tree);
        Done();
        LinkReader.FindLists(text, links, plainText: false);
        using var page = new Page(RequestOf(source), PageFormat.Html, tree, text, links);
        Done();
        // Such a page is unjudged: nothing more is done with it.
        if (text.VisibleTokens < PageLimits.Default.MinimumWords) return;
        _ = page.Metadata;
        Done();
        _ = page.Dates;
        Done();
        _ = page.Structure;
        Done();
        _ = page.Topics.Body;
        Done();
        var measurements = Measurements.Of(page, detector.Signatures);
        Done();
        _ = detector.Judge(page, measurements, Detail.Reasons);
        Done();

        void Done()
        {
            best[step] = Math.Min(best[step], Stopwatch.GetElapsedTime(start).TotalSeconds);
            spent[step] = GC.GetAllocatedBytesForCurrentThread() - before;
            step++;
            before = GC.GetAllocatedBytesForCurrentThread();
            start = Stopwatch.GetTimestamp();
        }
    }
}
