namespace Detector.Tests.Signals.Links;

public class LinkSignalTests
{
    private const string Url = "https://www.riverton.example/news/bridge";

    private const string Story = """
        Ministers agree to reopen talks on Arctic shipping
        The foreign ministers of China and Norway agreed to reopen talks on shipping rules in the Arctic, diplomats said on Thursday in the capital.
        The governments want a treaty on safety at sea and on the inspection of vessels, and both presidents are expected to sign the agreement next year.
        Diplomats said that the sanctions question remains open and that the foreign ministry would brief the parliament and the ambassadors of the other states.
        The minister told reporters that peace in the region depends on the negotiations, and the opposition in parliament criticised the government for the delay.
        """;

    private static readonly string[] Unrelated =
    [
        "Pop singer cancels three concerts after losing her voice", "Recall of frozen berries widens to eleven states", "Quarterback limps off the field in final minute",
        "Best mattresses of the year as tested by sleepers", "Baby hippo at the zoo has a new name",
    ];

    private static readonly string[] Related =
    [
        "Foreign minister meets ambassadors to discuss the treaty", "President says talks with China will resume", "Parliament debates sanctions and foreign policy",
        "Norway and Russia sign agreement on border talks", "Government sends diplomats to peace negotiations",
    ];

    private static string TextPage(IEnumerable<string> items) => $"{Story}\nRelated\n{string.Join('\n', items.Select(item => "- " + item))}\n";

    private static string Links(int count, Func<int, string> href, Func<int, string> words) => string.Concat(Enumerable.Range(0, count).Select(i => $"<p><a href=\"{href(i)}\">{words(i)}</a></p>"));

    [Fact]
    public void A_list_of_unrelated_headlines_fits_neither_the_page_nor_itself()
    {
        On.Value(On.Text("list-fits-page", TextPage(Unrelated))).ShouldBeLessThan(On.Value(On.Text("list-fits-page", TextPage(Related))));
        On.Value(On.Text("list-fits-page", TextPage(Related))).ShouldBeGreaterThan(0.75);
        On.Value(On.Text("list-hangs-together", TextPage(Unrelated))).ShouldBeLessThan(0.62);
        On.Value(On.Text("list-hangs-together", TextPage(Related))).ShouldBeGreaterThan(0.75);
        On.Value(On.Text("lists-unrelated", TextPage(Unrelated))).ShouldBe(1);
        On.Value(On.Text("lists-unrelated", TextPage(Related))).ShouldBe(0);
    }

    [Fact]
    public void A_page_without_lists_has_no_list_to_measure()
    {
        foreach (var signal in new[] { "list-fits-page", "list-hangs-together", "lists-unrelated", "list-cut-mid-word", "list-cut-at-length", "list-leaves-site", "list-repeats" })
            On.Text(signal, Story).HasValue.ShouldBeFalse(signal);
        On.Value(On.Text("list-share", Story)).ShouldBe(0);
    }

    [Fact]
    public void Headlines_that_break_off_inside_a_word_are_cut_and_those_with_an_ellipsis_are_not()
    {
        string[] cut = ["Pop singer cancels three concerts after losing her v", "Recall of frozen berries widens to eleven sta", "Quarterback limps off the field in final minut", "Best mattresses of the year as tested by sleepe", "Baby hippo at the zoo has a"];
        On.Value(On.Text("list-cut-mid-word", TextPage(cut))).ShouldBeGreaterThanOrEqualTo(0.6);
        On.Value(On.Text("list-cut-mid-word", TextPage(Unrelated))).ShouldBe(0);
        On.Value(On.Text("list-cut-mid-word", TextPage(cut.Select(item => item + "...")))).ShouldBe(0);
        On.Value(On.Text("list-cut-mid-word", TextPage(["What you need: rice from the oven with", "How it is made: rice from the oven with", "What they say: rice from the oven with"]))).ShouldBeLessThan(0.4, "parts of one recipe end alike");
        On.Value(On.Text("list-cut-mid-word", TextPage(["The harbour club starts its 'Swim in Winter'", "Librarians of three towns hold an edit-a-thon", "The bakers' guild: 'No flour, no bread'"]))).ShouldBe(0, "a quotation and a compound end there");
        On.Value(On.Text("list-cut-mid-word", TextPage(["Der Hafenverein will im Winter schwimmen gehn", "Warum die Brücke so lange gesperrt bleiben muß", "Wie der Bäcker sein Brot nun selber backen tut"]))).ShouldBe(0, "the list is another edition's");
    }

