using System.Buffers;
using System.Collections.Frozen;

namespace Detector.Pages.Structure;

/// <summary>
/// Advertising networks whose main trade is the window that opens by itself (pop-up, pop-under, push prompt). They take any site, which is why farms live on them, and serve from
/// throw-away domains, which is why the shape of a tag tells more than its host. Hosts, tags and the names of verification tags are as the networks' publisher instructions give them.
/// </summary>
internal static class PopUnders
{
    private const string Adsterra = "Adsterra";

    /// <summary>Inline code longer than this is a program, not a network's tag, characters.</summary>
    private const int LongestTag = 1500;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private static readonly FrozenSet<string> Networks = FrozenSet.ToFrozenSet([Adsterra, "PropellerAds", "Monetag", "PopAds", "PopCash", "ExoClick", "JuicyAds", "HilltopAds", "Clickadu", "TrafficStars", "Adcash"]);

    /// <summary>Whether a network of <see cref="AdNetworks"/> is one of them.</summary>
    public static bool Includes(string network) => Networks.Contains(network);

    /// <summary>The network whose tag has an address of this shape, on whatever host: <c>/41/6c/2e/416c2e….js</c> or <c>/76f74b…/invoke.js</c> (32 hexadecimal digits).</summary>
    public static string? OfScript(ReadOnlySpan<char> source)
    {
        var path = Hosts.PathOf(source);
        if (path.Length < 43 || path[0] != '/') return null;
        if (path[33..].StartsWith("/invoke.js")) return IsHex(path[1..33]) ? Adsterra : null;
        return path.Length >= 45 && path[3] == '/' && path[6] == '/' && path[9] == '/' && path[42..].StartsWith(".js") && IsHex(path[10..42])
            && path[1..3].SequenceEqual(path[10..12]) && path[4..6].SequenceEqual(path[12..14]) && path[7..9].SequenceEqual(path[14..16]) ? Adsterra : null;
    }

    /// <summary>The network whose tag stands in a script element.</summary>
    public static string? OfInline(ReadOnlySpan<char> code) => code.Length <= LongestTag && code.Contains("atOptions", StringComparison.Ordinal) ? Adsterra : null;

    /// <summary>The network a site proves itself to by a meta element of this name.</summary>
    public static string? OfVerification(ReadOnlySpan<char> name) => name switch
    {
        "monetag" => "Monetag",
        "propeller" => "PropellerAds",
        "hilltopads-site-verification" => "HilltopAds",
        "exoclick-site-verification" => "ExoClick",
        "juicyads-site-verification" => "JuicyAds",
        "ppck-ver" => "PopCash",
        "clckd" => "Clickadu",
        _ => null,
    };

    private static bool IsHex(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(HexDigits) < 0;
}
