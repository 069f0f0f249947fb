using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Detector.Pages.Addresses;

namespace Detector.Desk.Acting;

/// <summary>Lists of sites in the forms other programs read.</summary>
public enum ListFormat : byte
{
    /// <summary>
    /// Match patterns, one a line, # for comments (https://github.com/iorate/ublacklist#readme). Its patterns have no hosts in brackets, so an address of IPv6 is a regular expression. Checked line by line against the grammar
    /// in that program's match-pattern.ts.
    /// </summary>
    UBlacklist,
    /// <summary>
    /// Network filters that block whole pages, for uBlock Origin and AdGuard (https://github.com/gorhill/uBlock/wiki/Static-filter-syntax#all). Checked with uBlock Origin's own engine (@gorhill/ubo-core 0.1.30),
    /// AdGuard's parser (@adguard/agtree 4.2.0) and Ghostery's engine (@ghostery/adblocker 2.18.2): a confirmed site and what is below it are blocked, a name that only ends alike is not.
    /// </summary>
    UBlock,
    /// <summary>hosts(5): an address that leads nowhere, then the name. Only hosts that were seen and the site's bare name: the format has no wildcards. Checked with @adguard/agtree 4.2.0 and @gorhill/ubo-core 0.1.30.</summary>
    Hosts,
    /// <summary>Bare names, one a line.</summary>
    Domains,
    /// <summary>RFC 4180, with pages, kinds, dates and reasons.</summary>
    Csv,
    /// <summary>A bundle of STIX 2.1 indicators (https://docs.oasis-open.org/cti/stix/v2.1/).</summary>
    Stix,
    /// <summary>An event of MISP's core format (https://www.misp-standard.org/rfc/misp-standard-core.html).</summary>
    Misp,
}

/// <summary>Writes confirmed sites, and reads back which sites an earlier list named.</summary>
public static class SiteList
{
    // RFC 9562's version 5 wants a namespace of one's own; these two never change, so that a site keeps its id from export to export.
    private static readonly Guid Namespace = Guid.Parse("6f0a7d52-2f0b-5d0e-9d1c-0b6b5b1f7c11");

    private static readonly JsonWriterOptions Plain = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The format's name on the command line.</summary>
    public static string NameOf(ListFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>File ending and media type.</summary>
    public static (string Ending, string MediaType) FileOf(ListFormat format) => format switch
    {
        ListFormat.Csv => ("csv", "text/csv; charset=utf-8"),
        ListFormat.Stix => ("json", "application/stix+json;version=2.1"),
        ListFormat.Misp => ("json", "application/json"),
        _ => ("txt", "text/plain; charset=utf-8"),
    };

    /// <summary>The list as a text that ends with a line feed.</summary>
    /// <param name="sites">What to name, and what was spared.</param>
    /// <param name="format">In which form.</param>
    /// <param name="run">The run's name: stands in the list's heading.</param>
    /// <param name="now">When it is made.</param>
    public static string Write(ConfirmedSites sites, ListFormat format, string run, DateTimeOffset now) => format switch
    {
        ListFormat.UBlacklist => Lines(sites, run, now, "# ", site => [site.Site[0] == '[' ? $@"/^https?:\/\/\[{site.Site[1..^1]}\][:\/]/" : site.IsIp ? $"*://{site.Site}/*" : $"*://*.{site.Site}/*"]),
        ListFormat.UBlock => $"! Title: {OneLine(run)}\n! Homepage: https://github.com/gorhill/uBlock/wiki/Static-filter-syntax\n" + Lines(sites, run, now, "! ", site => [$"||{site.Site}^$all"]),
        ListFormat.Hosts => Lines(sites, run, now, "# ", site => site.IsIp ? [] : site.Hosts.Append(site.Site).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(host => $"0.0.0.0 {host}")),
        ListFormat.Domains => string.Concat(sites.Sites.Select(site => site.Site + "\n")),
        ListFormat.Csv => Table(sites),
        ListFormat.Stix => Stix(sites, run, now),
        ListFormat.Misp => Misp(sites, run, now),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Another format needs a writer of its own."),
    };

    /// <summary>The sites a list names, in whichever of the formats it is.</summary>
    /// <exception cref="FormatException">It is none of them.</exception>
    public static IReadOnlySet<string> Read(string text)
    {
        var sites = new SortedSet<string>(StringComparer.Ordinal);
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("{", StringComparison.Ordinal)) ReadJson(text, sites);
        else if (start.StartsWith("site,", StringComparison.Ordinal)) foreach (var line in Body(text).Skip(1)) sites.Add(line.Split(',', 2)[0]);
        else
        {
            foreach (var line in Body(text))
            {
                if (line[0] is '#' or '!') continue;
                var name = line.StartsWith(@"/^https?:\/\/\[", StringComparison.Ordinal) ? $"[{line[15..].Split('\\')[0]}]" : line.StartsWith("*://*.", StringComparison.Ordinal) ? line[6..^2] : line.StartsWith("*://", StringComparison.Ordinal) ? line[4..^2]
                    : line.StartsWith("||", StringComparison.Ordinal) ? line[2..].Split('^')[0] : line.StartsWith("0.0.0.0 ", StringComparison.Ordinal) ? line[8..] : line;
                if (Address.TryParse(name) is not { } address) throw new FormatException($"'{line}' names no site: this is no list that 'detector export' writes.");
                // A hosts file names hosts; what is compared are sites.
                sites.Add(address.Domain);
            }
        }
        return sites;
    }

