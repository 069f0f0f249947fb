using Detector.Signals;
using Detector.Training.Fitting;

namespace Detector.Training.Evaluation;

/// <summary>
/// What is left when a family of signals falls silent on every page: masked in the models as they are (each of its columns says what it says when there is nothing to measure), and, when asked for, in
/// models trained without it. A family whose loss costs nothing could go; one whose loss costs everything is where a farm would begin.
/// </summary>
internal static class Ablation
{
    private const string Asking = nameof(Family.Republication);

    public static ReportTable Run(CrossValidation held, IReadOnlyList<int> rows, bool retrain, Action<string>? progress)
    {
        var report = new ReportTable("Without each family of signals", "Real pages as found. Masked: the held-out models are asked again with the family silent, at the threshold they have. Retrained: the whole cross-validation without it (evaluate --retrain).", "family", "signals", "recall by source", "recall at 0.5 %", "AUC by source", "AUC lost", "retrained: recall at 0.5 %", "retrained: AUC by source");
        var all = Figures(held, held.Margins);
        report.Add("all signals", held.Columns.Length, all[0], all[4], all[6], null, null, null);
        foreach (var family in Families(held))
        {
            var without = Figures(held, Masked(held, rows, [.. family], family.Key == Asking));
            double[]? anew = null;
            if (retrain && family.Count() < held.Columns.Length)
            {
                progress?.Invoke($"without {family.Key}");
                var rest = CrossValidation.Run(held.Table, held.Recipe, [.. held.Columns.Where((_, at) => !family.Contains(at))]);
                anew = Figures(rest, rest.Margins);
            }
            report.Add(family.Key, family.Count(), without[0], without[4], without[6], all[6] - without[6], anew?[4], anew?[6]);
        }
        return report;

        double[] Figures(CrossValidation run, double[] margins) => HeldFigures.Make(run, rows, margins, run.Threshold.Margin).Of();
    }

    /// <summary>With the signals that ask an index of other pages, and without.</summary>
    public static ReportTable Index(CrossValidation held, IReadOnlyList<int> rows)
    {
        var report = new ReportTable("With and without an index", "Signals of the family Republication ask an index who else has the text, and what the other pages of the site look like; a scan without one leaves them silent.", "how", "signals", "recall by source", "recall at 0.5 %", "AUC by source", "false alarms");
        Add("with", held.Margins);
        Add("without", WithoutIndex(held, rows));
        return report;

        void Add(string how, double[] margins)
        {
            var figures = HeldFigures.Make(held, rows, margins, held.Threshold.Margin).Of();
            report.Add(how, IndexColumns(held).Length, figures[0], figures[4], figures[6], figures[1]);
        }
    }

    /// <summary>Real pages told as if an index knew their text from elsewhere: what copies, which hardly any page of a corpus has, would weigh on pages that are real in every other respect.</summary>
    public static ReportTable Copies(CrossValidation held, IReadOnlyList<int> rows)
    {
        (string Signal, float Value)[] nobody = [("copy-uncredited", 1)];
        (string Signal, float Value)[] outlet = [.. nobody, ("copy-origin-uncredited", 1), ("copy-re-dated", 1)];
        var report = new ReportTable("If an index knew the text from elsewhere", "Real pages, two answers put in by hand and everything else as found; how much such an answer weighs was learnt from simulated pages. A nobody: a site that no outlet is known to run had the whole text first, and the page names nobody. An outlet: a known one had it, and the page shows a later date. Share of pages flagged; of honest pages it is what a wrong answer would do.", "pages", "to flag", "number", "as found", "a nobody had it", "an outlet had it");
        foreach (var source in rows.GroupBy(i => (Flag: held.Table.Rows[i].Flag == true, Name: held.Table.Rows[i].Flag == true ? held.Recipe.KitOf(held.Table.Rows[i].Source) : held.Recipe.IsSpared(held.Table.Rows[i]) ? "small sites and licensed papers" : "other honest pages")).OrderBy(source => !source.Key.Flag).ThenBy(source => source.Key.Name, StringComparer.Ordinal))
            report.Add(source.Key.Name, source.Key.Flag ? "yes" : "no", source.Count(), Flagged(source, []), Flagged(source, nobody), Flagged(source, outlet));
        return report;

        double Flagged(IEnumerable<int> pages, (string Signal, float Value)[] answers) => pages.Average(i =>
        {
            var row = (float[])held.Filled[i].Clone();
            foreach (var (signal, value) in answers)
                if (Array.FindIndex(held.Shown, column => column.Name == signal) is >= 0 and var at)
                    row[at] = value;
            return held.MarginOf(i, row) >= held.Threshold.Margin ? 1.0 : 0;
        });
    }

    /// <summary>Held-out margins of some rows as a scan without an index judges them.</summary>
    public static double[] WithoutIndex(CrossValidation held, IReadOnlyList<int> rows) => Masked(held, rows, IndexColumns(held), withoutIndex: true);

    private static int[] IndexColumns(CrossValidation held) => [.. Families(held).Where(family => family.Key == Asking).SelectMany(family => family)];

    private static IEnumerable<IGrouping<string, int>> Families(CrossValidation held) =>
        Enumerable.Range(0, held.Columns.Length).GroupBy(at => Catalog.Find(held.Table.Columns[held.Columns[at]].Name)?.Family.ToString() ?? "not in the catalogue", StringComparer.Ordinal).OrderBy(family => family.Key, StringComparer.Ordinal);

    /// <summary>The held-out margins of some rows with some columns silent and, without an index, without what the site's other pages say.</summary>
    internal static double[] Masked(CrossValidation held, IReadOnlyList<int> rows, int[] columns, bool withoutIndex)
    {
        var margins = (double[])held.Margins.Clone();
        foreach (var i in rows)
        {
            var row = (float[])held.Filled[i].Clone();
            foreach (var column in columns) row[column] = held.Shown[column].Absent;
            margins[i] = withoutIndex ? held.ModelOf(i).Margin(row) : held.MarginOf(i, row);
        }
        return margins;
    }
}
