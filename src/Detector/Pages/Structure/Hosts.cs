namespace Detector.Pages.Structure;

/// <summary>Hosts of addresses as written in markup, without making strings of them.</summary>
internal static class Hosts
{
    /// <summary>The host of an absolute or scheme-relative address, port and user left out; empty for a relative one and for data:, mailto: and the like.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> address)
    {
        address = address.Trim();
        int start;
        if (address.StartsWith("//")) start = 2;
        else if (address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) start = 8;
        else if (address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) start = 7;
        else return default;
        var rest = address[start..];
        var end = rest.IndexOfAny("/?#\\");
        if (end >= 0) rest = rest[..end];
        var at = rest.LastIndexOf('@');
        if (at >= 0) rest = rest[(at + 1)..];
        var port = rest.LastIndexOf(':');
        if (port >= 0 && rest.LastIndexOf(']') < port) rest = rest[..port];
        return rest.TrimEnd('.');
    }

    /// <summary>What follows the host; the whole of a relative address.</summary>
    public static ReadOnlySpan<char> PathOf(ReadOnlySpan<char> address)
    {
        address = address.Trim();
        var scheme = address.StartsWith("//") ? 2 : address.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? address.IndexOf("://") + 3 : 0;
        if (scheme < 2) return address;
        var slash = address[scheme..].IndexOfAny("/?#");
        return slash < 0 ? default : address[(scheme + slash)..];
    }

    /// <summary>True for the host itself and for any host below it: "cdn.taboola.com" under "taboola.com".</summary>
    public static bool IsUnder(ReadOnlySpan<char> host, ReadOnlySpan<char> parent)
        => host.EndsWith(parent, StringComparison.OrdinalIgnoreCase) && (host.Length == parent.Length || host[^(parent.Length + 1)] == '.');

    /// <summary>True when the address is a site's front page: "/", "./", "index.html", or an absolute one without path on <paramref name="own"/> (on any host, when that is empty).</summary>
    public static bool IsRoot(ReadOnlySpan<char> address, ReadOnlySpan<char> own)
    {
        if (address.IsEmpty) return false;
        var host = Of(address);
        var path = PathOf(address);
        if (!host.IsEmpty && !own.IsEmpty && !SameSite(host, own)) return false;
        return path is "/" or "./" or "/index.html" or "/index.php" or "index.html" or "index.php" or "index.htm" or "/index.htm" || (path.IsEmpty && !host.IsEmpty);
    }

    /// <summary>The last two labels agree, or the last three where the second-last is a short one ("co.uk"): close enough to tell a site from its neighbours.</summary>
    public static bool SameSite(ReadOnlySpan<char> one, ReadOnlySpan<char> other) => Site(one).Equals(Site(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>"bbc.co.uk" of "news.bbc.co.uk".</summary>
    public static ReadOnlySpan<char> Site(ReadOnlySpan<char> host)
    {
        var last = host.LastIndexOf('.');
        if (last <= 0) return host;
        var second = host[..last].LastIndexOf('.');
        if (second < 0) return host;
        if (last - second - 1 <= 3 && host.Length - last - 1 == 2)
        {
            var third = host[..second].LastIndexOf('.');
            return third < 0 ? host : host[(third + 1)..];
        }
        return host[(second + 1)..];
    }

    /// <summary>"bbc" of "news.bbc.co.uk".</summary>
    public static ReadOnlySpan<char> Name(ReadOnlySpan<char> host)
    {
        var site = Site(host);
        var dot = site.IndexOf('.');
        return dot < 0 ? site : site[..dot];
    }

    /// <summary>An address on a social network.</summary>
    public static bool IsSocial(ReadOnlySpan<char> address)
    {
        var host = Of(address);
        return IsUnder(host, "facebook.com") || IsUnder(host, "twitter.com") || IsUnder(host, "x.com") || IsUnder(host, "linkedin.com") || IsUnder(host, "instagram.com") || IsUnder(host, "youtube.com")
            || IsUnder(host, "plus.google.com");
    }
}
