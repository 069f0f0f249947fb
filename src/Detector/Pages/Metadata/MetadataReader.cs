using Detector.Pages.Addresses;
using Detector.Pages.Html;
using Detector.Pages.Links;
using Detector.Pages.Structure;
using Detector.Pages.Text;

namespace Detector.Pages.Metadata;

/// <summary>
/// Collects what a page declares about itself: one pass over the nodes for markup, then the few blocks around the headline for what is only written out.
/// Strings are made for declared facts alone.
/// </summary>
internal sealed class MetadataReader
{
    // A front page links its logo before anything else.
    private const int FirstLinks = 25;

    // A menu of an extracted text before its headline, in lines.
    private const int LinesOfMenu = 30;

    private const int MostHeadings = 60;

    private static readonly System.Buffers.SearchValues<string> CategoryPaths = System.Buffers.SearchValues.Create(["/category/", "/kategorie/", "/section/", "/categoria/"], StringComparison.OrdinalIgnoreCase);
    private static readonly System.Buffers.SearchValues<string> AuthorPaths = System.Buffers.SearchValues.Create(["/author", "/autor/", "/auteur", "/staff/", "/profile/", "/by/"], StringComparison.OrdinalIgnoreCase);
    private static readonly System.Buffers.SearchValues<char> BrandMarks = System.Buffers.SearchValues.Create("|-\u2013\u2014\u00BB\u00B7\u2022");

    private static readonly System.Buffers.SearchValues<char> Ornaments = System.Buffers.SearchValues.Create(" -\u2013\u00B7\u2022.<>:");

    private readonly Page _page;
    private readonly PageText _text;
    private readonly HtmlTree? _tree;
    private readonly MetadataDraft _draft = new();
    private List<string>? _keywords;
    private string? _title;

    // Of plain text the line that holds title and brand.
    private int _titleBlock;
    private string? _description;
    private string? _canonical;
    private string? _openGraphUrl;
    private string? _locale;
    private string? _generator;
    private string? _robots;
    private string? _refresh;
    private int _crumbNode = -1;

    private MetadataReader(Page page)
    {
        _page = page;
        _text = page.Text;
        _tree = page.Tree;
    }

    public static PageMetadata Read(Page page) => new MetadataReader(page).Read();

    private PageMetadata Read()
    {
        if (_tree is not null) Markup(_tree);
        _draft.Resolve();
        return _tree is null ? FromLines() : FromMarkup(_tree);
    }

    // ---- Markup: one pass over the nodes ----

    private void Markup(HtmlTree tree)
    {
        var nodes = tree.NodeBuffer;
        var attributes = tree.AttributeBuffer;
        var count = tree.Count;
        for (var i = 0; i < count; i++)
        {
            ref readonly var node = ref nodes[i];
            if (node.Tag == Tag.Text) continue;
            switch (node.Tag)
            {
                case Tag.Title:
                    _title ??= NullIfEmpty(tree.InnerText(i, MetadataDraft.LongestValue));
                    continue;
                case Tag.Meta:
                    Meta(tree, i);
                    continue;
                case Tag.Link:
                    Relation(tree, i);
                    continue;
                case Tag.Base:
                    _draft.AddOwnAddress(MetadataDraft.Clean(tree.Attribute(i, Attr.Href)), FoundIn.Link);
                    continue;
                case Tag.Script:
                    if (tree.Attribute(i, Attr.Type).StartsWith("application/ld+json", StringComparison.OrdinalIgnoreCase)) JsonLd(tree, i);
                    i = node.End - 1;
                    continue;
                case Tag.Style:
                    i = node.End - 1;
                    continue;
                case Tag.Time:
                    if (_draft.Times.Count < 64) _draft.Times.Add(i);
                    break;
                default:
                    break;
            }
            for (var a = node.Start; a < node.Start + node.Length; a++)
            {
                switch (attributes[a].Name)
                {
                    case Attr.Class or Attr.Id or Attr.AriaLabel or Attr.ItemType:
                        // "breadcrumb", "Breadcrumbs", "BreadcrumbList", "crumbs": the name has no other common use.
                        if (_crumbNode < 0 && attributes[a].Length >= 5 && node.Tag is not (Tag.Html or Tag.Body) && node.End - i is > 2 and < 240
                            && tree.Attribute(i, attributes[a].Name).Contains("rumb", StringComparison.Ordinal))
                            _crumbNode = i;
                        break;
                    case Attr.ItemProp:
                        Property(tree, i, tree.Attribute(i, Attr.ItemProp));
                        break;
                    case Attr.Rel when node.Tag == Tag.A:
                        LinkRelation(tree, i);
                        break;
                    case Attr.Href when node.Tag == Tag.A && attributes[a].Length > 26:
                        var href = tree.Attribute(i, Attr.Href);
                        if (href[0] == 'h' && Href.HostOf(href).EndsWith("creativecommons.org", StringComparison.OrdinalIgnoreCase)) _draft.AddLicence(MetadataDraft.Clean(href), FoundIn.Link, LinkRange(i));
                        break;
                    case Attr.Lang when node.Tag == Tag.Html:
                        _locale ??= NullIfEmpty(MetadataDraft.Clean(tree.Attribute(i, Attr.Lang)));
                        break;
                    default:
                        break;
                }
            }
        }
    }

    private void JsonLd(HtmlTree tree, int script)
    {
        ref readonly var node = ref tree.NodeBuffer[script];
        if (node.End == script + 2)
        {
            JsonLdReader.Read(tree.TextOf(script + 1), _draft);
            return;
        }
        if (node.End == script + 1) return;
        var whole = new System.Text.StringBuilder();
        for (var i = script + 1; i < node.End; i++)
            if (tree.NodeBuffer[i].Tag == Tag.Text)
                whole.Append(tree.TextOf(i));
        JsonLdReader.Read(whole.ToString(), _draft);
    }

