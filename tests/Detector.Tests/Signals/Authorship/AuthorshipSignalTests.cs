using Detector.Pages;
using Detector.Signals;
using static Detector.Tests.Signals.SmallPages;

namespace Detector.Tests.Signals.Authorship;

public sealed class AuthorshipSignalTests
{
    private static string By(string author) => Article($"{Headline} | Riverton Herald", head: $"<meta name='author' content='{author}'>");

    [Fact]
    public void A_person_is_an_author_and_an_account_is_not_and_nobody_is_nothing()
    {
        Value(Catalog.AuthorIsPerson, By("Ann Example")).ShouldBe(1);
        Value(Catalog.AuthorIsPerson, By("admin")).ShouldBe(0);
        Value(Catalog.AuthorIsSite, By("Riverton Herald")).ShouldBe(1);
        Value(Catalog.AuthorIsSite, By("Ann Example")).ShouldBe(0);
        IsQuiet(Catalog.AuthorIsPerson, Article(Headline));
        IsQuiet(Catalog.AuthorIsPerson, By("The Associated Press"));
        // A diary on its writer's own name is signed by a person.
        Value(Catalog.AuthorIsPerson, By("Ann Example"), "https://annexample.com/2024/trip").ShouldBe(1);
    }

    [Fact]
    public void An_author_with_a_page_here_shows_and_one_without_does_not()
    {
        Value(Catalog.AuthorHasPage, Article(Headline, lead: "By <a rel='author' href='/authors/ann-example'>Ann Example</a>"), "https://rivertonherald.com/a").ShouldBe(1);
        Value(Catalog.AuthorHasPage, By("Ann Example"), "https://rivertonherald.com/a").ShouldBe(0);
        IsQuiet(Catalog.AuthorHasPage, $"{Headline}\n{Diplomacy}", format: PageFormat.Text);
    }

    [Fact]
    public void Byline_and_metadata_may_name_different_writers()
    {
        static string Page(string meta) => $"<html><head><title>{Headline}</title><meta name='author' content='{meta}'></head><body><article><h1>{Headline}</h1><p class='byline'>By Ann Example</p><p>{Diplomacy}</p></article></body></html>";
        Value(Catalog.AuthorsDiffer, Page("Oliver Montgomery")).ShouldBe(1);
        Value(Catalog.AuthorsDiffer, Page("Ann M. Example")).ShouldBeLessThan(.3);
        IsQuiet(Catalog.AuthorsDiffer, Page("Ann Example"));
    }

    [Fact]
    public void A_name_pasted_in_front_of_the_view_label_shows()
    {
        Value(Catalog.NameBesideView, $"{Headline}\nCharles H. Langley View\nDate:2025-01-03 10:11:12\n{Diplomacy}", format: PageFormat.Text).ShouldBe(1);
        Value(Catalog.NameBesideView, $"{Headline}\nView\nDate:2025-01-03 10:11:12\n{Diplomacy}", format: PageFormat.Text).ShouldBe(0);
        Value(Catalog.NameBesideView, $"The Quay Press\n{Headline}\nSignalHub\nView Date:2025-01-03 10:11:12\n{Diplomacy}", format: PageFormat.Text).ShouldBe(1, "the name stands on the line before");
        Value(Catalog.NameBesideView, $"The Quay Press\n{Headline}\nfor the town\nView Date:2025-01-03 10:11:12\n{Diplomacy}", format: PageFormat.Text).ShouldBe(0);
        Value(Catalog.NameBesideView, $"{Headline}\nView from the hill\n{Diplomacy}", format: PageFormat.Text).ShouldBe(0);
    }

    [Fact]
    public void A_diary_speaks_in_the_first_person_and_a_quotation_does_not_count()
    {
        Value(Catalog.FirstPerson, Article(Headline, lead: "We drove to my sister's on Sunday and I took the dog along, because our neighbours were away.")).ShouldBeGreaterThan(.02);
        Value(Catalog.FirstPerson, Article(Headline, lead: "“We will not give up our land and I will stay,” the farmer said on Sunday at the fence.")).ShouldBe(0);
    }

    [Fact]
    public void Quotations_with_a_speaker_are_counted()
    {
        const string More = "The talks are to go on next week in the old town hall by the lake, with the same people at the same table.";
        Value(Catalog.AttributedQuotes, Article(Headline, lead: More + " “The talks will go on,” the minister said. “There is no other way,” her colleague added later.")).ShouldBeGreaterThan(5);
        Value(Catalog.AttributedQuotes, Article(Headline, lead: More)).ShouldBe(0);
    }

    [Fact]
    public void A_telephone_number_is_a_contact()
    {
        Value(Catalog.LocalContact, Article(Headline, foot: "<footer>Call us: (555) 234-5678</footer>")).ShouldBe(1);
        Value(Catalog.LocalContact, Article(Headline)).ShouldBe(0);
        Value(Catalog.LocalContact, Article(Headline, foot: "<p>To book a place, call the Centre on 5550 1234.</p>")).ShouldBe(1, "as numbers are given within a town");
        Value(Catalog.LocalContact, Article(Headline, foot: "<p>Between 1990 2004 they built nothing.</p>")).ShouldBe(0, "two years are no number to call");
    }

    [Fact]
    public void Pages_of_a_site_about_itself_are_counted_by_kind()
    {
        Value(Catalog.OwnPagesShown, Article(Headline, foot: "<footer><a href='/about'>About us</a> <a href='/contact'>Contact</a></footer>"), "https://rivertonherald.com/a").ShouldBe(2);
        IsQuiet(Catalog.OwnPagesShown, $"{Headline}\n{Diplomacy}", format: PageFormat.Text);
    }
}
