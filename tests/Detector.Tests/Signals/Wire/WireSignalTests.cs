using Detector.Pages;
using Detector.Signals;
using Detector.Tests.Signals.Text;
using static Detector.Tests.Signals.SmallPages;

namespace Detector.Tests.Signals.Wire;

public sealed class WireSignalTests
{
    private const string Dateline = "GENEVA (AP) — The two ministers met again on Monday after a week without any talks at all.";
    private const string Paper = "https://www.rivertonherald.com/ap-national/treaty";
    private const string Lapsed = "https://pacificajewels.org/ap-national/treaty";

    private static string Licensed(string foot = "<footer>© 2024 Riverton Herald</footer>") => Article($"{Headline} | Riverton Herald", lead: Dateline, foot: foot);

    [Theory]
    [InlineData(Dateline, 1)]
    [InlineData("GENEVA (AP)—The two ministers met again on Monday after a week without any talks at all.", .5)]
    [InlineData("The two ministers met again on Monday in Geneva after a week without any talks at all.", 0)]
    public void A_dateline_is_whole_damaged_or_missing(string lead, double expected) => Value(Catalog.AgencyDateline, Article(Headline, lead: lead)).ShouldBe(expected);

    [Theory]
    [InlineData("GENEVA — The two ministers met again on Monday after a week without any talks at all.", 1)]
    [InlineData(Dateline, 0)]
    [InlineData("NATO ministers met again on Monday — after a week without any talks at all between the two.", 0)]
    public void A_dateline_without_its_agency_shows(string lead, double expected) => Value(Catalog.DatelineWithoutAgency, Article(Headline, lead: lead)).ShouldBe(expected);

    [Fact]
    public void An_agency_as_author_is_a_credit_and_a_reporter_is_not()
    {
        Value(Catalog.AgencyCredit, Article(Headline, head: "<meta name='author' content='Associated Press'>")).ShouldBe(1);
        Value(Catalog.AgencyCredit, Article(Headline, head: "<meta name='author' content='Ann Example'>")).ShouldBe(0);
    }

    [Fact]
    public void Photo_credits_are_counted()
    {
        Value(Catalog.AgencyPhotoCredits, Article(Headline, lead: "The ministers shake hands in Geneva on Monday before the talks. (AP Photo/Ann Example)")).ShouldBe(1);
        Value(Catalog.AgencyPhotoCredits, Article(Headline)).ShouldBe(0);
    }

    [Fact]
    public void Agency_text_weighs_by_whether_the_masthead_is_the_hosts()
    {
        Value(Catalog.AgencyTextWithoutMasthead, Licensed(), Paper).ShouldBe(0);
        Value(Catalog.AgencyTextWithoutMasthead, Licensed(), Lapsed).ShouldBeGreaterThan(.6);
        IsQuiet(Catalog.AgencyTextWithoutMasthead, Article($"{Headline} | Riverton Herald"), Lapsed);
    }

    [Fact]
    public void Licence_cues_count_on_the_mastheads_own_host_only()
    {
        Value(Catalog.LicenceCues, Licensed(), Paper).ShouldBe(1);
        Value(Catalog.LicenceCues, Licensed(), Lapsed).ShouldBeLessThan(.4);
        Value(Catalog.WireSection, Licensed(), Paper).ShouldBe(1);
        Value(Catalog.WireSection, Licensed(), Lapsed).ShouldBeLessThan(.4);
        IsQuiet(Catalog.WireSection, Licensed(), "https://www.rivertonherald.com/news/treaty");
    }

    [Theory]
    [InlineData("Copyright 2024 The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.", 0)]
    [InlineData("Copyright 2024 The 91é Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.", 1)]
    [InlineData("Copyright 2024 Pioneer Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.", 0)]
    public void A_copyright_sentence_with_a_word_replaced_shows(string sentence, double expected) => Value(Catalog.AgencyCopyrightSentence, Article(Headline, lead: sentence)).ShouldBe(expected);

    [Fact]
    public void Another_sites_interface_left_in_the_body_shows_and_at_home_it_does_not()
    {
        var body = Article(Headline, lead: "SKIP ADVERTISEMENT The two ministers met again on Monday after a week without any talks at all.");
        Value(Catalog.InterfaceResidue, body, "https://fastharbor.com/x").ShouldBe(1);
        Value(Catalog.InterfaceResidue, body, "https://www.nytimes.com/x").ShouldBe(0);
        Value(Catalog.InterfaceResidue, $"<p>SKIP ADVERTISEMENT {On.Prose}</p>", "https://fastharbor.com/x").ShouldBe(1);
        Value(Catalog.InterfaceResidue, $"<p>SKIP ADVERTISEMENT {On.Prose}</p>").ShouldBe(0, "nobody knows whose page it is");
    }

    [Theory]
    [InlineData("People are also reading", 0)]
    [InlineData("toggle caption", 0)]
    [InlineData("Story continues below advertisement", 0)]
    [InlineData("Sign up for the AP's newsletter", 0)]
    [InlineData("Scroll down for video", 1)]
    [InlineData("Scroll down for video</p><p>People are also reading", 2)]
    public void Words_that_many_sites_print_count_only_beside_those_of_one_outlet(string words, double expected) =>
        Value(Catalog.InterfaceResidue, $"<title>Riverton Herald</title><p>{On.Prose}</p><p>{words}</p><p>{On.Prose}</p>", Paper).ShouldBe(expected);

