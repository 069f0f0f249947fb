using System.Buffers.Text;
using System.Text;

namespace Detector.Sources.Archives;

internal enum RecordType : byte { Other, WarcInfo, Request, Response, Resource, Metadata, Revisit, Conversion, Continuation }

/// <summary>
/// The named fields of a record's header (ISO 28500:2017, 4 and 5), as far as they matter here; slices of the reader's buffer, good until it reads on.
/// </summary>
internal readonly ref struct WarcHeader
{
    private WarcHeader(RecordType type, long contentLength, ReadOnlySpan<byte> id, ReadOnlySpan<byte> target, ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> payloadType, ReadOnlySpan<byte> date, bool truncated)
    {
        Type = type;
        ContentLength = contentLength;
        Id = id;
        Target = target;
        ContentType = contentType;
        PayloadType = payloadType;
        Date = date;
        IsTruncated = truncated;
    }

    public RecordType Type { get; }

    /// <summary>Bytes of the record's block; -1 when the header does not say.</summary>
    public long ContentLength { get; }

    /// <summary>WARC-Record-ID without its angle brackets.</summary>
    public ReadOnlySpan<byte> Id { get; }

    /// <summary>WARC-Target-URI; wget writes it in angle brackets, as the grammar of version 1.0 has it.</summary>
    public ReadOnlySpan<byte> Target { get; }

    public ReadOnlySpan<byte> ContentType { get; }

    /// <summary>WARC-Identified-Payload-Type: what the crawler took the body for.</summary>
    public ReadOnlySpan<byte> PayloadType { get; }

    public ReadOnlySpan<byte> Date { get; }

    /// <summary>The crawler stopped before the body's end.</summary>
    public bool IsTruncated { get; }

    /// <param name="fields">From behind the version line to the empty line.</param>
    public static WarcHeader Parse(ReadOnlySpan<byte> fields)
    {
        var type = RecordType.Other;
        long length = -1;
        ReadOnlySpan<byte> id = default, target = default, contentType = default, payloadType = default, date = default;
        var truncated = false;
        while (Lines.Next(ref fields, out var line))
        {
            if (!Lines.Split(line, out var name, out var value)) continue;
            // Most names differ in length or in their sixth letter; comparing without case costs more than that.
            if (Is(name, "warc-type"u8)) type = TypeOf(value);
            else if (Is(name, "content-length"u8)) length = Number(value);
            else if (Is(name, "warc-record-id"u8)) id = Bare(value);
            else if (Is(name, "warc-target-uri"u8)) target = Bare(value);
            else if (Is(name, "content-type"u8)) contentType = value;
            else if (Is(name, "warc-date"u8)) date = value;
            else if (Is(name, "warc-identified-payload-type"u8)) payloadType = value;
            else if (Is(name, "warc-truncated"u8)) truncated = true;
        }
        return new WarcHeader(type, length, id, target, contentType, payloadType, date, truncated);
    }

    /// <summary>WARC-Date as a time; null when it is none.</summary>
    public DateTimeOffset? Time => DateTimeOffset.TryParse(Encoding.Latin1.GetString(Date), null, System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> lower) => name.Length == lower.Length && Ascii.EqualsIgnoreCase(name, lower);

    private static long Number(ReadOnlySpan<byte> value) => Utf8Parser.TryParse(value, out long number, out var used) && used == value.Length && number >= 0 ? number : -1;

    private static ReadOnlySpan<byte> Bare(ReadOnlySpan<byte> value) => value is [(byte)'<', .., (byte)'>'] ? value[1..^1] : value;

    private static RecordType TypeOf(ReadOnlySpan<byte> value) =>
        Is(value, "response"u8) ? RecordType.Response
        : Is(value, "request"u8) ? RecordType.Request
        : Is(value, "metadata"u8) ? RecordType.Metadata
        : Is(value, "conversion"u8) ? RecordType.Conversion
        : Is(value, "revisit"u8) ? RecordType.Revisit
        : Is(value, "resource"u8) ? RecordType.Resource
        : Is(value, "warcinfo"u8) ? RecordType.WarcInfo
        : Is(value, "continuation"u8) ? RecordType.Continuation
        : RecordType.Other;
}
