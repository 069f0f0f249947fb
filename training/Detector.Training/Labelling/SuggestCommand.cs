using System.CommandLine;
using Detector.Models;
using Detector.Training.Evaluation;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Labelling;

/// <summary>suggest: the pages a person's next hour is best spent on.</summary>
internal static class SuggestCommand
{
    public static Command Create()
    {
        var table = new Option<string>("--table") { Description = "Feature table with pages nobody labelled (import --all, then extract)", DefaultValueFactory = _ => TrainCommand.DefaultTable };
        var recipe = new Option<string>("--recipe") { Description = "Recipe (which addresses count)", DefaultValueFactory = _ => TrainCommand.DefaultRecipe };
        var model = new Option<string>("--model") { Description = "Model file", DefaultValueFactory = _ => TrainCommand.DefaultModel };
        var count = new Option<int>("--count") { Description = "Pages wanted", DefaultValueFactory = _ => 20 };
        var command = new Command("suggest", "The unlabelled pages most worth a label: uncertain, unlike each other, one of each site and template.") { table, recipe, model, count };
        command.SetAction(parse => Guard.Run(() =>
            Console.Write(Run(FeatureTable.Read(parse.GetValue(table)!), Recipe.Read(parse.GetValue(recipe)!), ModelFile.Read(FiguresCommand.ReadModel(parse.GetValue(model)!)), parse.GetValue(count)).Markdown())));
        return command;
    }

    /// <summary>
    /// Takes pages one at a time, each the best product of doubt and distance to those taken and to all labelled pages (Brinker 2003). Doubt: entropy of the calibrated probability.
    /// Distance: between the ranks of the model's columns, so that no column's unit counts. Of pages of one group, or of nearly equal numbers (one template), one is taken.
    /// </summary>
    internal static ReportTable Run(FeatureTable table, Recipe recipe, ModelFile model, int count)
    {
        var report = new ReportTable("Pages worth a label", "Doubt: 1 where the model cannot tell, 0 where it is sure. Distance: to the nearest labelled page or page above, 0 to 1.", "id", "url", "group", "probability", "doubt", "distance");
        var columns = FiguresCommand.ColumnsOf(table, model);
        var shown = model.Columns.ToArray();
        int[] natural = [.. Enumerable.Range(0, table.Rows.Count).Where(i => !table.Rows[i].Simulated && recipe.IsNatural(table.Rows[i]))];
        var open = natural.Where(i => table.Rows[i].Flag is null).ToList();
        if (open.Count == 0) throw new TrainingException("Every page of the table is labelled. Add pages nobody labelled: detector-training import --all, then extract.");
        var ensemble = model.Ensemble();
        var filled = natural.ToDictionary(i => i, i => TrainingRows.Fill(table.Rows[i], columns, shown));
        var place = Ranks(natural, filled, shown.Length);
        var probability = open.ToDictionary(i => i, i => model.Calibration.Of(ensemble.Margin(filled[i])));
        var labelled = natural.Where(i => table.Rows[i].Flag is not null).ToArray();
        var nearest = open.ToDictionary(i => i, i => labelled.Length == 0 ? 1 : labelled.Min(other => Distance(place[i], place[other])));
        var groups = new HashSet<string>(StringComparer.Ordinal);
        while (report.Rows.Count < count && open.Count > 0)
        {
            var best = open.OrderByDescending(i => Doubt(probability[i]) * nearest[i]).ThenBy(i => i).First();
            // Nearly nothing is left to learn from a page that differs from a known one in no column by a hundredth of all pages.
            if (nearest[best] < 1e-9) break;
            groups.Add(table.Rows[best].Group);
            report.Add(table.Rows[best].Id, table.Rows[best].Url, table.Rows[best].Group, probability[best], Doubt(probability[best]), nearest[best]);
            open.RemoveAll(i => groups.Contains(table.Rows[i].Group) || Distance(place[i], place[best]) < 0.01);
            foreach (var i in open) nearest[i] = Math.Min(nearest[i], Distance(place[i], place[best]));
        }
        return report;
    }

    private static double Doubt(double p) => -(p * Math.Log2(p) + (1 - p) * Math.Log2(1 - p));

    private static double Distance(float[] a, float[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += Math.Abs(a[i] - b[i]);
        return sum / Math.Max(1, a.Length);
    }

    private static Dictionary<int, float[]> Ranks(int[] pages, Dictionary<int, float[]> filled, int columns)
    {
        var place = pages.ToDictionary(i => i, _ => new float[columns]);
        for (var column = 0; column < columns; column++)
        {
            var values = pages.Select(i => filled[i][column]).Order().ToArray();
            foreach (var i in pages)
            {
                var at = Array.BinarySearch(values, filled[i][column]);
                while (at > 0 && values[at - 1] == filled[i][column]) at--;
                place[i][column] = (float)at / Math.Max(1, values.Length - 1);
            }
        }
        return place;
    }
}
