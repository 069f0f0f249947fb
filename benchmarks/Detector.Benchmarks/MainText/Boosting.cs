using Detector.Pages.Text;

namespace Detector.Benchmarks.MainText;

/// <summary>How a fit goes.</summary>
internal sealed record BoostingOptions
{
    public int Trees { get; init; } = 160;

    /// <summary>Fits on other draws of pages and columns, of which the mean is taken (bagging, Breiman 1996): what chance does to one fit matters less.</summary>
    public int Fits { get; init; } = 1;
    public int Depth { get; init; } = 6;
    public double Rate { get; init; } = 0.12;
    public double Smoothing { get; init; } = 20;
    public double Columns { get; init; } = 0.35;
    public double Rows { get; init; } = 0.5;
    public int Seed { get; init; } = 7;
}

/// <summary>
/// Gradient boosting (Friedman 2001) of oblivious trees on weighted rows with soft labels, log loss, second-order gains (Chen and Guestrin 2016). Own code because ML.NET grows no oblivious
/// trees, and those are what <see cref="ObliviousTrees"/> walks without branches.
/// </summary>
internal sealed class Boosting
{
    private const int Bins = 64;
    private readonly float[][] _edges;
    private readonly byte[][] _binned;
    private readonly float[][] _columns;
    private readonly float[] _labels;
    private readonly float[] _weights;
    private readonly int[] _pages;

    /// <param name="columns">Values by column, then row.</param>
    /// <param name="labels">0 to 1.</param>
    /// <param name="weights">Rows without weight are never learnt from.</param>
    /// <param name="pages">The page of each row. Each tree sees whole pages or nothing of them: rows of one page are too alike to be drawn one by one.</param>
    public Boosting(float[][] columns, float[] labels, float[] weights, int[] pages)
    {
        _pages = pages;
        _columns = columns;
        _labels = labels;
        _weights = weights;
        _edges = new float[columns.Length][];
        _binned = new byte[columns.Length][];
        Parallel.For(0, columns.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, Bin);
    }

    public ObliviousTrees Fit(IReadOnlyList<int> rows, BoostingOptions options, out Func<int, float> margin)
    {
        var chance = new Random(options.Seed);
        var used = rows.Where(row => _weights[row] > 0).ToArray();
        double yes = 0, total = 0;
        foreach (var row in used)
        {
            yes += _labels[row] * _weights[row];
            total += _weights[row];
        }
        var bias = (float)Math.Log((yes + 1) / (total - yes + 1));
        var sums = new float[_labels.Length];
        var features = new List<int>();
        var thresholds = new List<float>();
        var cuts = new List<int>();
        var leaves = new List<float>();
        var gradients = new float[_labels.Length];
        var curvatures = new float[_labels.Length];
        var leaf = new byte[_labels.Length];
        var drawn = new bool[_pages.Length == 0 ? 0 : _pages.Max() + 1];
        var trees = options.Trees * options.Fits;
        for (var tree = 0; tree < trees; tree++)
        {
            if (tree % options.Trees == 0)
                foreach (var row in used)
                    sums[row] = bias;
            foreach (var row in used)
            {
                var p = 1 / (1 + MathF.Exp(-sums[row]));
                gradients[row] = _weights[row] * (p - _labels[row]);
                curvatures[row] = _weights[row] * Math.Max(p * (1 - p), 1e-4f);
                leaf[row] = 0;
            }
            for (var page = 0; page < drawn.Length; page++) drawn[page] = chance.NextDouble() < options.Rows;
            var sample = used.Where(row => drawn[_pages[row]]).ToArray();
            var columns = Enumerable.Range(0, _columns.Length).Where(_ => chance.NextDouble() < options.Columns).ToArray();
            var g = new float[sample.Length];
            var h = new float[sample.Length];
            var l = new byte[sample.Length];
            for (var i = 0; i < sample.Length; i++) (g[i], h[i]) = (gradients[sample[i]], curvatures[sample[i]]);
            for (var depth = 0; depth < options.Depth; depth++)
            {
                var gains = new (double Gain, int Cut)[columns.Length];
                var level = depth;
                Parallel.For(0, columns.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, c => gains[c] = Best(_binned[columns[c]], _edges[columns[c]].Length, sample, g, h, l, 1 << level, options.Smoothing));
                var best = 0;
                for (var c = 1; c < columns.Length; c++)
                    if (gains[c].Gain > gains[best].Gain)
                        best = c;
                var (feature, cut) = (columns[best], gains[best].Cut);
                var binned = _binned[feature];
                for (var i = 0; i < sample.Length; i++) l[i] = (byte)((l[i] << 1) | (binned[sample[i]] > cut ? 1 : 0));
                foreach (var row in used) leaf[row] = (byte)((leaf[row] << 1) | (binned[row] > cut ? 1 : 0));
                features.Add(feature);
                cuts.Add(cut);
                thresholds.Add(_edges[feature].Length == 0 ? float.MaxValue : _edges[feature][cut]);
            }
            var gradient = new double[1 << options.Depth];
            var curvature = new double[1 << options.Depth];
            for (var i = 0; i < sample.Length; i++)
            {
                gradient[l[i]] += g[i];
                curvature[l[i]] += h[i];
            }
            var first = leaves.Count;
            for (var i = 0; i < gradient.Length; i++) leaves.Add((float)(-options.Rate * gradient[i] / (curvature[i] + options.Smoothing)));
            foreach (var row in used) sums[row] += leaves[first + leaf[row]];
        }

        var (allFeatures, allCuts, allLeaves) = (features.ToArray(), cuts.ToArray(), leaves.Select(value => value / options.Fits).ToArray());
        margin = row =>
        {
            var sum = bias;
            for (var tree = 0; tree < trees; tree++)
            {
                var index = 0;
                for (var d = 0; d < options.Depth; d++) index = (index << 1) | (_binned[allFeatures[tree * options.Depth + d]][row] > allCuts[tree * options.Depth + d] ? 1 : 0);
                sum += allLeaves[(tree << options.Depth) + index];
            }
            return sum;
        };
        return new ObliviousTrees(bias, options.Depth, allFeatures, [.. thresholds], allLeaves);
    }

