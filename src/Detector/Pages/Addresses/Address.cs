using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;

namespace Detector.Pages.Addresses;

/// <summary>
/// A web address taken apart: whose site it is (public suffix, registrable domain), and what its path says (words, dates, id tokens).
/// Reading is as tolerant as a browser's address bar, because addresses come from markup, feeds and hand-typed lists; what cannot be a
/// web page's address (<c>javascript:</c>, <c>data:</c>, <c>file:</c>, plain words) is null.
/// </summary>
/// <remarks>The grammar follows the WHATWG URL Standard (https://url.spec.whatwg.org) for http and https; the fragment is dropped.</remarks>
public sealed class Address : IEquatable<Address>
{
    /// <summary>Longer addresses are not read: no page is reached by one, and their parts would only cost time. In characters.</summary>
    public const int MaximumLength = 8192;

    private static readonly FrozenSet<string> FileEndings = FrozenSet.Create(StringComparer.Ordinal, "html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp", "txt", "xml", "json", "pdf");
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private readonly Lazy<AddressPath> _path;

    private Address(string scheme, string host, int port, string path, string query, bool isIp, bool schemeGiven)
    {
        Scheme = scheme;
        Host = host;
        Port = port;
        Path = path;
        RawQuery = query;
        IsIp = isIp;
        HasScheme = schemeGiven;
        var authority = port == (scheme == "https" ? 443 : 80) ? host : $"{host}:{port}";
        Url = $"{scheme}://{authority}{path}{(query.Length > 0 ? "?" : "")}{query}";
        Labels = isIp ? [host] : host.Split('.');
        if (isIp)
        {
            Suffix = "";
            Domain = host;
            DomainLabel = host;
            Subdomains = [];
        }
        else
        {
            Suffix = PublicSuffixes.SuffixOf(host, out var rule).ToString();
            IsPrivateSuffix = rule == SuffixRule.Private;
            var domain = PublicSuffixes.RegistrableDomain(host);
            HasRegistrableDomain = !domain.IsEmpty;
            Domain = domain.IsEmpty ? host : domain.ToString();
            DomainLabel = domain.IsEmpty ? Labels[0] : Domain[..^(Suffix.Length + 1)];
            Subdomains = host.Length == Domain.Length ? [] : host[..^(Domain.Length + 1)].Split('.');
        }
        _path = new Lazy<AddressPath>(() => new AddressPath(Path, RawQuery));
    }

    /// <summary>The address in one spelling: lower-case scheme and host, punycode, no default port, no fragment, no user name.</summary>
    public string Url { get; }

    /// <summary><c>http</c> or <c>https</c>; <c>https</c> where none was written.</summary>
    public string Scheme { get; }

    /// <summary>False when the scheme was filled in.</summary>
    public bool HasScheme { get; }

    /// <summary>Lower-case, in punycode, without a trailing dot; an IPv6 address in its brackets.</summary>
    public string Host { get; }

    /// <summary>The host as people read it: <c>食狮.公司.cn</c> for <c>xn--85x722f.xn--55qx5d.cn</c>.</summary>
    public string UnicodeHost => field ??= ToUnicode(Host);

    /// <summary>1..65535.</summary>
    public int Port { get; }

    /// <summary>The host's labels from left to right; the whole host for an IP address.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The public suffix (<c>co.uk</c>, <c>github.io</c>); empty for an IP address.</summary>
    public string Suffix { get; }

    /// <summary>
    /// The registrable domain (<c>bbc.co.uk</c>): the name somebody pays for or opened. The whole host where there is none
    /// (an IP address, a single label, a public suffix itself).
    /// </summary>
    public string Domain { get; }

    /// <summary>Whether <see cref="Domain"/> is a registrable domain and not a host that stands in for one.</summary>
    public bool HasRegistrableDomain { get; }

    /// <summary>The registrable domain without its suffix: <c>bbc</c>.</summary>
    public string DomainLabel { get; }

    /// <summary>The labels left of the registrable domain, from left to right: <c>www</c>, <c>kitevault</c>.</summary>
    public IReadOnlyList<string> Subdomains { get; }

