using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Detector.Testing;
using Detector.Training.Simulate;

namespace Detector.Training.Tests.Simulate;

public sealed class SimulatorTests
{
    private static readonly Corpus s_corpus = SmallCorpus.Create();
    private static readonly List<SimulatedPage> s_pages = Draw(1, 1200);

    private static List<SimulatedPage> Draw(ulong seed, int count, MemberSplit split = MemberSplit.All, params string[] families) =>
        Simulator.Pages(s_corpus, new SimulatorOptions { Seed = seed, Count = count, MemberSplit = split, Families = families.Length == 0 ? null : families }).ToList();

    [Fact]
    public void The_same_seed_gives_the_same_pages_and_another_seed_gives_others()
    {
        var again = Draw(1, 200);
        again.Select(page => (page.Id, page.Url, page.Content)).ShouldBe(s_pages.Take(again.Count).Select(page => (page.Id, page.Url, page.Content)));
        Draw(2, 200).Select(page => page.Content).Intersect(again.Select(page => page.Content), StringComparer.Ordinal).ShouldBeEmpty();
    }

    /// <summary>Values computed once: a change of the generator, which would silently change every page, has to be meant.</summary>
    [Fact]
    public void Chance_is_SplitMix64_and_does_not_drift()
    {
        var chance = new Chance(42);
        var first = chance.Next();
        new Chance(42).Next().ShouldBe(first);
        chance.Of("a").Next().ShouldBe(new Chance(42).Of("a").Next());
        chance.Of("a").Next().ShouldNotBe(chance.Of("b").Next());
        var uniform = new Chance(7);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
            counts[uniform.Below(10)]++;
        counts.ShouldAllBe(count => Math.Abs(count - 10_000) < 400);
    }

    [Fact]
    public void Twins_share_the_body_the_format_the_group_and_whether_there_is_an_address()
    {
        foreach (var pair in s_pages.GroupBy(page => page.Pair))
        {
            var both = pair.OrderBy(page => page.Flag).ToList();
            both.Select(page => page.Flag).ShouldBe([0, 1]);
            both[0].BodyId.ShouldBe(both[1].BodyId);
            both[0].Format.ShouldBe(both[1].Format);
            both[0].Group.ShouldBe(both[1].Group);
            both[0].Lang.ShouldBe(both[1].Lang);
            (both[0].Url is null).ShouldBe(both[1].Url is null);
        }
    }

    [Fact]
    public void A_stolen_page_and_its_twin_carry_the_same_sentence_where_the_family_leaves_the_body_alone()
    {
        var pairs = s_pages.GroupBy(page => page.Pair).Where(pair => pair.All(page => page.Family is "f1" or "f2" or "f4" or "station" or "newspaper" or "radio" or "portal" or "reuse")).ToList();
        pairs.Count.ShouldBeGreaterThan(20);
        foreach (var pair in pairs)
            foreach (var page in pair.Where(page => page.Content.Length > 3000 && !page.Content.Contains('â', StringComparison.Ordinal)))
                Letters(page).ShouldContain("andmanypeoplesaidtheywouldalsoliketoknow", Case.Sensitive, page.Id);
    }

    /// <summary>Without markup and spaces: links inside the sentence, and words glued at them, are not what is asked.</summary>
    private static string Letters(SimulatedPage page) =>
        string.Concat((page.Format == PageFormat.Text ? page.Content : new HtmlParser().ParseDocument(page.Content).Body!.TextContent).Where(char.IsLetter));

    [Fact]
    public void No_page_is_empty_and_every_html_page_parses_to_a_title_and_text()
    {
        var parser = new HtmlParser();
        foreach (var page in s_pages)
        {
            page.Content.Length.ShouldBeGreaterThan(250, page.Id);
            page.Content.ShouldNotContain('\u0002');
            page.Content.ShouldNotContain('\u0003');
            if (page.Format == PageFormat.Text)
                continue;
            var document = parser.ParseDocument(page.Content);
            document.Title.ShouldNotBeNullOrWhiteSpace(page.Id);
            document.Body!.TextContent.Trim().Length.ShouldBeGreaterThan(200, page.Id);
        }
    }

    [Fact]
    public void Addresses_are_addresses()
    {
        foreach (var page in s_pages.Where(page => page.Url is not null))
            Uri.TryCreate(page.Url, UriKind.Absolute, out var uri).ShouldBeTrue($"{page.Id}: {page.Url}");
        var missing = s_pages.Count(page => page.Url is null) / (double)s_pages.Count;
        missing.ShouldBeInRange(0.25, 0.45);
    }

