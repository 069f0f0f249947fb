using System.CommandLine;
using System.Text.Json;
using Detector.Models;
using Detector.Training.Evaluation;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Comparing;

/// <summary>compare A B: two recipes, or two models, on the same rows.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var a = new Argument<string>("A") { Description = "Recipe or model file" };
        var b = new Argument<string>("B") { Description = "Recipe or model file, of the same kind as A" };
        var table = new Option<string>("--table") { Description = "Feature table both are asked about", DefaultValueFactory = _ => TrainCommand.DefaultTable };
        var recipe = new Option<string>("--recipe") { Description = "With models: the recipe that says which addresses count and which sources are one kit", DefaultValueFactory = _ => TrainCommand.DefaultRecipe };
        var output = new Option<string?>("--out") { Description = "Also write the tables as JSON here" };
        var command = new Command("compare", "Two recipes (each cross-validated) or two models (asked as they are: give a table they have not seen) on the same pages, with significance.") { a, b, table, recipe, output };
        command.SetAction(parse => Guard.Run(() =>
        {
            var reports = Run(FeatureTable.Read(parse.GetValue(table)!), parse.GetValue(a)!, parse.GetValue(b)!, parse.GetValue(recipe)!);
            foreach (var report in reports) Console.Write(report.Markdown());
            if (parse.GetValue(output) is { } path) File.WriteAllBytes(path, EvaluateCommand.Json(reports));
        }));
        return command;
    }

    internal static IReadOnlyList<ReportTable> Run(FeatureTable table, string a, string b, string recipePath)
    {
        var (modelA, modelB) = (IsModel(a), IsModel(b));
        if (modelA != modelB) throw new TrainingException($"{(modelA ? a : b)} is a model and {(modelA ? b : a)} a recipe: a model has seen its pages and a cross-validated recipe has not, so the two do not compare. Give two of one kind.");
        if (modelA)
        {
            var recipe = Recipe.Read(recipePath);
            var rows = Rows(table, recipe);
            var frame = CrossValidation.Frame(table, recipe);
            foreach (var path in (string[])[a, b])
                if (ModelFile.Read(FiguresCommand.ReadModel(path)).Card.GetValueOrDefault("table") == Trainer.Digest(table))
                    Console.Error.WriteLine($"{path} was trained on this very table: what it says of these pages is no measure of what it will say of others.");
            return Comparison.Tables(frame, rows, Asked(table, a), Asked(table, b));
        }
        var (one, other) = (Held(table, a), Held(table, b));
        // Folds, kits and natural rows must be A's for both, or the rows would differ.
        return Comparison.Tables(one, Rows(table, one.Recipe), new Contender(a, one.Margins, one.Threshold.Margin), new Contender(b, other.Margins, other.Threshold.Margin));
    }

    private static int[] Rows(FeatureTable table, Recipe recipe) => [.. Enumerable.Range(0, table.Rows.Count).Where(i => table.Rows[i] is { Flag: not null, Simulated: false } row && recipe.IsNatural(row))];

    private static CrossValidation Held(FeatureTable table, string path)
    {
        var recipe = Recipe.Read(path);
        Console.Error.WriteLine($"cross-validating {path}");
        return CrossValidation.Run(table, recipe, recipe.ColumnsOf(table));
    }

    private static Contender Asked(FeatureTable table, string path)
    {
        var model = ModelFile.Read(FiguresCommand.ReadModel(path));
        var columns = FiguresCommand.ColumnsOf(table, model);
        var ensemble = model.Ensemble();
        var margins = table.Rows.Select(row => ensemble.Margin(TrainingRows.Fill(row, columns, [.. model.Columns]))).ToArray();
        // Flagged from a probability: the lowest margin that reaches it.
        var threshold = margins.Where(margin => model.Calibration.Of(margin) >= model.Threshold).DefaultIfEmpty(double.PositiveInfinity).Min();
        return new Contender(path, margins, threshold);
    }

    private static bool IsModel(string path)
    {
        if (!File.Exists(path)) throw new TrainingException($"There is no file '{path}'.");
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return json.RootElement.TryGetProperty("trees", out _);
        }
        catch (JsonException exception)
        {
            throw new TrainingException($"'{path}' is neither a recipe nor a model: {exception.Message}", exception);
        }
    }
}