    /// <summary>The host is an IPv4 or IPv6 address.</summary>
    public bool IsIp { get; }

    /// <summary>
    /// The suffix stands in the list's PRIVATE section: free or shared hosting and dynamic DNS (<c>blogspot.com</c>, <c>workers.dev</c>).
    /// Honest documentation and diaries live there too: it says cheap, not bad.
    /// </summary>
    public bool IsPrivateSuffix { get; }

    /// <summary>The path as written, percent codes kept, dot segments resolved; starts with a slash.</summary>
    public string Path { get; }

    /// <summary>The query as written, without its question mark; empty when there is none.</summary>
    public string RawQuery { get; }

    /// <summary>The path's non-empty segments, percent codes decoded.</summary>
    public IReadOnlyList<string> PathSegments => _path.Value.Segments;

    /// <summary>The segment with the most words, the last of them on a tie, without its extension; empty for a bare host.</summary>
    public string Slug => _path.Value.Slug;

    /// <summary>The slug's lower-case words, split at <c>- _ + . , ~</c>, spaces and where camel case turns.</summary>
    public IReadOnlyList<string> SlugWords => _path.Value.SlugWords;

    /// <summary>All the path's lower-case words in order, split as <see cref="SlugWords"/>, the extension left out.</summary>
    public IReadOnlyList<string> PathWords => _path.Value.Words;

    /// <summary>The query's parameters in order, decoded.</summary>
    public IReadOnlyList<QueryParameter> Query => _path.Value.Query;

    /// <summary>The last segment's lower-case file extension without its dot, at most five characters (<c>html</c>); empty when there is none.</summary>
    public string Extension => _path.Value.Extension;

    /// <summary>The date the path names, if any. Years 1990 to 2099.</summary>
    public PathDate? DateInPath => _path.Value.Date;

    /// <summary>Tokens in path and query made by machines, not people: ids, hashes, unix times. Dates are not among them.</summary>
    public IReadOnlyList<IdToken> IdTokens => _path.Value.Ids;

    /// <summary>Reads an address; null when it is none. Never throws.</summary>
    public static Address? TryParse(string? url)
    {
        if (string.IsNullOrWhiteSpace(url) || url.Length > MaximumLength) return null;
        var text = Clean(url);
        var (scheme, at) = ReadScheme(text);
        if (scheme is null) return null;
        var given = scheme.Length > 0;
        if (!given) scheme = "https";

        var end = text.AsSpan(at).IndexOfAny("/?#\\");
        end = end < 0 ? text.Length : at + end;
        var authority = text.AsSpan(at, end - at);
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        if (!TryReadPort(ref authority, scheme, out var port)) return null;
        if (ReadHost(authority, out var isIp) is not { } host) return null;
        // Without a scheme only a dotted name or number is an address: "hello", "index.html/x" cannot be told apart from words otherwise, nor 8003098 from a count.
        if (!given && isIp && authority.IndexOfAny('.', '[') < 0) return null;
        if (!given && !isIp && !host.Contains('.', StringComparison.Ordinal)) return null;
        // Saved pages are handed on under the name of their file: a host that ends like one is under no registry's suffix.
        if (FileEndings.Contains(host[(host.LastIndexOf('.') + 1)..])) return null;

        var rest = text.AsSpan(end);
        var fragment = rest.IndexOf('#');
        if (fragment >= 0) rest = rest[..fragment];
        var question = rest.IndexOf('?');
        var query = question < 0 ? "" : Escape(rest[(question + 1)..]);
        var path = ResolveDots(Escape(question < 0 ? rest : rest[..question]).Replace('\\', '/'));
        return new Address(scheme, host, port, path, query, isIp, given);
    }

    /// <summary>Whether both addresses belong to one site: the same registrable domain, or the same host where there is none.</summary>
    public bool SameSite(Address other) => string.Equals(Domain, other.Domain, StringComparison.Ordinal);

