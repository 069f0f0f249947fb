using Detector.Signals;

namespace Detector.Features;

/// <summary>One column of a feature row: a signal, and how the model wants its number. All but the first two are the model's choice: see the recipe it was trained by.</summary>
/// <param name="Name">The signal's name.</param>
/// <param name="Version">The signal's version.</param>
/// <param name="Absent">What stands for "nothing to measure".</param>
/// <param name="Least">Smaller measurements count as this.</param>
/// <param name="Most">Larger measurements count as this.</param>
public sealed record Column(string Name, int Version, float Absent, float Least = float.NegativeInfinity, float Most = float.PositiveInfinity)
{
    /// <summary>The number the model sees.</summary>
    /// <param name="value">What was measured; NaN for nothing.</param>
    public float Of(float value) => float.IsNaN(value) ? Absent : Math.Clamp(value, Least, Most);
}

/// <summary>
/// The order in which measurements become numbers, one column a signal. Never NaN: FastTree trained on rows with NaN scored missing values 0.99 where
/// the truth was 0.15, so every signal declares its absent value.
/// </summary>
public sealed class FeatureSchema
{
    private readonly int[] _signals;

    private FeatureSchema(IReadOnlyList<Column> columns, int[] signals)
    {
        Columns = columns;
        _signals = signals;
    }

    /// <summary>Every signal of the catalogue, in its order.</summary>
    public static FeatureSchema Current { get; } = Of(Catalog.All.Select(signal => new Column(signal.Name, signal.Version, (float)signal.Absent)).ToArray(), out _)!;

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Index into <see cref="Catalog.All"/> of each column.</summary>
    public ReadOnlySpan<int> Signals => _signals;

    /// <summary>Binds a model's columns to the catalogue; null, with every mismatch named, when one does not fit.</summary>
    public static FeatureSchema? Of(IReadOnlyList<Column> columns, out IReadOnlyList<string> mismatches)
    {
        var found = new List<string>();
        var signals = new int[columns.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            signals[i] = -1;
            for (var j = 0; j < Catalog.All.Count && signals[i] < 0; j++)
                if (Catalog.All[j].Name == columns[i].Name)
                    signals[i] = j;
            if (signals[i] < 0) found.Add($"'{columns[i].Name}' is not a signal of this version");
            else if (Catalog.All[signals[i]].Version != columns[i].Version)
                found.Add($"'{columns[i].Name}' is version {columns[i].Version} in the model and {Catalog.All[signals[i]].Version} here");
        }
        mismatches = found;
        return found.Count == 0 ? new FeatureSchema(columns, signals) : null;
    }

    /// <summary>Writes one row.</summary>
    /// <param name="measurements">One per signal of the catalogue, in its order.</param>
    /// <param name="row">One per column.</param>
    public void Fill(ReadOnlySpan<Measurement> measurements, Span<float> row)
    {
        for (var i = 0; i < _signals.Length; i++)
        {
            ref readonly var measurement = ref measurements[_signals[i]];
            row[i] = Columns[i].Of(measurement.HasValue ? (float)measurement.Value : float.NaN);
        }
    }
}
