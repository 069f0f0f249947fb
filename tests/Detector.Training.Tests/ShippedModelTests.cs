using System.Globalization;
using Detector.Learning;
using Detector.Models;
using Detector.Testing;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Tests;

/// <summary>The model that ships, its table and ML.NET's file of it belong together.</summary>
public sealed class ShippedModelTests
{
    [Fact]
    public void What_ML_NET_fitted_is_what_ships_but_for_directions_and_ladders()
    {
        var model = ModelFile.Read(File.ReadAllBytes(Repository.PathOf("src", "Detector", "Resources", "model.json")));
        var table = FeatureTable.Read(Repository.PathOf("training", "data", "features.csv.gz"));
        int[] columns = [.. model.Columns.Select(column => table.Find(column.Name))];
        columns.ShouldAllBe(column => column >= 0);
        float[][] rows = [.. table.Rows.Select(row => TrainingRows.Fill(row, columns, [.. model.Columns]))];
        rows.Length.ShouldBeGreaterThan(10_000);

        var frame = CrossValidation.Frame(table, Recipe.Read(Repository.PathOf("training", "recipes", "default.json")));
        int[] learnt = [.. Enumerable.Range(0, rows.Length).Where(i => frame.Chosen[i])];
        var zip = File.ReadAllBytes(Repository.PathOf("training", "data", "model.zip"));
        var fitted = FastTreeFit.Read(zip, frame.Examples(learnt));

        Parity.MaximumDifference(fitted, zip, rows).ShouldBeLessThan(1e-4, "our walk of the trees and ML.NET's scorer");
        var complete = frame.Complete(fitted, learnt);
        var shipped = new Ensemble(model.Columns.Count, model.Bias, model.Trees);
        shipped.Trees.Count.ShouldBeGreaterThan(fitted.Trees.Count);
        rows.Max(row => Math.Abs(shipped.Margin(row) - complete.Margin(row))).ShouldBeLessThan(1e-4);
    }
}
