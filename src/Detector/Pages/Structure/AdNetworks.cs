using System.Collections.Frozen;

namespace Detector.Pages.Structure;

/// <summary>
/// Advertising networks by the hosts their own tags load from, as each network's publisher instructions give them. Only hosts that serve
/// advertisements or native-content widgets: analytics and consent tools say nothing about advertising.
/// </summary>
internal static class AdNetworks
{
    private static readonly FrozenDictionary<string, string> ByHost = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["googlesyndication.com"] = "Google AdSense",
        ["adservice.google.com"] = "Google AdSense",
        ["googletagservices.com"] = "Google Ad Manager",
        ["doubleclick.net"] = "Google Ad Manager",
        ["googleadservices.com"] = "Google Ads",
        ["fundingchoicesmessages.google.com"] = "Google AdSense",
        ["taboola.com"] = "Taboola",
        ["outbrain.com"] = "Outbrain",
        ["outbrainimg.com"] = "Outbrain",
        ["mgid.com"] = "MGID",
        ["adskeeper.com"] = "AdsKeeper",
        ["adskeeper.co.uk"] = "AdsKeeper",
        ["revcontent.com"] = "Revcontent",
        ["content.ad"] = "Content.ad",
        ["zergnet.com"] = "ZergNet",
        ["plista.com"] = "plista",
        ["ligatus.com"] = "Ligatus",
        ["dable.io"] = "Dable",
        ["engageya.com"] = "Engageya",
        ["ezoic.net"] = "Ezoic",
        ["ezojs.com"] = "Ezoic",
        ["ezoic.com"] = "Ezoic",
        ["mediavine.com"] = "Mediavine",
        ["adthrive.com"] = "Raptive",
        ["raptive.com"] = "Raptive",
        ["media.net"] = "Media.net",
        ["monumetric.com"] = "Monumetric",
        ["journeymv.com"] = "Mediavine",
        ["propellerads.com"] = "PropellerAds",
        ["onclickads.net"] = "PropellerAds",
        ["popads.net"] = "PopAds",
        ["popcash.net"] = "PopCash",
        ["adsterra.com"] = "Adsterra",
        ["effectivecpmnetwork.com"] = "Adsterra",
        ["profitabledisplaynetwork.com"] = "Adsterra",
        ["highperformanceformat.com"] = "Adsterra",
        ["exoclick.com"] = "ExoClick",
        ["exosrv.com"] = "ExoClick",
        ["juicyads.com"] = "JuicyAds",
        ["hilltopads.net"] = "HilltopAds",
        ["hilltopads.com"] = "HilltopAds",
        ["onclickalgo.com"] = "PropellerAds",
        ["onclickperformance.com"] = "PropellerAds",
        ["monetag.com"] = "Monetag",
        ["effectiveratecpm.com"] = "Adsterra",
        ["effectivegatecpm.com"] = "Adsterra",
        ["highrevenuegate.com"] = "Adsterra",
        ["profitableratecpm.com"] = "Adsterra",
        ["profitablegatecpm.com"] = "Adsterra",
        ["profitablecpmrate.com"] = "Adsterra",
        ["highcpmgate.com"] = "Adsterra",
        ["topcreativeformat.com"] = "Adsterra",
        ["clickadu.com"] = "Clickadu",
        ["clickadu.net"] = "Clickadu",
        ["tsyndicate.com"] = "TrafficStars",
        ["trafficstars.com"] = "TrafficStars",
        ["adcash.com"] = "Adcash",
        ["infolinks.com"] = "Infolinks",
        ["kontera.com"] = "Kontera",
        ["vibrantmedia.com"] = "Vibrant",
        ["intellitxt.com"] = "Vibrant",
        ["bidvertiser.com"] = "BidVertiser",
        ["chitika.net"] = "Chitika",
        ["buysellads.com"] = "BuySellAds",
        ["carbonads.com"] = "Carbon",
        ["carbonads.net"] = "Carbon",
        ["amazon-adsystem.com"] = "Amazon",
        ["criteo.net"] = "Criteo",
        ["criteo.com"] = "Criteo",
        ["adnxs.com"] = "Xandr",
        ["pubmatic.com"] = "PubMatic",
        ["rubiconproject.com"] = "Magnite",
        ["openx.net"] = "OpenX",
        ["casalemedia.com"] = "Index Exchange",
        ["indexww.com"] = "Index Exchange",
        ["advertising.com"] = "AOL Advertising",
        ["teads.tv"] = "Teads",
        ["triplelift.com"] = "TripleLift",
        ["sharethrough.com"] = "Sharethrough",
        ["yieldmo.com"] = "Yieldmo",
        ["smartadserver.com"] = "Equativ",
        ["adform.net"] = "Adform",
        ["undertone.com"] = "Undertone",
        ["tribalfusion.com"] = "Tribal Fusion",
        ["zedo.com"] = "ZEDO",
        ["an.yandex.ru"] = "Yandex",
        ["adfox.ru"] = "Adfox",
        ["adroll.com"] = "AdRoll",
        ["sovrn.com"] = "Sovrn",
        ["lijit.com"] = "Sovrn",
        ["nativo.com"] = "Nativo",
        ["postrelease.com"] = "Nativo",
        ["primis.tech"] = "Primis",
        ["sekindo.com"] = "Primis",
        ["setupad.net"] = "Setupad",
        ["adpushup.com"] = "AdPushup",
        ["2mdn.net"] = "Google Ad Manager",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup = ByHost.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The network that serves from the host or from one above it; null when none is known.</summary>
    public static string? Of(ReadOnlySpan<char> host)
    {
        while (host.Length > 3)
        {
            if (Lookup.TryGetValue(host, out var network)) return network;
            var dot = host.IndexOf('.');
            if (dot < 0) return null;
            host = host[(dot + 1)..];
        }
        return null;
    }

    /// <summary>The network whose slot markup carries the class or id; null when it is not a known one.</summary>
    public static string? OfSlot(ReadOnlySpan<char> names)
    {
        if (names.Contains("adsbygoogle", StringComparison.OrdinalIgnoreCase)) return "Google AdSense";
        if (names.Contains("gpt-ad", StringComparison.OrdinalIgnoreCase)) return "Google Ad Manager";
        return null;
    }

    /// <summary>A class or id that names a slot for advertisements: "ad", "ads", "ad-slot", "advert", "div-gpt-ad-1", never "shadow" or "header".</summary>
    public static bool NamesSlot(ReadOnlySpan<char> names)
    {
        var at = 0;
        while (at < names.Length)
        {
            var found = names[at..].IndexOf("ad", StringComparison.Ordinal);
            if (found < 0) return false;
            at += found;
            if (at == 0 || !char.IsAsciiLetterOrDigit(names[at - 1]))
            {
                var rest = names[(at + 2)..];
                if (rest.IsEmpty || !char.IsAsciiLetter(rest[0])) return true;
                if (rest[0] == 's' && (rest.Length == 1 || !char.IsAsciiLetter(rest[1]))) return true;
                if (rest.StartsWith("sbygoogle") || rest.StartsWith("vert") || rest.StartsWith("sense") || rest.StartsWith("slot") || rest.StartsWith("unit") || rest.StartsWith("box") || rest.StartsWith("banner")) return true;
            }
            at += 2;
        }
        return false;
    }
}
