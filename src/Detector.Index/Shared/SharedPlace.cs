using System.Globalization;
using System.Net;
using System.Security.Authentication;
using StackExchange.Redis;

namespace Detector.Index.Shared;

/// <summary>
/// Where a shared index is: <c>redis://[user:password@]host[:port][,host:port...][/name][?timeout=2s]</c>, <c>rediss://</c> for TLS (<c>?ca=FILE</c> with the issuer of the servers' certificates, where the system does not trust it), in the manner of the scheme's registration (iana.org/assignments/uri-schemes/prov/redis).
/// Of a cluster one host is enough; several are tried in turn.
/// </summary>
public sealed record SharedPlace
{
    /// <summary>The protocol's port.</summary>
    public const int DefaultPort = 6379;

    /// <summary>The name when none is given. It begins every key, and short keys are cheap keys.</summary>
    public const string DefaultName = "d";

    private const int MostNameLetters = 32;
    private const string TimeoutOption = "timeout=";
    private const string IssuersOption = "ca=";

    /// <summary>Servers to ask for the others: host names or addresses with ports.</summary>
    public required IReadOnlyList<EndPoint> EndPoints { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public bool Tls { get; init; }

    /// <summary>File of the certificates, as PEM, whose issuers are trusted instead of the system's; null: the system's.</summary>
    public string? Issuers { get; init; }

    /// <summary>Tells indexes on one server apart: letters, digits, '-', '_', '.' and ':', at most 32.</summary>
    public string Name { get; init; } = DefaultName;

    /// <summary>The most a look-up waits in all, for every <see cref="SharedIndex.PagesAtOnce"/> pages asked: what has not been answered by then counts as away. 50 ms to 60 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whether this is the address of a shared index rather than a folder.</summary>
    public static bool Is(string place) => place.StartsWith("redis://", StringComparison.OrdinalIgnoreCase) || place.StartsWith("rediss://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="IndexAwayException">Not such an address; says what is wrong with it. A password is not repeated.</exception>
    public static SharedPlace Parse(string place)
    {
        var colon = place.IndexOf("://", StringComparison.Ordinal);
        if (!Is(place)) throw Wrong("it begins with neither redis:// nor rediss://");
        var rest = place[(colon + 3)..];
        string? user = null, password = null;
        // Before all else, so that no part of a password is taken for something that is repeated.
        if (rest.LastIndexOf('@') is >= 0 and var at)
        {
            var login = rest[..at];
            rest = rest[(at + 1)..];
            var split = login.IndexOf(':', StringComparison.Ordinal);
            user = Uri.UnescapeDataString(split < 0 ? login : login[..split]) is { Length: > 0 } known ? known : null;
            password = split < 0 ? null : Uri.UnescapeDataString(login[(split + 1)..]);
        }
        var query = "";
        if (rest.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark) (rest, query) = (rest[..mark], rest[(mark + 1)..]);
        var name = DefaultName;
        if (rest.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash) (rest, name) = (rest[..slash], rest[(slash + 1)..] is { Length: > 0 } given ? given : DefaultName);
        if (name.Length > MostNameLetters || !name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':'))
            throw Wrong($"the name '{name}' is not of 1 to {MostNameLetters} letters, digits, '-', '_', '.' or ':'");
        var hosts = rest.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (hosts.Length == 0) throw Wrong("it names no host");
        var parsed = new SharedPlace { EndPoints = [.. hosts.Select(Host)], User = user, Password = password, Tls = place.StartsWith("rediss", StringComparison.OrdinalIgnoreCase), Name = name };
        foreach (var option in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (option.StartsWith(TimeoutOption, StringComparison.Ordinal)) parsed = parsed with { Timeout = TimeoutOf(option[TimeoutOption.Length..]) };
            else if (!option.StartsWith(IssuersOption, StringComparison.Ordinal)) throw Wrong($"the option '{option}' is not known; there are timeout, as in ?timeout=500ms or ?timeout=2s, and ca, a file of certificates' issuers");
            else if (!parsed.Tls) throw Wrong("ca names issuers of certificates, which a server shows over rediss:// only");
            else parsed = parsed with { Issuers = Uri.UnescapeDataString(option[IssuersOption.Length..]) };
        }
        return parsed;
    }

    /// <summary>An address as it may be kept in a file: a shared index's without user and password, all else as it is.</summary>
    public static string WithoutLogin(string place) =>
        Is(place) && place.LastIndexOf('@') is >= 0 and var at ? string.Concat(place.AsSpan(0, place.IndexOf("//", StringComparison.Ordinal) + 2), place.AsSpan(at + 1)) : place;

    /// <summary>The address without login.</summary>
    public override string ToString() => $"{(Tls ? "rediss" : "redis")}://{string.Join(',', EndPoints.Select(static end => end is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : end.ToString()))}/{Name}";

    internal ConfigurationOptions Options()
    {
        var options = new ConfigurationOptions
        {
            User = User, Password = Password, Ssl = Tls, ClientName = "detector", Protocol = RedisProtocol.Resp2,
            // An index that is away must be told at once, and be asked again when it is back.
            AbortOnConnectFail = false, BacklogPolicy = BacklogPolicy.FailFast, ConnectRetry = 1, ConnectTimeout = (int)Math.Max(1000, Timeout.TotalMilliseconds), ReconnectRetryPolicy = new LinearRetry(500),
            // Look-ups keep their own, shorter time.
            AsyncTimeout = (int)(Timeout.TotalMilliseconds * 5), SyncTimeout = (int)(Timeout.TotalMilliseconds * 5), HeartbeatInterval = TimeSpan.FromMilliseconds(500), ConfigCheckSeconds = 10,
        };
        // INFO tells how much memory is used, and counts as a command for administrators.
        options.AllowAdmin = true;
        if (Tls) options.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        // Nothing is subscribed to, and cluster or not is asked of the server.
        options.CommandMap = CommandMap.Create(["SUBSCRIBE", "UNSUBSCRIBE", "PSUBSCRIBE", "PUNSUBSCRIBE", "PUBLISH"], available: false);
        foreach (var end in EndPoints) options.EndPoints.Add(end);
        return options;
    }

    private static EndPoint Host(string host)
    {
        var port = DefaultPort;
        var colon = host.LastIndexOf(':');
        // An IPv6 address stands in brackets (RFC 3986, 3.2.2).
        if (colon > host.LastIndexOf(']'))
        {
            if (!int.TryParse(host[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535) throw Wrong($"'{host[(colon + 1)..]}' is no port (1 to 65535)");
            host = host[..colon];
        }
        host = host.Trim('[', ']');
        if (host.Length == 0) throw Wrong("a host is empty");
        return IPAddress.TryParse(host, out var address) ? new IPEndPoint(address, port) : new DnsEndPoint(host, port);
    }

    private static TimeSpan TimeoutOf(string value)
    {
        var milliseconds = value.EndsWith("ms", StringComparison.Ordinal);
        var number = milliseconds ? value[..^2] : value.TrimEnd('s');
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)) throw Wrong($"the timeout '{value}' is no time; 500ms and 2s are");
        var timeout = milliseconds ? TimeSpan.FromMilliseconds(amount) : TimeSpan.FromSeconds(amount);
        return timeout >= TimeSpan.FromMilliseconds(50) && timeout <= TimeSpan.FromSeconds(60) ? timeout : throw Wrong($"the timeout '{value}' is not between 50ms and 60s");
    }

    private static IndexAwayException Wrong(string why) => new($"The address of the shared index cannot be used: {why}. It looks like redis://[user:password@]host[:port][,host:port...][/name][?timeout=2s], with rediss:// for TLS; in a password write @ / ? : % as %40 %2F %3F %3A %25.");
}
