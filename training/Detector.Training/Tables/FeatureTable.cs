using System.Globalization;
using System.IO.Compression;
using System.Text;
using Detector.Features;

namespace Detector.Training.Tables;

/// <summary>One page as measured once: who it is, what it is called, and one number per column.</summary>
internal sealed record FeatureRow
{
    /// <summary>Stable id of the page; its twin and its measurement without address share it.</summary>
    public required string Id { get; init; }

    /// <summary>The collection or site it is from: the unit to leave out.</summary>
    public required string Source { get; init; }

    /// <summary>Site or template: the unit to split by.</summary>
    public required string Group { get; init; }

    /// <summary>What it was called by who read it.</summary>
    public required string Label { get; init; }

    /// <summary>True: a moderator should be shown it. Null: nobody said.</summary>
    public required bool? Flag { get; init; }

    /// <summary>"html" or "text".</summary>
    public required string Format { get; init; }

    /// <summary>ISO 639-1, or empty.</summary>
    public required string Language { get; init; }

    /// <summary>Made by the simulator.</summary>
    public required bool Simulated { get; init; }

    /// <summary>The simulator's family; empty for real pages.</summary>
    public required string Family { get; init; }

    /// <summary>The page's address, or empty when the snapshot had none.</summary>
    public required string Url { get; init; }

    /// <summary>Measured without an address, whether it has one or not.</summary>
    public required bool Masked { get; init; }

    /// <summary>A plain-text rendering of an HTML page.</summary>
    public required bool Twin { get; init; }

    /// <summary>16 hexadecimal digits over its words: equal for pages of equal words.</summary>
    public required string Content { get; init; }

    /// <summary>One per column; NaN where there was nothing to measure.</summary>
    public required float[] Values { get; init; }

    /// <summary>Measured as it was found: not a twin, and with its address where it has one.</summary>
    public bool Natural => !Twin && Masked == (Url.Length == 0);
}

/// <summary>
/// Measurements of many pages: numbers, labels and addresses, no text. CSV, gzip; a column is headed name:version:absent, so that the table can be learnt from without the
/// catalogue it was made with. Columns whose name begins with ~ are probes (counts of markup and the like): never in a model, kept to see what a model might be measuring instead.
/// </summary>
internal sealed class FeatureTable(IReadOnlyList<Column> columns, IReadOnlyList<FeatureRow> rows)
{
    private static readonly string[] Facts = ["id", "source", "group", "label", "flag", "format", "lang", "simulated", "family", "url", "masked", "twin", "content"];

    public IReadOnlyList<Column> Columns { get; } = columns;

    public IReadOnlyList<FeatureRow> Rows { get; } = rows;

    public static bool IsProbe(Column column) => column.Name.StartsWith('~');

