using Detector.Training.Searching;
using Detector.Training.Tables;

namespace Detector.Training.Tests;

public sealed class SearchingTests
{
    [Fact]
    public void Every_learner_finds_the_tell_under_the_same_folds()
    {
        var report = LearnersCommand.Run(Made.Table(), Made.Recipe);
        report.Rows.Select(row => row[0]).ShouldBe(["FastTree", "LightGBM", "FastForest", "FastForest, 64 leaves"]);
        report.Rows.ShouldAllBe(row => (double)row[report.Column("AUC by source")]! > 0.95);
    }

    [Fact]
    public void What_is_chosen_inside_is_measured_on_sources_that_had_no_part_in_it()
    {
        var reports = SearchCommand.Run(Made.Table(farms: 8), Made.Recipe, candidates: 3, parts: 3);
        var nested = reports[0];
        nested.Rows.Count.ShouldBe(4);
        nested.Rows.Take(3).SelectMany(row => ((string)row[1]!).Split(", ")).ShouldBeUnique();
        nested.Rows.Take(3).ShouldAllBe(row => (double)row[4]! >= (double)row[3]!);
        reports[1].Rows.Count.ShouldBe(3);
        SearchCommand.Run(Made.Table(farms: 8), Made.Recipe, candidates: 3, parts: 3)[0].Markdown().ShouldBe(nested.Markdown());
    }

    [Fact]
    public void A_search_of_one_candidate_is_refused() =>
        Should.Throw<TrainingException>(() => SearchCommand.Run(Made.Table(), Made.Recipe, candidates: 1, parts: 3)).Message.ShouldContain("two of each");
}
