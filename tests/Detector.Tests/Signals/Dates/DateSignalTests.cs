namespace Detector.Tests.Signals.Dates;

public class DateSignalTests
{
    private static string Dated(string shown, string story, string list = "") => $"""
        <article><h1>The bridge opens</h1><div class="date">{shown}</div><p>{On.Prose}</p><p>{story} {On.Prose}</p><p>{On.Prose}</p></article>{list}
        """;

    [Fact]
    public void A_date_to_the_second_is_a_databases()
    {
        On.Value(On.Html("shown-seconds", Dated("2025-04-27 14:15:15", ""))).ShouldBe(1);
        On.Value(On.Html("shown-seconds", Dated("April 27, 2025 at 2:15 PM", ""))).ShouldBe(0);
        On.Html("shown-seconds", "").HasValue.ShouldBeFalse();
    }

    [Fact]
    public void A_page_dated_long_after_its_story_is_re_dated()
    {
        On.Value(On.Html("shown-after-story", Dated("2025-04-27 14:15:15", "The talks ended on November 16, 2023."))).ShouldBeInRange(500, 560);
        On.Value(On.Html("shown-after-story", Dated("November 17, 2023", "The talks ended on November 16, 2023."))).ShouldBeInRange(0, 2);
        On.Value(On.Html("shown-after-story", Dated("March 3, 2025", "The bridge was built in 1911, and in 2025 it is closed."))).ShouldBe(0, "the story names the page's own year");
        On.Html("shown-after-story", Dated("March 3, 2025", "")).HasValue.ShouldBeFalse();
    }

    [Fact]
    public void An_address_that_disagrees_with_the_page_is_measured_in_days()
    {
        const string url = "https://www.riverton.example/2019/05/02/bridge-opens/";
        On.Value(On.Html("address-date-gap", Dated("May 2, 2019", ""), url)).ShouldBe(0);
        On.Value(On.Html("address-date-gap", Dated("May 12, 2019", ""), url)).ShouldBe(10);
        On.Html("address-date-gap", Dated("May 2, 2019", "")).HasValue.ShouldBeFalse();
    }

    [Fact]
    public void Machines_and_readers_may_be_told_different_dates()
    {
        const string head = "<title>The bridge opens</title><meta property=\"article:published_time\" content=\"2023-11-16T06:12:00Z\">";
        On.Value(On.Html("machine-date-gap", Dated("November 16, 2023", ""), head: head)).ShouldBe(0);
        On.Value(On.Html("machine-date-gap", Dated("April 27, 2025", ""), head: head)).ShouldBe(528);
    }

    [Fact]
    public void Lists_may_be_dated_to_the_second_or_on_one_day()
    {
        static string List(Func<int, string> date) => "<h3>Latest</h3><ul>" + string.Concat(Enumerable.Range(1, 5).Select(i => $"<li><a href=/{i}>Mayor opens swimming pool number {i}</a> <span>{date(i)}</span></li>")) + "</ul>";
        On.Value(On.Html("list-dates-seconds", Dated("May 2, 2019", "", List(i => $"2019-05-0{i} 10:11:1{i}")))).ShouldBe(1);
        On.Value(On.Html("list-dates-seconds", Dated("May 2, 2019", "", List(i => $"May {i}, 2019")))).ShouldBe(0);
        On.Value(On.Html("list-dates-one-day", Dated("May 2, 2019", "", List(_ => "May 1, 2019")))).ShouldBe(1);
        On.Value(On.Html("list-dates-one-day", Dated("May 2, 2019", "", List(i => $"May {i}, 2019")))).ShouldBe(0.2);
        On.Html("list-dates-seconds", Dated("May 2, 2019", "")).HasValue.ShouldBeFalse();
    }

    [Fact]
    public void Filler_names_no_time_and_a_story_does()
    {
        On.Value(On.Html("dates-in-story", Dated("May 2, 2019", $"It was built in 1911 and rebuilt on June 3, 1952. {On.Prose}"))).ShouldBeGreaterThan(0.5);
        On.Value(On.Html("dates-in-story", Dated("May 2, 2019", On.Prose))).ShouldBe(0);
    }
}
