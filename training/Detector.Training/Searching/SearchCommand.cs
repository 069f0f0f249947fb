using System.CommandLine;
using Detector.Learning;
using Detector.Training.Evaluation;
using Detector.Training.Extraction;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Searching;

/// <summary>
/// search: options chosen inside the training groups only, and what that choice is worth outside (nested cross-validation: Varma, Simon 2006, doi:10.1186/1471-2105-7-91; random candidates:
/// Bergstra, Bengio 2012). The options named at the end are chosen on all groups; the figure to believe is the outer one.
/// </summary>
internal static class SearchCommand
{
    private const int InnerFolds = 4;

    public static Command Create()
    {
        var table = new Option<string>("--table") { Description = "Feature table", DefaultValueFactory = _ => TrainCommand.DefaultTable };
        var recipe = new Option<string>("--recipe") { Description = "Recipe to start from; its own options are the first candidate", DefaultValueFactory = _ => TrainCommand.DefaultRecipe };
        var candidates = new Option<int>("--candidates") { Description = "Options tried", DefaultValueFactory = _ => 8 };
        var parts = new Option<int>("--parts") { Description = "Outer parts, each left out in turn", DefaultValueFactory = _ => 4 };
        var command = new Command("search", "Hyper-parameters, searched inside the training groups only. Bounded by --candidates: four fits a candidate and part, and four more each at the end.") { table, recipe, candidates, parts };
        command.SetAction(parse => Guard.Run(() =>
        {
            foreach (var report in Run(FeatureTable.Read(parse.GetValue(table)!), Recipe.Read(parse.GetValue(recipe)!), parse.GetValue(candidates), parse.GetValue(parts), Console.Error.WriteLine)) Console.Write(report.Markdown());
        }));
        return command;
    }

    internal static IReadOnlyList<ReportTable> Run(FeatureTable table, Recipe recipe, int candidates, int parts, Action<string>? progress = null)
    {
        if (candidates < 2 || parts < 2) throw new TrainingException($"A search of {candidates} candidates in {parts} parts chooses nothing: two of each at least.");
        var tried = Candidates(recipe.Options, candidates, recipe.Seed);
        var part = Parts(table, recipe, parts);
        var nested = new ReportTable("Nested search", "For each outer part: the candidate with the best AUC by source inside the other parts, and what it does on the part left out, beside the recipe's own options.", "part", "sources to flag", "chosen", "inside: recipe", "inside: chosen", "left out: recipe", "left out: chosen");
        for (var outer = 0; outer < parts; outer++)
        {
            var inside = new FeatureTable(table.Columns, [.. table.Rows.Where((_, i) => part[i] != outer)]);
            int[] outside = [.. Enumerable.Range(0, table.Rows.Count).Where(i => part[i] == outer && table.Rows[i] is { Flag: not null, Simulated: false } row && recipe.IsNatural(row))];
            if (!outside.Any(i => table.Rows[i].Flag == true) || !outside.Any(i => table.Rows[i].Flag == false)) continue;
            progress?.Invoke($"part {outer + 1} of {parts}");
            var scores = tried.Select(options => Inner(inside, recipe with { Options = options })).ToArray();
            var best = Array.IndexOf(scores, scores.Max());
            nested.Add(outer + 1, string.Join(", ", outside.Where(i => table.Rows[i].Flag == true).Select(i => recipe.KitOf(table.Rows[i].Source)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)), Words(tried[best]), scores[0], scores[best], Outer(inside, tried[0], outside), Outer(inside, tried[best], outside));
        }
        if (nested.Rows.Count == 0) throw new TrainingException("No outer part has pages of both kinds: the table has too few sources to search in. Give fewer --parts.");
        nested.Add("mean", null, null, Mean(3), Mean(4), Mean(5), Mean(6));

        progress?.Invoke("all parts");
        var all = new ReportTable("Candidates on all groups", "AUC by source in four folds of sources and sites: for choosing, best first, not for believing.", "options", "AUC by source");
        foreach (var (options, auc) in tried.Select(options => (options, Inner(table, recipe with { Options = options }))).OrderByDescending(pair => pair.Item2)) all.Add(Words(options), auc);
        return [nested, all];

        double Mean(int column) => nested.Rows.Average(row => (double)row[column]!);

        double Outer(FeatureTable inside, FastTreeOptions options, int[] outside)
        {
            var frame = CrossValidation.Frame(inside, recipe);
            var trees = Learners.Fit(Learner.FastTree, frame.Examples([.. Enumerable.Range(0, inside.Rows.Count).Where(i => frame.Chosen[i])]), options);
            double Margin(int i) => trees.Margin(TrainingRows.Fill(table.Rows[i], frame.Columns, frame.Shown));
            var honest = outside.Where(i => table.Rows[i].Flag == false).Select(Margin).ToArray();
            return outside.Where(i => table.Rows[i].Flag == true).GroupBy(i => recipe.KitOf(table.Rows[i].Source), StringComparer.Ordinal).Average(source => Metrics.Auc([.. source.Select(Margin)], honest));
        }
    }

