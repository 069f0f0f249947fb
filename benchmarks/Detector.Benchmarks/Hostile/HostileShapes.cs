using System.Text;

namespace Detector.Benchmarks.Hostile;

/// <summary>Pages made to be slow to read: each repeats one thing that some parser does in more than linear time.</summary>
internal static class HostileShapes
{
    private const string Words = "The council met on the old bridge on Tuesday and talked about the river. ";

    public static readonly (string Name, Func<int, string> Make)[] All =
    [
        ("nested div", size => Nest("<div>", size, 900, "</div>")),
        ("endless div", size => Times("<div>", size)),
        ("ul and li never closed", size => Times("<ul><li>x ", size)),
        ("li side by side", size => Times("<li>one two three ", size)),
        ("nested tables", size => Nest("<table><tr><td>", size, 300, "</table>")),
        ("cells in one table", size => "<table>" + Times("<tr><td>one two<td>three", size)),
        ("text in a table, never a cell", size => Times("<table><b>x</b>", size)),
        ("misnested b, i and font", size => Times("<b><i><font>x</b></i>", size)),
        ("font never closed", size => Times("<p><font size=1>x", size)),
        ("a in a", size => Times("<a href=/x><div>word ", size)),
        ("attributes of one element", size => "<p " + Numbered("a{0}=1 ", size) + ">" + Words),
        ("the same attribute again and again", size => "<p " + Times("class=x ", size) + ">" + Words),
        ("elements with attributes", size => Times("<i class='a b c' id=x title=y data-z=1>w</i> ", size)),
        ("links", size => Numbered("<a href='/page/{0}'>One more headline of the day</a> ", size)),
        ("links in items", size => "<ul>" + Numbered("<li><a href='/page/{0}'>One more headline of the day</a>", size)),
        ("links without end in one block", size => Times("<a href=x>w", size)),
        ("named containers in one another", size => Nest("<div class='sidebar'><p>" + Words, size, 900, "</div>")),
        ("named containers side by side", size => Times("<div class='comments'>" + Words + "</div>", size)),
        ("entities", size => "<p>" + Times("&amp;&notanentity;&#x41;&", size)),
        ("comments", size => Times("<!-- a comment --><!--->", size) + Words),
        ("a comment without end", size => Words + "<!--" + Times("- -", size)),
        ("end tags without start", size => Times("</p></div></b></table></li>", size) + Words),
        ("start tags without end", size => Times("<p><span><em><section>x", size)),
        ("templates", size => Times("<template><p>x", size)),
        ("svg", size => Times("<svg><g><path d='M0 0'/><text>x</text></svg>", size) + Words),
        ("svg never closed", size => Times("<svg><g>", size) + Words),
        ("one huge script", size => "<script>" + Times("if (a < b) { c('<p>'); } ", size) + "</script>" + Words),
        ("script never closed", size => Words + "<script>" + Times("<!--<script>", size)),
        ("json-ld", size => "<script type=application/ld+json>" + Times("{\"@type\":\"Article\",\"a\":[", size) + "</script>" + Words),
        ("one huge text", size => "<p>" + Times(Words, size)),
        ("one huge word", size => "<p>" + new string('a', size)),
        ("white space", size => "<p>" + new string(' ', size) + Words),
        ("line breaks", size => Times("word<br>", size)),
        ("empty blocks", size => Times("<p></p><div></div>", size) + Words),
        ("headings", size => Times("<h2>Most read</h2><p>one two</p>", size)),
        ("articles in articles", size => Nest("<article>" + Words, size, 900, "</article>")),
        ("dates", size => Numbered("<p>Published 12 May 2021 by A{0} Writer</p>", size)),
        ("metas", size => Numbered("<meta name=author content='A {0}'>", size) + Words),
        ("select and option", size => "<select>" + Times("<option>x", size)),
        ("forms", size => Times("<form><input><button>go</button>", size) + Words),
        ("a bare less-than", size => "<p>" + Times("< a <1 <", size)),
        ("NUL", size => "<p>" + new string('\0', size / 2) + Times("x\0y ", size / 2)),
        ("style rules", size => Times("<p style='display:block;color:red;left:1px'>x", size)),
        ("classes of one element", size => "<p class='" + Numbered("c{0} ", size) + "'>" + Words),
    ];

    /// <summary>The page of a shape, framed as a page with enough words to be judged.</summary>
    public static byte[] Page(Func<int, string> make, int bytes) => Encoding.UTF8.GetBytes($"<!doctype html><title>Page</title><body><p>{Words}{Words}{Words}</p>{make(bytes)}");

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
