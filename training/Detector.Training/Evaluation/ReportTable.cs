using System.Globalization;
using System.Text;

namespace Detector.Training.Evaluation;

/// <summary>A titled table that is read on a terminal, kept as Markdown and exchanged as JSON: the same numbers in all three.</summary>
internal sealed class ReportTable(string title, string? note, params string[] columns)
{
    public string Title { get; } = title;

    public string? Note { get; } = note;

    public string[] Columns { get; } = columns;

    public List<object?[]> Rows { get; } = [];

    /// <summary>Points of a plot: in the JSON and drawn on the card, too long to print.</summary>
    public bool IsCurve { get; init; }

    /// <summary>Index of a column.</summary>
    public int Column(string name) => Array.IndexOf(Columns, name) is >= 0 and var at ? at : throw new ArgumentException($"The table '{Title}' has no column '{name}'.", nameof(name));

    public void Add(params object?[] cells) => Rows.Add(cells);

    /// <summary>GitHub Markdown, padded so that it reads as it stands.</summary>
    public string Markdown()
    {
        var cells = Rows.Select(row => row.Select(cell => Show(cell).Replace("|", "\\|", StringComparison.Ordinal)).ToArray()).ToArray();
        var widths = Columns.Select((column, i) => Math.Max(3, Math.Max(column.Length, cells.Select(row => row[i].Length).DefaultIfEmpty(0).Max()))).ToArray();
        var right = Columns.Select((_, i) => Rows.Count > 0 && Rows.All(row => row[i] is null or int or double)).ToArray();
        var text = new StringBuilder();
        text.Append("## ").Append(Title).Append("\n\n");
        if (Note is not null) text.Append(Note).Append("\n\n");
        Line(Columns);
        text.Append('|');
        for (var i = 0; i < widths.Length; i++) text.Append(right[i] ? new string('-', widths[i] + 1) + ":|" : new string('-', widths[i] + 2) + "|");
        text.Append('\n');
        foreach (var row in cells) Line(row);
        return text.Append('\n').ToString();

        void Line(string[] row)
        {
            text.Append('|');
            for (var i = 0; i < row.Length; i++) text.Append(' ').Append(right[i] ? row[i].PadLeft(widths[i]) : row[i].PadRight(widths[i])).Append(" |");
            text.Append('\n');
        }
    }

    internal static string Show(object? cell) => cell switch
    {
        null => "",
        double value when double.IsNaN(value) => "–",
        double value => value.ToString("0.000", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };
}
