using System.Diagnostics;
using Detector.Pages;
using Detector.Signals;
using Detector.Verdicts;

namespace Detector.Benchmarks.Hostile;

/// <summary>Judges every hostile shape at 1, 4 and 16 MB, from bytes to verdict; fails when time per byte grows by more than half or 4 MB take over two seconds.</summary>
internal static class HostileCommand
{
    private const double MostGrowth = 1.5;
    private const double MostSeconds = 2;
    private const double Patience = 10;
    private const int Rounds = 8;

    private static readonly int[] Sizes = [1 << 20, 1 << 22, 1 << 24];
    private static readonly FarmDetector Detector = new();

    public static int Run(string? only)
    {
        Console.WriteLine($"{"",-38}{"1 MB",9}{"4 MB",9}{"16 MB",9}  growth per byte, outcome");
        var bad = 0;
        foreach (var shape in HostileShapes.All)
        {
            if (only is not null && !shape.Name.Contains(only, StringComparison.OrdinalIgnoreCase)) continue;
            double[] seconds = [double.MaxValue, double.MaxValue, double.MaxValue];
            var pages = Sizes.Select(shape.Page).ToArray();
            var outcomes = new string[3];
            var slowest = "";
            double growth = 0;
            // The sizes take turns, and those that look bad some more: what else the machine does then falls on all of them.
            for (var round = 0; round < 2 || (round < Rounds && (growth > MostGrowth || seconds[1] > MostSeconds)); round++)
            {
                for (var s = 0; s < 3; s++)
                {
                    // Processor time: what other programs take is none of the page's doing.
                    var start = Environment.CpuUsage.TotalTime;
                    outcomes[s] = Read(pages[s], shape.Request, out var step);
                    var time = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
                    if (time >= seconds[s]) continue;
                    seconds[s] = time;
                    if (s == 2) slowest = step;
                }
                growth = Math.Max(Growth(seconds[0], seconds[1]), Growth(seconds[1], seconds[2]));
                if (seconds.Max() > Patience) break;
            }
            var failed = growth > MostGrowth || seconds[1] > MostSeconds;
            if (failed) bad++;
            Console.WriteLine($"{shape.Name,-38}{seconds[0] * 1e3,6:F0} ms{seconds[1] * 1e3,6:F0} ms{seconds[2] * 1e3,6:F0} ms  {growth:F2} {string.Join(", ", outcomes.Distinct(StringComparer.Ordinal))}{(failed ? $"   FAILED (most time: {slowest})" : "")}");
        }
        Console.WriteLine(bad == 0 ? "All shapes are read in linear time." : $"{bad} shapes are not read in linear time.");
        return bad == 0 ? 0 : 1;
    }

    // Four times the bytes in four times the time is 1. Below a few milliseconds the clock and the pools decide, not the page.
    private static double Growth(double small, double large) => large < 0.03 ? 1 : large / 4 / Math.Max(small, 0.004);

    private static string Read(byte[] bytes, PageRequest request, out string slowest)
    {
        var watch = Stopwatch.StartNew();
        var worst = TimeSpan.Zero;
        var name = "";
        using var page = PageReader.Read(bytes, request, null, out var why);
        Step("reading");
        slowest = name;
        if (page is null) return Names.Of(why!.Reason);
        _ = page.Metadata;
        Step("metadata");
        _ = page.Dates;
        Step("dates");
        _ = page.Structure;
        Step("structure");
        _ = page.Topics.Body;
        Step("topics");
        _ = Measurements.Of(page, Detector.Signatures);
        Step("signals");
        var verdict = Detector.Judge(page, Detail.Everything);
        Step("signals again, score and verdict");
        slowest = name;
        return Names.Of(verdict.Kind);

        void Step(string step)
        {
            if (watch.Elapsed > worst) (worst, name) = (watch.Elapsed, $"{step} {watch.ElapsedMilliseconds} ms");
            watch.Restart();
        }
    }
}
