using Detector.Topics;

namespace Detector.Tests.Topics;

public sealed class TopicTests
{
    [Fact]
    public void Every_topic_has_its_own_name()
    {
        Topic.All.Select(t => t.Name).Distinct(StringComparer.Ordinal).Count().ShouldBe(Topic.Count);
        foreach (var topic in Topic.All) Topic.Named(topic.Name).ShouldBe(topic);
        Topic.Named("no such topic").ShouldBeNull();
    }

    [Theory]
    [InlineData(Texts.Diplomacy, "world")]
    [InlineData(Texts.Cooking, "food")]
    [InlineData(Texts.Football, "sport")]
    public void The_nearest_topic_is_what_the_text_is_about(string text, string topic)
    {
        var nearest = Topic.Nearest(Texts.Of(text)).ShouldNotBeNull();
        nearest.Topic.Name.ShouldBe(topic);
        nearest.Deviations.ShouldBeGreaterThan(1.5f);
        nearest.Margin.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Topics_are_ranked_by_deviations_and_a_short_list_takes_the_first()
    {
        var text = Texts.Of(Texts.Football);
        var all = new TopicMatch[Topic.Count];
        Topic.Rank(text, all).ShouldBe(Topic.Count);
        all.Select(m => m.Deviations).ShouldBeInOrder(SortDirection.Descending);
        var three = new TopicMatch[3];
        Topic.Rank(text, three).ShouldBe(3);
        three.ShouldBe(all[..3]);
    }

    [Fact]
    public void The_stored_spread_of_a_topic_agrees_with_the_background()
    {
        var text = Texts.Of(Texts.Cooking);
        var all = new TopicMatch[Topic.Count];
        Topic.Rank(text, all);
        foreach (var match in all) match.Deviations.ShouldBe(Background.Deviations(match.Topic.Direction, text), 1e-3f);
    }

    [Fact]
    public void Kin_is_mutual_and_every_topic_is_its_own()
    {
        foreach (var a in Topic.All)
        {
            a.IsKinOf(a).ShouldBeTrue();
            foreach (var b in Topic.All) a.IsKinOf(b).ShouldBe(b.IsKinOf(a));
        }
        Topic.Named("politics")!.Value.IsKinOf(Topic.Named("world")!.Value).ShouldBeTrue();
        Topic.Named("politics")!.Value.IsKinOf(Topic.Named("finance")!.Value).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Stocks", "finance")]
    [InlineData("invest", "finance")]
    [InlineData("POLITICS", "politics")]
    [InlineData("News", null)]
    [InlineData("My", null)]
    [InlineData("minister", null)]
    public void A_section_label_promises_a_topic_or_none(string label, string? topic) => (Topic.OfLabel(label)?.Name).ShouldBe(topic);

    [Theory]
    [InlineData("Finance", 0, 0.15)]
    [InlineData("Stocks", 0, 0.15)]
    [InlineData("Invest", 0, 0.15)]
    [InlineData("Food & Drink", 0, 0.15)]
    [InlineData("Politics", 0.6, 1)]
    [InlineData("World", 0.9, 1)]
    [InlineData("World News", 0.9, 1)]
    [InlineData("Diplomacy", 0.9, 1)]
    public void A_label_fits_a_diplomatic_story_or_does_not(string label, double low, double high) =>
        ((double)CategoryFit.Of(label, Texts.Of(Texts.Diplomacy)).ShouldNotBeNull().Probability).ShouldBeInRange(low, high);

    [Theory]
    [InlineData("News")]
    [InlineData("My")]
    [InlineData("Contact")]
    [InlineData("")]
    [InlineData("qzxvwk")]
    [InlineData("Minister flies to capital for talks on treaty")]
    public void A_label_that_promises_nothing_has_no_fit(string label) => CategoryFit.Of(label, Texts.Of(Texts.Diplomacy)).ShouldBeNull();

    [Theory]
    [InlineData("Five words are too few")]
    [InlineData(Texts.German)]
    public void A_short_or_foreign_body_has_no_fit(string body) => CategoryFit.Of("Finance", Texts.Of(body)).ShouldBeNull();

    [Fact]
    public void A_list_on_the_page_is_coherent_and_a_scattered_one_is_not()
    {
        var page = Texts.Of(Texts.Diplomacy);
        TopicVector[] related =
        [
            Texts.Of("Rebels reject new ceasefire offer"), Texts.Of("Envoy warns that the treaty may collapse"),
            Texts.Of("Troops cross the border at dawn"), Texts.Of("United Nations council meets on sanctions"),
        ];
        TopicVector[] scattered =
        [
            Texts.Of("Ten easy chicken recipes for busy evenings"), Texts.Of("Quarterback out for the season after knee surgery"),
            Texts.Of("New phone has a better camera and battery"), Texts.Of("Singer announces summer tour and album"),
        ];
        var near = Coherence.Of(related, page).ShouldNotBeNull();
        var far = Coherence.Of(scattered, page).ShouldNotBeNull();
        near.ToPage!.Value.ShouldBeGreaterThan(0.9f);
        near.Within.ShouldBeGreaterThan(0.8f);
        far.ToPage!.Value.ShouldBeLessThan(0.5f);
        far.Within.ShouldBeLessThan(0.6f);
        near.Items.ShouldBe(4);
    }

    [Fact]
    public void A_list_of_two_or_of_nameless_links_has_no_coherence()
    {
        var page = Texts.Of(Texts.Football);
        Coherence.Of([Texts.Of("Captain out of the final"), Texts.Of("Coach signs for two more years")], page).ShouldBeNull();
        Coherence.Of([Texts.Of("more"), Texts.Of("next"), Texts.Of("qzxvwk vvkqj zzkw")], page).ShouldBeNull();
        var stranger = Coherence.Of([Texts.Of("Captain out of the final"), Texts.Of("Coach signs for two years"), Texts.Of("Club sells its striker")], Texts.Of("too short")).ShouldNotBeNull();
        stranger.ToPage.ShouldBeNull();
        stranger.Within.ShouldBeGreaterThan(0.7f);
    }
}
