using Detector.Pages;
using Detector.Verdicts;

namespace Detector.Tests.Pages;

/// <summary>A server judges on ordinary threads: the deepest page that is let through must fit a third of their stack (1.5 MB on Linux).</summary>
public class StackTests
{
    [Theory]
    [InlineData("<div>")]
    [InlineData("<ul><li>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<blockquote><p>")]
    [InlineData("<b><i>")]
    [InlineData("<a href=/x><span>")]
    [InlineData("<section><article>")]
    public void The_deepest_page_is_judged_on_a_small_stack(string tags)
    {
        var words = string.Join(' ', Enumerable.Repeat("The council met on the bridge and talked about the river.", 20));
        var depth = (PageLimits.Default.MaximumDepth - 10) / tags.Count(c => c == '<');
        var page = $"<html><body>{string.Concat(Enumerable.Repeat(tags, depth))}<p>{words}</p>";
        Verdict? verdict = null;
        var detector = new FarmDetector();
        var thread = new Thread(() => verdict = detector.Judge(page, PageRequest.Unknown, Detail.Everything), maxStackSize: 512 * 1024);

        thread.Start();
        thread.Join();

        verdict.ShouldBeOfType<Judged>();
    }
}
