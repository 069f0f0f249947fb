using System.CommandLine;
using System.Diagnostics;
using Detector.Learning;
using Detector.Training.Evaluation;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Searching;

/// <summary>learners: FastTree, FastForest and LightGBM under the same folds.</summary>
internal static class LearnersCommand
{
    public static Command Create()
    {
        var table = new Option<string>("--table") { Description = "Feature table", DefaultValueFactory = _ => TrainCommand.DefaultTable };
        var recipe = new Option<string>("--recipe") { Description = "Recipe: its columns, folds, weights and options", DefaultValueFactory = _ => TrainCommand.DefaultRecipe };
        var command = new Command("learners", "Who grows the best trees: FastTree, FastForest and LightGBM on the same rows, weights and folds.") { table, recipe };
        command.SetAction(parse => Guard.Run(() => Console.Write(Run(FeatureTable.Read(parse.GetValue(table)!), Recipe.Read(parse.GetValue(recipe)!), Console.Error.WriteLine).Markdown())));
        return command;
    }

    internal static ReportTable Run(FeatureTable table, Recipe recipe, Action<string>? progress = null)
    {
        var report = new ReportTable("Learners", "Real pages as found, each judged by a model that has not seen its source or site; the threshold by the recipe's promises. A forest gains from deep trees, so it is also asked with 64 leaves. Seconds: the fits of all folds on this machine.", "learner", "recall by source", "recall at 0.5 %", "AUC by source", "from", "to", "average precision", "calibration error", "wealth R²", "seconds");
        Add("FastTree", Learner.FastTree, recipe.Options);
        Add("LightGBM", Learner.LightGbm, recipe.Options);
        Add("FastForest", Learner.FastForest, recipe.Options);
        Add("FastForest, 64 leaves", Learner.FastForest, recipe.Options with { Leaves = 64, MinimumPerLeaf = Math.Min(recipe.Options.MinimumPerLeaf, 10) });
        return report;

        void Add(string name, Learner learner, FastTreeOptions options)
        {
            progress?.Invoke(name);
            var watch = Stopwatch.StartNew();
            var run = CrossValidation.Run(table, recipe with { Options = options }, recipe.ColumnsOf(table), learner: learner);
            var seconds = watch.Elapsed.TotalSeconds;
            var real = Enumerable.Range(0, table.Rows.Count).Where(i => table.Rows[i] is { Flag: not null, Simulated: false } row && recipe.IsNatural(row)).ToArray();
            var figures = HeldFigures.Make(run, real, run.Margins, run.Threshold.Margin);
            var plain = figures.Of();
            var (low, high) = figures.Intervals(1000, recipe.Seed)[6];
            var (wealthy, counts) = Wealthy.Counts(table, [.. real.Where(i => table.Rows[i].Flag == false)]);
            report.Add(name, plain[0], plain[4], plain[6], low, high, plain[8], run.CalibrationBins().Sum(bin => bin.Weight * Math.Abs(bin.Said - bin.Was)), wealthy.Length == 0 ? null : Metrics.RSquared(counts, [.. wealthy.Select(i => run.Margins[i])]), Math.Round(seconds, 1));
        }
    }
}
