using Detector.Fingerprints;
using Detector.Outlets;
using Detector.Pages;
using Detector.Pages.Addresses;

namespace Detector.Signals.Republication;

/// <summary>Whether a page names whose text it has: in words anywhere on it, or by a link.</summary>
internal static class Credits
{
    public static bool Names(Page page, PageRecord origin)
    {
        if (origin.Host.Length == 0) return false;
        if (KnownOutlets.ByDomain(origin.Host) is { } outlet)
        {
            var tokens = page.Text.Tokens;
            var words = new ulong[tokens.Length];
            for (var i = 0; i < words.Length; i++) words[i] = tokens[i].Hash;
            foreach (var mention in KnownOutlets.FindNames(words))
                if (mention.Outlet == outlet)
                    return true;
        }
        foreach (ref readonly var link in page.Links.All)
            if (Address.RegistrableDomain(Address.HostOf(page.Links.Href(link))).Equals(origin.Site, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
