using Detector.Pages;
using Detector.Sources.Archives;

namespace Detector.Sources;

/// <summary>Bounds of a source.</summary>
public sealed record SourceLimits
{
    public static SourceLimits Default { get; } = new();

    /// <summary>Bytes of one page, decompressed; a larger one is named, not loaded.</summary>
    public int MaximumPageBytes { get; init; } = PageLimits.Default.MaximumBytes;

    /// <summary>Bytes of one JSON line: a page of the largest size with every second character escaped. A longer one is named and passed over in bounded memory.</summary>
    public int MaximumLineBytes { get; init; } = 64 * 1024 * 1024;
}

/// <summary>From a path to its pages.</summary>
public static class PageSources
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>
    /// The source a path names: a folder, a file of JSON lines (.jsonl, .ndjson, .json, each also .gz), a web archive (.warc, .wet, each also .gz and .zst), one page in a file, or "-" for standard input. A path
    /// that does not exist is a source too: it gives one <see cref="BrokenPage"/> that says so, and the batch goes on.
    /// </summary>
    /// <param name="path">A path, or "-".</param>
    /// <param name="limits">Bounds; null: <see cref="SourceLimits.Default"/>.</param>
    /// <param name="standardInput">Opens standard input; null: the process's own.</param>
    public static IPageSource Of(string path, SourceLimits? limits = null, Func<Stream>? standardInput = null)
    {
        limits ??= SourceLimits.Default;
        if (path == StandardInput) return new StandardInputSource(standardInput ?? Console.OpenStandardInput, limits);
        if (Directory.Exists(path)) return new FolderSource(path, limits);
        return FileKinds.OfName(path) switch
        {
            FileKind.JsonLines => new JsonLinesSource(path, limits),
            FileKind.Warc => new WarcSource(path, limits),
            _ => new PageFileSource(path, limits),
        };
    }

    /// <summary>JSON lines from a stream that is read once, uncompressed.</summary>
    /// <param name="stream">The lines; disposed of after the last.</param>
    /// <param name="name">What pages without an id are called, with their line ("line:12"), and what errors call the input.</param>
    /// <param name="limits">Bounds; null: <see cref="SourceLimits.Default"/>.</param>
    public static IPageSource OfLines(Stream stream, string name, SourceLimits? limits = null) =>
        new StreamSource(stream, (counted, _, stop) => JsonLinesReader.Read(counted, counted, name, name, limits ?? SourceLimits.Default, stop, strict: true));

    /// <summary>A web archive from a stream that is read once: plain, gzip or zstd by looking.</summary>
    /// <param name="stream">The archive; disposed of after the last record.</param>
    /// <param name="name">What records without an id are called, with their offset, and what errors call the input.</param>
    /// <param name="limits">Bounds; null: <see cref="SourceLimits.Default"/>.</param>
    public static IPageSource OfArchive(Stream stream, string name, SourceLimits? limits = null) =>
        new StreamSource(stream, (counted, progress, stop) => WarcSource.Read(counted, name, name, limits ?? SourceLimits.Default, progress, stop));

    /// <summary>One page from one JSON object, with the fields of a JSON line.</summary>
    /// <param name="json">The object; it may stand on several lines.</param>
    /// <param name="id">What the page is called when it says nothing itself.</param>
    /// <param name="limits">Bounds; null: <see cref="SourceLimits.Default"/>.</param>
    public static SourceItem OfJson(ReadOnlySpan<byte> json, string id, SourceLimits? limits = null) => JsonLinesReader.Parse(JsonLinesReader.WithoutMark(json), id, id, limits ?? SourceLimits.Default, strict: true);

    /// <summary>One page from an HTTP response message (RFC 9112), head and body, chunks and content codings as they came.</summary>
    /// <param name="message">The message.</param>
    /// <param name="id">What the page is called.</param>
    /// <param name="url">Address it was fetched from, where known.</param>
    /// <param name="limits">Bounds; null: <see cref="SourceLimits.Default"/>.</param>
    public static SourceItem OfHttpMessage(ArraySegment<byte> message, string id, string? url, SourceLimits? limits = null)
    {
        limits ??= SourceLimits.Default;
        if (!HttpMessage.TryParse(message, out var head)) return new BrokenPage(id, id, "This is no HTTP response: a status line (HTTP/1.1 200 OK), header fields and an empty line are wanted before the body.") { Url = url };
        var state = HttpBody.Read(message[head.BodyStart..], head.IsChunked, head.ContentEncoding, limits.MaximumPageBytes, out var content);
        if (state == BodyState.TooLarge) return PageFileSource.TooLarge(id, url, "more", limits);
        return new SourcePage(id)
        {
            Bytes = content,
            Request = new PageRequest { Url = url, ContentType = head.ContentType.IsEmpty ? null : System.Text.Encoding.Latin1.GetString(head.ContentType), Status = head.Status },
        };
    }
}
