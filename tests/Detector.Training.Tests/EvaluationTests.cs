using CsCheck;
using Detector.Training.Evaluation;
using Detector.Training.Fitting;

namespace Detector.Training.Tests;

public sealed class EvaluationTests
{
    [Fact]
    public void The_area_under_the_curve_is_the_share_of_pairs_in_the_right_order() =>
        Gen.Select(Gen.Int[0, 9].Select(score => (double)score).Array[1, 30], Gen.Int[0, 9].Select(score => (double)score).Array[1, 30]).Sample((flagged, honest) =>
        {
            var pairs = flagged.SelectMany(high => honest.Select(low => high > low ? 1.0 : high == low ? 0.5 : 0)).Average();
            return Math.Abs(Metrics.Auc(flagged, honest) - pairs) < 1e-12;
        }, iter: 200);

    [Fact]
    public void Average_precision_of_a_known_ranking() =>
        Metrics.AveragePrecision([4, 3, 2, 1], [true, false, true, false]).ShouldBe((1.0 + 2.0 / 3) / 2, 1e-12);

    [Fact]
    public void Honest_probabilities_have_little_calibration_error_and_boasting_ones_much()
    {
        var random = new Random(5);
        var probabilities = Enumerable.Range(0, 30000).Select(_ => random.NextDouble()).ToArray();
        var labels = probabilities.Select(p => random.NextDouble() < p).ToArray();
        var weights = probabilities.Select(_ => 1.0).ToArray();
        Metrics.CalibrationError(probabilities, labels, weights, 15).ShouldBeLessThan(0.02);
        Metrics.CalibrationError([.. probabilities.Select(p => p > 0.5 ? 1.0 : 0.0)], labels, weights, 15).ShouldBe(0.25, 0.02);
    }

    [Fact]
    public void The_wealth_probe_finds_a_line_and_finds_none_in_noise()
    {
        var random = new Random(6);
        var rows = Enumerable.Range(0, 500).Select(_ => new[] { random.NextDouble(), random.NextDouble() }).ToArray();
        Metrics.RSquared(rows, [.. rows.Select(row => 2 * row[0] - row[1])]).ShouldBe(1, 1e-3);
        Metrics.RSquared(rows, [.. rows.Select(_ => random.NextDouble())]).ShouldBeLessThan(0.02);
    }

    [Fact]
    public void Every_table_is_made_and_the_tell_is_found()
    {
        var reports = Evaluator.Run(Made.Table(), Made.Recipe);
        reports.Select(report => report.Title).ShouldContain("Leave one source out");
        reports.Single(report => report.Title == "Permutation importance").Rows[0][0].ShouldBe("tell");
        foreach (var report in reports) report.Markdown().ShouldStartWith("## ");
        EvaluateCommand.Json(reports).Length.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Figures_refuse_a_table_without_the_models_columns()
    {
        var model = Trainer.Run(Made.Table(), Made.Recipe).Model;
        FiguresCommand.Figures(Made.Table(), Made.Recipe, model, "id").Rows.Count.ShouldBe(8);
        var other = new Tables.FeatureTable([.. Made.Table().Columns.Select(column => column with { Version = 9 })], Made.Table().Rows);
        Should.Throw<Tables.TrainingException>(() => FiguresCommand.Figures(other, Made.Recipe, model, "id")).Message.ShouldContain("'tell' version 1");
    }
}
