namespace Detector.Pages;

/// <summary>How a page's characters are to be understood.</summary>
public enum PageFormat : byte
{
    /// <summary>By the content type, else by looking.</summary>
    Detect,
    Html,
    /// <summary>Extracted plain text: lines, no tags.</summary>
    Text,
}

/// <summary>What is known about a page besides its bytes.</summary>
public sealed record PageRequest
{
    public static PageRequest Unknown { get; } = new();

    /// <summary>Address the page was fetched from; null when not known. Nothing is ever fetched.</summary>
    public string? Url { get; init; }

    /// <summary>The Content-Type header, charset included.</summary>
    public string? ContentType { get; init; }

    public PageFormat Format { get; init; }

    /// <summary>HTTP status of the response, 100 to 999; null when not known. Anything but success stands in place of the page and is not judged.</summary>
    public int? Status { get; init; }

    /// <summary>When the page was fetched; null when not known.</summary>
    public DateTimeOffset? Fetched { get; init; }
}

/// <summary>Bounds within which a page is read. Past them it is unreadable, in bounded time.</summary>
public sealed record PageLimits
{
    public static PageLimits Default { get; } = new();

    /// <summary>Bytes of the page. 32 MiB: real pages stay under 10.</summary>
    public int MaximumBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Elements truly open at once (void elements and implied ends don't count). Browsers cap at 512; real pages with unclosed tags reach some hundreds.</summary>
    public int MaximumDepth { get; init; } = 1000;

    /// <summary>Elements and text runs; a line of plain text counts as one of each.</summary>
    public int MaximumNodes { get; init; } = 2_000_000;

    /// <summary>Visible words below which a page shows too little to judge.</summary>
    public int MinimumWords { get; init; } = 20;
}
