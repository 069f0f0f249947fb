using System.CommandLine;
using Detector.Models;
using Detector.Training.Evaluation;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training;

/// <summary>figures: what the shipped model says of every page of the table, by source.</summary>
internal static class FiguresCommand
{
    public static Command Create()
    {
        var table = new Option<string>("--table") { Description = "Feature table (see extract)", DefaultValueFactory = _ => TrainCommand.DefaultTable };
        var recipe = new Option<string>("--recipe") { Description = "Recipe the model was made by (which addresses count)", DefaultValueFactory = _ => TrainCommand.DefaultRecipe };
        var model = new Option<string>("--model") { Description = "Model file", DefaultValueFactory = _ => TrainCommand.DefaultModel };
        var command = new Command("figures", "The model's full scan by source. It has seen these pages: for what it can do on new ones, see evaluate.") { table, recipe, model };
        command.SetAction(parse => Guard.Run(() => Run(parse.GetValue(table)!, parse.GetValue(recipe)!, parse.GetValue(model)!)));
        return command;
    }

    private static void Run(string tablePath, string recipePath, string modelPath)
    {
        var bytes = ReadModel(modelPath);
        Console.Write(Figures(FeatureTable.Read(tablePath), Recipe.Read(recipePath), ModelFile.Read(bytes), ModelFile.IdOf(bytes)).Markdown());
    }

    internal static byte[] ReadModel(string path) =>
        File.Exists(path) ? File.ReadAllBytes(path) : throw new TrainingException($"There is no model at {path}. Make one with: detector-training train");

    /// <summary>Where the model's columns stand in a table.</summary>
    internal static int[] ColumnsOf(FeatureTable table, ModelFile model)
    {
        var columns = model.Columns.Select(column => table.Find(column.Name)).ToArray();
        var foreign = model.Columns.Where((column, i) => columns[i] < 0 || table.Columns[columns[i]].Version != column.Version).Select(column => $"'{column.Name}' version {column.Version}").ToArray();
        if (foreign.Length > 0) throw new TrainingException($"The table does not have the model's columns {string.Join(", ", foreign)}: extract again, or use the table the model was trained on.");
        return columns;
    }

    internal static ReportTable Figures(FeatureTable table, Recipe recipe, ModelFile model, string id)
    {
        var columns = ColumnsOf(table, model);
        var ensemble = model.Ensemble();
        var report = new ReportTable("Full scan", $"Model {id}, flagged from a probability of {model.Threshold:F4}. The model has seen these pages: evaluate says what it does on sources it has not seen.", "source", "to flag", "pages", "flagged", "share flagged", "mean probability");
        var sources = table.Rows.Where(row => recipe.IsNatural(row)).GroupBy(row => (row.Simulated, row.Flag, row.Source)).OrderBy(source => source.Key.Simulated).ThenByDescending(source => source.Key.Flag).ThenBy(source => source.Key.Source, StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var probabilities = source.Select(row => model.Calibration.Of(ensemble.Margin(TrainingRows.Fill(row, columns, [.. model.Columns])))).ToArray();
            report.Add(source.Key.Source, source.Key.Flag switch { null => "not labelled", true => "yes", false => "no" }, probabilities.Length, probabilities.Count(p => p >= model.Threshold), probabilities.Average(p => p >= model.Threshold ? 1.0 : 0.0), probabilities.Average());
        }
        return report;
    }
}
