using Detector.Languages;
using Detector.Training.Simulate.Words;

namespace Detector.Training.Simulate;

/// <summary>Grammars of paths (farm-patterns.md section 2, "from the URL alone") and of what pages load from elsewhere.</summary>
internal static class Addresses
{
    public static string Slug(string headline, int words = 9)
    {
        var slug = string.Join('-', Subjects.Words(Plain(headline)).Where(word => word.Length > 1).Take(words));
        return slug.Length < 4 ? "article" : slug;
    }

    /// <summary>The tag of a network for pop-ups, on a throw-away host.</summary>
    public static string PopUnderTag(Chance c)
    {
        var key = c.Of("key").Of(32, "0123456789abcdef");
        var host = Brands.Clean(Brands.Token(c)) + c.Pick((string[])[".com", ".net", ".online"]);
        return c.Is(0.5) ? $"//{host}/{key}/invoke.js" : $"//pl{c.Digits(8)}.{host}/{key[..2]}/{key[2..4]}/{key[4..6]}/{key}.js";
    }

    /// <summary>A host of a picture search's cache.</summary>
    public static string PictureSearch(Chance c) => c.Is(0.5) ? $"tse{c.Between(1, 4)}.mm.bing.net" : $"encrypted-tbn{c.Between(0, 3)}.gstatic.com";

    /// <summary>F1/F2 and their likes: folder + token + ending. The habit (folder, token shape, ending) is the member's, the token the page's.</summary>
    public static string TokenPath(Chance member, Chance page)
    {
        var folder = member.Pick((string[])["html", "news", "article", "post", "info", "read", "a", "detail", "show", "p"]);
        var length = member.Between(8, 13);
        var token = member.Below(5) switch
        {
            0 => page.Digits(3) + page.Of(1, "abcdef") + page.Digits(length - 4),
            1 => page.Digits(2) + page.Of(1, "abcdef") + new string('9', page.Between(2, 4)) + page.Digits(length - 6),
            2 => page.Of(length, "0123456789abcdef"),
            3 => page.Digits(5) + page.Of(1, "ABCDEFGHJKLMNPQRSTUVWXYZ") + page.Digits(1) + page.Of(1, "abcdefghijkmnpq") + page.Digits(2),
            _ => page.Of(length, "abcdefghijklmnopqrstuvwxyz0123456789"),
        };
        return $"/{folder}/{token}{member.Pick((string[])[".html", ".html", ".htm", ".shtml", "", "/"])}";
    }

    public static string QueryId(Chance page) => $"/?p={page.Between(1200, 98000)}";

    public static string SearchProxy(Chance member, Chance page, string headline) =>
        $"/{member.Pick((string[])["news/search", "news/search", "search/news"])}?{member.Pick((string[])["form", "FORM"])}={page.Of(6, "ABCDEHNPRSTXZ")}&q={string.Join('+', Subjects.Words(headline).Take(page.Between(1, 4)))}&qft=interval%3d%22{page.Between(4, 9)}%22";

    public static string DatedSlug(Chance page, DateOnly date, string headline) => $"/{date:yyyy/MM/dd}/{Slug(headline)}{(page.Is(0.5) ? "/" : "")}";

    public static string Ordinary(Chance member, Chance page, DateOnly date, string headline, string section) => member.Below(10) switch
    {
        0 or 1 => DatedSlug(page, date, headline),
        2 => $"/{Slug(section, 3)}/{Slug(headline)}-{page.Digits(7)}",
        3 => $"/{Slug(section, 3)}/{Slug(headline)}.html",
        4 => $"/{Slug(headline)}/",
        5 => $"/news/{Slug(headline, 7)}/article_{Uuid(page)}.html",
        6 => $"/article/{page.Digits(6)}/{Slug(headline)}",
        // Bare numbers are honest too: what is odd about a kit's tokens is the letter among the digits.
        8 => $"/{Slug(section, 3)}/{page.Digits(8)}{(member.Of("ending").Is(0.5) ? ".html" : "")}",
        7 => $"/{date:yyyy-MM-dd}/{Slug(headline)}",
        _ => page.Is(0.2) ? QueryId(page) : $"/story/{Slug(section, 2)}/{date:yyyy/MM/dd}/{Slug(headline, 6)}/{page.Digits(8)}/",
    };

    public static string Uuid(Chance page) => $"{page.Of(8, Hex)}-{page.Of(4, Hex)}-11{page.Of(2, Hex)}-{page.Of(4, Hex)}-{page.Of(12, Hex)}";

    private const string Hex = "0123456789abcdef";

    private static string Plain(string text) => string.Concat(PlainLetters.Of(text).Where(letter => letter < 128 || char.IsWhiteSpace(letter)).Select(letter => letter == '\'' ? '-' : letter)).Replace("-", " ", StringComparison.Ordinal);
}
