using Detector.Fingerprints;
using Detector.Pages;
using Detector.Verdicts;

namespace Detector.Sources;

/// <summary>One thing a source gave: a <see cref="SourcePage"/>, or a <see cref="BrokenPage"/> where a page should have been.</summary>
/// <param name="Id">What the input calls it (the field "id" of a JSON line, WARC-Record-ID without its angle brackets); else the path, with the line for JSON lines ("pages.jsonl:12"), with the offset for archives ("crawl.warc.gz:52310").</param>
public abstract record SourceItem(string Id);

/// <summary>A page as it came, not yet read. Either <see cref="Text"/> or <see cref="Bytes"/> holds it.</summary>
public sealed record SourcePage(string Id) : SourceItem(Id)
{
    /// <summary>The page's bytes; empty when the input held characters.</summary>
    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The page's characters, when the input held characters (JSON): no encoding is to be guessed then. Not to be looked at after <see cref="GiveBack"/>.</summary>
    public ReadOnlyMemory<char>? Text { get; init; }

    /// <summary>Where they stand, when that memory is used again.</summary>
    internal RentedText? Rented { get; init; }

    /// <summary>Address, content type and format, as far as the input says.</summary>
    public PageRequest Request { get; init; } = PageRequest.Unknown;

    /// <summary>Roughly what it takes to hold the page, in bytes.</summary>
    public long Size => Bytes.Length + 2L * (Text?.Length ?? 0);

    /// <summary>Reads the page from whichever it holds; the caller disposes of it.</summary>
    /// <param name="limits">Null: <see cref="PageLimits.Default"/>.</param>
    /// <param name="why">Why there is none.</param>
    /// <param name="stop">Ends the reading.</param>
    public Page? Read(PageLimits? limits, out Unreadable? why, CancellationToken stop = default) =>
        Text is { } text ? PageReader.Read(text.Span, Request, limits, out why, stop) : PageReader.Read(Bytes.Span, Request, limits, out why, stop);

    /// <summary>Lets the memory of <see cref="Text"/> be used for other pages: whoever knows that this one has been read says so, and a batch of large pages leaves no garbage. A page that nobody gives back is collected like any object.</summary>
    public void GiveBack() => Rented?.GiveBack();

    /// <summary>Reads the page and judges it.</summary>
    /// <param name="detector">Judges.</param>
    /// <param name="detail">How much the verdict tells.</param>
    /// <param name="ask">Who else has the page's body; null: copies are not checked.</param>
    public Verdict JudgedBy(FarmDetector detector, Detail detail, Func<Page, Neighbours>? ask = null)
    {
        using var page = Read(detector.Limits, out var why);
        return page is null ? new Unjudged(why!.Reason, why.Says) : detector.Judge(page, detail, ask?.Invoke(page));
    }
}

/// <summary>A page that could not be had: a missing file, a broken line, a damaged archive. The rest of the input goes on.</summary>
/// <param name="Id">See <see cref="SourceItem"/>.</param>
/// <param name="Where">The file, and the line or byte in it, for a person.</param>
/// <param name="Says">What is wrong and what would help.</param>
/// <param name="Reason"><see cref="UnreadableReason.BrokenInput"/>, or <see cref="UnreadableReason.TooLarge"/> for a page left alone because of its size.</param>
public sealed record BrokenPage(string Id, string Where, string Says, UnreadableReason Reason = UnreadableReason.BrokenInput) : SourceItem(Id)
{
    /// <summary>The address, when that much could be read.</summary>
    public string? Url { get; init; }
}
