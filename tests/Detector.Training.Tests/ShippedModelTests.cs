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
    public void Our_walk_of_the_trees_agrees_with_ML_NET_on_every_row_of_the_table()
    {
        var model = ModelFile.Read(File.ReadAllBytes(Repository.PathOf("src", "Detector", "Resources", "model.json")));
        var table = FeatureTable.Read(Repository.PathOf("training", "data", "features.csv.gz"));
        int[] columns = [.. model.Columns.Select(column => table.Find(column.Name))];
        columns.ShouldAllBe(column => column >= 0);

        float[][] rows = [.. table.Rows.Select(row => TrainingRows.Fill(row, columns, [.. model.Columns]))];

        rows.Length.ShouldBeGreaterThan(10_000);
        // ML.NET knows the fitted trees; the ladders of single signals after them are our own.
        var fitted = int.Parse(model.Card["fitted trees"].Split(';')[0], CultureInfo.InvariantCulture);
        model.Trees.Count.ShouldBeGreaterThan(fitted);
        Parity.MaximumDifference(new Ensemble(model.Columns.Count, model.Bias, [.. model.Trees.Take(fitted)]), File.ReadAllBytes(Repository.PathOf("training", "data", "model.zip")), rows).ShouldBeLessThan(1e-4);
    }
}