    /// <summary>
    /// Not a measure of poverty: over the pairs, no count of tags tells a farm from its twin. The area under the curve of each count is within
    /// 0.06 of chance, which is about two standard errors for 390 pairs in HTML.
    /// </summary>
    [Theory]
    [InlineData("meta")]
    [InlineData("link")]
    [InlineData("script")]
    [InlineData("a")]
    [InlineData("li")]
    [InlineData("img")]
    [InlineData("form")]
    [InlineData("nav,header,footer,aside,main,article")]
    [InlineData("script[type='application/ld+json']")]
    [InlineData("*")]
    public void The_wealth_of_the_chrome_says_nothing(string selector)
    {
        var parser = new HtmlParser();
        var html = s_pages.Where(page => page.Format == PageFormat.Html).ToList();
        var counts = html.Select(page => (page.Flag, Count: (double)parser.ParseDocument(page.Content).QuerySelectorAll(selector).Length)).ToList();
        Area([.. counts.Where(item => item.Flag == 1).Select(item => item.Count)], [.. counts.Where(item => item.Flag == 0).Select(item => item.Count)]).ShouldBeInRange(0.44, 0.56);
    }

    [Fact]
    public void The_length_of_a_page_says_nothing()
    {
        double[] Lengths(int flag, PageFormat format) => [.. s_pages.Where(page => page.Flag == flag && page.Format == format).Select(page => (double)page.Content.Length)];
        Area(Lengths(1, PageFormat.Html), Lengths(0, PageFormat.Html)).ShouldBeInRange(0.44, 0.56);
        Area(Lengths(1, PageFormat.Text), Lengths(0, PageFormat.Text)).ShouldBeInRange(0.42, 0.58);
    }

    [Fact]
    public void Every_mark_is_on_some_pages_of_its_families_and_absent_from_others()
    {
        // A mark of nearly every member (p = .97) needs many members of its one family until one lacks it.
        var pages = s_pages.Concat(Draw(3, 3000)).Concat(Draw(5, 600, MemberSplit.All, "f6")).Concat(Draw(5, 2000, MemberSplit.All, "lander")).ToList();
        foreach (var mark in Marks.All)
        {
            mark.Probability.ShouldBeLessThan(1, mark.Name);
            var with = pages.Where(page => page.Marks.Contains(mark.Name, StringComparer.Ordinal)).ToList();
            with.ShouldNotBeEmpty(mark.Name);
            var families = with.Select(page => page.Family).ToHashSet(StringComparer.Ordinal);
            pages.Any(page => families.Contains(page.Family) && !page.Marks.Contains(mark.Name, StringComparer.Ordinal)).ShouldBeTrue(mark.Name);
            if (mark.Weight > 0)
                with.ShouldAllBe(page => page.Flag == 1, mark.Name);
        }
    }

    [Fact]
    public void No_page_is_dated_after_it_was_collected() => Dates.Clock(new Chance(1), new DateOnly(2029, 10, 28)).Year.ShouldBe(2025);

    [Fact]
    public void The_only_story_of_its_language_is_not_every_teaser_of_a_listing()
    {
        var alone = s_corpus.Stories[0] with { Id = "allein", Lang = "de", Headline = "Die Fähre wartet", Paragraphs = [.. Enumerable.Range(1, 20).Select(n => $"Am {n}. Tag wartete die Fähre noch immer, und wer hinüber wollte, der ging zu Fuß über das Eis und kam am Abend an.")] };
        var corpus = Corpus.From([.. s_corpus.Stories.Skip(1).Take(5), alone]);
        var listings = Simulator.Pages(corpus, new SimulatorOptions { Seed = 1, Count = 2000 }).Where(page => page.Source == "sim-listing" && page.BodyId == alone.Id).ToList();

        listings.ShouldNotBeEmpty();
        foreach (var page in listings) (page.Content.Split("Am 1. Tag").Length - 1).ShouldBeLessThan(5, page.Id);
    }

    [Fact]
    public void A_farm_page_on_which_nothing_shows_it_is_left_out()
    {
        var weights = Marks.All.ToDictionary(mark => mark.Name, mark => mark.Weight, StringComparer.Ordinal);
        s_pages.Where(page => page.Flag == 1).ShouldAllBe(page => page.Marks.Sum(mark => weights[mark]) >= 2);
    }