    private void Meta(HtmlTree tree, int node)
    {
        var content = tree.Attribute(node, Attr.Content);
        if (content.IsEmpty) return;
        var name = tree.Attribute(node, Attr.Property);
        if (name.IsEmpty) name = tree.Attribute(node, Attr.Name);
        if (name.IsEmpty)
        {
            name = tree.Attribute(node, Attr.HttpEquiv);
            if (!name.IsEmpty) HttpHeader(name, content);
            else if (tree.Has(node, Attr.ItemProp)) Property(tree, node, tree.Attribute(node, Attr.ItemProp));
            return;
        }
        if (name.Length > 40) return;
        Span<char> lower = stackalloc char[40];
        var key = lower[..name.ToLowerInvariant(lower)];
        switch (key)
        {
            case "og:title":
                _draft.OpenGraphTitle ??= Found(content, FoundIn.OpenGraph);
                break;
            case "twitter:title" or "dc.title" or "headline" or "parsely-title" or "sailthru.title":
                _draft.SetHeadline(MetadataDraft.Clean(content), FoundIn.Meta);
                break;
            case "og:site_name" or "og:sitename":
                _draft.AddSiteName(MetadataDraft.Clean(content), FoundIn.OpenGraph);
                break;
            case "application-name" or "apple-mobile-web-app-title" or "al:ios:app_name" or "cre" or "parsely-site":
                _draft.AddSiteName(MetadataDraft.Clean(content), FoundIn.Meta);
                break;
            case "twitter:site":
                _draft.AddSiteName(MetadataDraft.Clean(content.TrimStart('@')), FoundIn.Meta);
                break;
            case "og:url":
                _openGraphUrl ??= MetadataDraft.Clean(content);
                _draft.AddOwnAddress(MetadataDraft.Clean(content), FoundIn.OpenGraph);
                break;
            case "og:type":
                _draft.AddType(MetadataDraft.Clean(content).ToLowerInvariant());
                break;
            case "og:description" or "twitter:description":
                _description ??= MetadataDraft.Clean(content);
                break;
            case "description" or "dc.description":
                _description = MetadataDraft.Clean(content);
                break;
            case "og:locale":
                _locale ??= MetadataDraft.Clean(content);
                break;
            case "language" or "dc.language" or "content-language":
                _locale ??= MetadataDraft.Clean(content);
                break;
            case "author" or "article:author" or "og:article:author" or "dc.creator" or "dcterms.creator" or "parsely-author" or "sailthru.author" or "byl" or "citation_author" or "article:author:name"
                or "authors" or "article.author" or "vr:author" or "dc.contributor":
                var author = MetadataDraft.Clean(content);
                if (MetadataDraft.IsAddress(author))
                {
                    // A publisher's own page on a network is no author's page.
                    if (!Hosts.IsSocial(author)) _draft.SetAuthorPage(author);
                }
                else _draft.AddAuthor(author, FoundIn.Meta);
                break;
            case "publisher" or "dc.publisher" or "dcterms.publisher" or "article:publisher" or "og:article:publisher" or "citation_publisher" or "copyright" or "dc.rights" or "dcterms.rightsholder" or "rights":
                _draft.AddPublisher(MetadataDraft.Clean(content), FoundIn.Meta);
                break;
            case "syndication-source" or "original-source" or "dc.source" or "article:original_source" or "news_source" or "source":
                _draft.AddSource(MetadataDraft.Clean(content), FoundIn.Meta);
                break;
            case "article:section" or "og:article:section" or "section" or "parsely-section" or "article.section" or "category" or "sailthru.verticals" or "cg" or "article:subsection":
                _draft.AddSection(MetadataDraft.Clean(content), FoundIn.Meta);
                break;
            case "article:published_time" or "og:article:published_time" or "article:published" or "og:published_time" or "datepublished" or "article.published" or "parsely-pub-date" or "sailthru.date" or "pubdate"
                or "publishdate" or "publish-date" or "publish_date" or "publication_date" or "published-date" or "dc.date.issued" or "dcterms.issued" or "dc.date.created" or "dcterms.created" or "date.available"
                or "article:published_date" or "originalpublicationdate" or "citation_publication_date" or "cxenseparse:recs:publishtime" or "rnews:datepublished" or "article_date_original" or "date_published" or "ptime" or "pdate":
                _draft.AddDate(MetadataDraft.Clean(content), false, 0);
                break;
            case "date" or "dc.date" or "dcterms.date" or "created" or "search_date" or "display-date" or "displaydate" or "article:create_at" or "citation_date" or "dat":
                _draft.AddDate(MetadataDraft.Clean(content), false, 1);
                break;
            case "article:modified_time" or "og:updated_time" or "article:modified" or "og:article:modified_time" or "datemodified" or "dcterms.modified" or "dc.date.modified" or "last-modified" or "lastmod" or "revised"
                or "utime" or "article.updated" or "article:modified_date" or "rnews:datemodified":
                _draft.AddDate(MetadataDraft.Clean(content), true, 0);
                break;
            case "generator":
                _generator ??= MetadataDraft.Clean(content);
                break;
            case "robots" or "googlebot":
                _robots ??= MetadataDraft.Clean(content).ToLowerInvariant();
                break;
            case "keywords" or "news_keywords":
                Keywords(content);
                break;
            default:
                break;
        }
    }

