using Detector.Training.Evaluation;
using Detector.Training.Fitting;

namespace Detector.Training.Comparing;

/// <summary>Margins of one contender for every row of the table, and the margin from which it flags.</summary>
internal sealed record Contender(string Name, double[] Margins, double Threshold);

/// <summary>
/// Two contenders on the same rows. Differences come with the 95 % interval of a paired bootstrap: each draw takes the same whole sources and sites for both, so what they share falls out.
/// </summary>
internal static class Comparison
{
    private const int Draws = 2000;

    /// <param name="run">Whose rows, kits and folds they are.</param>
    /// <param name="rows">Labelled real rows as found.</param>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    public static IReadOnlyList<ReportTable> Tables(CrossValidation run, int[] rows, Contender a, Contender b)
    {
        var figures = new ReportTable("A against B", $"A: {a.Name}. B: {b.Name}. Difference: B less A, with the 95 % interval of {Draws} paired draws of whole sources and sites; p: two-sided, from the same draws.", "figure", "A", "B", "difference", "from", "to", "p", "better");
        var (one, other) = (HeldFigures.Make(run, rows, a.Margins, a.Threshold), HeldFigures.Make(run, rows, b.Margins, b.Threshold));
        var (plainA, plainB) = (one.Of(), other.Of());
        var draws = HeldFigures.Draws(one.Sources.Count, one.Sites.Count, Draws, run.Recipe.Seed).Select(weights => (A: one.Of(weights.Sources, weights.Sites), B: other.Of(weights.Sources, weights.Sites))).ToArray();
        for (var i = 0; i < HeldFigures.Names.Count; i++)
        {
            var differences = draws.Select(draw => draw.B[i] - draw.A[i]).Where(double.IsFinite).ToArray();
            var (low, high) = HeldFigures.Interval(differences);
            // The share of draws on the other side of no difference, ties half, both ways (Efron, Tibshirani 1993, ch. 15).
            var below = differences.Length == 0 ? double.NaN : (differences.Count(d => d < 0) + 0.5 * differences.Count(d => d == 0)) / differences.Length;
            var p = Math.Min(1, 2 * Math.Max(0.5 / Draws, Math.Min(below, 1 - below)));
            var lowIsGood = HeldFigures.Names[i].StartsWith("false alarms", StringComparison.Ordinal);
            figures.Add(HeldFigures.Names[i], plainA[i], plainB[i], plainB[i] - plainA[i], low, high, p, p >= 0.05 || !(low > 0 || high < 0) ? "no telling" : plainB[i] > plainA[i] != lowIsGood ? "B" : "A");
        }
        var flag = rows.Select(i => run.Table.Rows[i].Flag == true).ToArray();
        var delong = DeLong.Of([.. rows.Select(i => a.Margins[i])], [.. rows.Select(i => b.Margins[i])], flag);
        figures.Add("AUC, pooled (DeLong's test, pages taken as independent)", delong.AucA, delong.AucB, delong.AucB - delong.AucA, null, null, delong.P, delong.P < 0.05 ? delong.AucB > delong.AucA ? "B" : "A" : "no telling");

        var pages = new ReportTable("Page by page", "Pages that only one of them flags at its threshold; p: McNemar's exact test (1947), pages taken as independent.", "source", "to flag", "pages", "A flags", "B flags", "only A", "only B", "p");
        foreach (var source in rows.GroupBy(i => (Flag: run.Table.Rows[i].Flag == true, Kit: run.Recipe.KitOf(run.Table.Rows[i].Source))).OrderByDescending(source => source.Key.Flag).ThenBy(source => source.Key.Kit, StringComparer.Ordinal))
        {
            int onlyA = source.Count(i => A(i) && !B(i)), onlyB = source.Count(i => B(i) && !A(i));
            pages.Add(source.Key.Kit, source.Key.Flag ? "yes" : "no", source.Count(), source.Count(A), source.Count(B), onlyA, onlyB, McNemar(onlyA, onlyB));
        }
        return [figures, pages];

        bool A(int i) => a.Margins[i] >= a.Threshold;

        bool B(int i) => b.Margins[i] >= b.Threshold;
    }

    /// <summary>Two-sided chance of so uneven a split of the disagreements by a fair coin.</summary>
    internal static double McNemar(int a, int b)
    {
        var n = a + b;
        double chance = 0, term = Math.Pow(0.5, n);
        for (var k = 0; k <= Math.Min(a, b); k++)
        {
            chance += term;
            term *= (double)(n - k) / (k + 1);
        }
        return Math.Min(1, 2 * chance);
    }
}
