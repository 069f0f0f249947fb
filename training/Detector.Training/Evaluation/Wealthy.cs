using Detector.Training.Extraction;
using Detector.Training.Tables;

namespace Detector.Training.Evaluation;

/// <summary>Counts of markup, metadata and age of pages, as a linear probe wants them.</summary>
internal static class Wealthy
{
    /// <summary>Columns that count markup: what the crude model learns from. A page's year is no markup.</summary>
    public static int[] Markup(FeatureTable table) => [.. Enumerable.Range(0, table.Columns.Count).Where(i => FeatureTable.IsProbe(table.Columns[i]) && table.Columns[i].Name != Probes.Year)];

    /// <summary>The pages of <paramref name="among"/> that have markup to count, and their counts in logarithms; a year nobody tells is the mean one.</summary>
    public static (int[] Rows, double[][] Counts) Counts(FeatureTable table, IReadOnlyList<int> among)
    {
        var probes = Enumerable.Range(0, table.Columns.Count).Where(i => FeatureTable.IsProbe(table.Columns[i])).ToArray();
        if (probes.Length == 0) return ([], []);
        var rows = among.Where(i => !float.IsNaN(table.Rows[i].Values[probes[0]])).ToArray();
        var means = probes.Select(probe => rows.Select(i => Value(i, probe)).Where(double.IsFinite).DefaultIfEmpty(0).Average()).ToArray();
        return (rows, [.. rows.Select(i => probes.Select((probe, at) => Value(i, probe) is var value && double.IsFinite(value) ? value : means[at]).ToArray())]);

        double Value(int i, int probe) => Math.Log(1 + table.Rows[i].Values[probe]);
    }
}
