using Detector.Pages;
using Detector.Signals;
using static Detector.Tests.Signals.SmallPages;

namespace Detector.Tests.Signals.Brand;

public sealed class BrandSignalTests
{
    private const string FarmHost = "https://kitevault.fastharbor.com/news/483c05399463.html";
    private const string PaperHost = "https://www.rivertonherald.com/news/treaty";

    private static readonly string FarmText =
        $"Current:Home > Stocks{Headline} -AssetLink\n{Headline}\nSignalHub View\nDate:2025-03-02 11:23:45\nThe foreign minister flew to the capital on Tuesday for talks.\n{Diplomacy}";

    [Fact]
    public void A_brand_that_the_host_spells_agrees_and_a_filled_slot_does_not()
    {
        Value(Catalog.TitleBrandOnHost, Article($"{Headline} | Riverton Herald"), PaperHost).ShouldBe(1);
        Value(Catalog.TitleBrandOnHost, Article($"{Headline} | AssetLink"), FarmHost).ShouldBeLessThan(.3);
        IsQuiet(Catalog.TitleBrandOnHost, Article($"{Headline} | AssetLink"));
    }

    [Theory]
    [InlineData("The New York Times", "www.nytimes.com")]
    [InlineData("Southeast Missourian", "www.semissourian.com")]
    [InlineData("ABC News", "abcnews.go.com")]
    [InlineData("Süddeutsche Zeitung", "www.sueddeutsche.de")]
    [InlineData("El País", "elpais.com")]
    [InlineData("Écho de Riofrío", "echoderiofrio.fr")]
    [InlineData("Głos Dąbrowy", "glosdabrowy.pl")]
    [InlineData("Côté Médias", "cotemedias.fr")]
    [InlineData("Smith & Sons Plumbing", "smithplumbers.com")]
    public void Names_agree_with_hosts_in_the_ways_hosts_are_made(string brand, string host) =>
        Value(Catalog.SiteNameOnHost, Article(Headline, head: $"<meta property='og:site_name' content='{brand}'>"), $"https://{host}/a").ShouldBeGreaterThan(.45);

    [Fact]
    public void A_declared_site_name_that_the_host_does_not_spell_disagrees_and_silence_is_nothing()
    {
        Value(Catalog.SiteNameOnHost, Article(Headline, head: "<meta property='og:site_name' content='Lakeside Gazette'>"), "https://alljewels.example.com/x").ShouldBeLessThan(.4);
        IsQuiet(Catalog.SiteNameOnHost, Article(Headline), "https://alljewels.com/x");
    }

    [Fact]
    public void Title_and_metadata_may_name_two_sites()
    {
        const string Meta = "<meta property='og:site_name' content='Riverton Herald'>";
        Value(Catalog.TitleBrandAndSiteName, Article($"{Headline} | AssetLink", head: Meta)).ShouldBeLessThan(.3);
        Value(Catalog.TitleBrandAndSiteName, Article($"{Headline} | Riverton Herald", head: Meta)).ShouldBe(1);
    }

    [Fact]
    public void A_publisher_is_held_against_the_host_but_an_agency_is_not_a_site()
    {
        static string Page(string publisher) => Article(Headline, head: "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"publisher\":{\"@type\":\"Organization\",\"name\":\"" + publisher + "\"}}</script>");
        Value(Catalog.PublisherOnHost, Page("Riverton Herald"), PaperHost).ShouldBe(1);
        Value(Catalog.PublisherOnHost, Page("Lakeside Gazette"), FarmHost).ShouldBeLessThan(.3);
        IsQuiet(Catalog.PublisherOnHost, Page("Associated Press"), PaperHost);
    }

    [Fact]
    public void A_copyright_line_kept_from_another_paper_disagrees()
    {
        Value(Catalog.CopyrightHolderAgrees, Article(Headline, foot: "<footer>© 2024 Lakeside Gazette. All rights reserved.</footer>"), "https://pacificajewels.org/x").ShouldBeLessThan(.4);
        Value(Catalog.CopyrightHolderAgrees, Article(Headline, foot: "<footer>© 2019-2024 Riverton Herald, Inc. All rights reserved.</footer>"), PaperHost).ShouldBe(1);
    }

    [Fact]
    public void An_adviser_whose_brand_is_the_subject_fits_and_a_trading_brand_over_a_war_does_not()
    {
        const string Money = "The fund's shares rose as investors bought bonds and stocks. The bank said that interest rates and inflation would fall and that the market had priced in the dividend. " +
            "Traders sold currency futures and moved capital into equities after the earnings report, and the portfolio's yield was higher than the mortgage rate. Savings and retirement accounts gained with the stock exchange, analysts said.";
        Value(Catalog.BrandFitsTopic, Article($"{Headline} | Capitol Wealth Investments", Money)).ShouldBeGreaterThan(.5);
        Value(Catalog.BrandFitsTopic, Article($"{Headline} | Capitol Wealth Investments")).ShouldBeLessThan(.4);
        Value(Catalog.HostFitsTopic, Article(Headline, Money), "https://wealthinvesting.com/x").ShouldBeGreaterThan(.5);
        Value(Catalog.HostFitsTopic, Article(Headline), "https://bakingrecipes.com/x").ShouldBeLessThan(.4);
    }

