namespace Detector.Tests.Signals.Text;

public class SnippetTests
{
    private static readonly string Sentence = "The boat left the harbour early and came back with the tide before the light was gone. ";

    [Fact]
    public void A_wall_of_words_is_measured_by_its_words()
    {
        var wall = string.Concat(Enumerable.Repeat(Sentence, 60));

        On.Value(On.Html("longest-paragraph", $"<h1>Boats</h1><div>{wall}</div>")).ShouldBe(60 * 17);
        On.Value(On.Html("longest-paragraph", $"<h1>Boats</h1><div>{wall.Replace(". ", ".<br>", StringComparison.Ordinal)}</div>")).ShouldBeLessThan(40);
        var log = string.Concat(Enumerable.Range(0, 200).Select(i => $"6:51:{i % 60} tide gauge {i} reads 3.{i} metres "));
        On.Value(On.Html("longest-paragraph", $"<h1>Boats</h1><div>{log}</div><p>{Sentence}</p>")).ShouldBeLessThan(40);
    }

    [Fact]
    public void Extracted_text_says_nothing_of_its_paragraphs() =>
        On.Text("longest-paragraph", string.Concat(Enumerable.Repeat(Sentence, 60))).HasValue.ShouldBeFalse();

    [Theory]
    [InlineData("(as ever) and [again] (and (again))", 0)]
    [InlineData("a) first 2) second 12) twelfth :) ;-) ", 0)]
    [InlineData("44 MB), Video 3gp", 0)]
    [InlineData("44 MB), Video 3gp 12 MB), Audio", 2)]
    [InlineData("a monitor (curved, 32 inch (flat, 24 inch", 2)]
    [InlineData("free shipping] and (more", 2)]
    public void Brackets_are_counted_that_open_or_close_alone_more_than_once(string words, int alone)
    {
        var body = $"<h1>Boats</h1><p>{string.Concat(Enumerable.Repeat(Sentence, 6))}{words}</p>";

        var measured = On.Html("unmatched-brackets", body);

        if (alone == 0) On.Value(measured).ShouldBe(0);
        else On.Value(measured).ShouldBeInRange(alone * 1000.0 / 220, alone * 1000.0 / 100);
    }
}
