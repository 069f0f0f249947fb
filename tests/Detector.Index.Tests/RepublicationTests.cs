using CsCheck;
using Detector.Features;
using Detector.Fingerprints;
using Detector.Index.Embedded;
using Detector.Models;
using Detector.Pages;
using Detector.Signals;
using Detector.Signals.Templates;
using Detector.Verdicts;

namespace Detector.Index.Tests;

/// <summary>What the signals of republication say of pages whose neighbours an index on disk knows.</summary>
public sealed class RepublicationTests : IDisposable
{
    private static readonly string[] Consonants = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t"];

    private readonly string _folder = Directory.CreateTempSubdirectory("detector-index-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_nobodys_whole_copy_of_an_outlets_story_is_told_with_the_outlet_the_date_and_what_was_pasted_in()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(1), "2025-01-10"), "https://www.theguardian.com/world/2025/jan/10/ferry");

        var seen = await See(index, Html(Story(1).Insert(Story(1).IndexOf(' ', 30), " CrestLedger"), "2025-04-16"), "https://crestledger.example/html/483c05399463.html");

        Value(seen, "copied-share").ShouldBeGreaterThan(.9);
        Value(seen, "copy-uncredited").ShouldBeGreaterThan(.9);
        Value(seen, "copied-longest-run").ShouldBeGreaterThan(150);
        Value(seen, "copy-origin-uncredited").ShouldBe(1);
        Value(seen, "copy-re-dated").ShouldBe(1);
        Value(seen, "copy-days-after").ShouldBe(96);
        Value(seen, "copy-brand-in-lead").ShouldBe(1);
        seen.Axes.Copied.ShouldBe(Copied.Whole);
        seen.Axes.Authorised.ShouldBe(Authorised.NotShown);
        seen.Axes.Says.ShouldContain("www.theguardian.com");
    }

    [Fact]
    public async Task An_original_is_no_copy_however_often_and_under_whatever_date_it_was_copied()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        for (var site = 0; site < 12; site++) await File(index, Html(Story(2), "2024-12-01"), $"https://copy{site}.example/page");

        var seen = await See(index, Html(Story(2), "2025-01-10"), "https://www.theguardian.com/world/2025/jan/10/ferry");

