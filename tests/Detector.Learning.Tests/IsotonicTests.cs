using CsCheck;

namespace Detector.Learning.Tests;

public sealed class IsotonicTests
{
    [Fact]
    public void The_map_never_falls_and_never_says_never_or_always() =>
        Gen.Select(Gen.Double[-5, 5], Gen.Bool, Gen.Float[0.01f, 3f]).Array[1, 200].Sample(rows =>
        {
            var map = Isotonic.Fit([.. rows.Select(row => Math.Round(row.Item1, 1))], [.. rows.Select(row => row.Item2)], [.. rows.Select(row => row.Item3)]);
            map.Flaw().ShouldBeNull();
        }, iter: 500);

    [Fact]
    public void The_order_of_rows_changes_nothing() =>
        Gen.Select(Gen.Int[-20, 20].Select(value => value / 4.0), Gen.Bool).Array[2, 60].Sample(rows =>
        {
            var weights = rows.Select(_ => 1f).ToArray();
            var forth = Isotonic.Fit([.. rows.Select(row => row.Item1)], [.. rows.Select(row => row.Item2)], weights);
            var back = Isotonic.Fit([.. rows.Reverse().Select(row => row.Item1)], [.. rows.Reverse().Select(row => row.Item2)], weights);
            back.Margin.ShouldBe(forth.Margin);
            back.Probability.ShouldBe(forth.Probability);
        }, iter: 200);

    [Fact]
    public void Probabilities_that_were_true_come_back()
    {
        var random = new Random(4);
        var margins = Enumerable.Range(0, 20000).Select(_ => random.NextDouble() * 8 - 4).ToArray();
        var labels = margins.Select(margin => random.NextDouble() < 1 / (1 + Math.Exp(-margin))).ToArray();
        var map = Isotonic.Fit(margins, labels, margins.Select(_ => 1f).ToArray());
        foreach (var margin in (double[])[-3, -2, -1, 0, 1, 2, 3]) map.Of(margin).ShouldBe(1 / (1 + Math.Exp(-margin)), 0.05);
    }

    [Fact]
    public void Beyond_the_last_block_rank_is_kept()
    {
        var map = Isotonic.Fit([-2, -1, 1, 2], [false, false, true, true], [1, 1, 1, 1]);
        map.Of(2).ShouldBeGreaterThan(map.Of(1.5));
        map.Of(-2).ShouldBeLessThan(map.Of(-1.5));
    }
}
