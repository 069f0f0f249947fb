using System.Text;

namespace Detector.Tests.Verdicts;

/// <summary>A farm page of the kind Detector was made for, written for these tests: a wire story on an unrelated brand, in the form a text dump gives.</summary>
internal sealed record FarmPage
{
    public string Crumb { get; init; } = "Current:Home > ";

    public string Category { get; init; } = "Stocks";

    public string Brand { get; init; } = "Visionary Growth Labs";

    public string Headline { get; init; } = "Chinese and Norwegian ministers agree to reopen talks on Arctic shipping rules";

    public string Stamp { get; init; } = "View\nDate:2025-04-27 14:15:15";

    public string? Widget { get; init; } = "veryGood! (38)";

    public string[] ListHeadings { get; init; } = ["Related", "Ranking", "Recommendation"];

    public string Lead { get; init; } = "BEIJING (AP) — China's foreign minister and his Norwegian counterpart said on Thursday that their governments would reopen talks on shipping rules in the Arctic, nearly two years after an earlier round ended without a text.";

    public static readonly string[] Story =
    [
        "The two ministers met for three hours in the Chinese capital in the first such visit since November 2021. Neither side gave a date for the talks, but both said that experts would meet before the end of 2023.",
        "“We have agreed that it is better to sit at one table than to write letters,” the Norwegian minister told reporters. She said that safety at sea, search and rescue and the protection of fish stocks would come first.",
        "China describes itself as a near-Arctic state and has sent research ships to the region every summer. Norway, which guards a long northern coast, wants every ship in those waters to report its position and its cargo.",
        "Diplomats in both capitals cautioned that the hardest questions remain open. Among them are the status of the waters around Svalbard and whether inspections may take place on the high seas.",
        "The ministers are also said to have spoken about trade in salmon, which collapsed in 2010 and recovered only slowly, and about students who lost their places when borders closed in 2020.",
    ];

    public static readonly string[][] Lists =
    [
        [
            "Quarterback limps off the field in final minute of season open",
            "Pop singer cancels three concerts in Texas after losing her v",
            "Recall of frozen berries widens to eleven states as hepatiti",
            "Couple finds eighty-year-old love letters under kitchen flo",
            "What to know about the new rules for student loan forgivene",
            "Celebrity chef closes last restaurant in Las Vegas without w",
        ],
        [
            "Baby hippo at the zoo has a name and it is a mouthful for vi",
            "Tornado tears roof from a school gymnasium in rural Oklaho",
            "Actor's ex-wife says the dog stays with her in divorce settl",
            "Gas prices fall for the ninth week in a row, auto club sa",
            "Jury convicts man who hid a stolen fire engine in his bar",
        ],
        [
            "Olympic swimmer opens up about sleep, cereal and her next ra",
            "Scientists count every penguin on an island from space for t",
            "Best mattresses of the year as tested by people who like to n",
            "Lottery winner in Ohio forgot ticket in coat pocket for mont",
            "Reality show host apologizes for joke about the royal famil",
        ],
    ];

    /// <summary>As extracted text: crumb, headline and brand glued on one line, lists as dash lines.</summary>
    public string Text()
    {
        var page = new StringBuilder();
        page.Append(Crumb).Append(Category).Append(Headline).Append(" -").Append(Brand).Append('\n');
        page.Append(Headline).Append('\n').Append(Stamp).Append('\n').Append(Lead).Append('\n');
        foreach (var paragraph in Story) page.Append(paragraph).Append('\n');
        if (Widget is not null) page.Append(Widget).Append('\n');
        for (var i = 0; i < ListHeadings.Length; i++)
        {
            page.Append(ListHeadings[i]).Append('\n');
            foreach (var item in Lists[i]) page.Append(i < 2 ? "- " : "").Append(item).Append('\n');
        }
        return page.ToString();
    }

