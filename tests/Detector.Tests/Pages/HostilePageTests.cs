using System.Diagnostics;
using Detector.Benchmarks.Hostile;
using Detector.Pages;
using Detector.Signals;
using Detector.Signals.Templates;

namespace Detector.Tests.Pages;

/// <summary>Pages made to be slow are read, or refused with a reason, in time and memory that grow with their bytes. The full sizes are measured by the benchmarks' <c>hostile</c> command.</summary>
public class HostilePageTests
{
    private const int Small = 128 * 1024;

    // Linear work on half a megabyte takes some tens of milliseconds; quadratic work on these shapes took from fifteen seconds to minutes. The bound is far from both.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public static TheoryData<string> Shapes() => [.. HostileShapes.All.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_hostile_page_is_read_in_bounded_time_and_memory(string name)
    {
        var make = HostileShapes.All.First(shape => shape.Name == name).Make;
        var (small, large) = (HostileShapes.Page(make, Small), HostileShapes.Page(make, 4 * Small));
        Read(small);
        Read(large);

        var one = Allocated(small);
        var watch = Stopwatch.StartNew();
        var four = Allocated(large);

        watch.Elapsed.ShouldBeLessThan(Patience);
        four.ShouldBeLessThan((one * 5) + 300_000, $"{one} bytes allocated for {small.Length}, {four} for {large.Length}");
    }

    [Fact]
    public void Nothing_on_a_page_needs_the_call_stack_to_grow_with_it()
    {
        // A stack this small does not survive recursion over nesting.
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                foreach (var (_, make) in HostileShapes.All) Read(HostileShapes.Page(make, Small));
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }, 256 * 1024);
        thread.Start();
        thread.Join();

        failure.ShouldBeNull();
    }

    private static long Allocated(byte[] bytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read(bytes);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Read(byte[] bytes)
    {
        using var page = PageReader.Read(bytes, new PageRequest { ContentType = "text/html", Url = "https://www.site.example/a" }, null, out var why);
        if (page is null)
        {
            why.ShouldNotBeNull().Says.ShouldNotBeEmpty();
            return;
        }
        _ = page.Metadata;
        _ = page.Dates;
        _ = page.Structure;
        _ = page.Topics.Body;
        _ = Measurements.Of(page, TemplateSignatures.None);
    }
}
