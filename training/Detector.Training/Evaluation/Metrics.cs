namespace Detector.Training.Evaluation;

/// <summary>Plain measures of scores against labels.</summary>
internal static class Metrics
{
    /// <summary>Chance that a page to flag scores above an honest one, ties half (Mann-Whitney); NaN when one side is empty.</summary>
    public static double Auc(IReadOnlyList<double> flagged, IReadOnlyList<double> honest)
    {
        if (flagged.Count == 0 || honest.Count == 0) return double.NaN;
        var sorted = honest.Order().ToArray();
        var above = 0.0;
        foreach (var score in flagged)
        {
            var (low, high) = (Lower(sorted, score), Lower(sorted, Math.BitIncrement(score)));
            above += low + 0.5 * (high - low);
        }
        return above / flagged.Count / sorted.Length;
    }

    /// <summary>Mean over pages to flag of the precision down to them, ties taken together; NaN when there are none.</summary>
    public static double AveragePrecision(IReadOnlyList<double> scores, IReadOnlyList<bool> labels)
    {
        var order = Enumerable.Range(0, scores.Count).OrderByDescending(i => scores[i]).ToArray();
        double positives = labels.Count(label => label), sum = 0, hits = 0;
        for (var i = 0; i < order.Length;)
        {
            var score = scores[order[i]];
            double more = 0;
            for (; i < order.Length && scores[order[i]] == score; i++)
                if (labels[order[i]])
                    more++;
            hits += more;
            sum += more * hits / i;
        }
        return positives == 0 ? double.NaN : sum / positives;
    }

    /// <summary>Mean gap between probability and truth over bins of equal weight (Nguyen, O'Connor 2015).</summary>
    public static double CalibrationError(IReadOnlyList<double> probabilities, IReadOnlyList<bool> labels, IReadOnlyList<double> weights, int bins) =>
        CalibrationBins(probabilities, labels, weights, bins).Sum(bin => bin.Weight * Math.Abs(bin.Said - bin.Was));

    /// <summary>Bins of equal weight by probability: share of all weight, rows, mean probability, share of pages to flag.</summary>
    public static IReadOnlyList<(double Weight, int Rows, double Said, double Was)> CalibrationBins(IReadOnlyList<double> probabilities, IReadOnlyList<bool> labels, IReadOnlyList<double> weights, int bins)
    {
        var order = Enumerable.Range(0, probabilities.Count).OrderBy(i => probabilities[i]).ThenBy(i => i).ToArray();
        var made = new List<(double Weight, int Rows, double Said, double Was)>();
        double total = weights.Sum(), seen = 0, weight = 0, said = 0, was = 0;
        var (bin, first) = (1, 0);
        for (var at = 0; at < order.Length; at++)
        {
            var i = order[at];
            weight += weights[i];
            said += weights[i] * probabilities[i];
            was += labels[i] ? weights[i] : 0;
            if (at < order.Length - 1 && seen + weight < total * bin / bins) continue;
            made.Add((weight / total, at + 1 - first, said / weight, was / weight));
            seen += weight;
            bin = Math.Max(bin + 1, (int)Math.Floor(seen / total * bins) + 1);
            weight = said = was = 0;
            first = at + 1;
        }
        return made;
    }

    /// <summary>Share of the variance of y that a linear combination of the columns explains, corrected for their number (adjusted R²); NaN with too few rows.</summary>
    public static double RSquared(IReadOnlyList<double[]> rows, IReadOnlyList<double> y)
    {
        if (rows.Count == 0) return double.NaN;
        int n = rows.Count, k = rows[0].Length;
        if (n < k + 10) return double.NaN;
        var mean = y.Average();
        var total = y.Sum(value => (value - mean) * (value - mean));
        if (total < 1e-12) return 0;
        var guesses = Fit(rows, y);
        var rest = guesses.Select((guess, i) => (y[i] - guess) * (y[i] - guess)).Sum();
        return Math.Max(0, 1 - rest / total * (n - 1) / (n - k - 1));
    }

    /// <summary>What the best linear combination of the columns says of each row.</summary>
    public static double[] Fit(IReadOnlyList<double[]> rows, IReadOnlyList<double> y)
    {
        int n = rows.Count, k = rows[0].Length;
        var mean = y.Average();
        var means = Enumerable.Range(0, k).Select(j => rows.Average(row => row[j])).ToArray();
        var scales = Enumerable.Range(0, k).Select(j => Math.Sqrt(rows.Sum(row => (row[j] - means[j]) * (row[j] - means[j])) / n)).Select(scale => scale < 1e-9 ? 1 : scale).ToArray();
        var x = rows.Select(row => row.Select((value, j) => (value - means[j]) / scales[j]).ToArray()).ToArray();
        var a = new double[k, k + 1];
        for (var i = 0; i < n; i++)
        {
            for (var p = 0; p < k; p++)
            {
                for (var q = 0; q < k; q++) a[p, q] += x[i][p] * x[i][q];
                a[p, k] += x[i][p] * (y[i] - mean);
            }
        }
        // A breath of ridge: markup counts are nearly collinear.
        for (var p = 0; p < k; p++) a[p, p] += 1e-6 * n;
        for (var p = 0; p < k; p++)
        {
            var pivot = a[p, p];
            for (var q = p; q <= k; q++) a[p, q] /= pivot;
            for (var r = 0; r < k; r++)
            {
                if (r == p) continue;
                var by = a[r, p];
                for (var q = p; q <= k; q++) a[r, q] -= by * a[p, q];
            }
        }
        return [.. x.Select(row =>
        {
            var guess = mean;
            for (var p = 0; p < k; p++) guess += a[p, k] * row[p];
            return guess;
        })];
    }

    /// <summary>Upper end of the exact 95 % interval of a rate, 0..1 (Clopper, Pearson 1934, doi:10.1093/biomet/26.4.404).</summary>
    public static double UpperRate(int hits, int of)
    {
        if (hits >= of) return 1;
        double low = (double)hits / of, high = 1;
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            // Chance of so few hits at this rate, term by term in logarithms.
            double chance = 0, term = of * Math.Log(1 - middle);
            for (var k = 0; k <= hits; k++)
            {
                chance += Math.Exp(term);
                term += Math.Log((of - k) / (k + 1.0)) + Math.Log(middle) - Math.Log(1 - middle);
            }
            if (chance > 0.025) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    private static int Lower(double[] sorted, double value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
