using System.Text.RegularExpressions;
using Detector.Training.Evaluation;
using ScottPlot;

namespace Detector.Training.Cards;

/// <summary>The card's pictures, drawn from the card's own tables as SVG.</summary>
internal static partial class Plots
{
    private static readonly Color Ours = Color.FromHex("#1f5fa8");
    private static readonly Color Other = Color.FromHex("#c9792b");
    private static readonly Color Quiet = Color.FromHex("#8a8f98");

    /// <summary>Pictures of a table, to stand before it; none for most.</summary>
    public static IEnumerable<string> Of(ReportTable table) => table.Title switch
    {
        _ when table.Rows.Count == 0 => [],
        "Ranking" => [Lines(table, "share of honest pages flagged", "recall by source")],
        "Margins" => [Histogram(table)],
        "Calibration" => [Reliability(table)],
        "Leave one source out" => [Intervals(table, "AUC, 95 % interval", table.Column("AUC"), table.Column("AUC from"), table.Column("AUC to"))],
        "Without each family of signals" => [Bars(table, "AUC by source lost when silent", table.Column("AUC lost"), 20)],
        "Permutation importance" => [Bars(table, "AUC by source lost when shuffled", table.Column("AUC lost"), 25)],
        Dependence.Title => table.Rows.GroupBy(row => (string)row[0]!, StringComparer.Ordinal).Select(Shape),
        _ => [],
    };

