using System.Runtime.Intrinsics;

namespace Detector.Models;

/// <summary>
/// Exact Shapley values of a sum of trees, path-dependent: a column that is not known is averaged over by the training rows that went either way
/// (Lundberg, Erion, Lee 2018, arXiv:1802.03888; Lundberg et al. 2020, doi:10.1038/s42256-019-0138-9).
/// <para>
/// Not their recursion. One leaf with output v plays the game v·∏(o_j known, z_j unknown): o_j is 1 when the row meets all of the path's conditions on column j, else 0, and z_j is
/// the share of rows that do. The Shapley value of a player is the integral of its marginal along the diagonal of the game's multilinear extension (Owen 1972,
/// doi:10.1287/mnsc.18.5.64): v·(o_i − z_i)·∫₀¹ ∏_{j≠i} (t·o_j + (1−t)·z_j) dt. Its integrand is a polynomial of degree n−1 for n columns on the path, so Gauss-Legendre
/// quadrature of n/2 points gives it exactly, with no division and no cancellation, four points to a vector.
/// </para>
/// </summary>
internal sealed class TreeShap
{
    private readonly int _columns;
    private readonly double _base;
    private readonly double[] _leaf;
    private readonly int[] _start;
    private readonly Condition[] _conditions;
    private readonly int _longest;
    private readonly Quadrature[] _quadratures;

    public TreeShap(Ensemble ensemble)
    {
        _columns = ensemble.Columns;
        var conditions = new List<Condition>();
        var leaves = new List<double>();
        var starts = new List<int> { 0 };
        var centre = ensemble.Bias;
        foreach (var tree in ensemble.Trees) Walk(tree);
        _base = centre;
        _leaf = [.. leaves];
        _start = [.. starts];
        _conditions = [.. conditions];
        for (var i = 0; i < _leaf.Length; i++) _longest = Math.Max(_longest, _start[i + 1] - _start[i]);
        _quadratures = new Quadrature[(_longest + 7) / 8];
        for (var i = 0; i < _quadratures.Length; i++) _quadratures[i] = Quadrature.GaussLegendre(4 * (i + 1));

        void Walk(Tree tree)
        {
            var nodes = tree.Feature.Length;
            var rows = new double[nodes];
            for (var i = nodes - 1; i >= 0; i--) rows[i] = RowsOf(tree.Left[i]) + RowsOf(tree.Right[i]);
            Descend(nodes == 0 ? ~0 : 0, []);

            double RowsOf(int child) => child < 0 ? tree.Rows[~child] : rows[child];

            void Descend(int at, List<Condition> path)
            {
                if (at < 0)
                {
                    var value = tree.Leaf[~at];
                    foreach (var condition in path) value *= condition.Share;
                    centre += value;
                    if (path.Count == 0) return;
                    conditions.AddRange(path);
                    leaves.Add(tree.Leaf[~at]);
                    starts.Add(conditions.Count);
                    return;
                }
                // Where no training row came by, nothing is known: half each way.
                var left = rows[at] > 0 ? RowsOf(tree.Left[at]) / rows[at] : 0.5;
                Descend(tree.Left[at], With(new Condition { Feature = tree.Feature[at], Above = float.NaN, UpTo = tree.Threshold[at], Share = left }));
                Descend(tree.Right[at], With(new Condition { Feature = tree.Feature[at], Above = tree.Threshold[at], UpTo = float.PositiveInfinity, Share = 1 - left }));

                // Conditions on one column become one: it is known or unknown as a whole.
                List<Condition> With(Condition next)
                {
                    var longer = new List<Condition>(path);
                    var known = longer.FindIndex(condition => condition.Feature == next.Feature);
                    if (known < 0)
                    {
                        longer.Add(next);
                        return longer;
                    }
                    var old = longer[known];
                    longer[known] = new Condition
                    {
                        Feature = next.Feature,
                        Above = float.IsNaN(old.Above) ? next.Above : float.IsNaN(next.Above) ? old.Above : Math.Max(old.Above, next.Above),
                        UpTo = Math.Min(old.UpTo, next.UpTo),
                        Share = old.Share * next.Share,
                    };
                    return longer;
                }
            }
        }
    }

