using System.Reflection;
using System.Text.RegularExpressions;
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

    [Fact]
    public void A_page_whose_text_is_all_hidden_is_judged() =>
        Judge($"<div hidden><p>{string.Join("<p>", Enumerable.Repeat(Words, 6).Select((words, i) => $"{i} {words}"))}</div><p>Please turn on scripts to read this page as it was meant to be read, or ask somebody who has them turned on already.</p>", PageFormat.Html).ShouldBeOfType<Judged>();

    [Fact]
    public void A_text_of_a_letter_a_line_allocates_no_more_than_any()
    {
        var page = Words + "\n" + string.Concat(Enumerable.Repeat("x\n", 100_000));
        for (var warm = 0; warm < 3; warm++) Judge(page, PageFormat.Text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Judge(page, PageFormat.Text);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20 * page.Length);
    }

    [Fact]
    public void Links_of_unclosed_entries_in_preformatted_text_keep_to_the_text() =>
        Judge("s t e c o y n a n>t<pre >H<li class=MenuI><a href=m>M                         <li class=MenuI><a href>G o n A<li class=MenuI><a href=m>s t S.A", PageFormat.Html).ShouldBeOfType<Judged>();

    [Fact]
    public void No_pattern_has_a_time_limit_that_a_busy_machine_could_pass()
    {
        // A page failed because the machine, not the page, was slow. Patterns built at run time are kept from it by the analyzer (BannedSymbols.txt).
        var patterns = typeof(FarmDetector).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(Regex) && method.GetParameters().Length == 0)
            .Select(method => (Regex)method.Invoke(null, null)!)
            .ToList();
        patterns.ShouldNotBeEmpty();
        patterns.ShouldAllBe(pattern => pattern.MatchTimeout == Regex.InfiniteMatchTimeout);
    }

    private const string Words = "The council met on the old bridge on Tuesday and talked about the river, the ferry and the price of bread for two hours and a half.";

    private static Verdict Judge(string page, PageFormat format) => Detector.Judge(page, new PageRequest { Format = format }, Detail.Everything);
}
