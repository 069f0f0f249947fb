using Detector.Pages;
using Detector.Pages.Html;
using Detector.Pages.Links;
using Detector.Pages.Text;

namespace Detector.Tests.Pages;

public class HtmlTextTests
{
    private const string Prose = "The council met on the old bridge on Tuesday evening and talked for two hours about the river, the road and the new school.";

    [Fact]
    public void Blocks_are_what_a_browser_lays_out()
    {
        using var page = Html($"<h1>The  bridge</h1><p>One <b>bold</b>\n word.</p><div>Loose text<p>{Prose}</div><ul><li>First<li>Second</ul>");

        Blocks(page).ShouldBe(["The bridge", "One bold word.", "Loose text", Prose, "First", "Second"]);
        page.Text.Blocks[0].Kind.ShouldBe(BlockKind.Heading);
        page.Text.Blocks[0].Level.ShouldBe((byte)1);
        page.Text.Blocks[4].Kind.ShouldBe(BlockKind.ListItem);
    }

    [Fact]
    public void A_date_is_no_part_of_the_word_before_it()
    {
        using var page = Html($"<div><span>Techline</span><time datetime=2024-05-02>2. Mai 2024</time></div><p>{Prose}</p>");

        Blocks(page)[0].ShouldBe("Techline 2. Mai 2024");
        page.Dates.Shown!.Value.DayNumber.ShouldBe(new DateOnly(2024, 5, 2).DayNumber);
    }

    [Theory]
    [InlineData("<p>One<p>Two</p>")]
    [InlineData("<p>One<div>Two</div>")]
    [InlineData("<table><tr><td>One<td>Two</table>")]
    [InlineData("<dl><dt>One<dd>Two</dl>")]
    [InlineData("One<br><br>Two")]
    [InlineData("<div><b>One</div></b><div>Two</div>")]
    [InlineData("<p><a href=x>One</p><p>Two</a></p>")]
    public void Implied_and_missing_ends_part_blocks(string markup)
    {
        using var page = Html(markup + $"<p>{Prose}</p>");

        Blocks(page)[..2].ShouldBe(["One", "Two"]);
    }

    [Theory]
    [InlineData("<script>var a = '<p>No</p>';</script>")]
    [InlineData("<style>p{content:'No'}</style>")]
    [InlineData("<noscript><p>No</p></noscript>")]
    [InlineData("<textarea><p>No</p></textarea>")]
    [InlineData("<svg><text>No</text></svg>")]
    [InlineData("<template><p>No</p></template>")]
    [InlineData("<select><option>No</select>")]
    [InlineData("<!-- <p>No</p> -->")]
    public void What_is_no_text_of_the_page_is_left_out(string markup)
    {
        using var page = Html(markup + $"<p>{Prose}</p>");

        Blocks(page).ShouldBe([Prose]);
    }

    [Theory]
    [InlineData("<div style='display: none'>")]
    [InlineData("<div hidden>")]
    [InlineData("<div style='position:absolute; left:-9999px'>")]
    [InlineData("<div style='font-size:0'>")]
    [InlineData("<div style='visibility:hidden'>")]
    public void Hidden_text_is_marked_and_does_not_count_as_visible(string start)
    {
        using var page = Html($"{start}<p>Cheap pills here.</p></div><p>{Prose}</p>");

        page.Text.Blocks[0].IsHidden.ShouldBeTrue();
        page.Text.VisibleTokens.ShouldBe(page.Text.Blocks[1].TokenCount);
    }

    [Fact]
    public void Character_references_are_decoded()
    {
        using var page = Html($"<p>Fish &amp; chips &#8212; caf&eacute; {Prose}</p>");

        Blocks(page)[0].ShouldStartWith("Fish & chips — café");
    }

    [Fact]
    public void Links_know_their_words_their_block_and_where_they_lead()
    {
        using var page = Html($"<p>{Prose} Read <a href='/more' rel='nofollow'>the <b>whole</b> story</a>, <a href='https://other.example/x'>elsewhere</a>, <a href='mailto:a@b.example'>write</a>.</p>", "https://www.site.example/a/b");

        var links = page.Links.All.ToArray();
        links.Length.ShouldBe(3);
        page.Text.Range(links[0].Start, links[0].Length).ToString().ShouldBe("the whole story");
        links.Select(link => link.Target).ShouldBe([LinkTarget.Own, LinkTarget.Foreign, LinkTarget.Action]);
        links[0].Unendorsed.ShouldBeTrue();
        links[0].TokenCount.ShouldBe(3);
        page.Text.Blocks[0].LinkTokens.ShouldBe(5);
    }

    [Fact]
    public void A_link_ends_where_its_words_end_though_white_space_of_its_block_is_dropped_later()
    {
        using var page = Html($"<p>{Prose}</p><pre> <a href=/a>  one two      </a></pre><ul><li><a href=/b>three<br></a></li></ul><pre>x  <a href=/c>   </a></pre>");

        page.Links.All.ToArray().Select(link => page.Text.Range(link.Start, link.Length).ToString()).Take(2).ShouldBe(["one two", "three"]);
        page.Links.All[2].Length.ShouldBe(0);
    }

