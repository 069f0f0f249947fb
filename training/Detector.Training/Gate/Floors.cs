using System.Text.Encodings.Web;
using System.Text.Json;
using Detector.Training.Tables;

namespace Detector.Training.Gate;

/// <summary>The least a model may do, by figure; every figure is better when higher. A file people read in a review.</summary>
internal sealed class Floors
{
    private static readonly JsonSerializerOptions Plain = new() { WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Digest of the table the floors were measured on.</summary>
    public string Table { get; set; } = "";

    public SortedDictionary<string, double> Figures { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Every floor that was ever lowered, and why.</summary>
    public List<Lowered> Lowered { get; set; } = [];

    public static Floors Read(string path)
    {
        if (!File.Exists(path)) return new Floors();
        try
        {
            return JsonSerializer.Deserialize<Floors>(File.ReadAllBytes(path), Plain) ?? throw new TrainingException($"{path} holds no floors.");
        }
        catch (JsonException exception)
        {
            throw new TrainingException($"{path} cannot be read: {exception.Message}", exception);
        }
    }

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, JsonSerializer.Serialize(this, Plain) + "\n");
    }

    /// <summary>What is below its floor, or no longer measured, in words.</summary>
    public IReadOnlyList<string> Broken(IReadOnlyDictionary<string, double> measured) =>
        [.. Figures.Where(floor => !measured.TryGetValue(floor.Key, out var value) || value < floor.Value)
            .Select(floor => measured.TryGetValue(floor.Key, out var value) ? FormattableString.Invariant($"{floor.Key}: {value:F4} is below the floor {floor.Value:F4}") : FormattableString.Invariant($"{floor.Key}: the floor is {floor.Value:F4}, and nothing was measured"))];

    /// <summary>Raises floors to what was measured; none falls.</summary>
    public void Raise(IReadOnlyDictionary<string, double> measured)
    {
        foreach (var (figure, value) in measured)
            if (!Figures.TryGetValue(figure, out var floor) || Down(value) > floor)
                Figures[figure] = Down(value);
    }

    /// <summary>Lowers one floor to what was measured, or drops it when nothing is measured by that name any more.</summary>
    public void Lower(string figure, IReadOnlyDictionary<string, double> measured, string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new TrainingException($"Lowering '{figure}' needs a reason: --reason TEXT. It is kept in the file.");
        if (!Figures.TryGetValue(figure, out var floor)) throw new TrainingException($"There is no floor named '{figure}': {string.Join(", ", Figures.Keys)}.");
        if (!measured.TryGetValue(figure, out var value))
        {
            Figures.Remove(figure);
            Lowered.Add(new Lowered(figure, floor, null, reason.Trim()));
            return;
        }
        if (value >= floor) throw new TrainingException(FormattableString.Invariant($"'{figure}' measures {value:F4}, which is not below its floor {floor:F4}: there is nothing to lower."));
        Figures[figure] = Down(value);
        Lowered.Add(new Lowered(figure, floor, Down(value), reason.Trim()));
    }

    private static double Down(double value) => Math.Floor(value * 1e4) / 1e4;
}

/// <summary>A floor that was lowered on purpose; <paramref name="To"/> null: dropped.</summary>
internal sealed record Lowered(string Figure, double From, double? To, string Reason);
