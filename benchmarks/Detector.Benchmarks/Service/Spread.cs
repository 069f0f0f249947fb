using System.Collections.Concurrent;

namespace Detector.Benchmarks.Service;

/// <summary>Times of many calls, and how they spread.</summary>
internal sealed class Spread
{
    private readonly ConcurrentBag<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    public void Add(TimeSpan time) => _milliseconds.Add(time.TotalMilliseconds);

    /// <summary>Milliseconds under which this share of the calls stayed.</summary>
    public double At(double share)
    {
        var sorted = _milliseconds.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }

    public override string ToString() => FormattableString.Invariant($"p50 {At(0.5):F2} ms  p90 {At(0.9):F2}  p99 {At(0.99):F2}  most {At(1):F1}");
}
