using System.Net;
using System.Net.Sockets;

namespace Detector.Sources.Web;

/// <summary>How far a network address reaches, for a program that fetches what strangers wrote down.</summary>
internal enum Reach : byte
{
    /// <summary>A host of the public internet.</summary>
    Public,
    /// <summary>This machine or a network of its neighbourhood: reached only where that was asked for.</summary>
    Private,
    /// <summary>No web page is ever there, and something that must not be asked may be: never reached.</summary>
    Never,
}

/// <summary>
/// Which addresses are not the public internet: IANA's special-purpose registries (RFC 6890, https://www.iana.org/assignments/iana-ipv4-special-registry and
/// iana-ipv6-special-registry), multicast, what is reserved, and where clouds keep a machine's credentials. An IPv6 address that carries an IPv4 address inside (mapped, NAT64, 6to4, Teredo,
/// ISATAP) is also judged by what it carries.
/// </summary>
internal static class NetworkRanges
{
    // The first that holds speaks: exact ones stand above the ranges they lie in.
    private static readonly (IPNetwork Range, Reach Reach, string What)[] V4 =
    [
        (IPNetwork.Parse("169.254.169.254/32"), Reach.Never, "where clouds keep a machine's credentials (metadata)"),
        (IPNetwork.Parse("169.254.170.2/32"), Reach.Never, "where clouds keep a machine's credentials (metadata)"),
        (IPNetwork.Parse("169.254.170.23/32"), Reach.Never, "where clouds keep a machine's credentials (metadata)"),
        (IPNetwork.Parse("100.100.100.200/32"), Reach.Never, "where clouds keep a machine's credentials (metadata)"),
        (IPNetwork.Parse("168.63.129.16/32"), Reach.Never, "a cloud's own service on each machine (metadata)"),
        (IPNetwork.Parse("192.0.0.192/32"), Reach.Never, "where clouds keep a machine's credentials (metadata)"),
        (IPNetwork.Parse("0.0.0.0/8"), Reach.Never, "this very host, unspecified (RFC 1122)"),
        (IPNetwork.Parse("10.0.0.0/8"), Reach.Private, "a private network (RFC 1918)"),
        (IPNetwork.Parse("100.64.0.0/10"), Reach.Private, "a carrier's shared network (RFC 6598)"),
        (IPNetwork.Parse("127.0.0.0/8"), Reach.Private, "loopback, this machine (RFC 1122)"),
        (IPNetwork.Parse("169.254.0.0/16"), Reach.Private, "link-local (RFC 3927)"),
        (IPNetwork.Parse("172.16.0.0/12"), Reach.Private, "a private network (RFC 1918)"),
        (IPNetwork.Parse("192.0.0.0/24"), Reach.Never, "for protocols, not for hosts (RFC 6890)"),
        (IPNetwork.Parse("192.0.2.0/24"), Reach.Never, "for documentation only (RFC 5737)"),
        (IPNetwork.Parse("192.88.99.0/24"), Reach.Never, "a withdrawn 6to4 relay (RFC 7526)"),
        (IPNetwork.Parse("192.168.0.0/16"), Reach.Private, "a private network (RFC 1918)"),
        (IPNetwork.Parse("198.18.0.0/15"), Reach.Private, "for measuring networks (RFC 2544)"),
        (IPNetwork.Parse("198.51.100.0/24"), Reach.Never, "for documentation only (RFC 5737)"),
        (IPNetwork.Parse("203.0.113.0/24"), Reach.Never, "for documentation only (RFC 5737)"),
        (IPNetwork.Parse("224.0.0.0/4"), Reach.Never, "multicast (RFC 5771)"),
        (IPNetwork.Parse("255.255.255.255/32"), Reach.Never, "broadcast (RFC 919)"),
        (IPNetwork.Parse("240.0.0.0/4"), Reach.Never, "reserved (RFC 1112)"),
    ];

