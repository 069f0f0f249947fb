using Detector.Pages;
using Detector.Verdicts;

namespace Detector.Tests.Pages;

/// <summary>What the benchmarks' <c>fuzz</c> command found, cut down to the page that shows it.</summary>
public class FuzzFindTests
{
    private static readonly FarmDetector Detector = new();

    [Fact]
    public void A_text_with_a_line_of_NUL_and_nothing_else_is_read() =>
        Judge("  \0 \n      \n  \n" + Words, PageFormat.Text).ShouldBeOfType<Judged>();

    private const string Words = "The council met on the old bridge on Tuesday and talked about the river, the ferry and the price of bread for two hours and a half.";

    private static Verdict Judge(string page, PageFormat format) => Detector.Judge(page, new PageRequest { Format = format }, Detail.Everything);
}
