namespace Detector.Pages.Text;

[Flags]
internal enum ContainerHint
{
    None = 0,
    Header = 1,
    Navigation = 2,
    Aside = 4,
    Footer = 8,
    Comments = 16,
    Related = 32,
    Advert = 64,
    Byline = 128,

    // What follows moves no block to another region: only the weighing of blocks (BlockFeatures) listens to it.
    Content = 1 << 8,
    Title = 1 << 9,
    Share = 1 << 10,
    Newsletter = 1 << 11,
    Author = 1 << 12,
    Tags = 1 << 13,
    Media = 1 << 14,
    Item = 1 << 15,
    Product = 1 << 16,
    Price = 1 << 17,
    Review = 1 << 18,
    Post = 1 << 19,
    Profile = 1 << 20,
    Summary = 1 << 21,
    Filter = 1 << 22,
    Notice = 1 << 23,
    Hero = 1 << 24,
    Actions = 1 << 25,
    Notes = 1 << 26,
    Panel = 1 << 27,
    Code = 1 << 28,
    Embed = 1 << 29,

    /// <summary>What a click opens: the answer to a question, a tab, a folded part.</summary>
    Folded = 1 << 30,

    /// <summary>What a consent platform puts over every page it serves, known by its own name: never the page's matter, however much of it there is.</summary>
    Consent = 1 << 31,
}

/// <summary>
/// What the words of a class or id say about a container, by whole words ("nav", "comments-list", "relatedPosts"): the vocabulary that Readability
/// (Arc90 2009) and boilerpipe's successors share, whole words only, because "header" inside "article-header" and "ad" inside "shadow" are traps.
/// </summary>
internal static class ContainerNames
{
    private const int Slots = 2048;
    private static readonly ulong[] Keys = new ulong[Slots];
    private static readonly ContainerHint[] Hints = new ContainerHint[Slots];

