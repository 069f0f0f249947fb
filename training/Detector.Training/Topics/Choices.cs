using Detector.Pages.Text;

namespace Detector.Training.Topics;

/// <summary>
/// The measurements that N, the dimensions and the weights were chosen by. Every figure is an AUC: the chance that the related pair has the
/// higher cosine than the unrelated one (0.5 is a coin toss).
/// </summary>
internal static class Choices
{
    /// <summary>One row of the table.</summary>
    /// <param name="HeadlineBody">A headline is nearer to its own body than to another page's (other site).</param>
    /// <param name="HeadlineDeviations">The same, in deviations from the headline's own background over the bodies of the other half of the sites.</param>
    /// <param name="SentencePair">Two 9-word runs of one body are nearer than two of different bodies.</param>
    /// <param name="SectionPair">Two headlines of one section (different sites) are nearer than two of different sections.</param>
    public sealed record Row(double HeadlineBody, double HeadlineDeviations, double SentencePair, double SectionPair, int Headlines, int SectionHeadlines);

    public static Row Measure(WordModel model, IReadOnlyList<CorpusArticle> articles)
    {
        var own = new List<float>();
        var other = new List<float>();
        var titled = articles.Where(a => a.Title.Length is >= 5 and <= 25).ToList();
        var heads = titled.ConvertAll(a => model.Sum(a.Title) ?? new float[model.Recipe.Dimensions]);
        var bodies = titled.ConvertAll(a => model.Sum(a.Body)!);
        for (var i = 0; i < titled.Count; i++)
        {
            own.Add(WordModel.Dot(heads[i], bodies[i]));
            for (var j = 0; j < titled.Count; j += 7)
                if (!string.Equals(titled[i].Group, titled[j].Group, StringComparison.Ordinal)) other.Add(WordModel.Dot(heads[i], bodies[j]));
        }

        var moments = new[] { Moments(bodies.Where((_, i) => Half(titled[i]) == 0)), Moments(bodies.Where((_, i) => Half(titled[i]) == 1)) };
        var ownZ = new List<float>();
        var otherZ = new List<float>();
        // A background fitted on the measured sites would flatter itself: each half is held against the other half's.
        for (var i = 0; i < titled.Count; i++)
        {
            var (mean, cov) = moments[1 - Half(titled[i])];
            var sd = MathF.Sqrt(heads[i].Select((x, a) => x * WordModel.Dot(heads[i], cov[a])).Sum()) + 1e-9f;
            var shift = WordModel.Dot(heads[i], mean);
            ownZ.Add((WordModel.Dot(heads[i], bodies[i]) - shift) / sd);
            for (var j = 0; j < titled.Count; j += 7)
                if (!string.Equals(titled[i].Group, titled[j].Group, StringComparison.Ordinal)) otherZ.Add((WordModel.Dot(heads[i], bodies[j]) - shift) / sd);
        }
        const int run = 9;
        var near = new List<float>();
        var far = new List<float>();
        var runs = articles.Where(a => a.Body.Length >= 160)
            .Select(a => (First: model.Sum(a.Body.Skip(30).Take(run), 4), Second: model.Sum(a.Body.Skip(120).Take(run), 4)))
            .Where(r => r.First is not null && r.Second is not null).ToList();
        for (var i = 0; i < runs.Count; i++)
        {
            near.Add(WordModel.Dot(runs[i].First!, runs[i].Second!));
            for (var j = i % 11; j < runs.Count; j += 11) if (j != i) far.Add(WordModel.Dot(runs[i].First!, runs[j].Second!));
        }

        var same = new List<float>();
        var different = new List<float>();
        var filed = titled.Select((a, i) => (a.Group, Topic: a.Section is null ? null : TopicSeeds.TopicOfLabel(a.Section), Head: heads[i])).Where(a => a.Topic is not null).ToList();
        for (var i = 0; i < filed.Count; i++)
            for (var j = i + 1; j < filed.Count; j++)
                if (!string.Equals(filed[i].Group, filed[j].Group, StringComparison.Ordinal)) (filed[i].Topic == filed[j].Topic ? same : different).Add(WordModel.Dot(filed[i].Head, filed[j].Head));
        return new Row(Auc(own, other), Auc(ownZ, otherZ), Auc(near, far), Auc(same, different), titled.Count, filed.Count);
    }

    public static int Half(CorpusArticle a) => (int)(WordHash.Of(a.Group) & 1);

    public static (float[] Mean, float[][] Covariance) Moments(IEnumerable<float[]> vectors)
    {
        var all = vectors.ToList();
        var n = all[0].Length;
        var mean = new float[n];
        foreach (var v in all) for (var d = 0; d < n; d++) mean[d] += v[d] / all.Count;
        var cov = new float[n][];
        for (var a = 0; a < n; a++) { cov[a] = new float[n]; foreach (var v in all) for (var b = 0; b < n; b++) cov[a][b] += (v[a] - mean[a]) * (v[b] - mean[b]) / all.Count; }
        return (mean, cov);
    }

    /// <summary>The chance that a number of the first list is larger than one of the second; ties count half.</summary>
    public static double Auc(IReadOnlyList<float> positive, IReadOnlyList<float> negative)
    {
        var negatives = negative.Order().ToArray();
        double wins = 0;
        foreach (var x in positive)
        {
            var below = LowerBound(negatives, x, inclusive: false);
            wins += below + ((LowerBound(negatives, x, inclusive: true) - below) / 2.0);
        }
        return wins / ((double)positive.Count * negatives.Length);
    }

    private static int LowerBound(float[] sorted, float x, bool inclusive)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < x || (inclusive && sorted[middle] == x)) low = middle + 1; else high = middle;
        }
        return low;
    }

    /// <summary>The alternatives that are measured side by side: from the source towards the shipped recipe, then one step away from it.</summary>
    public static IEnumerable<(string Name, Recipe Recipe)> Alternatives()
    {
        var shipped = Recipe.Shipped;
        var plain = new Recipe(80_000, 96, 0, 1e-3, 0, TextMean: false, Quantise: false);
        yield return ("96 floats, 80k words, a = 1e-3, mean of the vocabulary removed", plain);
        yield return ("... mean of running text removed", plain with { TextMean = true });
        yield return ("... a = 3e-4", plain with { TextMean = true, Smoothing = 3e-4 });
        yield return ("... first component dropped", plain with { TextMean = true, Smoothing = 3e-4, Drop = 1 });
        yield return ("... evened out by 1/2", plain with { TextMean = true, Smoothing = 3e-4, Drop = 1, Even = 0.5 });
        yield return ("**shipped: 35k words, 64 bytes**", shipped);
        yield return ("unrounded", shipped with { Quantise = false });
        yield return ("unit vectors", shipped with { Unit = true });
        foreach (var a in (double[])[0, 1e-3, 1e-4]) yield return ($"a = {(a == 0 ? "none (every word weighs 1)" : a.ToString("0e-0"))}", shipped with { Smoothing = a });
        foreach (var drop in (int[])[0, 2]) yield return ($"{drop} components dropped", shipped with { Drop = drop });
        foreach (var even in (double[])[0, 0.25, 0.75, 1]) yield return ($"evened out by {even}", shipped with { Even = even });
        foreach (var d in (int[])[32, 48, 80]) yield return ($"{d} dimensions", shipped with { Dimensions = d });
        foreach (var n in (int[])[20_000, 28_000, 45_000, 60_000]) yield return ($"{n / 1000}k words", shipped with { Count = n });
    }
}
