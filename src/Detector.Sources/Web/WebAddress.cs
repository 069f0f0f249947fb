using System.Diagnostics.CodeAnalysis;
using System.Net;
using Detector.Pages.Addresses;

namespace Detector.Sources.Web;

/// <summary>
/// From what a person wrote down, or a server redirected to, to an address that may be asked, in one spelling: scheme and host in lower case, punycode, any
/// spelling of an IPv4 address as four decimals, no default port, dot segments resolved, no fragment (WHATWG URL Standard, as <see cref="Address"/> reads it). Without a scheme https is
/// meant. Refused, with the reason: other schemes, user names, ports of other services, names and numbers of the private network, letters that only look like letters.
/// </summary>
/// <remarks>
/// Names are looked up later, and what they stand for is checked then (<see cref="GuardedConnections"/>); this is what can be said without asking anybody.
/// </remarks>
internal static class WebAddress
{
    /// <summary>Longer addresses are refused. In characters.</summary>
    public const int MaximumLength = Address.MaximumLength;

    // Fetch Standard, "bad port" (https://fetch.spec.whatwg.org/#port-blocking): ports of services that would take a request for their own commands.
    private static readonly HashSet<int> BadPorts =
    [
        0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465,
        512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669,
        6679, 6697, 10080,
    ];

    // RFC 6761 and 6762, RFC 8375, RFC 9476, ICANN's .internal; the rest are names that clouds give their metadata service.
    private static readonly (string Name, Reach Reach, string What)[] SpecialNames =
    [
        ("metadata", Reach.Never, "a cloud's metadata service"),
        ("metadata.google.internal", Reach.Never, "a cloud's metadata service"),
        ("metadata.goog", Reach.Never, "a cloud's metadata service"),
        ("instance-data", Reach.Never, "a cloud's metadata service"),
        ("instance-data.ec2.internal", Reach.Never, "a cloud's metadata service"),
        ("localhost", Reach.Private, "this machine (RFC 6761)"),
        ("localdomain", Reach.Private, "this machine"),
        ("local", Reach.Private, "a name of the local network (RFC 6762)"),
        ("internal", Reach.Private, "a name for private networks"),
        ("intranet", Reach.Private, "a name for private networks"),
        ("lan", Reach.Private, "a name for private networks"),
        ("home.arpa", Reach.Private, "a name of the local network (RFC 8375)"),
        ("ip6-localhost", Reach.Private, "this machine"),
        ("ip6-loopback", Reach.Private, "this machine"),
        ("onion", Reach.Never, "no name of the public internet (RFC 7686)"),
        ("alt", Reach.Never, "no name of the public internet (RFC 9476)"),
        ("invalid", Reach.Never, "a name that never exists (RFC 6761)"),
    ];

    /// <summary>Reads an address.</summary>
    /// <param name="text">As written.</param>
    /// <param name="allowPrivate">Whether this machine and private networks may be asked.</param>
    /// <param name="uri">The address to ask; its <see cref="Uri.AbsoluteUri"/> is the one spelling.</param>
    /// <param name="why">One sentence on why it is refused.</param>
    public static bool TryRead(string text, bool allowPrivate, [NotNullWhen(true)] out Uri? uri, [NotNullWhen(false)] out string? why)
    {
        uri = null;
        text = text.Trim();
        why = text.Length switch
        {
            0 => "There is no address here.",
            > MaximumLength => $"The address has {text.Length:N0} characters; {MaximumLength:N0} are the most that is asked for.",
            _ => Unwritable(text),
        };
        if (why is not null) return false;
        if (Address.TryParse(text) is not { } address)
        {
            why = NoAddress(text);
            return false;
        }
        why = Refusal(address, allowPrivate);
        if (why is not null) return false;
        // The client reads the address again: two readers that disagree on the host are how checks are got around.
        if (!Uri.TryCreate(address.Url, UriKind.Absolute, out uri) || !SameHost(uri, address) || uri.UserInfo.Length > 0 || uri.Port != address.Port)
        {
            uri = null;
            why = $"The host of '{Shortened(text)}' can be read in more than one way; write it plainly.";
            return false;
        }
        if (uri.IdnHost != uri.Host) uri = new UriBuilder(uri) { Host = uri.IdnHost }.Uri;
        return true;
    }

