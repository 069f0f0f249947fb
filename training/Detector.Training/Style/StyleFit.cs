using Detector.Languages;
using Detector.Learning;

namespace Detector.Training.Style;

/// <summary>Fits a <see cref="WritingStyle"/>: logistic regression, strongly held back, on the rates of the words that honest pages have in common.</summary>
internal static class StyleFit
{
    /// <summary>Share of the honest pages that use a word from which it is common: rarer ones tell subjects, not hands.</summary>
    private const double Common = 0.15;

    /// <summary>Weight of half the squared weights against the loss summed over pages: hundreds of entries, a handful of hands.</summary>
    private const float Ridge = 500;

    public static WritingStyle Run(IReadOnlyList<StyleSample> samples)
    {
        var honest = samples.Where(sample => !sample.Machine).ToArray();
        var uses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var sample in honest)
            foreach (var entry in sample.Counts.Keys)
                uses[entry] = uses.GetValueOrDefault(entry) + 1;
        var shapes = uses.Where(entry => entry.Value >= Common * honest.Length && entry.Key[^1] < 128).Select(entry => Shape(entry.Key, honest)).OrderBy(entry => entry.Name, StringComparer.Ordinal).ToArray();
        var rows = samples.Select(sample => shapes.Select(shape => (float)(shape with { Weight = 1 }).Of(sample.Counts.GetValueOrDefault(shape.Name), sample.Words)).ToArray()).ToArray();
        var (bias, weights) = Logistic.Fit(new Examples(rows, [.. samples.Select(sample => sample.Machine)], Weigh(samples)), Ridge);
        // Fits on other pages are of other scales: said in deviations of the honest pages, every one of them means the same.
        var margins = rows.Where((_, i) => !samples[i].Machine).Select(row => bias + row.Select((value, i) => value * weights[i]).Sum()).ToArray();
        var mean = margins.Average();
        var deviation = Math.Sqrt(margins.Average(margin => (margin - mean) * (margin - mean)));
        return new WritingStyle((bias - mean) / deviation, [.. shapes.Select((shape, i) => shape with { Weight = weights[i] / deviation })]);
    }

    private static WritingStyle.Entry Shape(string name, StyleSample[] honest)
    {
        var shape = new WritingStyle.Entry(name, (double)honest.Sum(sample => sample.Counts.GetValueOrDefault(name)) / honest.Sum(sample => sample.Words), 0, 1, 0);
        var rates = honest.Select(sample => shape.Rate(sample.Counts.GetValueOrDefault(name), sample.Words)).ToArray();
        var mean = rates.Average();
        return shape with { Mean = mean, Deviation = Math.Sqrt(rates.Average(rate => (rate - mean) * (rate - mean))) + 1e-9 };
    }

    // Pages of equal words count once, a source grows with the root of its pages, and both sides count alike.
    private static float[] Weigh(IReadOnlyList<StyleSample> samples)
    {
        var weights = new double[samples.Count];
        foreach (var same in Enumerable.Range(0, samples.Count).GroupBy(i => (samples[i].Group, samples[i].Content)))
            foreach (var i in same)
                weights[i] = 1.0 / same.Count();
        foreach (var source in Enumerable.Range(0, samples.Count).GroupBy(i => (samples[i].Source, samples[i].Machine)).ToArray()) Scale(source, 1 / Math.Sqrt(source.Sum(i => weights[i])));
        foreach (var side in Enumerable.Range(0, samples.Count).GroupBy(i => samples[i].Machine).ToArray()) Scale(side, samples.Count / 2.0 / side.Sum(i => weights[i]));
        return [.. weights.Select(weight => (float)weight)];

        void Scale(IEnumerable<int> members, double by)
        {
            foreach (var i in members) weights[i] *= by;
        }
    }
}
