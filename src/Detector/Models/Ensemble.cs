using System.Runtime.InteropServices;

namespace Detector.Models;

/// <summary>
/// The sum of trees, laid out flat for walking: one array of nodes, one of leaves. Immutable and thread-safe; scoring allocates nothing. Our own walk,
/// because ML.NET's PredictionEngine shared by two threads gave half its scores wrong without an exception, and its contributions do not add up; parity with ML.NET's scorer is
/// tested on every row.
/// </summary>
public sealed class Ensemble
{
    private readonly Node[] _nodes;
    private readonly int[] _roots;
    private readonly double[] _leaves;
    private readonly Lazy<TreeShap> _shap;

    /// <param name="columns">Columns of a row.</param>
    /// <param name="bias">Added to the sum of the trees, log-odds.</param>
    /// <param name="trees">The trees.</param>
    /// <exception cref="ArgumentException">A tree that could not be walked.</exception>
    public Ensemble(int columns, double bias, IReadOnlyList<Tree> trees)
    {
        Columns = columns;
        Bias = bias;
        Trees = trees;
        int node = 0, leaf = 0;
        foreach (var tree in trees)
        {
            node += tree.Feature.Length;
            leaf += tree.Leaf.Length;
        }
        _nodes = new Node[node];
        _leaves = new double[leaf];
        _roots = new int[trees.Count];
        node = leaf = 0;
        for (var i = 0; i < trees.Count; i++)
        {
            var tree = trees[i];
            if (tree.Flaw(columns) is { } flaw) throw new ArgumentException($"Tree {i} of {trees.Count}: {flaw}.", nameof(trees));
            _roots[i] = tree.Feature.Length == 0 ? ~leaf : node;
            for (var j = 0; j < tree.Feature.Length; j++)
                _nodes[node + j] = new Node { Feature = tree.Feature[j], Threshold = tree.Threshold[j], Left = At(tree.Left[j]), Right = At(tree.Right[j]) };
            tree.Leaf.CopyTo(_leaves, leaf);
            node += tree.Feature.Length;
            leaf += tree.Leaf.Length;

            int At(int child) => child >= 0 ? node + child : ~(leaf + ~child);
        }
        _shap = new Lazy<TreeShap>(() => new TreeShap(this));
    }

    /// <summary>Columns of a row.</summary>
    public int Columns { get; }

    /// <summary>Added to the sum of the trees, log-odds.</summary>
    public double Bias { get; }

    public IReadOnlyList<Tree> Trees { get; }

    /// <summary>The sum of the trees for one row: log-odds before calibration.</summary>
    /// <param name="row">One finite number per column.</param>
    public double Margin(ReadOnlySpan<float> row)
    {
        if (row.Length != Columns) throw new ArgumentException($"A row of {row.Length} numbers for a model of {Columns} columns.", nameof(row));
        var sum = Bias;
        ref var nodes = ref MemoryMarshal.GetArrayDataReference(_nodes);
        foreach (var root in _roots)
        {
            var at = root;
            while (at >= 0)
            {
                // Indexes were checked when the trees came in (Tree.Flaw).
                ref readonly var node = ref System.Runtime.CompilerServices.Unsafe.Add(ref nodes, at);
                at = row[node.Feature] <= node.Threshold ? node.Left : node.Right;
            }
            sum += _leaves[~at];
        }
        return sum;
    }

    /// <summary>Each column's part in the margin of one row, exact Shapley values (see <see cref="TreeShap"/>); returns the base, and base + sum = margin.</summary>
    /// <param name="row">One finite number per column.</param>
    /// <param name="contributions">One per column, log-odds; overwritten.</param>
    public double Explain(ReadOnlySpan<float> row, Span<double> contributions) => _shap.Value.Explain(row, contributions);

    private struct Node
    {
        public int Feature;
        public float Threshold;
        public int Left;
        public int Right;
    }
}