    [Fact]
    public void One_unknown_word_a_term_of_the_page_and_rows_of_figures_are_no_stumps()
    {
        string[] whole = ["Librarians of three towns hold a meeting", "The bakers open a second shop in town", "Harbour club swims in winter as well", "Why the old bridge stays closed until May"];
        On.Value(On.Text("list-cut-mid-word", TextPage([.. whole, "How to keep your server from being asked to nosnif"]))).ShouldBe(0, "one");
        string[] terms = ["Basic concepts of the new flxbox", "Why the world waits for the flxbox", .. whole];
        On.Value(On.Text("list-cut-mid-word", TextPage(terms))).ShouldBeGreaterThan(0.2);
        On.Value(On.Text("list-cut-mid-word", "All that a flxbox can do is told here.\n" + TextPage(terms))).ShouldBe(0, "the page speaks of it elsewhere");
        On.Value(On.Text("list-cut-mid-word", TextPage(["400 | 2020-08-01 18:00:00 | 24 | 6.82 | t", "500 | 2020-08-01 17:29:00 | 11 | 3.02 | t", "500 | 2020-08-01 17:20:00 | 10 | 3.31 | t"]))).ShouldBe(0);
        On.Value(On.Text("list-cut-mid-word", TextPage(["Mexican restaurants in Riverton,", "Mexican restaurants in Oldbridge,", "Mezcal bars in all of the county,"]))).ShouldBe(0, "tags are set with commas");
    }

    [Fact]
    public void Points_of_a_sentence_are_no_list_of_headlines() =>
        On.Text("list-cut-mid-word", TextPage(["identify an ancestor who lived at the time of the", "locate the papers of his service and of the", "compile all that was found in a book for the"])).HasValue.ShouldBeFalse();

    [Theory]
    [InlineData("https://www.instagram.com/p/", false)]
    [InlineData("/p/", true)]
    public void A_sites_own_posts_on_a_network_are_no_list_of_its_headlines(string to, bool expected)
    {
        string[] posts = ["Sound on for a song by the river with a", "Morning at the harbour with all of the", "Making our way back from the island to", "The year was over and my house was a"];
        On.Html("list-cut-mid-word", $"<p>{On.Prose}</p><aside><h3>Follow us</h3><ul>{string.Concat(posts.Select((post, i) => $"<li><h4><a href='{to}{i}'>{post}</a></h4></li>"))}</ul></aside>", Url).HasValue.ShouldBe(expected);
    }

    [Fact]
    public void An_editor_who_writes_up_to_a_limit_cuts_nothing()
    {
        string[] headlines =
        [
            "Council votes to keep the old bridge open through winter", "Ferry company promises more boats for the summer season", "Farmers bring their sheep to the market before the snow",
            "Two schools share one library while the roof is mended!s", "Swimmers ask the harbour club for warmer changing rooms", "Bakers of three towns bake the longest bread of the year",
        ];
        var longest = headlines.Max(headline => headline.Length);
        string[] even = [.. headlines.Select(headline => headline.Replace("!s", "", StringComparison.Ordinal).PadLeft(longest, 'A'))];
        On.Value(On.Text("list-cut-at-length", TextPage(even))).ShouldBe(0);
        On.Value(On.Text("list-cut-at-length", TextPage(even.Select(headline => headline[..44])))).ShouldBe(1);
    }

    [Fact]
    public void A_row_of_buttons_is_no_list_of_headlines()
    {
        var buttons = new[] { "Facebook", "Pinterest", "LinkedIn", "WhatsApp", "Telegram", "Mastodon", "a friend" }.Select(network => $"Click to share with {network} (Opens in new window)").ToArray();
        foreach (var signal in new[] { "list-cut-at-length", "list-cut-mid-word", "list-hangs-together", "list-fits-page" })
            On.Html(signal, $"<p>{On.Prose}</p><aside><h3>Share</h3><ul>{string.Concat(buttons.Select((button, i) => $"<li><a href='/share{i}'>{button}</a></li>"))}</ul></aside>", Url).HasValue.ShouldBeFalse(signal);
    }

