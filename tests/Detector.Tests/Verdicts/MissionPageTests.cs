using Detector.Pages;
using Detector.Signals.Templates;
using Detector.Verdicts;

namespace Detector.Tests.Verdicts;

/// <summary>The page Detector was made for, its rewrites, and the same story where it is allowed to stand.</summary>
public class MissionPageTests
{
    private const string FarmUrl = "https://linkpeak.fastharbor.example/html/61b9014993.html";
    private static readonly FarmDetector Shipped = new();
    private static readonly FarmDetector WithoutSignatures = new(signatures: TemplateSignatures.None);

    /// <summary>Name of the rewrite, the page, and whether it is markup.</summary>
    public static TheoryData<string, string, bool> Rewrites => new()
    {
        { "another brand", new FarmPage { Brand = "SilverOak Capital Hub" }.Text(), false },
        { "another category", new FarmPage { Category = "Invest" }.Text(), false },
        { "a menu word as category", new FarmPage { Category = "Contact" }.Text(), false },
        { "no widget", new FarmPage { Widget = null }.Text(), false },
        { "other list headings", new FarmPage { ListHeadings = ["You may like", "Hot list", "Picked for you"] }.Text(), false },
        { "HTML instead of text", new FarmPage().Html(), true },
        { "HTML, another brand, no widget", new FarmPage { Brand = "BlueCrest Wealth Guide", Widget = null }.Html(), true },
        { "the widget in another language", new FarmPage { Widget = "很赞哦! (38)" }.Text(), false },
        { "the brand pasted into the lead", new FarmPage { Lead = new FarmPage().Lead.Replace("said on Thursday that", "said on Thursday, Visionary Growth Labs that", StringComparison.Ordinal) }.Text(), false },
        { "the crumb in other words", new FarmPage { Crumb = "Position:Index > " }.Text(), false },
        { "another stamp", new FarmPage { Stamp = "Views\nTime:2025-04-27 14:15:15" }.Text(), false },
    };

    [Fact]
    public void The_farm_page_is_flagged_surely_with_five_true_reasons_and_their_evidence()
    {
        foreach (var url in (string?[])[null, FarmUrl])
        {
            var verdict = Judge(Shipped, new FarmPage().Text(), url, html: false);

            Explain(verdict);
            verdict.Flagged.ShouldBeTrue();
            verdict.Kind.ShouldBe(Kind.FarmTemplate);
            verdict.Probability.ShouldBeGreaterThanOrEqualTo(0.9);
            verdict.Copied.ShouldBe(Copied.ByItsOwnMarks);
            verdict.Authorised.ShouldBeOneOf(Authorised.NotShown, Authorised.Contradicted);
            var reasons = verdict.Reasons.Where(reason => reason.Contribution > 0 && reason.Evidence.Count > 0).ToArray();
            reasons.Length.ShouldBeGreaterThanOrEqualTo(5);
            reasons.Select(reason => reason.Family).Distinct().Count().ShouldBeGreaterThanOrEqualTo(3);
        }
    }

    [Fact]
    public void Without_the_signatures_file_it_is_still_flagged()
    {
        foreach (var url in (string?[])[null, FarmUrl])
        {
            var verdict = Judge(WithoutSignatures, new FarmPage().Text(), url, html: false);

            verdict.Flagged.ShouldBeTrue();
            verdict.Probability.ShouldBeGreaterThanOrEqualTo(0.9);
        }
    }

    [Theory]
    [MemberData(nameof(Rewrites))]
    public void A_rewrite_of_the_page_stays_flagged(string name, string content, bool html)
    {
        foreach (var url in (string?[])[null, FarmUrl])
        {
            var verdict = Judge(WithoutSignatures, content, url, html);

            Explain(verdict);
            verdict.Flagged.ShouldBeTrue($"{name}, {(url is null ? "without" : "with")} address: {verdict.Probability:0.000}");
        }
    }

    [Theory]
    [InlineData("Riverton Gazette", "www.rivertongazette.example")]
    [InlineData("WKRV NewsChannel 9", "www.wkrv.example")]
    public void The_same_body_under_a_local_masthead_with_agency_credit_is_not(string masthead, string host)
    {
        var page = new FarmPage();
        var url = $"https://{host}/ap/world/ministers-agree-to-reopen-talks-on-arctic-shipping-rules/";

        var verdict = Judge(Shipped, page.LicensedHtml(masthead, host), url, html: true);
        Explain(verdict);
        verdict.Flagged.ShouldBeFalse();
        verdict.Kind.ShouldBe(Kind.Licensed);
        verdict.Authorised.ShouldBe(Authorised.Shown);
        foreach (var address in (string?[])[null, url])
        {
            var text = Judge(Shipped, page.LicensedText(masthead), address, html: false);
            Explain(text);
            text.Flagged.ShouldBeFalse();
        }
    }

    private static Judged Judge(FarmDetector detector, string content, string? url, bool html) =>
        detector.Judge(content, new PageRequest { Url = url, Format = html ? PageFormat.Html : PageFormat.Text }).ShouldBeOfType<Judged>();

    private static void Explain(Judged verdict)
    {
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"{Names.Of(verdict.Kind)} {verdict.Probability:0.000} copied {Names.Of(verdict.Copied)} authorised {Names.Of(verdict.Authorised)} page {verdict.PageKind}");
        foreach (var reason in verdict.Reasons) output.WriteLine($"  {reason.Contribution,6:+0.00;-0.00} {reason.Signal}: {reason.Says}");
    }
}