    /// <summary>What changed since an earlier list: a line with + for each site that is new, with − and the reason for each that is gone.</summary>
    public static string Since(ConfirmedSites sites, IReadOnlySet<string> before)
    {
        var spared = sites.Spared.ToDictionary(site => site.Site, site => site.Why, StringComparer.Ordinal);
        var now = sites.Sites.ToDictionary(site => site.Site, StringComparer.Ordinal);
        var lines = now.Keys.Where(site => !before.Contains(site)).Select(site => (Site: site, Line: $"+ {site}"))
            .Concat(before.Where(site => !now.ContainsKey(site)).Select(site => (Site: site, Line: $"- {site}  # {OneLine(spared.GetValueOrDefault(site, "no page of it is confirmed any more"))}")));
        return string.Concat(lines.OrderBy(line => line.Site, StringComparer.Ordinal).Select(line => line.Line + "\n"));
    }

    private static IEnumerable<string> Body(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private static void ReadJson(string text, SortedSet<string> sites)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            if (json.RootElement.TryGetProperty("objects", out var objects))
            {
                foreach (var one in objects.EnumerateArray())
                    if (one.TryGetProperty("name", out var name) && one.GetProperty("type").ValueEquals("indicator"))
                        sites.Add(name.GetString()!);
                return;
            }
            foreach (var attribute in json.RootElement.GetProperty("Event").GetProperty("Attribute").EnumerateArray()) sites.Add(Bracketed(attribute.GetProperty("value").GetString()!));
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"This is neither a STIX bundle nor a MISP event: {wrong.Message}", wrong);
        }
    }

    // MISP writes an address of IPv6 bare, everybody else as in a URL.
    private static string Bracketed(string value) => value.Contains(':', StringComparison.Ordinal) && value[0] != '[' ? $"[{value}]" : value;

    private static string Lines(ConfirmedSites sites, string run, DateTimeOffset now, string comment, Func<ConfirmedSite, IEnumerable<string>> entries)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{comment}{sites.Sites.Count} {(sites.Sites.Count == 1 ? "site" : "sites")} confirmed by moderators in {OneLine(run)}, written {now.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}\n");
        foreach (var spared in sites.Spared) text.Append(comment).Append("spared: ").Append(OneLine(spared.Site)).Append(", ").Append(OneLine(spared.Why)).Append('\n');
        foreach (var entry in sites.Sites.SelectMany(entries)) text.Append(entry).Append('\n');
        return text.ToString();
    }

    // A reason is a person's words: a line break in it would make an entry of the rest.
    private static string OneLine(string words) => string.Concat(words.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));

    private static string Table(ConfirmedSites sites)
    {
        var text = new StringBuilder("site,pages,kinds,hosts,confirmed,who,why\r\n");
        foreach (var site in sites.Sites)
        {
            text.AppendJoin(',', new[]
            {
                site.Site, site.Pages.ToString(CultureInfo.InvariantCulture), string.Join(' ', site.Kinds), string.Join(' ', site.Hosts), site.Since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                string.Join("; ", site.Who), string.Join("; ", site.Why),
            }.Select(Showing.Csv.Field)).Append("\r\n");
        }
        return text.ToString();
    }

    private static string Stix(ConfirmedSites sites, string run, DateTimeOffset now)
    {
        var author = $"identity--{Id("identity")}";
        return Json(json =>
        {
            json.WriteString("type", "bundle");
            json.WriteString("id", $"bundle--{Id($"bundle {run} {Stamp(now)}")}");
            json.WriteStartArray("objects");
            json.WriteStartObject();
            json.WriteString("type", "identity");
            json.WriteString("spec_version", "2.1");
            json.WriteString("id", author);
            json.WriteString("created", "2026-01-01T00:00:00.000Z");
            json.WriteString("modified", "2026-01-01T00:00:00.000Z");
            json.WriteString("name", "Detector moderators");
            json.WriteString("identity_class", "group");
            json.WriteEndObject();
            foreach (var site in sites.Sites)
            {
                json.WriteStartObject();
                json.WriteString("type", "indicator");
                json.WriteString("spec_version", "2.1");
                json.WriteString("id", $"indicator--{Id($"site {site.Site}")}");
                json.WriteString("created_by_ref", author);
                json.WriteString("created", Stamp(site.Since));
                json.WriteString("modified", Stamp(now < site.Since ? site.Since : now));
                json.WriteString("name", site.Site);
                json.WriteString("description", Says(site));
                json.WriteStartArray("indicator_types");
                json.WriteStringValue("unknown");
                json.WriteEndArray();
                json.WriteString("pattern", site.IsIp ? $"[ipv{(site.Site[0] == '[' ? 6 : 4)}-addr:value = '{site.Site.Trim('[', ']')}']" : $"[domain-name:value = '{site.Site}']");
                json.WriteString("pattern_type", "stix");
                json.WriteString("valid_from", Stamp(site.Since));
                json.WriteStartArray("labels");
                json.WriteStringValue("content-farm");
                foreach (var kind in site.Kinds) json.WriteStringValue(kind.Replace(' ', '-'));
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });
    }

    private static string Misp(ConfirmedSites sites, string run, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Json(json =>
        {
            json.WriteStartObject("Event");
            json.WriteString("uuid", Id($"event {run}"));
            json.WriteString("info", $"Content-farm sites confirmed in {run}");
            json.WriteString("date", now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("timestamp", seconds);
            json.WriteBoolean("published", false);
            // 2: completed; 3: low; 0: your organisation only, until somebody decides to share it.
            json.WriteString("analysis", "2");
            json.WriteString("threat_level_id", "3");
            json.WriteString("distribution", "0");
            json.WriteString("sharing_group_id", "0");
            json.WriteStartObject("Orgc");
            json.WriteString("name", "Detector moderators");
            json.WriteString("uuid", Id("identity"));
            json.WriteEndObject();
            json.WriteStartArray("Attribute");
            foreach (var site in sites.Sites)
            {
                json.WriteStartObject();
                json.WriteString("uuid", Id($"site {site.Site}"));
                json.WriteString("type", site.IsIp ? "ip-dst" : "domain");
                json.WriteString("category", "Network activity");
                json.WriteBoolean("to_ids", true);
                json.WriteString("value", site.Site.Trim('[', ']'));
                json.WriteString("comment", Says(site));
                json.WriteString("timestamp", seconds);
                json.WriteString("distribution", "5");
                json.WriteString("sharing_group_id", "0");
                json.WriteBoolean("disable_correlation", false);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static string Says(ConfirmedSite site) =>
        string.Create(CultureInfo.InvariantCulture, $"{Showing.Words.Count(site.Pages, "page")} confirmed by {string.Join(", ", site.Who)}: {string.Join(", ", site.Kinds)}{(site.Why.Count > 0 ? ". " + string.Join("; ", site.Why) : "")}");

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    // RFC 9562, 5.5: SHA-1 of namespace and name, with version and variant set.
    private static Guid Id(string name)
    {
        Span<byte> bytes = stackalloc byte[20];
#pragma warning disable CA5350 // The format's own hash; nothing is secret.
        SHA1.HashData([.. Namespace.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)], bytes);
#pragma warning restore CA5350
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x50);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
