using CsCheck;
using Detector.Models;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Tests;

public sealed class DirectedTests
{
    private static readonly int[] Directions = [1, -1, 0];

    /// <summary>Trees of seven inner nodes on three columns, thresholds and leaves drawn; some of their leaves no row can reach.</summary>
    private static readonly Gen<Tree> Trees = Gen.Select(Gen.Int[0, 2].Array[7], Gen.Int[-4, 4].Array[7], Gen.Int[-9, 9].Array[8], Gen.Int[1, 9].Array[8])
        .Select((feature, threshold, leaf, rows) => new Tree(feature, [.. threshold.Select(value => (float)value)], [1, 3, 5, ~0, ~2, ~4, ~6], [2, 4, 6, ~1, ~3, ~5, ~7], [.. leaf.Select(value => (double)value)], [.. rows.Select(value => (double)value)]));

    private static readonly Gen<float[]> Row = Gen.Int[-6, 6].Select(value => (float)value).Array[3];

    [Fact]
    public void More_of_what_farms_do_never_makes_a_page_more_honest() =>
        Gen.Select(Trees, Row, Gen.Int[0, 1], Gen.Int[1, 8]).Sample((tree, row, column, by) =>
        {
            var held = new Ensemble(3, 0, [Directed.Project(tree, Directions)]);
            var more = (float[])row.Clone();
            more[column] += by * Directions[column];
            held.Margin(more).ShouldBeGreaterThanOrEqualTo(held.Margin(row));
        }, iter: 3000);

    [Fact]
    public void A_tree_that_contradicts_nothing_stays_as_it_is_and_so_does_a_projected_one() =>
        Trees.Sample(tree =>
        {
            var once = Directed.Project(tree, Directions);
            Directed.Project(once, Directions).Leaf.Zip(once.Leaf).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-4);
            Directed.Project(tree, [0, 0, 0]).Leaf.ShouldBe(tree.Leaf);
        }, iter: 500);

    [Fact]
    public void Two_leaves_the_wrong_way_round_meet_at_their_mean_by_rows()
    {
        var tree = new Tree([0], [1], [~0], [~1], [4, 1], [1, 2]);
        Directed.Project(tree, [1]).Leaf.ShouldBe([2, 2], 1e-6);
        Directed.Project(tree, [-1]).Leaf.ShouldBe([4, 1]);
    }

    [Fact]
    public void A_recipe_names_no_signal_that_is_no_column()
    {
        var recipe = Made.Recipe with { Undirected = new Dictionary<string, string> { ["no-such-signal"] = "why not" } };
        Should.Throw<TrainingException>(() => recipe.ColumnsOf(Made.Table())).Message.ShouldContain("'no-such-signal'");
    }
}
