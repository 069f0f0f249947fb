using Detector.Pages;
using Detector.Pages.Dates;

namespace Detector.Tests.Dates;

public class DateTests
{
    private const string Body = "<p>The council voted on Tuesday to repair the old bridge over the river after two years of talks about who should pay for it.</p>";

    [Theory]
    [InlineData("2025-04-27")]
    [InlineData("2025/04/27")]
    [InlineData("2025-04-27T14:15:15+02:00")]
    [InlineData("2025-04-27 14:15:15")]
    [InlineData("April 27, 2025")]
    [InlineData("Apr. 27, 2025")]
    [InlineData("April 27th, 2025")]
    [InlineData("APRIL 27 2025")]
    [InlineData("27 April 2025")]
    [InlineData("27th of April 2025")]
    [InlineData("27-Apr-2025")]
    [InlineData("27. April 2025")]
    [InlineData("27 avril 2025")]
    [InlineData("27 de abril de 2025")]
    [InlineData("27 aprile 2025")]
    [InlineData("27 april 2025")]
    [InlineData("27 kwietnia 2025")]
    [InlineData("27 апреля 2025")]
    [InlineData("04/27/2025")]
    [InlineData("27.04.2025")]
    [InlineData("27/04/2025")]
    [InlineData("4/27/25")]
    [InlineData("2025年4月27日")]
    public void Every_common_form_is_one_and_the_same_day(string written)
    {
        using var page = Html($"<h1>Bridge to be repaired at last</h1><div>{written}</div>{Body}");
        var shown = page.Dates.Shown!.Value;
        (shown.Year, shown.Month, shown.Day).ShouldBe((2025, 4, 27));
        page.Dates.All.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("2025-04-27 14:15:15", true, true)]
    [InlineData("April 27, 2025 at 2:15 p.m.", true, false)]
    [InlineData("27 avril 2025 à 14h15", true, false)]
    [InlineData("April 27, 2025, 5 PM", true, false)]
    [InlineData("April 27, 2025 | 7 min read", false, false)]
    public void The_time_of_day_belongs_to_the_date(string written, bool time, bool seconds)
    {
        using var page = Html($"<h1>Bridge to be repaired at last</h1><div>{written}</div>{Body}");
        page.Dates.Shown!.Value.HasTime.ShouldBe(time);
        page.Dates.Shown!.Value.HasSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("version 1.2.10")]
    [InlineData("call 555-04-2725")]
    [InlineData("2025 people")]
    [InlineData("31/31/2025")]
    [InlineData("you may 5")]
    [InlineData("3 set")]
    public void Other_numbers_are_no_dates(string written)
    {
        using var page = Html($"<h1>Bridge to be repaired at last</h1><div>{written}</div>{Body}");
        page.Dates.All.ShouldBeEmpty();
        page.Dates.WithoutYear.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en-US", 4, 5)]
    [InlineData("en-GB", 5, 4)]
    [InlineData("de", 5, 4)]
    public void Whether_day_or_month_comes_first_is_the_regions_custom(string language, int month, int day)
    {
        using var page = Html($"<html lang='{language}'><body><h1>Bridge to be repaired at last</h1><div>04/05/2025</div>{Body}");
        (page.Dates.Shown!.Value.Month, page.Dates.Shown!.Value.Day).ShouldBe((month, day));
    }

    [Theory]
    [InlineData("Published in February 2007", 2)]
    [InlineData("Last updated in March 2007", 3)]
    [InlineData("Veröffentlicht im Februar 2007", 2)]
    public void A_month_behind_a_label_is_the_pages(string line, int month)
    {
        using var page = Html($"<h1>Bridge to be repaired at last</h1><div>{line}</div>{Body}");
        page.Dates.Shown!.Value.Month.ShouldBe(month);
    }

    [Theory]
    [InlineData("Foam above the old piers of the bridge in February 2007")]
    [InlineData("Die alten Pfeiler seit dem Umbau im Februar 2007")]
    public void What_a_caption_under_the_headline_tells_of_is_not_the_pages_day(string caption)
    {
        using var page = Html($"<h1>Bridge to be repaired at last</h1><figcaption>{caption}</figcaption>{Body}");
        page.Dates.Shown.ShouldBeNull();
        page.Dates.All.ShouldHaveSingleItem();
    }

    [Fact]
    public void An_unmistakable_date_on_the_page_settles_the_order_of_the_others()
    {
        using var page = Html($"<html lang='en-US'><body><h1>Bridge to be repaired at last</h1><div>04/05/2025</div>{Body}<ul><li>Another story 28/03/2025</li></ul>");
        page.Dates.Shown!.Value.Month.ShouldBe(5);
    }

    [Theory]
    [InlineData("https://valley.example/2025/04/27/bridge", 2025, 4, 27)]
    [InlineData("https://valley.example/11/16/2024/bridge", 2024, 11, 16)]
    [InlineData("https://valley.example/news/20250427/bridge", 2025, 4, 27)]
    [InlineData("https://valley.example/bridge-2025-04-27.html", 2025, 4, 27)]
    [InlineData("https://valley.example/2025/apr/27/bridge", 2025, 4, 27)]
    [InlineData("https://valley.example/2025/04/bridge", 2025, 4, 0)]
    public void The_address_may_carry_the_date(string url, int year, int month, int day)
    {
        using var page = PageReader.Read(Body, new PageRequest { Url = url, Format = PageFormat.Html });
        var date = page.Dates.InAddress!.Value;
        (date.Year, date.Month, date.Day).ShouldBe((year, month, day));
    }

    [Fact]
    public void A_number_in_the_address_is_no_date()
    {
        using var page = PageReader.Read(Body, new PageRequest { Url = "https://valley.example/news/86e1499899/12345678.html?d=2025-04-27", Format = PageFormat.Html });
        page.Dates.InAddress.ShouldBeNull();
    }

    [Fact]
    public void Roles_follow_the_place_on_the_page()
    {
        using var page = Html($"""
            <h1>Bridge to be repaired at last</h1><div>Published: April 27, 2025</div>{Body}
            <p>The bridge was built in 1887, closed on 3 May 2019 for a week, and inspected again on Jan. 20 by people from the ministry.</p>
            <ul><li><a href="/a">Mill to open again after the flood</a> March 1, 2025</li></ul><footer>© 2011-2024 Valley Post</footer>
            """);
        var dates = page.Dates;
        dates.Shown!.Value.Day.ShouldBe(27);
        dates.ShownLabel.ShouldBe("Published:");
        dates.All.Where(date => date.Role == DateRole.Body).Select(date => date.Year).ShouldBe([2019]);
        dates.All.Where(date => date.Role == DateRole.Copyright).Select(date => date.Year).ShouldBe([2011, 2024]);
        dates.First(DateRole.Listed)!.Value.Month.ShouldBe(3);
        dates.WithoutYear.ShouldHaveSingleItem().ShouldSatisfyAllConditions(day => day.Month.ShouldBe(1), day => day.Day.ShouldBe(20), day => day.Role.ShouldBe(DateRole.Body));
        page.Text.Range(dates.Shown!.Value.Place.Start, dates.Shown!.Value.Place.Length).ToString().ShouldBe("April 27, 2025");
    }

    [Fact]
    public void The_first_publication_is_shown_before_the_update()
    {
        using var page = Html($"<h1>Bridge to be repaired at last</h1><div>Updated: April 28, 2025</div><div>Published: April 27, 2025</div>{Body}");
        page.Dates.Shown!.Value.Day.ShouldBe(27);
    }

    [Theory]
    [InlineData("View\nDate:2025-04-27 14:15:15")]
    [InlineData("View Date:2025-04-27 14:15:15")]
    public void The_farm_label_is_one_label_in_both_its_layouts(string lines)
    {
        using var page = PageReader.Read("Current:Home > StocksBridge to be repaired at last -AssetVault\nBridge to be repaired at last\n" + lines
            + "\nThe council voted on Tuesday to repair the old bridge over the river after two years of talks about who should pay.\n", new PageRequest { Format = PageFormat.Text });
        page.Dates.ShownLabel.ShouldBe("View Date:");
        page.Dates.Shown!.Value.HasSeconds.ShouldBeTrue();
    }

    [Fact]
    public void Machine_readable_dates_come_from_meta_json_ld_and_time()
    {
        using var page = Html($$"""
            <meta property="article:modified_time" content="2025-04-28T01:02:03Z"><script type="application/ld+json">{"@type":"Article","datePublished":"2025-04-27"}</script>
            <h1>Bridge to be repaired at last</h1><time datetime="2025-04-26T10:00">yesterday</time>{{Body}}<ul><li><time datetime="2024-01-01">x</time> an older story</li></ul>
            """);
        page.Dates.Published!.Value.Day.ShouldBe(27);
        page.Dates.First(DateRole.Modified)!.Value.HasSeconds.ShouldBeTrue();
        page.Dates.All.Count(date => date.Role == DateRole.Published).ShouldBe(2);
        page.Dates.First(DateRole.Listed)!.Value.Year.ShouldBe(2024);
    }

    private static Page Html(string markup) => PageReader.Read(markup, new PageRequest { Format = PageFormat.Html });
}
