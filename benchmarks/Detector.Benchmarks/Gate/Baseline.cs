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

    /// <summary>Whether a figure is at or above its floor, if it has one.</summary>
    public bool Holds(string metric, double value) => !(Floors.TryGetValue(metric, out var floor) && value < floor);

    /// <summary>Figures below their floor, as lines that name both values; figures without a floor are none.</summary>
    public List<string> Failures(IReadOnlyDictionary<string, double> measured)
    {
        var failures = new List<string>();
        foreach (var (metric, floor) in Floors)
        {
            if (!measured.TryGetValue(metric, out var value)) failures.Add($"{metric}: the floor is {floor:F4}, but nothing was measured. Was the metric renamed?");
            else if (!Holds(metric, value)) failures.Add($"{metric}: {value:F4} is below the floor {floor:F4}.");
        }
        return failures;
    }

    // What is promised of speed: bytes to main text in at most 0.75, bytes to verdict in at most 1.3 of the time of a bare parse.
    private static readonly double[] Promised = [1 / 0.75, 1 / 1.3];

    /// <summary>
    /// Raises floors to what was measured, never lowers one. The floors of speed are what is promised and stay there: on a busy machine even the ratio of two times in one run varies by half.
    /// </summary>
    public void Raise(IReadOnlyDictionary<string, double> measured)
    {
        foreach (var (metric, value) in measured)
        {
            var speed = metric.StartsWith("speed/", StringComparison.Ordinal);
            var floor = Math.Floor((speed ? Promised[metric.EndsWith("reading", StringComparison.Ordinal) ? 0 : 1] : value) * 1e4) / 1e4;
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