    [Fact]
    public void A_menu_a_footer_and_a_sidebar_are_no_main_content()
    {
        using var page = Html($"""
            <nav><a href=/>Home</a> <a href=/news>News</a></nav>
            <main><h1>The bridge</h1><p>{Prose}</p><p>{Prose}</p></main>
            <div class="sidebar"><p>Subscribe to our letter and read the news of the town every morning before breakfast.</p></div>
            <footer><p>© 2024 The Herald. All rights reserved. No part of this page may be printed.</p></footer>
            """);

        var main = MainBlocks(page);
        main.ShouldContain(Prose);
        main.ShouldNotContain(block => block.StartsWith("Home", StringComparison.Ordinal) || block.StartsWith("Subscribe", StringComparison.Ordinal) || block.StartsWith('©'));
    }

    [Fact]
    public void A_wrapper_called_sidebar_that_holds_the_story_is_the_story()
    {
        using var page = Html($"<div class='has sidebar'><div class=x><p>{Prose}</p><p>{Prose}</p></div></div><div><p>Short end.</p></div>");

        MainBlocks(page).ShouldContain(Prose);
    }

    [Fact]
    public void A_list_of_headlines_is_found_with_its_heading_and_a_menu_is_not()
    {
        using var page = Html($"""
            <ul><li><a href=/a>Home</a><li><a href=/b>News</a><li><a href=/c>Sport</a></ul>
            <p>{Prose}</p>
            <h3>Most read</h3>
            <ul><li><a href=/1>Mayor opens the new swimming pool</a><li><a href=/2>Storm closes two roads near the lake</a><li><a href=/3>School choir sings for the queen today</a></ul>
            """);

        var list = page.Links.Lists.ShouldHaveSingleItem();
        page.Text.Range(list.Heading.Start, list.Heading.Length).ToString().ShouldBe("Most read");
        list.Items.Count.ShouldBe(3);
    }

    [Fact]
    public void In_plain_text_list_lines_under_a_heading_are_a_list()
    {
        using var page = Text($"""
            The bridge
            {Prose}
            {Prose}
            Related
            - Mayor opens the new swimming pool
            - Storm closes two roads near the lake
            - School choir sings for the queen to
            """);

        var list = page.Links.Lists.ShouldHaveSingleItem();
        page.Text.Range(list.Heading.Start, list.Heading.Length).ToString().ShouldBe("Related");
        MainBlocks(page).ShouldBe([Prose, Prose]);
    }

    [Fact]
    public void Tokens_are_words_with_inner_apostrophes_and_single_ideographs()
    {
        using var page = Text("Don't stop at O'Brien's 7th café, 北京 U2. " + Prose);

        var tokens = page.Text.Tokens.ToArray().Take(9).Select(token => page.Text.Of(token).ToString());
        tokens.ShouldBe(["Don't", "stop", "at", "O'Brien's", "7th", "café", "北", "京", "U2"]);
    }

    [Fact]
    public void A_paragraph_wrapped_at_some_width_is_one_block()
    {
        using var page = Text("""
            The ferry between Milbrook and the island goes
            again, as the council said on Monday; the boat had
            been in dock for a year.
            The old bridge stays closed until the spring of the
            # Timetable #
            - The first boat leaves at six in the morning and
            the last at nine.
            - The harbour café opens when the boats go
            Tickets
            are sold on board.

            and so on.
            """);

        Blocks(page).ShouldBe(
        [
            "The ferry between Milbrook and the island goes again, as the council said on Monday; the boat had been in dock for a year.",
            "The old bridge stays closed until the spring of the", "Timetable", "The first boat leaves at six in the morning and the last at nine.", "The harbour café opens when the boats go", "Tickets", "are sold on board.", "and so on.",
        ]);
        page.Text.Blocks[2].Kind.ShouldBe(BlockKind.Heading);
        page.Text.Blocks[2].Level.ShouldBe((byte)1);
        var first = page.Text.Blocks[0];
        page.Text.Tokens[first.TokenStart..first.TokenEnd].Length.ShouldBe(24);
    }

    [Fact]
    public void Word_hashes_do_not_depend_on_case_or_the_form_of_the_apostrophe() => WordHash.Of("Don’t").ShouldBe(WordHash.Of("don't"));

    [Fact]
    public void A_tree_lists_nodes_in_document_order_with_their_ends()
    {
        using var page = Html($"<div id=a><p>{Prose}</p></div><div id=b></div>");
        var tree = page.Tree!;

        for (var i = 1; i < tree.Count; i++)
        {
            var node = tree.Nodes[i];
            node.Parent.ShouldBeLessThan(i);
            node.End.ShouldBeGreaterThan(i);
            node.End.ShouldBeLessThanOrEqualTo(tree.Nodes[node.Parent].End);
        }
    }

    internal static Page Html(string body, string? url = null) => PageReader.Read($"<!DOCTYPE html><html><head><title>t</title></head><body>{body}</body></html>", new PageRequest { Url = url, Format = PageFormat.Html });

    internal static Page Text(string content) => PageReader.Read(content, new PageRequest { Format = PageFormat.Text });

    private static string[] Blocks(Page page)
    {
        var all = new List<string>();
        foreach (var block in page.Text.Blocks) all.Add(page.Text.Of(block).ToString());
        return [.. all];
    }

    private static string[] MainBlocks(Page page)
    {
        var all = new List<string>();
        foreach (var block in page.Text.Blocks)
            if (block.IsMain)
                all.Add(page.Text.Of(block).ToString());
        return [.. all];
    }
}
