using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Detector.Models;
using Detector.Training.Evaluation;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Cards;

/// <summary>card: everything known of a model, as one page to read and as JSON.</summary>
internal static class CardCommand
{
    public static Command Create()
    {
        var table = new Option<string>("--table") { Description = "Feature table the model was trained on", DefaultValueFactory = _ => TrainCommand.DefaultTable };
        var recipe = new Option<string>("--recipe") { Description = "Recipe it was made by", DefaultValueFactory = _ => TrainCommand.DefaultRecipe };
        var model = new Option<string>("--model") { Description = "Model file", DefaultValueFactory = _ => TrainCommand.DefaultModel };
        var output = new Option<string>("--out") { Description = "Page to write; the same as JSON beside it", DefaultValueFactory = _ => "artifacts/card.html" };
        var command = new Command("card", "One HTML page with everything known of a model, plots included, and the same as JSON.") { table, recipe, model, output };
        command.SetAction(parse => Guard.Run(() => Run(parse.GetValue(table)!, parse.GetValue(recipe)!, parse.GetValue(model)!, parse.GetValue(output)!)));
        return command;
    }

    private static void Run(string tablePath, string recipePath, string modelPath, string output)
    {
        var watch = Stopwatch.StartNew();
        var bytes = FiguresCommand.ReadModel(modelPath);
        var (table, recipe, model) = (FeatureTable.Read(tablePath), Recipe.Read(recipePath), ModelFile.Read(bytes));
        ModelCard.Belongs(table, recipe, model);
        var tables = ModelCard.Tables(table, recipe, model, ModelFile.IdOf(bytes), Evaluator.Run(table, recipe, Console.Error.WriteLine));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        File.WriteAllText(output, ModelCard.Html(ModelFile.IdOf(bytes), tables), new UTF8Encoding(false));
        File.WriteAllBytes(Path.ChangeExtension(output, ".json"), EvaluateCommand.Json(tables));
        Console.WriteLine($"{output} ({new FileInfo(output).Length / 1024} KB) and {Path.ChangeExtension(output, ".json")}; {watch.Elapsed.TotalSeconds:F0} s");
    }
}