    private void HttpHeader(ReadOnlySpan<char> name, ReadOnlySpan<char> content)
    {
        if (name.Equals("refresh", StringComparison.OrdinalIgnoreCase))
        {
            // "0; url=https://..." in all its spellings.
            var at = content.IndexOf("url", StringComparison.OrdinalIgnoreCase);
            var target = at < 0 ? default : content[(at + 3)..].TrimStart().TrimStart('=').Trim().Trim("'\"");
            _refresh ??= MetadataDraft.Clean(target);
        }
        else if (name.Equals("content-language", StringComparison.OrdinalIgnoreCase)) _locale ??= MetadataDraft.Clean(content);
        else if (name.Equals("last-modified", StringComparison.OrdinalIgnoreCase)) _draft.AddDate(MetadataDraft.Clean(content), true, 1);
    }

    private void Keywords(ReadOnlySpan<char> content)
    {
        _keywords ??= [];
        foreach (var range in content.SplitAny(",;\uFF0C\u3001"))
        {
            var word = MetadataDraft.Clean(content[range]);
            if (word.Length > 0 && _keywords.Count < 64 && !_keywords.Contains(word, StringComparer.OrdinalIgnoreCase)) _keywords.Add(word);
        }
    }

    private void Relation(HtmlTree tree, int node)
    {
        var rel = tree.Attribute(node, Attr.Rel);
        if (rel.Equals("canonical", StringComparison.OrdinalIgnoreCase))
        {
            var href = MetadataDraft.Clean(tree.Attribute(node, Attr.Href));
            _canonical ??= NullIfEmpty(href);
            _draft.AddOwnAddress(href, FoundIn.Link);
        }
        else if (rel.Equals("license", StringComparison.OrdinalIgnoreCase)) _draft.AddLicence(MetadataDraft.Clean(tree.Attribute(node, Attr.Href)), FoundIn.Link);
        else if (rel.Equals("author", StringComparison.OrdinalIgnoreCase))
        {
            var href = tree.Attribute(node, Attr.Href);
            if (!Hosts.IsSocial(href) && !href.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) _draft.SetAuthorPage(MetadataDraft.Clean(href));
        }
    }

    private void LinkRelation(HtmlTree tree, int node)
    {
        var rel = tree.Attribute(node, Attr.Rel);
        // "noopener author"; rarely more than a few words long.
        if (rel.Length < 6) return;
        if (rel.Contains("author", StringComparison.OrdinalIgnoreCase))
        {
            if (InForeignScope(tree, node)) return;
            var name = tree.InnerText(node, 120);
            if (name.Length == 0 || Phrase.Words(name) > 6) return;
            _draft.AddAuthor(name, FoundIn.Link, LinkRange(node));
            _draft.SetAuthorPage(MetadataDraft.Clean(tree.Attribute(node, Attr.Href)));
        }
        else if (rel.Contains("license", StringComparison.OrdinalIgnoreCase)) _draft.AddLicence(MetadataDraft.Clean(tree.Attribute(node, Attr.Href)), FoundIn.Link, LinkRange(node));
    }

    private void Property(HtmlTree tree, int node, ReadOnlySpan<char> names)
    {
        foreach (var range in names.Split(' '))
        {
            switch (names[range])
            {
                case "author" or "creator":
                    if (InForeignScope(tree, node)) break;
                    var named = PropertyWithin(tree, node, "name");
                    var name = named >= 0 ? ValueOf(tree, named) : ValueOf(tree, node);
                    if (Phrase.Words(name) <= 8) _draft.AddAuthor(name, FoundIn.Microdata, RangeOf(named >= 0 ? named : node));
                    var page = AnchorWithin(tree, node);
                    if (page >= 0) _draft.SetAuthorPage(MetadataDraft.Clean(tree.Attribute(page, Attr.Href)));
                    break;
                case "headline":
                    if (!InForeignScope(tree, node)) _draft.SetHeadline(ValueOf(tree, node), FoundIn.Microdata);
                    break;
                case "datePublished" or "dateCreated" or "uploadDate":
                    if (!InForeignScope(tree, node)) _draft.AddDate(ValueOf(tree, node), false, names[range] is "datePublished" ? 0 : 1);
                    break;
                case "dateModified":
                    if (!InForeignScope(tree, node)) _draft.AddDate(ValueOf(tree, node), true, 0);
                    break;
                case "articleSection":
                    _draft.AddSection(ValueOf(tree, node), FoundIn.Microdata, RangeOf(node));
                    break;
                case "publisher" or "copyrightHolder" or "sourceOrganization":
                    var holder = PropertyWithin(tree, node, "name");
                    var publisher = ValueOf(tree, holder >= 0 ? holder : node);
                    if (publisher.Length is 0 or > 120) break;
                    _draft.AddPublisher(publisher, FoundIn.Microdata);
                    if (names[range] is not "copyrightHolder") _draft.AddSiteName(publisher, FoundIn.Microdata);
                    break;
                case "isBasedOn" or "isBasedOnUrl":
                    _draft.AddSource(AddressOf(tree, node), FoundIn.Microdata);
                    break;
                case "license":
                    if (tree.NodeBuffer[node].Tag != Tag.Meta || !InForeignScope(tree, node)) _draft.AddLicence(AddressOf(tree, node), FoundIn.Microdata, RangeOf(node));
                    break;
                case "mainEntityOfPage":
                    _draft.AddOwnAddress(AddressOf(tree, node), FoundIn.Microdata);
                    break;
                default:
                    break;
            }
        }
    }

