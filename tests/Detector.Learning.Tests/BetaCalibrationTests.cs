using CsCheck;

namespace Detector.Learning.Tests;

public sealed class BetaCalibrationTests
{
    [Fact]
    public void The_map_rises_and_never_says_never_or_always() =>
        Gen.Select(Gen.Double[-5, 5], Gen.Bool, Gen.Float[0.01f, 3f]).Array[1, 60].Sample(rows =>
        {
            var map = BetaCalibration.Fit([.. rows.Select(row => Math.Round(row.Item1, 1))], [.. rows.Select(row => row.Item2)], [.. rows.Select(row => row.Item3)]);
            map.Flaw().ShouldBeNull();
        }, iter: 60);

    [Fact]
    public void The_order_of_rows_changes_nothing() =>
        Gen.Select(Gen.Int[-20, 20].Select(value => value / 4.0), Gen.Bool).Array[2, 60].Sample(rows =>
        {
            var weights = rows.Select(_ => 1f).ToArray();
            var forth = BetaCalibration.Fit([.. rows.Select(row => row.Item1)], [.. rows.Select(row => row.Item2)], weights);
            var back = BetaCalibration.Fit([.. rows.Reverse().Select(row => row.Item1)], [.. rows.Reverse().Select(row => row.Item2)], weights);
            back.Margin.ShouldBe(forth.Margin);
            back.Probability.ShouldBe(forth.Probability);
        }, iter: 40);

    [Fact]
    public void Probabilities_that_were_true_come_back()
    {
        // Not a plain sigmoid: steeper above 0 than below.
        static double True(double x) => 1 / (1 + Math.Exp(-(x > 0 ? 2 * x : 0.5 * x)));
        var random = new Random(4);
        var margins = Enumerable.Range(0, 20000).Select(_ => random.NextDouble() * 8 - 4).ToArray();
        var labels = margins.Select(margin => random.NextDouble() < True(margin)).ToArray();
        var map = BetaCalibration.Fit(margins, labels, margins.Select(_ => 1f).ToArray());
        foreach (var margin in (double[])[-3, -2, -1, 1, 2, 3]) map.Of(margin).ShouldBe(True(margin), 0.05);
    }

    [Fact]
    public void Beyond_the_last_row_rank_is_kept()
    {
        var map = BetaCalibration.Fit([-2, -1, 1, 2], [false, false, true, true], [1, 1, 1, 1]);
        map.Of(3).ShouldBeGreaterThan(map.Of(2.5));
        map.Of(-3).ShouldBeLessThan(map.Of(-2.5));
    }

    [Fact]
    public void Few_rows_make_nobody_sure()
    {
        var map = BetaCalibration.Fit([-2, -1, 1, 2], [false, false, true, true], [1, 1, 1, 1]);
        map.Of(100).ShouldBeLessThanOrEqualTo(5.0 / 6);
        map.Of(-100).ShouldBeGreaterThanOrEqualTo(1.0 / 6);
    }

    [Fact]
    public void Two_looks_at_a_page_make_nobody_surer()
    {
        var once = BetaCalibration.Fit([-2, -1, 1, 2], [false, false, true, true], [1, 1, 1, 1]);
        var twice = BetaCalibration.Fit([-2, -1, 1, 2, -2, -1, 1, 2], [false, false, true, true, false, false, true, true], [1, 1, 1, 1, 1, 1, 1, 1], views: 2);
        twice.Of(100).ShouldBe(once.Of(100), 1e-3);
        twice.Of(-100).ShouldBe(once.Of(-100), 1e-3);
    }

    [Fact]
    public void Margins_that_say_the_opposite_make_the_map_flat_not_falling()
    {
        var map = BetaCalibration.Fit([-2, -1, 1, 2], [true, true, false, false], [1, 1, 1, 1]);
        map.Flaw().ShouldBeNull();
        map.Of(2).ShouldBe(map.Of(-2), 1e-9);
    }

    [Fact]
    public void One_label_alone_leaves_the_sigmoid() =>
        BetaCalibration.Fit([-1, 0, 1], [false, false, false], [1, 1, 1]).Of(0).ShouldBe(0.5, 1e-9);
}
