using System.CommandLine;
using Detector.Models;
using Detector.Training.Evaluation;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Gate;

/// <summary>gate: refuses a model that is worse anywhere that matters.</summary>
internal static class GateCommand
{
    public static Command Create()
    {
        var table = new Option<string>("--table") { Description = "Feature table the model was trained on", DefaultValueFactory = _ => TrainCommand.DefaultTable };
        var recipe = new Option<string>("--recipe") { Description = "Recipe it was made by", DefaultValueFactory = _ => TrainCommand.DefaultRecipe };
        var model = new Option<string>("--model") { Description = "Model file to let through or refuse", DefaultValueFactory = _ => TrainCommand.DefaultModel };
        var floors = new Option<string>("--floors") { Description = "The least it must do", DefaultValueFactory = _ => "benchmarks/quality/model.json" };
        var update = new Option<bool>("--update") { Description = "Raise floors to what is measured; none falls" };
        var lower = new Option<string[]>("--lower") { Description = "Lower this floor to what is measured; with --reason", HelpName = "figure" };
        var reason = new Option<string?>("--reason") { Description = "Why a floor may fall; kept in the file" };
        var command = new Command("gate", "Trains again from table and recipe, refuses a model that is not what they make, or whose held-out figures are below any floor.") { table, recipe, model, floors, update, lower, reason };
        command.SetAction(parse =>
        {
            var passed = false;
            var done = Guard.Run(() => passed = Run(FeatureTable.Read(parse.GetValue(table)!), Recipe.Read(parse.GetValue(recipe)!), FiguresCommand.ReadModel(parse.GetValue(model)!), parse.GetValue(floors)!, parse.GetValue(update), parse.GetValue(lower) ?? [], parse.GetValue(reason), Console.Out));
            return done != 0 ? done : passed ? 0 : 1;
        });
        return command;
    }

    internal static bool Run(FeatureTable table, Recipe recipe, byte[] model, string path, bool update, string[] lower, string? reason, TextWriter output)
    {
        var held = CrossValidation.Run(table, recipe, recipe.ColumnsOf(table), Console.Error.WriteLine);
        var trained = Trainer.Of(held);
        var made = trained.Model.Write();
        var measured = Measure(held);
        measured["parity/ml-net"] = 1 - trained.Parity;
        var floors = Floors.Read(path);
        foreach (var figure in lower) floors.Lower(figure, measured, reason);
        foreach (var (figure, value) in measured)
            output.WriteLine(FormattableString.Invariant($"{figure,-44} {value:F4}   {(floors.Figures.TryGetValue(figure, out var floor) ? FormattableString.Invariant($"floor {floor:F4}") : "no floor")}"));
        var digest = Trainer.Digest(table);
        if (floors.Figures.Count > 0 && floors.Table != digest) output.WriteLine($"The floors were measured on the table {floors.Table}; this one is {digest}. They hold all the same.");
        List<string> broken = [.. floors.Broken(measured)];
        if (!made.AsSpan().SequenceEqual(model)) broken.Add($"the model {ModelFile.IdOf(model)} is not what this table and recipe make, {ModelFile.IdOf(made)}: train it again");
        foreach (var line in broken) output.WriteLine($"REFUSED  {line}");
        if (broken.Count == 0 && update) floors.Raise(measured);
        if (broken.Count == 0 && (update || lower.Length > 0))
        {
            floors.Table = digest;
            floors.Write(path);
        }
        output.WriteLine(broken.Count > 0 ? $"{broken.Count} reasons against this model. A floor falls with --lower FIGURE --reason TEXT." : floors.Figures.Count == 0 ? $"{path} has no floors: make them with --update." : "Let through: every figure is at or above its floor.");
        return broken.Count == 0 && floors.Figures.Count > 0;
    }

    /// <summary>What matters, each better when higher: rates of harm as what is left of 1.</summary>
    internal static SortedDictionary<string, double> Measure(CrossValidation held)
    {
        var (table, recipe) = (held.Table, held.Recipe);
        var natural = Enumerable.Range(0, table.Rows.Count).Where(i => table.Rows[i].Flag is not null && recipe.IsNatural(table.Rows[i])).ToArray();
        var real = natural.Where(i => !table.Rows[i].Simulated).ToArray();
        var honest = real.Where(i => table.Rows[i].Flag == false).ToArray();
        var quiet = honest.Select(i => held.Margins[i]).ToArray();
        var plain = HeldFigures.Make(held, real, held.Margins, held.Threshold.Margin).Of();
        var measured = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["all/recall-by-source"] = plain[0],
            ["all/honest-pages-left-alone"] = 1 - plain[1],
            ["all/honest-sites-left-alone"] = 1 - plain[2],
            ["all/recall-by-source-at-0.5%"] = plain[4],
            ["all/auc-by-source"] = plain[6],
            ["all/average-precision"] = plain[8],
        };
        foreach (var source in real.Where(i => table.Rows[i].Flag == true).GroupBy(i => recipe.KitOf(table.Rows[i].Source), StringComparer.Ordinal))
        {
            measured[$"recall/{source.Key}"] = source.Average(Flagged);
            measured[$"auc/{source.Key}"] = Metrics.Auc([.. source.Select(i => held.Margins[i])], quiet);
        }
        foreach (var source in honest.GroupBy(i => table.Rows[i].Source, StringComparer.Ordinal)) measured[$"left-alone/{source.Key}"] = 1 - source.Average(Flagged);
        foreach (var label in honest.GroupBy(i => table.Rows[i].Label, StringComparer.Ordinal)) measured[$"left-alone/label-{label.Key}"] = 1 - label.Average(Flagged);
        if (honest.Length > 0) measured["left-alone/worst-site"] = 1 - honest.GroupBy(i => table.Rows[i].Group, StringComparer.Ordinal).Where(site => site.Count() >= recipe.SitePages).Select(site => site.Average(Flagged)).DefaultIfEmpty(0).Max();
        var families = natural.Where(i => table.Rows[i] is { Simulated: true, Flag: true }).GroupBy(i => table.Rows[i].Family, StringComparer.Ordinal).ToArray();
        foreach (var family in families) measured[$"simulated/{family.Key}"] = family.Average(Flagged);
        if (families.Length > 0) measured["simulated/mean"] = families.Average(family => family.Average(Flagged));
        if (natural.Where(i => table.Rows[i] is { Simulated: true, Flag: false }).ToArray() is { Length: > 0 } twins) measured["simulated/honest-left-alone"] = 1 - twins.Average(Flagged);
        var (wealthy, counts) = Wealthy.Counts(table, honest);
        if (wealthy.Length > 0) measured["probe/wealth"] = 1 - Metrics.RSquared(counts, [.. wealthy.Select(i => held.Margins[i])]);
        measured["probe/calibration"] = 1 - held.CalibrationBins().Sum(bin => bin.Weight * Math.Abs(bin.Said - bin.Was));
        foreach (var unmeasured in measured.Where(figure => !double.IsFinite(figure.Value)).Select(figure => figure.Key).ToArray()) measured.Remove(unmeasured);
        return measured;

        double Flagged(int i) => held.Margins[i] >= held.Threshold.Margin ? 1 : 0;
    }
}