    static ContainerNames()
    {
        Add(ContainerHint.Navigation, "nav", "navbar", "navigation", "menu", "menus", "submenu", "topnav", "breadcrumb", "breadcrumbs", "crumbs", "crumb", "pagination", "pager", "pagenav", "tabs", "toolbar", "mainnav", "navi", "sitenav", "skip", "paging", "dropdown", "megamenu", "toc");
        Add(ContainerHint.Aside, "sidebar", "aside", "rail", "sidecol", "widget", "widgets", "sidebox", "rightcol", "leftcol", "rightcolumn", "leftcolumn", "rightrail", "promo", "promos", "newsletter", "subscribe", "signup", "social", "share", "sharing", "sharebar", "sharedaddy", "addthis", "popup", "modal", "cookie", "cookies", "consent", "gdpr", "banner", "login", "paywall", "tagcloud");
        Add(ContainerHint.Footer, "footer", "foot", "copyright", "colophon", "siteinfo", "legal", "disclaimer");
        Add(ContainerHint.Comments, "comments", "commentlist", "comment", "disqus", "respond", "replies", "livefyre");
        Add(ContainerHint.Related, "related", "recommended", "recommendation", "recommendations", "recommend", "recirc", "outbrain", "taboola", "trending", "popular", "mostread", "mostpopular", "morefrom", "ranking", "ymal", "readmore", "yarpp", "zergnet", "relatedposts", "upnext", "teasers", "moreon");
        Add(ContainerHint.Advert, "ad", "ads", "advert", "advertisement", "advertising", "adsense", "adsbygoogle", "sponsor", "sponsored", "sponsors", "dfp", "adslot", "adunit", "adbox", "advertorial", "leaderboard", "skyscraper");
        Add(ContainerHint.Header, "masthead", "topbar", "siteheader", "branding", "logo");
        Add(ContainerHint.Byline, "byline", "author", "authors", "dateline", "timestamp", "pubdate", "meta", "entrymeta", "postmeta", "published", "credit", "credits", "date");

        Add(ContainerHint.Content, "content", "contents", "article", "articles", "story", "body", "entry", "text", "articlebody", "articletext", "entrycontent", "postcontent", "postbody", "storybody", "prose", "richtext", "rte", "markdown", "wysiwyg", "paragraph", "copy", "hentry", "inhalt", "texte", "contenido", "noticia", "artikel", "txt", "main", "maincontent");
        Add(ContainerHint.Title, "title", "headline", "heading", "pagetitle", "entrytitle", "posttitle", "titre", "titulo", "hed");
        Add(ContainerHint.Share, "share", "sharing", "sharebar", "sharedaddy", "addthis", "social", "socials", "addtoany", "tweet", "facebook", "twitter", "follow");
        Add(ContainerHint.Newsletter, "newsletter", "newsletters", "subscribe", "subscription", "signup", "optin", "mailchimp", "paywall", "inbox", "email");
        Add(ContainerHint.Author, "author", "authors", "byline", "bio", "authorbox", "writer", "contributor", "contributors", "autor", "auteur");
        Add(ContainerHint.Tags, "tags", "tag", "categories", "category", "keywords", "topics", "taglist", "cat", "labels", "label", "terms");
        Add(ContainerHint.Media, "caption", "image", "images", "img", "figure", "photo", "photos", "gallery", "media", "video", "videos", "slideshow", "carousel", "slider", "slide", "swiper", "player", "thumbnail", "thumb", "picture", "credit");
        Add(ContainerHint.Item, "item", "items", "card", "cards", "tile", "tiles", "teaser", "result", "results", "grid", "list", "listing", "listings", "row", "collection", "entries", "feed");
        Add(ContainerHint.Product, "product", "products", "pdp", "sku", "description", "details", "detail", "specs", "specifications", "specification", "features", "feature", "attributes");
        Add(ContainerHint.Price, "price", "prices", "cart", "buy", "stock", "shipping", "checkout", "qty", "quantity", "basket", "addtocart", "delivery", "variant", "swatch", "sale");
        Add(ContainerHint.Review, "review", "reviews", "rating", "ratings", "stars", "testimonial", "testimonials", "feedback");
        Add(ContainerHint.Post, "post", "posts", "message", "messages", "topic", "thread", "reply", "answer", "answers", "question", "forum", "bbp", "phpbb", "discussion", "cooked", "postbit", "bbwrapper");
        Add(ContainerHint.Profile, "signature", "sig", "userinfo", "user", "users", "profile", "avatar", "member", "poster", "username", "rank", "badge");
        Add(ContainerHint.Summary, "summary", "lead", "lede", "intro", "introduction", "excerpt", "standfirst", "subtitle", "dek", "abstract", "chapo", "subheading", "subhead", "kicker");
        Add(ContainerHint.Filter, "filter", "filters", "facet", "facets", "sort", "sorting", "refine", "toggle", "select", "option", "options", "search", "form");
        Add(ContainerHint.Notice, "cookie", "cookies", "consent", "gdpr", "popup", "modal", "overlay", "dialog", "tooltip", "alert", "notice", "warning", "onetrust", "privacy", "ccpa", "cookiebot", "cmp", "didomi", "hidden", "sr", "screen", "visually", "print");
        Add(ContainerHint.Hero, "hero", "cta", "promo", "promotion", "jumbotron", "callout", "marketing", "offer", "banner");
        Add(ContainerHint.Actions, "actions", "action", "controls", "buttons", "button", "btn", "tools", "vote", "votes", "like", "likes", "link", "links", "icon", "icons", "count", "counts", "views", "stats");
        Add(ContainerHint.Notes, "footnotes", "footnote", "references", "reflist", "notes", "note", "sources", "citation", "correction", "edit", "hatnote", "infobox", "navbox");
        Add(ContainerHint.Panel, "faq", "faqs", "accordion", "tab", "tabs", "panel", "panels", "collapse", "collapsible", "expand", "module", "block", "section", "wrapper", "container");
        Add(ContainerHint.Embed, "embed", "embedded", "oembed", "iframe", "quote", "blockquote", "pullquote", "twitter", "tweet", "instagram", "tiktok");
        Add(ContainerHint.Folded, "faq", "faqs", "accordion", "accordions", "accordian", "tab", "tabs", "tabpanel", "panel", "panels", "collapse", "collapsed", "collapsible", "expand", "expandable", "answer", "answers", "spoiler", "toggle", "foldable", "togglebox");
        Add(ContainerHint.Consent, "onetrust", "cybot", "cookiebot", "didomi", "usercentrics", "cmplz", "cookieyes", "cky", "klaro", "cookieconsent", "truste", "osano");
        Add(ContainerHint.Code, "code", "highlight", "example", "snippet", "syntax", "sourcecode", "pre");
    }

