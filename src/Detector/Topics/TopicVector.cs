using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Detector.Topics;

/// <summary>
/// What a text is about: the weighted sum of its words' places (Arora, Liang, Ma 2017). A value of 272 bytes to keep on the stack or in an array
/// and to reuse with <see cref="Clear"/>; adding words allocates nothing. The centre of running text was taken out of the word vectors
/// when the resource was built, so two unrelated texts have a cosine near 0.
/// </summary>
public struct TopicVector
{
    private Numbers sum;

    /// <summary>Words added, known or not.</summary>
    public int Words { get; private set; }

    /// <summary>Words added that have a place in space.</summary>
    public int Known { get; private set; }

    /// <summary>Words added that every English text is made of (the, of, and, ...).</summary>
    public int Common { get; private set; }

    /// <summary>
    /// The text reads as English: at least 30 words, at least a fifth of them from the 60 or so commonest English ones. Honest English articles have
    /// .30 to .42 (5th to 95th percentile), pages in other languages .00 to .05 (training/Detector.Training/Topics/README.md has the figures).
    /// </summary>
    public readonly bool IsEnglish => Words >= 30 && Common >= 0.2f * Words;

    /// <summary>The Euclidean length of the sum, 0 for an empty text. It has no unit; compare lengths only with each other.</summary>
    public readonly float Length => MathF.Sqrt(Dot(this));

    /// <summary>Adds a word by its number; -1, the unknown word, is only counted.</summary>
    public void Add(int word) => AddWeighted(word, 1);

    /// <summary>Adds a word by its <see cref="Detector.Pages.Text.WordHash"/>.</summary>
    public void AddWord(ulong wordHash) => AddWeighted(WordVectors.Find(wordHash), 1);

    /// <summary>Adds a word that counts <paramref name="factor"/> times its own weight.</summary>
    public unsafe void AddWeighted(int word, float factor)
    {
        Words++;
        if (word < 0) return;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(word, WordVectors.Count);
        Known++;
        if (WordVectors.IsCommon(word)) Common++;
        var scale = WordVectors.Weight(word) * factor;
        var from = TopicsResource.Vectors + ((nint)word * WordVectors.Dimensions);
        ref var to = ref sum[0];
        // No fused multiply, and every dimension is a sum of its own: the sums are the same to the last bit everywhere, however many are added at once.
        if (Avx2.IsSupported)
        {
            var weights = Vector256.Create(scale);
            for (nuint d = 0; d < WordVectors.Dimensions; d += 8)
                (Vector256.LoadUnsafe(ref to, d) + (Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(from + d)) * weights)).StoreUnsafe(ref to, d);
            return;
        }
        var weight = Vector128.Create(scale);
        for (nuint d = 0; d < WordVectors.Dimensions; d += 16)
        {
            var (low, high) = Vector128.Widen(Vector128.Load(from + d));
            AddFour(ref to, d, Vector128.WidenLower(low), weight);
            AddFour(ref to, d + 4, Vector128.WidenUpper(low), weight);
            AddFour(ref to, d + 8, Vector128.WidenLower(high), weight);
            AddFour(ref to, d + 12, Vector128.WidenUpper(high), weight);
        }
    }

    /// <summary>Adds another text, its direction scaled by <paramref name="factor"/>; its words are counted too.</summary>
    public void Add(in TopicVector other, float factor = 1)
    {
        AddNumbers(other.Span, factor);
        Words += other.Words;
        Known += other.Known;
        Common += other.Common;
    }

    /// <summary>Empties the vector.</summary>
    public void Clear() => this = default;

    /// <summary>
    /// How much two texts are about the same thing, -1 to 1: the cosine of the angle between them. 0 when either has no known word: ask
    /// <see cref="Known"/> first if that matters.
    /// </summary>
    public readonly float Cosine(in TopicVector other)
    {
        var lengths = MathF.Sqrt(Dot(this) * other.Dot(other));
        return lengths > 0 ? Math.Clamp(Dot(other) / lengths, -1, 1) : 0;
    }

    internal readonly float Dot(in TopicVector other) => Dot(Span, other.Span);

    [UnscopedRef]
    internal readonly ReadOnlySpan<float> Span => sum;

    internal void AddNumbers(ReadOnlySpan<float> numbers, float factor)
    {
        for (var d = 0; d < WordVectors.Dimensions; d++) sum[d] += numbers[d] * factor;
    }

    /// <summary>The sum of products; four running sums in a fixed order, so that every machine rounds alike.</summary>
    internal static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref var x = ref MemoryMarshal.GetReference(a[..WordVectors.Dimensions]);
        ref var y = ref MemoryMarshal.GetReference(b[..WordVectors.Dimensions]);
        var total = Vector128<float>.Zero;
        for (nuint d = 0; d < WordVectors.Dimensions; d += 4) total += Vector128.LoadUnsafe(ref x, d) * Vector128.LoadUnsafe(ref y, d);
        return Total(total);
    }

    /// <summary>The sums of products of four rows with the same numbers, each as <see cref="Dot(ReadOnlySpan{float}, ReadOnlySpan{float})"/> adds it up: four sums at once wait for each other no longer than one.</summary>
    internal static unsafe Vector128<float> DotFour(float* rows, ReadOnlySpan<float> numbers)
    {
        const int n = WordVectors.Dimensions;
        ref var y = ref MemoryMarshal.GetReference(numbers[..n]);
        Vector128<float> first = default, second = default, third = default, fourth = default;
        for (var d = 0; d < n; d += 4)
        {
            var other = Vector128.LoadUnsafe(ref y, (nuint)d);
            first += Vector128.Load(rows + d) * other;
            second += Vector128.Load(rows + n + d) * other;
            third += Vector128.Load(rows + (2 * n) + d) * other;
            fourth += Vector128.Load(rows + (3 * n) + d) * other;
        }
        return Vector128.Create(Total(first), Total(second), Total(third), Total(fourth));
    }

    private static float Total(Vector128<float> sums) => sums[0] + sums[1] + (sums[2] + sums[3]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour(ref float to, nuint at, Vector128<int> numbers, Vector128<float> weight) =>
        (Vector128.LoadUnsafe(ref to, at) + (Vector128.ConvertToSingle(numbers) * weight)).StoreUnsafe(ref to, at);

    [InlineArray(WordVectors.Dimensions)]
    private struct Numbers
    {
        private float first;
    }
}
