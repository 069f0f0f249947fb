namespace Detector.Learning.Tests;

public sealed class FastTreeFitTests
{
    private static readonly FastTreeOptions Small = new() { Trees = 40, Leaves = 8, FeatureFraction = 0.7, RowFraction = 0.8, Seed = 3 };

    [Fact]
    public void The_same_rows_and_options_give_the_same_trees_and_the_same_zip()
    {
        var one = FastTreeFit.Run(Made.Examples(600, 1), Small);
        var other = FastTreeFit.Run(Made.Examples(600, 1), Small);
        other.Zip.ShouldBe(one.Zip);
        other.Ensemble.Trees.Count.ShouldBe(40);
        for (var i = 0; i < 40; i++)
        {
            other.Ensemble.Trees[i].Feature.ShouldBe(one.Ensemble.Trees[i].Feature);
            other.Ensemble.Trees[i].Threshold.ShouldBe(one.Ensemble.Trees[i].Threshold);
            other.Ensemble.Trees[i].Leaf.ShouldBe(one.Ensemble.Trees[i].Leaf);
        }
    }

    [Fact]
    public void Our_walk_agrees_with_the_scorer_of_ML_NET_on_rows_it_has_not_seen()
    {
        var fit = FastTreeFit.Run(Made.Examples(600, 1), Small);
        Parity.MaximumDifference(fit.Ensemble, fit.Zip, Made.Examples(2000, 2).Rows).ShouldBeLessThan(1e-5);
    }

    [Fact]
    public void Margins_are_log_odds_the_fit_learns_the_rule()
    {
        var fit = FastTreeFit.Run(Made.Examples(2000, 1), new FastTreeOptions { Trees = 100, Leaves = 8 });
        var held = Made.Examples(2000, 2);
        var right = held.Rows.Where((row, i) => fit.Ensemble.Margin(row) > 0 == held.Labels[i]).Count();
        right.ShouldBeGreaterThan(1800);
    }

    [Fact]
    public void Every_tree_counts_the_weight_of_every_row()
    {
        var examples = Made.Examples(600, 1);
        var total = examples.Weights.Sum(weight => (double)weight);
        foreach (var tree in FastTreeFit.Run(examples, Small, withZip: false).Ensemble.Trees) tree.Rows.Sum().ShouldBe(total, 0.01);
    }

    [Fact]
    public void A_column_that_is_always_the_same_does_not_move_the_others()
    {
        var made = Made.Examples(600, 1);
        var padded = made with { Rows = [.. made.Rows.Select(row => new[] { 5f, row[0], row[1], row[2], row[3] })] };
        var fit = FastTreeFit.Run(padded, Small);
        Parity.MaximumDifference(fit.Ensemble, fit.Zip, padded.Rows).ShouldBeLessThan(1e-5);
        fit.Ensemble.Trees.SelectMany(tree => tree.Feature).ShouldNotContain(0);
    }

    [Fact]
    public void A_row_that_is_not_a_number_is_refused_because_FastTree_would_take_it()
    {
        var made = Made.Examples(50, 1);
        made.Rows[7][2] = float.NaN;
        Should.Throw<ArgumentException>(() => FastTreeFit.Run(made, Small)).Message.ShouldContain("Row 7, column 2");
    }

    [Fact]
    public void Rows_of_one_label_are_refused()
    {
        var made = Made.Examples(50, 1);
        Should.Throw<ArgumentException>(() => FastTreeFit.Run(made with { Labels = new bool[50] }, Small)).Message.ShouldContain("same label");
    }
}
