using Detector.Topics;

namespace Detector.Training.Topics;

/// <summary>
/// Fits and measures whether a section label belongs to a body: the publisher's own section is the right label, the sections of articles of other sites that
/// promise another topic are the wrong ones.
/// </summary>
internal static class CategoryChoices
{
    /// <summary>One label held against one body.</summary>
    public sealed record Example(int Half, bool Right, float Deviations, float Behind);

    /// <summary>The logistic fit (bias, deviations, behind) over all examples; right and wrong labels weigh the same in total.</summary>
    public static (float Bias, float Deviations, float Behind) Fit(WordModel model, float[][] topics, List<CorpusArticle> articles, float topicShare, TextWriter log)
    {
        var examples = Examples(model, topics, articles, topicShare);
        log.WriteLine(Describe(examples));
        return Logistic(examples);
    }

    /// <summary>AUCs of the two numbers and of their fit, the fit always tested on the sites it did not see.</summary>
    public static string Describe(List<Example> examples)
    {
        var held = new List<(bool Right, float Margin)>();
        for (var half = 0; half < 2; half++)
        {
            var (bias, deviations, behind) = Logistic(examples.FindAll(e => e.Half != half));
            held.AddRange(examples.Where(e => e.Half == half).Select(e => (e.Right, bias + (deviations * e.Deviations) + (behind * e.Behind))));
        }
        double Of(Func<Example, float> number) => Choices.Auc([.. examples.Where(e => e.Right).Select(number)], [.. examples.Where(e => !e.Right).Select(number)]);
        var fit = Choices.Auc([.. held.Where(h => h.Right).Select(h => h.Margin)], [.. held.Where(h => !h.Right).Select(h => h.Margin)]);
        return $"{examples.Count(e => e.Right)} sections of honest pages: AUC right over wrong label, deviations {Of(e => e.Deviations):0.000}, behind {Of(e => -e.Behind):0.000}, both fitted (held-out sites) {fit:0.000}";
    }

    public static List<Example> Examples(WordModel model, float[][] topics, List<CorpusArticle> articles, float topicShare)
    {
        var moments = Choices.Moments(articles.Select(a => model.Sum(a.Body)!));
        var spreads = topics.Select(t => TopicBuilder.Spread(t, moments.Mean, moments.Covariance)).ToArray();
        var filed = articles.Where(a => a.Section is not null && TopicSeeds.TopicOfLabel(a.Section) is not null).ToList();
        var directions = filed.Select(a => Direction(model, topics, a.Section!, topicShare)).ToArray();
        var examples = new List<Example>();
        for (var i = 0; i < filed.Count; i++)
        {
            var body = model.Sum(filed[i].Body)!;
            var every = topics.Select((t, k) => (WordModel.Dot(t, body) - spreads[k].Mean) / spreads[k].Deviation).ToArray();
            var best = every.Max();
            for (var j = 0; j < filed.Count; j++)
            {
                if (i != j && (string.Equals(filed[i].Group, filed[j].Group, StringComparison.Ordinal) || AreKin(TopicSeeds.TopicOfLabel(filed[i].Section!)!.Value, TopicSeeds.TopicOfLabel(filed[j].Section!)!.Value))) continue;
                var (sd, mean) = TopicBuilder.Spread(directions[j], moments.Mean, moments.Covariance);
                var deviations = (WordModel.Dot(directions[j], body) - mean) / sd;
                for (var t = 0; t < every.Length; t++) if (AreKin(t, TopicSeeds.TopicOfLabel(filed[j].Section!)!.Value)) deviations = Math.Max(deviations, every[t]);
                examples.Add(new Example(Choices.Half(filed[i]), i == j, deviations, Math.Max(0, best - deviations)));
            }
        }
        return examples;
    }

    private static bool AreKin(int a, int b) => ((TopicSeeds.KinOf(a) >> b) & 1) != 0;

    // The same direction as CategoryFit.Direction takes for a label of one word.
    private static float[] Direction(WordModel model, float[][] topics, string label, float topicShare)
    {
        var topic = topics[TopicSeeds.TopicOfLabel(label)!.Value];
        return model.Sum([label]) is { } word ? WordModel.Normalised([.. word.Select((x, d) => ((1 - topicShare) * x) + (topicShare * topic[d]))]) : topic;
    }

    // Newton's method on three parameters; the ridge keeps the few hundred examples from running off.
    private static (float Bias, float Deviations, float Behind) Logistic(List<Example> examples)
    {
        var right = examples.Count(e => e.Right);
        var wrong = examples.Count - right;
        var w = new double[3];
        for (var step = 0; step < 30; step++)
        {
            var gradient = new double[3];
            var hessian = new double[3, 3];
            for (var a = 1; a < 3; a++) { gradient[a] = -1e-3 * w[a]; hessian[a, a] = 1e-3; }
            foreach (var e in examples)
            {
                double[] x = [1, e.Deviations, e.Behind];
                var p = 1 / (1 + Math.Exp(-(w[0] + (w[1] * x[1]) + (w[2] * x[2]))));
                var weight = 0.5 / (e.Right ? right : wrong);
                for (var a = 0; a < 3; a++)
                {
                    gradient[a] += weight * ((e.Right ? 1 : 0) - p) * x[a];
                    for (var b = 0; b < 3; b++) hessian[a, b] += weight * p * (1 - p) * x[a] * x[b];
                }
            }
            var delta = Solve(hessian, gradient);
            for (var a = 0; a < 3; a++) w[a] += delta[a];
        }
        return ((float)w[0], (float)w[1], (float)w[2]);
    }

    private static double[] Solve(double[,] m, double[] y)
    {
        for (var p = 0; p < 3; p++)
            for (var r = p + 1; r < 3; r++)
            {
                var f = m[r, p] / m[p, p];
                for (var c = p; c < 3; c++) m[r, c] -= f * m[p, c];
                y[r] -= f * y[p];
            }
        var x = new double[3];
        for (var p = 2; p >= 0; p--)
        {
            x[p] = y[p];
            for (var c = p + 1; c < 3; c++) x[p] -= m[p, c] * x[c];
            x[p] /= m[p, p];
        }
        return x;
    }
}
