using System.Buffers.Text;
using System.Text;

namespace Detector.Sources.Archives;

/// <summary>An HTTP response as it came over the wire (RFC 9112): status, the fields that matter, and where the body begins. Slices of the record's block.</summary>
internal readonly ref struct HttpMessage
{
    private HttpMessage(int status, int bodyStart, ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> contentEncoding, bool isChunked)
    {
        Status = status;
        BodyStart = bodyStart;
        ContentType = contentType;
        ContentEncoding = contentEncoding;
        IsChunked = isChunked;
    }

    public int Status { get; }

    public int BodyStart { get; }

    public ReadOnlySpan<byte> ContentType { get; }

    /// <summary>Codings in the order they were applied, with commas between.</summary>
    public ReadOnlySpan<byte> ContentEncoding { get; }

    public bool IsChunked { get; }

    /// <summary>Reads the head of a response.</summary>
    /// <param name="block">At least the whole head.</param>
    /// <param name="message">What it says.</param>
    /// <returns>False when it is no HTTP response or its head has no end.</returns>
    public static bool TryParse(ReadOnlySpan<byte> block, out HttpMessage message)
    {
        message = default;
        if (!block.StartsWith("HTTP/"u8)) return false;
        var length = Lines.HeaderLength(block);
        if (length < 0) return false;
        var fields = block[..length];
        Lines.Next(ref fields, out var line);
        var space = line.IndexOf((byte)' ');
        if (space < 0 || !Utf8Parser.TryParse(line[space..].TrimStart((byte)' '), out int status, out _) || status is < 100 or > 999) return false;

        ReadOnlySpan<byte> contentType = default, contentEncoding = default;
        var chunked = false;
        while (Lines.Next(ref fields, out line))
        {
            if (!Lines.Split(line, out var name, out var value)) continue;
            if (Ascii.EqualsIgnoreCase(name, "content-type"u8)) contentType = value;
            else if (Ascii.EqualsIgnoreCase(name, "content-encoding"u8)) contentEncoding = value;
            else if (Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8)) chunked = EndsIgnoringCase(value, "chunked"u8);
        }
        message = new HttpMessage(status, length, contentType, contentEncoding, chunked);
        return true;
    }

    private static bool EndsIgnoringCase(ReadOnlySpan<byte> value, ReadOnlySpan<byte> end) => value.Length >= end.Length && Ascii.EqualsIgnoreCase(value[^end.Length..], end);
}
