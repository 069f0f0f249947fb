using Detector.Languages;
using Detector.Pages;
using Detector.Tests.Signals.Text;

namespace Detector.Tests.Languages;

public sealed class WritingStyleTests
{
    [Fact]
    public void A_page_in_another_language_or_of_few_words_shows_no_hand()
    {
        using var german = PageReader.Read(Html("de", "Der Bürgermeister sagte, dass er nicht über den Plan informiert worden sei und dass es mit allen besprochen werde.", 8));
        using var few = PageReader.Read(Html("en", "The mayor said that she had not been told about the plan.", 3));

        WritingStyle.Machine.Of(german).ShouldBeNull();
        WritingStyle.Machine.Of(few).ShouldBeNull();
        Small.Measure("machine-style", Html("de", "Der Bürgermeister sagte, dass er nicht über den Plan informiert worden sei.", 8)).HasValue.ShouldBeFalse();
    }

    [Fact]
    public void A_page_in_another_language_that_calls_itself_English_shows_no_hand()
    {
        using var spanish = PageReader.Read(Html("en", "El alcalde dijo que no había sido informado del plan y que se hablaría de todo con los vecinos de la villa en la primavera.", 8));

        WritingStyle.Machine.Of(spanish).ShouldBeNull();
    }

    [Fact]
    public void The_word_that_tells_most_is_shown_where_it_stands()
    {
        using var page = PageReader.Read(Html("en", "The mayor said that she had not been told about the plan, and that it would be discussed with all of them in the spring.", 4));
        var style = WritingStyle.Parse("bias\t0\t0\t1\t-1\nspring\t0.001\t0.03\t0.01\t2\nmayor\t0.001\t0.03\t0.01\t1\n-ed\t0.02\t0.14\t0.05\t-0.5\n", "made");

        var (deviations, telling) = style.Of(page)!.Value;

        page.Text.Range(telling.Start, telling.Length).ToString().ShouldBe("spring");
        deviations.ShouldBeInRange(-1 + 0.5, -1 + 3 * 3 + 1.5);
    }

    [Fact]
    public void An_entry_says_no_more_beyond_three_deviations()
    {
        var entry = new WritingStyle.Entry("spring", 0.001, 0.03, 0.01, 2);
        entry.Of(500, 1000).ShouldBe(6);
        entry.Of(0, 1_000_000).ShouldBe(-6, 0.1);
    }

    [Theory]
    [InlineData("spring\t0.001\t0.03\t0.01")]
    [InlineData("spring\t0.001\t0.03\t0\t1")]
    [InlineData("spring\t0.001\tx\t0.01\t1")]
    [InlineData("bias\t0\t0\t1\tnothing")]
    public void A_line_that_is_no_entry_is_named_with_the_way_out(string line) =>
        Should.Throw<InvalidDataException>(() => WritingStyle.Parse($"bias\t0\t0\t1\t0\n{line}\n", "made.tsv")).Message.ShouldContain($"made.tsv: '{line}'");

    private static string Html(string language, string sentence, int times) =>
        $"<!DOCTYPE html>\n<html lang=\"{language}\"><head><title>Plan</title></head><body><article><h1>The plan</h1><p>{string.Join(' ', Enumerable.Repeat(sentence, times))}</p></article></body></html>";
}
