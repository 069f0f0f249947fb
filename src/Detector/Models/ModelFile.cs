using System.Buffers;
using System.IO.Hashing;
using System.Text.Encodings.Web;
using System.Text.Json;
using Detector.Features;

namespace Detector.Models;

/// <summary>
/// What a model file holds, before it is bound to a catalogue. UTF-8 JSON, one line a column and one a tree, so that two models can be compared line by line; the same
/// content always gives the same bytes, and every number reads back as the number written.
/// </summary>
public sealed record ModelFile
{
    private const int Format = 1;

    /// <summary>The steps of <see cref="Quantiles"/>, 0..1.</summary>
    public static IReadOnlyList<double> QuantileSteps { get; } = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1];

    /// <summary>The model's own columns, in its own order.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>Quantiles of each column among honest training pages (see <see cref="Model.Quantiles"/>).</summary>
    public required IReadOnlyList<float[]> Quantiles { get; init; }

    /// <summary>Added to the sum of the trees, log-odds.</summary>
    public required double Bias { get; init; }

    public required IReadOnlyList<Tree> Trees { get; init; }

    public required Calibration Calibration { get; init; }

    /// <summary>Probability from which a page is flagged, 0..1.</summary>
    public required double Threshold { get; init; }

    /// <summary>Facts about how it was made and how well it does, by name.</summary>
    public required IReadOnlyDictionary<string, string> Card { get; init; }

    /// <summary>16 hexadecimal digits over a file's bytes (XXH3; a name, not a signature).</summary>
    public static string IdOf(ReadOnlySpan<byte> utf8) => XxHash3.HashToUInt64(utf8).ToString("x16");

    /// <summary>The trees, ready to walk.</summary>
    public Ensemble Ensemble() => new(Columns.Count, Bias, Trees);

    /// <exception cref="ModelFileException">Not a model, or a broken one.</exception>
    public static ModelFile Read(ReadOnlySpan<byte> utf8)
    {
        ModelFile file;
        try
        {
            file = Parse(utf8);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelFileException($"This is not a model file: {exception.Message} A model is what detector-training train writes.", exception);
        }
        if (file.Flaw() is { } flaw) throw new ModelFileException($"The model file is broken: {flaw}. Take it from a fresh copy, or train it again.");
        return file;
    }

    /// <summary>The file's bytes.</summary>
    public byte[] Write()
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 18);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteStartObject("card");
            foreach (var (name, value) in Card.OrderBy(fact => fact.Key, StringComparer.Ordinal)) json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteNumber("bias", Bias);
            json.WriteNumber("threshold", Threshold);
            json.WriteStartObject("calibration");
            Numbers(json, "margin", Calibration.Margin);
            Numbers(json, "probability", Calibration.Probability);
            json.WriteEndObject();
            json.WriteStartArray("columns");
            for (var i = 0; i < Columns.Count; i++) Line(json, line => WriteColumn(line, Columns[i], Quantiles[i]));
            json.WriteEndArray();
            json.WriteStartArray("trees");
            foreach (var tree in Trees) Line(json, line => WriteTree(line, tree));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    // The relaxed encoder leaves quotes and accents in the card readable; the file is never put into a page unescaped.
    private static JsonWriterOptions Plain => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void Line(Utf8JsonWriter json, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        buffer.Write("\n"u8);
        using (var line = new Utf8JsonWriter(buffer, Plain)) write(line);
        json.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }

    private static void WriteColumn(Utf8JsonWriter json, Column column, float[] quantiles)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteNumber("version", column.Version);
        json.WriteNumber("absent", column.Absent);
        if (float.IsFinite(column.Least)) json.WriteNumber("least", column.Least);
        if (float.IsFinite(column.Most)) json.WriteNumber("most", column.Most);
        Numbers(json, "quantiles", quantiles);
        json.WriteEndObject();
    }

    private static void WriteTree(Utf8JsonWriter json, Tree tree)
    {
        json.WriteStartObject();
        Numbers(json, "feature", tree.Feature);
        Numbers(json, "threshold", tree.Threshold);
        Numbers(json, "left", tree.Left);
        Numbers(json, "right", tree.Right);
        Numbers(json, "leaf", tree.Leaf);
        Numbers(json, "rows", tree.Rows);
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, ReadOnlySpan<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, string name, ReadOnlySpan<float> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, string name, ReadOnlySpan<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    // By hand rather than by JsonSerializer: it reads without the reflection and generated code that a cold start pays for, and a page asked for alone waits for it.
    private static ModelFile Parse(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        var format = 0;
        double bias = 0, threshold = double.NaN;
        var card = new Dictionary<string, string>(StringComparer.Ordinal);
        var columns = new List<Column>();
        var quantiles = new List<float[]>();
        var trees = new List<Tree>();
        var calibration = new Calibration([], []);
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) throw new JsonException("It does not begin with an object.");
        while (Next(ref json, out var name))
        {
            switch (name)
            {
                case "format":
                    format = json.GetInt32();
                    if (format != Format) throw new ModelFileException($"The model file has format {format}; this version reads format {Format}. Train it again with this version's detector-training.");
                    break;
                case "card":
                    while (Next(ref json, out var fact)) card[fact] = json.GetString() ?? "";
                    break;
                case "bias": bias = json.GetDouble(); break;
                case "threshold": threshold = json.GetDouble(); break;
                case "calibration":
                    calibration = ParseCalibration(ref json);
                    break;
                case "columns":
                    while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                    {
                        var (column, steps) = ParseColumn(ref json);
                        columns.Add(column);
                        quantiles.Add(steps);
                    }
                    break;
                case "trees":
                    while (json.Read() && json.TokenType != JsonTokenType.EndArray) trees.Add(ParseTree(ref json));
                    break;
                default: json.Skip(); break;
            }
        }
        if (format == 0) throw new JsonException("It does not say its format.");
        return new ModelFile { Columns = columns, Quantiles = quantiles, Bias = bias, Trees = trees, Calibration = calibration, Threshold = threshold, Card = card };
    }

    /// <summary>Steps to the value of the next property; false at the end of the object.</summary>
    private static bool Next(ref Utf8JsonReader json, out string name)
    {
        name = "";
        if (!json.Read() || json.TokenType != JsonTokenType.PropertyName) return false;
        name = json.GetString()!;
        return json.Read();
    }

    private static Calibration ParseCalibration(ref Utf8JsonReader json)
    {
        double[] margin = [], probability = [];
        while (Next(ref json, out var name))
        {
            if (name == "margin") margin = Doubles(ref json);
            else if (name == "probability") probability = Doubles(ref json);
            else json.Skip();
        }
        return new Calibration(margin, probability);
    }

    private static (Column Column, float[] Quantiles) ParseColumn(ref Utf8JsonReader json)
    {
        string called = "";
        var version = 0;
        float absent = 0, least = float.NegativeInfinity, most = float.PositiveInfinity;
        float[] quantiles = [];
        while (Next(ref json, out var name))
        {
            switch (name)
            {
                case "name": called = json.GetString() ?? ""; break;
                case "version": version = json.GetInt32(); break;
                case "absent": absent = json.GetSingle(); break;
                case "least": least = json.GetSingle(); break;
                case "most": most = json.GetSingle(); break;
                case "quantiles": quantiles = Singles(ref json); break;
                default: json.Skip(); break;
            }
        }
        return (new Column(called, version, absent, least, most), quantiles);
    }

    private static Tree ParseTree(ref Utf8JsonReader json)
    {
        int[] feature = [], left = [], right = [];
        float[] threshold = [];
        double[] leaf = [], rows = [];
        while (Next(ref json, out var name))
        {
            switch (name)
            {
                case "feature": feature = Integers(ref json); break;
                case "threshold": threshold = Singles(ref json); break;
                case "left": left = Integers(ref json); break;
                case "right": right = Integers(ref json); break;
                case "leaf": leaf = Doubles(ref json); break;
                case "rows": rows = Doubles(ref json); break;
                default: json.Skip(); break;
            }
        }
        return new Tree(feature, threshold, left, right, leaf, rows);
    }

    // Arrays grown by hand, not lists: a generic list of floats would be compiled anew in every process.
    private static int[] Integers(ref Utf8JsonReader json)
    {
        var numbers = new int[32];
        var count = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (count == numbers.Length) Array.Resize(ref numbers, count * 2);
            numbers[count++] = json.GetInt32();
        }
        return numbers.AsSpan(0, count).ToArray();
    }

    private static float[] Singles(ref Utf8JsonReader json)
    {
        var numbers = new float[32];
        var count = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (count == numbers.Length) Array.Resize(ref numbers, count * 2);
            numbers[count++] = json.GetSingle();
        }
        return numbers.AsSpan(0, count).ToArray();
    }

    private static double[] Doubles(ref Utf8JsonReader json)
    {
        var numbers = new double[32];
        var count = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (count == numbers.Length) Array.Resize(ref numbers, count * 2);
            numbers[count++] = json.GetDouble();
        }
        return numbers.AsSpan(0, count).ToArray();
    }

    private string? Flaw()
    {
        if (Columns.Count == 0) return "it has no columns";
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Columns.Count; i++)
        {
            if (!names.Add(Columns[i].Name)) return $"column '{Columns[i].Name}' stands in it twice";
            if (!float.IsFinite(Columns[i].Absent) || Quantiles[i].Length is not 0 && Quantiles[i].Length != QuantileSteps.Count)
                return $"column '{Columns[i].Name}' has the absent value {Columns[i].Absent} and {Quantiles[i].Length} quantiles; {QuantileSteps.Count} or none are wanted";
            if (!(Columns[i].Least <= Columns[i].Most)) return $"column '{Columns[i].Name}' goes from {Columns[i].Least} to {Columns[i].Most}";
        }
        if (!double.IsFinite(Bias)) return $"its bias is {Bias}";
        if (!(Threshold is > 0 and <= 1)) return $"its threshold is {Threshold}, not a probability";
        if (Calibration.Flaw() is { } knots) return $"calibration: {knots}";
        for (var i = 0; i < Trees.Count; i++)
            if (Trees[i].Flaw(Columns.Count) is { } flaw)
                return $"tree {i} of {Trees.Count}: {flaw}";
        return null;
    }
}
