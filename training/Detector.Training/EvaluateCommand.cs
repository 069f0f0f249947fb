using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Detector.Training.Evaluation;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training;

/// <summary>evaluate: what a recipe is worth on pages its models have not seen.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var table = new Option<string>("--table") { Description = "Feature table (see extract)", DefaultValueFactory = _ => TrainCommand.DefaultTable };
        var recipe = new Option<string>("--recipe") { Description = "Recipe to judge", DefaultValueFactory = _ => TrainCommand.DefaultRecipe };
        var output = new Option<string?>("--out") { Description = "Also write the tables as JSON here, and as Markdown beside it" };
        var brief = new Option<bool>("--brief") { Description = "Without the crude model and permutation importance: for trying a choice" };
        var retrain = new Option<bool>("--retrain") { Description = "Train anew without each family of signals in turn (about ten times as long)" };
        var command = new Command("evaluate", "Leave one source out, false alarms by site, calibration, importance: honestly, good or bad.") { table, recipe, output, brief, retrain };
        command.SetAction(parse => Guard.Run(() => Run(parse.GetValue(table)!, parse.GetValue(recipe)!, parse.GetValue(output), parse.GetValue(brief) ? EvaluationScope.Brief : parse.GetValue(retrain) ? EvaluationScope.Retrain : EvaluationScope.Whole)));
        return command;
    }

    private static void Run(string table, string recipe, string? output, EvaluationScope scope)
    {
        var watch = Stopwatch.StartNew();
        var reports = Evaluator.Run(FeatureTable.Read(table), Recipe.Read(recipe), Console.Error.WriteLine, scope);
        var markdown = string.Concat(reports.Where(report => !report.IsCurve).Select(report => report.Markdown()));
        Console.Write(markdown);
        Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s");
        if (output is null) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(output))!);
        File.WriteAllBytes(output, Json(reports));
        File.WriteAllText(Path.ChangeExtension(output, ".md"), "# Evaluation\n\nMade by `detector-training evaluate`. Every page is judged by a model that has not seen its source or site.\n\n" + markdown.TrimEnd('\n') + "\n", new UTF8Encoding(false));
    }

    internal static byte[] Json(IReadOnlyList<ReportTable> reports)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteStartObject();
            foreach (var report in reports)
            {
                json.WriteStartArray(report.Title);
                foreach (var row in report.Rows)
                {
                    json.WriteStartObject();
                    for (var i = 0; i < row.Length; i++)
                    {
                        json.WritePropertyName(report.Columns[i]);
                        switch (row[i])
                        {
                            case null: json.WriteNullValue(); break;
                            case double value when !double.IsFinite(value): json.WriteNullValue(); break;
                            case double value: json.WriteNumberValue(Math.Round(value, 6)); break;
                            case int value: json.WriteNumberValue(value); break;
                            default: json.WriteStringValue(row[i]!.ToString()); break;
                        }
                    }
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }
}