    [Fact]
    public void Members_and_stories_of_training_and_test_are_disjoint_whatever_the_seed()
    {
        var train = Draw(1, 600, MemberSplit.Train);
        var test = Draw(9, 600, MemberSplit.Test);
        train.Select(page => page.Member).Intersect(test.Select(page => page.Member), StringComparer.Ordinal).ShouldBeEmpty();
        train.Select(page => page.BodyId).Intersect(test.Select(page => page.BodyId), StringComparer.Ordinal).ShouldBeEmpty();
        train.Select(page => page.Group).Intersect(test.Select(page => page.Group), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void No_member_and_no_story_is_in_two_groups()
    {
        s_pages.GroupBy(page => page.Member, StringComparer.Ordinal).ShouldAllBe(member => member.Select(page => page.Group).Distinct(StringComparer.Ordinal).Count() == 1);
        s_pages.GroupBy(page => page.BodyId, StringComparer.Ordinal).ShouldAllBe(body => body.Select(page => page.Group).Distinct(StringComparer.Ordinal).Count() == 1);
        s_pages.GroupBy(page => page.Member, StringComparer.Ordinal).Average(member => member.Count()).ShouldBeGreaterThan(1.2);
    }

    [Fact]
    public void All_families_and_all_look_alikes_are_drawn()
    {
        s_pages.Concat(Draw(3, 1500)).Where(page => page.Flag == 1).Select(page => page.Family).Distinct(StringComparer.Ordinal).Count().ShouldBe(13);
        // The small corpus has no story about food, so nobody can honestly publish a recipe.
        s_pages.Where(page => page.Flag == 0).Select(page => page.Family).Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThanOrEqualTo(12);
        Draw(4, 100, MemberSplit.All, "f5").Where(page => page.Flag == 1).ShouldAllBe(page => page.Family == "f5");
        Should.Throw<ArgumentException>(() => Draw(4, 100, MemberSplit.All, "f99")).Message.ShouldContain("f12");
    }

    [Fact]
    public void An_agency_is_as_often_named_on_stolen_pages_as_on_honest_ones()
    {
        // A dateline by itself must never be the answer (section 2 of the notes): it is put in before the twins part.
        int Datelines(int flag) => s_pages.Count(page => page.Flag == flag && page.Format == PageFormat.Html && page.Family is not ("f6" or "f7" or "f8" or "f9" or "f10" or "f11" or "f12" or "lander" or "listing" or "digest" or "forum")
            && (page.Content.Contains("(AP)", StringComparison.Ordinal) || page.Content.Contains("(Reuters)", StringComparison.Ordinal)));
        var farm = Datelines(1) / (double)s_pages.Count(page => page.Flag == 1 && page.Format == PageFormat.Html && page.Family is "f1" or "f2" or "f3" or "f4" or "f5");
        farm.ShouldBeGreaterThan(0.1);
        Datelines(0).ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Pages_are_written_as_corpus_lines()
    {
        using var stream = new MemoryStream();
        SimulateCommand.Write(s_pages.Take(4), stream).ShouldBe(4);
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(new MemoryStream(stream.ToArray()), System.IO.Compression.CompressionMode.Decompress), Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(4);
        using var json = System.Text.Json.JsonDocument.Parse(lines[0]);
        foreach (var field in (string[])["id", "source", "url", "label", "flag", "group", "html", "family", "member", "body"])
            json.RootElement.TryGetProperty(field, out _).ShouldBeTrue(field);
        json.RootElement.GetProperty("html").GetString().ShouldBe(s_pages[0].Content);
    }

    [Fact]
    public void The_readme_lists_every_mark_with_its_probability()
    {
        var readme = File.ReadAllText(Repository.PathOf("training", "Detector.Training", "Simulate", "README.md"));
        foreach (var mark in Marks.All)
            readme.ShouldContain($"| `{mark.Name}` | {mark.Probability} | {mark.Weight} |");
    }

    /// <summary>The Mann-Whitney estimate of the area under the curve; ties count half.</summary>
    private static double Area(double[] farm, double[] honest)
    {
        var wins = 0.0;
        foreach (var a in farm)
            foreach (var b in honest)
                wins += a > b ? 1 : a == b ? 0.5 : 0;
        return wins / farm.Length / honest.Length;
    }
}
