using System.Numerics;
using CsCheck;
using Detector.Models;
using Shouldly;
using Xunit;

namespace Detector.Tests.Models;

public sealed class TreeShapTests
{
    [Fact]
    public void Base_and_contributions_add_up_to_the_margin() =>
        RandomTrees.Ensembles(columns: 12, trees: 8, nodes: 30).Select(RandomTrees.Rows(12)).Sample((ensemble, row) =>
        {
            var contributions = new double[12];
            var centre = ensemble.Explain(row, contributions);
            return Math.Abs(centre + contributions.Sum() - ensemble.Margin(row)) < 1e-9;
        }, iter: 2000);

    [Fact]
    public void A_path_through_forty_columns_adds_up_too() =>
        RandomTrees.Ensembles(columns: 60, trees: 2, nodes: 200).Select(RandomTrees.Rows(60)).Sample((ensemble, row) =>
        {
            var contributions = new double[60];
            return Math.Abs(ensemble.Explain(row, contributions) + contributions.Sum() - ensemble.Margin(row)) < 1e-9;
        }, iter: 100);

    [Fact]
    public void Contributions_are_the_shapley_values_of_their_definition() =>
        RandomTrees.Ensembles(columns: 6, trees: 3, nodes: 10).Select(RandomTrees.Rows(6)).Sample((ensemble, row) =>
        {
            var contributions = new double[6];
            var centre = ensemble.Explain(row, contributions);
            Math.Abs(centre - Expected(ensemble, row, 0)).ShouldBeLessThan(1e-9);
            for (var i = 0; i < 6; i++) Math.Abs(contributions[i] - ByDefinition(ensemble, row, i)).ShouldBeLessThan(1e-9);
        }, iter: 300);

    [Fact]
    public void A_column_no_tree_looks_at_contributes_nothing()
    {
        var tree = new Tree([0], [0.5f], [~0], [~1], [-1, 1], [30, 10]);
        var contributions = new double[2];
        new Ensemble(2, 0.25, [tree]).Explain([1, 7], contributions).ShouldBe(0.25 - 0.5, 1e-12);
        contributions.ShouldBe([1.5, 0], 1e-12);
    }

    [Fact]
    public void A_row_of_another_width_is_refused() =>
        Should.Throw<ArgumentException>(() => new Ensemble(2, 0, []).Explain(new float[3], new double[2])).Message.ShouldContain("3 numbers");

    /// <summary>Shapley 1953: the mean over all orders of what knowing the column adds.</summary>
    private static double ByDefinition(Ensemble ensemble, float[] row, int column)
    {
        var columns = row.Length;
        double sum = 0;
        for (uint known = 0; known < 1u << columns; known++)
        {
            if ((known & (1u << column)) != 0) continue;
            var size = BitOperations.PopCount(known);
            var weight = Factorial(size) * Factorial(columns - size - 1) / Factorial(columns);
            sum += weight * (Expected(ensemble, row, known | (1u << column)) - Expected(ensemble, row, known));
        }
        return sum;
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);

    /// <summary>The margin when only some columns are known: at the others, both ways by their training rows.</summary>
    private static double Expected(Ensemble ensemble, float[] row, uint known) => ensemble.Bias + ensemble.Trees.Sum(tree => Expected(tree, tree.Feature.Length == 0 ? ~0 : 0, row, known));

    private static double Expected(Tree tree, int at, float[] row, uint known)
    {
        if (at < 0) return tree.Leaf[~at];
        if ((known & (1u << tree.Feature[at])) != 0) return Expected(tree, row[tree.Feature[at]] <= tree.Threshold[at] ? tree.Left[at] : tree.Right[at], row, known);
        double left = Rows(tree, tree.Left[at]), right = Rows(tree, tree.Right[at]);
        var share = left + right > 0 ? left / (left + right) : 0.5;
        return share * Expected(tree, tree.Left[at], row, known) + (1 - share) * Expected(tree, tree.Right[at], row, known);
    }

    private static double Rows(Tree tree, int at) => at < 0 ? tree.Rows[~at] : Rows(tree, tree.Left[at]) + Rows(tree, tree.Right[at]);
}
