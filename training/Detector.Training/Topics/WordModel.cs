using Detector.Topics;

namespace Detector.Training.Topics;

/// <summary>The choices behind one shrunken set of word vectors.</summary>
/// <param name="Count">Words kept, the most frequent first.</param>
/// <param name="Dimensions">Numbers kept per word.</param>
/// <param name="Drop">Leading principal components removed (all-but-the-top, Mu and Viswanath 2018, arXiv:1702.01417).</param>
/// <param name="Smoothing">The constant a of the SIF weight a/(a+p) (Arora, Liang, Ma 2017); 0 gives every word the weight 1.</param>
/// <param name="Even">How far the spread of the kept components is evened out: each is divided by its eigenvalue to the power Even/2 (1 whitens).</param>
/// <param name="Unit">Every word vector is scaled to length 1 before it is weighted.</param>
/// <param name="TextMean">The mean that is removed is the mean of running text rather than of the vocabulary.</param>
/// <param name="Quantise">Numbers are rounded to signed bytes.</param>
internal sealed record Recipe(int Count, int Dimensions, int Drop, double Smoothing, double Even, bool Unit = false, bool TextMean = true, bool Quantise = true)
{
    /// <summary>The recipe of the shipped resource; README.md has the table it was chosen from.</summary>
    public static readonly Recipe Shipped = new(35_000, WordVectors.Dimensions, 1, 3e-4, 0.5);
}

/// <summary>Word vectors after one recipe, still as floats (or as the floats that the bytes stand for).</summary>
internal sealed class WordModel
{
    private readonly Dictionary<string, int> index;

    private WordModel(Recipe recipe, SourceWord[] words, float[][] vectors, float scale)
    {
        (Recipe, Words, Vectors, Scale) = (recipe, words, vectors, scale);
        index = new Dictionary<string, int>(words.Length, StringComparer.Ordinal);
        for (var i = 0; i < words.Length; i++) index.TryAdd(words[i].Text, i);
        Weights = [.. words.Select(w => recipe.Smoothing == 0 ? 1f : (float)(recipe.Smoothing / (recipe.Smoothing + Probability(w.Rank))))];
    }

    public Recipe Recipe { get; }
    public SourceWord[] Words { get; }
    public float[][] Vectors { get; }
    public float[] Weights { get; }

    /// <summary>One step of a byte in the units of <see cref="Vectors"/>.</summary>
    public float Scale { get; }

    // Zipf-Mandelbrot with exponent 1 and offset 2.7 over the 341,479 words of the source, so that the shares add up to 1.
    private static readonly double Total = Enumerable.Range(0, 341_479).Sum(rank => 1 / (rank + 2.7));

    /// <summary>The share of running text that the word of this rank makes up, by the Zipf-Mandelbrot law.</summary>
    public static double Probability(int rank) => 1 / ((rank + 2.7) * Total);

    /// <summary>The most frequent words of the source, and the rarer ones that the topics name.</summary>
    public static WordModel Build(IReadOnlyList<SourceWord> source, Recipe recipe)
    {
        var named = TopicSeeds.All.SelectMany(t => t.Words.Concat(t.Labels)).ToHashSet(StringComparer.Ordinal);
        var words = source.Where((w, i) => i < recipe.Count || named.Contains(w.Text)).ToArray();
        const int wide = VectorFile.SourceDimensions;
        var share = new double[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            var p = Probability(words[i].Rank);
            // What a word contributes to the mean of running text: how often it occurs times what it weighs.
            share[i] = recipe.TextMean ? p * (recipe.Smoothing == 0 ? 1 : recipe.Smoothing / (recipe.Smoothing + p)) : 1;
        }
        var total = share.Sum();

        var rows = new double[words.Length][];
        for (var i = 0; i < words.Length; i++)
        {
            var v = words[i].Vector;
            var norm = recipe.Unit ? Math.Sqrt(v.Sum(x => (double)x * x)) : 1;
            rows[i] = [.. v.Select(x => x / norm)];
        }
        var mean = new double[wide];
        for (var i = 0; i < rows.Length; i++) for (var d = 0; d < wide; d++) mean[d] += rows[i][d] * share[i] / total;
        foreach (var row in rows) for (var d = 0; d < wide; d++) row[d] -= mean[d];
        var covariance = new double[wide, wide];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            for (var a = 0; a < wide; a++)
            {
                var x = row[a] * share[i] / total;
                for (var b = a; b < wide; b++) covariance[a, b] += x * row[b];
            }
        }
        for (var a = 0; a < wide; a++) for (var b = 0; b < a; b++) covariance[a, b] = covariance[b, a];
        var (axes, spreads) = Eigen.Vectors(covariance);