    private static double Inner(FeatureTable table, Recipe recipe)
    {
        var run = CrossValidation.Run(table, recipe, recipe.ColumnsOf(table), folds: Folds.Make(table, recipe).Merged(InnerFolds));
        int[] real = [.. Enumerable.Range(0, table.Rows.Count).Where(i => table.Rows[i] is { Flag: not null, Simulated: false } row && recipe.IsNatural(row))];
        return HeldFigures.Make(run, real, run.Margins, run.Threshold.Margin).Of()[6];
    }

    /// <summary>Sources to flag dealt out in order of size, honest sites and simulated groups by chance; families of farms stay inside: they are no pages to be judged.</summary>
    private static int[] Parts(FeatureTable table, Recipe recipe, int parts)
    {
        var folds = Folds.Make(table, recipe);
        var size = Enumerable.Range(0, table.Rows.Count).Where(i => table.Rows[i] is { Flag: true, Simulated: false }).GroupBy(i => folds.Of[i]).OrderByDescending(fold => fold.Count()).ThenBy(fold => fold.Key).Select((fold, at) => (fold.Key, at % parts)).ToDictionary();
        var flagged = Enumerable.Range(0, table.Rows.Count).Where(i => table.Rows[i] is { Flag: true, Simulated: false }).Select(i => table.Rows[i].Group).ToHashSet(StringComparer.Ordinal);
        return [.. table.Rows.Select((row, i) => row switch
        {
            { Flag: null } or { Simulated: true } => -1,
            { Flag: true } => size[folds.Of[i]],
            _ when flagged.Contains(row.Group) => size.GetValueOrDefault(folds.Of[i]),
            _ => (int)(Draw.Of(row.Group, "part", recipe.Seed) * parts),
        })];
    }

    internal static IReadOnlyList<FastTreeOptions> Candidates(FastTreeOptions own, int count, int seed)
    {
        var random = new Random(seed);
        var tried = new List<FastTreeOptions> { own };
        while (tried.Count < count)
        {
            var next = own with
            {
                Trees = Pick(100, 200, 400), Leaves = Pick(3, 6, 12, 20, 32), MinimumPerLeaf = Pick(10, 20, 40, 80), LearningRate = Pick(0.025, 0.05, 0.1),
                FeatureFraction = Pick(0.2, 0.35, 0.5, 1), RowFraction = Pick(0.6, 0.8, 1),
            };
            if (!tried.Contains(next)) tried.Add(next);
        }
        return tried;

        T Pick<T>(params T[] values) => values[random.Next(values.Length)];
    }

    private static string Words(FastTreeOptions options) => FormattableString.Invariant($"{options.Trees} trees, {options.Leaves} leaves, {options.MinimumPerLeaf} rows a leaf, rate {options.LearningRate}, {options.FeatureFraction:P0} of columns, {options.RowFraction:P0} of rows");
}
