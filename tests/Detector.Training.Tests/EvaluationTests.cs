using CsCheck;
using Detector.Features;
using Detector.Training.Evaluation;
using Detector.Training.Fitting;
using Detector.Training.Tables;

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
        var other = new FeatureTable([.. Made.Table().Columns.Select(column => column with { Version = 9 })], Made.Table().Rows);
        Should.Throw<TrainingException>(() => FiguresCommand.Figures(other, Made.Recipe, model, "id")).Message.ShouldContain("'tell' version 1");
    }

    [Fact]
    public void The_figures_of_one_walk_are_those_of_their_definitions() =>
        Gen.Select(Gen.Int[0, 12].Select(margin => (double)margin), Gen.Int[0, 5]).Array[4, 60].Sample(pages =>
        {
            // Units 0 to 2 are farms of a source each, 3 to 5 honest sites.
            var first = Made.Table().Rows[0];
            var table = new FeatureTable(Made.Table().Columns, [.. pages.Select((page, i) => first with { Id = $"p{i}", Url = "", Masked = true, Twin = false, Flag = page.Item2 < 3, Source = page.Item2 < 3 ? $"farm-{page.Item2}{page.Item2}" : "web", Group = $"unit-{page.Item2}" })]);
            int[] rows = [.. Enumerable.Range(0, pages.Length)];
            double[] margins = [.. pages.Select(page => page.Item1)];
            double[] high = [.. margins.Where((_, i) => pages[i].Item2 < 3)], low = [.. margins.Where((_, i) => pages[i].Item2 >= 3)];
            if (high.Length == 0 || low.Length == 0) return;

            var figures = HeldFigures.Make(CrossValidation.Frame(table, Made.Recipe), rows, margins, threshold: 6).Of();

            double Mean(bool flag, Func<int[], double> of) => rows.Where(i => pages[i].Item2 < 3 == flag).GroupBy(i => pages[i].Item2).Average(unit => of([.. unit]));
            figures[0].ShouldBe(Mean(true, unit => unit.Average(i => margins[i] >= 6 ? 1.0 : 0)), 1e-12);
            figures[1].ShouldBe(low.Average(margin => margin >= 6 ? 1.0 : 0), 1e-12);
            figures[2].ShouldBe(Mean(false, unit => unit.Average(i => margins[i] >= 6 ? 1.0 : 0)), 1e-12);
            figures[5].ShouldBe(Mean(true, unit => unit.Average(i => margins[i] > low.Max() ? 1.0 : 0)), 1e-12);
            figures[6].ShouldBe(Mean(true, unit => Metrics.Auc([.. unit.Select(i => margins[i])], low)), 1e-12);
            figures[7].ShouldBe(Metrics.Auc(high, low), 1e-12);
            figures[8].ShouldBe(Metrics.AveragePrecision(margins, [.. pages.Select(page => page.Item2 < 3)]), 1e-12);
        }, iter: 200);

    [Fact]
    public void A_bootstrap_interval_holds_the_figure_and_narrows_with_more_sources()
    {
        static (double Low, double High) Auc(int farms, int sites)
        {
            var table = Made.Table(farms: farms, sites: sites);
            int[] rows = [.. Enumerable.Range(0, table.Rows.Count).Where(i => Made.Recipe.IsNatural(table.Rows[i]))];
            // "noise": an AUC of about one half, with all the room to vary.
            var figures = HeldFigures.Make(CrossValidation.Frame(table, Made.Recipe), rows, [.. table.Rows.Select(row => (double)row.Values[1])], 0.9);
            var interval = figures.Intervals(300, seed: 1)[6];
            figures.Of()[6].ShouldBeInRange(interval.Low, interval.High);
            return interval;
        }
        var (few, many) = (Auc(6, 30), Auc(60, 300));
        (many.High - many.Low).ShouldBeLessThan((few.High - few.Low) / 2);
    }

    [Fact]
    public void No_false_alarm_on_twenty_pages_does_not_prove_a_rate_under_a_sixth()
    {
        Metrics.UpperRate(0, 20).ShouldBe(1 - Math.Pow(0.025, 1 / 20.0), 1e-9);
        Metrics.UpperRate(3, 3).ShouldBe(1);
    }

    [Fact]
    public void The_source_file_is_told_from_a_column_that_names_it_and_not_from_noise()
    {
        var made = Made.Table(sites: 80);
        var named = new FeatureTable(made.Columns, [.. made.Rows.Select(row => row with { Values = [row.Values[0], row.Source == "web" ? 1 : 0, row.Values[2], row.Values[3]] })]);
        Told(named).ShouldBeGreaterThan(0.95);
        Told(made).ShouldBe(0.5, 0.12);

        static double Told(FeatureTable table)
        {
            var held = CrossValidation.Run(table, Made.Recipe, Made.Recipe.ColumnsOf(table));
            return (double)SourceProbe.Run(held, [.. Enumerable.Range(0, table.Rows.Count).Where(i => table.Rows[i] is { Flag: false, Format: "html" } row && Made.Recipe.IsNatural(row))]).Rows[0][3]!;
        }
    }

    [Fact]
    public void A_family_that_carries_all_costs_all_when_it_falls_silent()
    {
        var table = Made.Table();
        var held = CrossValidation.Run(table, Made.Recipe, Made.Recipe.ColumnsOf(table));
        int[] rows = [.. Enumerable.Range(0, table.Rows.Count).Where(i => Made.Recipe.IsNatural(table.Rows[i]))];
        var report = Ablation.Run(held, rows, retrain: false, null);
        report.Rows.Single(row => (string)row[0]! == "not in the catalogue")[report.Column("AUC lost")].ShouldBeOfType<double>().ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void What_an_index_would_add_is_shown_on_real_pages()
    {
        var made = Made.Table();
        var table = new FeatureTable([new Column("copy-uncredited", 2, -1), .. made.Columns.Skip(1)], made.Rows);
        var held = CrossValidation.Run(table, Made.Recipe, Made.Recipe.ColumnsOf(table));
        int[] rows = [.. Enumerable.Range(0, table.Rows.Count).Where(i => Made.Recipe.IsNatural(table.Rows[i]))];

        var report = Ablation.Copies(held, rows);

        var honest = report.Rows.Single(row => (string)row[0]! == "other honest pages");
        ((double)honest[report.Column("as found")]!).ShouldBeLessThan(0.05);
        ((double)honest[report.Column("a nobody had it")]!).ShouldBeGreaterThan(0.9, "the column tells farms in this table, and its most is what a copy says");
    }

    [Fact]
    public void Without_an_index_nothing_is_known_of_a_sites_other_pages()
    {
        var table = Made.Table();
        var held = CrossValidation.Run(table, Made.Recipe, Made.Recipe.ColumnsOf(table));
        int[] rows = [.. Enumerable.Range(0, table.Rows.Count).Where(i => Made.Recipe.IsNatural(table.Rows[i]))];

        var without = Ablation.Masked(held, rows, [], withoutIndex: true);

        rows.Select(i => without[i]).ShouldBe(rows.Select(i => held.Own[i]));
        rows.ShouldContain(i => without[i] < held.Margins[i]);
        Ablation.Masked(held, rows, [], withoutIndex: false).ShouldBe(held.Margins);
    }
}
