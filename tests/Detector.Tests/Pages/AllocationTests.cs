using System.Text;
using Detector.Pages;
using Detector.Verdicts;

namespace Detector.Tests.Pages;

public class AllocationTests
{
    /// <summary>Bytes allocated per byte of the page, from bytes to verdict. The ordinary document alone takes 5.0.</summary>
    private const double Budget = 2.5;

    private static readonly FarmDetector Detector = new();

    [Fact]
    public void Judging_a_page_from_its_bytes_stays_within_the_budget()
    {
        var bytes = Encoding.UTF8.GetBytes(Page());
        for (var i = 0; i < 3; i++) Read(bytes);

        var allocated = Least(() => Read(bytes));

        ((double)allocated / bytes.Length).ShouldBeLessThan(Budget, $"{allocated} bytes allocated for a page of {bytes.Length}");
    }

    [Fact]
    public void Every_pooled_buffer_comes_back_when_a_page_is_given_back()
    {
        var bytes = Encoding.UTF8.GetBytes(Page(8));
        for (var i = 0; i < 3; i++) Read(bytes);
        var allocated = Least(() => PageReader.Read(bytes, new PageRequest { ContentType = "text/html" }, null, out _)!.Dispose());

        // A buffer that was kept would be rented anew every time: at least a fifth of the page's bytes.
        allocated.ShouldBeLessThan(bytes.Length / 5);
    }

    // The pool gives its arrays up when a collection finds memory short, which other tests bring about: the best of several rounds is the reader's own need.
    private static long Least(Action read)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 12; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            read();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }

    private static void Read(byte[] bytes) =>
        Detector.Judge(bytes, new PageRequest { ContentType = "text/html", Url = "https://www.site.example/2021/05/bridge" }).ShouldBeOfType<Judged>();

    private static string Page(int times = 1)
    {
        var page = new StringBuilder("<!doctype html><html lang=en><head><meta charset=utf-8><title>The bridge | The Herald</title><script>");
        for (var i = 0; i < 400 * times; i++) page.Append($"window.a{i} = function (x) {{ return x < {i} ? '<b>' : x & 7; }};\n");
        page.Append("</script></head><body><nav><ul>");
        for (var i = 0; i < 80 * times; i++) page.Append($"<li class='menu-item menu-item-{i}'><a href='/section/{i}'>Section {i}</a></li>");
        page.Append("</ul></nav><article class=post><h1>The bridge reopens after a long year</h1><p class=byline>By Ada Writer, 12 May 2021</p>");
        for (var i = 0; i < 60 * times; i++) page.Append($"<p>The council met on the old bridge for the {i}th time, and talked for two hours about the river, the road &amp; the <a href='/school'>new school</a>.</p>");
        page.Append("</article><aside class=related><h3>Most read</h3><ul>");
        for (var i = 0; i < 80 * times; i++) page.Append($"<li><a href='/story/{i}'>Mayor number {i} opens the new swimming pool</a></li>");
        return page.Append("</ul></aside><footer><p>© The Herald. All rights reserved.</p></footer></body></html>").ToString();
    }
}
