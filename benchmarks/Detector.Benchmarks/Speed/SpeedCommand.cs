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

/// <summary>Measures each step from bytes to verdict, in <see cref="Turns"/> with the bare parse.</summary>
internal static class SpeedCommand
{
    private static readonly string[] Steps = ["decode", "tree", "text", "main text", "lists", "metadata", "dates", "structure", "topics", "signals", "verdict", ExplainedVerdict];
    private const int ReadingSteps = 5;

    // A verdict explains pages it flags; this one explains every page. Not part of the sum.
    private const string ExplainedVerdict = "verdict with reasons";

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
        var steps = Array.ConvertAll(Steps, _ => new Best(pages.Count));
        var best = Turns.Take(
            pages.Count,
            Turns.ThoroughWarmUp,
            rounds,
            page => parser.ParseDocument(texts[page].AsMemory()).Dispose(),
            page => Judge(detector, pages[page]),
            page => Page(detector, pages[page], (step, started) => steps[step].Add(page, started)));
        var (bare, whole) = (best[0], best[1]);
        if (log is not null)
        {
            log.WriteLine($"\n{set}: {pages.Count} pages, {bytes / 1e6:F1} MB; bare ParseDocument {bytes / 1e6 / bare.Seconds:F0} MB/s, {(double)bare.Allocated / bytes:F2} bytes allocated per byte");
            double sum = 0;
            for (var s = 0; s < Steps.Length; s++)
            {
                var counts = Steps[s] != ExplainedVerdict;
                if (counts) sum += steps[s].Seconds;
                log.WriteLine($"  {Steps[s],-20} {steps[s].Seconds / bare.Seconds,6:F3} x   {(counts ? $"so far {sum / bare.Seconds:F3} x" : "instead       ")}, {(double)steps[s].Allocated / bytes:F3} bytes allocated per byte");
            }
            log.WriteLine($"  bytes to verdict: {whole.Seconds / bare.Seconds:F2} x the bare parse, {bytes / 1e6 / whole.Seconds:F0} MB/s, {pages.Count / whole.Seconds:F0} pages/s, {(double)whole.Allocated / bytes:F2} bytes allocated per byte");
        }
        return new Speeds { Reading = steps.Take(ReadingSteps).Sum(step => step.Seconds) / bare.Seconds, Verdict = whole.Seconds / bare.Seconds, Allocated = (double)whole.Allocated / bytes };
    }

    private static PageRequest RequestOf(CorpusPage page) => new() { Url = page.Url, ContentType = "text/html; charset=utf-8" };

    private static void Judge(FarmDetector detector, CorpusPage page) => _ = detector.Judge(page.Bytes, RequestOf(page), Detail.Brief);

    private static void Peer(FarmDetector detector, List<CorpusPage> pages)
    {
        var peer = new SmartReaderEngine();
        var best = Turns.Take(pages.Count, 1, 2, page => Judge(detector, pages[page]), page => peer.Read(pages[page]));
        var (own, other) = (best[0].Seconds, best[1].Seconds);
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

    private static void Page(FarmDetector detector, CorpusPage source, Action<int, Started> timed)
    {
        var step = 0;
        var started = Started.Now;
        var chars = PageDecoder.Decode(source.Bytes, "text/html; charset=utf-8", out var length, out _);
        Done();
        if (chars is null) return;
        var tree = HtmlTreeBuilder.Build(chars, length, PageLimits.Default, out _);
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
        _ = detector.Judge(page, measurements, Detail.Brief);
        Done();
        _ = detector.Judge(page, measurements, Detail.Reasons);
        Done();

        void Done()
        {
            timed(step++, started);
            started = Started.Now;
        }
    }
}