    [Fact]
    public void Entries_that_stop_at_one_length_pile_up_there()
    {
        string[] openings = ["Old", "New", "Late", "Small", "Great", "Wet", "Dry", "Local"];
        var whole = Enumerable.Range(0, 8).Select(i => $"{openings[i]} headline that goes on about river {i} {new string('x', i + 1)} until it ends of its own accord{string.Concat(Enumerable.Repeat(" indeed", i))}").ToArray();
        On.Value(On.Text("list-cut-at-length", TextPage(whole.Select(item => item[..50])))).ShouldBe(1);
        On.Value(On.Text("list-cut-at-length", TextPage(whole))).ShouldBe(0);
        On.Value(On.Text("list-cut-at-length", TextPage(whole.Select(item => item[..50] + "...")))).ShouldBe(0, "an ellipsis says so");
        On.Value(On.Html("list-cut-at-length", $"<p>{On.Prose}</p><aside><h3>More</h3><ul>{string.Concat(whole.Select((item, i) => $"<li><h4><a href='/{i}'>{item[..50]}...</a></h4></li>"))}</ul></aside>", Url)).ShouldBe(0, "white space after it is none of the entry");
        On.Value(On.Text("list-cut-at-length", TextPage(whole.Select((item, i) => i < 4 ? item[..50] : item[..(30 + i)])))).ShouldBe(0, "four of a length are chance");
        On.Value(On.Text("list-share", TextPage(whole))).ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public void A_list_to_other_sites_leaves_the_site_and_one_to_own_pages_does_not()
    {
        On.Value(On.Html("list-leaves-site", "<h3>More</h3>" + Links(4, i => $"https://other{i}.example/x", i => Unrelated[i]), Url)).ShouldBe(1);
        On.Value(On.Html("list-leaves-site", "<h3>More</h3>" + Links(4, i => $"/x{i}", i => Unrelated[i]), Url)).ShouldBe(0);
    }

    [Fact]
    public void Link_share_counts_linked_words_over_visible_ones()
    {
        On.Value(On.Html("link-share", Links(30, i => $"/{i}", i => "one two three four five six seven eight"))).ShouldBeGreaterThan(0.7);
        On.Value(On.Html("link-share", "")).ShouldBe(0);
        On.Text("link-share", Story).HasValue.ShouldBeFalse();
    }

    [Fact]
    public void A_layout_whose_links_all_lead_to_one_offer_has_a_single_target()
    {
        On.Value(On.Html("single-target", Links(12, _ => "https://offer.example/go", i => $"Entry {i}"))).ShouldBe(1);
        On.Value(On.Html("single-target", Links(12, i => $"/page{i}", i => $"Entry {i}"))).ShouldBeLessThan(0.1);
        On.Value(On.Html("single-target", Links(12, _ => "", i => $"Entry {i}"))).ShouldBe(1, "a script fills the offer in");
        On.Value(On.Html("single-target", Links(30, i => i < 9 ? "" : $"/page{i}", i => $"Entry {i}"))).ShouldBeLessThan(0.1, "a theme leaves its buttons empty");
        On.Html("single-target", Links(12, _ => "#", i => $"Entry {i}")).HasValue.ShouldBeFalse("a menu that a script opens");
        On.Html("single-target", Links(3, _ => "/x", i => $"Entry {i}")).HasValue.ShouldBeFalse();
        On.Value(On.Html("single-target", Links(12, i => i < 6 ? "/" : $"/page{i}", i => $"Entry {i}"))).ShouldBeLessThan(0.1, "logo, trail and menu lead home on every honest page");
        On.Value(On.Html("single-target", Links(12, i => i < 6 ? "/?category=News" : $"/page{i}", i => $"Entry {i}"))).ShouldBeLessThan(0.1, "every entry of a list names its category");
    }

    [Fact]
    public void Dead_links_lead_nowhere()
    {
        On.Value(On.Html("dead-links", Links(10, _ => "#", i => $"What the council said {i}"))).ShouldBe(1);
        On.Value(On.Html("dead-links", Links(10, i => $"/{i}", i => $"What the council said {i}"))).ShouldBe(0);
    }

    [Fact]
    public void A_menu_opened_by_a_script_has_no_dead_links() => On.Html("dead-links", Links(10, _ => "#", i => $"Entry {i}")).HasValue.ShouldBeFalse();

    [Fact]
    public void The_same_words_to_different_pages_repeat_an_anchor()
    {
        On.Value(On.Html("anchor-repetition", Links(12, i => $"/p{i}", _ => "cheap folding table"))).ShouldBe(1);
        On.Value(On.Html("anchor-repetition", Links(12, i => $"/p{i}", i => $"story number {i}"))).ShouldBe(0);
        On.Value(On.Html("anchor-repetition", Links(12, _ => "/same", _ => "read the story"))).ShouldBe(0, "one page linked twelve times is no repetition of words for several");
    }

    [Fact]
    public void Links_that_vary_the_titles_keywords_are_keyword_anchors()
    {
        const string head = "<title>Folding camping table lightweight</title>";
        var seeds = new[] { "for four people", "with chairs sale", "review best price", "cheap online shop", "small aluminium legs", "large wooden top", "black friday deal", "second hand offers", "how to build", "near the lake" };
        On.Value(On.Html("keyword-anchors", Links(10, i => $"/{i}", i => $"folding table {seeds[i]}"), head: head)).ShouldBeGreaterThan(0.8);
        On.Value(On.Html("keyword-anchors", Links(10, i => $"/{i}", i => $"The council talks about {seeds[i]}"), head: head)).ShouldBe(0);
    }

    [Fact]
    public void Hidden_links_to_other_sites_are_counted_and_hidden_menus_are_not()
    {
        On.Value(On.Html("hidden-links", "<div style='display:none'>" + Links(3, i => $"https://pills{i}.example/", i => "cheap pills online") + "</div>", Url)).ShouldBe(3);
        On.Value(On.Html("hidden-links", "<div style='display:none'>" + Links(3, i => $"/menu{i}", i => "our menu entry") + "</div>", Url)).ShouldBe(0);
    }

    [Fact]
    public void Links_from_the_body_to_other_sites_are_rated_by_its_length()
    {
        var body = string.Concat(Enumerable.Range(0, 4).Select(i => $"<p>{On.Prose} Buy <a href=\"https://shop{i}.example/\">best cheap tables</a> today.</p>"));
        On.Value(On.Html("foreign-links-in-body", body, Url)).ShouldBeGreaterThan(1);
        On.Value(On.Html("foreign-links-in-body", body.Replace("<a ", "<a rel=nofollow ", StringComparison.Ordinal), Url)).ShouldBe(0);
        On.Html("foreign-links-in-body", body).HasValue.ShouldBeFalse("without the page's address nobody knows what is foreign");
    }

    [Fact]
    public void A_headline_in_two_lists_is_repeated()
    {
        var one = string.Join('\n', Unrelated.Select(item => "- " + item));
        On.Value(On.Text("list-repeats", $"{Story}\nRelated\n{one}\nRanking\n{one}\n")).ShouldBe(0.5);
        var other = string.Join('\n', Related.Select(item => "- " + item));
        On.Value(On.Text("list-repeats", $"{Story}\nRelated\n{one}\nRanking\n{other}\n")).ShouldBe(0);
    }

    [Theory]
    [InlineData("<a href='/dmca/'>Notices</a>", 1)]
    [InlineData("<a href='/p?id=7'>DMCA Policy</a>", 1)]
    [InlineData("<a href='/law/1998'>What the DMCA has meant for libraries in twenty years</a>", 0)]
    [InlineData("<a href='/terms'>Terms</a>", 0)]
    public void A_takedown_procedure_is_known_by_its_link(string link, double value) => On.Value(On.Html("takedown-page", link)).ShouldBe(value);
}
