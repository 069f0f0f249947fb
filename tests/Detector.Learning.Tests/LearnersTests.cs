namespace Detector.Learning.Tests;

public sealed class LearnersTests
{
    private static readonly FastTreeOptions Small = new() { Trees = 15, Leaves = 6, MinimumPerLeaf = 5, LearningRate = 0.1, FeatureFraction = 0.8 };

    [Theory]
    [InlineData(Learner.FastTree)]
    [InlineData(Learner.FastForest)]
    [InlineData(Learner.LightGbm)]
    public void The_exported_trees_score_as_ML_NETs_own_scorer_does(Learner learner)
    {
        var made = Made.Examples(600, 1);
        var trees = Learners.Fit(learner, made, Small, out var score);
        var fresh = Made.Examples(300, 2).Rows;
        var theirs = score(fresh);
        for (var i = 0; i < fresh.Count; i++) trees.Margin(fresh[i]).ShouldBe(theirs[i], 1e-5);
    }

    [Theory]
    [InlineData(Learner.FastTree)]
    [InlineData(Learner.FastForest)]
    [InlineData(Learner.LightGbm)]
    public void Each_learns_the_rule_and_the_same_twice(Learner learner)
    {
        var made = Made.Examples(600, 1);
        var (one, other) = (Learners.Fit(learner, made, Small), Learners.Fit(learner, made, Small));
        var held = Made.Examples(300, 2);
        held.Rows.Select(row => one.Margin(row)).ShouldBe(held.Rows.Select(row => other.Margin(row)));
        var flagged = Enumerable.Range(0, 300).Where(i => held.Labels[i]).Average(i => one.Margin(held.Rows[i]));
        flagged.ShouldBeGreaterThan(Enumerable.Range(0, 300).Where(i => !held.Labels[i]).Average(i => one.Margin(held.Rows[i])) + 0.1);
    }

    [Fact]
    public void Too_few_rows_for_one_split_are_named() =>
        Should.Throw<ArgumentException>(() => Learners.Fit(Learner.LightGbm, Made.Examples(9, 1), Small)).Message.ShouldContain("9 rows");
}
