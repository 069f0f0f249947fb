using Detector.Pages;
using Detector.Tests.Signals.Text;

namespace Detector.Tests.Kinds;

public sealed class PageKindTests
{
    private static PageKind Kind(string content, string? url = null, PageFormat format = PageFormat.Html)
    {
        using var page = PageReader.Read(content, new PageRequest { Url = url, Format = format });
        return page.Kind;
    }

    private static string Body(string inner) => $"<html><head><title>Milbrook</title></head><body>{inner}</body></html>";

    [Fact]
    public void A_report_is_an_article_in_markup_and_in_plain_text()
    {
        Kind(Small.Html(Small.Report), "https://milbrook.example/2025/03/04/ferry-will-sail-again").ShouldBe(PageKind.Article);
        Kind("Ferry at Milbrook will sail again\n2025-03-04\n" + string.Join('\n', Small.Report), null, PageFormat.Text).ShouldBe(PageKind.Article);
    }

    [Fact]
    public void A_list_of_headlines_under_a_category_is_a_listing() =>
        Kind(Body(string.Concat(Enumerable.Range(0, 25).Select(i => $"<h2><a href=/story-{i}>The story of the boat number {i} on the sea</a></h2>"))), "https://milbrook.example/category/boats").ShouldBe(PageKind.Listing);

    [Fact]
    public void A_query_makes_a_search_page() => Kind(Small.Html(Small.Report), "https://milbrook.example/search?q=ferry").ShouldBe(PageKind.Search);

    [Fact]
    public void A_bare_host_is_a_home_page() => Kind(Small.Html(Small.Report), "https://milbrook.example/").ShouldBe(PageKind.Home);

    [Fact]
    public void A_saved_page_lives_where_it_says() =>
        Kind(Small.Html(Small.Report).Replace("<head>", "<head><link rel=\"canonical\" href=\"https://milbrook.example/\">", StringComparison.Ordinal)).ShouldBe(PageKind.Home);

    [Fact]
    public void A_raw_feed_is_a_feed_dump_and_an_article_about_feeds_is_not()
    {
        Kind("Milbrook News https://milbrook.example Mon, 03 Mar 2025 hourly 1 https://wordpress.org/?v=6.1\n" + string.Join('\n', Small.Report), null, PageFormat.Text).ShouldBe(PageKind.FeedDump);
        Kind(string.Join('\n', Small.Report) + "\nThe post Ferry appeared first on Milbrook News.", null, PageFormat.Text).ShouldBe(PageKind.Article);
    }

    [Fact]
    public void Documentation_is_help() =>
        Kind(Body("<h1>Timers</h1><p>Set a timer with the call below, and stop it when you are done with it, as all the pages of this manual say.</p><pre>start()</pre><pre>stop()</pre>"), "https://docs.milbrook.example/docs/timers").ShouldBe(PageKind.Help);

    [Fact]
    public void A_thread_is_a_forum_page() =>
        Kind(Body(string.Concat(Enumerable.Range(0, 6).Select(i => $"<div><p>Member {i} joined 2019, posts 12</p><p>Reply: I think the ferry is late and so do you.</p><p>Quote Reply</p></div>"))), "https://boats.example/forum/threads/late-ferry.12/").ShouldBe(PageKind.Forum);

    [Fact]
    public void A_thing_with_a_price_and_a_cart_is_a_product() =>
        Kind(Body("<h1>Oak oar</h1><p>$49.00</p><p>In stock. Add to cart. SKU 4711. Free shipping on all orders of oars and of boats over a hundred dollars, with a warranty.</p>"), "https://shop.example/products/oak-oar").ShouldBe(PageKind.Product);

    [Fact]
    public void What_a_firm_says_of_itself_is_service() =>
        Kind(Body("<h1>Boat repair</h1><p>Our team repairs boats. Call our office for a free estimate or schedule an appointment. We are certified and our clients like our services.</p><p>Contact our experts for a quote.</p>"), "https://yard.example/services/boat-repair").ShouldBe(PageKind.Service);
}
