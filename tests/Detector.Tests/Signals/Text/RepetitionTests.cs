namespace Detector.Tests.Signals.Text;

public sealed class RepetitionTests
{
    private static readonly string Honest = Small.Html(Small.LongReport);
    private static readonly string Stuffed = Small.Html([.. Small.LongReport, .. Enumerable.Repeat("Cheap ferry tickets Milbrook are the best cheap ferry tickets Milbrook you can find.", 12)], "Cheap ferry tickets Milbrook");

    [Theory]
    [InlineData("top-bigram-share", 0.05)]
    [InlineData("top-trigram-share", 0.05)]
    [InlineData("top-four-gram-share", 0.08)]
    [InlineData("repeated-five-grams", 0.15)]
    [InlineData("repeated-ten-grams", 0.10)]
    [InlineData("doubled-paragraphs", 0.2)]
    [InlineData("duplicate-lines", 0.3)]
    [InlineData("duplicate-line-characters", 0.2)]
    [InlineData("title-phrase-rate", 0.03)]
    [InlineData("title-keyword-rate", 0.03)]
    [InlineData("keyword-sentences", 0.4)]
    public void A_page_that_says_its_keyword_over_and_over_shows_it(string signal, double least)
    {
        Small.Value(signal, Stuffed).ShouldBeGreaterThan(least);
        Small.Value(signal, Honest).ShouldBeLessThan(least);
    }

    [Theory]
    [InlineData("repeated-five-grams")]
    [InlineData("top-four-gram-share")]
    [InlineData("title-keyword-rate")]
    [InlineData("sentence-length")]
    [InlineData("stop-words")]
    public void A_page_laid_out_twice_says_nothing_twice(string signal) => Small.Value(signal, Small.Html(Small.LongReport.Concat(Small.LongReport))).ShouldBe(Small.Value(signal, Honest), 1e-9);

    [Theory]
    [InlineData("repeated-five-grams")]
    [InlineData("top-bigram-share")]
    public void Terms_and_manuals_say_things_twice_by_need(string signal)
    {
        Small.Measure(signal, Stuffed).HasValue.ShouldBeTrue();
        Small.Measure(signal, Stuffed.Replace("<title>", "<title>Terms and conditions: ", StringComparison.Ordinal)).HasValue.ShouldBeFalse();
        Small.Measure(signal, Stuffed, url: "https://shop.example/pages/ferry-prize-draw-terms-conditions").HasValue.ShouldBeFalse();
        Small.Measure(signal, Stuffed.Replace("</article>", string.Concat(Enumerable.Repeat("<pre><code>ferry.Sail();</code></pre>", 10)) + "</article>", StringComparison.Ordinal)).HasValue.ShouldBeFalse();
    }

    [Fact]
    public void A_run_of_the_titles_words_may_be_said_twice_and_counts_wherever_it_is_said_more_often()
    {
        static string Html(int times) => Small.Html([.. Small.LongReport, .. Enumerable.Range(0, times).Select(i => $"Number {i} is here: Milbrook Spring Reserve PDF.")], "Milbrook Spring Reserve PDF | Free books");

        Small.Value("title-run-share", Html(1)).ShouldBe(0, "the heading and one line");
        Small.Value("title-run-share", Html(8)).ShouldBeGreaterThan(0.06);
        Small.Quote("title-run-share", Html(8)).ShouldBe("Milbrook Spring Reserve PDF");
        Small.Value("title-run-share", Small.Html([.. Small.LongReport, .. Enumerable.Repeat("We sail again in May.", 8)], "Sail it again in May")).ShouldBe(0, "\"in May\" begins with a small word, \"sail again\" is not the title's");
    }

    [Fact]
    public void A_paragraph_that_stands_there_a_third_time_is_said_twice() =>
        Small.Value("repeated-five-grams", Small.Html(Small.LongReport.Concat(Small.LongReport).Concat(Small.LongReport))).ShouldBeGreaterThan(0.3);