    /// <summary>Writes one contribution per column and returns the base.</summary>
    public double Explain(ReadOnlySpan<float> row, Span<double> contributions)
    {
        if (row.Length != _columns || contributions.Length != _columns)
            throw new ArgumentException($"A row of {row.Length} numbers and {contributions.Length} contributions for a model of {_columns} columns.", nameof(row));
        contributions.Clear();
        const int OnStack = 32;
        var before = _longest <= OnStack ? stackalloc Vector256<double>[OnStack] : new Vector256<double>[_longest];
        var factor = _longest <= OnStack ? stackalloc Vector256<double>[OnStack] : new Vector256<double>[_longest];
        var sum = _longest <= OnStack ? stackalloc Vector256<double>[OnStack] : new Vector256<double>[_longest];
        var met = _longest <= OnStack ? stackalloc double[OnStack] : new double[_longest];
        for (var leaf = 0; leaf < _leaf.Length; leaf++)
        {
            var path = _conditions.AsSpan(_start[leaf], _start[leaf + 1] - _start[leaf]);
            var quadrature = _quadratures[(path.Length - 1) / 8];
            for (var j = 0; j < path.Length; j++)
            {
                ref readonly var condition = ref path[j];
                var value = row[condition.Feature];
                // Not above NaN is false: a condition without a lower end holds.
                met[j] = !(value <= condition.Above) && value <= condition.UpTo ? 1 : 0;
                sum[j] = Vector256<double>.Zero;
            }
            for (var point = 0; point < quadrature.Point.Length; point += 4)
            {
                var t = Vector256.LoadUnsafe(ref quadrature.Point[point]);
                var product = Vector256.LoadUnsafe(ref quadrature.Weight[point]);
                var rest = Vector256<double>.One - t;
                for (var j = 0; j < path.Length; j++)
                {
                    before[j] = product;
                    product *= factor[j] = t * met[j] + rest * path[j].Share;
                }
                var after = Vector256<double>.One;
                for (var j = path.Length - 1; j >= 0; j--)
                {
                    sum[j] += before[j] * after;
                    after *= factor[j];
                }
            }
            for (var j = 0; j < path.Length; j++)
                contributions[path[j].Feature] += _leaf[leaf] * (met[j] - path[j].Share) * Vector256.Sum(sum[j]);
        }
        return _base;
    }

    /// <summary>All that the path to a leaf asks of one column.</summary>
    private struct Condition
    {
        public int Feature;

        /// <summary>The value is above this; NaN: no lower end.</summary>
        public float Above;

        public float UpTo;

        /// <summary>Share of the training rows that went this way at the path's splits on this column, 0..1.</summary>
        public double Share;
    }

    private sealed record Quadrature(double[] Point, double[] Weight)
    {
        /// <summary>Points and weights on 0..1, by Newton's method on the Legendre polynomial (Press et al., Numerical Recipes, 4.6).</summary>
        public static Quadrature GaussLegendre(int count)
        {
            var point = new double[count];
            var weight = new double[count];
            for (var i = 0; i < count; i++)
            {
                var x = Math.Cos(Math.PI * (i + 0.75) / (count + 0.5));
                double slope;
                for (var step = 0; ; step++)
                {
                    double value = 1, last = 0;
                    for (var degree = 1; degree <= count; degree++) (value, last) = (((2 * degree - 1) * x * value - (degree - 1) * last) / degree, value);
                    slope = count * (x * value - last) / (x * x - 1);
                    var move = value / slope;
                    x -= move;
                    if (Math.Abs(move) < 1e-15 || step == 50) break;
                }
                point[i] = (x + 1) / 2;
                weight[i] = 1 / ((1 - x * x) * slope * slope);
            }
            return new Quadrature(point, weight);
        }
    }
}