    [Theory]
    [InlineData("Download the Daily Mail app here", Paper, 1)]
    [InlineData("Today's Toronto Star crossword: play now", Paper, 1)]
    [InlineData("Most read in Toronto Star", Paper, 1)]
    [InlineData("We're hiring! See jobs at Toronto Star</p><p>Get unlimited access to Toronto Star", Paper, 2)]
    [InlineData("Download the Toronto Star app here", "https://www.thestar.com/x", 0)]
    [InlineData("Download the Riverton Herald app here", Paper, 0)]
    [InlineData("Sign up for the Associated Press newsletter", Paper, 0)]
    [InlineData("Toronto Star Is Tracking Me Even Though I Am Not On Facebook", Paper, 0)]
    [InlineData("Download the CBS News app here", "https://www.kswqtv.com/x", 0)]
    [InlineData("More from CBS News", "https://www.kswqtv.com/x", 0)]
    [InlineData("More from CBS News", Paper, 1)]
    [InlineData("Download the Toronto Star app here</p><p>This story is republished with permission.", Paper, 0)]
    public void A_prompt_counts_where_its_line_names_an_outlet_whose_page_this_is_not(string words, string url, double expected) =>
        Value(Catalog.InterfaceResidue, $"<title>The bridge opens</title><p>{On.Prose}</p><p>{words}</p><p>{On.Prose}</p>", url).ShouldBe(expected);

    [Theory]
    [InlineData("https://www.kswq9.com/news", "NewsChannel 9", 1)]
    [InlineData("https://www.kswq9.com/news", "KSWQ", 1)]
    [InlineData("https://www.kswq9.com/news", "Wealth Harbour", 0)]
    public void A_station_goes_by_its_channel_on_the_host_that_bears_its_call_sign(string url, string name, double expected)
    {
        var page = Article($"{Headline} | {name}", lead: "KYIV, Ukraine (AP) — The governor said on Monday that the bridge would stay closed for another week.");
        Value(Catalog.TitleBrandOnHost, page, url).ShouldBe(expected);
        Value(Catalog.AgencyTextWithoutMasthead, page, url).ShouldBe(1 - expected);
    }

    [Fact]
    public void Appeared_first_on_another_site_shows_and_on_this_one_does_not()
    {
        var body = Article(Headline, foot: "<p>The post Ministers Meet Again appeared first on Riverton Herald.</p>");
        Value(Catalog.FirstOnElsewhere, body, "https://fastharbor.com/x").ShouldBe(1);
        IsQuiet(Catalog.FirstOnElsewhere, body, Paper);
    }

    [Fact]
    public void A_republication_credit_with_a_link_is_worth_more_than_one_without()
    {
        Value(Catalog.RepublicationCredit, Article(Headline, lead: "This article is republished from <a href='https://theconversation.com'>The Conversation</a> under a Creative Commons license.")).ShouldBe(1);
        Value(Catalog.RepublicationCredit, Article(Headline, lead: "This column was originally published in our spring issue, and the editors thank everybody who wrote in.")).ShouldBe(.5);
        Value(Catalog.RepublicationCredit, Article(Headline)).ShouldBe(0);
    }

    [Fact]
    public void Release_boilerplate_is_counted_by_kind()
    {
        Value(Catalog.ReleaseBoilerplate, Article(Headline, lead: "FOR IMMEDIATE RELEASE. The company opens a new plant this autumn. Media contact: the press office. Forward-looking statements follow.")).ShouldBe(3);
        Value(Catalog.ReleaseBoilerplate, Article(Headline)).ShouldBe(0);
    }

    [Fact]
    public void An_outlet_credited_in_the_text_counts_and_a_word_that_is_also_a_name_does_not()
    {
        Value(Catalog.SourceNamed, Article(Headline, lead: "The minister told Reuters on Monday that the talks would go on, and The Washington Post reported the same.")).ShouldBe(2);
        Value(Catalog.SourceNamed, Article(Headline, lead: "People in the town had time to talk about it, and the sun was out for most of the afternoon.")).ShouldBe(0);
        const string More = "The talks are to go on next week in the old town hall by the lake, with the same people at the same table.";
        Value(Catalog.OutletsInBody, Article(Headline, lead: $"The minister told Reuters on Monday that the talks would go on for as long as they had to. {More}")).ShouldBeGreaterThan(0);
        Value(Catalog.OutletsInBody, Article(Headline, lead: More)).ShouldBe(0);
    }

    [Fact]
    public void A_reporter_of_another_newsroom_shows_and_ones_own_does_not()
    {
        const string Line = "Reach the reporter of this story at ann.example@usatoday.com, she reads every letter that comes in.";
        Value(Catalog.ReporterElsewhere, Article(Headline, lead: Line), "https://fastharbor.com/x").ShouldBe(1);
        Value(Catalog.ReporterElsewhere, Article(Headline, lead: Line), "https://www.usatoday.com/x").ShouldBe(0);
        IsQuiet(Catalog.ReporterElsewhere, Article(Headline), "https://fastharbor.com/x");
    }

