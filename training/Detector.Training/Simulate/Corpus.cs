using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Detector.Training.Simulate.Words;

namespace Detector.Training.Simulate;

/// <summary>
/// Bodies and headlines for simulated pages, from honest pages only (flag 0) of a folder of corpus files. Read at run time: no
/// text of a page is part of this program. A file that is absent is skipped, so a folder with one file of one's own works too.
/// </summary>
public sealed partial class Corpus
{
    // Marked bodies first: what a person marked as main content needs no guess of ours.
    private static readonly (string File, bool News)[] s_files =
    [
        ("news-aeb", true), ("news-newspaper", true), ("web-trafilatura", false),
        ("web-wcxb", false), ("web-readability", false), ("small-sites", false), ("honest-more", false),
    ];

    private readonly Dictionary<string, List<int>> _headlinesByWord = new(StringComparer.Ordinal);

    private readonly Dictionary<string, List<Story>> _byLanguage;

    private Corpus(IReadOnlyList<Story> stories, IReadOnlyList<Headline> headlines)
    {
        Stories = stories;
        Headlines = headlines;
        _byLanguage = stories.GroupBy(story => story.Lang, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        for (var i = 0; i < headlines.Count; i++)
            foreach (var word in Subjects.Words(headlines[i].Text).Where(word => word.Length >= 5).Distinct(StringComparer.Ordinal))
            {
                if (!_headlinesByWord.TryGetValue(word, out var list))
                    _headlinesByWord[word] = list = [];
                list.Add(i);
            }
    }

    public IReadOnlyList<Story> Stories { get; }

    public IReadOnlyList<Headline> Headlines { get; }

    /// <summary>Stories in a language.</summary>
    internal IReadOnlyList<Story> In(string language) => _byLanguage.GetValueOrDefault(language) ?? [];

    /// <summary>A corpus of stories one already has: for tests, and for people with their own articles.</summary>
    public static Corpus From(IEnumerable<Story> stories, IEnumerable<string>? headlines = null)
    {
        var all = stories.Select(WithTopic).ToList();
        var titles = (headlines ?? []).Select(title => new Headline(title, "en", Subjects.OfHeadline(title)))
            .Concat(all.Select(story => new Headline(story.Headline, story.Lang, story.Topic))).ToList();
        return new Corpus(all, titles);
    }

    public static Corpus Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no corpus folder '{folder}'. Give --corpus or set DETECTOR_CORPUS to the folder with the *.jsonl.gz files.");
        var stories = new List<Story>();
        var headlines = new List<Headline>();
        foreach (var (file, news) in s_files)
        {
            var path = Path.Combine(folder, file + ".jsonl.gz");
            if (!File.Exists(path))
                continue;
            var read = Lines(path).AsParallel().AsOrdered().Select(line => ReadPage(line, news)).ToList();
            stories.AddRange(read.Select(page => page.Story).OfType<Story>());
            headlines.AddRange(read.Select(page => page.Headline).OfType<Headline>());
        }

        // The same article twice in the corpus would be two stories of two groups: a leak. The headline tells them apart well enough.
        stories = stories.DistinctBy(story => story.Headline, StringComparer.OrdinalIgnoreCase).ToList();
        headlines = headlines.DistinctBy(headline => headline.Text, StringComparer.OrdinalIgnoreCase).ToList();
        if (stories.Count == 0)
            throw new InvalidDataException($"No article body was found in '{folder}': expected files such as news-aeb.jsonl.gz with the fields id, html and flag 0.");
        return new Corpus(stories, headlines);
    }