    [Theory]
    [InlineData("title-phrase-rate")]
    [InlineData("top-bigram-share")]
    [InlineData("top-trigram-share")]
    public void A_name_may_be_said_as_often_as_it_takes(string signal)
    {
        string[] about = ["Nobody swims in the Milbrook Spring Reserve on Mondays before the gate opens.", "Last week the Milbrook Spring Reserve lost a wall in the storm.", "Children paint the Milbrook Spring Reserve blue each May with their teachers.", "When rain fell, the Milbrook Spring Reserve rose by a hand or two.", "A heron left the Milbrook Spring Reserve at dawn and flew north again."];
        var named = Small.Html(Small.LongReport.Concat(about), "Milbrook Spring Reserve shut");
        var keyword = named.Replace("Milbrook Spring Reserve", "spring water reserve", StringComparison.Ordinal);

        Small.Value(signal, keyword).ShouldBeGreaterThan(Small.Value(signal, named) + 0.005);
    }

    [Theory]
    [InlineData("<p>Loading more stories...</p>")]
    [InlineData("<p>7:14:02 tide 3.2 wind 4 knots gauge 11.5 level 2.1 at station 9 reading 3</p>")]
    public void Labels_and_rows_of_figures_repeat_honestly(string row)
    {
        var rows = string.Concat(Enumerable.Repeat(row, 30));
        foreach (var signal in new[] { "repeated-five-grams", "top-bigram-share", "top-trigram-share", "top-four-gram-share" })
            Small.Value(signal, Honest.Replace("</h1>", "</h1>" + rows, StringComparison.Ordinal)).ShouldBe(Small.Value(signal, Honest), 0.01, signal);
    }

    [Theory]
    [InlineData("<p>Oh the ferry goes over, the ferry goes back,<br>the rope is of hemp and the water is black,<br>and verse {0} is the verse that we sing with a crack,<br>oh the ferry goes over, the ferry goes back.</p>")]
    [InlineData("<p>({0}) A person who keeps a goat within the limits of the city shall register the goat with the clerk before the first day of March.</p>")]
    [InlineData("<p>6.04.{0} A person who keeps a goat within the limits of the city shall register the goat with the clerk before the first day of March.</p>")]
    [InlineData("<p>§ {0} A person who keeps a goat within the limits of the city shall register the goat with the clerk before the first day of March.</p>")]
    public void Refrains_and_numbered_clauses_repeat_honestly(string line)
    {
        var lines = string.Concat(Enumerable.Range(1, 20).Select(n => string.Format(System.Globalization.CultureInfo.InvariantCulture, line, n)));
        foreach (var signal in new[] { "repeated-five-grams", "top-bigram-share", "top-trigram-share", "top-four-gram-share" })
            Small.Value(signal, Honest.Replace("</h1>", "</h1>" + lines, StringComparison.Ordinal)).ShouldBe(Small.Value(signal, Honest), 0.01, signal);
    }