    // The author and date of a comment, a review or an image are not the page's.
    private static bool InForeignScope(HtmlTree tree, int node)
    {
        var steps = 0;
        for (var n = tree.NodeBuffer[node].Parent; n > 0 && steps < 24; n = tree.NodeBuffer[n].Parent, steps++)
        {
            var type = tree.Attribute(n, Attr.ItemType);
            if (type.IsEmpty) continue;
            if (type.Contains("Comment", StringComparison.OrdinalIgnoreCase) || type.EndsWith("ImageObject", StringComparison.OrdinalIgnoreCase) || type.EndsWith("Rating", StringComparison.OrdinalIgnoreCase)) return true;
            if (type.Contains("Article", StringComparison.OrdinalIgnoreCase) || type.Contains("Posting", StringComparison.OrdinalIgnoreCase)) return false;
        }
        return false;
    }

    private static int PropertyWithin(HtmlTree tree, int node, ReadOnlySpan<char> property)
    {
        var end = Math.Min(tree.NodeBuffer[node].End, node + 40);
        for (var i = node + 1; i < end; i++)
            if (tree.Attribute(i, Attr.ItemProp).SequenceEqual(property))
                return i;
        return -1;
    }

    private static int AnchorWithin(HtmlTree tree, int node)
    {
        var end = Math.Min(tree.NodeBuffer[node].End, node + 40);
        for (var i = node; i < end; i++)
            if (tree.NodeBuffer[i].Tag == Tag.A && tree.Has(i, Attr.Href))
                return i;
        return -1;
    }

    private static string ValueOf(HtmlTree tree, int node)
    {
        var content = tree.Attribute(node, Attr.Content);
        if (content.IsEmpty && tree.NodeBuffer[node].Tag == Tag.Time) content = tree.Attribute(node, Attr.DateTime);
        return content.IsEmpty ? tree.InnerText(node, MetadataDraft.LongestValue) : MetadataDraft.Clean(content);
    }

    private static string AddressOf(HtmlTree tree, int node)
    {
        var href = tree.Attribute(node, Attr.Href);
        return href.IsEmpty ? MetadataDraft.Clean(tree.Attribute(node, Attr.Content)) : MetadataDraft.Clean(href);
    }

    // ---- What the markup and the text say together ----

    private PageMetadata FromMarkup(HtmlTree tree)
    {
        Notices.Read(_text, _draft);
        Logos(tree);
        var heading = Heading();
        var opening = Opening.Of(_text, heading);
        var headline = heading >= 0 ? OfBlock(heading, FoundIn.Heading) : null;
        var titleParts = Title(headline?.Value, out var brand);
        headline ??= DeclaredHeadline(titleParts, brand);
        Crumbs(tree, opening, headline?.Value);
        Around(opening);
        return Done(headline, titleParts, brand);
    }

    private PageMetadata FromLines()
    {
        Notices.Read(_text, _draft);
        var blocks = _text.Blocks;
        if (blocks.Length == 0) return Done(null, [], -1);
        Declared? headline = null;
        var headlineBlock = 0;
        var at = _titleBlock = HeadlineLine();
        var first = _text.Of(blocks[at]);
        var second = at + 1 < blocks.Length ? _text.Of(blocks[at + 1]) : default;
        var crumbs = new List<Range>();
        List<TitlePart> parts;
        var brand = -1;
        if (CrumbLine.TryRead(first, second, crumbs, out var behind))
        {
            foreach (var crumb in crumbs) AddCrumb(blocks[at].Start + crumb.Start.Value, crumb.End.Value - crumb.Start.Value);
            var (offset, length) = behind.GetOffsetAndLength(first.Length);
            if (at + 1 < blocks.Length && blocks[at + 1].TokenCount is > 2 and <= 40)
            {
                headlineBlock = at + 1;
                headline = WithoutBrand(at + 1);
            }
            // A line that is all crumbs is no title; the next one is.
            if (length == 0 && headline is not null)
            {
                offset = 0;
                first = second;
                length = second.Length;
            }
            _title = MetadataDraft.Clean(first);
            var rest = first.Slice(offset, length);
            parts = TitleSplitter.Split(rest, second.Length <= 300 ? second : default);
            // A headline that itself is "Brand|Headline" was kept whole to find it in the line.
            parts = Refine(parts, headline?.Value);
            brand = TitleSplitter.Brand(parts, headline?.Value, _draft.SiteNames, HostName());
            if (offset > 0)
            {
                parts.Insert(0, new TitlePart(first[..offset].Trim().ToString(), ""));
                if (brand >= 0) brand++;
            }
            if (headline is null && length > 0) headline = PartOf(at, parts, brand);
        }
        else
        {
            // A first line that reads like prose is no title.
            var titled = blocks[0].TokenCount is > 0 and <= 40 && !(blocks[0].TokenCount > 22 && first[^1] == '.');
            if (!titled)
            {
                Around(new Opening(-1, 0));
                return Done(null, [], -1);
            }
            _title = MetadataDraft.Clean(first);
            var repeated = second.Length >= 12 && blocks[1].TokenCount >= 3 && first.Length > second.Length && first.Contains(second, StringComparison.OrdinalIgnoreCase);
            if (repeated)
            {
                headlineBlock = 1;
                headline = OfBlock(1, FoundIn.VisibleText);
            }
            parts = TitleSplitter.Split(first, repeated ? second : default);
            brand = TitleSplitter.Brand(parts, headline?.Value, _draft.SiteNames, HostName());
            headline ??= parts.Count == 1 || brand < 0 ? OfBlock(0, FoundIn.VisibleText) : PartOf(0, parts, brand);
        }
        Around(Opening.Of(_text, headlineBlock));
        return Done(headline, parts, brand);
    }

