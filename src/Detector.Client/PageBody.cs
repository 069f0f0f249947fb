using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Detector.Client;

/// <summary>A page as a request's body or a line of one.</summary>
internal static partial class PageBody
{
    // Where browsers look for the encoding: HTML Standard, 13.2.3.2.
    private const int MetaWithin = 1024;

    /// <summary>A single page: bytes as the HTTP response they came in (message/http), characters as JSON.</summary>
    public static (byte[] Body, string ContentType, string? Query) Of(PageToScore page)
    {
        Check(page);
        if (page.Bytes is not { } bytes) return (Json(page, page.Id), "application/json", null);
        var head = new StringBuilder(FormattableString.Invariant($"HTTP/1.1 {page.Status ?? 200} \r\n"));
        if (page.ContentType is { } type)
        {
            if (type.AsSpan().ContainsAny('\r', '\n')) throw new ArgumentException($"The Content-Type of page '{page.Id ?? page.Url}' has a line end in it.", nameof(page));
            head.Append("Content-Type: ").Append(type).Append("\r\n");
        }
        string?[] query = [page.Url is null ? null : $"url={Uri.EscapeDataString(page.Url)}", page.Id is null ? null : $"id={Uri.EscapeDataString(page.Id)}"];
        return ([.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. bytes.Span], "message/http", string.Join('&', query.Where(part => part is not null)));
    }

    /// <summary>A page of a batch: one line, its end included.</summary>
    /// <param name="page">The page.</param>
    /// <param name="id">What it is called on the way; null: nothing, and the service calls it by its line.</param>
    public static byte[] Line(PageToScore page, string? id)
    {
        Check(page);
        return [.. Json(page.Bytes is { } bytes ? page with { Html = Decode(bytes.Span, page.ContentType) } : page, id), (byte)'\n'];
    }

    private static byte[] Json(PageToScore page, string? id) =>
        JsonSerializer.SerializeToUtf8Bytes(new PageLine(id, page.Url, page.Html, page.Text, page.ContentType, page.Status, page.Fetched), ClientJson.Default.PageLine);

    private static void Check(PageToScore page)
    {
        var given = (page.Html is null ? 0 : 1) + (page.Text is null ? 0 : 1) + (page.Bytes is null ? 0 : 1);
        if (given != 1) throw new ArgumentException($"Page '{page.Id ?? page.Url}' has {given} of Html, Text and Bytes; exactly one is needed.", nameof(page));
    }

    private static string Decode(ReadOnlySpan<byte> bytes, string? contentType)
    {
        if (bytes.StartsWith("\uFEFF"u8)) return Encoding.UTF8.GetString(bytes[3..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        // Many a page is UTF-8 and says otherwise; what is valid UTF-8 beyond ASCII is nothing else.
        if (System.Text.Unicode.Utf8.IsValid(bytes) && bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0) return Encoding.UTF8.GetString(bytes);
        var named = Named(Charset().Match(contentType ?? "").Groups[1].Value) ?? Named(Charset().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MetaWithin)])).Groups[1].Value);
        return (named ?? Named("windows-1252")!).GetString(bytes);
    }

    private static Encoding? Named(string name)
    {
        if (name.Length == 0) return null;
        // What is called by these names on the web is windows-1252 (Encoding Standard, 4.2).
        if (name.ToLowerInvariant() is "iso-8859-1" or "latin1" or "us-ascii" or "ascii") name = "windows-1252";
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Charset();
}
