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

/// <summary>Calls at a rate of their own, as callers that know nothing of one another make them: a slow answer does not hold back the next call, so waiting is not hidden (coordinated omission).</summary>
internal static class OpenLoop
{
    /// <param name="rate">Calls a second; the gaps are exponential.</param>
    /// <param name="length">How long.</param>
    /// <param name="call">Told its number and when it went out.</param>
    public static async Task Run(double rate, TimeSpan length, Func<int, long, Task> call)
    {
        var chance = new Random(1);
        var calls = new List<Task>();
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        var due = 0.0;
        for (var number = 0; due < length.TotalSeconds; number++)
        {
            var at = start + (long)(due * System.Diagnostics.Stopwatch.Frequency);
            // The generator stands on the same cores: it sleeps rather than spins, and a call that is due goes out with the next waking, from when its time counts.
            var left = (at - System.Diagnostics.Stopwatch.GetTimestamp()) * 1000.0 / System.Diagnostics.Stopwatch.Frequency;
            if (left > 0) await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(1, left))).ConfigureAwait(false);
            var n = number;
            calls.Add(Task.Run(() => call(n, System.Diagnostics.Stopwatch.GetTimestamp())));
            due += -Math.Log(1 - chance.NextDouble()) / rate;
        }
        await Task.WhenAll(calls).ConfigureAwait(false);
    }
}
