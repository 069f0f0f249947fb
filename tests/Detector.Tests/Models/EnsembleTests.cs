using CsCheck;
using Detector.Models;
using Shouldly;
using Xunit;

namespace Detector.Tests.Models;

public sealed class EnsembleTests
{
    [Fact]
    public void The_flat_walk_agrees_with_walking_tree_by_tree() =>
        RandomTrees.Ensembles(columns: 5, trees: 6, nodes: 20).Select(RandomTrees.Rows(5)).Sample((ensemble, row) =>
        {
            var sum = ensemble.Bias;
            foreach (var tree in ensemble.Trees)
            {
                var at = tree.Feature.Length == 0 ? ~0 : 0;
                while (at >= 0) at = row[tree.Feature[at]] <= tree.Threshold[at] ? tree.Left[at] : tree.Right[at];
                sum += tree.Leaf[~at];
            }
            return ensemble.Margin(row) == sum;
        }, iter: 1000);

    [Fact]
    public void Scoring_allocates_nothing()
    {
        var ensemble = new Ensemble(2, 0, [new Tree([0, 1], [0, 0], [1, ~1], [~0, ~2], [1, 2, 3], [1, 1, 1])]);
        var row = new float[] { -1, 1 };
        ensemble.Margin(row).ShouldBe(3);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) ensemble.Margin(row);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void A_value_on_the_threshold_goes_left()
    {
        var ensemble = new Ensemble(1, 0, [new Tree([0], [0.5f], [~0], [~1], [-1, 1], [1, 1])]);
        ensemble.Margin([0.5f]).ShouldBe(-1);
        ensemble.Margin([0.50001f]).ShouldBe(1);
    }

    [Theory]
    [InlineData(0.0, 0.1)]
    [InlineData(-9.0, 0.1)]
    [InlineData(1.0, 0.5)]
    [InlineData(0.5, 0.3)]
    [InlineData(9.0, 0.9)]
    public void Calibration_is_linear_between_knots_and_flat_outside(double margin, double probability) =>
        new Calibration([0, 1, 2], [0.1, 0.5, 0.9]).Of(margin).ShouldBe(probability, 1e-12);
}
