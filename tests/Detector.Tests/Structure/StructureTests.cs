using CsCheck;
using Detector.Pages;
using Detector.Pages.Structure;

namespace Detector.Tests.Structure;

public class StructureTests
{
    private const string Body = "<p>The council voted on Tuesday to repair the old bridge over the river after two years of talks about who should pay for it.</p>";

    [Fact]
    public void Hosts_of_pictures_are_counted_most_frequent_first()
    {
        using var page = Html("<img src='/a.png'><img src='https://CDN.example/b.png'><img data-src='//cdn.example:8080/c.png' src='data:image/gif;base64,xx'><iframe src='https://video.example/1'></iframe>" + Body);
        page.Structure.MediaHosts.ShouldBe([new("cdn.example", 2), new("", 1), new("video.example", 1)]);
        page.Structure.Images.ShouldBe(3);
        page.Structure.Iframes.ShouldBe(1);
    }

    [Fact]
    public void Advertising_is_known_by_its_scripts_and_slots()
    {
        using var page = Html("<script src='https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js'></script><script src='//cdn.taboola.com/libtrc/x.js'></script><script src='/own.js'></script>"
            + "<div class='ad-wrapper'><ins class='adsbygoogle'></ins></div><div id='div-gpt-ad-123'></div><div class='shadow header-lead badge'></div>" + Body);
        page.Structure.AdNetworks.ShouldBe(["Google AdSense", "Taboola", "Google Ad Manager"]);
        page.Structure.AdSlots.ShouldBe(2);
        page.Structure.ScriptHosts.ShouldBe(["pagead2.googlesyndication.com", "cdn.taboola.com"]);
    }

    [Theory]
    [InlineData("<script src='//plain.example/41/6c/2e/416c2e838ffd0ebdc5c06cfa83cc5244.js'></script>", "Adsterra")]
    [InlineData("<script src='https://plain.example/76f74b4c0ecd6331dc2ffce62e2a4596/invoke.js'></script>", "Adsterra")]
    [InlineData("<script>atOptions = { 'key': '76f74b4c0ecd6331dc2ffce62e2a4596', 'format': 'iframe' };</script>", "Adsterra")]
    [InlineData("<script src='https://c1.popads.net/pop.js'></script>", "PopAds")]
    [InlineData("<script src='//plain.example/41/6c/2e/516c2e838ffd0ebdc5c06cfa83cc5244.js'></script>", null)]
    [InlineData("<script src='/assets/41/6c/2e/416c2e838ffd0ebdc5c06cfa83cc5244.js'></script>", null)]
    [InlineData("<script src='https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js'></script>", null)]
    public void Networks_for_pop_unders_are_known_by_host_or_by_the_shape_of_their_tags(string markup, string? network)
    {
        using var page = Html(markup + Body);
        page.Structure.PopUnderNetworks.ShouldBe(network is null ? [] : [network]);
    }

    [Fact]
    public void A_site_proves_itself_to_a_network_in_its_head()
    {
        using var page = PageReader.Read("<!DOCTYPE html><html><head><title>x</title><meta name=\"monetag\" content=\"0\"></head><body>" + Body + "</body></html>", new PageRequest { Format = PageFormat.Html });
        page.Structure.PopUnderNetworks.ShouldBe(["Monetag"]);
        page.Structure.AdNetworks.ShouldBe(["Monetag"]);
    }

    [Theory]
    [InlineData("<img src='https://tse3.mm.bing.net/th?q=swing+bridge'>", 1, "tse3.mm.bing.net")]
    [InlineData("<img src='https://museum.example/b.jpg' onerror=\"this.onerror=null;this.src='https://encrypted-tbn0.gstatic.com/images?q=tbn:x';\">", 1, "encrypted-tbn0.gstatic.com")]
    [InlineData("<img src='https://fonts.gstatic.com/s/i.png'><img src='https://www.bing.com/logo.png' onerror=\"this.src='/none.png'\">", 0, null)]
    [InlineData("<img src='https://mm.bing.net.example/a.png'>", 0, null)]
    public void Pictures_out_of_a_searchs_cache_are_counted_where_they_are_or_would_be_shown(string markup, int count, string? host)
    {
        using var page = Html(markup + Body);
        page.Structure.SearchThumbnails.ShouldBe(count);
        page.Structure.SearchThumbnailHost.ShouldBe(host);
    }

