using CsCheck;
using Detector.Pages;
using Detector.Signals;
using Detector.Verdicts;

namespace Detector.Tests.Verdicts;

public class JudgementTests
{
    private static readonly FarmDetector Detector = new();

    [Fact]
    public void Contributions_add_up_to_the_margin_for_every_page()
    {
        var words = "the council bridge Stocks AP BEIJING said 2025-04-27 14:15:15 - > river veryGood! (38) <p> </p> <li> <a href=/x> </a> | Home Related\n".Split(' ');
        Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[30, 400].Sample(parts =>
        {
            var verdict = Detector.Judge(string.Join(' ', parts), new PageRequest { Url = "https://www.riverton.example/a" }, Detail.Everything);
            if (verdict is not Judged judged) return;
            var sum = judged.Base + judged.Reasons.Where(reason => reason.Weighed).Sum(reason => reason.Contribution);
            sum.ShouldBe(judged.Margin, 1e-9);
        }, iter: 200);
    }

    [Fact]
    public void Everything_names_each_signal_of_the_model_once()
    {
        var judged = (Judged)Detector.Judge(new FarmPage().Html(), PageRequest.Unknown, Detail.Everything);

        judged.Reasons.Where(reason => reason.Weighed).Select(reason => reason.Signal).Order(StringComparer.Ordinal).ShouldBe(Detector.Model.Columns.Select(column => column.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Judging_twice_and_on_many_threads_gives_the_same_verdict()
    {
        var pages = new[] { new FarmPage().Text(), new FarmPage().Html(), new FarmPage().LicensedText("Riverton Gazette") };
        var first = pages.Select(page => Describe(page)).ToArray();

        Parallel.For(0, 60, i => Describe(pages[i % 3]).ShouldBe(first[i % 3]));
    }

    [Fact]
    public void No_sentence_quotes_what_is_not_there()
    {
        foreach (var page in new[] { new FarmPage().Text(), new FarmPage().LicensedHtml("Riverton Gazette", "rivertongazette.example") })
            foreach (var reason in ((Judged)Detector.Judge(page, PageRequest.Unknown, Detail.Everything)).Reasons)
            {
                reason.Says.ShouldNotContain("“”");
                reason.Says.ShouldNotContain("\"\"");
            }
    }

    [Fact]
    public void A_page_of_no_words_is_not_judged() => Detector.Judge("<html><body></body></html>", PageRequest.Unknown).ShouldBeOfType<Unjudged>().Reason.ShouldBe(UnreadableReason.TooShort);

    [Fact]
    public void A_kind_is_flagged_or_not_by_its_name_alone()
    {
        Names.Flags(Kind.FarmTemplate).ShouldBeTrue();
        Names.Flags(Kind.Imposter).ShouldBeTrue();
        Names.Flags(Kind.NeedsHuman).ShouldBeFalse();
        Names.Flags(Kind.Licensed).ShouldBeFalse();
        Names.Of(Kind.GeneratedLowQuality).ShouldBe("generated-low-quality");
    }

    [Fact]
    public void Evidence_is_quoted_as_it_stands_on_the_page()
    {
        using var page = PageReader.Read(new FarmPage().Text());
        foreach (var quote in Detector.Judge(page, Detail.Everything).Reasons.SelectMany(reason => reason.Evidence).Where(quote => quote.Start >= 0 && !quote.Words.EndsWith('…')))
            page.Text.Range(quote.Start, quote.Length).ToString().Replace('\n', ' ').Trim().ShouldBe(quote.Words);
    }

    private static string Describe(string page)
    {
        var judged = (Judged)Detector.Judge(page, PageRequest.Unknown, Detail.Everything);
        return string.Join('\n', judged.Reasons.Select(reason => $"{reason.Signal} {reason.Value:R} {reason.Contribution:R} {reason.Says}").Prepend($"{judged.Kind} {judged.Probability:R}"));
    }
}
