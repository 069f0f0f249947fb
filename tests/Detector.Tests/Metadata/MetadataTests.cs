using Detector.Pages;
using Detector.Pages.Metadata;

namespace Detector.Tests.Metadata;

public class MetadataTests
{
    private const string Body = "<p>The council voted on Tuesday to repair the old bridge over the river after two years of talks about who should pay for it.</p>"
        + "<p>Work starts in spring, and the road will stay closed to cars for about four months while the arches are rebuilt stone by stone.</p>";

    private const string PlainBody = "The council voted on Tuesday to repair the old bridge over the river after two years of talks about who should pay for it.\n"
        + "Work starts in spring, and the road will stay closed to cars for about four months while the arches are rebuilt stone by stone.\n";

    [Theory]
    [InlineData("Bridge to be repaired at last | Valley Post", "Valley Post")]
    [InlineData("Bridge to be repaired at last - Valley Post", "Valley Post")]
    [InlineData("Bridge to be repaired at last – Valley Post", "Valley Post")]
    [InlineData("Bridge to be repaired at last » Valley Post", "Valley Post")]
    [InlineData("Bridge to be repaired at last · Valley Post", "Valley Post")]
    [InlineData("Bridge to be repaired at last :: Valley Post", "Valley Post")]
    [InlineData("Bridge to be repaired at last -AssetVault", "AssetVault")]
    [InlineData("Bridge to be repaired at last-AssetVault", "AssetVault")]
    [InlineData("AssetVault|Bridge to be repaired at last", "AssetVault")]
    [InlineData("AssetVault:Bridge to be repaired at last", "AssetVault")]
    [InlineData("Valley Post » Archive » Bridge to be repaired at last", "Valley Post")]
    public void The_brand_is_what_the_title_adds_to_the_headline(string title, string brand)
    {
        using var page = Html($"<title>{title}</title><h1>Bridge to be repaired at last</h1>{Body}");
        page.Metadata.TitleBrand!.Value.ShouldBe(brand);
        page.Metadata.Headline!.Value.ShouldBe("Bridge to be repaired at last");
    }

    [Fact]
    public void What_two_places_say_differently_is_named_with_both()
    {
        using var page = Html("<title>Bridge to be repaired | Valley Post</title><meta property='og:title' content='Ten ways to double your savings'><meta property='og:site_name' content='Valley Post'>"
            + "<meta property='og:url' content='https://valleypost.example/bridge'><link rel=canonical href='https://www.other.example/bridge'>"
            + $"<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"Bridge to be repaired\",\"publisher\":{{\"name\":\"The Valley Post\"}}}}</script><h1>Bridge to be repaired</h1>{Body}");

        var disagreements = page.Metadata.Disagreements();

        disagreements.Select(disagreement => disagreement.What).ShouldBe(["headline", "own address"]);
        disagreements[0].One.ShouldBe(page.Metadata.Headline);
        disagreements[0].Other.ShouldBe(new Declared("Ten ways to double your savings", FoundIn.OpenGraph));
        disagreements[1].One.In.ShouldNotBe(disagreements[1].Other.In);
    }

    [Fact]
    public void A_headline_with_a_colon_and_a_hyphen_has_no_brand()
    {
        using var page = Html($"<title>Budget: well-known bridge to be repaired</title><h1>Budget: well-known bridge to be repaired</h1>{Body}");
        page.Metadata.TitleBrand.ShouldBeNull();
    }

    [Fact]
    public void The_farm_line_of_crumb_headline_and_brand_comes_apart_at_the_repeated_headline()
    {
        using var page = Plain("Current:Home > StocksBridge to be repaired at last -AssetVault Pro\nBridge to be repaired at last\nView\nDate:2025-04-27 14:15:15\n" + PlainBody);
        page.Metadata.Breadcrumb.Select(crumb => crumb.Value).ShouldBe(["Home", "Stocks"]);
        page.Metadata.Headline!.Value.ShouldBe("Bridge to be repaired at last");
        page.Metadata.TitleBrand!.Value.ShouldBe("AssetVault Pro");
        page.Metadata.TitleParts.Select(part => part.Value).ShouldBe(["Current:Home > Stocks", "Bridge to be repaired at last", "AssetVault Pro"]);
        page.Text.Range(page.Metadata.TitleBrand.Place.Start, page.Metadata.TitleBrand.Place.Length).ToString().ShouldBe("AssetVault Pro");
    }

