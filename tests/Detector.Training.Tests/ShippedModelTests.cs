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
        Parity.MaximumDifference(model.Ensemble(), File.ReadAllBytes(Repository.PathOf("training", "data", "model.zip")), rows).ShouldBeLessThan(1e-4);
    }
}
