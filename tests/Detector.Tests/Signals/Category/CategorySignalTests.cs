using Detector.Pages;
using Detector.Signals;
using static Detector.Tests.Signals.SmallPages;

namespace Detector.Tests.Signals.Category;

public sealed class CategorySignalTests
{
    private static string Filed(string section) => Article(Headline, body: Diplomacy + " " + Diplomacy, head: $"<meta property='article:section' content='{section}'>");

    [Fact]
    public void A_war_filed_under_stocks_does_not_fit_and_under_world_politics_does()
    {
        Value(Catalog.CategoryFitsTopic, Filed("Stocks")).ShouldBeLessThan(.4);
        Value(Catalog.CategoryFitsTopic, Filed("Politics")).ShouldBeGreaterThan(.5);
        IsQuiet(Catalog.CategoryFitsTopic, Filed("News"));
    }

    [Fact]
    public void Finance_over_another_subject_shows()
    {
        Value(Catalog.FinanceCategory, Filed("Stocks")).ShouldBeGreaterThan(.6);
        IsQuiet(Catalog.FinanceCategory, Filed("Politics"));
    }

    [Fact]
    public void A_menu_word_is_no_category_and_a_contact_page_may_stand_under_contact()
    {
        Value(Catalog.NavigationCategory, Filed("Contact")).ShouldBe(1);
        Value(Catalog.NavigationCategory, Filed("Sports")).ShouldBe(0);
        IsQuiet(Catalog.NavigationCategory, "<html><head><meta property='article:section' content='Contact'></head><body><p>Ring us on weekdays between nine and five, or write to the office in the High Street, where somebody is always in and glad to help you.</p></body></html>");
    }

    [Fact]
    public void A_category_glued_to_the_headline_shows()
    {
        Value(Catalog.CrumbGlued, $"Current:Home > Stocks{Headline} -AssetLink\n{Headline}\n{Diplomacy}", format: PageFormat.Text).ShouldBe(1);
        Value(Catalog.CrumbGlued, $"Home > World > {Headline}\n{Headline}\n{Diplomacy}", format: PageFormat.Text).ShouldBe(0);
    }

    [Fact]
    public void Path_and_section_may_agree_or_not()
    {
        Value(Catalog.CategoriesAgree, Filed("Politics"), "https://example.com/politics/treaty").ShouldBe(1);
        Value(Catalog.CategoriesAgree, Filed("Stocks"), "https://example.com/recipes/treaty").ShouldBe(0);
        IsQuiet(Catalog.CategoriesAgree, Filed("Stocks"), "https://example.com/2024/treaty");
    }
}
