using System.Diagnostics;

namespace Detector.Benchmarks.Speed;

/// <summary>
/// How ways of doing the same work are timed side by side, everywhere: each goes over all pages before the next one does, as it would at work (a page just read by another would be warm in the caches), and of each page the
/// best of some rounds counts, so a busy machine moves numerator and denominator together.
/// </summary>
internal static class Turns
{
    /// <summary>Rounds that only warm up where a ratio is promised. With two, the bare parse of a fresh process was measured before its code was compiled for good, at a third of its speed.</summary>
    public const int ThoroughWarmUp = 8;

    /// <summary>Times some ways over pages, by the number of the page.</summary>
    public static Best[] Take(int pages, int warmUps, int rounds, params ReadOnlySpan<Action<int>> ways)
    {
        var best = new Best[ways.Length];
        for (var way = 0; way < best.Length; way++) best[way] = new Best(pages);
        for (var round = -warmUps; round < rounds; round++)
            for (var way = 0; way < ways.Length; way++)
                for (var page = 0; page < pages; page++)
                {
                    var started = Started.Now;
                    ways[way](page);
                    if (round >= 0) best[way].Add(page, started);
                }
        return best;
    }
}

/// <summary>When something began, and what this thread had allocated by then.</summary>
internal readonly record struct Started(long At, long Allocated)
{
    public static Started Now => new(Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
}

/// <summary>The best time of each page over the rounds, and the least that one of them allocated.</summary>
internal sealed class Best
{
    private readonly double[] _seconds;
    private readonly long[] _allocated;

    public Best(int pages)
    {
        _seconds = new double[pages];
        _allocated = new long[pages];
        Array.Fill(_seconds, double.MaxValue);
        Array.Fill(_allocated, long.MaxValue);
    }

    public double Seconds => _seconds.Where(time => time < double.MaxValue).Sum();

    public long Allocated => _allocated.Where(bytes => bytes < long.MaxValue).Sum();

    public void Add(int page, Started started)
    {
        var seconds = Stopwatch.GetElapsedTime(started.At).TotalSeconds;
        _seconds[page] = Math.Min(_seconds[page], seconds);
        _allocated[page] = Math.Min(_allocated[page], GC.GetAllocatedBytesForCurrentThread() - started.Allocated);
    }
}
