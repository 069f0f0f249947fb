using Detector.Features;

namespace Detector.Models;

/// <summary>
/// One regression tree. Inner nodes are 0, 1, ...; a child below 0 is leaf ~child. A row goes left when its value is at most the threshold, as in FastTree.
/// </summary>
/// <param name="Feature">Column each inner node splits on.</param>
/// <param name="Threshold">Value at most which a row goes left.</param>
/// <param name="Left">Child of each inner node.</param>
/// <param name="Right">Child of each inner node.</param>
/// <param name="Leaf">Output of each leaf.</param>
/// <param name="Rows">Training rows (weighted) in each leaf: what path-dependent Shapley values need.</param>
public sealed record Tree(int[] Feature, float[] Threshold, int[] Left, int[] Right, double[] Leaf, double[] Rows);

/// <summary>A monotone map from margin to probability, linear between knots (isotonic regression on held-out groups, smoothed at the ends).</summary>
public sealed record Calibration(double[] Margin, double[] Probability)
{
    /// <summary>Probability 0..1 of a margin.</summary>
    public double Of(double margin)
    {
        if (margin <= Margin[0]) return Probability[0];
        if (margin >= Margin[^1]) return Probability[^1];
        var i = Array.BinarySearch(Margin, margin);
        if (i >= 0) return Probability[i];
        i = ~i;
        var share = (margin - Margin[i - 1]) / (Margin[i] - Margin[i - 1]);
        return Probability[i - 1] + share * (Probability[i] - Probability[i - 1]);
    }
}

/// <summary>
/// A fitted model: its own columns, trees, calibration and threshold. Immutable and thread-safe; scoring allocates nothing. Our own walk of the trees,
/// because ML.NET's PredictionEngine is not thread-safe and its contributions do not add up; parity with ML.NET's scorer is tested on every row.
/// </summary>
public sealed class Model
{
    /// <summary>What the model's scores are centred on: contributions start from here.</summary>
    public required string Id { get; init; }

    public required IReadOnlyList<Column> Columns { get; init; }

    public required IReadOnlyList<Tree> Trees { get; init; }

    /// <summary>Added to the sum of the trees.</summary>
    public required double Bias { get; init; }

    public required Calibration Calibration { get; init; }

    /// <summary>Probability from which a page is flagged.</summary>
    public required double Threshold { get; init; }

    /// <summary>0, 1, 5, 25, 50, 75, 95, 99 and 100 % quantiles of each column among the honest pages it was trained on: "most pages stay under ...".</summary>
    public required IReadOnlyList<float[]> Quantiles { get; init; }

    /// <summary>Facts about how it was made and how well it does, by name.</summary>
    public required IReadOnlyDictionary<string, string> Card { get; init; }

    /// <summary>The sum of the trees for one row.</summary>
    public double Margin(ReadOnlySpan<float> row)
    {
        var sum = Bias;
        foreach (var tree in Trees)
        {
            var node = 0;
            while (node >= 0) node = row[tree.Feature[node]] <= tree.Threshold[node] ? tree.Left[node] : tree.Right[node];
            sum += tree.Leaf[~node];
        }
        return sum;
    }
}
