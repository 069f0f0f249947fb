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
}

/// <summary>
/// What the words of a class or id say about a container, by whole words ("nav", "comments-list", "relatedPosts"): the vocabulary that Readability
/// (Arc90 2009) and boilerpipe's successors share, whole words only, because "header" inside "article-header" and "ad" inside "shadow" are traps.
/// </summary>
internal static class ContainerNames
{
    private const int Slots = 512;
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
    }

    /// <summary>Hints of a class list or an id.</summary>
    public static ContainerHint Hint(ReadOnlySpan<char> names)
    {
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
            if (length is >= 2 and <= 16) hints |= Find(WordHash.Finish(state));
            while (i < names.Length && !char.IsAsciiLetter(names[i])) i++;
        }
        return hints;
    }

    /// <summary>Hints of an ARIA role.</summary>
    public static ContainerHint Role(ReadOnlySpan<char> role) => role switch
    {
        "navigation" or "menu" or "menubar" or "search" => ContainerHint.Navigation,
        "complementary" or "dialog" or "alertdialog" => ContainerHint.Aside,
        "contentinfo" => ContainerHint.Footer,
        "banner" => ContainerHint.Header,
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
