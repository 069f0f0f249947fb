namespace Detector.Pages;

/// <summary>Why a page could not be read.</summary>
public enum UnreadableReason : byte
{
    Empty,
    /// <summary>Bytes of something else: an image, an archive, a program.</summary>
    NotText,
    TooShort,
    TooLarge,
    NestedTooDeep,
    TooManyElements,
    /// <summary>The server answered with an error (HTTP 4xx, 5xx): what it sent is not the page.</summary>
    ErrorResponse,
    /// <summary>The host could not open or parse what was to hold the page (missing file, broken JSON line, truncated gzip).</summary>
    BrokenInput,
    /// <summary>Judging it took longer than it was given.</summary>
    OutOfTime,
}

/// <summary>A page that was not judged, with a sentence that says why and what would help.</summary>
public sealed record Unreadable(UnreadableReason Reason, string Says)
{
    internal static Unreadable OutOfTime { get; } = new(UnreadableReason.OutOfTime, "Judging the page took longer than it was given; the rest of the batch went on. Ask again alone, or give it more time.");
}
