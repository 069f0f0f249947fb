using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Detector.Pages.Text;

namespace Detector.Training.Topics;

/// <summary>What the topic builder needs of one honest page: headline and body as words, and the section its publisher filed it under.</summary>
internal sealed record CorpusArticle(string Group, string? Section, string[] Title, string[] Body, bool IsNews);

/// <summary>
/// Headlines and bodies of the honest pages of a corpus folder (JSON lines, gzip; fields html, gold_body, flag, group, url). The reading is
/// deliberately plain (marked body or the paragraphs, first heading or title): the figures must not depend on the library's own reader.
/// </summary>
internal static class CorpusArticles
{
    private static readonly string[] Files = ["honest-more", "news-aeb", "news-newspaper", "small-sites", "web-readability", "web-trafilatura", "web-wcxb"];

    /// <summary>The corpus folder: the argument, or the environment variable DETECTOR_CORPUS.</summary>
    public static string Locate(string? argument) =>
        argument ?? Environment.GetEnvironmentVariable("DETECTOR_CORPUS")
        ?? throw new ArgumentException("No corpus: pass --corpus DIR or set DETECTOR_CORPUS to the folder with the .jsonl.gz files.", nameof(argument));

    /// <summary>Honest pages (flag 0) in English with at least 80 body words, in file order.</summary>
    public static List<CorpusArticle> Read(string directory)
    {
        var found = new List<CorpusArticle>();
        foreach (var (name, row, page, words) in Pages(directory))
        {
            if (EnglishShare(words) < 0.25) continue;
            var url = row.TryGetProperty("url", out var u) && u.ValueKind == JsonValueKind.String ? u.GetString() : null;
            found.Add(new CorpusArticle(row.GetProperty("group").GetString()!, Section(page, url), Words(Title(page)), words, name.StartsWith("news-", StringComparison.Ordinal)));
        }
        return found;
    }

    /// <summary>The body words of the honest pages whose html element declares a language other than English, whatever they really are in.</summary>
    public static List<string[]> ReadForeign(string directory) =>
        [.. Pages(directory).Where(p => p.Page.DocumentElement.GetAttribute("lang") is { Length: >= 2 } lang && !lang.StartsWith("en", StringComparison.OrdinalIgnoreCase)).Select(p => p.Words)];

    private static IEnumerable<(string File, JsonElement Row, IDocument Page, string[] Words)> Pages(string directory)
    {
        var parser = new HtmlParser();
        foreach (var name in Files)
        {
            var path = Path.Combine(directory, name + ".jsonl.gz");
            if (!File.Exists(path)) throw new FileNotFoundException($"{path} is missing from the corpus.", path);
            using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                using var json = JsonDocument.Parse(line);
                var row = json.RootElement;
                if (row.TryGetProperty("flag", out var flag) && (flag.ValueKind != JsonValueKind.Number || flag.GetInt32() != 0)) continue;
                using var page = parser.ParseDocument(row.GetProperty("html").GetString()!);
                var body = row.TryGetProperty("gold_body", out var gold) && gold.ValueKind == JsonValueKind.String
                    ? gold.GetString()!
                    : string.Join('\n', page.QuerySelectorAll("p").Select(p => p.TextContent));
                var words = Words(body);
                if (words.Length >= 80) yield return (name, row, page, words);
            }
        }
    }

    /// <summary>Runs of letters (an apostrophe inside belongs to them), lower-case.</summary>
    public static string[] Words(string text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetter(text[i])) { i++; continue; }
            var start = i;
            while (i < text.Length && (char.IsLetter(text[i]) || (text[i] is '\'' or '\u2019' && i + 1 < text.Length && char.IsLetter(text[i + 1])))) i++;
            words.Add(string.Create(i - start, (text, start), static (span, from) =>
            {
                for (var k = 0; k < span.Length; k++) span[k] = WordHash.Fold(from.text[from.start + k]);
            }));
        }
        return [.. words];
    }

    // Independent of the resource under construction: these words make up a third of English running text and little of any other language.
    private static readonly HashSet<string> EnglishOnly = new(StringComparer.Ordinal)
        { "the", "of", "and", "to", "is", "that", "for", "with", "it", "this", "from", "by", "have", "has", "are", "not", "his", "their", "they", "you", "which", "at", "a", "on", "be", "was", "as", "in" };

    private static double EnglishShare(string[] words) => words.Count(EnglishOnly.Contains) / (double)words.Length;

    private static string Title(IDocument page)
    {
        var headings = page.QuerySelectorAll("h1");
        if (headings.Length == 1 && headings[0].TextContent.Trim() is { Length: > 15 } one) return one;
        var title = page.QuerySelector("meta[property='og:title']")?.GetAttribute("content") ?? page.Title ?? "";
        // The site's own name after the last bar or dash would match the body for the wrong reason.
        var cut = Math.Max(title.LastIndexOf(" | ", StringComparison.Ordinal), Math.Max(title.LastIndexOf(" - ", StringComparison.Ordinal), title.LastIndexOf(" \u2013 ", StringComparison.Ordinal)));
        return cut > 15 ? title[..cut] : title;
    }

    private static string? Section(IDocument page, string? url)
    {
        var declared = page.QuerySelector("meta[property='article:section']")?.GetAttribute("content");
        if (!string.IsNullOrWhiteSpace(declared)) return declared.Trim().ToLowerInvariant();
        if (url is null || !Uri.TryCreate(url, UriKind.Absolute, out var address)) return null;
        foreach (var segment in address.Segments)
        {
            var text = segment.Trim('/').ToLowerInvariant();
            if (TopicSeeds.TopicOfLabel(text) is not null) return text;
        }
        return null;
    }
}