    [Fact]
    public void Brand_host_and_topic_disagree_on_the_farm_only()
    {
        Value(Catalog.ThreeWayDisagreement, Article($"{Headline} | Stock Trading Exchange"), "https://pizzarecipes.com/x").ShouldBeGreaterThan(.4);
        Value(Catalog.ThreeWayDisagreement, Article($"{Headline} | Capitol Wealth"), "https://capitolwealth.com/x").ShouldBeLessThan(.1);
    }

    [Fact]
    public void A_slot_filled_with_a_space_on_one_side_shows()
    {
        Value(Catalog.BrandSlotSpacing, Article($"{Headline} -AssetLink")).ShouldBe(1);
        Value(Catalog.BrandSlotSpacing, Article($"{Headline} - Riverton Herald")).ShouldBe(0);
    }

    [Fact]
    public void Crumb_headline_and_brand_on_one_line_show_and_a_doubled_headline_does_not()
    {
        Value(Catalog.CrumbHeadlineBrandLine, FarmText, format: PageFormat.Text).ShouldBe(1);
        var doubled = $"{Headline}\n{Headline}\n{Diplomacy}";
        Value(Catalog.CrumbHeadlineBrandLine, doubled, format: PageFormat.Text).ShouldBe(0);
        Value(Catalog.HeadlineRepeated, doubled, format: PageFormat.Text).ShouldBe(1);
        Value(Catalog.HeadlineRepeated, $"{Headline}\n{Diplomacy}", format: PageFormat.Text).ShouldBe(0);
    }

    [Fact]
    public void What_follows_the_headline_on_its_line_is_held_against_the_host()
    {
        Value(Catalog.BrandTailUnlikeHost, FarmText, FarmHost, PageFormat.Text).ShouldBeLessThan(.3);
        Value(Catalog.BrandTailUnlikeHost, $"{Headline} - Riverton Herald\n{Headline}\n{Diplomacy}", PaperHost, PageFormat.Text).ShouldBe(1);
    }

    [Theory]
    [InlineData("ATLANTA,NovaQuant Ga. (AP) — The governor said on Monday that the bridge would stay closed for another week.", 1)]
    [InlineData("ATLANTA, Surpassing Ga. (AP) — The governor said on Monday that the bridge would stay closed for another week.", 1)]
    [InlineData("ATLANTA (AP) — The governor said on Monday that the bridge would stay closed for another week.", 0)]
    [InlineData("KYIV, Ukraine (AP) — The governor said on Monday that the bridge would stay closed for another week.", 0)]
    [InlineData("CHARLESTON, West Virginia (AP) — The governor said on Monday that the bridge would stay closed for a week.", 0)]
    [InlineData("ST. LOUIS, Mo. (AP) — The governor said on Monday that the bridge would stay closed for another week.", 0)]
    public void A_word_put_into_an_agency_dateline_shows(string lead, double expected) =>
        Value(Catalog.PastedIntoDateline, Article(Headline, lead: lead)).ShouldBe(expected);

    [Theory]
    [InlineData("SignalHub", "MEXICO CITY SignalHub (AP) — The governor said on Monday that the bridge would stay closed for another week.", null, 1)]
    [InlineData("SignalHub", "MEXICO CITY (AP) — SignalHub said on Monday that the bridge would stay closed for another week of repairs.", null, 0)]
    [InlineData("Ukraine", "KYIV, Ukraine (AP) — The governor said on Monday that the bridge would stay closed for another week.", null, 0)]
    [InlineData("Riverton Herald", "RIVERTON Riverton Herald (AP) — The governor said on Monday that the bridge would stay closed for a week.", "https://rivertonherald.com/a", 0)]
    public void The_pages_own_name_has_no_place_in_an_agency_dateline_but_as_a_region_or_on_its_own_host(string brand, string lead, string? url, double expected) =>
        Value(Catalog.PastedIntoDateline, Article($"{Headline} | {brand}", lead: lead), url).ShouldBe(expected);

