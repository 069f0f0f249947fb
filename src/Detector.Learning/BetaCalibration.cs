using Detector.Models;

namespace Detector.Learning;

/// <summary>
/// From margins to probabilities by three numbers (Kull, Silva Filho, Flach 2017, "Beyond sigmoids", doi:10.1214/17-EJS1338SI): the log-odds are a·ln s − b·ln(1 − s) + c of s, the margin's sigmoid. It bends
/// differently on either side of 0, and few numbers cannot follow the accidents of single sites, as isotonic regression does where sites are few.
/// </summary>
public static class BetaCalibration
{
    /// <summary>Knots stand this far apart: between them a curve of slope 2 is off by less than 0.001 (its second derivative is at most 0.4).</summary>
    private const double Step = 0.125;

    /// <summary>Margins beyond which the probability rises no more.</summary>
    private const double Furthest = 12;

    /// <summary>Fits the map from held-out margins to probability; it rises from one knot to the next. A probability is no surer than that many pages can show (rule of succession).</summary>
    /// <param name="margins">Margins of rows the model that scored them had not seen, nor any row of their site or template.</param>
    /// <param name="labels">True: a page to flag. With one label only the margin's own sigmoid is the map.</param>
    /// <param name="weights">Weights above 0; scaled to their effective number of rows (Kish 1965), so that a few heavy rows don't pass for many.</param>
    /// <param name="views">Rows that one page has here, 1 or more: two looks at it are no two pages.</param>
    public static Calibration Fit(IReadOnlyList<double> margins, IReadOnlyList<bool> labels, IReadOnlyList<float> weights, int views = 1)
    {
        if (margins.Count == 0 || margins.Count != labels.Count || margins.Count != weights.Count) throw new ArgumentException($"{margins.Count} margins, {labels.Count} labels and {weights.Count} weights: one of each per row, and a row at least.");
        double total = 0, squares = 0;
        foreach (var weight in weights)
        {
            total += weight;
            squares += (double)weight * weight;
        }
        var rows = total * total / squares / views;
        // In one order, so that the order of input changes nothing.
        var order = Enumerable.Range(0, margins.Count).OrderBy(i => margins[i]).ThenBy(i => labels[i]).ThenBy(i => weights[i]).ToArray();
        bool[] sorted = [.. order.Select(i => labels[i])];
        float[] scaled = [.. order.Select(i => (float)(weights[i] * rows / total))];
        var (a, b, c) = Curve([.. order.Select(i => margins[i])], sorted, scaled);

        var least = 1 / (rows + 2);
        var margin = new List<double>();
        var probability = new List<double>();
        for (var x = -Furthest; x <= Furthest; x += Step)
        {
            var said = least + ((1 - (2 * least)) / (1 + Math.Exp(-((a * -Softplus(-x)) + (b * Softplus(x)) + c))));
            if (probability.Count > 0 && said <= probability[^1]) continue;
            margin.Add(x);
            probability.Add(said);
        }
        return new Calibration([.. margin], [.. probability]);
    }

    /// <summary>The three numbers; a and b are never below 0, so that no surer margin gets a smaller probability.</summary>
    private static (double A, double B, double C) Curve(double[] margins, bool[] labels, float[] weights)
    {
        if (!labels.Contains(true) || !labels.Contains(false)) return (1, 1, 0);
        var (c, both) = Fitted(static x => [(float)-Softplus(-x), (float)Softplus(x)]);
        if (both[0] >= 0 && both[1] >= 0) return (both[0], both[1], c);
        // As its authors do: the one that would fall is left out.
        (c, var one) = both[0] < 0 ? Fitted(static x => [(float)Softplus(x)]) : Fitted(static x => [(float)-Softplus(-x)]);
        var slope = Math.Max(0, one[0]);
        return both[0] < 0 ? (0, slope, c) : (slope, 0, c);

        (double Bias, double[] Weights) Fitted(Func<double, float[]> numbers) => Logistic.Fit(new Examples([.. margins.Select(numbers)], labels, weights), ridge: 1e-2f);
    }

    /// <summary>ln(1 + e^x), minus the logarithm of the sigmoid of −x.</summary>
    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
