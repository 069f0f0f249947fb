namespace Detector.Benchmarks.Memory;

/// <summary>
/// Memory looked at all through a run. Pools and caches fill in its first third, so growth is what the last third holds beyond the middle one, by their medians: a high look now and then is a pool's, a leak lifts every look.
/// </summary>
/// <param name="swing">Bytes by which the median of a third may rise for nothing, besides the share that is always allowed: what large buffers do that pools lend, give up and make anew.</param>
internal sealed class MemoryTrend(long swing = 0)
{
    private const double Allowed = 0.05;

    private readonly List<(double Share, long Bytes)> _looks = [];

    /// <summary>Whether the last third holds more than it may; so too when a third was never looked at.</summary>
    public bool Grows => !(Last <= Middle * (1 + Allowed) + swing);

    /// <summary>Both thirds in a sentence.</summary>
    public string Says => FormattableString.Invariant($"memory: middle third {Middle / 1e6:N0} MB, last third {Last / 1e6:N0} MB ({100 * (Last - Middle) / Middle:+0.0;-0.0;0.0} %; {100 * Allowed:F0} %{(swing > 0 ? $" and {swing / 1e6:N0} MB" : "")} allowed)");

    private double Middle => Median(1 / 3.0, 2 / 3.0);

    private double Last => Median(2 / 3.0, double.PositiveInfinity);

    /// <summary>Notes a look.</summary>
    /// <param name="share">How much of the run is over, 0..1.</param>
    /// <param name="bytes">What is held.</param>
    public void Add(double share, long bytes)
    {
        lock (_looks) _looks.Add((share, bytes));
    }

    private double Median(double from, double to)
    {
        lock (_looks)
        {
            var part = _looks.Where(look => look.Share >= from && look.Share < to).Select(look => look.Bytes).Order().ToList();
            return part.Count == 0 ? double.NaN : part[part.Count / 2];
        }
    }
}
