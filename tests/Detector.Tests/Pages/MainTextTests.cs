using System.Text;
using Detector.Pages;

namespace Detector.Tests.Pages;

public class MainTextTests
{
    private static readonly string[] Story =
    [
        "The council met on the old bridge on Tuesday evening and talked for two hours about the river, the road and the new school.",
        "Nobody had expected the meeting to last so long, said the mayor, who had brought only one sandwich and a very small flask of tea.",
        "The bridge was built in 1871, when the mill still stood on the other bank, and it has been closed to cars since the flood of last spring.",
        "A new one would cost four million, and the town has set aside a tenth of that; the rest would have to come from the state.",
        "The next meeting is in June, and this time, the mayor promised, there will be sandwiches for everyone who stays to the end.",
    ];

    [Fact]
    public void An_article_is_its_paragraphs_without_what_stands_around_it()
    {
        var main = MainOf(Article("<div class='comments'><h3>Comments</h3><p>First! I always said that bridge would not last, and nobody ever listens to me.</p></div>"));

        foreach (var paragraph in Story) main.ShouldContain(paragraph);
        main.ShouldNotContain("First!");
        main.ShouldNotContain("Sport");
        main.ShouldNotContain("All rights reserved");
        main.ShouldNotContain("swimming pool");
    }

    [Fact]
    public void A_story_in_an_old_table_layout_is_found()
    {
        var main = MainOf($"<html><body><table><tr><td><a href=/>Home</a><br><a href=/news>News</a><br><a href=/sport>Sport</a></td><td><font>{string.Join("<br><br>", Story)}</font></td></tr></table></body></html>");

        foreach (var paragraph in Story) main.ShouldContain(paragraph);
    }

    [Fact]
    public void Hidden_text_beside_a_story_is_no_main_content()
    {
        var main = MainOf(Article($"<div style='display:none'><p>{string.Concat(Enumerable.Repeat("Cheap pills and cheap watches for everyone who likes them. ", 4))}</p></div>"));

        main.ShouldNotContain("Cheap pills");
    }

    [Fact]
    public void A_post_of_a_network_quoted_between_two_paragraphs_belongs_to_the_article()
    {
        var quoted = "<blockquote class='twitter-tweet'>sandwiches!! for EVERYONE 🥪 — The Mayor (@mayor) 12 May 2021</blockquote>";
        var html = Article("");
        var second = html.IndexOf("<p>" + Story[2], StringComparison.Ordinal);

        MainOf(html.Insert(second, quoted)).ShouldContain("sandwiches!!");
    }

    [Fact]
    public void What_a_consent_platform_lays_over_the_page_is_no_part_of_it_however_long()
    {
        var consent = $"<div id=onetrust-consent-sdk><div class=ot-pc-content>{string.Concat(Enumerable.Range(1, 30).Select(i => $"<p>These technologies of kind {i} are necessary for the page to work, and they remember what you chose when you came here before.</p>"))}</div></div>";
        var main = MainOf(Article(consent));

        foreach (var paragraph in Story) main.ShouldContain(paragraph);
        main.ShouldNotContain("technologies");
    }

    [Fact]
    public void Teasers_with_a_linked_headline_each_are_no_part_of_the_article_above_them()
    {
        var teasers = $"<ul class=two-columns>{string.Concat(Enumerable.Range(1, 8).Select(i => $"<li><h5><a href=/{i}>The ferry number {i} sails again this week</a></h5><div class=description>The captain says that ship {i} has never looked better, and that the lake is high enough for it again.</div></li>"))}</ul>";
        var main = MainOf(Declared(Article(teasers)));

        foreach (var paragraph in Story) main.ShouldContain(paragraph);
        main.ShouldNotContain("captain");
    }

    [Fact]
    public void Writer_and_date_under_a_quoted_post_stay_with_it()
    {
        var quoted = "<blockquote class='twitter-tweet'><p>sandwiches!! for EVERYONE 🥪</p>— The Mayor <a href=https://posts.example/1>(@mayor) 12 May 2021</a></blockquote>";
        var html = Declared(Article(""));

        MainOf(html.Insert(html.IndexOf("<p>" + Story[2], StringComparison.Ordinal), quoted)).ShouldContain("sandwiches!!");
    }

    [Fact]
    public void Many_comments_below_an_article_are_no_part_of_it()
    {
        var comments = new StringBuilder("<section id='comments'><h3>8 comments</h3>");
        for (var i = 0; i < 8; i++) comments.Append($"<div class='comment'><span class=author>Reader {i}</span> <time>{i + 1} May 2021</time><p>I crossed that bridge {i} times with my father, and each time we stopped in the middle to look for trout in the river.</p></div>");
        var main = MainOf(Article(comments.Append("</section>").ToString()));

        foreach (var paragraph in Story) main.ShouldContain(paragraph);
        main.ShouldNotContain("trout");
    }

