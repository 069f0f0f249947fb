namespace Detector.Training.Simulate.Render;

/// <summary>
/// The look of a template: tags, class names, order. About 2·10^9 combinations before class words, from the same lists for farms and
/// honest sites.
/// </summary>
internal sealed class Skeleton
{
    private static readonly Dictionary<string, string[]> s_words = new(StringComparer.Ordinal)
    {
        ["page"] = ["page", "wrapper", "site", "container", "layout", "wrap", "main-wrap", "outer"],
        ["header"] = ["header", "site-header", "masthead", "top", "head", "topbar"],
        ["logo"] = ["logo", "site-title", "brand", "navbar-brand", "sitename"],
        ["nav"] = ["nav", "menu", "main-nav", "navbar-nav", "primary-menu", "mainmenu", "channels"],
        ["main"] = ["main", "content", "content-area", "col-md-8", "left", "maincontent", "primary"],
        ["article"] = ["article", "post", "entry", "story", "single", "detail", "hentry"],
        ["headline"] = ["headline", "entry-title", "title", "post-title", "article-title", "hd", "story-headline"],
        ["body"] = ["entry-content", "body", "article-body", "content", "post-content", "text", "story-body", "con"],
        ["date"] = ["date", "time", "published", "posted-on", "entry-date", "timestamp", "info"],
        ["byline"] = ["byline", "author", "vcard", "posted-by", "writer", "meta"],
        ["crumbs"] = ["breadcrumb", "crumbs", "path", "position", "place", "bread"],
        ["list"] = ["related", "widget", "list", "sidebar-list", "box", "more", "posts-list", "recent"],
        ["item"] = ["item", "li", "card", "entry", "row", "media", "news-item"],
        ["side"] = ["sidebar", "secondary", "col-md-4", "right", "aside", "rail"],
        ["footer"] = ["footer", "site-footer", "bottom", "foot", "colophon"],
        ["caption"] = ["caption", "wp-caption-text", "figcaption", "photo-credit", "cutline"],
        ["widget"] = ["like", "digg", "reaction", "vote", "useful", "counter"],
        ["note"] = ["note", "disclaimer", "notice", "info-box", "smallprint", "statement"],
        ["ad"] = ["ad", "adsbygoogle", "banner", "ad-slot", "dfp", "advert"],
        ["share"] = ["share", "social", "sharedaddy", "share-bar", "addthis"],
        ["cookie"] = ["cookie-notice", "cc-window", "consent", "gdpr"],
        ["lead"] = ["lead", "excerpt", "summary", "standfirst", "dek"],
        ["tags"] = ["tags", "tag-links", "keywords", "topics"],
        ["form"] = ["form", "search-form", "subscribe", "comment-form"],
    };

    private readonly Chance _chance;
    private readonly int _style;
    private readonly string _prefix;

    public Skeleton(Chance chance, Era era)
    {
        _chance = chance;
        Era = era;
        _style = chance.Below(4);
        _prefix = chance.Of(chance.Between(2, 3), "abcdefghijklmnoprstuvw");
        HeadlineTag = era == Era.Tables ? chance.Pick((string[])["h1", "h2", "b", "h3"]) : chance.Is(0.85) ? "h1" : chance.Pick((string[])["h2", "div"]);
        ParagraphTag = chance.Weighted([0.82, 0.08, 0.1]);
        ListTag = era == Era.Tables ? chance.Below(4) : chance.Weighted([0.7, 0.1, 0.2, 0]);
        HeadingTag = chance.Pick((string[])["h2", "h3", "h4", "div", "h3", "strong"]);
        Depth = era is Era.Grid or Era.Modern ? chance.Between(1, 5) : chance.Between(0, 2);
        SideFirst = chance.Is(0.2);
        HasSide = chance.Is(0.6);
        ListsInMain = chance.Is(0.5);
        DateFormat = chance.Below(8);
        Semantic = era is Era.Modern or Era.Grid || (era == Era.Blog && chance.Is(0.6));
        TitleSeparator = chance.Pick((string[])[" | ", " - ", " – ", " — ", " :: ", "-", " » "]);
        MetaAfter = chance.Is(0.25);
    }

    public Era Era { get; }
    public string HeadlineTag { get; }
    /// <summary>0: p. 1: div. 2: br br.</summary>
    public int ParagraphTag { get; }
    /// <summary>0: ul. 1: ol. 2: div. 3: table rows.</summary>
    public int ListTag { get; }
    public string HeadingTag { get; }
    public int Depth { get; }
    public bool SideFirst { get; }
    public bool HasSide { get; }
    public bool ListsInMain { get; }
    public int DateFormat { get; }
    public bool Semantic { get; }
    public string TitleSeparator { get; }
    public bool MetaAfter { get; }

    /// <summary>The class attribute of a role, with its leading space; a role has the same class all over the site.</summary>
    public string Class(string role)
    {
        var c = _chance.Of(role);
        if (Era == Era.Tables)
            return c.Is(0.25) ? $" class={role}" : "";
        var word = s_words.TryGetValue(role, out var words) ? c.Pick(words) : role;
        return _style switch
        {
            0 => $" class=\"{word}\"",
            1 => $" class=\"{_prefix}-{word}{(c.Is(0.3) ? " clearfix" : "")}\"",
            2 when Era == Era.Modern => $" class=\"css-{c.Of(6, "abcdefghijklmnopqrstuvwxyz0123456789")} {_prefix}_{word}__{c.Of(5, "ABCDEFGHabcdefgh0123456789")}\"",
            2 => c.Is(0.7) ? $" class=\"{_prefix}__{word}\"" : $" id=\"{word}\"",
            _ => $" class=\"{word} {c.Pick((string[])["mb-3", "col", "u-full", "p-2", "block", "widget"])}\"",
        };
    }
}
