using System.Collections.Frozen;

namespace Detector.Pages.Structure;

/// <summary>Links that pay the page for a sale: addresses of the large affiliate networks' redirectors, and shops' own tags.</summary>
internal static class AffiliateLinks
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Redirectors = new[]
    {
        "awin1.com", "awin.com", "zenaps.com", "shareasale.com", "shareasale-analytics.com", "linksynergy.com", "click.linksynergy.com", "anrdoezrs.net", "dpbolvw.net", "jdoqocy.com", "kqzyfj.com", "tkqlhce.com",
        "cj.dotomi.com", "emjcd.com", "redirectingat.com", "skimresources.com", "skimlinks.com", "viglink.com", "sovrn.co", "pntra.com", "pntrac.com", "pntrs.com", "gopjn.com", "pjtra.com", "pjatr.com", "avantlink.com", "partnerize.com",
        "prf.hn", "impact.com", "sjv.io", "pxf.io", "evyy.net", "7eer.net", "ojrq.net", "clickbank.net", "webgains.com", "tradedoubler.com", "tradetracker.net", "affili.net", "belboon.com", "zanox.com", "adcell.de", "financeads.net",
        "rstyle.me", "shopstyle.it", "howl.me", "narrativ.com", "fave.co", "amzn.to", "digistore24.com", "hop.clickbank.net", "flexoffers.com", "admitad.com", "ad.admitad.com", "s.click.aliexpress.com", "epn.bz", "daisycon.io",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Is(ReadOnlySpan<char> address, ReadOnlySpan<char> host)
    {
        for (var rest = host; rest.Length > 3;)
        {
            if (Redirectors.Contains(rest)) return true;
            var dot = rest.IndexOf('.');
            if (dot < 0) break;
            rest = rest[(dot + 1)..];
        }
        var query = address.IndexOf('?');
        if (query < 0) return false;
        var tags = address[query..];
        if (IsAmazon(host)) return HasTag(tags, "tag=");
        // eBay Partner Network and Walmart put their campaign in the shop's own address.
        return (host.Contains("ebay.", StringComparison.OrdinalIgnoreCase) && HasTag(tags, "campid=")) || HasTag(tags, "affid=") || HasTag(tags, "aff_id=") || HasTag(tags, "affiliate_id=");
    }

    private static bool IsAmazon(ReadOnlySpan<char> host) => host.StartsWith("amazon.", StringComparison.OrdinalIgnoreCase) || host.Contains(".amazon.", StringComparison.OrdinalIgnoreCase);

    private static bool HasTag(ReadOnlySpan<char> query, ReadOnlySpan<char> tag)
    {
        var at = query.IndexOf(tag, StringComparison.OrdinalIgnoreCase);
        return at > 0 && query[at - 1] is '?' or '&' or ';';
    }
}
