using Detector.Pages;

namespace Detector.Tests.Signals.Text;

public sealed class WordingTests
{
    private static readonly string Honest = Small.Html(Small.Report);

    private static string With(string paragraph) => Small.Html([.. Small.Report, paragraph]);

    [Fact]
    public void An_instruction_to_a_generator_is_found_and_a_button_or_a_quotation_is_not()
    {
        Small.Value("leaked-prompt", Small.Html(["Summarize this content to 900 words in 5 paragraphs.", .. Small.Report])).ShouldBe(1);
        Small.Quote("leaked-prompt", Small.Html(["Summarize this content to 900 words in 5 paragraphs.", .. Small.Report])).ShouldBe("Summarize this content");
        Small.Value("leaked-prompt", Small.Html(["Summarize this article", .. Small.Report])).ShouldBe(0);
        Small.Value("leaked-prompt", With("He typed the words \"Summarize this article in ten words\" and waited.")).ShouldBe(0);
    }

    [Fact]
    public void A_published_refusal_is_found_and_a_quoted_one_is_not()
    {
        Small.Value("model-refusal", With("As an AI language model, I cannot browse the harbour's pages.")).ShouldBe(1);
        Small.Value("model-refusal", With("The answer began \"As an AI language model\" and went on for a page.")).ShouldBe(0);
        Small.Value("model-refusal", With("Clerks searched for the words \u201CI'm sorry, but I can't assist with that\u201D and found eleven letters.")).ShouldBe(0);
        Small.Value("model-refusal", With("\"We asked it twice,\" she said. I'm sorry, but I can't assist with that request.")).ShouldBe(1, "the quotation has ended");
    }

    [Theory]
    [InlineData("The best offers for [rand_keywords] are here, and more of them come in every week.")]
    [InlineData("Read the whole of [#item_full_content] on our page about the ferry and the bridge.")]
    [InlineData("The best prices for {{product_name}} are here, and more of them come in every week.")]
    [InlineData("Welcome to %%sitename%% where the best prices are, and more of them come in every week.")]
    public void A_slot_nobody_filled_is_found(string paragraph) => Small.Value("unrendered-slots", With(paragraph)).ShouldBe(1);

    [Theory]
    [InlineData("The deck [the upper one] was 50% oak and 20% pine, as noted by the board [12] and others [citation needed].")]
    [InlineData("The set {x, y} has two members, and the yard [sic] has none of them at all.")]
    [InlineData("The files are kept under %LOCALAPPDATA%\\Ferry on a desk of the harbour office, and nobody looks there.")]
    [InlineData("Write <code>{{ title_name }}</code> where the title of the page should stand in your own template.")]
    public void Brackets_of_honest_writers_are_no_slots(string paragraph) => Small.Value("unrendered-slots", With(paragraph)).ShouldBe(0);

    [Fact]
    public void A_page_that_shows_code_has_no_leaks_to_measure()
    {
        Small.Measure("unrendered-slots", With("Use this: <pre>{{ title }} [rand_name]</pre> and the page is made.")).HasValue.ShouldBeFalse();
        Small.Measure("raw-markup", With("Use this: <pre>**bold**</pre> and the page is made.")).HasValue.ShouldBeFalse();
    }

    // Old systems and extracted text have programs in paragraphs.
    [Theory]
    [InlineData("The button counts: const press = () => { count(); }; and when it is 10 the label == {state.count} && nothing.")]
    [InlineData("for (var boat : boats) { boat.leave(); } and std::cout << boat.name() << {boat_name} then boats.clear();")]
    public void A_page_with_a_program_in_its_text_shows_slots_on_purpose(string paragraph)
    {
        Small.Measure("unrendered-slots", With(paragraph)).HasValue.ShouldBeFalse();
        Small.Measure("unmatched-brackets", With(paragraph)).HasValue.ShouldBeFalse();
        Small.Measure("raw-markup", With(paragraph)).HasValue.ShouldBeFalse();
    }

    [Fact]
    public void Arrows_and_drawn_lines_are_no_program() =>
        Small.Value("unrendered-slots", With("Ferry -> harbour -> town -> hill -> inn -> home ==== {keyword_name} is the best of all that we have found.")).ShouldBe(1);

