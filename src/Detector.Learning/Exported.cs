using Detector.Models;
using Microsoft.ML.Trainers.FastTree;

namespace Detector.Learning;

/// <summary>ML.NET's trees as ours, with the weight of training rows in each leaf.</summary>
internal static class Exported
{
    /// <param name="trees">The trees of any of ML.NET's tree learners.</param>
    /// <param name="slope">What the sum is multiplied by.</param>
    /// <param name="examples">The rows they were fitted on.</param>
    public static Ensemble Of<TTree>(TreeEnsemble<TTree> trees, double slope, Examples examples)
        where TTree : RegressionTreeBase
    {
        var exported = new List<Tree>(trees.Trees.Count);
        for (var i = 0; i < trees.Trees.Count; i++) exported.Add(Of(trees.Trees[i], trees.TreeWeights[i] * slope, examples));
        return new Ensemble(examples.Columns, trees.Bias * slope, exported);
    }

    private static Tree Of(RegressionTreeBase tree, double scale, Examples examples)
    {
        var nodes = tree.NumberOfNodes;
        var flat = new Tree(
            [.. tree.NumericalSplitFeatureIndexes.Take(nodes)],
            [.. tree.NumericalSplitThresholds.Take(nodes)],
            [.. tree.LeftChild.Take(nodes)],
            [.. tree.RightChild.Take(nodes)],
            [.. tree.LeafValues.Select(value => value * scale)],
            new double[tree.NumberOfLeaves]);
        var rows = flat.Rows;
        for (var i = 0; i < examples.Rows.Count; i++)
        {
            var row = examples.Rows[i];
            var at = nodes == 0 ? ~0 : 0;
            while (at >= 0) at = row[flat.Feature[at]] <= flat.Threshold[at] ? flat.Left[at] : flat.Right[at];
            rows[~at] += examples.Weights[i];
        }
        // A thousandth of a row changes no reason, and shorter numbers make a smaller file.
        for (var i = 0; i < rows.Length; i++) rows[i] = Math.Round(rows[i], 3);
        return flat;
    }
}