    /// <summary>Index of a column by name, or -1.</summary>
    public int Find(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i].Name == name)
                return i;
        return -1;
    }

    public static FeatureTable Read(string path)
    {
        if (!File.Exists(path)) throw new TrainingException($"There is no feature table at {path}. Make one with: detector-training extract --corpus DIR --out {path}");
        using var file = File.OpenRead(path);
        using var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? (Stream)new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return Read(reader, path);
    }

    public static FeatureTable Read(TextReader reader, string name)
    {
        var cells = new List<string>();
        if (!Csv.ReadLine(reader, cells)) throw new TrainingException($"{name} is empty.");
        if (!cells.Take(Facts.Length).SequenceEqual(Facts, StringComparer.Ordinal)) throw new TrainingException($"{name} does not begin with the columns {string.Join(',', Facts)}: it is not a feature table, or one of another version. Extract it again.");
        var columns = cells.Skip(Facts.Length).Select(cell => ParseColumn(cell, name)).ToArray();
        var rows = new List<FeatureRow>();
        for (var line = 2; Csv.ReadLine(reader, cells); line++)
        {
            if (cells.Count != Facts.Length + columns.Length) throw new TrainingException($"{name}, line {line} has {cells.Count} cells; {Facts.Length + columns.Length} are wanted. Extract it again.");
            var values = new float[columns.Length];
            for (var i = 0; i < values.Length; i++)
            {
                var cell = cells[Facts.Length + i];
                if (cell.Length == 0) values[i] = float.NaN;
                else if (!float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !float.IsFinite(values[i]))
                    throw new TrainingException($"{name}, line {line}, column {columns[i].Name}: '{cell}' is not a number.");
            }
            rows.Add(new FeatureRow
            {
                Id = cells[0], Source = cells[1], Group = cells[2], Label = cells[3], Flag = cells[4].Length == 0 ? null : cells[4] == "1", Format = cells[5], Language = cells[6],
                Simulated = cells[7] == "1", Family = cells[8], Url = cells[9], Masked = cells[10] == "1", Twin = cells[11] == "1", Content = cells[12], Values = values,
            });
        }
        return new FeatureTable(columns, rows);
    }

    public void Write(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        // Written aside and moved, so that a run stopped half way leaves the last good table.
        var aside = path + ".part";
        using (var file = File.Create(aside))
        using (var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? (Stream)new GZipStream(file, CompressionLevel.SmallestSize) : file)
        using (var writer = new StreamWriter(plain, new UTF8Encoding(false)) { NewLine = "\n" })
            Write(writer);
        File.Move(aside, path, overwrite: true);
    }

    public void Write(TextWriter writer)
    {
        var line = new StringBuilder();
        line.AppendJoin(',', Facts);
        foreach (var column in Columns) line.Append(',').Append(column.Name).Append(':').Append(column.Version).Append(':').Append(column.Absent.ToString("R", CultureInfo.InvariantCulture));
        writer.Write(line.Append('\n'));
        foreach (var row in Rows)
        {
            line.Clear();
            Csv.Append(line, row.Id).Append(',');
            Csv.Append(line, row.Source).Append(',');
            Csv.Append(line, row.Group).Append(',');
            Csv.Append(line, row.Label).Append(',').Append(row.Flag is null ? "" : row.Flag.Value ? "1" : "0").Append(',');
            Csv.Append(line, row.Format).Append(',');
            Csv.Append(line, row.Language).Append(',').Append(row.Simulated ? '1' : '0').Append(',');
            Csv.Append(line, row.Family).Append(',');
            Csv.Append(line, row.Url).Append(',').Append(row.Masked ? '1' : '0').Append(',').Append(row.Twin ? '1' : '0').Append(',').Append(row.Content);
            foreach (var value in row.Values)
            {
                line.Append(',');
                if (!float.IsNaN(value)) line.Append(CultureInfo.InvariantCulture, $"{value:R}");
            }
            writer.Write(line.Append('\n'));
        }
    }

    private static Column ParseColumn(string cell, string name)
    {
        var parts = cell.Split(':');
        return parts.Length == 3 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var version) && float.TryParse(parts[2], CultureInfo.InvariantCulture, out var absent) && float.IsFinite(absent)
            ? new Column(parts[0], version, absent)
            : throw new TrainingException($"{name}: the column '{cell}' is not name:version:absent. Extract it again.");
    }
}

/// <summary>Comma-separated values, RFC 4180.</summary>
internal static class Csv
{
    public static StringBuilder Append(StringBuilder line, string cell)
    {
        if (cell.AsSpan().IndexOfAny(",\"\r\n") < 0) return line.Append(cell);
        return line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    public static bool ReadLine(TextReader reader, List<string> cells)
    {
        cells.Clear();
        var line = reader.ReadLine();
        if (line is null) return false;
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; ; i++)
        {
            if (i == line.Length)
            {
                if (!quoted || reader.ReadLine() is not { } more) break;
                cell.Append('\n');
                line = more;
                i = -1;
                continue;
            }
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[++i]);
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(c);
        }
        cells.Add(cell.ToString());
        return true;
    }
}

/// <summary>Something a person can put right: the message is all they see.</summary>
internal sealed class TrainingException : Exception
{
    public TrainingException(string message)
        : base(message)
    {
    }

    public TrainingException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public TrainingException()
    {
    }
}