    [Fact]
    public void Pictures_of_the_story_are_the_declared_one_and_those_inside_it()
    {
        using var page = PageReader.Read("<!DOCTYPE html><html><head><title>The bridge opens</title><meta property='og:image' content='https://elsewhere.example/lead.jpg'><meta name='twitter:image' content='https://third.example/lead.jpg'></head>"
            + "<body><img src='/logo.png'><article><h1>The bridge opens</h1>" + Body + "<img src='https://elsewhere.example/lead-1024x576.jpg?q=49'>" + Body + "</article><aside><img src='/thumb.jpg'></aside></body></html>", new PageRequest { Format = PageFormat.Html });
        page.Structure.StoryMediaHosts.ShouldBe([new("elsewhere.example", 1)], "the declared one is the same picture");
        page.Structure.MediaHosts.ShouldBe([new("", 2), new("elsewhere.example", 1)]);

        using var other = PageReader.Read("<!DOCTYPE html><html><head><title>The bridge opens</title><meta name='twitter:image' content='https://third.example/lead.jpg'></head><body><article><h1>The bridge opens</h1>" + Body + "<img src='/1.jpg'>" + Body + "</article></body></html>", new PageRequest { Format = PageFormat.Html });
        other.Structure.StoryMediaHosts.ShouldBe([new("", 1), new("third.example", 1)]);
    }

    [Fact]
    public void A_number_in_a_paragraph_of_hundreds_of_words_is_not_the_publishers()
    {
        using var one = Html("<p>" + string.Concat(Enumerable.Repeat("the ferry leaves at noon and comes back at night ", 40)) + "Call (555) 123-4567</p>");
        one.Structure.ShowsPhoneOrAddress.ShouldBeFalse();
        using var other = Html(Body + "<p>Call (555) 123-4567</p>");
        other.Structure.ShowsPhoneOrAddress.ShouldBeTrue();
    }

    [Theory]
    [InlineData("https://www.amazon.com/dp/B00?tag=valley-20", 1)]
    [InlineData("https://www.amazon.com/dp/B00", 0)]
    [InlineData("https://www.awin1.com/cread.php?x=1", 1)]
    [InlineData("https://go.redirectingat.com/?id=1", 1)]
    [InlineData("https://valley.example/awin1.com", 0)]
    public void Affiliate_links_are_known_by_redirector_or_tag(string href, int count)
    {
        using var page = Html($"<a href='{href}'>kettle</a>{Body}");
        page.Structure.AffiliateLinks.ShouldBe(count);
    }

    [Theory]
    [InlineData("noopener sponsored", 1)]
    [InlineData("Sponsored", 1)]
    [InlineData("nofollow", 0)]
    public void Links_to_elsewhere_that_say_they_are_paid_for_count_as_well(string rel, int count)
    {
        using var page = PageReader.Read($"<a href='https://kettles.example/a' rel='{rel}'>kettle</a><a href='/own' rel='sponsored'>ours</a>{Body}", new PageRequest { Url = "https://valley.example/b", Format = PageFormat.Html });
        page.Structure.AffiliateLinks.ShouldBe(count);
    }

    [Theory]
    [InlineData("<a href='/x'>About us</a>", OwnPages.About)]
    [InlineData("<a href='/kontakt.html'>Schreiben Sie</a>", OwnPages.Contact)]
    [InlineData("<a href='/p?id=1'>Impressum</a>", OwnPages.Legal)]
    [InlineData("<a href='/p?id=1'>Terms &amp; Conditions</a>", OwnPages.Legal)]
    [InlineData("<a href='/p?id=1'>Quiénes somos</a>", OwnPages.About)]
    [InlineData("<a href='/p?id=1'>Контакты</a>", OwnPages.Contact)]
    [InlineData("<a href='/redaktion'>Redaktion</a>", OwnPages.Staff)]
    [InlineData("<a href='/p?id=1'>About 30 people were hurt</a>", OwnPages.None)]
    public void Own_pages_are_known_by_whole_words_or_address(string anchor, OwnPages own)
    {
        using var page = Html(anchor + Body);
        page.Structure.OwnPages.ShouldBe(own);
    }

