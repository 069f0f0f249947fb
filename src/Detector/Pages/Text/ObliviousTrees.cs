using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Detector.Pages.Text;

/// <summary>
/// A sum of oblivious trees (one question per level, as in CatBoost: Prokhorenkova et al. 2018, arXiv:1706.09516): the answers of a block form a number that picks the leaf. No branches, so
/// eight blocks are weighed at once; ordinary trees of the same quality took eight times as long here.
/// </summary>
internal sealed class ObliviousTrees
{
    private readonly float _bias;
    private readonly int _depth;
    private readonly int[] _features;
    private readonly float[] _thresholds;
    private readonly float[] _leaves;

    /// <param name="bias">Added to the sum, log-odds.</param>
    /// <param name="depth">Questions per tree.</param>
    /// <param name="features">Column of each question, tree by tree.</param>
    /// <param name="thresholds">Yes: the number is above it.</param>
    /// <param name="leaves">2^depth per tree; the first question is the highest bit.</param>
    public ObliviousTrees(float bias, int depth, int[] features, float[] thresholds, float[] leaves)
    {
        if (depth is < 1 or > 8 || features.Length % depth != 0 || thresholds.Length != features.Length || leaves.Length != features.Length / depth << depth)
            throw new InvalidDataException($"Trees of depth {depth} with {features.Length} questions, {thresholds.Length} thresholds and {leaves.Length} leaves do not fit together.");
        _bias = bias;
        _depth = depth;
        _features = features;
        _thresholds = thresholds;
        _leaves = leaves;
    }

    public int Trees => _features.Length / _depth;

    /// <summary>Columns a row must have.</summary>
    public int Columns => _features.Length == 0 ? 0 : _features.Max() + 1;

    public static ObliviousTrees Read(BinaryReader reader)
    {
        var bias = reader.ReadSingle();
        int depth = reader.ReadByte();
        var trees = reader.ReadInt32();
        var features = new int[trees * depth];
        var thresholds = new float[features.Length];
        for (var i = 0; i < features.Length; i++)
        {
            features[i] = reader.ReadUInt16();
            thresholds[i] = reader.ReadSingle();
        }
        var leaves = new float[trees << depth];
        for (var i = 0; i < leaves.Length; i++) leaves[i] = reader.ReadSingle();
        return new ObliviousTrees(bias, depth, features, thresholds, leaves);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_bias);
        writer.Write((byte)_depth);
        writer.Write(Trees);
        for (var i = 0; i < _features.Length; i++)
        {
            writer.Write((ushort)_features[i]);
            writer.Write(_thresholds[i]);
        }
        foreach (var leaf in _leaves) writer.Write(leaf);
    }

    /// <summary>Probabilities of <paramref name="count"/> rows; <paramref name="columns"/> and <paramref name="result"/> must have room for a multiple of eight.</summary>
    public void Probabilities(ReadOnlySpan<float> columns, int stride, int count, Span<float> result)
    {
        var rounded = (count + 7) & ~7;
        if (rounded > stride || rounded > result.Length || columns.Length < Columns * stride) throw new ArgumentException($"{count} rows need room for {rounded} in columns of {stride}.", nameof(count));
        result[..rounded].Fill(_bias);
        if (_depth == 4 && Avx2.IsSupported) SumOfFour(columns, stride, rounded, result);
        else Sum(columns, stride, rounded, result);
        for (var i = 0; i < rounded; i++) result[i] = 1 / (1 + MathF.Exp(-result[i]));
    }

    // Sixteen leaves fit two registers: the answers of eight blocks pick theirs from both, and the first answer says from which.
    private void SumOfFour(ReadOnlySpan<float> columns, int stride, int rounded, Span<float> result)
    {
        ref var column = ref MemoryMarshal.GetReference(columns);
        ref var sum = ref MemoryMarshal.GetReference(result);
        for (var tree = 0; tree < Trees; tree++)
        {
            var questions = tree * 4;
            ref var first = ref Unsafe.Add(ref column, (nint)_features[questions] * stride);
            ref var second = ref Unsafe.Add(ref column, (nint)_features[questions + 1] * stride);
            ref var third = ref Unsafe.Add(ref column, (nint)_features[questions + 2] * stride);
            ref var fourth = ref Unsafe.Add(ref column, (nint)_features[questions + 3] * stride);
            var above = Vector256.Create(_thresholds[questions]);
            var above2 = Vector256.Create(_thresholds[questions + 1]);
            var above3 = Vector256.Create(_thresholds[questions + 2]);
            var above4 = Vector256.Create(_thresholds[questions + 3]);
            var no = Vector256.LoadUnsafe(ref _leaves[tree * 16]);
            var yes = Vector256.LoadUnsafe(ref _leaves[(tree * 16) + 8]);
            for (nuint i = 0; i < (nuint)rounded; i += 8)
            {
                // A true comparison is all ones.
                var high = Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, i), above);
                var index = (Vector256.GreaterThan(Vector256.LoadUnsafe(ref second, i), above2).AsInt32() & Vector256.Create(4))
                    | (Vector256.GreaterThan(Vector256.LoadUnsafe(ref third, i), above3).AsInt32() & Vector256.Create(2))
                    | (Vector256.GreaterThan(Vector256.LoadUnsafe(ref fourth, i), above4).AsInt32() & Vector256.Create(1));
                var leaf = Avx.BlendVariable(Avx2.PermuteVar8x32(no, index), Avx2.PermuteVar8x32(yes, index), high);
                (Vector256.LoadUnsafe(ref sum, i) + leaf).StoreUnsafe(ref sum, i);
            }
        }
    }

    private void Sum(ReadOnlySpan<float> columns, int stride, int rounded, Span<float> result)
    {
        ref var column = ref MemoryMarshal.GetReference(columns);
        ref var sum = ref MemoryMarshal.GetReference(result);
        for (var tree = 0; tree < Trees; tree++)
        {
            ref var leaves = ref _leaves[tree << _depth];
            var questions = tree * _depth;
            for (var i = 0; i < rounded; i += 8)
            {
                var index = Vector256<int>.Zero;
                for (var d = 0; d < _depth; d++)
                {
                    var values = Vector256.LoadUnsafe(ref column, (nuint)((_features[questions + d] * stride) + i));
                    // A true comparison is -1.
                    index = (index << 1) - Vector256.GreaterThan(values, Vector256.Create(_thresholds[questions + d])).AsInt32();
                }
                var outputs = Vector256.Create(Unsafe.Add(ref leaves, index[0]), Unsafe.Add(ref leaves, index[1]), Unsafe.Add(ref leaves, index[2]), Unsafe.Add(ref leaves, index[3]),
                    Unsafe.Add(ref leaves, index[4]), Unsafe.Add(ref leaves, index[5]), Unsafe.Add(ref leaves, index[6]), Unsafe.Add(ref leaves, index[7]));
                (Vector256.LoadUnsafe(ref sum, (nuint)i) + outputs).StoreUnsafe(ref sum, (nuint)i);
            }
        }
    }
}