    /// <summary>
    /// Whether a link on this page stays on this page's site. Relative links, fragments and scripts do; mail and phone links do as well,
    /// they lead nowhere else. Allocates nothing.
    /// </summary>
    public bool IsOwn(ReadOnlySpan<char> href)
    {
        var host = Addresses.Href.HostOf(href);
        if (host.IsEmpty || host.Equals(Host, StringComparison.OrdinalIgnoreCase)) return true;
        return RegistrableDomain(host).Equals(Domain, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The host inside an href, as a part of it; empty where the href has none. See <see cref="Href.HostOf"/>.</summary>
    public static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> href) => Addresses.Href.HostOf(href);

    /// <summary>
    /// The registrable domain of a host, as a part of it and in its own case; the whole host for an IP address, a single label or a
    /// public suffix. Allocates nothing: meant for every link of a page.
    /// </summary>
    public static ReadOnlySpan<char> RegistrableDomain(ReadOnlySpan<char> host)
    {
        host = host.TrimEnd('.');
        if (host.IsEmpty || LooksLikeIp(host)) return host;
        var domain = PublicSuffixes.RegistrableDomain(host);
        return domain.IsEmpty ? host : domain;
    }

    public bool Equals(Address? other) => other is not null && string.Equals(Url, other.Url, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as Address);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Url);

    public override string ToString() => Url;

    // A name's last label is never all digits (RFC 3696), so that one look tells an IPv4 address.
    private static bool LooksLikeIp(ReadOnlySpan<char> host)
    {
        if (host[0] == '[') return true;
        for (var i = host.Length - 1; i >= 0 && host[i] != '.'; i--)
        {
            if (!char.IsAsciiDigit(host[i])) return false;
        }
        return true;
    }