    [Fact]
    public void Markup_printed_as_text_is_found()
    {
        Small.Value("raw-markup", With("#### Key findings<br>The **old ferry** will&amp;nbsp;sail.")).ShouldBeGreaterThan(0.01);
        Small.Value("raw-markup", With("She was 3 * 4 metres wide & had the number #12 on her bow.")).ShouldBe(0);
        Small.Measure("raw-markup", string.Join('\n', Small.Report) + "\n**bold**", PageFormat.Text).HasValue.ShouldBeFalse();
    }

    [Fact]
    public void Broken_characters_are_counted_and_accents_are_not()
    {
        Small.Value("mojibake", With("The captainâ€™s cafÃ© was closed.")).ShouldBeGreaterThan(0);
        Small.Value("mojibake", With("The captain’s café à la plage in Âncora was closed.")).ShouldBe(0);
    }

    [Fact]
    public void One_word_replaced_all_over_the_page_is_found_and_a_glossary_is_not()
    {
        Small.Value("mojibake-word", With("The спорт Press said so. Copyright the спорт Press. All rights of the спорт Press are reserved.")).ShouldBe(3);
        Small.Value("mojibake-word", With("The 体育 Press said so. Copyright the 体育 Press. All rights of the 体育 Press are reserved.")).ShouldBe(3, "Han is cut into words of one character");
        Small.Value("mojibake-word", With("The ä½“è‚² Press said so. Copyright the ä½“è‚² Press.")).ShouldBe(2, "read with the wrong table");
        Small.Value("mojibake-word", With("The ä½“è‚² Press said so. Copyright the ä½“è‚² Press. It wasnâ€™t ours.")).ShouldBe(0, "so was the rest of the page");
        Small.Measure("mojibake-word", With("Longwei 龙伟 makes valves. Longwei 龙伟 sells valves. Write to Longwei 龙伟 today."), url: "https://longwei.example/").Value.ShouldBe(0, "a name in two scripts");
        Small.Measure("mojibake-word", With("Longwei é¾™ä¼Ÿ makes valves. Longwei é¾™ä¼Ÿ sells valves."), url: "https://longwei.example/").Value.ShouldBe(0, "a name in two scripts");
        Small.Value("mojibake-word", With("A cafÃ© by the cafÃ© of the cafÃ© was a café.")).ShouldBe(0, "letters of Latin script");
        Small.Value("mojibake-word", With("Boat is лодка in Russian, sea is море in Russian, oak is дуб in Russian, bridge is мост in Russian.")).ShouldBe(0);
    }

    [Fact]
    public void Glued_words_are_counted()
    {
        Small.Value("glued-words", With("The ferry photographedBy Petersen was oncefamousBut forgotten.")).ShouldBeGreaterThan(0);
        Small.Value("glued-words", With("He wrote it on an iPad and sold it on eBay.")).ShouldBe(0);
    }

    [Theory]
    [InlineData("example.com, pub-1234567890, DIRECT, f08c47fec0942fa0", null, 1)]
    [InlineData("https://www.theguardian.com/world/2024/may/02/the-ferry", null, 1)]
    [InlineData("https://www.theguardian.com/world/2024/may/02/the-ferry", "https://www.theguardian.com/world/2024/may/02/the-ferry", 0)]
    [InlineData("https://www.lowmereferry.example/timetable", null, 0)]
    [InlineData("Tickets, bicycles, DIRECT to the island", null, 0)]
    [InlineData("The ferry https://lowmere.example Thu, 02 May 2024 10:00:00 +0000 en-US hourly 1 https://wordpress.org/?v=6.1", null, 1)]
    [InlineData("{\"id\":17,\"slug\":\"the-ferry\",\"title\":{\"rendered\":\"The ferry\"},\"content\":{\"rendered\":\"It leaves at ten.", null, 1)]
    public void What_a_machine_was_fed_with_shows_when_it_is_printed(string line, string? url, double expected)
    {
        Small.Measure("feed-residue", Small.Html([line, .. Small.Report]), url: url).Value.ShouldBe(expected);
        Small.Measure("feed-residue", Small.Html([$"<pre>{line}</pre>", .. Small.Report]), url: url).HasValue.ShouldBeFalse("a page that shows code shows it on purpose");
    }

    [Fact]
    public void Dummy_text_is_found()
    {
        Small.Value("placeholder-text", With("Lorem ipsum dolor sit amet, and so on.")).ShouldBeGreaterThan(0);
        Small.Value("placeholder-text", With("Lorem ipsum is what printers call a text that nobody is meant to read.")).ShouldBe(0);
        Small.Value("placeholder-text", Honest).ShouldBe(0);
    }

