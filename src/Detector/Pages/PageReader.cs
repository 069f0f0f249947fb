using System.Buffers;
using Detector.Pages.Decoding;
using Detector.Pages.Html;
using Detector.Pages.Links;
using Detector.Pages.Text;

namespace Detector.Pages;

/// <summary>The door every page enters by: bytes or characters, HTML or extracted text, in; a <see cref="Page"/> with its views, or why not, out.</summary>
public static class PageReader
{
    /// <summary>Reads a page from its bytes, in whatever encoding.</summary>
    /// <param name="bytes">The body as fetched, content encoding (gzip, br) removed.</param>
    /// <param name="request">Address, content type and format, as far as known.</param>
    /// <param name="limits">Bounds; null: <see cref="PageLimits.Default"/>.</param>
    /// <param name="why">Why the page could not be read, when the answer is null.</param>
    /// <param name="stop">Ends the reading of a page that takes too long: it is <see cref="UnreadableReason.OutOfTime"/> then. Time is the caller's: the library has no clock.</param>
    /// <returns>The page, for the caller to dispose of.</returns>
    public static Page? Read(ReadOnlySpan<byte> bytes, PageRequest request, PageLimits? limits, out Unreadable? why, CancellationToken stop = default)
    {
        limits ??= PageLimits.Default;
        if (bytes.Length > limits.MaximumBytes)
        {
            why = new Unreadable(UnreadableReason.TooLarge, $"The page has {bytes.Length:N0} bytes; the limit is {limits.MaximumBytes:N0}.");
            return null;
        }
        var chars = PageDecoder.Decode(bytes, request.ContentType, out var length, out why);
        return chars is null ? null : Read(chars, length, request, limits, out why, stop);
    }

    /// <summary>Reads a page from its characters.</summary>
    public static Page? Read(ReadOnlySpan<char> content, PageRequest request, PageLimits? limits, out Unreadable? why, CancellationToken stop = default)
    {
        limits ??= PageLimits.Default;
        if (content.Length > limits.MaximumBytes)
        {
            why = new Unreadable(UnreadableReason.TooLarge, $"The page has {content.Length:N0} characters; the limit is {limits.MaximumBytes:N0}.");
            return null;
        }
        if (content.StartsWith("\uFEFF")) content = content[1..];
        var chars = ArrayPool<char>.Shared.Rent(content.Length + 1);
        content.CopyTo(chars);
        return Read(chars, content.Length, request, limits, out why, stop);
    }

    /// <summary>Reads a page that must be readable; for tests, samples and tools.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static Page Read(string content, PageRequest? request = null) =>
        Read(content.AsSpan(), request ?? PageRequest.Unknown, null, out var why) ?? throw new InvalidDataException(why!.Says);

    // Takes over the rented array.
    private static Page? Read(char[] chars, int length, PageRequest request, PageLimits limits, out Unreadable? why, CancellationToken stop)
    {
        why = null;
        var content = chars.AsSpan(0, length);
        if (content.IsWhiteSpace())
        {
            ArrayPool<char>.Shared.Return(chars);
            why = new Unreadable(UnreadableReason.Empty, "The page is empty.");
            return null;
        }
        if (request.Status is < 200 or > 299)
        {
            ArrayPool<char>.Shared.Return(chars);
            why = new Unreadable(UnreadableReason.ErrorResponse, $"The server answered with status {request.Status}: what it sent stands in place of the page.");
            return null;
        }

        var format = request.Format == PageFormat.Detect ? FormatDetector.Detect(content, request.ContentType) : request.Format;
        var page = format == PageFormat.Html ? ReadHtml(chars, length, request, limits, out why, stop) : ReadText(chars, length, request, limits, out why);
        if (page is null) return null;
        if (stop.IsCancellationRequested) why = Unreadable.OutOfTime;
        else if (page.Text.VisibleTokens >= limits.MinimumWords) return page;
        else why = new Unreadable(UnreadableReason.TooShort, $"The page shows {page.Text.VisibleTokens} words; at least {limits.MinimumWords} are needed to judge it.");
        page.Dispose();
        return null;
    }

    private static Page? ReadHtml(char[] chars, int length, PageRequest request, PageLimits limits, out Unreadable? why, CancellationToken stop)
    {
        why = null;
        var tree = HtmlTreeBuilder.Build(chars, length, limits, out var limit, stop);
        if (tree is null)
        {
            why = limit switch
            {
                TreeLimit.Depth => new Unreadable(UnreadableReason.NestedTooDeep, $"More than {limits.MaximumDepth:N0} elements are open inside one another; no page a person reads nests like that."),
                TreeLimit.Nodes => new Unreadable(UnreadableReason.TooManyElements, $"The page has more than {limits.MaximumNodes:N0} elements."),
                _ => Unreadable.OutOfTime,
            };
            return null;
        }
        var text = new PageText(Math.Max(4096, length / 6));
        var links = new PageLinks(tree);
        HtmlTextReader.Read(tree, text, links);
        MainText.Mark(text, tree);
        var page = new Page(request, PageFormat.Html, tree, text, links);
        LinkReader.FindLists(text, links, plainText: false);
        return page;
    }

    private static Page? ReadText(char[] chars, int length, PageRequest request, PageLimits limits, out Unreadable? why)
    {
        why = null;
        var text = new PageText(length + 16);
        var isWhole = PlainTextReader.Read(chars.AsSpan(0, length), text, limits.MaximumNodes / 2);
        ArrayPool<char>.Shared.Return(chars);
        if (!isWhole)
        {
            text.Return();
            why = new Unreadable(UnreadableReason.TooManyElements, $"The text has more than {limits.MaximumNodes / 2:N0} lines.");
            return null;
        }
        var links = new PageLinks(null);
        LinkReader.FindLists(text, links, plainText: true);
        MainText.Mark(text, null);
        return new Page(request, PageFormat.Text, null, text, links);
    }
}
