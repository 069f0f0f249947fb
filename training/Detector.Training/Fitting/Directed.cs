using Detector.Features;
using Detector.Models;
using Detector.Signals;

namespace Detector.Training.Fitting;

/// <summary>
/// What trees learn that no signal means: that a page with more of what farms do is the more honest for it. FastTree knows no direction, so leaves of a fitted tree that contradict one are drawn together as little as
/// possible: least squares, weighted by their rows, under the order that the signals' declared directions give them (isotonic regression on a partial order; Barlow, Brunk 1972, doi:10.1080/01621459.1972.10481216; found by
/// Dykstra's projections 1983, doi:10.1080/01621459.1983.10477029). A sum of trees that each keep a direction keeps it.
/// </summary>
internal static class Directed
{
    private const int Sweeps = 200;

    /// <summary>Changes of a leaf, log-odds, below which the projections have arrived.</summary>
    private const double Arrived = 1e-6;

    /// <summary>The sign of each column's direction; 0, where both ends may speak, for those named in <paramref name="undirected"/> too.</summary>
    public static int[] Of(IReadOnlyList<Column> shown, IReadOnlyDictionary<string, string> undirected) =>
        [.. shown.Select(column => undirected.ContainsKey(column.Name) ? 0 : Catalog.Find(column.Name)?.Direction.Sign() ?? 0)];

    /// <summary>The tree with the nearest leaves that contradict no direction.</summary>
    /// <param name="tree">A fitted tree.</param>
    /// <param name="directions">1, -1 or 0 for each column.</param>
    public static Tree Project(Tree tree, IReadOnlyList<int> directions)
    {
        var order = Order(tree, directions);
        if (order.Count == 0) return tree;
        double[] leaf = [.. tree.Leaf], weight = [.. tree.Rows.Select(static rows => Math.Max(rows, 1e-3))];
        var corrections = new (double Lower, double Upper)[order.Count];
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            double moved = 0;
            for (var k = 0; k < order.Count; k++)
            {
                var (lower, upper) = order[k];
                double low = leaf[lower] + corrections[k].Lower, high = leaf[upper] + corrections[k].Upper;
                var (newLow, newHigh) = (low, high);
                if (low > high) newLow = newHigh = ((weight[lower] * low) + (weight[upper] * high)) / (weight[lower] + weight[upper]);
                corrections[k] = (low - newLow, high - newHigh);
                moved = Math.Max(moved, Math.Max(Math.Abs(newLow - leaf[lower]), Math.Abs(newHigh - leaf[upper])));
                (leaf[lower], leaf[upper]) = (newLow, newHigh);
            }
            if (moved < Arrived) break;
        }
        // Projections come near the order, not quite into it: what is missing is lifted, until nothing is.
        for (var lifted = true; lifted;)
        {
            lifted = false;
            foreach (var (lower, upper) in order)
            {
                if (leaf[lower] <= leaf[upper]) continue;
                leaf[upper] = leaf[lower];
                lifted = true;
            }
        }
        return tree with { Leaf = leaf };
    }

    /// <summary>Pairs of leaves the first of which must not say more than the second: a row can go from one to the other by columns that all have a direction, along it.</summary>
    private static List<(int Lower, int Upper)> Order(Tree tree, IReadOnlyList<int> directions)
    {
        int[] columns = [.. tree.Feature.Distinct()];
        var boxes = new (float Above, float UpTo)[tree.Leaf.Length][];
        if (tree.Feature.Length > 0) Walk(0, [.. columns.Select(static _ => (float.NegativeInfinity, float.PositiveInfinity))]);
        var order = new List<(int, int)>();
        for (var a = 0; a < boxes.Length; a++)
            for (var b = 0; b < boxes.Length; b++)
                if (a != b && Follows(boxes[a], boxes[b]))
                    order.Add((a, b));
        return order;

        void Walk(int node, (float Above, float UpTo)[] box)
        {
            if (node < 0)
            {
                boxes[~node] = box;
                return;
            }
            var at = Array.IndexOf(columns, tree.Feature[node]);
            var (left, right) = (((float Above, float UpTo)[])box.Clone(), ((float Above, float UpTo)[])box.Clone());
            left[at].UpTo = Math.Min(left[at].UpTo, tree.Threshold[node]);
            right[at].Above = Math.Max(right[at].Above, tree.Threshold[node]);
            Walk(tree.Left[node], left);
            Walk(tree.Right[node], right);
        }

        bool Follows((float Above, float UpTo)[] from, (float Above, float UpTo)[] to)
        {
            var apart = false;
            for (var i = 0; i < columns.Length; i++)
            {
                // Where no row can come there is nothing to keep.
                if (from[i].UpTo <= from[i].Above || to[i].UpTo <= to[i].Above) return false;
                var way = from[i].UpTo <= to[i].Above ? 1 : to[i].UpTo <= from[i].Above ? -1 : 0;
                if (way == 0) continue;
                if (way * directions[columns[i]] <= 0) return false;
                apart = true;
            }
            return apart;
        }
    }
}
