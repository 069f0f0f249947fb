namespace Detector.Pages.Structure;

/// <summary>
/// The hosts from which picture searches serve the small copies of what they found. A page that shows its pictures from there has taken them from a list of results; the picture's
/// own site would be linked otherwise. Proxies through which a search engine passes whole pictures are left out: people paste their addresses into forums.
/// </summary>
internal static class SearchThumbnails
{
    /// <summary>Whether the host belongs to a picture search's cache: <c>tse1.mm.bing.net</c>, <c>encrypted-tbn0.gstatic.com</c>.</summary>
    public static bool Serves(ReadOnlySpan<char> host)
    {
        if (Hosts.IsUnder(host, "mm.bing.net") || Hosts.IsUnder(host, "th.bing.com")) return true;
        if (Hosts.IsUnder(host, "gstatic.com") || Hosts.IsUnder(host, "google.com")) return host.StartsWith("encrypted-tbn", StringComparison.OrdinalIgnoreCase);
        return host.Contains("-tub-", StringComparison.OrdinalIgnoreCase) && host.Contains(".yandex.", StringComparison.OrdinalIgnoreCase);
    }
}
