namespace Detector.Tests.Signals.Structure;

public class StructureSignalTests
{
    [Theory]
    [InlineData("veryGood! (38)")]
    [InlineData("很赞哦! (38)")]
    [InlineData("Gut gemacht (5)")]
    public void A_word_of_applause_with_a_number_is_a_counter_in_any_language(string widget)
    {
        On.Value(On.Html("counter-widgets", $"<div>{widget}</div>")).ShouldBe(1);
        On.Value(On.Text("counter-widgets", $"The bridge opens\n{On.Prose}\n{On.Prose}\n{widget}\n")).ShouldBe(1);
    }

    [Theory]
    [InlineData("<h3>Comments (4)</h3>")]
    [InlineData("<p>He was born in Riverton (1911)</p>")]
    [InlineData("<nav><a href=/x>News (12)</a></nav>")]
    public void Comment_headings_years_and_menus_are_no_counters(string markup) => On.Value(On.Html("counter-widgets", markup)).ShouldBe(0);

    [Fact]
    public void Running_text_that_nobody_sees_is_hidden_and_a_closed_menu_is_not()
    {
        On.Value(On.Html("hidden-share", $"<div style='display:none'><p>{On.Prose}</p></div>")).ShouldBeGreaterThan(0.25);
        On.Value(On.Html("hidden-share", "<div style='display:none'><a href=/a>News</a> <a href=/b>Sport</a></div>")).ShouldBe(0);
    }

    [Fact]
    public void A_page_that_sends_its_visitor_on_refreshes()
    {
        On.Value(On.Html("meta-refresh", "", head: "<title>x</title><meta http-equiv=refresh content=\"0; url=https://offer.example/\">")).ShouldBe(1);
        On.Value(On.Html("meta-refresh", "", head: "<title>x</title><meta http-equiv=refresh content=\"300\">")).ShouldBe(0);
    }

    [Fact]
    public void Pictures_from_an_agencys_servers_are_borrowed()
    {
        const string images = "<img src='https://storage.apnews.com/a.jpg'><img src='https://storage.apnews.com/b.jpg'>";
        On.Value(On.Html("borrowed-media", images, "https://quickfund.example/a")).ShouldBe(2);
        On.Html("borrowed-media", images, "https://apnews.com/a").HasValue.ShouldBeFalse();
        On.Html("borrowed-media", images, "https://www.theguardian.com/a").HasValue.ShouldBeFalse("outlets license pictures");
        On.Value(On.Html("borrowed-media", "<img src=/a.jpg><img src=/b.jpg>", "https://quickfund.example/a")).ShouldBe(0);
    }

    [Fact]
    public void Pictures_of_the_story_are_borrowed_whatever_the_theme_shows_around_it()
    {
        const string theme = "<img src=/logo.png><img src=/1.png><img src=/2.png><img src=/3.png>";
        const string head = "<title>The bridge opens</title><meta property='og:image' content='https://static0.srcdn.com/a.jpg'>";
        On.Value(On.Html("borrowed-media", theme + "<p>" + On.Prose + "</p><img src='https://static0.srcdn.com/a.jpg'><img src='https://static0.srcdn.com/b.jpg'>", "https://quickfund.example/a", head)).ShouldBe(2);
        On.Value(On.Html("borrowed-media", theme, "https://quickfund.example/a", head)).ShouldBe(0, "one picture is somebody's who liked it");
    }

    [Fact]
    public void Without_an_address_the_one_the_page_declares_says_whose_it_is()
    {
        const string images = "<img src='https://storage.apnews.com/a.jpg'><img src='https://storage.apnews.com/b.jpg'>";
        On.Value(On.Html("borrowed-media", images, head: "<title>x</title><link rel=canonical href='https://quickfund.example/a'>")).ShouldBe(2);
        On.Html("borrowed-media", images, head: "<title>x</title><link rel=canonical href='https://apnews.com/a'>").HasValue.ShouldBeFalse();
        On.Html("borrowed-media", images, head: "<title>x</title><link rel=canonical href='a.html'>").HasValue.ShouldBeFalse();
        On.Value(On.Html("borrowed-media", images, head: "<title>The bridge opens</title><meta property='og:site_name' content='AP News'><link rel=canonical href='https://partner.example/a'>")).ShouldBe(0, "a partner's copy declares the original's address");
    }

