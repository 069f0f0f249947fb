using Detector.Benchmarks.Memory;

namespace Detector.Tests.Benchmarks;

public class MemoryTrendTests
{
    private const long Swing = 24_000_000;

    [Fact]
    public void Pools_that_fill_and_swing_are_no_growth() => Run(leak: 0).Grows.ShouldBeFalse();

    [Fact]
    public void A_single_high_look_is_no_growth()
    {
        var trend = Run(leak: 0);
        trend.Add(1, 500_000_000);

        trend.Grows.ShouldBeFalse();
    }

    [Fact]
    public void A_leak_of_a_kilobyte_a_page_is_growth() => Run(leak: 1_000).Grows.ShouldBeTrue();

    [Fact]
    public void Where_nothing_swings_a_rise_of_more_than_five_percent_is_growth()
    {
        var trend = new MemoryTrend();
        trend.Add(0.5, 400_000_000);
        trend.Add(0.9, 420_000_000);
        trend.Grows.ShouldBeFalse();
        trend.Add(0.9, 421_000_000);
        trend.Grows.ShouldBeTrue();
    }

    [Fact]
    public void A_third_that_was_never_looked_at_does_not_pass_for_steady()
    {
        var trend = new MemoryTrend();
        trend.Add(0.9, 400_000_000);

        trend.Grows.ShouldBeTrue();
    }

    /// <summary>A run over 100,000 pages: 30 MB held from the start, pools that fill for a third of it and swing by 20 MB afterwards.</summary>
    private static MemoryTrend Run(long leak)
    {
        var random = new Random(7);
        var trend = new MemoryTrend(Swing);
        for (var look = 0; look < 180; look++)
        {
            var share = look / 180.0;
            trend.Add(share, (long)(30e6 + 50e6 * Math.Min(1, 3 * share) + random.Next(-20_000_000, 20_000_000) + leak * 100_000 * share));
        }
        return trend;
    }
}
