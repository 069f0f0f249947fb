using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// A page as a whole, in numbers, and how likely it is an article, documentation, a forum thread, a list of things, a product or a service: what counts as main content differs between them
/// (replies are a thread's content and an article's appendix), so that is decided before blocks are weighed.
/// </summary>
internal sealed class PageShape
{
    /// <summary>Article, documentation, forum, list, product, service.</summary>
    public const int Types = 6;

    public const int AddressWords = 8;

    public const int Count = 11 + 30 + 9 + 8 + BoilerplateWords.Groups + 5 + 4 + 1 + AddressWords + 1;

    public static readonly string[] TypeNames = ["article", "documentation", "forum", "list", "product", "service"];

    private static readonly string[][] Vocabulary =
    [
        ["forum", "forums", "thread", "threads", "topic", "viewtopic", "showthread", "community", "discuss", "discussion", "questions", "comments", "discussions"],
        ["product", "products", "p", "dp", "item", "pd", "prod"],
        ["collection", "collections", "category", "categories", "c", "shop", "catpage", "cat", "browse", "list", "listing", "search", "tag", "topics", "department"],
        ["docs", "doc", "documentation", "guide", "guides", "reference", "api", "manual", "tutorial", "tutorials", "learn", "help", "wiki", "latest", "en-us", "stable", "readthedocs"],
        ["blog", "blogs", "news", "article", "articles", "story", "stories", "post", "posts", "world", "sport", "opinion", "politics", "magazine"],
        ["service", "services", "solutions", "consulting", "agency", "about", "industries", "platform"],
        ["jobs", "events", "recipes", "recipe", "reviews", "review", "real-estate", "rentals", "hotels"],
    ];

    public float[] Numbers { get; } = new float[Count];

    /// <summary>By type; filled in by <see cref="MainTextModel"/>.</summary>
    public float[] Probability { get; } = new float[Types];

    /// <summary>Surely an article: then rules may overrule what blocks look like.</summary>
    public bool IsArticle => Probability[0] > 0.85f;

    /// <summary>Rather an article than anything else, and no list: then a row of links with a sentence each leads to other pages. A blog's front page is told from its articles by little.</summary>
    public bool IsSingle => Probability[0] > 0.6f && Probability[3] < 0.1f;

    /// <summary>What JSON-LD and microdata say: 1 article, 2 product, 4 forum, 8 list.</summary>
    public int Declared { get; private set; }

    /// <summary>og:type: 0 none, 1 article, 2 another, 3 website, 4 product.</summary>
    public int OpenGraph { get; private set; }

    /// <summary>One bit per vocabulary that a part of the page's own address is from; the last: a year.</summary>
    public int Address { get; private set; }

    public int AddressDepth { get; private set; } = -1;

    /// <summary>Reads what the page says of itself: a hint of its type, never its text.</summary>
    public void ReadHead(HtmlTree tree, Announced announced)
    {
        const int reach = 20_000;
        var nodes = tree.Nodes;
        for (var i = 0; i < nodes.Length && i < reach; i++)
        {
            switch (nodes[i].Tag)
            {
                case Tag.Script when i + 1 < nodes[i].End && tree.Attribute(i, Attr.Type).Contains("ld+json", StringComparison.OrdinalIgnoreCase):
                    ReadTypes(tree.TextOf(i + 1));
                    announced.AddJson(tree.TextOf(i + 1));
                    break;
                case Tag.Title when i + 1 < nodes[i].End && nodes[i + 1].Tag == Tag.Text:
                    announced.AddTitle(tree.TextOf(i + 1));
                    break;
                case Tag.Meta:
                    ReadMeta(tree, i, announced);
                    break;
                case Tag.Link when AddressDepth < 0 && tree.Attribute(i, Attr.Rel).Equals("canonical", StringComparison.OrdinalIgnoreCase):
                    ReadAddress(tree.Attribute(i, Attr.Href));
                    break;
                default:
                    break;
            }
        }
    }

    private void ReadMeta(HtmlTree tree, int node, Announced announced)
    {
        var property = tree.Attribute(node, Attr.Property);
        if (property.IsEmpty) property = tree.Attribute(node, Attr.Name);
        if (property.Equals("description", StringComparison.OrdinalIgnoreCase) || property.Equals("og:description", StringComparison.OrdinalIgnoreCase)) announced.Add(tree.Attribute(node, Attr.Content));
        if (property.Equals("og:type", StringComparison.OrdinalIgnoreCase))
        {
            var type = tree.Attribute(node, Attr.Content);
            OpenGraph = type.Contains("article", StringComparison.OrdinalIgnoreCase) ? 1 : type.Contains("website", StringComparison.OrdinalIgnoreCase) ? 3 : type.Contains("product", StringComparison.OrdinalIgnoreCase) ? 4 : 2;
        }
        else if (AddressDepth < 0 && property.Equals("og:url", StringComparison.OrdinalIgnoreCase)) ReadAddress(tree.Attribute(node, Attr.Content));
    }

    private void ReadTypes(ReadOnlySpan<char> rest)
    {
        if (rest.Length > 100_000) rest = rest[..100_000];
        for (var found = 0; found < 40; found++)
        {
            var at = rest.IndexOf("\"@type\"", StringComparison.Ordinal);
            if (at < 0) break;
            rest = rest[(at + 7)..];
            var value = rest[..Math.Min(40, rest.Length)];
            if (value.Contains("Article", StringComparison.Ordinal) || value.Contains("BlogPosting", StringComparison.Ordinal)) Declared |= 1;
            else if (value.Contains("Product", StringComparison.Ordinal)) Declared |= 2;
            else if (value.Contains("Forum", StringComparison.Ordinal) || value.Contains("QAPage", StringComparison.Ordinal) || value.Contains("Comment", StringComparison.Ordinal)) Declared |= 4;
            else if (value.Contains("CollectionPage", StringComparison.Ordinal) || value.Contains("ItemList", StringComparison.Ordinal)) Declared |= 8;
        }
    }

    private void ReadAddress(ReadOnlySpan<char> address)
    {
        if (address.Length > 500) address = address[..500];
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0) return;
        address = address[(scheme + 3)..];
        AddressDepth = 0;
        var first = true;
        while (!address.IsEmpty)
        {
            var end = address.IndexOfAny('/', '?', '#');
            var part = end < 0 ? address : address[..end];
            address = end < 0 ? default : address[(end + 1)..];
            if (first)
            {
                // Of the host only its labels: forum.site, docs.site.
                while (!part.IsEmpty)
                {
                    var dot = part.IndexOf('.');
                    Note(dot < 0 ? part : part[..dot]);
                    part = dot < 0 ? default : part[(dot + 1)..];
                }
                first = false;
                continue;
            }
            if (part.IsEmpty) continue;
            AddressDepth++;
            Note(part);
        }
    }

    private void Note(ReadOnlySpan<char> part)
    {
        if (part.Length == 4 && part[0] is '1' or '2' && int.TryParse(part, out var year) && year is > 1990 and < 2100) Address |= 1 << (AddressWords - 1);
        var point = part.IndexOf('.');
        if (point > 0) part = part[..point];
        if (part.Length is 0 or > 14) return;
        for (var v = 0; v < Vocabulary.Length; v++)
            foreach (var word in Vocabulary[v])
                if (part.Equals(word, StringComparison.OrdinalIgnoreCase))
                    Address |= 1 << v;
    }
}
