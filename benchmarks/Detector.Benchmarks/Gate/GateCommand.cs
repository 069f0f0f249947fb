using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.MainText;
using Detector.Benchmarks.Reading;
using Detector.Benchmarks.Speed;

namespace Detector.Benchmarks.Gate;

/// <summary>Measures, and fails when a figure is below its floor in <c>benchmarks/quality/baseline.json</c>.</summary>
internal static class GateCommand
{
    // A speed below its floor is measured anew with more rounds: of each page the best time counts, so what other work on the machine adds goes with them, and what is slow stays.
    private static readonly int[] Rounds = [3, 9, 27];

    public static int Run(Corpus corpus, string path, string folds, bool update, string? lower, string? reason)
    {
        var baseline = Baseline.Read(path);
        var digest = corpus.Digest();
        if (baseline.Floors.Count == 0 && !update)
        {
            Console.Error.WriteLine($"{path} has no floors yet: make them with --update.");
            return 2;
        }
        if (baseline.Floors.Count > 0 && baseline.Corpus != digest)
        {
            Console.Error.WriteLine($"The floors were measured on the corpus {baseline.Corpus}, this one is {digest}: figures of different pages do not compare.");
            return 2;
        }
        baseline.Corpus = digest;
        var measured = Measure(corpus, folds, baseline);
        foreach (var (metric, value) in measured) Console.WriteLine($"{metric,-40} {value:F4}   floor {(baseline.Floors.TryGetValue(metric, out var floor) ? floor.ToString("F4", System.Globalization.CultureInfo.InvariantCulture) : "none")}");
        if (lower is not null)
        {
            if (!measured.TryGetValue(lower, out var value))
            {
                Console.Error.WriteLine($"Nothing named {lower} is measured: {string.Join(", ", measured.Keys)}.");
                return 2;
            }
            try
            {
                baseline.Lower(lower, value, reason);
            }
            catch (ArgumentException refused)
            {
                Console.Error.WriteLine(refused.Message);
                return 2;
            }
        }
        var failures = baseline.Failures(measured);
        foreach (var failure in failures) Console.Error.WriteLine(failure);
        if (failures.Count == 0 && update) baseline.Raise(measured);
        // One floor is lowered at a time: others below theirs do not hold it up.
        if (lower is not null || (failures.Count == 0 && update)) baseline.Write(path);
        Console.WriteLine(failures.Count == 0 ? "Every figure is at or above its floor." : $"{failures.Count} figures are below their floor. A floor is lowered with --lower METRIC --reason TEXT.");
        return failures.Count == 0 ? 0 : 1;
    }

    private static SortedDictionary<string, double> Measure(Corpus corpus, string folds, Baseline baseline)
    {
        var engine = new OwnReader(FoldModels.Read(folds, "main-text"));
        var measured = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var news = corpus.Load("news-aeb");
        var overlaps = news.ConvertAll(page => Measures.Shingled(engine.Body(page), page.Gold!));
        measured["news-aeb/f1"] = Measures.CorpusF1(overlaps);
        measured["news-aeb/f1-held"] = Measures.CorpusF1([.. overlaps.Where((_, i) => !news[i].Tuned)]);

        var web = corpus.Load("web-wcxb");
        var scores = web.ConvertAll(page => (Page: page, Measures.Worded(engine.Body(page), page.Gold!).F1));
        measured["web-wcxb/f1"] = scores.Average(score => score.F1);
        measured["web-wcxb/f1-held"] = scores.Where(score => !score.Page.Tuned).Average(score => score.F1);
        foreach (var type in scores.GroupBy(score => score.Page.Type!, StringComparer.Ordinal)) measured["web-wcxb/f1-" + type.Key] = type.Average(score => score.F1);

        SegmentCount all = new(), held = new();
        foreach (var page in corpus.Load("web-trafilatura"))
        {
            var body = engine.Body(page);
            all.Add(body, page.MustHave, page.MustNot);
            if (!page.Tuned) held.Add(body, page.MustHave, page.MustNot);
        }
        measured["web-trafilatura/f"] = all.F;
        measured["web-trafilatura/f-held"] = held.F;

        var detector = new FarmDetector();
        foreach (var (set, pages) in new[] { ("news-aeb", news), ("web-wcxb", web) })
        {
            string reading = $"speed/{set}/bare-parse-per-reading", verdict = $"speed/{set}/bare-parse-per-verdict";
            foreach (var rounds in Rounds)
            {
                var speeds = SpeedCommand.Measure(detector, set, pages, rounds, null);
                (measured[reading], measured[verdict]) = (1 / speeds.Reading, 1 / speeds.Verdict);
                Console.WriteLine(FormattableString.Invariant($"speed/{set}, {rounds} rounds: {measured[reading]:F4} per reading, {measured[verdict]:F4} per verdict"));
                if (baseline.Holds(reading, measured[reading]) && baseline.Holds(verdict, measured[verdict])) break;
            }
        }
        return measured;
    }
}