    // The line that begins the page: the first, or, behind the menu that an extractor kept, the trail that holds the headline of the next line ("Current:Home > StocksHeadline -Brand").
    private int HeadlineLine()
    {
        var blocks = _text.Blocks;
        var crumbs = new List<Range>();
        for (var i = 0; i + 1 < blocks.Length && i < LinesOfMenu; i++)
        {
            if (blocks[i + 1].TokenCount is <= 2 or > 40 || !_text.Of(blocks[i]).Contains(_text.Of(blocks[i + 1]), StringComparison.Ordinal)) continue;
            crumbs.Clear();
            if (CrumbLine.TryRead(_text.Of(blocks[i]), _text.Of(blocks[i + 1]), crumbs, out _)) return i;
        }
        return 0;
    }

    private PageMetadata Done(Declared? headline, List<TitlePart> parts, int brand) => new()
    {
        Title = _title,
        TitleParts = parts,
        Headline = headline,
        Headlines = Headlines(headline),
        TitleBrand = brand >= 0 ? new Declared(parts[brand].Value, FoundIn.Title, _tree is null ? PlaceIn(_titleBlock, parts[brand].Value, last: brand > 0) : default) : null,
        SiteNames = _draft.SiteNames,
        Publishers = _draft.Publishers,
        Authors = _draft.Authors,
        AuthorPage = _draft.AuthorPage,
        Sections = _draft.Sections,
        Breadcrumb = _draft.Crumbs.Count > 0 ? _draft.Crumbs : WithoutHeadline(_draft.JsonCrumbs, headline?.Value),
        Copyrights = _draft.Copyrights,
        Licences = _draft.Licences,
        Sources = _draft.Sources,
        Description = NullIfEmpty(_description),
        Canonical = _canonical ?? NullIfEmpty(_openGraphUrl),
        DeclaredLanguage = Language(_locale),
        Locale = _locale,
        Generator = _generator,
        Types = _draft.Types,
        Robots = _robots,
        Keywords = _keywords ?? [],
        RefreshTarget = _refresh,
        OwnAddresses = _draft.OwnAddresses,
        MachineDates = _draft.Dates,
        TimeNodes = _draft.Times,
    };

    private List<Declared> Headlines(Declared? shown)
    {
        var all = new List<Declared>(3);
        foreach (var headline in (ReadOnlySpan<Declared?>)[shown, _draft.OpenGraphTitle, _draft.DeclaredHeadline])
            if (headline is not null)
                MetadataDraft.Add(all, headline.Value, headline.In, headline.Place);
        return all;
    }

