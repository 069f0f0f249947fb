using System.Globalization;
using System.Text;
using System.Text.Json;
using Detector.Training.Simulate.Words;

namespace Detector.Training.Simulate.Render;

/// <summary>A draft as markup, in the member's skeleton and at the pair's wealth.</summary>
internal sealed class HtmlRenderer(Draft draft)
{
    private static readonly string[] s_metaNames = ["viewport", "robots", "theme-color", "format-detection", "msvalidate.01", "google-site-verification", "apple-mobile-web-app-title", "application-name", "fb:app_id", "news_keywords", "referrer", "msapplication-TileColor", "generator", "rating", "copyright", "HandheldFriendly", "MobileOptimized", "revisit-after"];
    private static readonly string[] s_rels = ["stylesheet", "stylesheet", "preload", "icon", "apple-touch-icon", "dns-prefetch", "preconnect", "alternate", "shortlink", "EditURI", "manifest", "search"];
    private static readonly string[] s_scripts = ["/js/jquery.min.js", "/wp-includes/js/wp-embed.min.js", "/static/main.js", "https://www.googletagmanager.com/gtag/js?id=UA-", "/js/bootstrap.bundle.min.js", "/assets/vendor.js", "https://securepubads.g.doubleclick.net/tag/js/gpt.js", "https://platform.twitter.com/widgets.js", "/_next/static/chunks/app.js", "https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js", "/js/site.js", "https://cdn.onesignal.com/sdks/OneSignalSDK.js"];

    private readonly StringBuilder _html = new(24_000);
    private readonly Skeleton _look = draft.Scene.Member.Skeleton;
    private readonly Wealth _wealth = draft.Scene.Member.Wealth;
    private readonly Labels _labels = Labels.For(draft.Lang);
    private readonly Chance _page = draft.Scene.Page.Of("html");
    private readonly Chance _site = draft.Scene.Member.Chance.Of("site");
    private readonly string _base = (draft.Scene.Pair.Https ? "https://" : "http://") + draft.Site.Host;
    private readonly List<int> _shown = [];
    private int _link;

    /// <summary>Pictures from this number on belong to the theme, not to the story.</summary>
    private const int OwnImages = 100;

    public string Render()
    {
        Head();
        _html.Append("<body").Append(_look.Class("page")).Append(">\n");
        if (_look.Era == Era.Tables)
            Tables();
        else
            Divs();
        for (var i = 0; i < _wealth.Scripts / 2; i++)
            Script(i);
        if (draft.PopUnderTag is { } tag)
            _html.Append($"<script src=\"{tag}\"></script>\n");
        _html.Append("</body>\n</html>\n");
        return _html.ToString();
    }

