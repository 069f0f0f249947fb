namespace Detector.Pages.Addresses;

/// <summary>Where a link points, before anything about its target is known.</summary>
public enum HrefKind
{
    /// <summary>Nothing or white space: the page itself.</summary>
    Empty,

    /// <summary><c>#part</c>.</summary>
    Fragment,

    /// <summary><c>/path</c>, <c>page.html</c>, <c>?query</c>.</summary>
    Relative,

    /// <summary><c>//host/path</c>.</summary>
    ProtocolRelative,

    /// <summary><c>http://</c> or <c>https://</c>.</summary>
    Absolute,

    /// <summary><c>mailto:</c>.</summary>
    Mail,

    /// <summary><c>tel:</c>, <c>sms:</c>, <c>callto:</c>, <c>whatsapp:</c>.</summary>
    Phone,

    /// <summary><c>javascript:</c>.</summary>
    Script,

    /// <summary>Any other scheme: <c>data:</c>, <c>ftp:</c>, an app's own.</summary>
    Other,
}

/// <summary>Reads links as they stand in markup, thousands a page: no allocation, no full parse.</summary>
public static class Href
{
    /// <summary>What an href is.</summary>
    public static HrefKind KindOf(ReadOnlySpan<char> href) => Split(href, out _);

    /// <summary>
    /// The host inside an absolute or protocol-relative href, as a part of it: its own case, no user name, port or trailing dot.
    /// Empty for every other kind.
    /// </summary>
    public static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> href)
    {
        if (Split(href, out var rest) is not (HrefKind.Absolute or HrefKind.ProtocolRelative)) return [];
        var end = rest.IndexOfAny("/?#\\");
        var host = end < 0 ? rest : rest[..end];
        host = host[(host.LastIndexOf('@') + 1)..];
        var colon = host.LastIndexOf(':');
        if (colon >= 0 && !host[colon..].Contains(']')) host = host[..colon];
        return host.Trim().TrimEnd('.');
    }

    private static HrefKind Split(ReadOnlySpan<char> href, out ReadOnlySpan<char> afterSlashes)
    {
        afterSlashes = [];
        href = href.Trim();
        if (href.IsEmpty) return HrefKind.Empty;
        switch (href[0])
        {
            case '#': return HrefKind.Fragment;
            case '?': return HrefKind.Relative;
            case '/' or '\\':
                if (href.Length < 2 || href[1] is not ('/' or '\\')) return HrefKind.Relative;
                afterSlashes = href[2..];
                return HrefKind.ProtocolRelative;
        }
        var colon = href.IndexOfAny(":/?#");
        if (colon <= 0 || href[colon] != ':' || !char.IsAsciiLetter(href[0])) return HrefKind.Relative;
        var scheme = href[..colon];
        if (Is(scheme, "https") || Is(scheme, "http"))
        {
            var rest = href[(colon + 1)..];
            var slashes = rest.IndexOfAnyExcept('/', '\\');
            afterSlashes = slashes < 0 ? [] : rest[slashes..];
            return HrefKind.Absolute;
        }
        if (Is(scheme, "mailto")) return HrefKind.Mail;
        if (Is(scheme, "tel") || Is(scheme, "sms") || Is(scheme, "callto") || Is(scheme, "whatsapp")) return HrefKind.Phone;
        if (Is(scheme, "javascript")) return HrefKind.Script;
        foreach (var c in scheme)
        {
            // "Title: a story.html" is a badly written relative link, not a scheme.
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.')) return HrefKind.Relative;
        }
        return HrefKind.Other;
    }

    private static bool Is(ReadOnlySpan<char> scheme, string name) => scheme.Equals(name, StringComparison.OrdinalIgnoreCase);
}