    /// <summary>Names of clips, which count up for as long as a process draws, counted anew: the same card has the same bytes.</summary>
    public static string Renumber(string page)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        return Clip().Replace(page, clip => known.TryGetValue(clip.Value, out var name) ? name : known[clip.Value] = $"clip-{known.Count}");
    }

    private static string Lines(ReportTable table, string x, string y)
    {
        var plot = new Plot();
        foreach (var (line, at) in table.Rows.GroupBy(row => (string)row[0]!, StringComparer.Ordinal).Select((line, at) => (line, at)))
        {
            var drawn = plot.Add.ScatterLine((double[])[.. line.Select(row => Number(row[1]))], (double[])[.. line.Select(row => Number(row[2]))], at == 0 ? Ours : Other);
            drawn.LineWidth = 2;
            drawn.LegendText = line.Key;
        }
        plot.Axes.SetLimitsY(0, 1);
        plot.ShowLegend(Alignment.LowerRight);
        return Svg(plot, x, y, 560, 360);
    }

    private static string Histogram(ReportTable table)
    {
        var plot = new Plot();
        foreach (var (column, color, shift) in new[] { (table.Column("honest"), Ours, -0.1), (table.Column("to flag"), Other, 0.1) })
        {
            var bars = plot.Add.Bars((double[])[.. table.Rows.Select(row => Number(row[0]) + 0.25 + shift)], (double[])[.. table.Rows.Select(row => Number(row[column]))]);
            foreach (var bar in bars.Bars) (bar.Size, bar.FillColor, bar.LineWidth) = (0.2, color, 0);
            bars.LegendText = table.Columns[column];
        }
        plot.Axes.Margins(bottom: 0);
        plot.ShowLegend(Alignment.UpperRight);
        return Svg(plot, "held-out margin (log-odds)", "share of pages", 560, 320);
    }

    private static string Reliability(ReportTable table)
    {
        var plot = new Plot();
        var even = plot.Add.Line(0, 0, 1, 1);
        (even.LineColor, even.LinePattern) = (Quiet, LinePattern.Dashed);
        var points = plot.Add.Scatter((double[])[.. table.Rows.Select(row => Number(row[2]))], (double[])[.. table.Rows.Select(row => Number(row[3]))], Ours);
        (points.LineWidth, points.MarkerSize) = (1, 7);
        plot.Axes.SetLimits(0, 1, 0, 1);
        return Svg(plot, "probability said", "share of pages to flag", 420, 380);
    }

    private static string Intervals(ReportTable table, string x, int value, int from, int to)
    {
        var rows = table.Rows.Where(row => row[value] is double).OrderBy(row => Number(row[value])).ToArray();
        var plot = new Plot();
        double[] at = [.. rows.Select((_, i) => (double)i)];
        for (var i = 0; i < rows.Length; i++)
        {
            var line = plot.Add.Line(Number(rows[i][from]), i, Number(rows[i][to]), i);
            (line.LineColor, line.LineWidth) = (Ours, 2);
        }
        plot.Add.ScatterPoints((double[])[.. rows.Select(row => Number(row[value]))], at, Ours).MarkerSize = 8;
        var chance = plot.Add.VerticalLine(0.5);
        (chance.LineColor, chance.LinePattern, chance.LineWidth) = (Quiet, LinePattern.Dashed, 1);
        plot.Axes.Left.SetTicks(at, [.. rows.Select(row => (string)row[0]!)]);
        plot.Axes.SetLimitsX(0, 1.02);
        return Svg(plot, x, null, 640, 60 + 24 * rows.Length);
    }

    private static string Bars(ReportTable table, string x, int value, int most)
    {
        var rows = table.Rows.Where(row => row[value] is double).OrderByDescending(row => Number(row[value])).Take(most).Reverse().ToArray();
        var plot = new Plot();
        double[] at = [.. rows.Select((_, i) => (double)i)];
        var bars = plot.Add.Bars(at, (double[])[.. rows.Select(row => Number(row[value]))]);
        bars.Horizontal = true;
        foreach (var bar in bars.Bars) (bar.FillColor, bar.LineWidth, bar.Size) = (Ours, 0, 0.7);
        plot.Axes.Left.SetTicks(at, [.. rows.Select(row => (string)row[0]!)]);
        return Svg(plot, x, null, 640, 60 + 22 * rows.Length);
    }

    private static string Shape(IGrouping<string, object?[]> signal)
    {
        var plot = new Plot();
        var zero = plot.Add.HorizontalLine(0);
        (zero.LineColor, zero.LineWidth) = (Quiet, 1);
        var line = plot.Add.Scatter((double[])[.. signal.Select(row => Number(row[1]))], (double[])[.. signal.Select(row => Number(row[2]))], Ours);
        (line.LineWidth, line.MarkerSize, line.ConnectStyle) = (2, 5, ConnectStyle.StepHorizontal);
        return Svg(plot, signal.Key, "log-odds", 330, 230);
    }

    private static double Number(object? cell) => cell switch { double value when double.IsFinite(value) => value, int value => value, _ => 0 };

    private static string Svg(Plot plot, string x, string? y, int width, int height)
    {
        plot.XLabel(x, 13);
        if (y is not null) plot.YLabel(y, 13);
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        var svg = plot.GetSvgXml(width, height);
        // The reader's own font, set as one run from where the drawing machine's began.
        svg = Family().Replace(svg[svg.IndexOf("<svg", StringComparison.Ordinal)..], "font-family=\"system-ui, DejaVu Sans, sans-serif\"");
        svg = FirstOfMany().Replace(svg, "$1\"");
        svg = Gap().Replace(svg, "><");
        return Around().Replace(svg, "$1").Trim();
    }

    [GeneratedRegex("(?<=id=\"|#)cl_[0-9a-f]+", RegexOptions.None, 1000)]
    private static partial Regex Clip();

    [GeneratedRegex("font-family=\"[^\"]*\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Family();

    // Glyph by glyph: "12.5, 19.25, 26, " becomes "12.5".
    [GeneratedRegex("( [xy]=\"[-0-9.]+), [-0-9., ]*\"", RegexOptions.None, 1000)]
    private static partial Regex FirstOfMany();

    [GeneratedRegex(@">\s+<", RegexOptions.None, 1000)]
    private static partial Regex Gap();

    [GeneratedRegex(@"(?<=>)\s+([^<\s][^<]*?)\s+(?=</text>)", RegexOptions.None, 1000)]
    private static partial Regex Around();
}
