using Detector.Benchmarks.Hostile;
using Detector.Pages;
using Detector.Verdicts;

namespace Detector.Tests.Pages;

/// <summary>Pages made to be slow are read, or refused with a reason, in memory that grows with their bytes. Time is measured by the benchmarks' <c>hostile</c> command.</summary>
public class HostilePageTests
{
    private const int Small = 128 * 1024;

    private static readonly FarmDetector Detector = new();

    public static TheoryData<string> Shapes() => [.. HostileShapes.All.Select(shape => shape.Name)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_hostile_page_is_read_or_refused_in_memory_that_grows_with_it(string name)
    {
        var shape = HostileShapes.All.First(shape => shape.Name == name);
        var (small, large) = (shape.Page(Small), shape.Page(4 * Small));
        Judge(small, shape.Request);
        Judge(large, shape.Request);

        var one = Allocated(small, shape.Request);
        var four = Allocated(large, shape.Request);

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
                foreach (var shape in HostileShapes.All) Judge(shape.Page(Small), shape.Request);
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

    // The least of three: a buffer is allocated anew when another test has just taken the pool's.
    private static long Allocated(byte[] bytes, PageRequest request)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Judge(bytes, request);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    private static void Judge(byte[] bytes, PageRequest request)
    {
        if (Detector.Judge(bytes, request, Detail.Everything) is Unjudged unjudged) unjudged.Says.ShouldNotBeEmpty();
    }
}