    private static readonly (IPNetwork Range, Reach Reach, string What)[] V6 =
    [
        (IPNetwork.Parse("fd00:ec2::254/128"), Reach.Never, "where clouds keep a machine's credentials (metadata)"),
        (IPNetwork.Parse("fd00:ec2::23/128"), Reach.Never, "where clouds keep a machine's credentials (metadata)"),
        (IPNetwork.Parse("fd20:ce::254/128"), Reach.Never, "where clouds keep a machine's credentials (metadata)"),
        (IPNetwork.Parse("::/128"), Reach.Never, "unspecified (RFC 4291)"),
        (IPNetwork.Parse("::1/128"), Reach.Private, "loopback, this machine (RFC 4291)"),
        (IPNetwork.Parse("::/96"), Reach.Never, "an IPv4 address in a withdrawn form (RFC 4291)"),
        (IPNetwork.Parse("64:ff9b:1::/48"), Reach.Private, "a network's own translation to IPv4 (RFC 8215)"),
        (IPNetwork.Parse("fc00::/7"), Reach.Private, "a private network (RFC 4193)"),
        (IPNetwork.Parse("fe80::/10"), Reach.Private, "link-local (RFC 4291)"),
        (IPNetwork.Parse("fec0::/10"), Reach.Private, "a private network, in a withdrawn form (RFC 3879)"),
        (IPNetwork.Parse("ff00::/8"), Reach.Never, "multicast (RFC 4291)"),
        (IPNetwork.Parse("2001::/23"), Reach.Never, "for protocols, not for hosts (RFC 2928)"),
        (IPNetwork.Parse("2001:db8::/32"), Reach.Never, "for documentation only (RFC 3849)"),
        (IPNetwork.Parse("2002::/16"), Reach.Never, "6to4, withdrawn (RFC 7526)"),
        (IPNetwork.Parse("3fff::/20"), Reach.Never, "for documentation only (RFC 9637)"),
    ];

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");
    private static readonly IPNetwork Translated = IPNetwork.Parse("::ffff:0:0:0/96");

    /// <summary>How far an address reaches.</summary>
    /// <param name="address">IPv4 or IPv6.</param>
    /// <param name="what">What it is, as the end of "… is"; empty for a public one.</param>
    public static Reach Of(IPAddress address, out string what)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork) return Among(V4, address, Reach.Public, "", out what);
        if (address.IsIPv4MappedToIPv6) return Carried(address.MapToIPv4(), "IPv4 written as IPv6", Reach.Public, "", out what);

        // What is not handed out for hosts (2000::/3) is nobody's web server, except where a translation to IPv4 stands.
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (Nat64.Contains(address)) return Carried(new IPAddress(bytes[12..]), "a translation (RFC 6052)", Reach.Public, "", out what);
        var reach = Among(V6, address, GlobalV6.Contains(address) ? Reach.Public : Reach.Never, "not given out for hosts (RFC 4291)", out what);
        if (SixToFour.Contains(address)) return Carried(new IPAddress(bytes[2..6]), "6to4 (RFC 3056)", reach, what, out what);
        if (Teredo.Contains(address)) return Carried(new IPAddress([(byte)~bytes[12], (byte)~bytes[13], (byte)~bytes[14], (byte)~bytes[15]]), "Teredo (RFC 4380)", reach, what, out what);
        if (Translated.Contains(address)) return Carried(new IPAddress(bytes[12..]), "a translation (RFC 2765)", reach, what, out what);
        // ISATAP (RFC 5214) hides an IPv4 address behind any prefix.
        if (bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5E && bytes[11] == 0xFE) return Carried(new IPAddress(bytes[12..]), "ISATAP (RFC 5214)", reach, what, out what);
        return reach;
    }

    private static Reach Carried(IPAddress inner, string form, Reach outer, string outerWhat, out string what)
    {
        var reach = Of(inner, out var innerWhat);
        what = reach == Reach.Public ? outerWhat : $"{inner} inside {form}, {innerWhat}";
        return reach > outer ? reach : outer;
    }

    private static Reach Among((IPNetwork Range, Reach Reach, string What)[] ranges, IPAddress address, Reach otherwise, string otherwiseWhat, out string what)
    {
        foreach (var (range, reach, says) in ranges)
        {
            if (!range.Contains(address)) continue;
            what = says;
            return reach;
        }
        what = otherwise == Reach.Public ? "" : otherwiseWhat;
        return otherwise;
    }
}
