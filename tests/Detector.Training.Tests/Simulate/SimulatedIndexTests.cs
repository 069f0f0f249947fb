using Detector.Fingerprints;
using Detector.Pages;
using Detector.Signals;
using Detector.Signals.Templates;
using Detector.Training.Extraction;
using Detector.Training.Simulate;

namespace Detector.Training.Tests.Simulate;

public sealed class SimulatedIndexTests
{
    private static readonly List<SimulatedPage> s_pages = [.. Simulator.Pages(SmallCorpus.Create(), new SimulatorOptions { Seed = 1, Count = 1200 })];
    private static readonly SimulatedIndex s_index = SimulatedIndex.Of(s_pages);

    [Fact]
    public void Stolen_pages_are_told_from_those_that_print_by_right_by_who_had_the_text_and_whom_they_name()
    {
        var addressed = s_pages.Where(page => page.Url is not null).ToList();

        var stolen = Uncredited(addressed.Where(page => page.Family is "f1" or "f2" or "f4"));
        var licensed = Uncredited(addressed.Where(page => page.Label == "licensed_syndication"));
        var originals = Uncredited(addressed.Where(page => page.Family == "original"));

        stolen.ShouldBeGreaterThan(0.4);
        licensed.ShouldBeInRange(0.01, 0.3, "rights are not always shown");
        originals.ShouldBeInRange(0.01, 0.3, "an index does not always know who was first");

        double Uncredited(IEnumerable<SimulatedPage> pages) => pages.Average(page => Measure(page, s_index)["copy-uncredited"].Value > 0.5 ? 1.0 : 0);
    }

    [Fact]
    public void Both_twins_have_copies_about_as_often()
    {
        var pairs = s_pages.GroupBy(page => page.Pair).Where(pair => pair.All(page => page.Label is "licensed_syndication" || page.Family is "f1" or "f2" or "f4")).ToList();
        double Copied(int flag) => pairs.Average(pair => Ask(pair.Single(page => page.Flag == flag), s_index).Pages.Any(page => page.Containment >= Neighbours.Copy) ? 1.0 : 0);

        pairs.Count.ShouldBeGreaterThan(50);
        Copied(1).ShouldBe(Copied(0), 0.15);
    }

    [Fact]
    public void A_page_is_never_its_own_neighbour()
    {
        foreach (var page in s_pages) Ask(page, s_index).Pages.ShouldAllBe(neighbour => neighbour.Page.Address != (page.Url ?? page.Id));
    }

    [Fact]
    public void The_same_pages_are_answered_the_same()
    {
        var again = SimulatedIndex.Of(s_pages);
        foreach (var page in s_pages.Take(200))
            foreach (var signal in Catalog.All.Where(signal => signal.NeedsIndex))
                Measure(page, again)[signal.Name].Value.ShouldBe(Measure(page, s_index)[signal.Name].Value);
    }

    [Fact]
    public void Of_a_page_that_was_not_drawn_nothing_is_known()
    {
        using var page = Read(s_pages[0]);
        s_index.Ask(page, "somebody's").ShouldBeNull();
    }

    private static Neighbours Ask(SimulatedPage drawn, SimulatedIndex index)
    {
        using var page = Read(drawn);
        return index.Ask(page, drawn.Id)!;
    }

    private static Measurements Measure(SimulatedPage drawn, SimulatedIndex index)
    {
        using var page = Read(drawn);
        return Measurements.Of(page, TemplateSignatures.None, index.Ask(page, drawn.Id)!);
    }

    private static Page Read(SimulatedPage drawn) =>
        PageReader.Read(drawn.Content, new PageRequest { Url = drawn.Url, Format = drawn.Format == Training.Simulate.PageFormat.Html ? Detector.Pages.PageFormat.Html : Detector.Pages.PageFormat.Text });
}
