using CsCheck;
using Detector.Models;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Tests;

public sealed class FittingTests
{
    [Fact]
    public void No_group_stands_in_two_folds_and_no_source_to_flag_does() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 40], Gen.Int[0, 1000], Gen.Bool).Sample((farms, sites, seed, mixed) =>
        {
            var table = Made.Table(seed, farms, sites);
            // Some honest pages stand in a farm's group: they must go with it.
            if (mixed) table = new FeatureTable(table.Columns, [.. table.Rows.Select(row => row.Group == "site-0" ? row with { Group = "farm-0" } : row)]);
            var folds = Folds.Make(table, Made.Recipe with { Seed = seed });
            Enumerable.Range(0, table.Rows.Count).GroupBy(i => table.Rows[i].Group, StringComparer.Ordinal).ShouldAllBe(group => group.Select(i => folds.Of[i]).Distinct().Count() == 1);
            Enumerable.Range(0, table.Rows.Count).Where(i => table.Rows[i].Flag == true).GroupBy(i => Made.Recipe.KitOf(table.Rows[i].Source), StringComparer.Ordinal)
                .ShouldAllBe(source => source.Select(i => folds.Of[i]).Distinct().Count() == 1);
            folds.Of.ShouldAllBe(fold => fold >= 0 && fold < folds.Names.Count);
        }, iter: 100);

    [Fact]
    public void Sources_of_one_kit_are_held_out_together_and_others_apart()
    {
        var table = Made.Table();
        var folds = Folds.Make(table, Made.Recipe);
        int Fold(string source) => folds.Of[Enumerable.Range(0, table.Rows.Count).First(i => table.Rows[i].Source == source)];
        Fold("farm-1").ShouldBe(Fold("farm-2"));
        Fold("farm-0").ShouldNotBe(Fold("farm-3"));
    }

    [Fact]
    public void A_simulated_family_is_held_out_as_a_whole()
    {
        var made = Made.Table();
        var table = new FeatureTable(made.Columns, [.. made.Rows, .. made.Rows.Select(row => row with { Id = "s" + row.Id, Simulated = true, Family = row.Flag == true ? "f" + row.Group[^1] : "honest", Source = "sim-" + row.Source, Group = "sim" })]);
        var folds = Folds.Make(table, Made.Recipe);
        Enumerable.Range(0, table.Rows.Count).Where(i => table.Rows[i] is { Simulated: true, Flag: true }).GroupBy(i => table.Rows[i].Family, StringComparer.Ordinal)
            .ShouldAllBe(family => family.Select(i => folds.Of[i]).Distinct().Count() == 1);
    }

    [Fact]
    public void Simulated_honest_pages_raise_the_threshold_where_the_recipe_bounds_their_rate_and_never_lower_it()
    {
        var made = Made.Table();
        // Simulated honest sites of a kind that looks more like a farm than any real one.
        var table = new FeatureTable(made.Columns, [.. made.Rows, .. made.Rows.Where(row => row.Flag == false).Select((row, i) => row with { Id = "s" + row.Id, Simulated = true, Family = "honest", Source = "sim", Group = "sim" + row.Group, Values = [0.6f + i % 20 / 50f, .. row.Values[1..]] })]);
        CrossValidation Run(double rate) => CrossValidation.Run(table, Made.Recipe with { SimulatedRate = rate, SimulatedShare = 0.2 }, [0, 1, 2]);
        double Flagged(CrossValidation run) => Enumerable.Range(0, table.Rows.Count).Where(i => table.Rows[i] is { Simulated: true } row && Made.Recipe.IsSeen(row, "found")).Average(i => run.Margins[i] >= run.Threshold.Margin ? 1.0 : 0);
        var free = Run(1);
        Flagged(free).ShouldBeGreaterThan(0.05, "else nothing is bounded here");
        var bound = Run(0.05);
        Flagged(bound).ShouldBeLessThanOrEqualTo(0.05);
        bound.Threshold.Margin.ShouldBeGreaterThan(free.Threshold.Margin);
        bound.Threshold.FalseAlarms.ShouldBeLessThanOrEqualTo(free.Threshold.FalseAlarms);
        Run(0.99).Threshold.ShouldBe(free.Threshold);
    }

    [Fact]
    public void A_page_is_learnt_from_once_and_once_as_text()
    {
        var table = Made.Table();
        var chosen = TrainingRows.Choose(table, Made.Recipe);
        Enumerable.Range(0, table.Rows.Count).GroupBy(i => (table.Rows[i].Id, table.Rows[i].Twin)).ShouldAllBe(page => page.Count(i => chosen[i]) == 1);
    }

    [Fact]
    public void A_page_without_address_is_as_likely_to_be_honest_as_to_be_flagged()
    {
        var table = Made.Table(farms: 60, sites: 600);
        var chosen = TrainingRows.Choose(table, Made.Recipe);
        double Hidden(bool flag) => Enumerable.Range(0, table.Rows.Count).Where(i => chosen[i] && table.Rows[i].Flag == flag).Average(i => table.Rows[i].Masked ? 1.0 : 0.0);
        Hidden(true).ShouldBe(Hidden(false), 0.03);
        Hidden(true).ShouldBeGreaterThan(0.6);
    }

    [Fact]
    public void An_address_where_copies_are_stored_is_never_shown()
    {
        var table = Made.Table();
        var chosen = TrainingRows.Choose(table, Made.Recipe);
        Enumerable.Range(0, table.Rows.Count).Where(i => chosen[i] && table.Rows[i].Url.Contains("stored.example", StringComparison.Ordinal)).ShouldAllBe(i => table.Rows[i].Masked);
    }

    [Fact]
    public void A_farm_ten_times_as_large_does_not_count_ten_times()
    {
        var made = Made.Table();
        var table = new FeatureTable(made.Columns, [.. made.Rows, .. Enumerable.Range(0, 200).Select(i => made.Rows[0] with { Id = $"farm-0/x{i}", Content = $"x{i}", Url = "", Masked = true })]);
        var weights = TrainingRows.Weigh(table, TrainingRows.Choose(table, Made.Recipe), Made.Recipe);
        double Weight(string source) => Enumerable.Range(0, weights.Length).Where(i => table.Rows[i].Source == source).Sum(i => weights[i]);
        (Weight("farm-0") / Weight("farm-3")).ShouldBeLessThan(2);
    }

    [Fact]
    public void A_page_that_stands_in_the_corpus_twice_counts_once()
    {
        var made = Made.Table();
        var copy = made.Rows.Where(row => row.Id == "site-8/0").Select(row => row with { Id = "again" });
        var table = new FeatureTable(made.Columns, [.. made.Rows, .. copy]);
        var weights = TrainingRows.Weigh(table, TrainingRows.Choose(table, Made.Recipe), Made.Recipe);
        double Weight(string id) => Enumerable.Range(0, weights.Length).Where(i => table.Rows[i].Id == id).Sum(i => weights[i]);
        (Weight("again") + Weight("site-8/0")).ShouldBe(Weight("site-8/1"), 1e-4);
    }

    [Fact]
    public void The_same_table_and_recipe_give_the_same_model_and_zip()
    {
        var one = Trainer.Run(Made.Table(), Made.Recipe);
        var other = Trainer.Run(Made.Table(), Made.Recipe);
        other.Model.Write().ShouldBe(one.Model.Write());
        other.Zip.ShouldBe(one.Zip);
    }

    [Fact]
    public void A_trained_model_keeps_its_promises_scores_as_ML_NET_does_and_never_holds_a_probe()
    {
        var trained = Trainer.Run(Made.Table(), Made.Recipe);
        trained.Parity.ShouldBeLessThan(1e-5);
        trained.Model.Columns.Select(column => column.Name).ShouldBe(["tell", "noise", "address-tell"]);
        trained.Model.Threshold.ShouldBeInRange(0.0001, 0.9999);
        ModelFile.Read(trained.Model.Write()).Write().ShouldBe(trained.Model.Write());
    }

    [Fact]
    public void A_recipe_that_excludes_an_unknown_signal_says_so() =>
        Should.Throw<TrainingException>(() => (Made.Recipe with { Excluded = new Dictionary<string, string>(StringComparer.Ordinal) { ["tel"] = "typing error" } }).ColumnsOf(Made.Table())).Message.ShouldContain("'tel'");
}
