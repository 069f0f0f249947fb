using System.Globalization;
using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.MainText;
using Detector.Benchmarks.Speed;

namespace Detector.Benchmarks.Reading;

/// <summary>Quality and speed of main-text extraction side by side, in one run.</summary>
internal static class ReadingCommand
{
    public static int Run(Corpus corpus, string folds, bool ownOnly, bool worst, bool noSpeed)
    {
        OwnReader own = new(FoldModels.Read(folds, "main-text"));
        OwnLines lines = new(FoldModels.Read(folds, "main-lines"));
        List<Engine> engines = ownOnly ? [own, lines] : [own, new SmartReaderEngine(), new TextDump(), lines];
        Console.WriteLine($"corpus {corpus.Digest()}; each page is read by the model that knows nothing of its site; settings were chosen on the tuned half of the sites");
        News(corpus.Load("news-aeb"), engines, worst);
        Types(corpus.Load("web-wcxb"), engines, worst);
        Segments(corpus.Load("web-trafilatura"), engines);
        if (noSpeed) return 0;
        foreach (var set in new[] { "news-aeb", "web-wcxb" }) Speed(set, corpus.Load(set), engines.FindAll(engine => engine is not OwnLines));
        return 0;
    }

    private static void News(List<CorpusPage> pages, List<Engine> engines, bool worst)
    {
        Console.WriteLine($"\nnews-aeb: F1 over bags of 4-word shingles, {pages.Count} pages (± bootstrap over pages)");
        Console.WriteLine($"  {"",-22}{"all",-16}{"tuned half",-16}{"held half",-16}{"precision",-10}recall");
        foreach (var engine in engines)
        {
            var all = pages.ConvertAll(page => Measures.Shingled(engine.Body(page), page.Gold!));
            var tuned = all.Where((_, i) => pages[i].Tuned).ToList();
            var held = all.Where((_, i) => !pages[i].Tuned).ToList();
            Console.WriteLine($"  {engine.Name,-22}{With(all),-16}{With(tuned),-16}{With(held),-16}{F(all.Average(page => page.Precision)),-10}{F(all.Average(page => page.Recall))}");
            if (worst && engine is OwnReader)
                foreach (var (page, overlap) in pages.Zip(all).OrderBy(pair => pair.Second.F1).Take(40))
                    Console.WriteLine($"    {(page.Tuned ? "tuned" : "held "),-6} {overlap.F1:F3} p {overlap.Precision:F3} r {overlap.Recall:F3} {page.Id} {page.Url}");
        }

        static string With(List<Overlap> pages) => $"{F(Measures.CorpusF1(pages))} ±{F(Measures.Spread(pages))}";
    }

    private static void Types(List<CorpusPage> pages, List<Engine> engines, bool worst)
    {
        var types = pages.Select(page => page.Type!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Console.WriteLine($"\nweb-wcxb: mean F1 over bags of words, {pages.Count} pages");
        Console.WriteLine($"  {"",-22}{"all",-8}{"tuned",-8}{"held",-8}{string.Concat(types.Select(type => $"{type,-15}"))}");
        foreach (var engine in engines)
        {
            var all = pages.ConvertAll(page => Measures.Worded(engine.Body(page), page.Gold!));
            Console.Write($"  {engine.Name,-22}{F(all.Average(page => page.F1)),-8}{F(Mean(page => page.Tuned)),-8}{F(Mean(page => !page.Tuned)),-8}");
            foreach (var type in types) Console.Write($"{F(Mean(page => page.Type == type)) + " (" + F(Mean(page => page.Type == type && !page.Tuned)) + ")",-15}");
            Console.WriteLine();
            if (worst && engine is OwnReader)
                foreach (var (page, overlap) in pages.Zip(all).OrderBy(pair => pair.Second.F1).Take(60))
                    Console.WriteLine($"    {(page.Tuned ? "tuned" : "held "),-6} {overlap.F1:F3} p {overlap.Precision:F3} r {overlap.Recall:F3} {page.Type,-14} {page.Id} {page.Url}");

            double Mean(Func<CorpusPage, bool> which) => pages.Zip(all).Where(pair => which(pair.First)).Select(pair => pair.Second.F1).DefaultIfEmpty(0).Average();
        }
        Console.WriteLine("  (held half of the groups in brackets)");
    }

    private static void Segments(List<CorpusPage> pages, List<Engine> engines)
    {
        Console.WriteLine($"\nweb-trafilatura: segments to keep and to drop, {pages.Count} pages");
        Console.WriteLine($"  {"",-22}{"F",-8}{"tuned",-8}{"held",-8}{"precision",-10}{"recall",-8}accuracy");
        foreach (var engine in engines)
        {
            SegmentCount all = new(), tuned = new(), held = new();
            foreach (var page in pages)
            {
                var body = engine.Body(page);
                all.Add(body, page.MustHave, page.MustNot);
                (page.Tuned ? tuned : held).Add(body, page.MustHave, page.MustNot);
            }
            Console.WriteLine($"  {engine.Name,-22}{F(all.F),-8}{F(tuned.F),-8}{F(held.F),-8}{F(all.Precision),-10}{F(all.Recall),-8}{F(all.Accuracy)}");
        }
    }

    private static void Speed(string set, List<CorpusPage> pages, List<Engine> engines)
    {
        var bytes = pages.Sum(page => (long)page.Bytes.Length);
        Console.WriteLine($"\n{set}: speed, one thread, engines in turns over all pages, {pages.Count} pages, {bytes / 1e6:F1} MB");
        Console.WriteLine($"  {"",-22}{"pages/s",-10}{"MB/s",-10}{"times",-9}allocated per byte");
        var best = Turns.Take(pages.Count, 1, 2, [.. engines.Select(engine => (Action<int>)(page => engine.Read(pages[page])))]);
        for (var e = 0; e < engines.Count; e++)
            Console.WriteLine($"  {engines[e].Name,-22}{pages.Count / best[e].Seconds,-10:F0}{bytes / 1e6 / best[e].Seconds,-10:F1}{best[e].Seconds / best[0].Seconds,-9:F1}{(double)best[e].Allocated / bytes:F2}");
    }

    private static string F(double value) => value.ToString(".000", CultureInfo.InvariantCulture);
}
