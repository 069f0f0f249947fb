using System.Text.Json;
using System.Text.Json.Serialization;

namespace Detector.Benchmarks.Gate;

/// <summary>The floors of quality and speed, kept beside the benchmarks. Every figure is better when higher.</summary>
internal sealed class Baseline
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Which corpus the floors were measured on.</summary>
    public string Corpus { get; set; } = "";

    public SortedDictionary<string, double> Floors { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Every floor that was ever lowered, and why.</summary>
    public List<Lowering> Lowered { get; set; } = [];

    public static Baseline Read(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<Baseline>(File.ReadAllText(path), Options) ?? throw new InvalidDataException($"{path} holds no baseline.") : new Baseline();

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Options) + "\n");

    /// <summary>Figures below their floor, as lines that name both values; figures without a floor are none.</summary>
    public List<string> Failures(IReadOnlyDictionary<string, double> measured)
    {
        var failures = new List<string>();
        foreach (var (metric, floor) in Floors)
        {
            if (!measured.TryGetValue(metric, out var value)) failures.Add($"{metric}: the floor is {floor:F4}, but nothing was measured. Was the metric renamed?");
            else if (value < floor) failures.Add($"{metric}: {value:F4} is below the floor {floor:F4}.");
        }
        return failures;
    }

    /// <summary>Raises floors to what was measured, never lowers one. Speed keeps a tenth of slack, because no two runs are alike.</summary>
    public void Raise(IReadOnlyDictionary<string, double> measured)
    {
        foreach (var (metric, value) in measured)
        {
            var floor = Math.Floor((metric.StartsWith("speed/", StringComparison.Ordinal) ? value * 0.9 : value) * 1e4) / 1e4;
            if (!Floors.TryGetValue(metric, out var old) || floor > old) Floors[metric] = floor;
        }
    }

    /// <summary>Lowers one floor to what was measured.</summary>
    /// <exception cref="ArgumentException">Without a reason, or when there is nothing to lower.</exception>
    public void Lower(string metric, double value, string? reason)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new ArgumentException($"Lowering the floor of {metric} needs a reason: --reason \"...\". It is kept in the file.", nameof(reason));
        if (!Floors.TryGetValue(metric, out var floor)) throw new ArgumentException($"There is no floor named {metric}: {string.Join(", ", Floors.Keys)}.", nameof(metric));
        var lower = Math.Floor(value * 1e4) / 1e4;
        if (lower >= floor) throw new ArgumentException($"{metric} measures {value:F4}, which is not below its floor {floor:F4}.", nameof(value));
        Lowered.Add(new Lowering(metric, floor, lower, reason.Trim()));
        Floors[metric] = lower;
    }
}

/// <summary>A floor that was lowered on purpose.</summary>
internal sealed record Lowering(string Metric, double From, double To, string Reason);
