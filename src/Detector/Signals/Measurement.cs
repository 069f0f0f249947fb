namespace Detector.Signals;

/// <summary>
/// What a signal saw: a finite number with its evidence, or <see cref="Nothing"/> when the page gives it nothing to measure. Zero is a measurement.
/// </summary>
public readonly record struct Measurement
{
    private Measurement(double value, Evidence first, Evidence second)
    {
        Value = value;
        First = first;
        Second = second;
        HasValue = true;
    }

    /// <summary>There is nothing to measure: zero would be a lie and NaN a trap.</summary>
    public static Measurement Nothing => default;

    public bool HasValue { get; }

    /// <summary>In the signal's unit; 0 when there is nothing.</summary>
    public double Value { get; }

    /// <summary>Where it shows best.</summary>
    public Evidence First { get; }

    /// <summary>What it is held against, or a second place.</summary>
    public Evidence Second { get; }

    /// <exception cref="ArgumentOutOfRangeException">The value is not finite: a bug in the signal.</exception>
    public static Measurement Of(double value, Evidence first = default, Evidence second = default) =>
        double.IsFinite(value) ? new(value, first, second) : throw new ArgumentOutOfRangeException(nameof(value), value, "A measurement is a finite number.");

    /// <summary>1 or 0.</summary>
    public static Measurement Of(bool value, Evidence first = default, Evidence second = default) => new(value ? 1 : 0, first, second);
}
