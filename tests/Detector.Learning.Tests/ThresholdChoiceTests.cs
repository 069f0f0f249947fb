using CsCheck;

namespace Detector.Learning.Tests;

public sealed class ThresholdChoiceTests
{
    [Fact]
    public void Every_promise_is_kept_on_any_pages() =>
        Gen.Select(Gen.Select(Gen.Int[-40, 40], Gen.Int[0, 12], Gen.Int[0, 30]).Array[1, 300], Gen.Double[0, 0.1]).Sample((pages, rate) =>
        {
            var honest = pages.Select(page => new HonestPage(page.Item1 / 8.0, "site" + page.Item2, Spared: page.Item3 == 0)).ToArray();
            var choice = ThresholdChoice.Of(honest, rate);
            var flagged = honest.Where(page => page.Margin >= choice.Margin).ToArray();
            flagged.Length.ShouldBe(choice.FalseAlarms);
            flagged.ShouldAllBe(page => !page.Spared);
            ((double)flagged.Length / honest.Length).ShouldBeLessThanOrEqualTo(rate + 1e-9);
            foreach (var site in honest.GroupBy(page => page.Site, StringComparer.Ordinal).Where(site => site.Count() >= 5))
                (site.Count(page => page.Margin >= choice.Margin) / (double)site.Count()).ShouldBeLessThanOrEqualTo(0.05);
        }, iter: 500);

    [Fact]
    public void One_honest_site_flagged_as_a_whole_raises_the_threshold_though_the_rate_would_allow_it()
    {
        var honest = Enumerable.Range(0, 995).Select(i => new HonestPage(-1 - i / 1000.0, "site" + i)).Concat(Enumerable.Range(0, 5).Select(i => new HonestPage(3 + i, "farm-shop"))).ToArray();
        ThresholdChoice.Of(honest, rate: 0.01).Margin.ShouldBeGreaterThan(7);
        ThresholdChoice.Of(honest, rate: 0.01, siteRate: 1).Margin.ShouldBeLessThan(3);
    }

    [Fact]
    public void A_margin_chosen_otherwise_says_what_it_costs()
    {
        HonestPage[] honest = [.. Enumerable.Range(0, 10).Select(i => new HonestPage(i, i < 5 ? "club" : "shop"))];
        ThresholdChoice.At(4, honest).ShouldBe(new ThresholdChoice(4, 6, 10, 1));
        ThresholdChoice.At(8, honest).WorstSite.ShouldBe(0.4);
        ThresholdChoice.At(8, honest, sitePages: 6).WorstSite.ShouldBe(0);
        ThresholdChoice.At(10, honest).FalseAlarms.ShouldBe(0);
    }
}