    private const ContainerHint Favourable = ContainerHint.Content | ContainerHint.Post | ContainerHint.Product | ContainerHint.Summary | ContainerHint.Item;

    /// <summary>What is heard on wrappers of most of the page: that, and a consent platform, which may hold more than the page.</summary>
    public const ContainerHint OfWide = Favourable | ContainerHint.Consent;

    /// <summary>What moves a block to another region or marks it as a byline.</summary>
    public const ContainerHint Placing = (ContainerHint)255;

    /// <summary>What the weighing of blocks counts one by one.</summary>
    public const ContainerHint Counted = (ContainerHint)0x3FFF_FFFF;

    /// <summary>Words of one container's names that are kept.</summary>
    public const int MostWords = 64;

    /// <summary>Hints of a class list or an id, and a hash of its words: the same for "post-12 odd" and "post-13 odd", so that repeated items show.</summary>
    /// <param name="names">The value of the attribute.</param>
    /// <param name="words">Takes the hashes of the words, each once.</param>
    /// <param name="first">Where those of this container begin.</param>
    /// <param name="keep">False: takes none.</param>
    /// <param name="hash">Of the words in their order.</param>
    public static ContainerHint Hint(ReadOnlySpan<char> names, ref PooledList<uint> words, int first, bool keep, out uint hash)
    {
        hash = 0;
        var hints = ContainerHint.None;
        var i = 0;
        if (names.Length > 400) names = names[..400];
        while (i < names.Length)
        {
            // A word ends at anything that is no letter and before an upper-case letter after a lower-case one.
            var state = WordHash.Seed;
            var length = 0;
            var lower = false;
            while (i < names.Length && char.IsAsciiLetter(names[i]))
            {
                var upper = names[i] <= 'Z';
                if (upper && lower) break;
                lower = !upper;
                state = WordHash.Step(state, WordHash.Fold(names[i]));
                length++;
                i++;
            }
            if (length >= 2)
            {
                var word = WordHash.Finish(state);
                hash = (hash * 31) + (uint)word;
                if (length <= 16) hints |= Find(word);
                if (keep) AddOnce((uint)word, ref words, first);
            }
            while (i < names.Length && !char.IsAsciiLetter(names[i])) i++;
        }
        return hints;
    }

    // A handful of words: looking at each is faster than anything clever.
    private static void AddOnce(uint word, ref PooledList<uint> words, int first)
    {
        var count = words.Count;
        if (count - first >= MostWords) return;
        for (var i = first; i < count; i++)
            if (words[i] == word)
                return;
        words.Add(word);
    }

    /// <summary>Hints of an ARIA role.</summary>
    public static ContainerHint Role(ReadOnlySpan<char> role) => role switch
    {
        "navigation" or "menu" or "menubar" or "search" => ContainerHint.Navigation,
        "complementary" or "dialog" or "alertdialog" => ContainerHint.Aside,
        "contentinfo" => ContainerHint.Footer,
        "banner" => ContainerHint.Header,
        "tabpanel" => ContainerHint.Folded,
        _ => ContainerHint.None,
    };

    private static ContainerHint Find(ulong hash)
    {
        for (var slot = (int)hash & (Slots - 1); Keys[slot] != 0; slot = (slot + 1) & (Slots - 1))
            if (Keys[slot] == hash)
                return Hints[slot];
        return ContainerHint.None;
    }

    private static void Add(ContainerHint hint, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            var hash = WordHash.Of(word);
            var slot = (int)hash & (Slots - 1);
            while (Keys[slot] != 0 && Keys[slot] != hash) slot = (slot + 1) & (Slots - 1);
            Keys[slot] = hash;
            Hints[slot] |= hint;
        }
    }
}