    [Fact]
    public void Labels_in_another_script_around_an_english_text_are_found_and_a_language_menu_is_not()
    {
        const string Words = "Some words that stand in the footer of the page and say who made it and when it was made by them all.";
        Small.Value("foreign-script-around", Small.Html(Small.Report, around: $"<footer><p>{Words}</p><p>阅读 38 次</p></footer>")).ShouldBeGreaterThan(0);
        Small.Value("foreign-script-around", Small.Html(Small.Report, around: $"<footer><p>{Words}</p><ul><li>Русский</li><li>中文</li></ul></footer>")).ShouldBe(0);
        Small.Value("foreign-script-around", Small.Html(Small.Report, around: $"<footer><p>{Words}</p><h3>Related — 有關</h3></footer>")).ShouldBe(0, "one heading in two languages is a courtesy");
    }

    [Fact]
    public void Stock_wording_and_a_moral_are_weak_and_measured()
    {
        var slop = With("In conclusion, it is important to note that the ferry is a testament to the ever-evolving tapestry of the sea, and serves as a reminder of the importance of boats.");
        Small.Value("stock-phrases", slop).ShouldBeGreaterThan(10);
        Small.Value("stock-phrases", Honest).ShouldBe(0);
        Small.Value("moral-ending", slop).ShouldBeGreaterThanOrEqualTo(3);
        Small.Value("moral-ending", Honest).ShouldBe(0);
    }

    [Fact]
    public void A_text_without_names_has_a_smaller_share_of_them()
    {
        var nameless = Small.Html([Small.Repeat("The authorities said that the boat is going to sail again after the repairs, and many people in the area were happy to hear about it.", 4)]);
        Small.Value("name-share", nameless).ShouldBeLessThan(0.01);
        Small.Value("name-share", Honest).ShouldBeGreaterThan(0.03);
    }

    [Fact]
    public void Headings_that_ask_are_counted()
    {
        var asking = Small.Html(Small.Report, around: "").Replace("</article>", "<h2>What is a ferry</h2><p>A boat that goes to and fro.</p><h2>How much is a ferry?</h2><p>It is four pounds.</p><h2>Is a ferry safe</h2><p>It is.</p></article>", StringComparison.Ordinal);
        Small.Value("question-headings", asking).ShouldBeGreaterThan(0.7);
        Small.Value("question-headings", asking.Replace("What is a ferry", "The boat", StringComparison.Ordinal).Replace("How much is a ferry?", "The price", StringComparison.Ordinal).Replace("Is a ferry safe", "The risk", StringComparison.Ordinal)).ShouldBe(0);
    }

