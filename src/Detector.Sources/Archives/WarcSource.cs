using System.Text;
using Detector.Pages;

namespace Detector.Sources.Archives;

/// <summary>The pages of a web archive: WARC 1.0 and 1.1 with its WET texts, plain, gzip or zstd by looking.</summary>
internal sealed class WarcSource(string path, SourceLimits limits) : IPageSource
{
    public IEnumerable<SourceItem> Read(SourceProgress progress, CancellationToken stop = default) => OpenedFile.Read(path, progress, stored => Read(stored, path, path, limits, progress, stop));

    public long? Length(CancellationToken stop = default) => OpenedFile.Length(path);

    /// <param name="stored">The archive's bytes.</param>
    /// <param name="name">What errors call the input.</param>
    /// <param name="id">What records without an id of their own are called, with their offset.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="progress">Told what was passed over.</param>
    /// <param name="stop">Ends the sequence between two records.</param>
    public static IEnumerable<SourceItem> Read(Stream stored, string name, string id, SourceLimits limits, SourceProgress progress, CancellationToken stop)
    {
        using var records = new WarcReader(ArchiveBytes.Open(stored));
        var pages = new RecordPages(records, name, id, limits, progress);
        while (!stop.IsCancellationRequested && pages.Next(out var item))
            if (item is not null)
                yield return item;
    }
}

/// <summary>From one record to its page, or to why there is none.</summary>
internal sealed class RecordPages(WarcReader records, string name, string id, SourceLimits limits, SourceProgress progress)
{
    /// <summary>Bytes in which an HTTP head must end. Servers refuse heads far shorter than this.</summary>
    private const int MostHead = 128 * 1024;

    private bool _ended;

    /// <summary>Goes to the next record.</summary>
    /// <param name="item">Its page, or what stands in its place; null when it holds none.</param>
    /// <returns>False at the end.</returns>
    public bool Next(out SourceItem? item)
    {
        item = null;
        if (_ended) return false;
        try
        {
            switch (records.Next())
            {
                case WarcStep.End:
                    return false;
                case WarcStep.Damage:
                    item = Damaged();
                    return true;
                default:
                    item = Page();
                    return true;
            }
        }
        catch (IOException failure)
        {
            _ended = true;
            item = new BrokenPage(id, name, $"Reading stopped at byte {records.Offset:N0}: {failure.Message}");
            return true;
        }
    }

    private SourceItem? Page()
    {
        var header = records.Header;
        return header.Type switch
        {
            // Also where a server answers it with a page: what robots are told is no page of a site.
            RecordType.Response => !IsHttp(header) ? Skip(SkippedRecord.NotHtml) : header.Target.EndsWith("/robots.txt"u8) && IsRobots(header.Target) ? Skip(SkippedRecord.Robots) : Response(),
            RecordType.Resource or RecordType.Conversion => Resource(header.Type),
            RecordType.Revisit => Skip(SkippedRecord.Revisit),
            RecordType.Request => Skip(SkippedRecord.Request),
            RecordType.Metadata => Skip(SkippedRecord.Metadata),
            RecordType.WarcInfo => Skip(SkippedRecord.WarcInfo),
            RecordType.Continuation => Skip(SkippedRecord.Continuation),
            _ => Skip(SkippedRecord.OtherType),
        };
    }

    private static bool IsHttp(in WarcHeader header) =>
        (header.ContentType.IsEmpty || StartsWith(header.ContentType, "application/http"u8)) && (header.Target.IsEmpty || StartsWith(header.Target, "http"u8));

    // At the root of a host only: https://a.example/docs/robots.txt may be a page.
    private static bool IsRobots(ReadOnlySpan<byte> target) => target.IndexOf("://"u8) is var scheme and > 0 && !target[(scheme + 3)..^"/robots.txt".Length].Contains((byte)'/');

