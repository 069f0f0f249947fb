using Detector.Pages;
using Detector.Signals;

namespace Detector.Tests.Signals.Links;

public sealed class LinkHonestyTests
{
    private static readonly string[] Headlines =
    [
        "Council votes to repair the old bridge", "Ferry sails again after the long winter", "Farmers fear a second summer without rain", "School choir wins the regional prize again",
        "New library opens its doors on Friday", "Police look for owner of lost parrot",
    ];

    private static string Page(IEnumerable<(string Words, string Href)> links) =>
        SmallPages.Article("Ministers meet again", foot: "<ul>" + string.Concat(links.Select(link => $"<li><a href=\"{link.Href}\">{link.Words}</a></li>")) + "</ul>");

    [Fact]
    public void Headlines_that_lead_nowhere_are_dead_links() =>
        SmallPages.Value(Catalog.DeadLinks, Page(Headlines.Select(words => (words, "#")))).ShouldBe(1);

    [Fact]
    public void Buttons_that_a_script_opens_are_no_dead_links() =>
        SmallPages.Value(Catalog.DeadLinks, Page([.. Headlines.Select((words, i) => (words, $"/{i}")), .. Enumerable.Range(0, 12).Select(i => ($"Menu {i}", "#"))])).ShouldBe(0);

    [Fact]
    public void Few_headlines_say_nothing_of_dead_links() => SmallPages.IsQuiet(Catalog.DeadLinks, Page(Headlines.Take(3).Select(words => (words, "#"))));

    [Fact]
    public void Entries_cut_at_one_length_pile_up() =>
        SmallPages.Value(Catalog.ListCutAtLength, Page(Headlines.Select((words, i) => ($"{words} and what the neighbours say"[..40], $"/{i}")))).ShouldBeGreaterThan(0.6);

    [Fact]
    public void Headlines_with_lengths_of_their_own_do_not_pile_up() =>
        SmallPages.Value(Catalog.ListCutAtLength, Page(Headlines.Select((words, i) => (words, $"/{i}")))).ShouldBe(0);

    [Fact]
    public void One_headline_many_times_is_no_cut_list() =>
        SmallPages.IsQuiet(Catalog.ListCutAtLength, Page(Enumerable.Range(0, 12).Select(i => (Headlines[0], $"/{i}"))));
}
