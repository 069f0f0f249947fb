namespace Detector.Tests.Signals.Text;

public sealed class ShapeTests
{
    private static readonly string Honest = Small.Html(Small.Report);
    private static readonly string Cut = Small.Html(
    [
        "The ferry will sail in May after ... Cheap tickets for the opera are sold by the ... Learn to bake bread with your own hands and ...",
        "2019 was a good year for the wine of the ... The engine of this car is made of ... Doctors say that sleep is better than the ...",
        "Football fans waited for the train to the ... My uncle has a farm and he is in the ... Your computer can be slow when the memory ...",
        "The moon is far away and it is made of ... Shares fell on Monday as the bank said it ... We painted the wall in red and then the ...",
        "The cat slept on the roof of the ... Rain fell in the hills and the ... A new shop was opened by the ...",
    ]);

    private static readonly string Menu = Small.Html([], around: "").Replace("</article>", "<ul>" + string.Concat(Enumerable.Range(0, 30).Select(i => $"<li>Blue boat {i} <b>sale</b></li>")) + "</ul></article>", StringComparison.Ordinal);

    [Theory]
    [InlineData("ellipsis-lines", 0.3)]
    [InlineData("symbol-share", 0.1)]
    [InlineData("snippet-ellipses", 0.2)]
    public void Snippets_broken_by_ellipses_show(string signal, double least)
    {
        Small.Value(signal, Cut).ShouldBeGreaterThan(least);
        Small.Value(signal, Honest).ShouldBe(0);
    }

    [Fact]
    public void Read_more_links_after_an_ellipsis_are_no_snippets() =>
        Small.Value("snippet-ellipses", Small.Html(Small.Report.Select(p => p + " … Read More about it."))).ShouldBe(0);

    [Fact]
    public void Lines_that_wait_for_a_script_do_not_break_off() =>
        Small.Value("ellipsis-lines", Small.Html(Small.Report.SelectMany(p => (string[])[p, "Loading paragraph..."]))).ShouldBe(0);

    [Fact]
    public void Neighbours_from_different_pages_are_less_coherent_than_a_report()
    {
        var report = Small.Html([.. Small.Report, .. Small.Report.Select(p => p.Replace(" the ", " this ", StringComparison.Ordinal).Replace("and", "while", StringComparison.Ordinal))]);
        Small.Value("neighbour-coherence", Cut).ShouldBeLessThan(Small.Value("neighbour-coherence", report));
    }

    [Fact]
    public void Order_tells_a_text_from_its_sentences_shuffled()
    {
        string[] boats = ["The boat left the harbour with the tide.", "The sailors raised the sails and the ship went out to sea.", "The captain steered the vessel round the island.", "The crew tied the boat to the dock at night.", "The ship was at anchor in the harbour."];
        string[] food = ["The cook put butter and flour in the bowl.", "Bake the bread in the oven until the crust is brown.", "The soup needs salt and pepper and a little cream.", "Fry the onions with garlic and add the meat.", "Serve the cake with cream and sugar."];
        string[] money = ["The bank raised the interest rate on the loan.", "Investors sold shares and the stock market fell.", "The fund paid a dividend to the shareholders.", "The company reported profit and revenue for the quarter.", "Bonds and stocks fell as inflation rose."];
        var ordered = Small.Html([string.Join(' ', boats), string.Join(' ', food), string.Join(' ', money)]);
        var shuffled = Small.Html([string.Join(' ', Enumerable.Range(0, 5).SelectMany(i => new[] { boats[i], food[i], money[i] }))]);
        Small.Value("sentence-order", ordered).ShouldBeGreaterThan(0.05);
        Small.Value("sentence-order", shuffled).ShouldBeLessThan(0);
    }

    [Fact]
    public void A_speaker_who_changes_from_sentence_to_sentence_is_counted()
    {
        var changing = Small.Html([Small.Repeat("I bought the boat in May. You can sail it for a day. They said that it was old. My wife is happy with it.", 5)]);
        Small.Value("person-changes", changing).ShouldBeGreaterThan(0.6);
        Small.Value("person-changes", Small.Html([Small.Repeat("I bought the boat in May. I sail it every day. My wife is happy with it. We go to the island.", 5)])).ShouldBe(0);
    }

    [Fact]
    public void A_list_of_lines_is_told_from_prose()
    {
        Small.Value("bullet-lines", Menu).ShouldBeGreaterThan(0.9);
        Small.Value("short-lines", Menu).ShouldBeGreaterThan(0.9);
        Small.Value("punctuated-lines", Menu).ShouldBe(0);
        Small.Value("bullet-lines", Honest).ShouldBe(0);
        Small.Value("short-lines", Honest).ShouldBe(0);
        Small.Value("punctuated-lines", Honest).ShouldBeGreaterThan(0.8);
    }

    [Fact]
    public void Numbers_capitals_and_word_length_are_shares_of_words()
    {
        Small.Value("alphabetic-words", Small.Html([Small.Repeat("12 44 1999 boats 70", 20)])).ShouldBe(0.2, 0.05);
        Small.Value("alphabetic-words", Honest).ShouldBeGreaterThan(0.97);
        Small.Value("all-capitals", Small.Html(Small.Report.Select(p => p.ToUpperInvariant()))).ShouldBeGreaterThan(0.8);
        Small.Value("all-capitals", Honest).ShouldBe(0);
        Small.Value("mean-word-length", Honest).ShouldBeInRange(3.5, 5);
        Small.Value("mean-word-length", Small.Html([Small.Repeat("internationalization containerization misunderstandings", 20)])).ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_keyword_list_has_few_function_words()
    {
        Small.Value("stop-words", Small.Html([Small.Repeat("cheap ferry tickets online best boat deals the night crossing", 10)])).ShouldBeLessThan(0.15);
        Small.Value("stop-words", Honest).ShouldBeGreaterThan(0.35);
    }

    [Fact]
    public void Sentences_are_measured_by_words_and_initials_do_not_end_them()
    {
        Small.Value("sentence-length", Small.Html([Small.Repeat("The U.S. Navy bought J. Smith a boat.", 10)])).ShouldBe(9, 0.5);
        Small.Value("sentence-spread", Small.Html([Small.Repeat("The boat is old and the sea is deep.", 12)])).ShouldBeLessThan(0.1);
        Small.Value("sentence-spread", Small.Html([Small.Repeat("It sank. The boat is old and the sea is deep and nobody who saw it go will ever forget the sound of it.", 8)])).ShouldBeLessThan(2);
    }
}
