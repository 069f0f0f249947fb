using System.Buffers;
using System.Diagnostics;
using AngleSharp.Html.Parser;
using Detector.Benchmarks.Corpora;
using Detector.Pages;
using Detector.Pages.Decoding;
using Detector.Pages.Html;
using Detector.Pages.Links;
using Detector.Pages.Text;
using Detector.Signals;
using Detector.Signals.Templates;

namespace Detector.Benchmarks.Speed;

/// <summary>
/// What each step from bytes to verdict costs, as a ratio to AngleSharp's bare <c>ParseDocument(ReadOnlyMemory&lt;char&gt;)</c> with default options on the same pages. All steps take turns on
/// every page and the best of some rounds counts, so a busy machine moves numerator and denominator together.
/// </summary>
internal static class SpeedCommand
{
    private static readonly string[] Steps = ["decode", "tree", "text", "main text", "links", "metadata", "dates", "structure", "topics", "signals"];

    public static int Run(Corpus corpus, int rounds)
    {
        foreach (var set in new[] { "news-aeb", "web-wcxb" })
        {
            var (ratio, _) = Measure(set, corpus.Load(set), rounds, Console.Out);
            Console.WriteLine($"  bytes to signals: {ratio:F2} x the bare parse");
        }
        return 0;
    }

    /// <summary>Ratio of everything, and of bytes to main text, to the bare parse.</summary>
    public static (double Everything, double Reading) Measure(string set, List<CorpusPage> pages, int rounds, TextWriter? log)
    {
        var parser = new HtmlParser();
        var bytes = pages.Sum(page => (long)page.Bytes.Length);
        var texts = pages.ConvertAll(page => System.Text.Encoding.UTF8.GetString(page.Bytes));
        var total = new double[Steps.Length];
        var allocated = new long[Steps.Length];
        double bare = 0;
        long bareAllocated = 0;
        var best = new double[Steps.Length];
        var spent = new long[Steps.Length];
        // The first pass warms up.
        for (var pass = 0; pass < 2; pass++)
        {
            Array.Clear(total);
            Array.Clear(allocated);
            bare = 0;
            bareAllocated = 0;
            for (var p = 0; p < pages.Count; p++)
            {
                Array.Fill(best, double.MaxValue);
                var bestBare = double.MaxValue;
                Array.Clear(spent);
                for (var round = 0; round < (pass == 0 ? 2 : rounds); round++)
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    var start = Stopwatch.GetTimestamp();
                    using (parser.ParseDocument(texts[p].AsMemory())) bestBare = Math.Min(bestBare, Stopwatch.GetElapsedTime(start).TotalSeconds);
                    if (round == 0) bareAllocated += GC.GetAllocatedBytesForCurrentThread() - before;
                    Page(pages[p], best, spent);
                    if (round != 0) continue;
                    for (var s = 0; s < Steps.Length; s++) allocated[s] += spent[s];
                }
                bare += bestBare;
                for (var s = 0; s < Steps.Length; s++) total[s] += best[s] == double.MaxValue ? 0 : best[s];
            }
        }
        if (log is not null)
        {
            log.WriteLine($"\n{set}: {pages.Count} pages, {bytes / 1e6:F1} MB; bare ParseDocument {bytes / 1e6 / bare:F0} MB/s, {(double)bareAllocated / bytes:F2} bytes allocated per byte");
            double sum = 0;
            double sumAllocated = 0;
            for (var s = 0; s < Steps.Length; s++)
            {
                sum += total[s];
                sumAllocated += allocated[s];
                log.WriteLine($"  {Steps[s],-12} {total[s] / bare,6:F3} x   so far {sum / bare:F3} x, {bytes / 1e6 / sum,5:F0} MB/s, {pages.Count / sum,5:F0} pages/s, {sumAllocated / bytes:F2} bytes allocated per byte");
            }
        }
        return (total.Sum() / bare, total.Take(5).Sum() / bare);
    }

    private static void Page(CorpusPage source, double[] best, long[] spent)
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
        using var page = new Page(new PageRequest { Url = source.Url }, PageFormat.Html, tree, text, links);
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
        _ = Measurements.Of(page, TemplateSignatures.None);
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