    /// <summary>Where a redirect leads, by the rules for any address.</summary>
    public static bool TryFollow(Uri from, string location, bool allowPrivate, [NotNullWhen(true)] out Uri? uri, [NotNullWhen(false)] out string? why)
    {
        location = location.Trim();
        // A full address is read as it stands: resolving would settle some tricks silently.
        if (location.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || location.StartsWith("https:", StringComparison.OrdinalIgnoreCase)) return TryRead(location, allowPrivate, out uri, out why);
        if (location.StartsWith("//", StringComparison.Ordinal) || location.StartsWith(@"\\", StringComparison.Ordinal) || location.StartsWith(@"/\", StringComparison.Ordinal) || location.StartsWith(@"\/", StringComparison.Ordinal))
            return TryRead($"{from.Scheme}://{location[2..]}", allowPrivate, out uri, out why);
        if (Uri.TryCreate(from, location, out var resolved)) return TryRead(resolved.AbsoluteUri, allowPrivate, out uri, out why);
        uri = null;
        why = $"'{Shortened(location)}' is no address.";
        return false;
    }

    /// <summary>Whether two addresses belong to one site (registrable domain).</summary>
    public static bool SameSite(Uri one, Uri other) =>
        one.IdnHost == other.IdnHost || (Address.TryParse(one.AbsoluteUri) is { } a && Address.TryParse(other.AbsoluteUri) is { } b && a.SameSite(b));

    /// <summary>Why a number may not be asked; null when it may.</summary>
    public static string? Refusal(IPAddress number, bool allowPrivate)
    {
        var reach = NetworkRanges.Of(number, out var what);
        return reach == Reach.Public || (reach == Reach.Private && allowPrivate) ? null : $"{number} is {what}; such addresses are never asked{WayOut(reach)}.";
    }

    private static string? Refusal(Address address, bool allowPrivate)
    {
        if (BadPorts.Contains(address.Port)) return $"Port {address.Port} belongs to another service than the web; browsers refuse it as well.";
        if (address.IsIp) return Refusal(IPAddress.Parse(address.Host.Trim('[', ']')), allowPrivate);
        foreach (var (name, reach, what) in SpecialNames)
            if ((reach == Reach.Never || !allowPrivate) && (address.Host == name || address.Host.EndsWith("." + name, StringComparison.Ordinal)))
                return $"'{address.Host}' is {what}; such names are never asked{WayOut(reach)}.";
        return allowPrivate || address.Labels.Count > 1 ? null : $"'{address.Host}' has no dot: a name of the local network; such names are never asked{WayOut(Reach.Private)}.";
    }

    private static string WayOut(Reach reach) => reach == Reach.Private ? " unless --allow-private says so" : "";

    // What is wrong before anything is read into it.
    private static string? Unwritable(string text)
    {
        foreach (var c in text)
            if (char.IsControl(c)) return $"The address holds a control character (U+{(int)c:X4}); write it plainly.";
        var authority = Authority(text);
        if (authority.Contains('@')) return "The address carries a user name before its host; remove everything up to the '@' if the host behind it is meant.";
        if (authority.Contains('\\')) return "The host holds a backslash; write it plainly.";
        foreach (var rune in authority.EnumerateRunes())
            if (OnlyLooksLike(rune.Value)) return $"The host holds '{rune}' (U+{rune.Value:X4}), which only looks like a letter, a digit or a dot; write it plainly.";
        return null;
    }

    private static ReadOnlySpan<char> Authority(string text)
    {
        var at = text.IndexOf("://", StringComparison.Ordinal);
        var rest = at < 0 ? text.AsSpan() : text.AsSpan(at + 3);
        rest = rest.TrimStart("/\\");
        var end = rest.IndexOfAny('/', '?', '#');
        return end < 0 ? rest : rest[..end];
    }

    // Browsers map these to plain letters and digits (UTS #46); this runtime has no table for it, and no honest host is written so.
    private static bool OnlyLooksLike(int rune) => rune is 0x3002 or 0xFF0E or 0xFF61 or 0x2024 or 0x00AD or 0x034F or 0x180E or 0xFEFF
        or (>= 0x00B2 and <= 0x00B3) or 0x00AA or 0x00B9 or 0x00BA or (>= 0x2000 and <= 0x206F) or (>= 0x2070 and <= 0x209F) or (>= 0x2100 and <= 0x218F)
        or (>= 0x2460 and <= 0x24FF) or (>= 0x2776 and <= 0x2793) or (>= 0x3200 and <= 0x33FF) or (>= 0xFB00 and <= 0xFB06) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFF01 and <= 0xFF5E)
        or (>= 0x1D400 and <= 0x1D7FF) or (>= 0x1F100 and <= 0x1F1FF) or (>= 0x1FBF0 and <= 0x1FBF9) or (>= 0xE0000 and <= 0xE0FFF);

    private static string NoAddress(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon < 0 ? "" : text[..colon];
        if (scheme.Length > 0 && char.IsAsciiLetter(scheme[0]) && scheme.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.') && scheme.ToLowerInvariant() is not ("http" or "https"))
            return $"The scheme '{Shortened(scheme)}' is not the web's; only http and https are asked.";
        return $"'{Shortened(text)}' is not the address of a web page: its host or port cannot be read.";
    }

    private static bool SameHost(Uri uri, Address address) => uri.HostNameType == UriHostNameType.IPv6
        ? address.IsIp && IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var one) && IPAddress.TryParse(address.Host.Trim('[', ']'), out var other) && one.Equals(other)
        : uri.IdnHost == address.Host;

    private static string Shortened(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
