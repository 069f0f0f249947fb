using CsCheck;
using Detector.Models;

namespace Detector.Tests.Models;

/// <summary>Trees of any shape, and rows that fall on their thresholds as often as between them.</summary>
internal static class RandomTrees
{
    public static Gen<Ensemble> Ensembles(int columns, int trees, int nodes) =>
        from sums in Tree(columns, nodes).List[0, trees]
        from bias in Gen.Double[-2, 2]
        select new Ensemble(columns, bias, sums);

    public static Gen<Tree> Tree(int columns, int nodes) =>
        from count in Gen.Int[0, nodes]
        from features in Gen.Int[0, columns - 1].Array[count]
        from thresholds in Gen.Int[-3, 3].Array[count]
        from slots in Gen.Int[0, 1000].Array[count]
        from leaves in Gen.Double[-3, 3].Array[count + 1]
        from rows in Gen.Int[0, 20].Array[count + 1]
        select Grow(features, thresholds, slots, leaves, rows);

    public static Gen<float[]> Rows(int columns) => Gen.OneOf(Gen.Int[-4, 4].Select(value => (float)value), Gen.Float[-4, 4]).Array[columns];

    // Each new node takes the place of a leaf, as FastTree grows a tree.
    private static Tree Grow(int[] features, int[] thresholds, int[] slots, double[] leaves, int[] rows)
    {
        var left = new int[features.Length];
        var right = new int[features.Length];
        var open = new List<(int Parent, bool Left)>();
        for (var node = 0; node < features.Length; node++)
        {
            if (node > 0)
            {
                var slot = slots[node] % open.Count;
                var (parent, isLeft) = open[slot];
                (isLeft ? left : right)[parent] = node;
                open.RemoveAt(slot);
            }
            open.Add((node, true));
            open.Add((node, false));
        }
        var leaf = 0;
        foreach (var (parent, isLeft) in open) (isLeft ? left : right)[parent] = ~leaf++;
        return new Tree(features, [.. thresholds.Select(value => (float)value)], left, right, leaves, [.. rows.Select(value => (double)value)]);
    }
}