    [Fact]
    public void A_hidden_copy_of_the_story_does_not_make_hidden_text_count()
    {
        var copy = $"<div hidden>{string.Join(' ', Story)} {string.Join(' ', Story)} Story kept for the print edition.</div>";
        var main = MainOf(Article(copy + copy.Replace("print", "audio", StringComparison.Ordinal) + "<div hidden><p>Cheap pills and cheap watches for everyone who likes them, and who does not like them today?</p></div>"));

        foreach (var paragraph in Story) main.ShouldContain(paragraph);
        main.ShouldNotContain("Cheap pills");
        main.ShouldNotContain("edition");
    }

    [Fact]
    public void A_page_that_a_script_would_show_is_read_all_the_same()
    {
        var main = MainOf($"<html><body><nav><a href=/>Home</a></nav><p>Please wait while this page is being made ready for you, or turn on scripts in the settings of your browser to see it now.</p><div style='visibility:hidden'><article><h1>The bridge</h1>{Paragraphs()}</article></div></body></html>");

        foreach (var paragraph in Story) main.ShouldContain(paragraph);
    }

    [Fact]
    public void A_page_built_by_scripts_is_what_it_says_to_visitors_without_them()
    {
        var main = MainOf($"<html><body><div id=app></div><noscript><div class=topic><h1>The bridge</h1><div class=post>{Paragraphs()}</div></div></noscript></body></html>");

        foreach (var paragraph in Story) main.ShouldContain(paragraph);
    }

    [Fact]
    public void Of_plain_text_the_body_stands_between_crumbs_and_link_lists()
    {
        var text = $"The Herald\nHome\nNews\nSport\nHome > News > Town\nThe bridge stays closed\nBy Ada Writer\n12 May 2021\n{string.Join('\n', Story)}\nRelated\n- Mayor opens the new swimming pool\n- Storm closes two roads near the lake\n- School choir sings for the queen\nSubscribe to our newsletter\n© 2021 The Herald. All rights reserved.\n";
        using var page = PageReader.Read(text, new PageRequest { Format = PageFormat.Text });
        var main = MainOf(page);

        foreach (var paragraph in Story) main.ShouldContain(paragraph);
        main.ShouldNotContain("swimming pool");
        main.ShouldNotContain("Home");
        main.ShouldNotContain("All rights reserved");
    }

    [Fact]
    public void The_same_page_has_the_same_main_content_every_time_and_on_every_thread()
    {
        var html = Article("");
        var first = MainOf(html);

        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ => MainOf(html).ShouldBe(first));
    }

    // The same story, longer, on a page that says it is an article, at the address of one.
    private static string Declared(string html) => html
        .Replace("</title>", "</title><meta name=description content='The council met on the old bridge on Tuesday evening.'><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"The bridge stays closed\"}</script><link rel=canonical href='https://herald.example/news/2021/05/bridge-stays-closed'>", StringComparison.Ordinal)
        .Replace("</div></article>", string.Concat(Enumerable.Range(0, 14).Select(i => $"<p>{Story[i % 5].Replace("the", $"the {i + 2}th", StringComparison.Ordinal)} It was the same in {1950 + i}, when she wrote that the river had taken {i} boats.</p>")) + "</div></article>", StringComparison.Ordinal);

    private static string Paragraphs() => string.Concat(Story.Select(paragraph => $"<p>{paragraph}</p>"));

    private static string Article(string after) => $"""
        <!doctype html><html lang=en><head><title>The bridge stays closed | The Herald</title><meta property="og:type" content="article"></head><body>
        <header><nav><ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/sport>Sport</a></ul></nav></header>
        <main><article class=post><h1>The bridge stays closed</h1><div class=entry-content>{Paragraphs()}</div></article>{after}</main>
        <aside class=sidebar><h3>Most read</h3><ul><li><a href=/1>Mayor opens the new swimming pool</a><li><a href=/2>Storm closes two roads near the lake</a></ul></aside>
        <footer><p>© 2021 The Herald. All rights reserved.</p><a href=/terms>Terms</a> <a href=/privacy>Privacy</a></footer></body></html>
        """;

    private static string MainOf(string html)
    {
        using var page = PageReader.Read(html, new PageRequest { Format = PageFormat.Html });
        return MainOf(page);
    }

    private static string MainOf(Page page)
    {
        var main = new StringBuilder();
        foreach (ref readonly var block in page.Text.Blocks)
            if (block.IsMain)
                main.Append(page.Text.Of(block)).Append('\n');
        return main.ToString();
    }
}