    [Theory]
    [InlineData("... ")]
    [InlineData("(advertisement) ")]
    [InlineData("")]
    public void A_snippet_is_no_numbered_clause(string opening)
    {
        var snippets = Enumerable.Range(0, 12).Select(n => $"<p>{opening}she of number {(char)('a' + n)} sat by the old mill and asked whoever came past for folding camp tables cheap and near.</p>");
        Small.Value("repeated-five-grams", Honest.Replace("</h1>", "</h1>" + string.Concat(snippets), StringComparison.Ordinal)).ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public void In_a_short_text_nothing_is_said_twice_too_often()
    {
        const string Frame = "<p>{0} is three years old, neutered, vaccinated and chipped. To adopt {0}, please ring us and come to see {0} in the afternoon.</p>";
        string Cats(int count) => "<h1>Cats looking for a home</h1>" + string.Concat(Enumerable.Range(0, count).Select(n => string.Format(System.Globalization.CultureInfo.InvariantCulture, Frame, "Biscuit" + (char)('a' + n))));

        Small.Measure("repeated-five-grams", Cats(8)).HasValue.ShouldBeFalse();
        Small.Value("repeated-five-grams", Cats(20)).ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void A_text_with_the_same_words_in_few_forms_has_fewer_different_words()
    {
        Small.Value("different-words", Small.Html([Small.Repeat("The boat is a boat and the boat will be the best boat of all the boats.", 12)])).ShouldBeLessThan(0.3);
        Small.Value("different-words", Honest).ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Different_words_do_not_depend_on_length()
    {
        var once = Small.Value("different-words", Honest);
        var long_ = Small.Value("different-words", Small.Html(Enumerable.Range(0, 5).SelectMany(_ => Small.LongReport)));
        long_.ShouldBe(once, 0.06);
    }

    [Fact]
    public void The_fast_count_of_repeated_grams_agrees_with_the_plain_one()
    {
        foreach (var html in new[] { Honest, Stuffed, Small.Html(Small.LongReport.Concat(Small.LongReport)), Small.Html(Enumerable.Repeat(Small.LongReport, 4).SelectMany(report => report)) })
        {
            using var page = Detector.Pages.PageReader.Read(html, new Detector.Pages.PageRequest { Format = Detector.Pages.PageFormat.Html });
            var words = new List<string>();
            var paragraphs = new Dictionary<string, int>();
            foreach (var block in page.Text.Blocks)
            {
                var paragraph = page.Text.Of(block).ToString();
                paragraphs[paragraph] = paragraphs.GetValueOrDefault(paragraph) + 1;
                // A paragraph's second time is a layout's.
                if (!block.IsMain || (block.TokenCount >= 8 && paragraphs[paragraph] == 2)) continue;
                foreach (var token in page.Text.TokensOf(block)) words.Add(page.Text.Of(token).ToString().ToLowerInvariant());
            }
            double letters = words.Sum(word => word.Length);
            foreach (var (n, signal) in new[] { (5, "repeated-five-grams"), (10, "repeated-ten-grams") })
            {
                var seen = new HashSet<string>();
                var covered = new bool[words.Count];
                for (var i = 0; i + n <= words.Count; i++)
                    if (!seen.Add(string.Join(' ', words.Skip(i).Take(n))))
                        Array.Fill(covered, true, i, n);
                var plain = words.Where((_, i) => covered[i]).Sum(word => word.Length) / letters;
                Small.Value(signal, html).ShouldBe(plain, 1e-9);
            }
            foreach (var (n, signal) in new[] { (2, "top-bigram-share"), (3, "top-trigram-share"), (4, "top-four-gram-share") })
            {
                var grams = Enumerable.Range(0, words.Count - n + 1).Select(i => string.Join(' ', words.Skip(i).Take(n))).GroupBy(g => g).Where(g => g.Count() > 1).ToList();
                var most = grams.Count == 0 ? 0 : grams.Max(g => g.Count());
                var shares = grams.Where(g => g.Count() == most).Select(g => g.Key.Replace(" ", "", StringComparison.Ordinal).Length * most / letters).DefaultIfEmpty(0).ToList();
                var value = Small.Value(signal, html);
                shares.ShouldContain(share => Math.Abs(share - value) < 1e-9);
            }
        }
    }

    [Fact]
    public void A_list_of_variations_is_found_and_ingredients_are_not()
    {
        Small.Value("keyword-lists", Small.Html([.. Small.LongReport, "Tags: cheap ferry, ferry tickets, ferry online, best ferry, ferry near me, ferry deals, night ferry, ferry app."])).ShouldBeGreaterThanOrEqualTo(6);
        Small.Value("keyword-lists", Small.Html([.. Small.LongReport, "You need flour, sugar, two eggs, butter, a pinch of salt, milk, baking powder, and a warm oven."])).ShouldBeLessThan(3);
    }

    [Fact]
    public void A_slot_for_the_city_comes_back()
    {
        Small.Value("place-phrase-rate", Small.Html([.. Small.LongReport, "We do boiler repair in Leeds. Call for repair in Leeds today. Our repair in Leeds is quick, and repair in Leeds is cheap."])).ShouldBeGreaterThan(5);
        Small.Value("place-phrase-rate", Small.Html([.. Small.LongReport, "We repair boilers in Leeds, in York and in the villages between."])).ShouldBe(0);
    }

    [Fact]
    public void The_headline_is_counted_wherever_it_is_printed()
    {
        Small.Value("headline-echoes", Small.Html(["Ferry at Milbrook will sail again", .. Small.LongReport, "Ferry at Milbrook will sail again"])).ShouldBe(4, "the report's first sentence says it too");
        Small.Value("headline-echoes", Honest).ShouldBe(2);
    }
}