    private static string Clean(string url)
    {
        var text = url.AsSpan().Trim();
        while (text.Length >= 2 && (text[0], text[^1]) is ('<', '>') or ('"', '"') or ('\'', '\'') or ('\u201C', '\u201D')) text = text[1..^1].Trim();
        if (!ContainsControl(text)) return text.ToString();
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsControl(c)) kept.Append(c);
        }
        return kept.ToString().Trim();

        static bool ContainsControl(ReadOnlySpan<char> text)
        {
            foreach (var c in text)
            {
                if (char.IsControl(c)) return true;
            }
            return false;
        }
    }

    /// <summary>The scheme ("" where none is written, null where it is not the web's) and where the authority starts.</summary>
    private static (string? Scheme, int Authority) ReadScheme(string text)
    {
        if (text.StartsWith("//", StringComparison.Ordinal) || text.StartsWith(@"\\", StringComparison.Ordinal)) return ("", 2);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) return ("", 0);
        var before = text.AsSpan(0, colon);
        var isHttp = before.Equals("http", StringComparison.OrdinalIgnoreCase);
        if (isHttp || before.Equals("https", StringComparison.OrdinalIgnoreCase))
        {
            var at = colon + 1;
            while (at < text.Length && text[at] is '/' or '\\' or ' ') at++;
            return (isHttp ? "http" : "https", at);
        }
        foreach (var c in before)
        {
            // A slash, a query or a user name before the colon: the colon belongs to them.
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.')) return ("", 0);
        }
        // "example.com:8080/x" is a host and a port; "user.name:secret@host" a login.
        var port = text.AsSpan(colon + 1);
        var digits = port.IndexOfAnyExceptInRange('0', '9');
        var isPort = before.Contains('.') && port.Length > 0 && (digits < 0 || (digits > 0 && port[digits] is '/' or '?' or '#' or '\\'));
        return isPort ? ("", 0) : (null, 0);
    }

    private static bool TryReadPort(ref ReadOnlySpan<char> authority, string scheme, out int port)
    {
        port = scheme == "https" ? 443 : 80;
        var colon = authority.LastIndexOf(':');
        if (colon < 0 || authority[colon..].Contains(']')) return true;
        var digits = authority[(colon + 1)..].Trim();
        authority = authority[..colon];
        // An empty port is the default one.
        if (digits.IsEmpty) return true;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;
    }

    private static string? ReadHost(ReadOnlySpan<char> raw, out bool isIp)
    {
        isIp = false;
        raw = raw.Trim();
        if (raw.IsEmpty) return null;
        if (raw[0] == '[')
        {
            isIp = true;
            return raw[^1] == ']' && raw.Contains(':') && IPAddress.TryParse(raw[1..^1], out var v6) ? $"[{v6}]" : null;
        }
        var host = raw.ToString();
        if (host.Contains('%', StringComparison.Ordinal)) host = Uri.UnescapeDataString(host);
        host = host.Replace('。', '.').Replace('．', '.').Replace('｡', '.').TrimEnd('.').ToLowerInvariant();
        if (host.Length is 0 or > 253) return null;
        foreach (var c in host)
        {
            if (c <= ' ' || c == 0x7F || char.IsWhiteSpace(c) || char.IsControl(c) || "\"#%/:<>?@[\\]^`{|}!$&'()*+,;=~".Contains(c, StringComparison.Ordinal)) return null;
        }
        var labels = host.Split('.');
        foreach (var label in labels)
        {
            if (label.Length is 0 or > 63) return null;
        }
        if (IsNumber(labels[^1]))
        {
            isIp = true;
            return ReadIPv4(labels);
        }
        if (Ascii.IsValid(host)) return host;
        try
        {
            host = new IdnMapping { AllowUnassigned = true }.GetAscii(host).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
        return host.Length <= 253 ? host : null;
    }

    private static bool IsNumber(string label) =>
        !label.AsSpan().ContainsAnyExceptInRange('0', '9')
        || (label.StartsWith("0x", StringComparison.Ordinal) && !label.AsSpan(2).ContainsAnyExcept(HexDigits));

    // The URL Standard's IPv4 parser: one to four numbers, decimal, octal or hexadecimal; the last fills the bytes that are left.
    private static string? ReadIPv4(string[] labels)
    {
        if (labels.Length > 4) return null;
        long value = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var label = labels[i];
            if (!IsNumber(label) || label.Length > 12) return null;
            long part;
            if (label.StartsWith("0x", StringComparison.Ordinal))
                part = label.Length == 2 ? 0 : Convert.ToInt64(label[2..], 16);
            else if (label is ['0', _, ..])
                part = label.AsSpan().ContainsAny('8', '9') ? -1 : Convert.ToInt64(label, 8);
            else
                part = long.Parse(label, CultureInfo.InvariantCulture);
            var last = i == labels.Length - 1;
            var limit = last ? 1L << (8 * (5 - labels.Length)) : 256;
            if (part < 0 || part >= limit) return null;
            value |= last ? part : part << (8 * (3 - i));
        }
        return $"{value >> 24 & 255}.{value >> 16 & 255}.{value >> 8 & 255}.{value & 255}";
    }

    // Only what would end or split the address where it is written down: white space, quotes and angle brackets.
    private static string Escape(ReadOnlySpan<char> part)
    {
        var escaped = new StringBuilder(part.Length);
        foreach (var c in part)
        {
            if (c is '"' or '<' or '>' || char.IsWhiteSpace(c)) escaped.Append(Uri.EscapeDataString(c.ToString()));
            else escaped.Append(c);
        }
        return escaped.ToString();
    }

    private static string ResolveDots(string path)
    {
        if (path.Length == 0) return "/";
        if (!path.Contains("/.", StringComparison.Ordinal)) return path;
        var kept = new List<string>();
        var parts = path.Split('/');
        for (var i = 1; i < parts.Length; i++)
        {
            var last = i == parts.Length - 1;
            if (parts[i] == "..")
            {
                if (kept.Count > 0) kept.RemoveAt(kept.Count - 1);
                if (last) kept.Add("");
            }
            else if (parts[i] == ".")
            {
                if (last) kept.Add("");
            }
            else
            {
                kept.Add(parts[i]);
            }
        }
        return "/" + string.Join('/', kept);
    }

    private static string ToUnicode(string host)
    {
        if (!host.Contains("xn--", StringComparison.Ordinal)) return host;
        try
        {
            return new IdnMapping { AllowUnassigned = true }.GetUnicode(host);
        }
        catch (ArgumentException)
        {
            // Punycode that decodes to nothing: the host is still a host, it only cannot be read.
            return host;
        }
    }
}
