using Detector.Fingerprints;
using Detector.Pages;

namespace Detector.Desk.Runs;

/// <summary>An address that still waits, in the order given.</summary>
/// <param name="Id">The page's id in the run.</param>
/// <param name="Asked">As written.</param>
/// <param name="Address">Normalised; null when it is no web address.</param>
/// <param name="Host">Its host, "" when there is none.</param>
public sealed record PendingPage(long Id, string Asked, string? Address, string Host);

/// <summary>What came of one address: its final record, and the verdict if the page was read.</summary>
public sealed record PageOutcome
{
    /// <summary>The pending page's id; null for a page nobody asked for beforehand (a scan of files), which gets a row of its own.</summary>
    public long? PageId { get; init; }

    /// <summary>What the input calls the page; needed when <see cref="PageId"/> is null, else left out.</summary>
    public string? Asked { get; init; }

    /// <summary>The page's address when <see cref="PageId"/> is null and the input knows one.</summary>
    public string? Address { get; init; }

    /// <summary>Where the redirects led; null when there were none.</summary>
    public string? FinalAddress { get; init; }

    public IReadOnlyList<Hop> Hops { get; init; } = [];

    public int? Status { get; init; }

    public string? ContentType { get; init; }

    public IReadOnlyList<HeaderField> Headers { get; init; } = [];

    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>SHA-256 of the decoded body, lower-case hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Bytes of the decoded body.</summary>
    public long? Size { get; init; }

    /// <summary>Kebab-case class of the error; null when the page was read.</summary>
    public string? ErrorClass { get; init; }

    /// <summary>The error in a sentence.</summary>
    public string? ErrorSays { get; init; }

    public string? WarcFile { get; init; }

    public long? WarcOffset { get; init; }

    public long? WarcLength { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>What the page shows of itself; null when it was not read.</summary>
    public PageTraits? Traits { get; init; }

    /// <summary>What was said about it; null when nothing was judged.</summary>
    public NewVerdict? Verdict { get; init; }
}

/// <summary>What a run keeps of a page besides its record: its words, and what it can be grouped by.</summary>
/// <param name="Title">Its own headline or title; "" when it has none.</param>
/// <param name="Shown">The date it shows.</param>
/// <param name="Text">The text in which evidence is placed.</param>
/// <param name="Marks">Marks of its make (<see cref="TemplateMarks"/>).</param>
/// <param name="Shingles">Shingles of its body, thinned as an index stores them.</param>
public sealed record PageTraits(string Title, DateOnly? Shown, string Text, IReadOnlyList<ulong> Marks, IReadOnlyList<ulong> Shingles)
{
    /// <summary>Of a page that has been read.</summary>
    /// <param name="page">The page; must not have been disposed.</param>
    /// <param name="print">Its fingerprint where one was made already (<see cref="Neighbours.Fingerprint"/> of an index that was asked).</param>
    public static PageTraits Of(Page page, Fingerprint? print = null)
    {
        if (print is null || ReferenceEquals(print, Fingerprint.Empty)) print = FingerprintReader.Of(page);
        var record = FingerprintReader.Record(page, print, "", default);
        return new PageTraits(record.Title, record.Shown, page.Text.Chars.ToString(), print.Template, [.. print.Stored.Select(shingle => shingle.Hash).Distinct()]);
    }
}

/// <summary>A verdict on its way into a run.</summary>
public sealed record NewVerdict
{
    /// <summary>Identity of the model; "" for a page that could not be judged.</summary>
    public required string Model { get; init; }

    public required DateTimeOffset JudgedAt { get; init; }

    /// <summary>Kebab-case (<see cref="Detector.Verdicts.Names"/>); null when the page was not judged.</summary>
    public string? Kind { get; init; }

    public bool Flagged { get; init; }

    /// <summary>0..1.</summary>
    public double? Probability { get; init; }

    public string? Copied { get; init; }

    public string? Authorised { get; init; }

    public string? Language { get; init; }

    /// <summary>Why the page was not judged, kebab-case.</summary>
    public string? Unjudged { get; init; }

    /// <summary>The strongest reason in a sentence, or why it was not judged.</summary>
    public string? Says { get; init; }

    /// <summary>The page's bytes are gone and its stored text was judged: links, metadata and markup could not be seen.</summary>
    public bool FromText { get; init; }

    /// <summary>The object of <c>explain --json</c>, UTF-8.</summary>
    public required ReadOnlyMemory<byte> Result { get; init; }
}

/// <summary>How far a run is.</summary>
/// <param name="Pages">Addresses.</param>
/// <param name="Pending">Of them, still to do.</param>
/// <param name="ByKind">Judged pages by kind, on each page's last verdict.</param>
/// <param name="Unjudged">Pages that were read and not judged, by reason.</param>
/// <param name="Errors">Final pages by class of error.</param>
public sealed record RunCounts(int Pages, int Pending, IReadOnlyDictionary<string, int> ByKind, IReadOnlyDictionary<string, int> Unjudged, IReadOnlyDictionary<string, int> Errors)
{
    public int Final => Pages - Pending;
}