    [Fact]
    public void The_farm_line_is_found_behind_the_menu_that_an_extractor_kept_and_under_any_label()
    {
        using var page = Plain("AssetVault Pro\nNews\nSport\nYou are at:Index >> StocksBridge to be repaired at last -AssetVault Pro\nBridge to be repaired at last\nView\nDate:2025-04-27 14:15:15\n" + PlainBody);
        page.Metadata.Breadcrumb.Select(crumb => crumb.Value).ShouldBe(["Index", "Stocks"]);
        page.Metadata.Headline!.Value.ShouldBe("Bridge to be repaired at last");
        page.Metadata.TitleBrand!.Value.ShouldBe("AssetVault Pro");
        page.Text.Range(page.Metadata.TitleBrand.Place.Start, page.Metadata.TitleBrand.Place.Length).ToString().ShouldBe("AssetVault Pro");
        page.Metadata.TitleBrand.Place.Start.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void The_older_farm_line_has_no_space_before_the_brand()
    {
        using var page = Plain("Current:Home > MyBridge to be repaired at last-LoVaCoin\nBridge to be repaired at last\nView Date:2024-12-27 14:15:15\n" + PlainBody);
        page.Metadata.Breadcrumb.Select(crumb => crumb.Value).ShouldBe(["Home", "My"]);
        page.Metadata.TitleBrand!.Value.ShouldBe("LoVaCoin");
    }

    [Fact]
    public void The_sister_template_puts_its_brand_in_front_and_names_source_and_category_on_one_line()
    {
        using var page = Plain("Rekuvault Exchange:Bridge to be repaired at last\n2025-04-27 14:15:15 source:Rekuvault Exchangecategory:Stocks\n" + PlainBody);
        page.Metadata.TitleBrand!.Value.ShouldBe("Rekuvault Exchange");
        page.Metadata.Headline!.Value.ShouldBe("Bridge to be repaired at last");
        page.Metadata.Sources.ShouldHaveSingleItem().Value.ShouldBe("Rekuvault Exchange");
        page.Metadata.Sections.ShouldHaveSingleItem().Value.ShouldBe("Stocks");
    }

    [Fact]
    public void Plain_text_may_end_its_title_with_the_brand()
    {
        using var page = Plain("Bridge to be repaired at last after years - Valley Post\nBy Jane Doe\n" + PlainBody);
        page.Metadata.TitleBrand!.Value.ShouldBe("Valley Post");
        page.Metadata.Headline!.Value.ShouldBe("Bridge to be repaired at last after years");
        page.Metadata.Authors.ShouldHaveSingleItem().Value.ShouldBe("Jane Doe");
    }

    [Fact]
    public void A_line_of_crumbs_is_not_the_title()
    {
        using var page = Plain("Home > World\nBridge to be repaired at last\n" + PlainBody);
        page.Metadata.Title.ShouldBe("Bridge to be repaired at last");
        page.Metadata.Breadcrumb.Select(crumb => crumb.Value).ShouldBe(["Home", "World"]);
    }

    [Fact]
    public void An_h1_around_the_logo_is_not_the_headline()
    {
        using var page = Html($"<title>Bridge to be repaired at last - Valley Post</title><header><h1>Valley Post</h1></header><h2>Bridge to be repaired at last</h2>{Body}");
        page.Metadata.Headline!.Value.ShouldBe("Bridge to be repaired at last");
        page.Metadata.TitleBrand!.Value.ShouldBe("Valley Post");
    }

    [Theory]
    [InlineData("By Jane Doe", "Jane Doe")]
    [InlineData("By JANE DOE and John Roe", "JANE DOE|John Roe")]
    [InlineData("By The Associated Press", "The Associated Press")]
    [InlineData("By JANE DOE, Associated Press", "JANE DOE|Associated Press")]
    [InlineData("Von Hans Meier", "Hans Meier")]
    [InlineData("Par Jeanne Leblanc", "Jeanne Leblanc")]
    [InlineData("Por María García", "María García")]
    [InlineData("27.04.2025, von Hans Meier", "Hans Meier")]
    [InlineData("Posted by admin", "admin")]
    [InlineData("ByMONIKA DOE", "MONIKA DOE")]
    [InlineData("By Ludwig van Beek | April 27, 2025", "Ludwig van Beek")]
    [InlineData("By Rachel Link, MS, RD", "Rachel Link")]
    public void A_byline_names_its_authors(string byline, string authors)
    {
        using var page = Html($"<title>Bridge to be repaired at last</title><h1>Bridge to be repaired at last</h1><div>{byline}</div>{Body}");
        page.Metadata.Authors.Select(author => author.Value).ShouldBe(authors.Split('|'));
    }

    [Fact]
    public void A_paragraph_that_says_by_names_nobody()
    {
        using var page = Html($"<h1>Bridge to be repaired at last</h1><p>The plan by Mayor Jane Roe was passed by Monday, said people who were there in the hall at night when it was read.</p>{Body}");
        page.Metadata.Authors.ShouldBeEmpty();
    }

    [Fact]
    public void An_author_link_gives_name_and_page()
    {
        using var page = Html($"<h1>Bridge to be repaired at last</h1><p>By <a rel='author' href='/author/jane-doe/'>Jane Doe</a></p>{Body}");
        page.Metadata.Authors.ShouldHaveSingleItem().Value.ShouldBe("Jane Doe");
        page.Metadata.AuthorPage.ShouldBe("/author/jane-doe/");
    }

    [Fact]
    public void Json_ld_tells_author_publisher_section_and_crumbs()
    {
        using var page = Html("""
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
              {"@type":"NewsArticle","headline":"Bridge &amp; road","datePublished":"2025-04-27T14:15:15Z","articleSection":["Local","News"],
               "author":[{"@type":"Person","name":"Jane Doe","url":"/jane"},{"@id":"#john"}],"publisher":{"@id":"#org"},
               "isBasedOn":"https://wire.example/story","mainEntityOfPage":{"@type":"WebPage","@id":"https://valley.example/bridge"},
               "image":{"@type":"ImageObject","author":"Somebody Else","license":"https://stock.example"}},
              {"@type":"Organization","@id":"#org","name":"Valley Post"},
              {"@type":"Person","@id":"#john","name":"John Roe"},
              {"itemListElement":[{"@type":"ListItem","position":1,"name":"Home","item":"/"},{"@type":"ListItem","position":2,"item":{"@id":"/l","name":"Local"}}],"@type":"BreadcrumbList"}]}</script>
            """ + Body);
        var metadata = page.Metadata;
        metadata.Authors.Select(author => author.Value).ShouldBe(["Jane Doe", "John Roe"]);
        metadata.AuthorPage.ShouldBe("/jane");
        metadata.Publishers.ShouldHaveSingleItem().Value.ShouldBe("Valley Post");
        metadata.SiteNames.ShouldContain(name => name.Value == "Valley Post");
        metadata.Sections.Select(section => section.Value).ShouldBe(["Local", "News"]);
        metadata.Breadcrumb.Select(crumb => crumb.Value).ShouldBe(["Home", "Local"]);
        metadata.Sources.ShouldHaveSingleItem().Value.ShouldBe("https://wire.example/story");
        metadata.OwnAddresses.ShouldContain(address => address.Value == "https://valley.example/bridge");
        metadata.Licences.ShouldBeEmpty();
        metadata.Types.Any(type => type == "newsarticle").ShouldBeTrue();
        metadata.Headline!.Value.ShouldBe("Bridge & road");
    }

    [Theory]
    [InlineData("{\"@type\":\"NewsArticle\",\"headline\":\"He said \"no\" to it\",\"author\":{\"name\":\"Jane Doe\"}}")]
    [InlineData("{\"@type\":\"NewsArticle\",\"description\":\"two\nlines\",\"author\":{\"@type\":\"Person\",\"name\":\"Jane Doe\",},}")]
    [InlineData("// <![CDATA[\n{\"@type\":\"Article\" \"author\":\"Jane Doe\"}\n// ]]>")]
    [InlineData("{&quot;@type&quot;:&quot;Article&quot;,&quot;author&quot;:&quot;Jane Doe&quot;}")]
    [InlineData("{\"@type\":\"Article\",\"author\":[{\"name\":\"Jane Doe\"}],\"articleBody\":\"cut off he")]
    [InlineData("[{\"@type\":\"Article\",\"author\":{\"name\":\"Jane\\u0020Doe\"}}")]
    public void Broken_json_ld_gives_what_can_be_read(string script)
    {
        using var page = Html($"<script type=\"application/ld+json\">{script}</script>{Body}");
        page.Metadata.Authors.ShouldHaveSingleItem().Value.ShouldBe("Jane Doe");
    }

    [Fact]
    public void Meta_tags_are_read_whatever_their_case()
    {
        using var page = Html($"""
            <html lang="en-GB"><head><META NAME="Author" CONTENT="Jane Doe"><meta property="og:site_name" content="Valley Post"><meta property="og:title" content="Bridge to be repaired | Valley Post">
            <meta name="generator" content="DedeCMS 5"><meta name="ROBOTS" content="NoIndex, follow"><meta name="keywords" content="bridge, river ,bridge"><meta http-equiv="Refresh" content="0; URL='https://else.example/'">
            <meta name="description" content="Short."><link rel="canonical" href="https://valley.example/b"><meta property="og:url" content="https://valley.example/b?x"></head><body>{Body}
            """);
        var metadata = page.Metadata;
        metadata.Authors.ShouldHaveSingleItem().Value.ShouldBe("Jane Doe");
        metadata.SiteNames.ShouldHaveSingleItem().In.ShouldBe(FoundIn.OpenGraph);
        metadata.Headline!.Value.ShouldBe("Bridge to be repaired");
        metadata.Generator.ShouldBe("DedeCMS 5");
        metadata.Robots.ShouldBe("noindex, follow");
        metadata.Keywords.ShouldBe(["bridge", "river"]);
        metadata.RefreshTarget.ShouldBe("https://else.example/");
        metadata.Description.ShouldBe("Short.");
        metadata.Canonical.ShouldBe("https://valley.example/b");
        metadata.DeclaredLanguage.ShouldBe("en");
        metadata.OwnAddresses.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html lang=\"en-GB\">")]
    [InlineData("\r\n<!-- made by hand -->\n<!DOCTYPE html>\n\n<html class=\"no-js\" lang=\"en-GB\">")]
    [InlineData("<link rel=\"icon\" href=\"/i.png\"><html lang=\"en-GB\">")]
    [InlineData("<html>\n<html lang=\"en-GB\" dir=\"ltr\">")]
    [InlineData("<html lang=\"en-GB\"><head></head><body><html lang=\"de\">")]
    public void A_page_says_its_language_whatever_stands_before_its_root(string opening)
    {
        using var page = Html($"{opening}<link rel=\"canonical\" href=\"https://valley.example/b\"><p>{Body}</p>");
        page.Metadata.Locale.ShouldBe("en-GB");
        page.Metadata.Canonical.ShouldBe("https://valley.example/b");
    }

