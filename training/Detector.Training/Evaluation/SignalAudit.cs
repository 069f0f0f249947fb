using Detector.Signals;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Evaluation;

/// <summary>
/// What each signal does in the held-out scores: which way it pushes against the way its author declared, and how much of what wealth or the source file explains of the honest
/// pages' scores comes in by it. Contributions are exact Shapley values, so the parts add up to the whole probe.
/// </summary>
internal sealed class SignalAudit(FeatureTable table, Recipe recipe, CrossValidation held, int[] rows, double[][] parts)
{
    public IEnumerable<ReportTable> Tables()
    {
        var honest = Enumerable.Range(0, rows.Length).Where(at => table.Rows[rows[at]].Flag == false).ToArray();
        var (wealthy, counts) = Wealthy.Counts(table, [.. honest.Select(at => rows[at])]);
        var wealth = wealthy.Length == 0 ? [] : Metrics.Fit(counts, [.. wealthy.Select(i => held.Margins[i])]);
        var counted = wealthy.ToHashSet();
        var marked = honest.Where(at => counted.Contains(rows[at])).ToArray();
        var means = honest.GroupBy(at => table.Rows[rows[at]].Source, StringComparer.Ordinal).ToDictionary(source => source.Key, source => source.Average(at => held.Margins[rows[at]]), StringComparer.Ordinal);
        var origin = honest.Select(at => means[table.Rows[rows[at]].Source]).ToArray();
        var margins = honest.Select(at => held.Margins[rows[at]]).ToArray();

        var audit = new ReportTable("What each signal carries", "Held-out Shapley values on real pages as found. Learnt: correlation of the signal's value with its contribution, where it had something to measure. Wealth and source file: its part of the share of the honest margins' variance that markup counts, or the corpus file a page is from, explain (parts add up). Gap: mean contribution on pages to flag, averaged by source, less that on honest pages.", "signal", "declared", "learnt", "contradicts", "mean size", "wealth", "source file", "gap", "sources it speaks against");
        var lines = new List<(double Size, Action Add)>();
        for (var column = 0; column < held.Columns.Length; column++)
        {
            var c = column;
            var name = table.Columns[held.Columns[c]].Name;
            var size = parts.Average(part => Math.Abs(part[c]));
            if (size < 1e-3) continue;
            var present = Enumerable.Range(0, rows.Length).Where(at => !float.IsNaN(table.Rows[rows[at]].Values[held.Columns[c]])).ToArray();
            var learnt = Correlation([.. present.Select(at => (double)Rank(held.Filled[rows[at]][c]))], [.. present.Select(at => parts[at][c])]);
            var direction = Catalog.Find(name)?.Direction;
            var against = direction?.Sign() * learnt < -0.1;
            var honestMean = honest.Average(at => parts[at][c]);
            var bySource = Enumerable.Range(0, rows.Length).Where(at => table.Rows[rows[at]].Flag == true).GroupBy(at => recipe.KitOf(table.Rows[rows[at]].Source), StringComparer.Ordinal)
                .Select(source => source.Average(at => parts[at][c]) - honestMean).ToArray();
            var wealthPart = marked.Length == 0 ? double.NaN : Share([.. marked.Select(at => parts[at][c])], wealth, [.. marked.Select(at => held.Margins[rows[at]])]);
            var sourcePart = Share([.. honest.Select(at => parts[at][c])], origin, margins);
            lines.Add((size, () => audit.Add(name, direction?.ToString() ?? "", learnt, against ? "yes" : "", size, wealthPart, sourcePart, bySource.DefaultIfEmpty(double.NaN).Average(), bySource.Count(gap => gap > 0.02))));
        }
        foreach (var (_, add) in lines.OrderByDescending(line => line.Size)) add();
        yield return audit;
    }

    /// <summary>Long tails would make a correlation hang on a page or two.</summary>
    private static double Rank(float value) => Math.Sign(value) * Math.Log(1 + 20 * Math.Abs(value));

    /// <summary>The part of one term in the share of a sum's variance that a guess explains.</summary>
    private static double Share(double[] part, double[] guess, double[] sum)
    {
        double meanPart = part.Average(), meanGuess = guess.Average(), meanSum = sum.Average(), both = 0, all = 0;
        for (var i = 0; i < part.Length; i++)
        {
            both += (part[i] - meanPart) * (guess[i] - meanGuess);
            all += (sum[i] - meanSum) * (sum[i] - meanSum);
        }
        return all < 1e-12 ? 0 : both / all;
    }

    private static double Correlation(double[] x, double[] y)
    {
        if (x.Length < 5) return 0;
        double meanX = x.Average(), meanY = y.Average(), both = 0, xx = 0, yy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            both += (x[i] - meanX) * (y[i] - meanY);
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
        }
        return xx < 1e-12 || yy < 1e-12 ? 0 : both / Math.Sqrt(xx * yy);
    }
}
