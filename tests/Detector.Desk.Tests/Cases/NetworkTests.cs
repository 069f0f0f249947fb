using Detector.Desk.Cases;

namespace Detector.Desk.Tests.Cases;

public sealed class NetworkTests
{
    [Fact]
    public void Three_marks_of_four_make_a_network_and_two_do_not()
    {
        var networks = Networks.Of([Page(1, "a.example", [1, 2, 3, 4]), Page(2, "b.example", [1, 2, 3, 5]), Page(3, "c.example", [1, 2, 8, 9]), Page(4, "c.example", [])]);

        networks.All.ShouldHaveSingleItem().Sites.ShouldBe(["a.example", "b.example"]);
        networks.Of(2)!.Id.ShouldBe(1);
        networks.Of(3).ShouldBeNull();
    }

    [Fact]
    public void A_network_reaches_all_pages_of_its_sites()
    {
        var networks = Networks.Of([Page(1, "a.example", [1, 2, 3, 4]), Page(2, "b.example", [1, 2, 3, 4]), Page(3, "b.example", [])]);

        networks.Of(3)!.Pages.ShouldBe([1L, 2L, 3L]);
    }

    [Fact]
    public void A_shared_text_links_sites_and_makes_no_network()
    {
        ulong[] story = [1, 2, 3, 4, 5, 6, 7, 8];
        var networks = Networks.Of([Page(1, "a.example", [], story), Page(2, "b.example", [], story), Page(3, "c.example", [], [1, 2, 90, 91, 92, 93])]);

        networks.All.ShouldBeEmpty();
        networks.Links.ShouldBe([new SiteLink("a.example", "b.example", 1, false)]);
        networks.TextTwins(1).ShouldBe([2L]);
    }

    [Fact]
    public void A_page_without_an_address_belongs_to_nobody() => Networks.Of([Page(1, "", [1, 2, 3, 4]), Page(2, "", [1, 2, 3, 4])]).All.ShouldBeEmpty();

    [Fact]
    public void Shared_passages_are_found_word_for_word_in_both()
    {
        const string story = "the retired ferry that carried islanders across the sound for sixty years was lifted from the water";
        var here = "Breaking! " + story + " on Tuesday.";
        var there = "Our paper says: The retired ferry, that carried islanders across the sound for sixty years was LIFTED from the water. More below.";

        var passage = SharedPassages.Of(here, there, 5).ShouldHaveSingleItem();

        here.Substring(passage.Start, passage.Length).ShouldBe(story);
        there.Substring(passage.TheirStart, passage.TheirLength).ShouldStartWith("The retired ferry, that");
        passage.Words.ShouldBe(17);
    }

    [Fact]
    public void Marks_cut_a_text_without_losing_or_moving_a_character()
    {
        const string text = "one two 😀 three";
        var parts = MarkedText.Of(text, [new("x", 1, 1, true, "", [new("body", "two", 4, 3), new("body", "half a face", 9, 3)]), new("y", 1, -1, true, "", [new("body", "wo 😀", 5, 5)])], [(0, 7)]);

        string.Concat(parts.Select(part => part.Words)).ShouldBe(text);
        parts.ShouldContain(part => part.Words == "wo" && part.Copied && part.Reasons.Count == 2);
        parts.ShouldAllBe(part => !char.IsLowSurrogate(part.Words[0]));
    }

    private static Detector.Desk.Cases.Case Page(long id, string site, ulong[] marks, ulong[]? shingles = null) =>
        new() { Id = id, Address = $"https://{site}/{id}", Host = site, Site = site, VerdictId = id, Model = "m", Kind = "farm-template", Flagged = true, Probability = 0.9, Marks = marks, Shingles = shingles ?? [] };
}
