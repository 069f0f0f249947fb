using System.Text;

namespace Detector.Benchmarks.Archives;

/// <summary>Pages that weigh and compress about as real ones do, for whoever has no corpus: a head, navigation, some thousand words, links, a script.</summary>
internal static class MadePages
{
    public static List<byte[]> All(int count = 200)
    {
        var random = new Random(7);
        var words = Enumerable.Range(0, 3000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 10)).Select(_ => (char)random.Next('a', 'z' + 1)))).ToArray();
        return [.. Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes(Page(i, words, random)))];
    }

    private static string Page(int number, string[] words, Random random)
    {
        var page = new StringBuilder($"<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{Some(8)}</title><link rel=\"canonical\" href=\"https://www.site.example/news/{number}\"></head><body>\n<nav><ul>");
        for (var i = 0; i < 30; i++) page.Append($"<li class=\"menu-item menu-item-type-taxonomy\"><a href=\"/{Some(1)}/\">{Some(2)}</a></li>\n");
        page.Append("</ul></nav><main><article class=\"post type-post status-publish\">");
        for (var i = random.Next(8, 60); i > 0; i--) page.Append($"<p class=\"paragraph\">{Some(60)}.</p>\n");
        page.Append("</article></main><aside>");
        for (var i = 0; i < 40; i++) page.Append($"<div class=\"related-item\"><a href=\"/news/{random.Next(100_000)}\"><img src=\"/images/{random.Next(100_000)}.jpg\" width=\"300\" height=\"200\"><h3>{Some(9)}</h3></a></div>\n");
        page.Append("</aside><script>");
        for (var i = 0; i < 300; i++) page.Append($"window.dataLayer.push({{\"event\":\"{Some(1)}\",\"value\":{random.Next(1000)}}});");
        return page.Append("</script></body></html>").ToString();

        string Some(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => words[(int)(words.Length * Math.Pow(random.NextDouble(), 3))]));
    }
}
