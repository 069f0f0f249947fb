using Detector.Pages.Addresses;

namespace Detector.Pages.Structure;

/// <summary>Questions about the addresses in markup that need no parsed <see cref="Address"/>.</summary>
internal static class Hosts
{
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
        var host = Href.HostOf(address);
        var path = PathOf(address);
        if (!host.IsEmpty && !own.IsEmpty && !WithoutWww(host).Equals(WithoutWww(own), StringComparison.OrdinalIgnoreCase)) return false;
        return path is "/" or "./" or "/index.html" or "/index.php" or "index.html" or "index.php" or "index.htm" or "/index.htm" || (path.IsEmpty && !host.IsEmpty);
    }

    private static ReadOnlySpan<char> WithoutWww(ReadOnlySpan<char> host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;

    /// <summary>One registrable domain, or one host where there is none.</summary>
    public static bool SameSite(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
        => one.Equals(other, StringComparison.OrdinalIgnoreCase) || Address.RegistrableDomain(one).Equals(Address.RegistrableDomain(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>An address on a social network.</summary>
    public static bool IsSocial(ReadOnlySpan<char> address)
    {
        var host = Href.HostOf(address);
        return IsUnder(host, "facebook.com") || IsUnder(host, "twitter.com") || IsUnder(host, "x.com") || IsUnder(host, "linkedin.com") || IsUnder(host, "instagram.com") || IsUnder(host, "youtube.com")
            || IsUnder(host, "plus.google.com");
    }
}
