using Detector.Models;

namespace Detector.Learning;

/// <summary>Calibration by isotonic regression: pool adjacent violators (Ayer et al. 1955; Zadrozny, Elkan 2002, doi:10.1145/775047.775151).</summary>
public static class Isotonic
{
    /// <summary>
    /// Fits the map from held-out margins to probability. Each pooled block is drawn towards the mean by <paramref name="smoothing"/> rows, so that no block says 0 or 1, and
    /// pooled again; knots stand at the blocks' mean margins; the outermost margins get a knot half way between the outermost block and certainty, so that rank is kept there.
    /// </summary>
    /// <param name="margins">Margins of rows the model that scored them had not seen, nor any row of their site or template.</param>
    /// <param name="labels">True: a page to flag.</param>
    /// <param name="weights">Weights; scaled to their effective number of rows (Kish 1965), so that a few heavy rows don't pass for many.</param>
    /// <param name="smoothing">Rows' worth of the mean added to each block, above 0.</param>
    public static Calibration Fit(IReadOnlyList<double> margins, IReadOnlyList<bool> labels, IReadOnlyList<float> weights, double smoothing = 1)
    {
        if (margins.Count == 0 || margins.Count != labels.Count || margins.Count != weights.Count) throw new ArgumentException($"{margins.Count} margins, {labels.Count} labels and {weights.Count} weights: one of each per row, and a row at least.");
        double total = 0, squares = 0, flagged = 0;
        for (var i = 0; i < weights.Count; i++)
        {
            total += weights[i];
            squares += (double)weights[i] * weights[i];
            if (labels[i]) flagged += weights[i];
        }
        var scale = total / squares;
        var mean = Math.Clamp(flagged / total, 1e-3, 1 - 1e-3);
        var order = Enumerable.Range(0, margins.Count).ToArray();
        // Ties share a block whatever the order of input.
        Array.Sort(order, (a, b) => margins[a] != margins[b] ? margins[a].CompareTo(margins[b]) : a.CompareTo(b));
        var blocks = new List<Block>();
        for (var i = 0; i < order.Length;)
        {
            var at = margins[order[i]];
            double weight = 0, yes = 0;
            for (; i < order.Length && margins[order[i]] == at; i++)
            {
                weight += weights[order[i]] * scale;
                if (labels[order[i]]) yes += weights[order[i]] * scale;
            }
            Push(blocks, new Block(at * weight, weight, weight, yes));
        }
        var smooth = new List<Block>();
        foreach (var block in blocks) Push(smooth, block with { Rows = block.Rows + smoothing, Yes = block.Yes + smoothing * mean });

        var margin = new List<double>();
        var probability = new List<double>();
        Knot(margins[order[0]], smooth[0].Mean / 2);
        foreach (var block in smooth) Knot(block.Centre, block.Mean);
        Knot(margins[order[^1]], (1 + smooth[^1].Mean) / 2);
        return new Calibration([.. margin], [.. probability]);

        // Means of margins are rounded sums: a knot that would not rise is left out.
        void Knot(double x, double y)
        {
            if (margin.Count > 0 && x <= margin[^1]) return;
            margin.Add(x);
            probability.Add(probability.Count > 0 ? Math.Max(y, probability[^1]) : y);
        }
    }

    private static void Push(List<Block> blocks, Block next)
    {
        while (blocks.Count > 0 && blocks[^1].Mean >= next.Mean)
        {
            var last = blocks[^1];
            next = new Block(last.Moment + next.Moment, last.Weight + next.Weight, last.Rows + next.Rows, last.Yes + next.Yes);
            blocks.RemoveAt(blocks.Count - 1);
        }
        blocks.Add(next);
    }

    private readonly record struct Block(double Moment, double Weight, double Rows, double Yes)
    {
        public double Mean => Yes / Rows;

        public double Centre => Moment / Weight;
    }
}
