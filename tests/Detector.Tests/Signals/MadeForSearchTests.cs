using Detector.Pages;
using Detector.Signals;

namespace Detector.Tests.Signals;

/// <summary>Pages put together from what a search for a keyword lists.</summary>
public sealed class MadeForSearchTests
{
    private static string Pictures(Func<int, string> address) =>
        SmallPages.Article("Blue boats", foot: string.Concat(Enumerable.Range(0, 10).Select(i => $"<img src=\"{address(i)}\" alt=\"boat\">")));

    private static string Headed(params string[] headings) =>
        $"<html><head><title>Ferry timetable Ardmore</title></head><body><article><h1>Ferry timetable Ardmore</h1>{string.Concat(headings.Select(heading => $"<h2>{heading}</h2><p>{SmallPages.Diplomacy}</p>"))}</article></body></html>";

    [Fact]
    public void Pictures_each_from_another_site_show() => SmallPages.Value(Catalog.PicturesFromManyHosts, Pictures(i => $"https://img.site{i}.com/boat.jpg")).ShouldBeGreaterThan(0.7);

    [Fact]
    public void Own_pictures_and_one_service_are_few_places() =>
        SmallPages.Value(Catalog.PicturesFromManyHosts, Pictures(i => i < 5 ? $"/boat{i}.jpg" : $"https://i{i}.wp.com/boat.jpg")).ShouldBe(0);

    [Fact]
    public void A_few_pictures_say_nothing() => SmallPages.IsQuiet(Catalog.PicturesFromManyHosts, SmallPages.Article("Blue boats", foot: "<img src=\"https://a.example/b.jpg\">"));

    [Fact]
    public void Headings_that_repeat_the_title_show() =>
        SmallPages.Value(Catalog.KeywordHeadings, Headed("Ardmore ferry timetable for today", "How to download the ferry timetable", "Ferry timetable overview", "Ferry timetable questions")).ShouldBeGreaterThan(0.7);

    [Fact]
    public void Headings_with_subjects_of_their_own_do_not_repeat_the_title() =>
        SmallPages.Value(Catalog.KeywordHeadings, Headed("When the pier was built", "Who owns the boats", "What the islanders want")).ShouldBe(0);

    [Fact]
    public void A_page_without_headings_is_quiet_about_them() => SmallPages.IsQuiet(Catalog.KeywordHeadings, SmallPages.Article("Ferry timetable Ardmore"));
}
