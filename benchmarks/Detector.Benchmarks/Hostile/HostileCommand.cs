using System.Diagnostics;
using Detector.Pages;
using Detector.Signals;
using Detector.Signals.Templates;

namespace Detector.Benchmarks.Hostile;

/// <summary>Reads every hostile shape at 1, 4 and 16 MB with all views and signals; fails when time per byte grows by more than half or 4 MB take over two seconds.</summary>
internal static class HostileCommand
{
    private const double MostGrowth = 1.5;
    private const double MostSeconds = 2;

    public static int Run(string? only)
    {
        Console.WriteLine($"{"",-38}{"1 MB",9}{"4 MB",9}{"16 MB",9}  growth per byte, outcome");
        var bad = 0;
        foreach (var (name, make) in HostileShapes.All)
        {
            if (only is not null && !name.Contains(only, StringComparison.OrdinalIgnoreCase)) continue;
            var seconds = new double[3];
            var outcome = "";
            var slowest = "";
            for (var s = 0; s < 3; s++)
            {
                var page = HostileShapes.Page(make, (1 << 20) << (2 * s));
                seconds[s] = double.MaxValue;
                for (var round = 0; round < (s == 2 ? 2 : 3); round++)
                {
                    var start = Stopwatch.GetTimestamp();
                    outcome = Read(page, out var step);
                    var time = Stopwatch.GetElapsedTime(start).TotalSeconds;
                    if (time < seconds[s]) (seconds[s], slowest) = (time, step);
                    if (time > 5) break;
                }
                if (seconds[s] > 5) break;
            }
            // Below a few milliseconds the clock and the pools decide, not the page.
            var growth = seconds[2] == 0 ? double.PositiveInfinity : seconds[2] < 0.03 ? 1 : seconds[2] / 4 / Math.Max(seconds[1], 0.004);
            var failed = growth > MostGrowth || seconds[1] > MostSeconds;
            if (failed) bad++;
            Console.WriteLine($"{name,-38}{seconds[0] * 1e3,6:F0} ms{seconds[1] * 1e3,6:F0} ms{seconds[2] * 1e3,6:F0} ms  {growth:F2} {outcome}{(failed ? $"   FAILED (most time: {slowest})" : "")}");
        }
        Console.WriteLine(bad == 0 ? "All shapes are read in linear time." : $"{bad} shapes are not read in linear time.");
        return bad == 0 ? 0 : 1;
    }

    private static string Read(byte[] bytes, out string slowest)
    {
        var watch = Stopwatch.StartNew();
        var worst = TimeSpan.Zero;
        var name = "";
        using var page = PageReader.Read(bytes, new PageRequest { ContentType = "text/html", Url = "https://www.site.example/a" }, null, out var why);
        Step("reading");
        slowest = name;
        if (page is null) return why!.Reason.ToString();
        _ = page.Metadata;
        Step("metadata");
        _ = page.Dates;
        Step("dates");
        _ = page.Structure;
        Step("structure");
        _ = page.Topics.Body;
        Step("topics");
        _ = Measurements.Of(page, TemplateSignatures.None);
        Step("signals");
        slowest = name;
        return "read";

        void Step(string step)
        {
            if (watch.Elapsed > worst) (worst, name) = (watch.Elapsed, $"{step} {watch.ElapsedMilliseconds} ms");
            watch.Restart();
        }
    }
}