        var vectors = new float[rows.Length][];
        float largest = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var v = new double[recipe.Dimensions];
            for (var d = 0; d < v.Length; d++)
            {
                var axis = axes[recipe.Drop + d];
                for (var k = 0; k < wide; k++) v[d] += rows[i][k] * axis[k];
                v[d] /= Math.Pow(spreads[recipe.Drop + d], recipe.Even / 2);
            }
            vectors[i] = [.. v.Select(x => (float)x)];
            foreach (var x in vectors[i]) largest = Math.Max(largest, Math.Abs(x));
        }
        // Four standard deviations keep all but a few numbers unclipped and spend the 255 steps where the numbers are.
        var spread = Math.Sqrt(vectors.Sum(v => v.Sum(x => (double)x * x)) / ((double)vectors.Length * recipe.Dimensions));
        var scale = (float)Math.Min(largest, 4.5 * spread) / 127;
        if (recipe.Quantise) foreach (var v in vectors) for (var d = 0; d < v.Length; d++) v[d] = Step(v[d], scale) * scale;
        return new WordModel(recipe, words, vectors, scale);
    }

    /// <summary>The byte that stands for a number.</summary>
    public static sbyte Step(float x, float scale) => (sbyte)Math.Clamp(MathF.Round(x / scale), -127, 127);

    /// <summary>The place of a word, with the fallbacks of the runtime: a trailing 's, then a trailing s. -1 when unknown.</summary>
    public int Find(string word)
    {
        if (index.TryGetValue(word, out var i)) return i;
        if (word.EndsWith("'s", StringComparison.Ordinal) && index.TryGetValue(word[..^2], out i)) return i;
        return word.EndsWith('s') && index.TryGetValue(word[..^1], out i) ? i : -1;
    }

    /// <summary>The weighted sum of the words, scaled to length 1; null when fewer than <paramref name="least"/> words are known.</summary>
    public float[]? Sum(IEnumerable<string> words, int least = 1)
    {
        var sum = new float[Recipe.Dimensions];
        var known = 0;
        foreach (var word in words)
        {
            var i = Find(word);
            if (i < 0) continue;
            known++;
            for (var d = 0; d < sum.Length; d++) sum[d] += Weights[i] * Vectors[i][d];
        }
        return known < least ? null : Normalised(sum);
    }

    public static float Dot(float[] a, float[] b)
    {
        float sum = 0;
        for (var d = 0; d < a.Length; d++) sum += a[d] * b[d];
        return sum;
    }

    public static float[] Normalised(float[] v)
    {
        var norm = MathF.Sqrt(Dot(v, v));
        return norm == 0 ? v : [.. v.Select(x => x / norm)];
    }
}

/// <summary>Eigenvectors of a small symmetric matrix by Jacobi rotations: slow, exact enough, and the same on every run.</summary>
internal static class Eigen
{
    /// <summary>The eigenvectors, the one with the largest eigenvalue first; each points to where its largest number is positive.</summary>
    public static (double[][] Axes, double[] Spreads) Vectors(double[,] symmetric)
    {
        var n = symmetric.GetLength(0);
        var m = (double[,])symmetric.Clone();
        var v = new double[n, n];
        for (var i = 0; i < n; i++) v[i, i] = 1;
        for (var sweep = 0; sweep < 60; sweep++)
        {
            double off = 0, all = 0;
            for (var p = 0; p < n; p++) for (var q = 0; q < n; q++) { all += m[p, q] * m[p, q]; if (p != q) off += m[p, q] * m[p, q]; }
            if (off <= 1e-26 * all) break;
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    if (m[p, q] == 0) continue;
                    var theta = (m[q, q] - m[p, p]) / (2 * m[p, q]);
                    var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
                    var c = 1 / Math.Sqrt((t * t) + 1);
                    var s = t * c;
                    for (var k = 0; k < n; k++) (m[k, p], m[k, q]) = ((c * m[k, p]) - (s * m[k, q]), (s * m[k, p]) + (c * m[k, q]));
                    for (var k = 0; k < n; k++) (m[p, k], m[q, k]) = ((c * m[p, k]) - (s * m[q, k]), (s * m[p, k]) + (c * m[q, k]));
                    for (var k = 0; k < n; k++) (v[k, p], v[k, q]) = ((c * v[k, p]) - (s * v[k, q]), (s * v[k, p]) + (c * v[k, q]));
                }
            }
        }
        var order = Enumerable.Range(0, n).OrderByDescending(i => m[i, i]).ThenBy(i => i).ToArray();
        double[][] axes = [.. order.Select(i =>
        {
            var axis = new double[n];
            for (var k = 0; k < n; k++) axis[k] = v[k, i];
            var sign = Math.Sign(axis.MaxBy(Math.Abs));
            return Array.ConvertAll(axis, x => x * sign);
        })];
        return (axes, [.. order.Select(i => m[i, i])]);
    }
}