    [Theory]
    [InlineData("On Tuesday,SignalHub the court refused to hear the appeal of the two men who had lost the case last year.", 1)]
    [InlineData("The SignalHub Supreme Court refused on Tuesday to hear the appeal of the two men who had lost the case.", 1)]
    [InlineData("The judges SignalHub judges refused on Tuesday to hear the appeal of the two men who had lost the case.", 1)]
    [InlineData("The SignalHub Harbour Players open on Tuesday with an old play, and the SignalHub expects to be full.", 0)]
    [InlineData("Guests of the two islands came to SignalHub to see the old play that had been lost for a hundred years.", 0)]
    [InlineData("The SignalHub has learned that the court refused on Tuesday to hear the appeal of the two men who lost.", 0)]
    [InlineData("On Tuesday, SignalHub said that the court had refused to hear the appeal of the two men who had lost.", 0)]
    public void A_brand_pasted_into_the_opening_shows_and_a_paper_naming_itself_does_not(string lead, double expected) =>
        Value(Catalog.PastedIntoLead, Article($"{Headline} | SignalHub", lead: lead)).ShouldBe(expected);

    [Fact]
    public void Another_masthead_left_in_title_or_slug_shows_and_a_headline_about_an_outlet_does_not()
    {
        Value(Catalog.MastheadLeft, Article($"{Headline} - Toronto Star - Fastlink"), "https://fastlink.com/a").ShouldBe(1);
        Value(Catalog.MastheadLeft, Article($"{Headline} - Toronto Star - Fastlink", foot: "<a href='https://www.thestar.com/a'>whole story</a>"), "https://fastlink.com/a").ShouldBe(0, "a clipping with its source");
        Value(Catalog.MastheadLeft, Article($"{Headline} - Toronto Star - Jane Lorne", lead: "I wrote this for the Toronto Star in May."), "https://janelorne.com/a").ShouldBe(0, "the writer says who published it");
        Value(Catalog.MastheadLeft, Article($"{Headline} | AP News | rivertonherald.com"), "https://rivertonherald.com/a").ShouldBe(0, "papers have a section of that name");
        Value(Catalog.MastheadLeft, Article(Headline), "https://fastlink.com/ministers-meet-again-over-broken-border-treaty-the-associated-press").ShouldBe(1);
        var taken = Article($"{Headline} - NBC News - Fastlink").Replace($"<h1>{Headline}", $"<h1>{Headline} - NBC News", StringComparison.Ordinal);
        Value(Catalog.MastheadLeft, taken, "https://fastlink.com/a").ShouldBe(1, "the heading was taken with it");
        Value(Catalog.MastheadLeft, taken).ShouldBe(1, "the page goes by another name, wherever it stands");
        Value(Catalog.MastheadLeft, taken, "https://www.nbcnews.com/a").ShouldBe(0);
        Value(Catalog.MastheadLeft, taken, "https://www.omaha.com/a").ShouldBe(0, "a paper prints a partner's story by contract");
        IsQuiet(Catalog.MastheadLeft, Article(Headline));
        Value(Catalog.MastheadLeft, Article($"{Headline} | Riverton Herald"), "https://rivertonherald.com/ministers-meet-again-over-broken-border-treaty").ShouldBe(0);
        Value(Catalog.MastheadLeft, Article("Ten million miles away from the Sun | Riverton Herald"), "https://rivertonherald.com/ten-million-miles-away-from-the-sun").ShouldBe(0);
    }

    [Fact]
    public void A_known_outlets_name_on_another_host_is_an_imposters()
    {
        const string Bbc = "<meta property='og:site_name' content='BBC News'>";
        Value(Catalog.ImposterBrand, Article(Headline, head: Bbc), "https://cheapkettles.com/x").ShouldBeGreaterThan(.8);
        Value(Catalog.ImposterBrand, Article(Headline, head: Bbc), "https://www.bbc.co.uk/news/1").ShouldBe(0);
        IsQuiet(Catalog.ImposterBrand, Article(Headline, head: Bbc), "https://staging.pageserver.example/x");
        Value(Catalog.ImposterBrand, Article($"{Headline} | Toronto Star"), "https://torontostar.example/1").ShouldBe(0, "a namesake or a borrowed name: the name alone cannot tell");
        Value(Catalog.ImposterBrand, Article(Headline, head: Bbc), "https://archive.ph/AbCdE").ShouldBe(0, "archives keep pages under their names");
        Value(Catalog.ImposterBrand, Article(Headline, head: Bbc), "https://bbc.cdn.arcpublishing.com/1").ShouldBe(0, "papers' own pages stand on their publishing system's host");
        // A member paper that declares its agency as site name poses as nobody.
        IsQuiet(Catalog.ImposterBrand, Article($"{Headline} | Riverton Herald", head: "<meta property='og:site_name' content='Associated Press'>"), PaperHost);
    }

