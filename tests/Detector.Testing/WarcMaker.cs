using System.IO.Compression;
using System.Text;

namespace Detector.Testing;

/// <summary>Writes web archives record by record, as ISO 28500 has them.</summary>
public sealed class WarcMaker(Func<byte[], byte[]>? compressed = null)
{
    private readonly List<byte> _archive = [];
    private int _records;

    /// <summary>Where each record begins in the archive.</summary>
    public List<int> Offsets { get; } = [];

    public byte[] Bytes => [.. _archive];

    /// <summary>Forgets what has been written, so that an archive of any size can go out piece by piece.</summary>
    public void Clear() => _archive.Clear();

    /// <summary>Compresses a record to a gzip member.</summary>
    public static byte[] Gzip(byte[] bytes)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Optimal)) gzip.Write(bytes);
        return member.ToArray();
    }

    /// <summary>The id that the n-th record (from 1) gets, without brackets.</summary>
    public static string Id(int number) => $"urn:uuid:00000000-0000-4000-8000-{number:D12}";

    /// <summary>A page as a server answered with it.</summary>
    public WarcMaker Page(string url, byte[] body, string head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n", string more = "") =>
        Record("response", "application/http;msgtype=response", url, [.. Encoding.Latin1.GetBytes(head), .. "\r\n"u8, .. body], more);

    public WarcMaker Page(string url, string body, string head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n", string more = "") => Page(url, Encoding.UTF8.GetBytes(body), head, more);

    /// <summary>Any record.</summary>
    /// <param name="type">WARC-Type.</param>
    /// <param name="contentType">Content-Type; null: none.</param>
    /// <param name="url">WARC-Target-URI; null: none.</param>
    /// <param name="block">The record's block.</param>
    /// <param name="more">Further header lines, each with its line end.</param>
    /// <param name="length">Content-Length, where it shall lie.</param>
    public WarcMaker Record(string type, string? contentType, string? url, byte[] block, string more = "", string? length = null)
    {
        _records++;
        var header = new StringBuilder("WARC/1.1\r\n").Append("WARC-Type: ").Append(type).Append("\r\nWARC-Record-ID: <").Append(Id(_records)).Append(">\r\nWARC-Date: 2026-03-01T12:00:00Z\r\n");
        if (url is not null) header.Append("WARC-Target-URI: ").Append(url).Append("\r\n");
        if (contentType is not null) header.Append("Content-Type: ").Append(contentType).Append("\r\n");
        header.Append(more).Append("Content-Length: ").Append(length ?? $"{block.Length}").Append("\r\n\r\n");
        return Raw([.. Encoding.UTF8.GetBytes(header.ToString()), .. block, .. "\r\n\r\n"u8]);
    }

    /// <summary>Bytes as they are, in a member of their own where the archive is compressed.</summary>
    public WarcMaker Raw(byte[] bytes)
    {
        Offsets.Add(_archive.Count);
        _archive.AddRange(compressed is null ? bytes : compressed(bytes));
        return this;
    }
}
