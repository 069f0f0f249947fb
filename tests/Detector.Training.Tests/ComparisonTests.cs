using System.Text.Json;
using Detector.Training.Comparing;
using Detector.Training.Evaluation;
using Detector.Training.Fitting;
using Detector.Training.Gate;
using Detector.Training.Tables;

namespace Detector.Training.Tests;

public sealed class ComparisonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("detector-compare-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_recipe_that_must_do_without_the_tell_is_worse_for_certain()
    {
        var blind = Made.Recipe with { Excluded = new Dictionary<string, string>(StringComparer.Ordinal) { ["tell"] = "to see" } };
        var table = CompareCommand.Run(Made.Table(), Recipe("a.json", Made.Recipe), Recipe("b.json", blind), "")[0];
        var auc = table.Rows.Single(row => (string)row[0]! == "AUC by source");
        auc[table.Column("better")].ShouldBe("A");
        ((double)auc[table.Column("to")]!).ShouldBeLessThan(0);
        ((double)table.Rows[^1][table.Column("p")]!).ShouldBeLessThan(0.001);
    }

    [Fact]
    public void A_recipe_against_itself_tells_nothing()
    {
        var path = Recipe("a.json", Made.Recipe);
        var tables = CompareCommand.Run(Made.Table(), path, path, "");
        tables[0].Rows.ShouldAllBe(row => (string)row[7]! == "no telling" && (double)row[3]! == 0);
        tables[1].Rows.ShouldAllBe(row => (int)row[5]! == 0 && (int)row[6]! == 0 && (double)row[7]! == 1);
    }

    [Fact]
    public void A_model_is_not_compared_with_a_recipe()
    {
        var model = Path.Combine(_folder, "model.json");
        File.WriteAllBytes(model, Trainer.Run(Made.Table(), Made.Recipe).Model.Write());
        var recipe = Recipe("a.json", Made.Recipe);
        Should.Throw<TrainingException>(() => CompareCommand.Run(Made.Table(), model, recipe, recipe)).Message.ShouldContain("do not compare");
        CompareCommand.Run(Made.Table(seed: 2), model, model, recipe)[0].Rows.ShouldAllBe(row => (double)row[3]! == 0);
    }

    [Fact]
    public void DeLong_agrees_with_a_case_worked_by_hand()
    {
        // A orders all pairs rightly, B three of four: placements 1, 1 and 1, 0.5 on either side, so the variance is that of B alone, 0.125 / 2 twice.
        var test = DeLong.Of([4, 3, 2, 1], [4, 2, 3, 1], [true, true, false, false]);
        (test.AucA, test.AucB).ShouldBe((1, 0.75));
        test.P.ShouldBe(2 * 0.2397500611, 1e-6);
        DeLong.Of([4, 3, 2, 1], [4, 3, 2, 1], [true, true, false, false]).P.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 9, 22.0 / 1024)]
    [InlineData(0, 5, 2.0 / 32)]
    public void McNemar_is_the_fair_coin(int a, int b, double p) => Comparison.McNemar(a, b).ShouldBe(p, 1e-12);

    [Fact]
    public void The_gate_lets_through_what_is_as_good_and_refuses_what_is_worse_anywhere()
    {
        var (table, floors) = (Made.Table(), Path.Combine(_folder, "floors.json"));
        var model = Trainer.Run(table, Made.Recipe).Model.Write();
        Gate(table, Made.Recipe, model, floors).ShouldBe((false, "has no floors"));
        Gate(table, Made.Recipe, model, floors, update: true).Passed.ShouldBeTrue();
        Gate(table, Made.Recipe, model, floors).Passed.ShouldBeTrue();

        var blind = Made.Recipe with { Excluded = new Dictionary<string, string>(StringComparer.Ordinal) { ["tell"] = "to see" } };
        var worse = Trainer.Run(table, blind).Model.Write();
        Gate(table, blind, worse, floors, update: true).ShouldBe((false, "all/auc-by-source"));
        Gate(table, Made.Recipe, worse, floors).ShouldBe((false, "is not what this table and recipe make"));
    }

    [Fact]
    public void A_floor_rises_by_itself_and_falls_only_with_a_reason()
    {
        var path = Path.Combine(_folder, "floors.json");
        var floors = new Floors { Table = "t" };
        floors.Raise(new Dictionary<string, double>(StringComparer.Ordinal) { ["recall"] = 0.81239, ["auc"] = 0.9 });
        floors.Raise(new Dictionary<string, double>(StringComparer.Ordinal) { ["recall"] = 0.7, ["auc"] = 0.95 });
        floors.Figures["recall"].ShouldBe(0.8123);
        floors.Figures["auc"].ShouldBe(0.95);

        var measured = new Dictionary<string, double>(StringComparer.Ordinal) { ["recall"] = 0.7 };
        floors.Broken(measured).Count.ShouldBe(2);
        Should.Throw<TrainingException>(() => floors.Lower("recall", measured, " ")).Message.ShouldContain("--reason");
        Should.Throw<TrainingException>(() => floors.Lower("recal", measured, "because")).Message.ShouldContain("no floor named 'recal'");
        floors.Lower("recall", measured, "a source left the corpus");
        floors.Lower("auc", measured, "no longer measured");
        Should.Throw<TrainingException>(() => floors.Lower("recall", measured, "again")).Message.ShouldContain("nothing to lower");
        floors.Broken(measured).ShouldBeEmpty();
        floors.Write(path);
        Floors.Read(path).Lowered.ShouldBe([new Lowered("recall", 0.8123, 0.7, "a source left the corpus"), new Lowered("auc", 0.95, null, "no longer measured")]);
    }

    private static (bool Passed, string Says) Gate(FeatureTable table, Recipe recipe, byte[] model, string floors, bool update = false)
    {
        using var said = new StringWriter();
        var passed = GateCommand.Run(table, recipe, model, floors, update, [], null, said);
        string[] known = ["has no floors", "is not what this table and recipe make", "all/auc-by-source"];
        return (passed, known.FirstOrDefault(line => said.ToString().Contains(line, StringComparison.Ordinal) && (line != known[2] || said.ToString().Contains($"REFUSED  {line}", StringComparison.Ordinal))) ?? "");
    }

    private string Recipe(string name, Recipe recipe)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(recipe, RecipeJson.Default.Recipe));
        return path;
    }
}
