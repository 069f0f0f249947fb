using System.Text;
using Detector.Pages;

namespace Detector.Benchmarks.Hostile;

/// <summary>One thing repeated until a page has the size wanted.</summary>
internal sealed record HostileShape(string Name, Func<int, string> Make, PageFormat Format = PageFormat.Html)
{
    public PageRequest Request => new() { ContentType = Format == PageFormat.Text ? "text/plain" : "text/html", Format = Format, Url = "https://www.site.example/a" };

    /// <summary>The page of about so many bytes, framed as one with enough words to be judged.</summary>
    public byte[] Page(int bytes) => Encoding.UTF8.GetBytes(Format == PageFormat.Text
        ? $"Page\n{HostileShapes.Frame}\n{Make(bytes)}"
        : $"<!doctype html><title>Page</title><body><p>{HostileShapes.Frame}</p>{Make(bytes)}");
}

/// <summary>Pages made to be slow to read: each repeats one thing that some parser does in more than linear time.</summary>
internal static class HostileShapes
{
    public const string Frame = Words + Words + Words;

    private const string Words = "The council met on the old bridge on Tuesday and talked about the river. ";

    public static readonly HostileShape[] All =
    [
        new("nested div", size => Nest("<div>", size, 900, "</div>")),
        new("endless div", size => Times("<div>", size)),
        new("ul and li never closed", size => Times("<ul><li>x ", size)),
        new("li side by side", size => Times("<li>one two three ", size)),
        new("nested tables", size => Nest("<table><tr><td>", size, 300, "</table>")),
        new("cells in one table", size => "<table>" + Times("<tr><td>one two<td>three", size)),
        new("text in a table, never a cell", size => Times("<table><b>x</b>", size)),
        new("misnested b, i and font", size => Times("<b><i><font>x</b></i>", size)),
        new("font never closed", size => Times("<p><font size=1>x", size)),
        new("a in a", size => Times("<a href=/x><div>word ", size)),
        new("attributes of one element", size => "<p " + Numbered("a{0}=1 ", size) + ">" + Words),
        new("the same attribute again and again", size => "<p " + Times("class=x ", size) + ">" + Words),
        new("elements with attributes", size => Times("<i class='a b c' id=x title=y data-z=1>w</i> ", size)),
        new("links", size => Numbered("<a href='/page/{0}'>One more headline of the day</a> ", size)),
        new("links in items", size => "<ul>" + Numbered("<li><a href='/page/{0}'>One more headline of the day</a>", size)),
        new("links without end in one block", size => Times("<a href=x>w", size)),
        new("named containers in one another", size => Nest("<div class='sidebar'><p>" + Words, size, 900, "</div>")),
        new("named containers side by side", size => Times("<div class='comments'>" + Words + "</div>", size)),
        new("entities", size => "<p>" + Times("&amp;&notanentity;&#x41;&", size)),
        new("comments", size => Times("<!-- a comment --><!--->", size) + Words),
        new("a comment without end", size => Words + "<!--" + Times("- -", size)),
        new("end tags without start", size => Times("</p></div></b></table></li>", size) + Words),
        new("start tags without end", size => Times("<p><span><em><section>x", size)),
        new("templates", size => Times("<template><p>x", size)),
        new("svg", size => Times("<svg><g><path d='M0 0'/><text>x</text></svg>", size) + Words),
        new("svg never closed", size => Times("<svg><g>", size) + Words),
        new("one huge script", size => "<script>" + Times("if (a < b) { c('<p>'); } ", size) + "</script>" + Words),
        new("script never closed", size => Words + "<script>" + Times("<!--<script>", size)),
        new("json-ld", size => "<script type=application/ld+json>" + Times("{\"@type\":\"Article\",\"a\":[", size) + "</script>" + Words),
        new("one huge text", size => "<p>" + Times(Words, size)),
        new("one huge word", size => "<p>" + new string('a', size)),
        new("white space", size => "<p>" + new string(' ', size) + Words),
        new("links after white space that is kept", size => "<pre>x" + new string(' ', size / 2) + Times("<a href=x></a>", size / 2) + "</pre>" + Words),
        new("line breaks", size => Times("word<br>", size)),
        new("empty blocks", size => Times("<p></p><div></div>", size) + Words),
        new("headings", size => Times("<h2>Most read</h2><p>one two</p>", size)),
        new("articles in articles", size => Nest("<article>" + Words, size, 900, "</article>")),
        new("dates", size => Numbered("<p>Published 12 May 2021 by A{0} Writer</p>", size)),
        new("metas", size => Numbered("<meta name=author content='A {0}'>", size) + Words),
        new("select and option", size => "<select>" + Times("<option>x", size)),
        new("forms", size => Times("<form><input><button>go</button>", size) + Words),
        new("a bare less-than", size => "<p>" + Times("< a <1 <", size)),
        new("NUL", size => "<p>" + Times(Words, 5000) + new string('\0', size / 2) + Times("x\0y ", size / 2)),
        new("style rules", size => Times("<p style='display:block;color:red;left:1px'>x", size)),
        new("classes of one element", size => "<p class='" + Numbered("c{0} ", size) + "'>" + Words),
        new("one huge title", size => "<title>" + Times(Words, size) + "</title>" + Words),
        new("one huge headline", size => "<h1>" + Times("Bridge - ", size) + "</h1>" + Words),
        new("one huge link", size => "<a href='/" + Numbered("p{0}-", size / 2) + "'>" + Times(Words, size / 2) + "</a>"),
        new("names and bylines", size => Numbered("<p>By Ann Writer{0}, Associated Press</p>", size)),
        new("datelines", size => Numbered("<p>RIVERTON (AP) — The bridge {0} was closed on Tuesday, officials said.</p>", size)),
        new("quotes", size => Times("<p>“We met on the bridge,” said Ann Writer. ", size)),
        new("voices of outlets", size => Numbered("<p>Ann {0} told CNN and told CBS News, and did not answer TechCrunch’s request. CNN has learned it.</p>", size)),
        new("net worths", size => "<h1>Ann Oak</h1>" + Numbered("<h2>Net worth net worth</h2><p hidden>{0}</p>", size)),
        new("languages in turn", size => "<p>" + Times("the boat and the yard of the harbour is where it was for all of them . el barco y el puerto de la isla que se ve desde la casa por las noches . ", size)),
        new("a title in every line", size => "<title>The bridge the bridge the bridge opens the bridge</title><h1>The bridge the bridge the bridge opens the bridge</h1>" + Times("<p>the bridge the bridge opens</p>", size)),
        new("authors in json-ld", size => "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":[" + Numbered("{{\"@type\":\"Person\",\"name\":\"A {0}\"}},", size) + "{}]}</script>" + Words),
        new("different words", size => "<p>" + Numbered("wo{0}rd ", size)),
        new("sentences of one word", size => "<p>" + Times("Why? No. ", size)),
        new("pictures from other hosts", size => Numbered("<img src='https://h{0}.example/x.jpg'>", size) + Words),
        new("other hosts", size => Numbered("<p><a href='https://h{0}.example/'>host {0}</a></p>", size)),
        new("letters with many marks", size => "<p>" + Times("a\u0301\u0302\u0303", size / 2)),
        new("lines of text", size => Numbered("One more headline of the day {0}\n", size), PageFormat.Text),
        new("one line of text", size => Times(Words, size), PageFormat.Text),
        new("lines of one letter", size => Times("x\n", size), PageFormat.Text),
        new("lines of text with dates", size => Numbered("Date:2025-04-16 03:27:{0}\nView\n", size), PageFormat.Text),
        new("crumbs in text", size => Times("Current:Home > Stocks > ", size), PageFormat.Text),
        new("one line of half-known marks", size => Times("Current: Date: good! ", size), PageFormat.Text),
        new("lines of half-known marks", size => Times("Current:\nDate:\ngood!\nRelated\nView\n", size), PageFormat.Text),
        new("wrapped lines of text", size => Numbered("and the council met on the old bridge by the river {0} of\n", size), PageFormat.Text),
        new("headlines ending in unknown words", size => Numbered("- Why the council met on the old qxbri\n- What the bridge by the river does for vqzlo\nThe day {0}\n", size) + "qxbri and vqzlo are told", PageFormat.Text),
        new("cut headlines in text", size => Numbered("Related\nThe council met on the old bri... {0}\n", size), PageFormat.Text),
    ];

    private static string Times(string part, int size)
    {
        var page = new StringBuilder(size + part.Length);
        while (page.Length < size) page.Append(part);
        return page.ToString();
    }

    private static string Numbered(string part, int size)
    {
        var page = new StringBuilder(size + part.Length);
        for (var i = 0; page.Length < size; i++) page.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, part, i);
        return page.ToString();
    }

    // As deep as a page may be, closed, and again from the start.
    private static string Nest(string part, int size, int depth, string end)
    {
        var page = new StringBuilder(size + part.Length);
        while (page.Length < size)
        {
            for (var d = 0; d < depth; d++) page.Append(part);
            for (var d = 0; d < depth; d++) page.Append(end);
        }
        return page.ToString();
    }
}
