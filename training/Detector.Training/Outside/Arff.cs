using System.Globalization;
using System.IO.Compression;
using System.Text;
using Detector.Training.Tables;

namespace Detector.Training.Outside;

/// <summary>A data set in Weka's attribute-relation format, numbers and one class at the end.</summary>
/// <param name="Columns">Names of the numbers.</param>
/// <param name="Rows">The numbers.</param>
/// <param name="Positive">Whether the class is "spam".</param>
internal sealed record Arff(IReadOnlyList<string> Columns, IReadOnlyList<float[]> Rows, IReadOnlyList<bool> Positive)
{
    /// <summary>Columns that tell the label under another name.</summary>
    private static readonly string[] Leaks = ["assessment", "label", "class", "spam", "hostid"];

    public static Arff Read(string path)
    {
        if (!File.Exists(path)) throw new TrainingException($"There is no file '{path}'.");
        using var file = File.OpenRead(path);
        using var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? (Stream)new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return Read(reader, Path.GetFileName(path));
    }

    public static Arff Read(TextReader reader, string name)
    {
        var attributes = new List<string>();
        var rows = new List<float[]>();
        var positive = new List<bool>();
        var kept = Array.Empty<int>();
        var data = false;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            line = line.Trim();
            if (line.Length == 0 || line[0] == '%') continue;
            if (!data)
            {
                if (line.StartsWith("@attribute", StringComparison.OrdinalIgnoreCase)) attributes.Add(line.Split((char[])[' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries)[1]);
                data = line.StartsWith("@data", StringComparison.OrdinalIgnoreCase);
                if (data) kept = [.. Enumerable.Range(0, Math.Max(0, attributes.Count - 1)).Where(i => !Leaks.Any(leak => attributes[i].Contains(leak, StringComparison.OrdinalIgnoreCase)))];
                continue;
            }
            var cells = line.Split(',');
            if (cells.Length != attributes.Count) throw new TrainingException($"{name}, line {number} has {cells.Length} values; its header names {attributes.Count} attributes.");
            rows.Add([.. kept.Select(i => float.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value) ? value : throw new TrainingException($"{name}, line {number}, {attributes[i]}: '{cells[i]}' is not a number."))]);
            positive.Add(cells[^1].Trim() == "spam");
        }
        if (rows.Count == 0) throw new TrainingException($"{name} has no row: it is not an ARFF file of numbers and a class.");
        return new Arff([.. kept.Select(i => attributes[i])], rows, positive);
    }

    /// <summary>
    /// The same rows with ratios added: a number of one page of a host against the same number of another or of all its pages (content), or two numbers of one page (links). Splits on one
    /// column at a time find ratios badly.
    /// </summary>
    public Arff WithRatios()
    {
        // HST_1, HMG_25, AVG_49 and STD_73 are one measure of four samples; indegree_hp and outdegree_hp are two measures of one page.
        var pairs = new List<(int, int)>();
        for (var i = 0; i < Columns.Count; i++)
            for (var j = i + 1; j < Columns.Count; j++)
                if (Related(Columns[i], Columns[j]))
                    pairs.Add((i, j));
        return this with
        {
            Columns = [.. Columns, .. pairs.Select(pair => $"{Columns[pair.Item1]}/{Columns[pair.Item2]}")],
            Rows = [.. Rows.Select(row => (float[])[.. row, .. pairs.Select(pair => (float)(Scaled(row[pair.Item1]) - Scaled(row[pair.Item2])))])],
        };

        static double Scaled(float value) => Math.Sign(value) * Math.Log(1e-12 + Math.Abs(value));

        static bool Related(string one, string other)
        {
            var (a, b) = (one[(one.LastIndexOf('_') + 1)..], other[(other.LastIndexOf('_') + 1)..]);
            return int.TryParse(a, CultureInfo.InvariantCulture, out var first) && int.TryParse(b, CultureInfo.InvariantCulture, out var second) ? (second - first) % 24 == 0 : a == "hp" && b == "hp";
        }
    }
}
