using Detector.Pages;
using Detector.Pages.Text;

namespace Detector.Tests.Pages;

/// <summary>Like boxes that each lead to another page are no part of the page they stand on, however much their words read like it.</summary>
public class TeaserTests
{
    private static readonly string Story = string.Concat(Enumerable.Range(1, 12).Select(i => $"<p>In the year {1900 + i} the council met on the old bridge and talked for {i} hours about the river, the road, the mill and the new school.</p>"));

    [Fact]
    public void A_kicker_may_stand_over_the_linked_headline()
    {
        var cards = Repeat(i => $"<div class=card><div>ON THE WATER</div><h3><a href=/{i}>The ferry number {i} sails again this week</a></h3><p>The captain of ship {i} says that the lake is high enough.</p></div>");

        Kept(cards, "captain").ShouldBe(0);
    }

    [Fact]
    public void A_paragraph_that_begins_with_its_link_and_is_cut_off_goes_on_elsewhere()
    {
        var items = $"<ul>{Repeat(i => $"<li><a href=/{i}>The ferry number {i} sails again</a> as the captain of ship {i} says that the lake is high enough for all who…</li>")}</ul>";

        Kept(items, "captain").ShouldBe(0);
    }

    [Fact]
    public void A_paragraph_that_begins_with_a_link_and_ends_is_said_here()
    {
        var items = $"<ul>{Repeat(i => $"<li><a href=/{i}>The ferry number {i} sails again</a> as the captain of ship {i} says that the lake is high enough for all.</li>")}</ul>";

        Kept(items, "captain").ShouldBe(5);
    }

    [Fact]
    public void A_heading_that_leads_nowhere_makes_no_teaser_of_the_links_under_it()
    {
        var parts = Repeat(i => $"<div class=part><h3>Ferries of year {i}</h3><p><a href=/{i}>The ferry number {i}</a></p><p>The captain of ship {i} said that the lake was high enough.</p></div>");

        Kept(parts, "captain").ShouldBe(5);
    }

    private static string Repeat(Func<int, string> part) => string.Concat(Enumerable.Range(1, 5).Select(part));

    // How many blocks with this word may be main content where the page is surely a single one.
    private static int Kept(string boxes, string word)
    {
        using var page = PageReader.Read($"<html><body><main><h1>The bridge stays closed</h1>{Story}<div>{boxes}</div></main></body></html>", new PageRequest { Format = PageFormat.Html });
        using var features = new BlockFeatures(page.Text, page.Tree);
        features.Shape.Probability[0] = 0.9f;
        var kept = 0;
        foreach (ref readonly var block in page.Text.Blocks)
            if (page.Text.Of(block).Contains(word, StringComparison.Ordinal) && features.MayBeMain(block))
                kept++;
        return kept;
    }
}