        Value(seen, "copied-share").ShouldBe(0);
        Value(seen, "copy-faceless-sites").ShouldBe(0);
        seen.Axes.Copied.ShouldBe(Copied.No);
        seen.Neighbours.FacelessSites.ShouldBe(12);
    }

    [Fact]
    public async Task A_diary_that_was_copied_is_no_copy_of_those_who_came_later()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        for (var site = 0; site < 12; site++) await File(index, Html(Story(3), "2025-03-01"), $"https://copy{site}.example/page");

        (await See(index, Html(Story(3), "2025-01-10"), "https://diary.example/ferry")).Axes.Copied.ShouldBe(Copied.No);
    }

    [Fact]
    public async Task An_older_date_on_a_page_that_the_index_met_long_after_is_not_believed()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(3), "2025-01-10"), "https://diary.example/ferry");
        await File(index, Html(Story(3), "2024-06-01"), "https://copy.example/page", seen: Stories.Morning.AddDays(60));
        (await See(index, Html(Story(3), "2025-01-10"), "https://diary.example/ferry")).Axes.Copied.ShouldBe(Copied.No);

        await File(index, Html(Story(3), "2024-06-01"), "https://older.example/page", seen: Stories.Morning.AddDays(3));
        var seen = await See(index, Html(Story(3), "2025-01-10"), "https://diary.example/ferry");
        seen.Axes.Copied.ShouldBe(Copied.Whole, "an index meets pages in the order of its crawl");
        seen.Told("copy-uncredited").ShouldContain("older.example");
    }

    [Fact]
    public async Task A_page_that_came_later_and_lost_a_word_pasted_nothing_into_the_original()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(5), "2025-03-01"), "https://copy.example/page");

        Value(await See(index, Html(Story(5).Insert(Story(5).IndexOf(' ', 30), " Petersen"), "2025-01-10"), "https://diary.example/ferry"), "copy-brand-in-lead").ShouldBe(0);
    }

    [Fact]
    public async Task One_text_on_many_faceless_sites_counts_them()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        for (var site = 0; site < 12; site++) await File(index, Html(Story(4), $"2025-01-{site + 10}"), $"https://copy{site}.example/page");

        Value(await See(index, Html(Story(4), "2025-03-01"), "https://another.example/page"), "copy-faceless-sites").ShouldBe(12);
    }

    [Fact]
    public async Task A_known_outlet_with_a_text_other_outlets_have_may_well_be_licensed()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(5), "2025-01-10"), "https://www.theguardian.com/story");
        await File(index, Html(Story(5), "2025-01-10"), "https://www.nytimes.com/story");

        var seen = await See(index, Html(Story(5), "2025-01-11"), "https://www.washingtonpost.com/story");

        Value(seen, "copy-named-sites").ShouldBe(2);
        seen.Axes.Copied.ShouldBe(Copied.Whole);
        seen.Axes.Authorised.ShouldBe(Authorised.Plausible);
    }

    [Fact]
    public async Task A_page_that_names_the_outlet_is_not_said_to_hide_it()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(6), "2025-01-10"), "https://www.theguardian.com/story");

        Value(await See(index, Html(Story(6), "2025-01-12", "<p>This story is from The Guardian.</p>"), "https://digest.example/page"), "copy-origin-uncredited").ShouldBe(0);
    }

    [Fact]
    public async Task A_paragraph_quoted_is_no_copy()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(7), "2025-01-10"), "https://www.theguardian.com/story");

        var quoting = string.Join(' ', Story(8).Split(' ').Concat(Story(7).Split(' ').Skip(50).Take(30)));

        (await See(index, Html(quoting, "2025-01-12"), "https://diary.example/page")).Axes.Copied.ShouldBe(Copied.No);
    }

    [Fact]
    public async Task Terms_that_sites_share_are_boilerplate_and_nobodys_copy()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        var terms = Stories.Words(9, 400);
        var one = Stories.Page("https://shop.example/terms", terms);
        await index.AddAsync([one with { Page = one.Page with { Kind = PageKind.Help } }], TestContext.Current.CancellationToken);
        await index.CommitAsync(TestContext.Current.CancellationToken);

        var answer = (await index.LookupAsync([Stories.Query(Stories.Page("https://club.example/terms", terms))], TestContext.Current.CancellationToken))[0];

        answer.Pages.ShouldHaveSingleItem().Boilerplate.ShouldBeTrue();
        answer.Sites.ShouldBe(0);
    }

    [Fact]
    public void Without_an_index_every_signal_of_republication_has_nothing_to_measure()
    {
        using var page = PageReader.Read(Html(Story(1), "2025-01-10"), new PageRequest { Url = "https://diary.example/page" });
        foreach (var signal in Catalog.All.Where(signal => signal.NeedsIndex)) signal.Measure(new Observation(page, TemplateSignatures.None)).HasValue.ShouldBeFalse(signal.Name);

        Catalog.All.Count(signal => signal.NeedsIndex).ShouldBe(Catalog.All.Count(signal => signal.Family == Family.Republication));
    }

    [Fact]
    public async Task A_token_used_again_on_a_sister_host_is_seen()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(10), "2025-01-10"), "https://kitevault.farm.example/html/483c05399463.html");

        Value(await See(index, Html(Story(11), "2025-01-11"), "https://rapidfund.farm.example/news/483c05399463.html"), "same-id-hosts").ShouldBe(1);
    }

    [Fact]
    public async Task Pages_of_one_kit_are_seen_on_unrelated_domains()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Kit(Story(12)), "https://one.example/a");
        await File(index, Kit(Story(13)), "https://two.example/b");

        Value(await See(index, Kit(Story(14)), "https://three.example/c"), "same-template-sites").ShouldBe(2);
        Value(await See(index, Html(Story(15), "2025-01-11"), "https://four.example/d"), "same-template-sites").ShouldBe(0);
    }

    [Fact]
    public async Task A_text_for_many_towns_is_told_with_the_pages_that_have_it_and_the_town()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        foreach (var town in Towns) await File(index, ForTown(town), $"https://repairs.example/{town}/");

        var seen = await See(index, ForTown("Otterbrook"), "https://repairs.example/otterbrook/");

        Value(seen, "filled-in-pages").ShouldBe(Towns.Length);
        seen.Neighbours.FilledIn.Alike!.Address.ShouldStartWith("https://repairs.example/");
        seen.Neighbours.FilledIn.ShareHere.ShouldBeGreaterThan(FilledIn.Same);
        seen.Told("filled-in-pages").ShouldContain("Otterbrook");
        seen.Neighbours.Pages.ShouldBeEmpty("they are no other site's");
    }

    [Fact]
    public async Task A_text_for_many_towns_is_for_a_person_to_look_at_whatever_else_speaks_for_it()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        foreach (var town in Towns) await File(index, ForTown(town), $"https://repairs.example/{town}/");
        using var page = PageReader.Read(ForTown("Otterbrook"), new PageRequest { Url = "https://repairs.example/otterbrook/" });
        var neighbours = await index.Ask(PageQuery.Of(page, "otterbrook", Stories.Morning));

        var judged = new FarmDetector().Judge(page, Detail.Reasons, neighbours);

        judged.Kind.ShouldBeOneOf(Kind.NeedsHuman, Kind.Doorway);
        judged.Notes[0].ShouldContain("7 other pages of this site");
    }

    [Fact]
    public async Task Of_a_site_of_any_size_only_so_many_pages_are_told()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        for (var town = 0; town < NeighbourSearch.MostOwnPages + 10; town++) await File(index, ForTown($"Town{town}"), $"https://repairs.example/{town}/");
        await File(index, ForTown("Otterbrook"), "https://repairs.example/otterbrook/");

        Value(await See(index, ForTown("Otterbrook"), "https://repairs.example/otterbrook/"), "filled-in-pages").ShouldBe(NeighbourSearch.MostOwnPages);
    }

    [Fact]
    public async Task The_same_towns_on_another_host_are_copies_and_nothing_filled_in()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        foreach (var town in Towns) await File(index, ForTown(town), $"https://repairs.example/{town}/");

        Value(await See(index, ForTown("Otterbrook"), "https://others.example/otterbrook/"), "filled-in-pages").ShouldBe(0);
    }

    [Fact]
    public async Task A_page_is_not_filled_in_from_itself_at_another_time_or_address()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        string[] earlier = ["", "?print=1", "?print=2", "?print=3", "?print=4"];
        foreach (var query in earlier) await File(index, ForTown("Otterbrook").Replace("tovalu", "rimeso", StringComparison.Ordinal), "https://repairs.example/otterbrook/" + query);

        Value(await See(index, ForTown("Otterbrook"), "https://repairs.example/otterbrook/"), "filled-in-pages").ShouldBe(0);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 3)]
    public async Task A_letter_sent_again_with_other_names_is_no_doorway(int letters, double expected)
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        foreach (var town in Towns.Take(letters)) await File(index, ForTown(town), $"https://repairs.example/{town}/");

        Value(await See(index, ForTown("Otterbrook"), "https://repairs.example/otterbrook/"), "filled-in-pages").ShouldBe(expected);
    }

    [Fact]
    public async Task Pages_of_one_site_with_the_same_text_beside_their_own_are_not_filled_in()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        var about = Story(21);
        for (var i = 0; i < 6; i++) await File(index, Html(about, "2025-01-10", $"<p>{Story(30 + i)}</p>").Replace("The ferry", $"News {i}", StringComparison.Ordinal), $"https://club.example/{i}");

        Value(await See(index, Html(about, "2025-01-10", $"<p>{Story(40)}</p>"), "https://club.example/7"), "filled-in-pages").ShouldBe(0);
    }

    // A club's pictures, each with its name, a byline and a line of the system.
    [Fact]
    public async Task Pages_with_hardly_a_text_are_not_filled_in()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        string Picture(string name) => Html($"{Words(0)} {name} {Words(20)}", "2025-01-10").Replace("The ferry", name, StringComparison.Ordinal);
        static string Words(int from) => string.Join(' ', Story(22).Split(' ').Skip(from).Take(20));
        foreach (var town in Towns) await File(index, Picture(town), $"https://club.example/{town}/");

        Value(await See(index, Picture("Otterbrook"), "https://club.example/otterbrook/"), "filled-in-pages").ShouldBe(0);
    }

    [Fact]
    public async Task Other_pages_of_a_suspect_site_speak_against_a_page_and_the_verdict_says_how_much()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        for (var i = 0; i < 12; i++) await File(index, Html(Story(50 + i), "2025-01-10"), $"https://suspect.example/{i}", probability: i == 7 ? .97 : .9);
        const string url = "https://www.suspect.example/new";
        using var page = PageReader.Read(Html(Story(70), "2025-01-10"), new PageRequest { Url = url });
        var alone = new FarmDetector().Judge(page, Detail.Everything, Neighbours.None);

        var neighbours = await index.Ask(PageQuery.Of(page, url, Stories.Morning));
        var judged = new FarmDetector().Judge(page, Detail.Everything, neighbours);

        neighbours.Site.Pages.ShouldBe(12);
        neighbours.Site.Probability.ShouldBe(.91, .02);
        neighbours.Site.Surest!.Address.ShouldBe("https://suspect.example/7");
        judged.Margin.ShouldBe(judged.Base + judged.Reasons.Sum(reason => reason.Contribution), 1e-9);
        var told = judged.Reasons.Single(reason => reason.Signal == "suspect-site");
        told.Weighed.ShouldBeTrue();
        told.Contribution.ShouldBe(neighbours.Site.LogOdds * 12 / 16, 1e-9);
        told.Says.ShouldContain("12 other pages");
        told.Says.ShouldContain("https://suspect.example/7");
        judged.Probability.ShouldBeGreaterThan(alone.Probability);
    }

    [Fact]
    public async Task Contributions_add_up_also_where_a_model_was_taught_the_signal()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        for (var i = 0; i < 5; i++) await File(index, Html(Story(50 + i), "2025-01-10"), $"https://suspect.example/{i}", probability: .9);
        var model = new ModelFile { Columns = [new Column("suspect-site", 1, -1)], Quantiles = [[]], Bias = .5, Trees = [], Calibration = new Calibration([-1, 1], [.1, .9]), Threshold = .5, Card = new Dictionary<string, string>() };
        using var page = PageReader.Read(Html(Story(70), "2025-01-10"), new PageRequest { Url = "https://suspect.example/new" });

        var judged = new FarmDetector(Model.Load(model.Write())).Judge(page, Detail.Everything, await index.Ask(PageQuery.Of(page, "new", Stories.Morning)));

        judged.Margin.ShouldBeGreaterThan(1);
        judged.Margin.ShouldBe(judged.Base + judged.Reasons.Sum(reason => reason.Contribution), 1e-9);
    }

    [Theory]
    [InlineData("https://site.example/{0}", .9, 12, "https://others.example/new", 0)] // another host
    [InlineData("https://site.example/{0}", .9, 2, "https://site.example/new", 0)] // too few
    [InlineData("https://site.example/{0}", .4, 12, "https://site.example/new", 0)] // honest on average
    [InlineData("https://site.example/", .9, 12, "https://site.example/new", 0)] // one page, seen again and again
    [InlineData("https://site.example/{0}", .9, 4, "https://site.example/3", 3)] // itself not counted
    [InlineData("https://medium.com/{0}", .9, 12, "https://medium.com/new", 0)] // where many write
    [InlineData("page {0}", .9, 12, "page 20", 0)] // no address
    [InlineData("https://site.example/{0}", .9, 60, "https://site.example/new", 32)] // a large site's first pages
    public async Task A_sites_other_pages_count_where_one_hand_made_them(string addresses, double probability, int pages, string asked, int counted)
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        for (var i = 0; i < pages; i++) await File(index, Html(Story(50 + i), "2025-01-10"), string.Format(System.Globalization.CultureInfo.InvariantCulture, addresses, i), probability: probability);

        (await See(index, Html(Story(49), "2025-01-10"), asked)).Neighbours.Site.Pages.ShouldBe(counted);
    }

    [Fact]
    public void A_site_mark_keeps_a_probability_to_within_a_step() =>
        Gen.Double[0, 1].Sample(probability =>
        {
            var odds = Math.Clamp(Math.Log(probability / (1 - probability)), SiteMark.LeastLogOdds, -SiteMark.LeastLogOdds);
            var mark = new SiteMark(1, 0).With(probability);
            mark.Likely.ShouldNotBe((byte)0);
            SiteMark.LogOdds(mark.Likely).ShouldBe(odds, 4.01 / 254);
        });

    [Fact]
    public async Task What_nobody_may_have_speaks_against_a_page_and_a_paper_that_says_whose_it_is_has_it_by_right()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(80), "2025-01-10"), "https://apnews.com/article/1");

        (await With("https://crestledger.example/483c", Named("CrestLedger", Html(Story(80), "2025-04-16")))).ShouldBeGreaterThan(1.5);
        (await With("https://milbrookherald.example/ferry", Named("The Milbrook Herald", Html(Story(80), "2025-01-11", "<p>By The Associated Press</p>")))).ShouldBeInRange(-1, .3);

        // How much the index adds, log-odds.
        async Task<double> With(string url, string html)
        {
            using var page = PageReader.Read(html, new PageRequest { Url = url });
            var detector = new FarmDetector();
            return detector.Judge(page, Detail.Reasons, await index.Ask(PageQuery.Of(page, url, Stories.Morning.AddDays(100)))).Margin - detector.Judge(page, Detail.Reasons, Neighbours.None).Margin;
        }
    }

    [Theory]
    [InlineData("https://diary.example/1", "", "", .9)]
    [InlineData("https://diary.example/1", "", "<p>I read this in The Guardian.</p>", 0)]
    [InlineData("https://milbrookherald.example/1", "The Milbrook Herald", "", 0)]
    public async Task A_copy_counts_where_no_outlet_has_it_and_nobody_is_named(string url, string name, string after, double least)
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(81), "2025-01-10"), "https://www.theguardian.com/story");

        Value(await See(index, Named(name, Html(Story(81), "2025-01-12", after)), url), "copy-uncredited").ShouldBeInRange(least, least == 0 ? 0 : 1);
    }

    [Fact]
    public async Task The_text_is_said_to_be_a_known_outlets_or_the_earliest_sites_before_another_copys()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(89), "2025-02-10"), "https://another-copy.example/1");
        await File(index, Html(Story(89), "2025-01-10"), "https://first-copy.example/1");

        (await See(index, Html(Story(89), "2025-03-10"), "https://copy.example/1")).Axes.Says.ShouldContain("first-copy.example");
        await File(index, Html(Story(89), "2025-01-12"), "https://apnews.com/article/1");
        (await See(index, Html(Story(89), "2025-03-10"), "https://copy.example/1")).Axes.Says.ShouldContain("apnews.com");
    }

    [Theory]
    [InlineData("2025-01-08", -2, true)] // met first, and dated first
    [InlineData("2025-01-12", -2, false)] // a later date
    [InlineData("2025-01-08", 2, false)] // a date anybody can write
    public async Task A_diary_that_an_outlet_printed_is_no_copy_where_the_index_met_it_first(string date, int days, bool original)
    {
        const string url = "https://diary.example/ferry";
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(90), "2025-01-10"), "https://www.theguardian.com/story");
        await File(index, Html(Story(90), date), url, seen: Stories.Morning.AddDays(days));

        Value(await See(index, Html(Story(90), date), url), "copy-uncredited").ShouldBeInRange(original ? 0 : .9, original ? 0 : 1);
    }

    [Fact]
    public async Task A_release_is_given_to_be_printed()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(88), "2025-01-10"), "https://www.prnewswire.com/news-releases/1.html");
        await File(index, Html(Story(88), "2025-01-10"), "https://www.theguardian.com/story");

        var seen = await See(index, Html(Story(88), "2025-01-20"), "https://club.example/news");

        Value(seen, "copied-share").ShouldBeGreaterThan(.9);
        Value(seen, "copy-uncredited").ShouldBe(0);
        seen.Signals["copy-origin-uncredited"].HasValue.ShouldBeFalse();
        seen.Axes.Authorised.ShouldBe(Authorised.Plausible);
    }

    [Fact]
    public async Task Whose_site_a_page_without_an_address_stands_on_nobody_can_say()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(82), "2025-01-10"), "https://www.theguardian.com/story");
        using var page = PageReader.Read(Html(Story(82), "2025-01-12"), new PageRequest());

        var measured = Measurements.Of(page, TemplateSignatures.None, await index.Ask(PageQuery.Of(page, "pasted", Stories.Morning)));

        measured["copied-share"].Value.ShouldBeGreaterThan(.9);
        measured["copy-uncredited"].HasValue.ShouldBeFalse();
        measured["mirrored-name"].HasValue.ShouldBeFalse();
    }

    [Fact]
    public async Task A_text_on_another_host_of_the_own_site_is_no_copy()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Html(Story(83), "2025-01-10"), "https://blog.diary.example/ferry");

        var seen = await See(index, Html(Story(83), "2025-01-12"), "https://archive.diary.example/ferry");

        Value(seen, "copied-share").ShouldBe(0);
        seen.Axes.Copied.ShouldBe(Copied.No);
    }

    [Fact]
    public async Task A_page_asked_about_again_had_its_text_when_it_was_filed()
    {
        const string url = "https://diary.example/ferry";
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Undated(84), url, seen: Stories.Morning.AddDays(-2));
        await File(index, Undated(84), "https://copy.example/page");
        await File(index, Undated(85), "https://copy.example/other");

        var again = await See(index, Undated(84), url);
        again.Neighbours.Page!.FirstSeen.ShouldBe(Stories.Morning.AddDays(-2));
        Value(again, "copied-share").ShouldBe(0);
        Value(await See(index, Undated(85), "https://diary.example/other"), "copied-share").ShouldBeGreaterThan(.9, "it was met on the other site first");
    }

    [Theory]
    [InlineData(2, "Cash Desk", "FundWave", 2)]
    [InlineData(2, "The ferry line", "The ferry line", 0)] // editions of one site
    [InlineData(1, "Cash Desk", "FundWave", 0)] // a site that changed its name
    [InlineData(2, "Host", "FundWave", 0)] // papers of one house: each host bears its paper's name
    public async Task Siblings_of_a_story_count_where_their_names_are_invented(int hosts, string theirs, string own, double expected)
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        for (var i = 0; i < hosts; i++) await File(index, Named(theirs, Html(Story(86), $"2025-01-{10 + i}")), $"https://host{i}.farm.example/1");

        Value(await See(index, Named(own, Html(Story(86), "2025-02-10")), "https://vault.farm.example/1"), "copy-sister-hosts").ShouldBe(expected);
    }

    [Theory]
    [InlineData("https://www.milbrookherald.example/story", "The Milbrook Herald", "https://jewels.example/story", 1)]
    [InlineData("https://www.milbrookherald.example/story", "The Milbrook Herald", "https://milbrookherald.org/story", 0)] // moved, its name with it
    [InlineData("https://www.milbrookherald.example/story", "The Milbrook Herald", "https://www.theguardian.com/story", 0)] // a known outlet
    [InlineData("https://other.example/story", "The Milbrook Herald", "https://jewels.example/story", 0)] // neither host bears the name
    public async Task A_mirror_goes_by_the_name_of_whose_text_it_has(string home, string name, string here, double expected)
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await File(index, Named(name, Html(Story(87), "2025-01-10")), home);

        var seen = await See(index, Named(name, Html(Story(87), "2025-01-12")), here);

        if (expected == 0) seen.Signals["mirrored-name"].Value.ShouldBe(0);
        else Value(seen, "mirrored-name").ShouldBe(1);
    }

    private static readonly string[] Towns = ["Milbrook", "Harrowgate", "Pinefield", "Eastvale", "Norwick", "Sandleby", "Quarrington"];

    // The town six times in a text of some hundred words.
    private static string ForTown(string town)
    {
        var words = Story(20).Split(' ');
        for (var at = 10; at < words.Length; at += 30) words[at] = town;
        words[100] = "tovalu";
        return Html(string.Join(' ', words), "2025-01-10").Replace("The ferry", $"Repairs in {town}", StringComparison.Ordinal);
    }

    private sealed record Seen(Dictionary<string, Measurement> Signals, Axes Axes, Neighbours Neighbours, string Text)
    {
        /// <summary>The words of the page that a signal shows.</summary>
        public string Told(string signal) => string.Join(' ', new[] { Signals[signal].First, Signals[signal].Second }.Select(evidence => evidence.Words ?? (evidence.IsNone ? "" : Text.Substring(evidence.Range.Start, evidence.Range.Length))));
    }

    private static double Value(Seen seen, string signal)
    {
        seen.Signals[signal].HasValue.ShouldBeTrue($"{signal} had nothing to measure");
        return seen.Signals[signal].Value;
    }

    private static async Task File(EmbeddedIndex index, string html, string url, double? probability = null, DateTimeOffset? seen = null)
    {
        using var page = PageReader.Read(html, new PageRequest { Url = url });
        var (print, record) = PageQuery.Of(page, url, seen ?? Stories.Morning, probability: probability);
        await index.AddAsync([new IndexEntry(print, record)], TestContext.Current.CancellationToken);
        await index.CommitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<Seen> See(EmbeddedIndex index, string html, string url)
    {
        using var page = PageReader.Read(html, new PageRequest { Url = url });
        var neighbours = await index.Ask(PageQuery.Of(page, url, Stories.Morning.AddDays(1)));
        var measured = Measurements.Of(page, TemplateSignatures.None, neighbours);
        return new Seen(Catalog.All.ToDictionary(signal => signal.Name, signal => measured[signal.Name]), Axes.Of(page, measured, neighbours), neighbours, page.Text.Chars.ToString());
    }

    private static string Html(string story, string date, string after = "") =>
        $"<!DOCTYPE html><html><head><title>The ferry</title><meta property=\"article:published_time\" content=\"{date}\"></head><body><article><h1>The ferry</h1><p>{story}</p>{after}</article></body></html>";

    private static string Undated(int story) => Html(Story(story), "").Replace("<meta property=\"article:published_time\" content=\"\">", "", StringComparison.Ordinal);

    private static string Named(string name, string html) => html.Replace("<head>", $"<head><meta property=\"og:site_name\" content=\"{name}\">", StringComparison.Ordinal);

    private static string Kit(string story) =>
        "<!DOCTYPE html><html><head><title>The ferry</title></head><body>" + string.Concat(Enumerable.Range(0, 14).Select(part => $"<div class=\"kit-part-{(char)('a' + part)}\"><span>Widget {Word(new Random(part))}</span></div>")) + $"<article><p>{story}</p></article></body></html>";

    // Sentences of invented words: nobody's text, and no two stories share any.
    private static string Story(int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, 18).Select(_ => string.Join(' ', Enumerable.Range(0, 11).Select(word => word % 4 == 3 ? "the" : Word(random))) + "."));
    }

    private static string Word(Random random) => string.Concat(Enumerable.Range(0, 3).Select(_ => Consonants[random.Next(Consonants.Length)] + "aeiou"[random.Next(5)]));
}