    [Theory]
    [InlineData("Call (555) 123-4567", true)]
    [InlineData("+49 30 1234567", true)]
    [InlineData("Tel. 030 123456", true)]
    [InlineData("Springfield, IL 62701", true)]
    [InlineData("Lange Straße 12, 12345 Ort", true)]
    [InlineData("12 Main Street, Springfield 62701", true)]
    [InlineData("2019-2020 and 100 200 300", false)]
    [InlineData("The 5 Great Road stories of 2020", false)]
    public void A_telephone_or_a_postal_address_is_noticed(string line, bool shown)
    {
        using var page = Html(Body + $"<p>{line}</p>");
        page.Structure.ShowsPhoneOrAddress.ShouldBe(shown);
    }

    [Theory]
    [InlineData("https://www.valley.example/a", "editor@valley.example", true)]
    [InlineData("https://www.valley.example/a", "editor@else.example", false)]
    [InlineData(null, "editor@else.example", true)]
    [InlineData(null, "@editor", false)]
    public void An_e_mail_address_counts_at_the_pages_own_site(string? url, string line, bool shown)
    {
        using var page = PageReader.Read(Body + $"<p>{line}</p>", new PageRequest { Url = url, Format = PageFormat.Html });
        page.Structure.ShowsEmail.ShouldBe(shown);
    }

    [Theory]
    [InlineData("<div style='display:none'>one two three</div>", 3)]
    [InlineData("<div style='color:#fff;background-color:white'>one two three</div>", 3)]
    [InlineData("<div style='position:absolute; left:-9999px'>one two three</div>", 3)]
    [InlineData("<div style='color:#333;background:#fff'>one two three</div>", 0)]
    [InlineData("<noscript>one two three</noscript>", 0)]
    public void Words_a_visitor_does_not_see_are_counted(string markup, int words)
    {
        using var page = Html(Body + markup);
        page.Structure.HiddenWords.ShouldBe(words);
    }

    [Fact]
    public void A_comment_marked_twice_is_one_comment_and_a_form_is_none()
    {
        using var page = Html(Body + "<ol class='commentlist'><li id='li-comment-1' class='comment'><div id='comment-1'>Well said.</div></li><li id='li-comment-2' class='comment'><div id='comment-2'>No.</div></li></ol><div id='commentform'><form></form></div>");
        page.Structure.Comments.ShouldBe(2);
        page.Structure.Forms.ShouldBe(1);
    }

    [Fact]
    public void Views_of_mangled_markup_are_the_same_twice_and_never_throw()
    {
        string[] pieces =
        [
            "<title>", "</title>", "Current:Home > Stocks", "Headline -Brand", " | ", "<h1>", "</h1>", "<div class='breadcrumb byline ad'>", "</div>", "<meta name=date content='", "2025-04-27", "'>", "<script type='application/ld+json'>",
            "{\"@type\":\"Article\",", "\"author\":", "[{\"name\":\"Jane", "\\u00", "\"", "}]", "</script>", "<time datetime=", "T14:15:15Z", ">", "By Jane Doe and", " April 27", ", 2025", "31.12.99", "12/13/2020", "© 2020", "All rights reserved", "<a href='//",
            "mailto:@", "https://amazon.de/?tag=", "/about.html", "' rel='author category license'>", "</a>", "source:", "category:", "<img src=", "<p itemprop='author publisher license datePublished' itemscope>", "republished with permission", "(555) 123-4567", "\n", " ", "é", "\uD800", "0",
        ];
        Gen.Int[0, pieces.Length - 1].Array[0, 60].Select(parts => string.Concat(parts.Select(part => pieces[part]))).Sample(markup =>
        {
            foreach (var format in new[] { PageFormat.Html, PageFormat.Text })
            {
                var one = Read(markup, format);
                var other = Read(markup, format);
                one.ShouldBe(other);
            }
        }, iter: 1000);
    }

    private static string Read(string markup, PageFormat format)
    {
        using var page = PageReader.Read((markup + Body).AsSpan(), new PageRequest { Url = "https://valley.example/2025/04/27/x", Format = format }, new PageLimits { MinimumWords = 0 }, out _);
        if (page is null) return "";
        var all = System.Text.Json.JsonSerializer.Serialize(new { page.Metadata, page.Dates, page.Structure });
        foreach (var place in page.Metadata.Authors.Concat(page.Metadata.Breadcrumb).Concat(page.Metadata.Copyrights).Select(fact => fact.Place).Concat(page.Dates.All.Select(date => date.Place)))
            _ = page.Text.Range(place.Start, place.Length).Length;
        return all;
    }

    private static Page Html(string markup) => PageReader.Read(markup, new PageRequest { Format = PageFormat.Html });
}