    private static (double Gain, int Cut) Best(byte[] binned, int edges, int[] sample, float[] g, float[] h, byte[] l, int leaves, double smoothing)
    {
        if (edges == 0) return (double.MinValue, 0);
        var gradient = new float[leaves * Bins];
        var curvature = new float[leaves * Bins];
        for (var i = 0; i < sample.Length; i++)
        {
            var slot = (l[i] * Bins) + binned[sample[i]];
            gradient[slot] += g[i];
            curvature[slot] += h[i];
        }
        var gains = new double[edges];
        for (var leaf = 0; leaf < leaves; leaf++)
        {
            double allG = 0, allH = 0;
            for (var b = 0; b <= edges; b++)
            {
                allG += gradient[leaf * Bins + b];
                allH += curvature[leaf * Bins + b];
            }
            double lowG = 0, lowH = 0;
            for (var b = 0; b < edges; b++)
            {
                lowG += gradient[leaf * Bins + b];
                lowH += curvature[leaf * Bins + b];
                gains[b] += (lowG * lowG / (lowH + smoothing)) + ((allG - lowG) * (allG - lowG) / (allH - lowH + smoothing));
            }
        }
        var best = 0;
        for (var b = 1; b < edges; b++)
            if (gains[b] > gains[best])
                best = b;
        return (gains[best], best);
    }

    // Edges at quantiles of the weighted rows; a value above edge b is in a bin above b.
    private void Bin(int column)
    {
        var values = _columns[column];
        var sorted = new List<float>();
        for (var i = 0; i < values.Length; i += 3)
            if (_weights[i] > 0)
                sorted.Add(values[i]);
        sorted.Sort();
        var edges = new List<float>();
        for (var b = 1; b < Bins && sorted.Count > 0; b++)
        {
            var value = sorted[(int)((long)b * sorted.Count / Bins)];
            var at = sorted.BinarySearch(value);
            while (at > 0 && sorted[at - 1] == value) at--;
            if (at <= 0) continue;
            var edge = (value + sorted[at - 1]) / 2;
            if (edge >= value) edge = sorted[at - 1];
            if (edges.Count == 0 || edge > edges[^1]) edges.Add(edge);
        }
        // Few values: an edge under each.
        if (edges.Count < 4)
        {
            edges.Clear();
            for (var i = 1; i < sorted.Count && edges.Count < Bins - 2; i++)
                if (sorted[i] > sorted[i - 1])
                    edges.Add(Math.Max(sorted[i - 1], (sorted[i] + sorted[i - 1]) / 2 < sorted[i] ? (sorted[i] + sorted[i - 1]) / 2 : sorted[i - 1]));
        }
        var array = edges.ToArray();
        var binned = new byte[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            int low = 0, high = array.Length;
            while (low < high)
            {
                var middle = (low + high) >> 1;
                if (values[i] > array[middle]) low = middle + 1;
                else high = middle;
            }
            binned[i] = (byte)low;
        }
        _edges[column] = array;
        _binned[column] = binned;
    }
}
