using System.Runtime.InteropServices;
using System.Text;
using Detector.Pages;
using Detector.Sources.Archives;

namespace Detector.Sources.Web;

/// <summary>From an answer to its page, by the rules by which a web archive's records are read: what is judged now and what is read from the archive later are the same bytes.</summary>
public static class PagePayload
{
    /// <summary>Whether what a server calls so may be a web page.</summary>
    internal static bool MayBePage(string? contentType) => RecordPages.KindOf(Encoding.Latin1.GetBytes(contentType ?? "")) is FileKind.Html or FileKind.Unknown;

    /// <summary>The body without its content codings; empty when it is over the limit.</summary>
    public static ReadOnlyMemory<byte> Unpacked(Exchange response, int limit)
    {
        Unpack(response, limit, out var content);
        return content;
    }

    /// <summary>The page of an answer, or what stands in its place.</summary>
    /// <param name="id">What results call it.</param>
    /// <param name="response">The answer.</param>
    /// <param name="limits">Bounds.</param>
    public static SourceItem Read(string id, Exchange response, SourceLimits limits)
    {
        var url = response.Url.AbsoluteUri;
        if (Unpack(response, limits.MaximumPageBytes, out var content) == BodyState.TooLarge) return PageFileSource.TooLarge(id, url, "unpacked, more", limits);
        var type = response.Field("Content-Type");
        // What stands in a page's place is told by its status.
        if (response.Status is >= 200 and < 300 && (string.IsNullOrEmpty(type) || RecordPages.KindOf(Encoding.Latin1.GetBytes(type)) == FileKind.Unknown)
            && FileKinds.OfHead(content.Span[..Math.Min(content.Length, FileKinds.HeadBytes)]) != FileKind.Html)
            return new BrokenPage(id, url, "The server does not say what it sent, and it does not look like a web page.", UnreadableReason.NotText) { Url = url };
        return new SourcePage(id)
        {
            Bytes = content,
            Request = new PageRequest { Url = url, ContentType = string.IsNullOrEmpty(type) ? null : type, Format = PageFormat.Detect, Status = response.Status, Fetched = response.Asked },
        };
    }

    private static BodyState Unpack(Exchange response, int limit, out ReadOnlyMemory<byte> content)
    {
        content = response.Body;
        if (response.Field("Content-Encoding") is not { Length: > 0 } encoding)
        {
            if (content.Length <= limit) return BodyState.Whole;
            content = default;
            return BodyState.TooLarge;
        }
        var body = MemoryMarshal.TryGetArray(content, out var segment) ? segment : new ArraySegment<byte>(content.ToArray());
        return HttpBody.Read(body, isChunked: false, Encoding.Latin1.GetBytes(encoding), limit, out content);
    }
}
