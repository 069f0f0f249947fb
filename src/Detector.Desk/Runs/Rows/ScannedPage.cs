namespace Detector.Desk.Runs;

/// <summary>Whether there is still something to do for an address.</summary>
public enum PageState : byte
{
    /// <summary>Asked for, nothing recorded yet.</summary>
    Pending,
    /// <summary>Fetched, refused or failed for good: its record stands.</summary>
    Final,
}

/// <summary>An address on the way from the one that was asked for, and what it answered.</summary>
/// <param name="Address">Where the request went.</param>
/// <param name="Status">HTTP status, 100 to 599.</param>
public sealed record Hop(string Address, int Status);

/// <summary>A header field as it was received.</summary>
public sealed record HeaderField(string Name, string Value);

/// <summary>One address of a run and its final record. Rows are in the order the addresses were given: <see cref="Id"/> rises with it.</summary>
public sealed class ScannedPage
{
    public long Id { get; set; }

    /// <summary>As written in the list, or what the input calls the page (a file's path, a WARC-Record-ID).</summary>
    public required string Asked { get; set; }

    /// <summary>What two spellings of one address share: the normalised address, or <see cref="Asked"/> for what is none. Unique in a run.</summary>
    public required string Key { get; set; }

    /// <summary>The normalised address (<see cref="Detector.Pages.Addresses.Address.Url"/>); null when what was asked for is no web address.</summary>
    public string? Address { get; set; }

    /// <summary>Host of the page's own address: the final one once it is known; "" when there is none.</summary>
    public required string Host { get; set; }

    /// <summary>Registrable domain of <see cref="Host"/>, "" when there is none.</summary>
    public required string Site { get; set; }

    public PageState State { get; set; }

    /// <summary>Where the redirects led; null when there were none.</summary>
    public string? FinalAddress { get; set; }

    /// <summary>The redirects in order, the first from the asked address.</summary>
    public IReadOnlyList<Hop> Hops { get; set; } = [];

    /// <summary>HTTP status of the last answer.</summary>
    public int? Status { get; set; }

    public string? ContentType { get; set; }

    /// <summary>Header fields of the last answer.</summary>
    public IReadOnlyList<HeaderField> Headers { get; set; } = [];

    public DateTimeOffset? FetchedAt { get; set; }

    /// <summary>SHA-256 of the body's bytes after content decoding, lower-case hexadecimal.</summary>
    public string? Sha256 { get; set; }

    /// <summary>Bytes of the body after content decoding.</summary>
    public long? Size { get; set; }

    /// <summary>Class of the error in kebab-case (<c>timeout</c>, <c>robots</c>); null when the page was read.</summary>
    public string? ErrorClass { get; set; }

    /// <summary>The error in a sentence.</summary>
    public string? ErrorSays { get; set; }

    /// <summary>Name of the archive that keeps the answer.</summary>
    public string? WarcFile { get; set; }

    /// <summary>First byte of the record in the archive.</summary>
    public long? WarcOffset { get; set; }

    /// <summary>Bytes of the record in the archive.</summary>
    public long? WarcLength { get; set; }

    public string? ETag { get; set; }

    /// <summary>The Last-Modified header as received: it goes back as it came.</summary>
    public string? LastModified { get; set; }

    /// <summary>The page's own headline or title.</summary>
    public string? Title { get; set; }

    /// <summary>The date the page shows.</summary>
    public DateOnly? Shown { get; set; }

    /// <summary>The address the page has: where redirects led, or the one asked for.</summary>
    public string? OwnAddress => FinalAddress ?? Address;
}

/// <summary>A page's text, apart from its row, so that lists stay quick.</summary>
public sealed class PageText
{
    public long PageId { get; set; }

    /// <summary>The text in which evidence is placed, UTF-8, Brotli.</summary>
    public required byte[] Text { get; set; }
}