    /// <summary>Headlines that share the rarest words with this one, best first: what an honest "related" list would show.</summary>
    internal List<string> Related(Story story, int count)
    {
        var scores = new Dictionary<int, double>();
        foreach (var word in Subjects.Words(story.Headline).Concat(story.Paragraphs.Take(2).SelectMany(Subjects.Words)).Where(word => word.Length >= 5).Distinct(StringComparer.Ordinal))
            if (_headlinesByWord.TryGetValue(word, out var list) && list.Count < 40)
                foreach (var i in list)
                    scores[i] = scores.GetValueOrDefault(i) + (1.0 / (2 + list.Count));
        return scores.Where(pair => Headlines[pair.Key].Lang == story.Lang && !string.Equals(Headlines[pair.Key].Text, story.Headline, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
            .Take(count).Select(pair => Headlines[pair.Key].Text).ToList();
    }

    /// <summary>The part of the corpus that training, or tests, may see: bodies and list headlines both.</summary>
    internal Corpus Shelf(bool test) => new(
        Stories.Where(story => Simulator.IsTest(story.Id) == test).ToList(),
        Headlines.Where(headline => Simulator.IsTest(headline.Text) == test).ToList());

    private static Story WithTopic(Story story) => story.Topic != Topic.General ? story
        : story with { Topic = Subjects.Of(story.Headline, story.Paragraphs) };

    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    private static (Story? Story, Headline? Headline) ReadPage(string line, bool news)
    {
        using var json = JsonDocument.Parse(line);
        var page = json.RootElement;
        if (page.GetProperty("flag") is not { ValueKind: JsonValueKind.Number } flag || flag.GetInt32() != 0)
            return default;
        var html = page.GetProperty("html").GetString() ?? "";
        if (html.Length > 3_000_000)
            return default;
        var title = Title(html);
        if (title is null)
            return default;
        var url = Text(page, "url");
        var (headline, outlet) = WithoutSite(title, url);
        var gold = Text(page, "gold_body");
        var paragraphs = gold is null ? MainParagraphs(html)
            : gold.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Tidy).Where(text => text.Length > 0).ToList();
        var body = string.Join(' ', paragraphs);
        var lang = Language(Text(page, "lang"), body);
        var named = lang is null || headline.Length is < 20 or > 140 || Subjects.Words(headline).Take(4).Count() < 4 ? null
            : new Headline(headline, lang, Subjects.OfHeadline(headline));
        var kind = Text(page, "page_type");
        if (lang is null || named is null || body.Length < 600 || paragraphs.Count < 3 || kind is "listing" or "collection" or "product")
            return (null, named);

        // Very long bodies cost time and teach nothing about the page around them.
        var kept = new List<string>();
        var length = 0;
        foreach (var paragraph in paragraphs)
        {
            if (length > 9000)
                break;
            kept.Add(paragraph.Length > 3000 ? paragraph[..paragraph.LastIndexOf(' ', 3000)] : paragraph);
            length += paragraph.Length;
        }

        var topic = Subjects.Of(headline, kept);
        // Only what reads like a report can come over a wire: somebody said something, on a day. Files of news are taken at their word.
        var isNews = topic is not (Topic.Food or Topic.Travel) && (news || (Reported().Count(body) >= 2 && Day().IsMatch(body)));
        return (new Story
        {
            Id = Text(page, "id") ?? "", Source = Text(page, "source") ?? "", Group = Text(page, "group") ?? "", Headline = headline, Paragraphs = kept, Lang = lang, Topic = topic,
            Written = Written(url, body), IsNews = isNews, Outlet = outlet,
        }, named);
    }

    private static string? Text(JsonElement page, string name) =>
        page.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Title(string html)
    {
        var match = TitleTag().Match(html);
        return match.Success ? Tidy(System.Net.WebUtility.HtmlDecode(match.Groups[1].Value)) : null;
    }

    /// <summary>"Headline | Site" without the site, and the site where it can be told.</summary>
    private static (string Headline, string? Outlet) WithoutSite(string title, string? url)
    {
        foreach (var separator in (string[])[" | ", " – ", " — ", " - ", " « ", " » ", " :: "])
        {
            var at = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (at < 0)
                continue;
            var left = title[..at].Trim();
            var right = title[(at + separator.Length)..].Trim();
            if (left.Length >= right.Length && right.Length <= 45)
                return (WithoutSite(left, url).Headline, right.Length is >= 3 and <= 30 ? right : null);
            if (right.Length > left.Length && left.Length <= 30)
                return (right, left.Length >= 3 ? left : null);
        }

        return (title, null);
    }

    private static List<string> MainParagraphs(string html)
    {
        var document = new HtmlParser().ParseDocument(html);

        // The parent with the most paragraph text is the main column: crude, and enough to find running text.
        var best = document.QuerySelectorAll("p")
            .Where(p => p.TextContent.Length > 60 && p.Closest("nav,footer,header,aside,form") is null)
            .GroupBy(p => p.ParentElement)
            .Select(group => (Length: group.Sum(p => p.TextContent.Length), Items: group))
            .OrderByDescending(group => group.Length)
            .Select(group => group.Items).FirstOrDefault();
        if (best is null)
            return [];
        return best.Where(p => p.QuerySelector("script,style") is null).Select(p => Tidy(p.TextContent)).Where(text => text.Length > 40).ToList();
    }

    private static string Tidy(string text) => Spaces().Replace(text, " ").Trim();

    /// <summary>
    /// The declared language, checked against function words: declared languages are often wrong or missing, and a German body under
    /// English chrome would look like a farm's work. Only languages with chrome of their own (<see cref="Labels"/>) are kept.
    /// </summary>
    private static string? Language(string? declared, string body)
    {
        string? best = null;
        var most = 0;
        var words = Subjects.Words(body).Take(400).ToList();
        foreach (var (lang, function) in Labels.FunctionWords)
        {
            var hits = words.Count(word => function.Contains(word));
            if (hits > most)
                (most, best) = (hits, lang);
        }

        return most < words.Count / 12 || (declared is not null && Labels.FunctionWords.Any(item => item.Lang == declared) && declared != best) ? null : best;
    }

    private static DateOnly? Written(string? url, string body)
    {
        if (url is not null && AddressDate().Match(url) is { Success: true } match
            && DateOnly.TryParse($"{match.Groups[1].Value}-{match.Groups[2].Value}-{(match.Groups[3].Success ? match.Groups[3].Value : "15")}", out var date))
            return date;
        var years = Year().Matches(body).Select(year => int.Parse(year.Value)).ToList();
        return years.Count == 0 ? null : new DateOnly(years.Max(), 6, 15);
    }

    [GeneratedRegex(@"<title[^>]*>([^<]{5,300})</title>", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex TitleTag();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"/((?:19|20)\d\d)[/-](\d\d?)(?:[/-](\d\d?))?[/-]", RegexOptions.None, 1000)]
    private static partial Regex AddressDate();

    [GeneratedRegex(@"\b(?:said|told|says|announced|sagte|erklärte|betonte|teilte|dijo|señaló|aseguró|afirmó|déclaré|affirmé|estimé|indiqué|powiedział|podkreślił)\b", RegexOptions.None, 1000)]
    private static partial Regex Reported();

    [GeneratedRegex(@"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|lunes|martes|miércoles|jueves|viernes|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|poniedziałek|wtorek|środ|czwartek|piątek)", RegexOptions.None, 1000)]
    private static partial Regex Day();

    [GeneratedRegex(@"\b20[01]\d\b|\b202[0-5]\b", RegexOptions.None, 1000)]
    private static partial Regex Year();
}

/// <summary>A real headline for link lists.</summary>
public sealed record Headline(string Text, string Lang, Topic Topic);
