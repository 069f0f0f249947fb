using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Detector.Pages.Decoding;

/// <summary>
/// Bytes to characters, once, into a pooled buffer. The encoding is chosen as browsers do (WHATWG Encoding and HTML Standard 13.2.3: byte-order mark,
/// then header, then meta within the first 1024 bytes), then checked: a declaration that the bytes contradict is not believed.
/// </summary>
internal static class PageDecoder
{
    private const int MetaReach = 1024;

    /// <summary>The characters in a rented array (the caller returns it), or null with the reason.</summary>
    public static char[]? Decode(ReadOnlySpan<byte> bytes, string? contentType, out int length, out Unreadable? why)
    {
        length = 0;
        why = null;
        if (LooksBinary(bytes, out var kind))
        {
            why = new Unreadable(UnreadableReason.NotText, $"Not a page but {kind}. Give the HTML or the text of the page.");
            return null;
        }

        var encoding = Known(bytes, contentType, out var skip);
        bytes = bytes[skip..];
        if (encoding is null)
        {
            // Valid UTF-8 with any character beyond ASCII is UTF-8 whatever is declared: no other encoding yields it by chance. Checked by decoding.
            var decoded = ArrayPool<char>.Shared.Rent(bytes.Length + 1);
            if (Utf8.ToUtf16(bytes, decoded, out _, out length, replaceInvalidSequences: false) == OperationStatus.Done) return decoded;
            ArrayPool<char>.Shared.Return(decoded);
            encoding = Declared(bytes, contentType);
            if (encoding is null or UTF8Encoding) encoding = MostlyUtf8(bytes) ? Encoding.UTF8 : Named("windows-1252")!;
        }
        var chars = ArrayPool<char>.Shared.Rent(encoding is UTF8Encoding ? bytes.Length + 1 : encoding.GetMaxCharCount(bytes.Length));
        length = encoding.GetChars(bytes, chars);
        return chars;
    }

    // The encoding, where the bytes themselves tell: by a mark, by their zeros, by escapes.
    private static Encoding? Known(ReadOnlySpan<byte> bytes, string? contentType, out int skip)
    {
        skip = 0;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            skip = 3;
            return Encoding.UTF8;
        }
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            skip = 2;
            return bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }
        if (Utf16WithoutMark(bytes) is { } wide) return wide;

        return Escapes(bytes) && Declared(bytes, contentType) is { } stateful && stateful.WebName.StartsWith("iso-2022", StringComparison.Ordinal) ? stateful : null;
    }

    private static Encoding? Declared(ReadOnlySpan<byte> bytes, string? contentType)
    {
        if (contentType is not null && Label(contentType) is { } fromHeader && Named(fromHeader) is { } header) return header;
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MetaReach)]);
        return Label(head) is { } fromMeta ? Named(fromMeta) : null;
    }

    // "charset=..." in a header, a meta or an XML declaration's encoding="...".
    private static string? Label(string text)
    {
        var at = text.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
        if (at >= 0) at += "charset".Length;
        else
        {
            at = text.IndexOf("encoding=", StringComparison.OrdinalIgnoreCase);
            if (at < 0 || !text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase)) return null;
            at += "encoding".Length;
        }
        while (at < text.Length && (Html.Spaces.IsSpace(text[at]) || text[at] is '=' or '"' or '\'')) at++;
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_' or ':' or '.')) end++;
        return end > at ? text[at..end] : null;
    }

    // The WHATWG labels whose meaning differs from their registered name; the others are taken by name.
    private static Encoding? Named(string label)
    {
        var name = label.ToLowerInvariant() switch
        {
            "utf8" or "utf-8" or "unicode-1-1-utf-8" or "utf-16" or "utf-16le" or "utf-16be" or "unicode" => "utf-8",
            "latin1" or "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "ascii" or "us-ascii" or "ansi" or "l1" or "cp1252" or "x-cp1252" => "windows-1252",
            "gb2312" or "gbk" or "x-gbk" or "gb_2312-80" or "csgb2312" => "gb18030",
            "iso-8859-9" or "latin5" => "windows-1254",
            "iso-8859-11" or "tis-620" => "windows-874",
            "ks_c_5601-1987" or "euc-kr" or "korean" => "ks_c_5601-1987",
            "sjis" or "x-sjis" or "shift-jis" or "windows-31j" => "shift_jis",
            "big5-hkscs" or "x-x-big5" => "big5",
            "cp1251" => "windows-1251",
            var other => other,
        };
        if (name == "utf-8") return Encoding.UTF8;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            // A label nobody knows declares nothing.
            return null;
        }
    }

    private static bool Escapes(ReadOnlySpan<byte> bytes) => bytes.Contains((byte)0x1B);

    private static Encoding? Utf16WithoutMark(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 512)];
        if (head.Length < 8) return null;
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] != 0) continue;
            if ((i & 1) == 0) even++;
            else odd++;
        }
        if (odd > head.Length / 4 && even == 0) return Encoding.Unicode;
        return even > head.Length / 4 && odd == 0 ? Encoding.BigEndianUnicode : null;
    }

    // A page cut inside a character or with a few broken ones is still UTF-8: more well-formed sequences than broken ones.
    private static bool MostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        int good = 0, bad = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            var b = bytes[i];
            if (b < 0x80) continue;
            var more = b is >= 0xC2 and <= 0xDF ? 1 : b is >= 0xE0 and <= 0xEF ? 2 : b is >= 0xF0 and <= 0xF4 ? 3 : 0;
            var whole = more > 0;
            for (var j = 1; whole && j <= more; j++) whole = i + j < bytes.Length && (bytes[i + j] & 0xC0) == 0x80;
            if (whole)
            {
                good++;
                i += more;
            }
            else bad++;
        }
        return good > bad;
    }

    private static bool LooksBinary(ReadOnlySpan<byte> bytes, out string kind)
    {
        kind = "";
        if (bytes.StartsWith("%PDF"u8)) kind = "a PDF document";
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) kind = "gzip-compressed bytes";
        else if (bytes.StartsWith("PK\u0003\u0004"u8)) kind = "a ZIP archive";
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47])) kind = "a PNG image";
        else if (bytes.StartsWith("GIF8"u8)) kind = "a GIF image";
        else if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) kind = "a JPEG image";
        else if (bytes.StartsWith("\u007FELF"u8)) kind = "a program";
        if (kind.Length > 0) return true;
        if (Utf16WithoutMark(bytes) is not null || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return false;

        // Control bytes that no text holds; a stray NUL or two happens on real pages.
        var head = bytes[..Math.Min(bytes.Length, 4096)];
        var control = 0;
        foreach (var b in head)
            if (b < 0x20 && b is not (0x09 or 0x0A or 0x0B or 0x0C or 0x0D or 0x1B))
                control++;
        if (control * 20 <= head.Length) return false;
        kind = "binary data";
        return true;
    }
}