    [Fact]
    public void The_declared_picture_is_its_own_outlets_a_linked_ones_or_borrowed()
    {
        const string head = "<title>The bridge opens</title><meta property='og:image' content='https://static0.srcdn.com/a.jpg'>";
        const string body = "<p>" + On.Prose + "</p>";
        On.Value(On.Html("declared-picture-elsewhere", body, "https://quickfund.example/a", head)).ShouldBe(1);
        On.Value(On.Html("declared-picture-elsewhere", body, head: head + "<link rel=canonical href='https://quickfund.example/a'>")).ShouldBe(1);
        On.Value(On.Html("declared-picture-elsewhere", body + "<p>Seen at <a href='https://screenrant.com/bridge/'>Screen Rant</a>.</p>", "https://quickfund.example/a", head)).ShouldBe(0, "who links to an outlet says whose picture it is");
        On.Value(On.Html("declared-picture-elsewhere", body, "https://quickfund.example/a", head.Replace("static0.srcdn.com", "storage.apnews.com"))).ShouldBe(0, "agencies' pictures are paid for");
        On.Value(On.Html("declared-picture-elsewhere", body + "<img src='https://static0.srcdn.com/a.jpg'>", "https://quickfund.example/a", head)).ShouldBe(0, "somebody pasted it into a post");
        On.Value(On.Html("declared-picture-elsewhere", body + "<img src='https://static0.srcdn.com/a.jpg'><img src='https://static0.srcdn.com/b.jpg'>", "https://quickfund.example/a", head)).ShouldBe(1);
        On.Value(On.Html("declared-picture-elsewhere", body, "https://quickfund.example/a", head.Replace("https://static0.srcdn.com", ""))).ShouldBe(0);
        On.Html("declared-picture-elsewhere", body, "https://screenrant.com/a", head).HasValue.ShouldBeFalse();
        On.Html("declared-picture-elsewhere", body, "https://quickfund.example/a").HasValue.ShouldBeFalse("none is declared");
        On.Html("declared-picture-elsewhere", body, head: head).HasValue.ShouldBeFalse("whose page it is nobody knows");
    }

    [Fact]
    public void A_search_engines_menus_are_at_home_on_its_own_pages()
    {
        const string tabs = "<nav><a href=/s>All</a> <a href=/i>Images</a> <a href=/v>Videos</a> <a href=/m>Maps</a></nav>";
        const string times = "<ul><li><a href=/1>Any time</a><li><a href=/2>Past hour</a><li><a href=/3>Past 24 hours</a></ul>";
        On.Value(On.Html("search-interface", tabs + times, "https://quickfund.example/a")).ShouldBe(1);
        On.Value(On.Html("search-interface", tabs + times, head: "<title>ferry</title><meta property='og:site_name' content='Quick Fund'>")).ShouldBe(1);
        On.Value(On.Text("search-interface", "Alle Bilder Videos Karten\nLetzte 24 Stunden\nLetzte 7 Tage\n" + On.Prose, "https://quickfund.example/a")).ShouldBe(1);
        On.Value(On.Html("search-interface", times, "https://jobsinlowmere.example/a")).ShouldBe(0, "a job board's times");
        On.Value(On.Html("search-interface", tabs, "https://planetarium.example/a")).ShouldBe(0, "an archive's sorts");
        On.Value(On.Html("search-interface", tabs + "<p>The ferry may come any time; in the past hour it came twice, in the past 24 hours nine times.</p>", "https://planetarium.example/a")).ShouldBe(0, "words of a sentence");
        On.Html("search-interface", tabs + times, "https://www.bing.com/news/search?q=ferry").HasValue.ShouldBeFalse();
        On.Html("search-interface", tabs + times, head: "<title>ferry - Bing</title><meta property='og:site_name' content='Bing'>").HasValue.ShouldBeFalse("a saved page of the engine");
        On.Html("search-interface", tabs + times, head: "").HasValue.ShouldBeFalse("whose page it is nobody knows");
    }

