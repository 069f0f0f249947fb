using System.Buffers;
using System.Globalization;
using System.Text;

namespace Detector.Sources.Web;

/// <summary>
/// What a robots.txt (RFC 9309) says to one robot. The groups of its name count together, else those of "*"; of the rules that match, the longest speaks, and of two as long the
/// one that allows. "*" stands for anything, "$" at the end for the end. Lines that mean nothing are passed over.
/// </summary>
internal sealed class RobotsFile
{
    /// <summary>Bytes that are read; RFC 9309, 2.5 wants 500 KiB at least.</summary>
    public const int MaximumBytes = 500 * 1024;

    // Rules beyond this many are no rules a person wrote; the file would be matched for ever.
    private const int MaximumRules = 20_000;

    private readonly List<(string Pattern, bool Allows)> _rules = [];

    private RobotsFile()
    {
    }

    /// <summary>No file: everything may be fetched.</summary>
    public static RobotsFile AllowAll { get; } = new();

    /// <summary>Crawl-delay, which is no part of the standard but widely asked for; null when the file does not say.</summary>
    public TimeSpan? CrawlDelay { get; private set; }

    /// <summary>Reads a file.</summary>
    /// <param name="content">Its bytes, up to <see cref="MaximumBytes"/>; more are not read.</param>
    /// <param name="robot">The robot's name: letters, "_" and "-".</param>
    public static RobotsFile Read(ReadOnlySpan<byte> content, string robot)
    {
        if (content.Length > MaximumBytes)
        {
            content = content[..MaximumBytes];
            // Half a rule could say the opposite of the whole one.
            var whole = content.LastIndexOfAny((byte)'\n', (byte)'\r');
            content = whole < 0 ? default : content[..whole];
        }
        if (content.StartsWith("\uFEFF"u8)) content = content[3..];
        var named = new RobotsFile();
        var general = new RobotsFile();
        var isNamed = false;
        // The group under way is meant for this robot by name, for all, or neither; several agents may head one group.
        bool forName = false, forAll = false, inRules = true;
        foreach (var line in Encoding.UTF8.GetString(content).AsSpan().EnumerateLines())
        {
            if (!Field(line, out var name, out var value)) continue;
            if (name.Equals("user-agent", StringComparison.OrdinalIgnoreCase) || name.Equals("useragent", StringComparison.OrdinalIgnoreCase) || name.Equals("user agent", StringComparison.OrdinalIgnoreCase))
            {
                if (inRules) forName = forAll = inRules = false;
                if (value is "*" || value.StartsWith("* ", StringComparison.Ordinal)) forAll = true;
                else if (Product(value).Equals(robot, StringComparison.OrdinalIgnoreCase)) forName = isNamed = true;
                continue;
            }
            var allows = name.Equals("allow", StringComparison.OrdinalIgnoreCase);
            if (allows || name.Equals("disallow", StringComparison.OrdinalIgnoreCase))
            {
                inRules = true;
                if (forName) named.Add(value, allows);
                if (forAll) general.Add(value, allows);
            }
            else if (name.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase) && double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e6)
            {
                inRules = true;
                if (forName) named.CrawlDelay = TimeSpan.FromSeconds(seconds);
                if (forAll) general.CrawlDelay = TimeSpan.FromSeconds(seconds);
            }
            // Sitemap and what is unknown belongs to no group and ends none.
        }
        return isNamed ? named : general;
    }

    /// <summary>Whether the robot may fetch a path.</summary>
    /// <param name="pathAndQuery">As it is asked for, percent codes kept.</param>
    public bool Allows(string pathAndQuery)
    {
        // Its own rules are always free to read.
        if (pathAndQuery == "/robots.txt") return true;
        var path = Normal(pathAndQuery);
        var longest = -1;
        var allowed = true;
        foreach (var (pattern, allows) in _rules)
        {
            if (pattern.Length < longest || (pattern.Length == longest && !allows) || !Matches(path, pattern)) continue;
            longest = pattern.Length;
            allowed = allows;
        }
        return allowed;
    }

    private void Add(ReadOnlySpan<char> value, bool allows)
    {
        // An empty rule says nothing. Some forget the leading slash; the wildcard needs none.
        if (value.IsEmpty || _rules.Count >= MaximumRules) return;
        var pattern = Normal(value.ToString());
        _rules.Add((pattern[0] is '/' or '*' ? pattern : "/" + pattern, allows));
    }

    private static bool Field(ReadOnlySpan<char> line, out ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        var comment = line.IndexOf('#');
        if (comment >= 0) line = line[..comment];
        var colon = line.IndexOf(':');
        name = colon < 0 ? default : line[..colon].Trim();
        value = colon < 0 ? default : line[(colon + 1)..].Trim();
        return colon > 0;
    }

    /// <summary>The robot's name in what it calls itself: "DetectorBot/2.0" is DetectorBot.</summary>
    public static ReadOnlySpan<char> Product(ReadOnlySpan<char> value)
    {
        var end = value.IndexOfAnyExcept(ProductCharacters);
        return end < 0 ? value : value[..end];
    }

    private static readonly SearchValues<char> ProductCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-");

    /// <summary>One spelling for both sides (RFC 9309, 2.2.2): what is not ASCII as UTF-8 in percent codes, codes of plain letters and digits undone, the others in upper case.</summary>
    private static string Normal(string path)
    {
        var normal = new StringBuilder(path.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in path.EnumerateRunes())
        {
            if (rune.IsAscii && rune.Value > ' ' && rune.Value < 0x7F) normal.Append((char)rune.Value);
            else
            {
                foreach (var b in bytes[..rune.EncodeToUtf8(bytes)]) normal.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }
        for (var i = 0; i + 2 < normal.Length; i++)
        {
            if (normal[i] != '%' || !char.IsAsciiHexDigit(normal[i + 1]) || !char.IsAsciiHexDigit(normal[i + 2])) continue;
            var code = Convert.ToInt32($"{normal[i + 1]}{normal[i + 2]}", 16);
            if (char.IsAsciiLetterOrDigit((char)code) || code is '-' or '.' or '_' or '~')
            {
                normal[i] = (char)code;
                normal.Remove(i + 1, 2);
            }
            else
            {
                normal[i + 1] = char.ToUpperInvariant(normal[i + 1]);
                normal[i + 2] = char.ToUpperInvariant(normal[i + 2]);
            }
        }
        return normal.ToString();
    }

    // The first place where a piece fits is always the best one: what follows has most room then.
    private static bool Matches(ReadOnlySpan<char> path, ReadOnlySpan<char> pattern)
    {
        var toEnd = pattern is [.., '$'];
        if (toEnd) pattern = pattern[..^1];
        var at = 0;
        for (var first = true; ; first = false)
        {
            var star = pattern.IndexOf('*');
            var piece = star < 0 ? pattern : pattern[..star];
            if (star < 0 && toEnd) return path[at..].EndsWith(piece, StringComparison.Ordinal) && (!first || path.Length == piece.Length);
            var found = first ? (path.StartsWith(piece, StringComparison.Ordinal) ? 0 : -1) : path[at..].IndexOf(piece, StringComparison.Ordinal);
            if (found < 0) return false;
            if (star < 0) return true;
            at += found + piece.Length;
            pattern = pattern[(star + 1)..];
        }
    }
}
