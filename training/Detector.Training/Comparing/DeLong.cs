namespace Detector.Training.Comparing;

/// <summary>
/// Whether two scores of the same pages differ in AUC (DeLong, DeLong, Clarke-Pearson 1988, doi:10.2307/2531595; mid-ranks as in Sun, Xu 2014, doi:10.1109/LSP.2014.2337313). It takes
/// pages for independent, which pages of one template are not: the bootstrap by source says more.
/// </summary>
/// <param name="AucA">AUC of the first.</param>
/// <param name="AucB">AUC of the second.</param>
/// <param name="P">Two-sided chance of so large a difference if there were none, 0..1; NaN when the variance cannot be told.</param>
internal sealed record DeLong(double AucA, double AucB, double P)
{
    public static DeLong Of(double[] a, double[] b, bool[] flag)
    {
        int m = flag.Count(yes => yes), n = flag.Length - m;
        if (m < 2 || n < 2) return new DeLong(double.NaN, double.NaN, double.NaN);
        var (aucA, flaggedA, honestA) = Placements(a);
        var (aucB, flaggedB, honestB) = Placements(b);
        var variance = Covariance(flaggedA, flaggedA) / m + Covariance(honestA, honestA) / n + Covariance(flaggedB, flaggedB) / m + Covariance(honestB, honestB) / n
            - 2 * (Covariance(flaggedA, flaggedB) / m + Covariance(honestA, honestB) / n);
        var p = variance > 1e-15 ? 2 * Upper(Math.Abs(aucA - aucB) / Math.Sqrt(variance)) : aucA == aucB ? 1 : double.NaN;
        return new DeLong(aucA, aucB, p);

        (double Auc, double[] Flagged, double[] Honest) Placements(double[] scores)
        {
            double[] high = [.. scores.Where((_, i) => flag[i])], low = [.. scores.Where((_, i) => !flag[i])];
            var (all, own, others) = (Ranks([.. high, .. low]), Ranks(high), Ranks(low));
            double[] flagged = [.. high.Select((_, i) => (all[i] - own[i]) / n)];
            double[] honest = [.. low.Select((_, j) => 1 - (all[m + j] - others[j]) / m)];
            return (flagged.Average(), flagged, honest);
        }
    }

    private static double[] Ranks(double[] values)
    {
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        var ranks = new double[values.Length];
        for (var i = 0; i < order.Length;)
        {
            var end = i;
            while (end < order.Length && values[order[end]] == values[order[i]]) end++;
            for (var at = i; at < end; at++) ranks[order[at]] = (i + end + 1) / 2.0;
            i = end;
        }
        return ranks;
    }

    private static double Covariance(double[] x, double[] y)
    {
        double meanX = x.Average(), meanY = y.Average(), sum = 0;
        for (var i = 0; i < x.Length; i++) sum += (x[i] - meanX) * (y[i] - meanY);
        return sum / (x.Length - 1);
    }

    /// <summary>Chance that a standard normal exceeds z >= 0 (Abramowitz, Stegun 7.1.26, error below 1e-7).</summary>
    private static double Upper(double z)
    {
        var x = z / Math.Sqrt(2);
        var t = 1 / (1 + 0.3275911 * x);
        return 0.5 * t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.Exp(-x * x);
    }
}
