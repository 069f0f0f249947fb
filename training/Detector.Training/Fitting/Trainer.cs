using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Detector.Learning;
using Detector.Models;
using Detector.Training.Tables;

namespace Detector.Training.Fitting;

/// <summary>A model, ML.NET's file of it, and how far our walk is from ML.NET's scorer over every row of the table.</summary>
internal sealed record Trained(ModelFile Model, byte[] Zip, double Parity);

/// <summary>From a table and a recipe to a model. The same two give the same bytes, on any number of threads.</summary>
internal static class Trainer
{
    public static Trained Run(FeatureTable table, Recipe recipe, Action<string>? progress = null)
    {
        var held = CrossValidation.Run(table, recipe, recipe.ColumnsOf(table), progress);
        progress?.Invoke("all rows");
        return Of(held);
    }

    /// <summary>The model of all rows, with the calibration and threshold of the held-out ones.</summary>
    public static Trained Of(CrossValidation held)
    {
        var (table, recipe) = (held.Table, held.Recipe);
        var rows = Enumerable.Range(0, table.Rows.Count).Where(i => held.Chosen[i]).ToArray();
        var fit = FastTreeFit.Run(held.Examples(rows), recipe.Options);
        var model = new ModelFile
        {
            Columns = held.Shown,
            Quantiles = [.. held.Columns.Select(column => Quantiles(table, recipe, column))],
            Bias = fit.Ensemble.Bias,
            Trees = held.Complete(fit.Ensemble, rows).Trees,
            Calibration = held.Calibration,
            Threshold = held.FlagFrom,
            Card = Card(held, rows),
        };
        return new Trained(model, fit.Zip, Parity.MaximumDifference(fit.Ensemble, fit.Zip, held.Filled));
    }

    /// <summary>Of real honest pages as found, where the signal had something to measure.</summary>
    private static float[] Quantiles(FeatureTable table, Recipe recipe, int column)
    {
        var values = table.Rows.Where(row => row is { Flag: false, Simulated: false } && recipe.IsNatural(row) && !float.IsNaN(row.Values[column])).Select(row => row.Values[column]).Order().ToArray();
        return values.Length == 0 ? [] : [.. ModelFile.QuantileSteps.Select(step => values[(int)Math.Round(step * (values.Length - 1), MidpointRounding.AwayFromZero)])];
    }

    private static Dictionary<string, string> Card(CrossValidation held, int[] rows)
    {
        var table = held.Table;
        var real = rows.Where(i => !table.Rows[i].Simulated).ToArray();
        var natural = Enumerable.Range(0, table.Rows.Count).Where(i => table.Rows[i] is { Flag: not null, Simulated: false } && held.Recipe.IsNatural(table.Rows[i])).ToArray();
        var recall = natural.Where(i => table.Rows[i].Flag == true).GroupBy(i => held.Recipe.KitOf(table.Rows[i].Source), StringComparer.Ordinal)
            .Select(source => source.Average(i => held.Calibration.Of(held.Margins[i]) >= held.FlagFrom ? 1.0 : 0.0)).DefaultIfEmpty(0).Average();
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["recipe"] = held.Recipe.Title,
            ["trained on"] = Invariant($"{rows.Length} rows of {rows.Select(i => table.Rows[i].Id).Distinct(StringComparer.Ordinal).Count()} pages ({real.Select(i => table.Rows[i].Id).Distinct(StringComparer.Ordinal).Count()} real), {held.Columns.Length} signals"),
            ["table"] = Digest(table),
            ["options"] = held.Recipe.Options.ToString(),
            ["fitted trees"] = Invariant($"{held.Recipe.Options.Trees}; those after them are ladders of single signals, {held.Recipe.FarOut} a step"),
            ["directions"] = held.Recipe.Undirected is { } undirected ? $"no signal speaks against its own{(undirected.Count > 0 ? $", but for {string.Join(", ", undirected.Keys)}" : "")}" : "not held to",
            ["threshold"] = Invariant($"at most {held.Recipe.FalseAlarmRate:P1} of held-out honest pages flagged, and {held.Recipe.SiteRate:P0} of any site of {held.Recipe.SitePages} pages or more{(held.Recipe.Spared.Count > 0 ? $", none of {string.Join(", ", held.Recipe.Spared)}" : "")}{(held.Recipe.SimulatedRate < 1 ? $", {held.Recipe.SimulatedRate:P1} of simulated ones" : "")}; seen as: {string.Join(", ", held.Recipe.Promises)}"),
            ["false alarms held out"] = Invariant($"{held.Threshold.FalseAlarms} of {held.Threshold.Honest} honest pages in the strictest view"),
            ["recall held out"] = Invariant($"{recall:F3} averaged by source, each left out in turn"),
            ["probability"] = Invariant($"beta calibration on held-out margins, without and with an index; the weight on pages to flag is {held.Recipe.FlaggedShare:P0}, not their share of any real stream"),
        };
    }

    /// <summary>16 hexadecimal digits over a table: a model's card names the one it was trained on.</summary>
    internal static string Digest(FeatureTable table)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        table.Write(text);
        return XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text.ToString())).ToString("x16");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
