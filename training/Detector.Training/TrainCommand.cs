using System.CommandLine;
using System.Diagnostics;
using Detector.Models;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training;

/// <summary>train: a feature table and a recipe in, a model out. Needs no corpus.</summary>
internal static class TrainCommand
{
    internal const string DefaultTable = "training/data/features.csv.gz";
    internal const string DefaultRecipe = "training/recipes/default.json";
    internal const string DefaultModel = "src/Detector/Resources/model.json";

    public static Command Create()
    {
        var table = new Option<string>("--table") { Description = "Feature table (see extract)", DefaultValueFactory = _ => DefaultTable };
        var recipe = new Option<string>("--recipe") { Description = "What to learn from, how, and for which false-alarm rate", DefaultValueFactory = _ => DefaultRecipe };
        var output = new Option<string>("--out") { Description = "Model file to write", DefaultValueFactory = _ => DefaultModel };
        var zip = new Option<string>("--zip") { Description = "ML.NET's file of the same model", DefaultValueFactory = _ => "training/data/model.zip" };
        var command = new Command("train", "Fit, calibrate and export a model: bit for bit the same from the same table and recipe.") { table, recipe, output, zip };
        command.SetAction(parse => Guard.Run(() => Run(parse.GetValue(table)!, parse.GetValue(recipe)!, parse.GetValue(output)!, parse.GetValue(zip)!)));
        return command;
    }

    private static void Run(string table, string recipe, string output, string zip)
    {
        var watch = Stopwatch.StartNew();
        var trained = Trainer.Run(FeatureTable.Read(table), Recipe.Read(recipe), Console.Error.WriteLine);
        var bytes = trained.Model.Write();
        foreach (var path in (string[])[output, zip]) Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllBytes(output, bytes);
        File.WriteAllBytes(zip, trained.Zip);
        foreach (var (name, value) in trained.Model.Card) Console.WriteLine($"{name}: {value}");
        Console.WriteLine($"flagged from a probability of {trained.Model.Threshold:F4}");
        Console.WriteLine($"ML.NET's scorer and ours differ by at most {trained.Parity:E1} over every row of the table");
        Console.WriteLine($"model {ModelFile.IdOf(bytes)}: {output} ({bytes.Length / 1024} KB), {zip}; {watch.Elapsed.TotalSeconds:F0} s");
        if (trained.Parity > 1e-4) throw new TrainingException("The exported trees do not score as ML.NET does (more than 1e-4 apart): do not ship this model.");
    }
}