    /// <summary>The same page as markup.</summary>
    public string Html()
    {
        var page = new StringBuilder();
        page.Append($"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{Headline} -{Brand}</title></head><body>");
        page.Append($"<div class=\"top\"><a href=\"/\">{Brand}</a></div><div class=\"position\">{Crumb.Replace("Home", "<a href=\"/\">Home</a>", StringComparison.Ordinal)}<a href=\"/{Category}/\">{Category}</a></div>");
        page.Append($"<div class=\"content\"><h1>{Headline}</h1><div class=\"info\">{Stamp.Replace("\n", " ", StringComparison.Ordinal)}</div><div class=\"txt\"><p>{Lead}</p>");
        foreach (var paragraph in Story) page.Append($"<p>{paragraph}</p>");
        page.Append("</div>");
        if (Widget is not null) page.Append($"<div class=\"zan\">{Widget}</div>");
        page.Append("</div>");
        for (var i = 0; i < ListHeadings.Length; i++)
        {
            page.Append($"<div class=\"box\"><h3>{ListHeadings[i]}</h3><ul>");
            for (var j = 0; j < Lists[i].Length; j++) page.Append($"<li><a href=\"/html/{73 + i}b{9014 + (j * 317)}99{j}.html\">{Lists[i][j]}</a></li>");
            page.Append("</ul></div>");
        }
        return page.Append("<div class=\"copy\">Copyright 2025</div></body></html>").ToString();
    }

    /// <summary>The same story on a local station's or paper's page, credited, under its masthead and on its host.</summary>
    public string LicensedText(string masthead) => $"""
        {masthead}
        News Sports Weather Obituaries
        {Headline}
        By The Associated Press
        Published: Nov. 16, 2023 at 6:12 AM EST
        {Lead}
        {string.Join('\n', Story)}
        Copyright 2023 The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed without permission.
        More from the {masthead}
        - City council votes to repave Mill Street next spring
        - Riverton library extends its opening hours on Saturdays
        - High school band wins a place at the state festival
        © 2023 {masthead}. All rights reserved. 114 Main Street, Riverton. Phone 555-0142.
        """;

    public string LicensedHtml(string masthead, string host) => $$"""
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{Headline}} | {{masthead}}</title>
        <meta property="og:site_name" content="{{masthead}}"><meta property="og:title" content="{{Headline}}"><link rel="canonical" href="https://{{host}}/ap/world/ministers-agree-to-reopen-talks-on-arctic-shipping-rules/">
        <script type="application/ld+json">{"@type":"NewsArticle","headline":"{{Headline}}","datePublished":"2023-11-16T06:12:00-05:00","author":{"@type":"Organization","name":"The Associated Press"},"publisher":{"@type":"Organization","name":"{{masthead}}"} }</script></head>
        <body><header><a href="/">{{masthead}}</a><nav><a href="/news/">News</a> <a href="/sports/">Sports</a> <a href="/weather/">Weather</a> <a href="/obituaries/">Obituaries</a></nav></header>
        <main><article><h1>{{Headline}}</h1><p class="byline">By <a href="/author/ap/">The Associated Press</a></p><time datetime="2023-11-16T06:12:00-05:00">Nov. 16, 2023</time>
        <p>{{Lead}}</p>{{string.Concat(Story.Select(paragraph => $"<p>{paragraph}</p>"))}}
        <p>Copyright 2023 The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed without permission.</p></article>
        <section><h3>More from the {{masthead}}</h3><ul><li><a href="/news/council-votes-to-repave-mill-street/">City council votes to repave Mill Street next spring</a></li><li><a href="/news/library-extends-hours/">Riverton library extends its opening hours on Saturdays</a></li><li><a href="/news/band-wins-place/">High school band wins a place at the state festival</a></li></ul></section></main>
        <footer><a href="/about/">About us</a> <a href="/contact/">Contact</a> <p>© 2023 {{masthead}}, 114 Main Street, Riverton. Phone (555) 555-0142.</p></footer></body></html>
        """;
}