    [Fact]
    public void Slots_about_a_person_count_only_with_a_net_worth()
    {
        const string Slots = "<h2>Ann Oak Net Worth</h2><p>About $2 million.</p><h2>Height and Weight</h2><p>Nobody knows them.</p><h2>Boyfriend</h2><p>Nobody knows him.</p></article>";
        Small.Value("biography-slots", Honest.Replace("</article>", Slots, StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(4);
        Small.Value("biography-slots", Honest.Replace("</article>", Slots.Replace("Net Worth", "Is Worth a Visit", StringComparison.Ordinal), StringComparison.Ordinal)).ShouldBe(0);
        Small.Value("biography-slots", Honest.Replace("</article>", "<table><tr><td>Net worth</td><td>not known</td></tr><tr><td>Spouse</td><td>Tom</td></tr><tr><td>Height</td><td>1.68</td></tr></table></article>", StringComparison.Ordinal)).ShouldBe(0, "no sum is named");
    }

    [Fact]
    public void Rare_words_where_common_ones_were_expected()
    {
        var spun = With("The antiquated ferryboat perambulated sluggishly athwart the loquacious estuary, and the garrulous mariners vociferated their felicitations to the bedraggled populace.");
        Small.Value("rare-words", spun).ShouldBeGreaterThan(Small.Value("rare-words", Honest));
    }

    [Fact]
    public void A_text_in_another_language_is_left_alone()
    {
        var german = Small.Html(Enumerable.Repeat("Die alte Fähre am Hafen fährt im Mai wieder, sagte der Vorstand am Dienstag, nachdem sie zwei Winter lang auf der Helling gelegen hatte.", 5)).Replace("lang=en", "lang=de", StringComparison.Ordinal);
        foreach (var signal in new[] { "stock-phrases", "name-share", "moral-ending", "neighbour-coherence", "sentence-order", "rare-words", "biography-slots", "question-headings", "person-changes", "foreign-script-around", "mojibake-word", "stop-words" })
            Small.Measure(signal, german).HasValue.ShouldBeFalse(signal);
    }

    [Fact]
    public void A_short_text_has_nothing_to_measure()
    {
        var few = Small.Html([Small.Report[0]]);
        foreach (var signal in Detector.Signals.Catalog.All)
            if (signal.Family == Detector.Signals.Family.Text && signal.Name is not ("leaked-prompt" or "model-refusal" or "unrendered-slots" or "headline-echoes"))
                Small.Measure(signal.Name, few).HasValue.ShouldBeFalse(signal.Name);
    }

    [Fact]
    public void A_report_that_presses_to_order_is_measured_and_a_shop_is_not()
    {
        Small.Value("sales-pressure", Honest).ShouldBe(0);
        const string Pitch = "Order now and claim your free bottle: supplies are limited and this offer expires tonight. It is clinically proven, with no side effects.";
        Small.Value("sales-pressure", With(Pitch)).ShouldBeGreaterThan(2);
        Small.Quote("sales-pressure", With(Pitch)).ShouldBe("Order now");
        Small.Value("sales-pressure", With("Order now, before the ropes are let go. Order now, they said. Order now! The trip has a special offer.")).ShouldBe(0, "two wordings are no pressure, however often");
        Small.Value("sales-pressure", With($"The pages that the county warns of say: \u201C{Pitch}\u201D")).ShouldBe(0, "a report of such pages quotes them");
        Small.Measure("sales-pressure", With(Pitch), url: "https://ferry.example/").HasValue.ShouldBeFalse("a business says on its front page what it sells");
        Small.Measure("sales-pressure", With(Pitch).Replace("<head>", "<head><meta property=\"og:type\" content=\"product\">", StringComparison.Ordinal)).HasValue.ShouldBeFalse("a shop says that it is one");
    }

    [Theory]
    [InlineData("<link rel='canonical' href='[url_website]/old-ferry/'>", "[url_website]")]
    [InlineData("<meta name='description' content='All about {{keyword}} in one place.'>", "{{keyword}}")]
    public void A_slot_in_what_a_page_declares_of_itself_is_found(string head, string slot)
    {
        Small.Value("unrendered-slots", Honest.Replace("<head>", "<head>" + head, StringComparison.Ordinal)).ShouldBe(1);
        Small.Quote("unrendered-slots", Honest.Replace("<head>", "<head>" + head, StringComparison.Ordinal)).ShouldBe(slot);
    }

    [Theory]
    [InlineData("<link rel='canonical' href='https://ferry.example/?s={s}'>")]
    [InlineData("<meta name='description' content='Fares [2024] and times: 50% off and 20% for children'>")]
    public void Addresses_of_a_search_and_brackets_are_no_slots_in_the_head(string head) => Small.Value("unrendered-slots", Honest.Replace("<head>", "<head>" + head, StringComparison.Ordinal)).ShouldBe(0);

    [Fact]
    public void Offers_of_search_spam_are_counted_by_kind_and_not_on_the_trades_own_host()
    {
        const string Offers = "Claim your welcome bonus and free spins at the best online casino, with no deposit bonus codes. Free spins for all.";
        Small.Value("spam-trades", Honest).ShouldBe(0);
        Small.Value("spam-trades", With(Offers)).ShouldBe(4);
        Small.Quote("spam-trades", With(Offers)).ShouldBe("welcome bonus");
        Small.Value("spam-trades", With("Filters know “free spins”, \"online casino\" and “payday loans” by heart.")).ShouldBe(0, "who warns of them quotes them");
        Small.Value("spam-trades", With("成人影院在线观看免费，国产精品，欧美一区二区三区。Онлайн казино.")).ShouldBe(6);
        Small.Measure("spam-trades", With(Offers), url: "https://www.harbour-casino.example/offers").HasValue.ShouldBeFalse();
    }

    [Theory]
    [InlineData("The ferry was built in 1911. :contentReference[oaicite:2]{index=2}")]
    [InlineData("The ferry was built in 1911. citeturn0search3")]
    [InlineData("The ferry was built in 1911.【7†source】")]
    public void Source_marks_of_an_assistant_are_found(string paragraph)
    {
        Small.Value("assistant-residue", With(paragraph)).ShouldBe(1);
        Small.Value("assistant-residue", Honest).ShouldBe(0);
    }
}
