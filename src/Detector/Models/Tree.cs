namespace Detector.Models;

/// <summary>
/// One regression tree. Inner nodes are 0, 1, ... from the root down; a child below 0 is leaf ~child. A row goes left when its value is at most the threshold,
/// as in FastTree. A tree without inner nodes is its one leaf.
/// </summary>
/// <param name="Feature">Column each inner node splits on.</param>
/// <param name="Threshold">Value at most which a row goes left.</param>
/// <param name="Left">Child of each inner node.</param>
/// <param name="Right">Child of each inner node.</param>
/// <param name="Leaf">Output of each leaf, in log-odds.</param>
/// <param name="Rows">Training rows (weighted) in each leaf: what path-dependent Shapley values need.</param>
public sealed record Tree(int[] Feature, float[] Threshold, int[] Left, int[] Right, double[] Leaf, double[] Rows)
{
    /// <summary>
    /// Checks what walking relies on: every node and leaf hangs from exactly one parent that comes before it, and every number is finite. A walk then always
    /// ends, whatever file the tree came from.
    /// </summary>
    /// <param name="columns">Columns of a row.</param>
    /// <returns>What is wrong, or null.</returns>
    public string? Flaw(int columns)
    {
        var nodes = Feature.Length;
        if (Threshold.Length != nodes || Left.Length != nodes || Right.Length != nodes)
            return $"{nodes} features, {Threshold.Length} thresholds, {Left.Length} left and {Right.Length} right children: one of each per inner node";
        if (Leaf.Length != nodes + 1 || Rows.Length != Leaf.Length)
            return $"{nodes} inner nodes, {Leaf.Length} leaves and {Rows.Length} row counts: a tree has one leaf more than inner nodes";
        var node = new bool[nodes];
        var leaf = new bool[Leaf.Length];
        for (var i = 0; i < nodes; i++)
        {
            if ((uint)Feature[i] >= (uint)columns) return $"node {i} splits on column {Feature[i]} of {columns}";
            if (!float.IsFinite(Threshold[i])) return $"node {i} has the threshold {Threshold[i]}";
            if (Hang(Left[i], i) is { } left) return left;
            if (Hang(Right[i], i) is { } right) return right;
        }
        if (nodes == 0) leaf[0] = true;
        for (var i = 0; i < leaf.Length; i++)
        {
            if (!leaf[i]) return $"leaf {i} hangs nowhere";
            if (!double.IsFinite(Leaf[i])) return $"leaf {i} has the output {Leaf[i]}";
            if (!double.IsFinite(Rows[i]) || Rows[i] < 0) return $"leaf {i} has {Rows[i]} rows";
        }
        return null;

        string? Hang(int child, int parent)
        {
            var seen = child < 0 ? leaf : node;
            var at = child < 0 ? ~child : child;
            if (at >= seen.Length || (child >= 0 && child <= parent)) return $"node {parent} has the child {child}";
            if (seen[at]) return $"node {parent} has the child {child}, which hangs from another node too";
            seen[at] = true;
            return null;
        }
    }
}