    private SourceItem? Response()
    {
        // The head alone decides whether the body is worth reading: most of a crawl's bytes are pictures.
        if (!HttpMessage.TryParse(records.Peek(8 * 1024), out var head) && !HttpMessage.TryParse(records.Peek(MostHead), out head)) return Skip(SkippedRecord.NoHttp);
        if (head.Status is >= 300 and < 400) return Skip(SkippedRecord.Redirect);
        var header = records.Header;
        var type = head.ContentType.IsEmpty ? header.PayloadType : head.ContentType;
        var kind = KindOf(type);
        if (kind == FileKind.Text || kind is null) return Skip(SkippedRecord.NotHtml);
        if (records.Length > MostBlock) return TooLarge();
        if (!records.TryRead(out var block)) return Damaged();

        // The buffer may have moved.
        if (!HttpMessage.TryParse(block, out head)) return Skip(SkippedRecord.NoHttp);
        header = records.Header;
        var state = HttpBody.Read(block[head.BodyStart..], head.IsChunked, head.ContentEncoding, limits.MaximumPageBytes, out var content);
        if (state == BodyState.TooLarge) return TooLarge();
        if (kind == FileKind.Unknown && FileKinds.OfHead(content.Span[..Math.Min(content.Length, FileKinds.HeadBytes)]) != FileKind.Html) return Skip(SkippedRecord.NotHtml);
        if (state == BodyState.Cut || header.IsTruncated) progress.CutShort();
        return Page(header, content, head.ContentType.IsEmpty ? null : Encoding.Latin1.GetString(head.ContentType), PageFormat.Detect, head.Status);
    }

    // The block is the page itself: a conversion is the text of one (WET), a resource was fetched without HTTP.
    private SourceItem? Resource(RecordType type)
    {
        var kind = KindOf(records.Header.ContentType);
        if (kind != FileKind.Html && !(kind == FileKind.Text && type == RecordType.Conversion)) return Skip(SkippedRecord.NotHtml);
        if (records.Length > limits.MaximumPageBytes) return TooLarge();
        if (!records.TryRead(out var block)) return Damaged();
        var header = records.Header;
        if (header.IsTruncated) progress.CutShort();
        HttpBody.Read(block, isChunked: false, default, limits.MaximumPageBytes, out var content);
        return Page(header, content, Encoding.Latin1.GetString(header.ContentType), kind == FileKind.Text ? PageFormat.Text : PageFormat.Html, status: null);
    }

    /// <summary>Chunk sizes and head come on top of a page's bytes.</summary>
    private long MostBlock => limits.MaximumPageBytes + (long)(limits.MaximumPageBytes / 8) + MostHead;

    private SourcePage Page(in WarcHeader header, ReadOnlyMemory<byte> content, string? contentType, PageFormat format, int? status) => new(IdOf(header))
    {
        Bytes = content,
        Request = new PageRequest { Url = UrlOf(header), ContentType = contentType, Format = format, Status = status, Fetched = header.Time },
    };

    private BrokenPage TooLarge()
    {
        var header = records.Header;
        var named = PageFileSource.TooLarge(IdOf(header), UrlOf(header), $"{records.Length:N0} or, unpacked, more", limits) with { Where = Where(records.Offset, records.IsStored) };
        // A size may be a lie.
        return records.TryPass() ? named : Damaged();
    }

    private BrokenPage Damaged()
    {
        var damage = records.Damage;
        return new BrokenPage($"{id}:{damage.Offset}", Where(damage.Offset, damage.IsStored), $"{damage.Says} The record is lost; reading went on with the next that is whole.");
    }

    private SourceItem? Skip(SkippedRecord why)
    {
        progress.Skip(why);
        return null;
    }

    private string IdOf(in WarcHeader header) => header.Id.IsEmpty ? $"{id}:{records.Offset}" : Encoding.UTF8.GetString(header.Id);

    private static string? UrlOf(in WarcHeader header) => header.Target.IsEmpty ? null : Encoding.UTF8.GetString(header.Target);

    private string Where(long offset, bool isStored) => isStored ? $"{name}, byte {offset:N0}" : $"{name}, byte {offset:N0} of what it unpacks to";

    /// <summary>Html, Text (plain), Unknown where one has to look, null for anything else.</summary>
    public static FileKind? KindOf(ReadOnlySpan<byte> contentType)
    {
        if (StartsWith(contentType, "text/html"u8) || StartsWith(contentType, "application/xhtml"u8)) return FileKind.Html;
        if (StartsWith(contentType, "text/plain"u8)) return FileKind.Text;
        return contentType.IsEmpty || StartsWith(contentType, "application/octet-stream"u8) || StartsWith(contentType, "unknown"u8) ? FileKind.Unknown : null;
    }

    private static bool StartsWith(ReadOnlySpan<byte> value, ReadOnlySpan<byte> start) => value.Length >= start.Length && Ascii.EqualsIgnoreCase(value[..start.Length], start);
}