    [Fact]
    public void A_release_shown_in_its_wires_own_frame_is_not_borrowed() =>
        On.Value(On.Html("borrowed-media", "<iframe src='https://pr.globenewswire.com/view/1'></iframe><img src=/logo.png>", "https://pumpworks.example/news/1")).ShouldBe(0);

    [Fact]
    public void Pictures_out_of_a_search_count_by_their_share_and_one_pasted_picture_hardly()
    {
        const string found = "<img src='https://tse1.mm.bing.net/th?q=swing+bridge'>";
        On.Value(On.Html("picture-search", string.Concat(Enumerable.Repeat(found, 6)))).ShouldBe(1);
        On.Value(On.Html("picture-search", found + found + found)).ShouldBe(0.5);
        On.Value(On.Html("picture-search", found + found)).ShouldBe(0, "somebody pasted two into a post");
        On.Value(On.Html("picture-search", found + found + found + string.Concat(Enumerable.Repeat("<img src=/own.jpg>", 4)))).ShouldBe(0);
        On.Value(On.Html("picture-search", found + string.Concat(Enumerable.Repeat("<img src=/own.jpg>", 9)))).ShouldBe(0);
        On.Html("picture-search", "").HasValue.ShouldBeFalse();
        On.Text("picture-search", On.Prose).HasValue.ShouldBeFalse();
    }

    [Fact]
    public void Networks_for_pop_unders_are_counted()
    {
        On.Value(On.Html("pop-under-ads", "<script src='//plain.example/76f74b4c0ecd6331dc2ffce62e2a4596/invoke.js'></script><script src='//c1.popads.net/pop.js'></script>")).ShouldBe(2);
        On.Value(On.Html("pop-under-ads", "<ins class=adsbygoogle></ins>")).ShouldBe(0);
    }

    [Fact]
    public void Rates_are_taken_over_the_words_of_the_body()
    {
        On.Value(On.Html("ad-load", "<ins class=adsbygoogle></ins><ins class=adsbygoogle></ins>")).ShouldBeGreaterThan(0);
        On.Value(On.Html("ad-load", "")).ShouldBe(0);
        On.Value(On.Html("affiliate-links", "<p>Buy <a href='https://www.amazon.com/dp/B0?tag=x-20'>this table</a></p>")).ShouldBeGreaterThan(0);
        On.Value(On.Html("affiliate-links", "<p>Buy <a href='https://www.amazon.com/dp/B0'>this table</a></p>")).ShouldBe(0);
    }

    [Fact]
    public void Main_share_is_low_when_the_page_is_mostly_around_the_story()
    {
        var around = "<div class=sidebar>" + string.Concat(Enumerable.Range(0, 60).Select(i => $"<p><a href=/{i}>Mayor opens the swimming pool number {i}</a></p>")) + "</div>";
        var story = "<article>" + string.Concat(Enumerable.Range(1, 6).Select(i => $"<p>In its year number {i} the bridge was closed {i} times, and the town had to send its {i * 7} carts by the long road around the lake.</p>")) + "</article>";
        On.Value(On.Html("main-share", story + around)).ShouldBeLessThan(0.6);
        On.Value(On.Html("main-share", "")).ShouldBeGreaterThan(0.9);
        On.Value(On.Html("main-words", "")).ShouldBe(Math.Log10(1 + 62), 0.05);
    }

    [Fact]
    public void A_page_can_ask_to_be_left_out_of_search()
    {
        On.Value(On.Html("no-index", "", head: "<title>x</title><meta name=robots content='NOINDEX, nofollow'>")).ShouldBe(1);
        On.Value(On.Html("no-index", "")).ShouldBe(0);
    }

    [Fact]
    public void Comments_by_readers_count_and_a_form_alone_does_not()
    {
        var comments = "<ol class=commentlist>" + string.Concat(Enumerable.Range(0, 3).Select(i => $"<li class=comment id=comment-{i}><cite>Ann {i}</cite><p>I crossed the bridge as a child and I am glad it is back.</p></li>")) + "</ol>";
        On.Value(On.Html("reader-comments", comments)).ShouldBe(3);
        On.Value(On.Html("reader-comments", "<div id=respond><form><textarea name=comment></textarea></form></div>")).ShouldBe(0);
    }
}