    public static string Escape(string text) => text.AsSpan().IndexOfAny("&<>\"") < 0 ? text
        : text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private void Head()
    {
        var site = draft.TitleSite;
        var title = _wealth.SiteInTitle && site is not null ? draft.Title + _look.TitleSeparator + site : draft.Title;
        _html.Append(_look.Era == Era.Tables ? _site.Of("doctype").Pick((string[])["", "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">\n"]) : "<!DOCTYPE html>\n");
        _html.Append(_site.Of("lang").Is(0.75) && _look.Era != Era.Tables ? $"<html lang=\"{draft.Lang}\">\n" : "<html>\n").Append("<head>\n");
        _html.Append(_look.Era == Era.Tables ? "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\n" : "<meta charset=\"utf-8\">\n");
        _html.Append("<title>").Append(Escape(title)).Append("</title>\n");
        var lead = Plain(draft.Main.OfType<Paragraph>().FirstOrDefault()?.Text ?? draft.Title);
        lead = lead.Length > 155 ? lead[..lead.LastIndexOf(' ', 155)] : lead;
        if (_wealth.Metas > 1)
            Meta("name", "description", lead);
        if (_wealth.Canonical)
            _html.Append("<link rel=\"canonical\" href=\"").Append(Escape(draft.Canonical ?? _base + draft.Path)).Append("\">\n");
        if (_wealth.OpenGraph)
        {
            Meta("property", "og:title", draft.Title);
            Meta("property", "og:type", draft.OgType);
            Meta("property", "og:url", draft.Canonical ?? _base + draft.Path);
            Meta("property", "og:site_name", draft.Declared ?? draft.Site.Name);
            Meta("property", "og:description", lead);
            Meta("property", "og:image", draft.DeclaresOwnImage ? ImageAt(null, OwnImages) : Image(0));
            if (_wealth.Metas > 8)
                Meta("property", "article:published_time", Iso(draft.Shown));
        }

        if (_wealth.Twitter)
        {
            Meta("name", "twitter:card", "summary_large_image");
            Meta("name", "twitter:title", draft.Title);
        }

        if (draft.Author is { Length: > 0 } author && _wealth.Metas > 4)
            Meta("name", "author", author);
        for (var i = 2; i < _wealth.Metas; i++)
        {
            var name = s_metaNames[(i + _site.Of("metas").Below(4)) % s_metaNames.Length];
            Meta("name", name, name switch { "viewport" => "width=device-width, initial-scale=1", "robots" => "index, follow, max-image-preview:large", "news_keywords" => draft.Category, "generator" => _site.Of("generator").Pick((string[])["WordPress 6.4.3", "WordPress 5.9", "Drupal 9", "Joomla! - Open Source Content Management", "Hugo 0.111", "TownNews"]), "copyright" or "application-name" or "apple-mobile-web-app-title" => draft.Site.Name, "theme-color" or "msapplication-TileColor" => "#" + _site.Of("colour").Of(6, "0123456789abcdef"), "referrer" => "no-referrer-when-downgrade", "format-detection" => "telephone=no", "rating" => "general", "HandheldFriendly" => "true", "MobileOptimized" => "width", "revisit-after" => "1 days", _ => _site.Of("meta", i).Of(12, "0123456789abcdef") });
        }

        for (var i = 0; i < _wealth.HeadLinks; i++)
        {
            var rel = s_rels[(i * 5 + _site.Of("rels").Below(12)) % s_rels.Length];
            _html.Append("<link rel=\"").Append(rel).Append("\" href=\"").Append(rel switch { "stylesheet" => $"/css/{_site.Of("css", i).Of(7, "abcdefghij0123456789")}.css", "dns-prefetch" or "preconnect" => "//fonts.gstatic.com", "alternate" => _base + "/feed/", "shortlink" => _base + "/?p=" + _page.Of("short").Between(100, 99999), _ => $"/assets/{rel}-{i}.png" }).Append("\">\n");
        }

        if (_wealth.JsonLd > 0)
            StructuredData();
        for (var i = 0; i < (_wealth.Scripts + 1) / 2; i++)
            Script(100 + i);
        if (_wealth.Weight > 200)
            _html.Append("<style>").Append(string.Concat(Enumerable.Range(0, _wealth.Weight / 60).Select(i => $".x{i % 97}{{margin:{i % 13}px 0;padding:{i % 7}px;font-size:{10 + (i % 9)}px}}\n"))).Append("</style>\n");
        _html.Append("</head>\n");
    }

    private void StructuredData()
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["@context"] = "https://schema.org", ["@type"] = draft.OgType == "article" ? draft.Scene.Pair.Agency.Length > 0 ? "NewsArticle" : "Article" : "WebPage", ["headline"] = draft.Title,
        };
        if (_wealth.JsonLd > 1)
        {
            data["datePublished"] = Iso(draft.Shown);
            data["author"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["@type"] = draft.AuthorPage ? "Person" : "Organization", ["name"] = draft.Author ?? draft.Site.Name };
            data["publisher"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["@type"] = "Organization", ["name"] = draft.Declared ?? draft.Site.Name, ["logo"] = _base + "/logo.png" };
            data["mainEntityOfPage"] = draft.Canonical ?? _base + draft.Path;
        }

        if (_wealth.JsonLd > 2)
        {
            data["image"] = Image(0);
            data["articleSection"] = draft.Category;
            data["dateModified"] = Iso(draft.Shown.AddMinutes(_page.Of("modified").Between(0, 600)));
        }

        _html.Append("<script type=\"application/ld+json\">").Append(JsonSerializer.Serialize(data)).Append("</script>\n");
    }

    private void Tables()
    {
        var width = _site.Of("width").Pick((string[])["100%", "760", "800", "90%"]);
        _html.Append($"<table border=0 width={width} cellpadding={_site.Of("pad").Below(8)}><tr><td colspan=2>");
        Header();
        _html.Append("</td></tr>\n<tr>");
        if (_look.SideFirst)
            Cell(Side);
        Cell(Main);
        if (!_look.SideFirst)
            Cell(Side);
        _html.Append("</tr>\n<tr><td colspan=2>");
        Footer();
        _html.Append("</td></tr></table>\n");

        void Cell(Action inner)
        {
            _html.Append("<td valign=top>");
            inner();
            _html.Append("</td>");
        }
    }

    private void Divs()
    {
        if (_wealth.Cookie)
            Box("div", "cookie", Escape(_site.Of("cookie").Pick(_labels.Cookie)));
        Header();
        for (var i = 0; i < _look.Depth; i++)
            _html.Append("<div").Append(_look.Class("wrap" + i)).Append('>');
        if (_look.SideFirst)
            Side();
        Main();
        if (!_look.SideFirst)
            Side();
        for (var i = 0; i < _look.Depth; i++)
            _html.Append("</div>");
        Footer();
    }

    private void Header()
    {
        var header = _look.Semantic ? "header" : "div";
        _html.Append('<').Append(header).Append(_look.Class("header")).Append(">\n<a").Append(_look.Class("logo")).Append(" href=\"/\">").Append(Escape(draft.Site.Name)).Append("</a>\n");
        if (draft.Site.Tagline.Length > 0 && _site.Of("tagline").Is(0.5))
            Box("div", "tagline", Escape(draft.Site.Tagline));
        if (_wealth.Search)
            _html.Append($"<form{_look.Class("form")} action=\"/search\"><input name=\"q\" placeholder=\"{_labels.Search}\"><button>{_labels.Search}</button></form>\n");
        var nav = draft.Nav ?? _site.Of("nav").Some(_labels.Nav, Math.Min(_wealth.Nav, _labels.Nav.Length));
        Links(_look.Semantic ? "nav" : "div", "nav", nav);
        _html.Append("</").Append(header).Append(">\n");
    }

    private void Links(string tag, string role, IReadOnlyList<string> items)
    {
        _html.Append('<').Append(tag).Append(_look.Class(role)).Append('>');
        var list = _look.Era != Era.Tables && _site.Of(role + "ul").Is(0.7);
        if (list)
            _html.Append("<ul>");
        foreach (var item in items)
            _html.Append(list ? "<li>" : "").Append($"<a href=\"{Escape(draft.Offer ?? $"/{Addresses.Slug(item, 3)}{(_site.Of("slash").Is(0.5) ? "/" : "")}")}\">").Append(Escape(item)).Append("</a>").Append(list ? "</li>\n" : _look.Era == Era.Tables ? " | " : " \n");
        _html.Append(list ? "</ul>" : "").Append("</").Append(tag).Append(">\n");
    }

    private void Main()
    {
        var main = _look.Semantic ? "main" : "div";
        var article = _look.Semantic ? "article" : "div";
        _html.Append('<').Append(main).Append(_look.Class("main")).Append(">\n<").Append(article).Append(_look.Class("article")).Append(">\n");
        var ads = _wealth.AdSlots;
        var images = _wealth.Images;
        var open = false;
        var paragraphs = 0;
        foreach (var part in draft.Main)
        {
            if (part is Paragraph && !open)
            {
                open = true;
                _html.Append("<div").Append(_look.Class("body")).Append(">\n");
                if (images-- > 0)
                    Img(0);
            }
            else if (open && part is TextLine { Role: not "in-body" } or ListPart)
            {
                _html.Append(open ? "</div>\n" : "");
                open = false;
            }

            Part(part);
            if (part is Paragraph && ++paragraphs % 5 == 0 && ads-- > 0)
                Ad();
            if (part is Paragraph && paragraphs % 7 == 0 && images-- > 0)
                Img(paragraphs % OwnImages);
        }

        if (open)
            _html.Append("</div>\n");
        // A page of few paragraphs still shows all its pictures and ads: else their number would tell a listing from an article.
        while (images-- > 0)
            Img(OwnImages + images);
        while (ads-- > 0)
            Ad();
        if (_wealth.Tags > 0)
            Box("div", "tags", _labels.Tags + ": " + string.Join(' ', Subjects.Words(draft.Scene.Story.Headline).Where(word => word.Length > 4).Take(_wealth.Tags).Select(word => $"<a href=\"/tag/{Escape(word)}\">{Escape(word)}</a>")));
        if (_wealth.Social > 0)
            Box("div", "share", string.Concat(_labels.Share.Take(_wealth.Social).Select(name => $"<a href=\"#\">{Escape(name)}</a> ")));
        if (_look.ListsInMain)
            Lists();
        if (_wealth.Comments)
            Box("div", "comments", $"<h3>{Escape(_site.Of("comments").Pick(_labels.Comments))}</h3><form{_look.Class("form")} method=\"post\" action=\"/comment\"><textarea name=\"c\"></textarea><input name=\"name\"><input name=\"email\"><button>OK</button></form>");
        _html.Append("</").Append(article).Append(">\n</").Append(main).Append(">\n");
    }

    private void Side()
    {
        var tag = _look.Semantic ? "aside" : "div";
        _html.Append('<').Append(tag).Append(_look.Class("side")).Append(">\n");
        if (!_look.ListsInMain)
            Lists();
        if (_wealth.Newsletter)
            Box("div", "newsletter", $"<p>{Escape(_site.Of("newsletter").Pick(_labels.Newsletter))}</p><form{_look.Class("form")}><input name=\"email\"><button>OK</button></form>");
        if (_wealth.AdSlots > 1)
            Ad();
        _html.Append("</").Append(tag).Append(">\n");
    }

    private void Lists()
    {
        foreach (var list in draft.Lists)
            List(list);
    }

    private void List(LinkList list)
    {
        _html.Append("<div").Append(_look.Class("list")).Append('>');
        if (list.Heading.Length > 0)
            _html.Append($"<{_look.HeadingTag}>").Append(Escape(list.Heading)).Append($"</{_look.HeadingTag}>\n");
        var (open, close, before, after) = _look.ListTag switch { 0 => ("<ul>", "</ul>", "<li" + _look.Class("item") + ">", "</li>\n"), 1 => ("<ol>", "</ol>", "<li>", "</li>\n"), 3 => ("<table>", "</table>", "<tr><td>", "</td></tr>\n"), _ => ("", "", "<div" + _look.Class("item") + ">", "</div>\n") };
        _html.Append(open);
        foreach (var item in list.Items)
        {
            _html.Append(before).Append("<a href=\"").Append(Escape(item.Href ?? Own(item.Text))).Append("\">").Append(Escape(item.Text)).Append("</a>");
            if (item.Lead is not null)
                _html.Append("<p").Append(_look.Class("lead")).Append('>').Append(Escape(item.Lead)).Append("</p>");
            _html.Append(after);
        }

        _html.Append(close).Append("</div>\n");
    }

    private void Part(Part part)
    {
        switch (part)
        {
            case CrumbPart crumb:
                _html.Append(_look.Semantic ? "<nav" : "<div").Append(_look.Class("crumbs")).Append('>').Append(Escape(crumb.Prefix));
                for (var i = 0; i < crumb.Items.Count; i++)
                    _html.Append(i > 0 ? Escape(crumb.Separator) : "").Append($"<a href=\"/{(i == 0 ? "" : Addresses.Slug(crumb.Items[i], 3) + "/")}\">").Append(Escape(crumb.Items[i])).Append("</a>");
                _html.Append(Escape(crumb.Tail)).Append(_look.Semantic ? "</nav>\n" : "</div>\n");
                break;
            case HeadlinePart headline:
                _html.Append('<').Append(_look.HeadlineTag).Append(_look.Class("headline")).Append('>').Append(Escape(headline.Text)).Append("</").Append(_look.HeadlineTag).Append(">\n");
                break;
            case TextLine { Role: "date" } line:
                var tag = _look.Semantic && _site.Of("time").Is(0.6) ? $"time datetime=\"{Iso(draft.Shown)}\"" : "span";
                _html.Append('<').Append(tag).Append(_look.Class("date")).Append('>').Append(Escape(line.Text)).Append(tag[0] == 't' ? "</time>\n" : "</span>\n");
                break;
            case TextLine { Role: "byline" } line:
                Box("div", "byline", draft.AuthorPage && draft.Author is { Length: > 0 } author && line.Text.Contains(author, StringComparison.Ordinal)
                    ? Escape(line.Text).Replace(Escape(author), $"<a rel=\"author\" href=\"/author/{Addresses.Slug(author, 3)}/\">{Escape(author)}</a>", StringComparison.Ordinal) : Escape(line.Text));
                break;
            case TextLine line:
                Box("div", line.Role, Escape(line.Text));
                break;
            case LinkLine line:
                Box("div", "note", Escape(line.Before) + $"<a href=\"{Escape(line.Href)}\">{Escape(line.Anchor)}</a>" + Escape(line.After));
                break;
            case SubHeading heading:
                _html.Append("<h3>").Append(Escape(heading.Text)).Append("</h3>\n");
                break;
            case Quote quote:
                _html.Append("<blockquote><p>").Append(Linked(quote.Text)).Append("</p></blockquote>\n");
                break;
            case Figure figure:
                _html.Append(_look.Semantic ? "<figure>" : "<div>");
                Img(figure.Caption.Length % OwnImages);
                _html.Append(_look.Semantic ? "<figcaption" : "<div").Append(_look.Class("caption")).Append('>').Append(Escape(figure.Caption)).Append(_look.Semantic ? "</figcaption></figure>\n" : "</div></div>\n");
                break;
            case ListPart list:
                List(list.List);
                break;
            case Paragraph paragraph:
                var text = Linked(paragraph.Text);
                _html.Append(_look.ParagraphTag switch { 0 => "<p>" + text + "</p>\n", 1 => "<div>" + text + "</div>\n", _ => text + "<br><br>\n" });
                break;
        }
    }

    private string Linked(string text)
    {
        var escaped = Escape(text);
        if (!escaped.Contains('\u0002', StringComparison.Ordinal))
            return escaped;
        var own = _page.Of("inline", _link++);
        var href = draft.LinkHost is { } host ? $"https://{host}/{own.Digits(7)}/" : own.Is(0.6) ? _base + "/" + own.Digits(6) : own.Pick((string[])["https://en.wikipedia.org/wiki/Special:Search?search=", "https://twitter.com/i/status/", "https://www.youtube.com/watch?v=", "https://doi.org/10.1000/"]) + own.Digits(8);
        return escaped.Replace("\u0002", $"<a href=\"{href}\">", StringComparison.Ordinal).Replace("\u0003", "</a>", StringComparison.Ordinal);
    }

    private string Own(string headline) => draft.Offer ?? Addresses.Ordinary(_site.Of("habit"), _page.Of("own", _link++), DateOnly.FromDateTime(draft.Shown).AddDays(-_page.Of("ago", _link).Between(0, 40)), headline, draft.Category);

    // Those of the story: what a theme shows besides is the site's own.
    private string Image(int number)
    {
        if (!_shown.Contains(number))
            _shown.Add(number);
        var elsewhere = number >= OwnImages ? null : _shown.IndexOf(number) < draft.FirstImages ? draft.FirstImageHost ?? draft.ImageHost : draft.ImageHost;
        if (elsewhere is not null && draft.SearchedFor is { } words)
            return $"https://{elsewhere}/th?q={Addresses.Slug(words).Replace('-', '+')}&w={_page.Of("width", number).Between(200, 900)}";
        return ImageAt(elsewhere, number);
    }

    private string ImageAt(string? elsewhere, int number) =>
        $"https://{elsewhere ?? (_site.Of("cdn").Is(0.4) ? "cdn." : "") + draft.Site.Host.Replace("www.", "", StringComparison.Ordinal)}/{_site.Of("img").Pick((string[])["images", "wp-content/uploads", "media", "img"])}/{_page.Of("img", number).Of(10, "0123456789abcdef")}.jpg";

    private void Img(int number)
    {
        // A picture of a search may be meant for when the first address fails.
        if (number < OwnImages && draft.SearchedFor is not null && _site.Of("fallback").Is(0.5))
            _html.Append($"<img src=\"https://{_page.Of("found", number).Of(8, "abcdefghiklmnorstu")}.com/{_page.Of("img", number).Of(10, "0123456789abcdef")}.jpg\" onerror=\"this.onerror=null;this.src='{Escape(Image(number))}'\" alt=\"\">\n");
        else
            _html.Append($"<img src=\"{Escape(Image(number))}\" alt=\"\">\n");
    }

    private void Ad() => _html.Append("<div").Append(_look.Class("ad")).Append('>').Append(_site.Of("adlabel").Is(0.5) ? _labels.Ad : "").Append("<ins data-ad-client=\"ca-pub-").Append(_site.Of("pub").Digits(16)).Append("\"></ins></div>\n");

    private void Footer()
    {
        var tag = _look.Semantic ? "footer" : "div";
        _html.Append('<').Append(tag).Append(_look.Class("footer")).Append(">\n");
        Links("div", "footer-links", draft.Footer ?? _site.Of("footer").Some(_labels.About, Math.Min(_wealth.FooterLinks, _labels.About.Length)));
        if (draft.TakedownLink is { } takedown)
            _html.Append("<a href=\"/dmca/\">").Append(Escape(takedown)).Append("</a>\n");
        if (_wealth.Copyright && draft.Copyright.Length > 0)
            Box(_look.Era == Era.Tables ? "center" : "p", "copyright", Escape(draft.Copyright));
        _html.Append("</").Append(tag).Append(">\n");
    }

    private void Script(int number)
    {
        var src = s_scripts[(int)(_site.Of("script", number).Next() % (ulong)s_scripts.Length)];
        _html.Append("<script src=\"").Append(src).Append(src.EndsWith('-') ? _site.Of("ua").Digits(8) : "").Append("\"></script>\n");
    }

    private void Meta(string key, string name, string value) => _html.Append($"<meta {key}=\"{name}\" content=\"").Append(Escape(value)).Append("\">\n");

    private void Box(string tag, string role, string inner) => _html.Append('<').Append(tag).Append(_look.Class(role)).Append('>').Append(inner).Append("</").Append(tag).Append(">\n");

    private static string Plain(string text) => text.Replace("\u0002", "", StringComparison.Ordinal).Replace("\u0003", "", StringComparison.Ordinal);

    private static string Iso(DateTime date) => date.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + "+00:00";
}