    [Fact]
    public void A_comments_author_is_not_the_pages()
    {
        using var page = Html($"""
            <article itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">Bridge to be repaired at last</h1>
            <span itemprop="author" itemscope itemtype="http://schema.org/Person"><a href="/jane"><span itemprop="name">Jane Doe</span></a></span>{Body}
            <div itemscope itemtype="http://schema.org/Comment"><span itemprop="author">Angry Reader</span></div></article>
            """);
        page.Metadata.Authors.ShouldHaveSingleItem().Value.ShouldBe("Jane Doe");
    }

    [Fact]
    public void Marked_crumbs_leave_the_headline_out()
    {
        using var page = Html($"<title>Bridge to be repaired at last</title><nav class='breadcrumbs'>You are here: <a href='/'>Home</a> &raquo; <a href='/local'>Local</a> &raquo; Bridge to be repaired at last</nav><h1>Bridge to be repaired at last</h1>{Body}");
        page.Metadata.Breadcrumb.Select(crumb => crumb.Value).ShouldBe(["Home", "Local"]);
        page.Metadata.Breadcrumb[1].Place.IsEmpty.ShouldBeFalse();
    }

    [Fact]
    public void Copyright_and_licence_lines_are_found_and_prose_about_them_is_not()
    {
        using var page = Html($"""
            <h1>Bridge to be repaired at last</h1>{Body}<p>This article was originally published by River News and is republished with permission.</p>
            <p>The copyright of the novel, which was first published before the war, passed to her heirs, who sold it to a small house in the north of the country for little money.</p>
            <p>Licensed under <a href="https://creativecommons.org/licenses/by/4.0/">these terms</a>.</p><footer>&copy; 2024 Valley Post. All rights reserved.</footer>
            """);
        page.Metadata.Copyrights.ShouldHaveSingleItem().Value.ShouldBe("© 2024 Valley Post. All rights reserved.");
        page.Metadata.Licences.Count.ShouldBe(2);
        page.Metadata.Licences[0].Value.ShouldBe("https://creativecommons.org/licenses/by/4.0/");
        page.Metadata.Licences[1].Value.ShouldStartWith("This article was originally published");
    }

    [Fact]
    public void A_page_that_is_silent_declares_nothing()
    {
        using var page = Html(Body);
        var metadata = page.Metadata;
        metadata.Title.ShouldBeNull();
        metadata.Headline.ShouldBeNull();
        metadata.TitleBrand.ShouldBeNull();
        metadata.SiteNames.ShouldBeEmpty();
        metadata.Authors.ShouldBeEmpty();
        metadata.Breadcrumb.ShouldBeEmpty();
        metadata.Copyrights.ShouldBeEmpty();
    }

    private static Page Html(string markup) => PageReader.Read(markup, new PageRequest { Format = PageFormat.Html });

    private static Page Plain(string text) => PageReader.Read(text, new PageRequest { Format = PageFormat.Text });
}
