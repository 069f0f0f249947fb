using System.Text;
using Detector.Benchmarks.Hostile;
using Detector.Pages;

namespace Detector.Benchmarks.Fuzz;

/// <summary>A page as the fuzzer hands it over.</summary>
internal sealed record Attempt(byte[] Bytes, PageRequest Request, bool IsArchive);

/// <summary>Makes pages worse, the way crawls and attackers do: flipped bytes, spliced tags, cut ends, lying encodings, nested shapes.</summary>
internal sealed class Mutations(IReadOnlyList<byte[]> pages, IReadOnlyList<byte[]> archives, long seed)
{
    private const int Most = 1 << 20;

    private static readonly string[] Parts =
    [
        "<div>", "</div>", "<p>", "</p>", "<table><tr><td>", "</td>", "</table>", "<a href=", "<a href='//[::1", "</a>", "<script>", "</script>", "<style>", "<!--", "-->", "<![CDATA[", "]]>", "<svg>", "<math>", "<template>", "</template>", "<select><option>",
        "<textarea>", "<title>", "</title>", "<plaintext>", "<meta charset=utf-16>", "<meta name=author content='", "<meta http-equiv=refresh content='0;url=//", "<base href='http://%zz/'>", "<link rel=canonical href='http://[", "<img src=data:,", "<frameset>", "<noscript>", "<iframe>", "<object>",
        "<script type=application/ld+json>{\"@type\":[", "{\"@graph\":[{\"author\":{\"name\":[[", "\"datePublished\":\"9999-99-99T99:99:99+99:99\"", "\\ud800", "&#x110000;", "&#0;", "&notit;", "&amp", "\0", "\uFEFF", "\u202E", "\uFFFF", "\u2028", "12/31/9999 25:61:61", "Date:0000-00-00 00:00:00", "View\n", "veryGood! (2147483648)",
        "(AP) — ", "By ", " | ", " - ", "...", "<b><i><font>", "<h1>", "</h1>", "<ul><li>", "<time datetime=-1>", "<time datetime='2025-13-45'>", " style='display:none'", " class='", " id=\"", ">", "<", "\"", "'", "=", "/", "\r", "\n\n\n", "\t",
    ];

    private static readonly string?[] ContentTypes = [null, "text/html", "text/html; charset=utf-8", "text/html; charset=utf-16", "text/html; charset=iso-2022-jp", "text/html; charset=gb18030", "text/html; charset=windows-1251", "text/html; charset=", "text/html; charset=\"", "text/plain", "application/xhtml+xml; charset=shift_jis", ";;;", "image/png"];

    private static readonly string?[] Addresses =
    [
        null, "", "https://www.site.example/news/2025/04/16/a-b-c.html", "http://", "https://xn--/", "http://1.2.3.4:99999/", "//host", "https://user:pass@a.example:0/%00%zz?q=%u0000#", "http://a..b./", "javascript:1", "https://[::1]/x", "https://co.uk/", "ftp://a.example/",
        "https://" + "a." + "example/" + "\uD800", "https://a.example/search?q=" + "x+y",
    ];

    /// <summary>The attempt of a number; the same for ever.</summary>
    public Attempt Make(long number)
    {
        var random = new Random(HashCode(seed, number));
        if (archives.Count > 0 && random.Next(12) == 0) return new Attempt(Mutate([.. archives[random.Next(archives.Count)]], random, archives), PageRequest.Unknown, IsArchive: true);
        var bytes = Mutate([.. pages[random.Next(pages.Count)]], random, pages);
        var request = new PageRequest { Url = Addresses[random.Next(Addresses.Length)], ContentType = ContentTypes[random.Next(ContentTypes.Length)], Format = random.Next(6) switch { 0 => PageFormat.Text, 1 => PageFormat.Html, _ => PageFormat.Detect } };
        return new Attempt(random.Next(20) == 0 ? Recode(bytes, random) : bytes, request, IsArchive: false);
    }

    // System.HashCode is seeded anew for every process.
    private static int HashCode(long seed, long number) => (int)System.IO.Hashing.XxHash3.HashToUInt64(BitConverter.GetBytes(number), seed);

    private static byte[] Mutate(List<byte> bytes, Random random, IReadOnlyList<byte[]> others)
    {
        for (var times = random.Next(1, 9); times > 0; times--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(bytes.Count - at, (int)Math.Pow(2, random.NextDouble() * 14));
            switch (random.Next(11))
            {
                case 0:
                    for (var flips = random.Next(1, 40); flips > 0 && bytes.Count > 0; flips--) bytes[random.Next(bytes.Count)] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    if (random.Next(3) == 0) bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                    break;
                case 4:
                    var part = Encoding.UTF8.GetBytes(Parts[random.Next(Parts.Length)]);
                    for (var copies = random.Next(4) == 0 ? random.Next(1, 3000) : 1; copies > 0 && bytes.Count < Most; copies--) bytes.InsertRange(Math.Min(at, bytes.Count), part);
                    break;
                case 5:
                    for (var parts = random.Next(1, 60); parts > 0; parts--) bytes.InsertRange(random.Next(bytes.Count + 1), Encoding.UTF8.GetBytes(Parts[random.Next(Parts.Length)]));
                    break;
                case 6:
                    var other = others[random.Next(others.Count)];
                    var from = random.Next(other.Length + 1);
                    bytes.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, 20_000)).ToArray());
                    break;
                case 7:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(HostileShapes.All[random.Next(HostileShapes.All.Length)].Make(random.Next(100, 30_000))));
                    break;
                case 8:
                    for (var i = at; i < at + length; i++) bytes[i] = (byte)random.Next(256);
                    break;
                case 9:
                    if (length > 0) bytes.Reverse(at, length);
                    break;
                default:
                    // What stands in quotes or between tags, many times over.
                    var small = bytes.GetRange(at, Math.Min(length, 64));
                    for (var copies = random.Next(2000); copies > 0 && bytes.Count < Most; copies--) bytes.InsertRange(at, small);
                    break;
            }
            if (bytes.Count > Most) bytes.RemoveRange(Most, bytes.Count - Most);
        }
        return [.. bytes];
    }

    private static byte[] Recode(byte[] bytes, Random random)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return random.Next(4) switch
        {
            0 => Encoding.Unicode.GetBytes(text),
            1 => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)],
            2 => [.. "\uFEFF"u8, .. bytes],
            _ => Encoding.Latin1.GetBytes(text),
        };
    }
}