    // The visible block that agrees best with what the title and og:title say; an h1 that agrees with nothing only when nothing else is known.
    private int Heading()
    {
        Span<ulong> titleRoom = stackalloc ulong[Phrase.Longest];
        Span<ulong> openRoom = stackalloc ulong[Phrase.Longest];
        Span<ulong> room = stackalloc ulong[Phrase.Longest];
        var title = new Phrase(_title, titleRoom);
        var open = new Phrase((_draft.OpenGraphTitle ?? _draft.DeclaredHeadline)?.Value, openRoom);
        var blocks = _text.Blocks;
        var best = -1;
        var bestScore = 0.0;
        var firstH1 = -1;
        var headings = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            if (block.IsHidden || block.TokenCount is 0 or > Phrase.Longest) continue;
            var heading = block.Kind == BlockKind.Heading;
            // Old pages set their headline in a div or a bold font: near the top, and only in the very words of the title.
            if (!heading && (i > 80 || block.TokenCount < 3)) continue;
            if (heading && ++headings > MostHeadings) break;
            if (heading && block.Level == 1 && firstH1 < 0 && block.Region is not (Region.Navigation or Region.Footer or Region.Related)) firstH1 = i;
            var words = new Phrase(_text.TokensOf(block), room);
            var score = Math.Max(words.Agreement(title), words.Agreement(open) * 1.1);
            if (!heading && score < 0.85 && !(block.TokenCount >= 4 && title.Count > 0 && words.Within(title) > 0.99)) continue;
            if (!heading) score *= block.LinkShare > 0.5 ? 0.6 : 0.8;
            else score *= block.Level == 1 ? 1.15 : block.Level <= 3 ? 1.0 : 0.85;
            if (block.Region is Region.Navigation or Region.Related or Region.Footer or Region.Comments) score *= 0.5;
            // An h1 around the logo says what the title's last part says.
            if (score > 0 && IsLastPart(_text.Of(block))) score *= 0.5;
            if (score > bestScore + 1e-9)
            {
                best = i;
                bestScore = score;
            }
        }
        if (bestScore >= 0.45) return best;
        if (firstH1 >= 0 && !IsSiteName(_text.Of(blocks[firstH1]))) return firstH1;
        if (_title is not null || headings == 0) return -1;
        // No title and no h1: what stands as a heading right above the running text.
        for (var i = Math.Min(Opening.Of(_text, -1).Body, blocks.Length) - 1; i >= 0; i--)
            if (blocks[i] is { IsHidden: false, Kind: BlockKind.Heading, TokenCount: > 2 and <= Phrase.Longest, Region: not (Region.Navigation or Region.Related or Region.Aside) })
                return i;
        return -1;
    }

    private bool IsLastPart(ReadOnlySpan<char> words)
    {
        var last = _title.AsSpan();
        var at = last.LastIndexOfAny(BrandMarks);
        return at > 0 && (last[at] == '|' || last[at - 1] == ' ') && Phrase.SameLetters(last[(at + 1)..], words);
    }

    private bool IsSiteName(ReadOnlySpan<char> words)
    {
        foreach (var name in _draft.SiteNames)
            if (Phrase.SameLetters(words, name.Value))
                return true;
        return Phrase.SameLetters(words, HostName());
    }

    private List<TitlePart> Title(string? headline, out int brand)
    {
        brand = -1;
        if (_title is null) return [];
        var crumbs = new List<Range>();
        List<TitlePart> parts;
        var title = _title.AsSpan();
        var offset = 0;
        if (CrumbLine.TryRead(title, headline, crumbs, out var behind) && behind.GetOffsetAndLength(title.Length) is { Length: > 0 } rest)
        {
            offset = rest.Offset;
            foreach (var crumb in crumbs) MetadataDraft.Add(_draft.Crumbs, title[crumb].ToString(), FoundIn.Title, default);
        }
        parts = Refine(TitleSplitter.Split(title[offset..], headline), headline);
        brand = TitleSplitter.Brand(parts, headline, _draft.SiteNames, HostName());
        if (offset > 0)
        {
            parts.Insert(0, new TitlePart(title[..offset].Trim().ToString(), ""));
            if (brand >= 0) brand++;
        }
        return parts;
    }

    // "Brand|Headline" as one part, the headline known without its brand: two parts.
    private static List<TitlePart> Refine(List<TitlePart> parts, string? headline)
    {
        for (var i = 0; i < parts.Count && headline is not null; i++)
        {
            var value = parts[i].Value;
            if (value.Length <= headline.Length + 2 || !value.EndsWith(headline, StringComparison.Ordinal)) continue;
            var front = value[..^headline.Length];
            var mark = front.Length;
            while (mark > 0 && (front[mark - 1] == ' ' || TitleSplitter.IsMark(front[mark - 1]))) mark--;
            if (mark == 0 || mark == front.Length) continue;
            parts[i] = new TitlePart(front[..mark], parts[i].Separator);
            parts.Insert(i + 1, new TitlePart(headline, front[mark..]));
            break;
        }
        return parts;
    }

    // No heading shows it: og:title, JSON-LD, or the title, each without its brand.
    private Declared? DeclaredHeadline(List<TitlePart> titleParts, int brand)
    {
        var declared = _draft.OpenGraphTitle ?? _draft.DeclaredHeadline;
        if (declared is not null)
        {
            var parts = TitleSplitter.Split(declared.Value, default);
            var slot = parts.Count < 2 ? -1 : TitleSplitter.Brand(parts, default, _draft.SiteNames, HostName());
            return slot < 0 ? declared : declared with { Value = PartOf(-1, parts, slot).Value };
        }
        return _title is null ? null : brand < 0 ? new Declared(_title, FoundIn.Title) : PartOf(-1, titleParts, brand) with { In = FoundIn.Title };
    }

    // The parts of a title other than its brand and its crumbs, as one headline with the separators as written.
    private Declared PartOf(int block, List<TitlePart> parts, int brand)
    {
        // "Brand: Headline: more": behind the brand; "Headline | Section | Brand": the longest part in front of it.
        var longest = brand == 0 ? 1 : 0;
        for (var i = 0; i < parts.Count; i++)
            if (i != brand && parts[i].Value.Length > parts[longest].Value.Length)
                longest = i;
        var value = parts[longest].Value;
        // A colon or a dash inside the headline was a separator only to the splitter.
        for (var i = longest + 1; i < parts.Count && i != brand && parts[i].Separator.AsSpan().Trim() is ":" or "-" or "\u2013" or "\u2014"; i++) value += parts[i].Separator + parts[i].Value;
        for (var i = longest; i > 0 && i - 1 != brand && parts[i].Separator.AsSpan().Trim() is ":"; i--) value = parts[i - 1].Value + parts[i].Separator + value;
        return new Declared(value, FoundIn.VisibleText, block >= 0 ? PlaceIn(block, value, last: false) : default);
    }

    private Declared WithoutBrand(int block)
    {
        var line = _text.Of(_text.Blocks[block]);
        var bar = line.IndexOf('|');
        if (bar > 1 && bar < 40 && Phrase.Words(line[..bar]) <= 4 && line.Length - bar > 20)
        {
            var start = bar + 1;
            while (start < line.Length && line[start] == ' ') start++;
            MetadataDraft.Add(_draft.SiteNames, MetadataDraft.Clean(line[..bar]), FoundIn.VisibleText, new TextRange(_text.Blocks[block].Start, bar));
            return new Declared(MetadataDraft.Clean(line[start..]), FoundIn.VisibleText, new TextRange(_text.Blocks[block].Start + start, line.Length - start));
        }
        return OfBlock(block, FoundIn.VisibleText);
    }

    // ---- Site names, crumbs, bylines, sections ----

    // The link to the front page, with the words or the picture's alternative text in it.
    private void Logos(HtmlTree tree)
    {
        var links = _page.Links.All;
        var own = _page.Address?.Host;
        for (var i = 0; i < links.Length && i < FirstLinks; i++)
        {
            ref readonly var link = ref links[i];
            if (!Hosts.IsRoot(_page.Links.Href(link), own)) continue;
            var value = link.TokenCount is > 0 and <= 6 ? MetadataDraft.Clean(_text.Range(link.Start, link.Length)) : link.TokenCount == 0 ? Alternative(tree, link.Node) : "";
            if (value.EndsWith(" logo", StringComparison.OrdinalIgnoreCase)) value = value[..^5];
            if (value.EndsWith(" home", StringComparison.OrdinalIgnoreCase)) value = value[..^5];
            if (value.Length is < 2 or > 60 || value.Contains('_') || CrumbLine.IsHomeWord(value) || value.Equals("logo", StringComparison.OrdinalIgnoreCase)) continue;
            _draft.AddSiteName(value, FoundIn.VisibleText, link.TokenCount > 0 ? new TextRange(link.Start, link.Length) : default);
            return;
        }
    }

    private static string Alternative(HtmlTree tree, int node)
    {
        for (var i = node + 1; i < tree.NodeBuffer[node].End; i++)
            if (tree.NodeBuffer[i].Tag == Tag.Img)
                return MetadataDraft.Clean(tree.Attribute(i, Attr.Alt));
        return "";
    }

    private void Crumbs(HtmlTree tree, Opening opening, string? headline)
    {
        if (_crumbNode >= 0 && _draft.Crumbs.Count == 0) MarkedCrumbs(tree, _crumbNode, headline);
        if (_draft.Crumbs.Count > 0) return;
        // Not marked: a line that starts with "Home >" above the headline.
        var blocks = _text.Blocks;
        var end = Math.Min(opening.Headline >= 0 ? opening.Headline + 1 : opening.Body, blocks.Length);
        var ranges = new List<Range>();
        for (var i = Math.Max(0, end - 40); i < end; i++)
        {
            ref readonly var block = ref blocks[i];
            if (block.IsHidden || block.TokenCount is 0 or > 60 || block.Length < 5) continue;
            ranges.Clear();
            if (!CrumbLine.TryRead(_text.Of(block), headline, ranges, out _)) continue;
            foreach (var range in ranges)
            {
                var start = block.Start + range.Start.Value;
                var length = range.End.Value - range.Start.Value;
                if (headline is null || !Phrase.SameLetters(_text.Range(start, length), headline)) AddCrumb(start, length);
            }
            if (_draft.Crumbs.Count > 0) return;
        }
    }

    private void MarkedCrumbs(HtmlTree tree, int node, string? headline)
    {
        var end = tree.NodeBuffer[node].End;
        for (var i = node + 1; i < end && _draft.Crumbs.Count < 10; i++)
        {
            var tag = tree.NodeBuffer[i].Tag;
            if (tag is Tag.Script or Tag.Style)
            {
                i = tree.NodeBuffer[i].End - 1;
                continue;
            }
            if (tag == Tag.A)
            {
                AddMarkedCrumb(tree.InnerText(i, 200), headline, LinkRange(i));
                i = tree.NodeBuffer[i].End - 1;
            }
            else if (tag == Tag.Text)
            {
                var words = tree.TextOf(i);
                foreach (var range in words.SplitAny(">\u00BB\u203A\u2192/|\u2192\u25B8\u276F"))
                    AddMarkedCrumb(MetadataDraft.Clean(words[range]), headline, default);
            }
        }
    }

    private void AddMarkedCrumb(string value, string? headline, TextRange place)
    {
        value = value.Trim('[', ']');
        // "You are here:", arrows and dots, and the page's own headline at the end are no crumbs.
        if (value.Length is 0 or > 80 || value[^1] == ':' || value.AsSpan().IndexOfAnyExcept(Ornaments) < 0) return;
        if (value.EndsWith(" here", StringComparison.OrdinalIgnoreCase) || Phrase.Words(value) > 8) return;
        if (headline is not null && (Phrase.SameLetters(value, headline) || (value.Length > 12 && headline.StartsWith(value.TrimEnd('.', '\u2026', ' '), StringComparison.OrdinalIgnoreCase)))) return;
        MetadataDraft.Add(_draft.Crumbs, value, FoundIn.VisibleText, place);
    }

    private static List<Declared> WithoutHeadline(List<Declared> crumbs, string? headline)
    {
        if (crumbs.Count > 0 && headline is not null && (Phrase.SameLetters(crumbs[^1].Value, headline) || Phrase.Words(crumbs[^1].Value) > 8)) crumbs.RemoveAt(crumbs.Count - 1);
        return crumbs;
    }

    private void AddCrumb(int start, int length) => MetadataDraft.Add(_draft.Crumbs, MetadataDraft.Clean(_text.Range(start, length)), FoundIn.VisibleText, new TextRange(start, length));

    // Bylines, sections and source lines between the headline and the body, and wherever a container is named so.
    private void Around(Opening opening)
    {
        var blocks = _text.Blocks;
        for (var i = opening.From; i <= opening.To && i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            if (i == opening.Headline || block.IsHidden || block.Region is Region.Related or Region.Comments or Region.Navigation or Region.Footer) continue;
            var marked = (block.Traits & BlockTraits.Byline) != 0;
            if (i > opening.Headline || marked) Byline(block, marked);
            if (block.TokenCount <= 30) SourceLine(block);
        }
        if (_draft.Authors.Count == 0)
        {
            for (var i = opening.To + 1; i < blocks.Length && _draft.Authors.Count == 0; i++)
            {
                ref readonly var block = ref blocks[i];
                if ((block.Traits & BlockTraits.Byline) != 0 && !block.IsHidden && block.Region is Region.Main or Region.Body) Byline(block, true);
            }
        }
        if (_tree is not null) LinksAround(opening);
    }

    private void Byline(in Block block, bool marked)
    {
        var before = _draft.Authors.Count;
        Bylines.Read(_text, block, marked, _draft);
        if (_draft.Authors.Count == before && marked && Bylines.IsName(_text, _text.TokensOf(block)) && SaysAuthor(block.Node))
            _draft.AddAuthor(MetadataDraft.Clean(_text.Of(block)), FoundIn.VisibleText, new TextRange(block.Start, block.Length));
    }

    // The block's element or one of the next ones around it is named after an author; "meta" and "date" are bylines too, but hold other things.
    private bool SaysAuthor(int node)
    {
        for (var steps = 0; _tree is not null && node > 0 && steps < 4; node = _tree.NodeBuffer[node].Parent, steps++)
        {
            var names = _tree.Attribute(node, Attr.Class);
            if (names.Contains("author", StringComparison.OrdinalIgnoreCase) || names.Contains("byline", StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    // Links beside the headline: to a category (rel or address says so), to the author.
    private void LinksAround(Opening opening)
    {
        var links = _page.Links.All;
        for (var i = 0; i < links.Length; i++)
        {
            ref readonly var link = ref links[i];
            if (link.Block < opening.From) continue;
            if (link.Block > opening.To) break;
            if (link.TokenCount is 0 or > 6 || link.Hidden || _text.Blocks[link.Block].Region is Region.Navigation or Region.Related or Region.Comments) continue;
            var href = _page.Links.Href(link);
            var words = _text.Range(link.Start, link.Length);
            if (_tree!.Attribute(link.Node, Attr.Rel).Contains("category", StringComparison.OrdinalIgnoreCase) || href.ContainsAny(CategoryPaths))
                _draft.AddSection(MetadataDraft.Clean(words), FoundIn.VisibleText, new TextRange(link.Start, link.Length));
            else if (href.ContainsAny(AuthorPaths))
            {
                _draft.SetAuthorPage(MetadataDraft.Clean(href));
                if (_draft.Authors.Count == 0 && Bylines.IsName(_text, _text.Tokens.Slice(link.TokenStart, link.TokenCount))) _draft.AddAuthor(MetadataDraft.Clean(words), FoundIn.VisibleText, new TextRange(link.Start, link.Length));
            }
        }
    }

    // "2025-04-27 14:15:15 source:Somebody category:Stocks", "Source: Reuters".
    private void SourceLine(in Block block)
    {
        var line = _text.Of(block);
        var source = LabelIn(line, "source");
        var category = LabelIn(line, "category");
        if (source >= 0) _draft.AddSource(Field(line, source, category, out var at, out var length), FoundIn.VisibleText, new TextRange(block.Start + at, length));
        if (category >= 0) _draft.AddSection(Field(line, category, source, out var at, out var length), FoundIn.VisibleText, new TextRange(block.Start + at, length));
    }

    private static string Field(ReadOnlySpan<char> line, int start, int other, out int at, out int length)
    {
        at = start;
        var end = line.Length;
        if (other > start) end = line[..other].LastIndexOfAny("cCsS");
        var stop = line[start..end].IndexOfAny("\n|");
        if (stop >= 0) end = start + stop;
        while (at < end && line[at] == ' ') at++;
        while (end > at && line[end - 1] == ' ') end--;
        length = Math.Max(0, end - at);
        return length > 80 ? "" : MetadataDraft.Clean(line.Slice(at, length));
    }

    // Where the value of "label:" starts, or -1. The label may be glued to what precedes it, as the tag between them left no space.
    private static int LabelIn(ReadOnlySpan<char> line, ReadOnlySpan<char> label)
    {
        var at = line.IndexOf(label, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return -1;
        var colon = at + label.Length;
        if (colon < line.Length && line[colon] == ' ') colon++;
        return colon < line.Length && line[colon] is ':' or '\uFF1A' ? colon + 1 : -1;
    }

    // ---- Small things ----

    private Declared OfBlock(int index, FoundIn found)
    {
        ref readonly var block = ref _text.Blocks[index];
        return new Declared(MetadataDraft.Clean(_text.Of(block)), found, new TextRange(block.Start, block.Length));
    }

    private TextRange PlaceIn(int block, string value, bool last)
    {
        var line = _text.Of(_text.Blocks[block]);
        var at = last ? line.LastIndexOf(value) : line.IndexOf(value);
        return at < 0 ? default : new TextRange(_text.Blocks[block].Start + at, value.Length);
    }

    private TextRange LinkRange(int node)
    {
        var links = _page.Links.All;
        int low = 0, high = links.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            if (links[middle].Node == node) return links[middle].TokenCount == 0 ? default : new TextRange(links[middle].Start, links[middle].Length);
            if (links[middle].Node < node) low = middle + 1;
            else high = middle - 1;
        }
        return default;
    }

    // Where an element's words stand: its link, or its block.
    private TextRange RangeOf(int node)
    {
        if (_tree!.NodeBuffer[node].Tag == Tag.Meta) return default;
        if (_tree.NodeBuffer[node].Tag == Tag.A) return LinkRange(node);
        var end = _tree.NodeBuffer[node].End;
        foreach (ref readonly var block in _text.Blocks)
            if (block.Node >= node && block.Node < end)
                return new TextRange(block.Start, block.Length);
        return default;
    }

    /// <summary>The name of the page's own host without its ending: "finescoop" of "www.finescoop.com".</summary>
    private ReadOnlySpan<char> HostName() => _page.Address?.DomainLabel;

    private static Declared? Found(ReadOnlySpan<char> value, FoundIn found) => MetadataDraft.Clean(value) is { Length: > 0 } clean ? new Declared(clean, found) : null;

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string? Language(string? locale)
    {
        if (locale is null) return null;
        var end = locale.AsSpan().IndexOfAny("-_ ,;");
        var language = (end < 0 ? locale : locale[..end]).ToLowerInvariant();
        return language.Length is 2 or 3 && language.AsSpan().IndexOfAnyExceptInRange('a', 'z') < 0 ? language : null;
    }
}
