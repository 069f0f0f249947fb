using Detector.Learning;
using Detector.Training.Evaluation;
using Detector.Training.Tables;

namespace Detector.Training.Outside;

/// <summary>One way to learn a data set: which columns, by whom, how often with another seed.</summary>
/// <param name="Name">In words.</param>
/// <param name="Rows">The rows with the columns of this way.</param>
/// <param name="Learner">Who grows the trees.</param>
/// <param name="Options">What it is told.</param>
/// <param name="Bags">Fits whose margins are added, each with its own seed.</param>
internal sealed record Way(string Name, IReadOnlyList<float[]> Rows, Learner Learner, FastTreeOptions Options, int Bags);

/// <summary>
/// Ten folds, both classes spread evenly, rows with equal numbers in one fold (a host listed twice must not be trained and tested on). The way is chosen in each fold by three
/// folds inside its training rows; the rows tested have no part in it.
/// </summary>
internal static class OutsideBenchmark
{
    public const int Folds = 10;
    private const int InnerFolds = 3;

    /// <param name="label">Which rows are the kind to find.</param>
    /// <param name="ways">What may be chosen; the first is the plain one, measured beside the choice.</param>
    /// <param name="seed">Decides folds and fits.</param>
    /// <returns>AUC of the plain way and of the chosen ways, mean over folds, and how often each way was chosen.</returns>
    public static (double Plain, double Chosen, int[] Times) Run(IReadOnlyList<bool> label, IReadOnlyList<Way> ways, int seed)
    {
        var rows = ways[0].Rows;
        var fold = Deal(rows, label, Enumerable.Range(0, label.Count).ToArray(), Folds, seed);
        double[] plain = new double[Folds], chosen = new double[Folds];
        var times = new int[ways.Count];
        for (var at = 0; at < Folds; at++)
            if (!Enumerable.Range(0, label.Count).Any(i => fold[i] == at && label[i]) || !Enumerable.Range(0, label.Count).Any(i => fold[i] == at && !label[i]))
                throw new TrainingException($"{label.Count} rows, {label.Count(yes => yes)} of the kind to find, do not fill {Folds} folds with both kinds once rows of equal numbers are kept together.");
        Parallel.For(0, Folds, outer =>
        {
            int[] learn = [.. Enumerable.Range(0, label.Count).Where(i => fold[i] != outer)], test = [.. Enumerable.Range(0, label.Count).Where(i => fold[i] == outer)];
            var inside = Deal(rows, label, learn, InnerFolds, seed + 1);
            var scores = ways.Select(way => ways.Count == 1 ? 0 : Enumerable.Range(0, InnerFolds).Average(inner => Auc(way with { Bags = 1 }, label, [.. learn.Where(i => inside[i] != inner)], [.. learn.Where(i => inside[i] == inner)], seed))).ToArray();
            var best = Array.IndexOf(scores, scores.Max());
            Interlocked.Increment(ref times[best]);
            plain[outer] = Auc(ways[0], label, learn, test, seed);
            chosen[outer] = best == 0 ? plain[outer] : Auc(ways[best], label, learn, test, seed);
        });
        return (plain.Average(), chosen.Average(), times);
    }

    private static double Auc(Way way, IReadOnlyList<bool> label, int[] learn, int[] test, int seed)
    {
        var examples = new Examples([.. learn.Select(i => way.Rows[i])], [.. learn.Select(i => label[i])], [.. learn.Select(_ => 1f)]);
        var margins = new double[test.Length];
        for (var bag = 0; bag < way.Bags; bag++)
        {
            var trees = Learners.Fit(way.Learner, examples, way.Options with { Seed = seed * 1000 + bag });
            for (var at = 0; at < test.Length; at++) margins[at] += trees.Margin(way.Rows[test[at]]);
        }
        return Metrics.Auc([.. margins.Where((_, at) => label[test[at]])], [.. margins.Where((_, at) => !label[test[at]])]);
    }

    /// <summary>A fold for each row of <paramref name="among"/>; 0 for the others.</summary>
    internal static int[] Deal(IReadOnlyList<float[]> rows, IReadOnlyList<bool> label, int[] among, int folds, int seed)
    {
        var random = new Random(seed);
        var fold = new int[label.Count];
        foreach (var side in (bool[])[true, false])
        {
            // Twins go where the first of them goes; twins of both labels go with the positive one.
            int[][] twins = [.. among.GroupBy(i => string.Join(' ', rows[i]), StringComparer.Ordinal).Select(same => same.ToArray()).Where(same => same.Any(i => label[i]) == side)];
            random.Shuffle(twins);
            for (var at = 0; at < twins.Length; at++)
                foreach (var i in twins[at])
                    fold[i] = at % folds;
        }
        return fold;
    }
}