    [Fact]
    public void A_papers_page_on_a_host_that_nothing_on_it_is_called_by_shows()
    {
        const string Herald = "<meta property='og:site_name' content='Riverton Herald'>";
        Value(Catalog.PaperElsewhere, Article($"{Headline} | Riverton Herald"), "https://youngjewelsonline.com/a").ShouldBe(1);
        Value(Catalog.PaperElsewhere, Article(Headline, head: Herald, foot: "© 2024 Riverton Herald"), "https://youngjewelsonline.com/a").ShouldBe(1);
        Value(Catalog.PaperElsewhere, Article(Headline, head: "<meta property='og:site_name' content='NewsChannel 23'>"), "https://youngjewelsonline.com/a").ShouldBe(1);
        Value(Catalog.PaperElsewhere, Article($"{Headline} | Riverton Herald"), PaperHost).ShouldBe(0);
        Value(Catalog.PaperElsewhere, Article(Headline, head: "<meta property='og:site_name' content='NewsChannel 23'>"), "https://www.turnyourdial23.com/a").ShouldBe(0, "its channel's number");
        Value(Catalog.PaperElsewhere, Article($"{Headline} | Sentinel Times", lead: "The mayor of Bridgewater said on Monday that the bridge would stay closed for another week of repairs."), "https://bridgewater.com/a").ShouldBe(0, "a town's paper at the town's domain");
        Value(Catalog.PaperElsewhere, Article($"{Headline} | Riverton Herald", head: "<meta property='og:site_name' content='Riverton Herald'>", foot: "© 2024 Young Jewels"), "https://youngjewelsonline.com/a").ShouldBe(0, "the site's own name is there too");
        IsQuiet(Catalog.PaperElsewhere, Article($"{Headline} | Riverton Herald", head: "<meta property='og:site_name' content='Slow Commuter'>", foot: "© 2024 Jane Lorne"), "https://youngjewelsonline.com/a");
        IsQuiet(Catalog.PaperElsewhere, Article($"{Headline} | Omaha World-Herald"), "https://youngjewelsonline.com/a");
        IsQuiet(Catalog.PaperElsewhere, Article($"{Headline} | Riverton Herald"), "https://rvnonline.com/a");
        IsQuiet(Catalog.PaperElsewhere, Article($"{Headline} | Riverton Herald"), "https://staging.youngjewelsonline.com/a");
        IsQuiet(Catalog.PaperElsewhere, Article($"{Headline} | Riverton Herald"), "https://youngjewelsonline.blogspot.com/a");
        IsQuiet(Catalog.PaperElsewhere, Article($"{Headline} | Young Jewels"), "https://slowcommuters.com/a");
        IsQuiet(Catalog.PaperElsewhere, Article($"{Headline} | Riverton Herald"));
    }

    [Theory]
    [InlineData("rivertonherald.com", "https://quayjewels.com/a", 1.0)]
    [InlineData("rivertonherald.com", "https://www.rivertonherald.com/a", 0.0)]
    [InlineData("rivertonherald.com", "https://rivertonherald.example.net/a", 0.0)]
    [InlineData("Riverton.Herald", "https://quayjewels.com/a", null)]
    public void A_name_that_is_an_address_is_held_against_the_host(string name, string url, double? expected)
    {
        var measured = Measure(Catalog.DeclaredElsewhere, Article($"{Headline} | {name}"), url);
        (measured.HasValue ? measured.Value : (double?)null).ShouldBe(expected);
    }

    [Fact]
    public void Addresses_that_name_another_site_show()
    {
        Value(Catalog.DeclaredElsewhere, Article(Headline, head: "<link rel='canonical' href='https://www.lakesidegazette.com/a'>"), FarmHost).ShouldBe(1);
        Value(Catalog.DeclaredElsewhere, Article(Headline, head: "<link rel='canonical' href='https://rivertonherald.com/a'>"), PaperHost).ShouldBe(0);
    }

    [Fact]
    public void Names_that_belong_to_the_host_agree_together()
    {
        Value(Catalog.MastheadAgrees, Article($"{Headline} | Riverton Herald", foot: "<footer>© 2024 Riverton Herald</footer>"), PaperHost).ShouldBe(1);
        Value(Catalog.MastheadAgrees, Article($"{Headline} | AssetLink"), FarmHost).ShouldBeLessThan(.3);
        Value(Catalog.MastheadAgrees, Article($"{Headline} | WXYK News Channel 9"), "https://wxyk.com/a").ShouldBe(1);
        IsQuiet(Catalog.MastheadAgrees, Article(Headline), FarmHost);
    }

    [Fact]
    public void A_known_outlets_name_fits_its_host_whatever_the_letters_say()
    {
        Value(Catalog.TitleBrandOnHost, Article($"{Headline} | Houston Chronicle"), "https://www.chron.com/a").ShouldBe(1);
        Value(Catalog.MastheadAgrees, Article($"{Headline} | Houston Chronicle"), "https://www.chron.com/a").ShouldBe(1);
        Value(Catalog.TitleBrandOnHost, Article($"{Headline} | Houston Chronicle"), "https://www.sfgate.com/a").ShouldBeLessThan(.5);
    }
}
