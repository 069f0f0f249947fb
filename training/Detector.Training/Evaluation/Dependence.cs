using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Evaluation;

/// <summary>
/// What the margin does, on average, when one signal takes each of its usual values and all others stay as they are (partial dependence, Friedman 2001, doi:10.1214/aos/1013203451),
/// less what it does at the value that stands for nothing measured.
/// </summary>
internal static class Dependence
{
    public const string Title = "Dependence";
    private const int Signals = 12;
    private const int Steps = 24;
    private const int Pages = 300;

    public static ReportTable Run(CrossValidation held, IReadOnlyList<int> rows, double[][] parts)
    {
        var report = new ReportTable(Title, $"The {Signals} signals that weigh most; mean change of the margin (log-odds) over {Pages} real pages, against the value of silence.", "signal", "value", "margin") { IsCurve = true };
        var table = held.Table;
        var sample = rows.ToArray();
        new Random(held.Recipe.Seed).Shuffle(sample);
        sample = [.. sample.Take(Pages)];
        var loudest = Enumerable.Range(0, held.Columns.Length).OrderByDescending(column => parts.Average(part => Math.Abs(part[column]))).ThenBy(column => column).Take(Signals);
        foreach (var column in loudest)
        {
            var values = rows.Select(i => table.Rows[i].Values[held.Columns[column]]).Where(value => !float.IsNaN(value)).Order().ToArray();
            if (values.Length == 0) continue;
            var silent = At(column, held.Shown[column].Absent);
            foreach (var value in Enumerable.Range(0, Steps).Select(step => values[(int)Math.Round(step * (values.Length - 1.0) / (Steps - 1), MidpointRounding.AwayFromZero)]).Distinct())
                report.Add(table.Columns[held.Columns[column]].Name, (double)value, At(column, value) - silent);
        }
        return report;

        double At(int column, float value) => sample.Average(i =>
        {
            var row = (float[])held.Filled[i].Clone();
            row[column] = held.Shown[column].Of(value);
            return held.MarginOf(i, row);
        });
    }
}
