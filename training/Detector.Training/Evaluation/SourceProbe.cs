using Detector.Learning;
using Detector.Training.Extraction;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Evaluation;

/// <summary>
/// Can the file an honest page was collected in be told from what the model looks at? Honest pages of different files differ in nothing the model should know, so what tells them apart is an
/// accident of collecting, ready to be taken for a reason. One FastTree a file against all others, on sites it has not seen; the model's own margin beside it says how much of that got into the score.
/// </summary>
internal static class SourceProbe
{
    private const int Folds = 5;
    private const int FewestSites = 10;

    private static readonly FastTreeOptions Options = new() { Trees = 60, Leaves = 8, MinimumPerLeaf = 10, LearningRate = 0.1 };

    public static ReportTable Run(CrossValidation held, IReadOnlyList<int> honest)
    {
        var report = new ReportTable("Source-file probe", $"How well the corpus file of an honest page (files of {FewestSites} sites and more) is told, on sites not seen, from the model's columns and from counts of markup: AUC of each file against the others, and the share of pages put right when every file counts alike. The last column: AUC of the model's own margin, either way. 0.5 and the even share are what chance gives.", "file", "pages", "sites", "from the model's columns", "from markup counts", "from the margin alone");
        var table = held.Table;
        var files = honest.GroupBy(i => table.Rows[i].Source, StringComparer.Ordinal).Where(file => file.Select(i => table.Rows[i].Group).Distinct(StringComparer.Ordinal).Count() >= FewestSites).OrderBy(file => file.Key, StringComparer.Ordinal).ToArray();
        if (files.Length < 2) return report;
        var rows = files.SelectMany(file => file).ToArray();
        var file = rows.Select(i => Array.FindIndex(files, one => one.Key == table.Rows[i].Source)).ToArray();
        var fold = rows.Select(i => (int)(Draw.Of(table.Rows[i].Group, "probe", held.Recipe.Seed) * Folds)).ToArray();
        var ours = Told([.. rows.Select(i => held.Filled[i])]);
        var probes = Wealthy.Markup(table);
        var crude = probes.Length == 0 ? null : Told([.. rows.Select(i => TrainingRows.Fill(table.Rows[i], probes, [.. probes.Select(probe => table.Columns[probe])]))]);
        for (var one = 0; one < files.Length; one++)
        {
            var margin = Auc(one, at => held.Margins[rows[at]]);
            report.Add(files[one].Key, files[one].Count(), files[one].Select(i => table.Rows[i].Group).Distinct(StringComparer.Ordinal).Count(), Auc(one, at => ours[at][one]), crude is null ? null : Auc(one, at => crude[at][one]), Math.Max(margin, 1 - margin));
        }
        report.Add("put right, every file alike", rows.Length, null, Right(ours), crude is null ? null : Right(crude), null);
        report.Add("by chance", null, null, 1.0 / files.Length, crude is null ? null : 1.0 / files.Length, null);
        return report;

        double[][] Told(float[][] data)
        {
            var said = data.Select(_ => new double[files.Length]).ToArray();
            Parallel.For(0, files.Length * Folds, job =>
            {
                var (one, outside) = (job / Folds, job % Folds);
                var learn = Enumerable.Range(0, rows.Length).Where(at => fold[at] != outside).ToArray();
                var labels = learn.Select(at => file[at] == one).ToArray();
                if (!labels.Contains(true) || !labels.Contains(false)) return;
                double mine = labels.Count(label => label), others = labels.Length - mine;
                var trees = FastTreeFit.Run(new Examples([.. learn.Select(at => data[at])], labels, [.. labels.Select(label => (float)(labels.Length / 2.0 / (label ? mine : others)))]), Options, withZip: false).Ensemble;
                for (var at = 0; at < rows.Length; at++)
                    if (fold[at] == outside)
                        said[at][one] = trees.Margin(data[at]);
            });
            return said;
        }

        double Auc(int one, Func<int, double> score) => Metrics.Auc([.. Enumerable.Range(0, rows.Length).Where(at => file[at] == one).Select(score)], [.. Enumerable.Range(0, rows.Length).Where(at => file[at] != one).Select(score)]);

        double Right(double[][] said) => Enumerable.Range(0, rows.Length).GroupBy(at => file[at]).Average(one => one.Average(at => Array.IndexOf(said[at], said[at].Max()) == one.Key ? 1.0 : 0.0));
    }
}