    [Fact]
    public void A_caption_translated_and_back_shows_in_English_only()
    {
        Value(Catalog.TranslatedFileCredit, Article(Headline, lead: "DOSSIER – The ministers shake hands in Geneva before the talks on the border treaty last year.")).ShouldBe(1);
        Value(Catalog.TranslatedFileCredit, Article(Headline, lead: "FILE – The ministers shake hands in Geneva before the talks on the border treaty last year.")).ShouldBe(0);
    }

    [Fact]
    public void A_text_that_speaks_as_another_outlet_is_heard()
    {
        const string Copied = "<p>The company’s chief confirmed to TechCrunch on Tuesday that it was so. One engineer told TechCrunch that staff learned of it in a call.</p><p>A spokesperson did not respond to TechCrunch’s request for comment.</p>";
        const string Url = "https://gadgetharbor.example/a";
        static string Page(string story) => $"<title>Cuts at the yard</title><article><h1>Cuts at the yard</h1><p>{Small.Report[0]} {Small.Report[1]}</p>{story}<p>{Small.Report[2]} {Small.Report[3]}</p></article>";

        Value(Catalog.OutletVoice, Page(Copied), Url).ShouldBe(2);
        Value(Catalog.OutletVoice, Page("<p>The yard is for sale, TechCrunch has learned, and so TechCrunch has reached out to its owner.</p>"), Url).ShouldBe(2);
        Value(Catalog.OutletVoice, Page("<p>She told TechCrunch that she was sorry. He told TechCrunch that he was not.</p>"), Url).ShouldBe(0, "an interview retold");
        Value(Catalog.OutletVoice, Page(Copied + "<p><a href='https://techcrunch.com/cuts'>The story</a></p>"), Url).ShouldBe(0, "it links to whom it retells");
        Value(Catalog.OutletVoice, Page("<p>She told Reuters, he told Reuters, they told Reuters and did not respond to Reuters’ request.</p>"), Url).ShouldBe(0, "an agency's stories are licensed");
        Value(Catalog.OutletVoice, Page(Copied).Replace("<title>Cuts at the yard", "<title>Cuts at the yard | TechCrunch", StringComparison.Ordinal), Url).ShouldBe(0, "it goes by that name");
        IsQuiet(Catalog.OutletVoice, Page(Copied), "https://www.theverge.com/a");
        IsQuiet(Catalog.OutletVoice, Page(Copied));
    }

    [Fact]
    public void A_site_that_says_its_texts_are_collected_is_believed()
    {
        static string Page(string end) => $"<title>The bridge</title><article><h1>The bridge</h1><p>{On.Prose}</p>{end}</article>";

        Value(Catalog.CollectedText, Page("<p>Denial of responsibility! Fastnews is an automatic aggregator of all the world’s media.</p><p>If you do not want us to publish your materials, write to us; the content will be deleted within 24 hours.</p>")).ShouldBe(2);
        Value(Catalog.CollectedText, Page("<p>The copyright of this article belongs to the original author. It does not represent the views of this website.</p>")).ShouldBe(2);
        Value(Catalog.CollectedText, Page("<p><a href='https://other.example/bridge'>Source link</a></p>")).ShouldBe(1);
        Value(Catalog.CollectedText, Page("<p>See the source link above, and mind the gap.</p>")).ShouldBe(0);
        Value(Catalog.CollectedText, Page("<p>At the end of it stands “Denial of responsibility!” in small print.</p>")).ShouldBe(0, "who writes about such sites quotes them");
        Value(Catalog.CollectedText, Page("<p>Your file will be deleted within 24 hours.</p>")).ShouldBe(0);
        Value(Catalog.CollectedText, Page("<p hidden>Denial of responsibility!</p>")).ShouldBe(0);
        Value(Catalog.CollectedText, Page("<div class='comments'><p>Denial of responsibility! Ha.</p></div>")).ShouldBe(0, "somebody's comment");
    }

    [Fact]
    public void Who_writes_about_a_site_names_its_buttons() =>
        Value(Catalog.InterfaceResidue, $"<title>On asking</title><p>{On.Prose} Under every question it says “Improve this question”, and under answers “Improve this answer”.</p>", "https://tarmok.example/a").ShouldBe(0);

    [Theory]
    [InlineData("https://codehelp.example/q/1", 3)]
    [InlineData("https://stackoverflow.com/q/1", 0)]
    [InlineData("https://cooking.stackexchange.com/q/1", 0)]
    public void The_interface_of_a_site_of_questions_is_at_home_there(string url, int expected) =>
        Value(Catalog.InterfaceResidue, $"<title>How do ropes hold?</title><p>{On.Prose}</p><p>Share Improve this question Follow</p><p>{On.Prose}</p><p>Not the answer you’re looking for? Browse other questions tagged ropes</p><p>{On.Prose}</p>", url).ShouldBe(expected);
}
