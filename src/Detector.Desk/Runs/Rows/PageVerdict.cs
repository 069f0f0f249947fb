namespace Detector.Desk.Runs;

/// <summary>What a model said of a page. Never changed: a newer model's verdict is another row.</summary>
public sealed class PageVerdict
{
    public long Id { get; set; }

    public long PageId { get; set; }

    /// <summary>Identity of the model; "" for a page that could not be judged.</summary>
    public required string Model { get; set; }

    public required DateTimeOffset JudgedAt { get; set; }

    /// <summary>Kind in kebab-case; null when the page was not judged.</summary>
    public string? Kind { get; set; }

    public bool Flagged { get; set; }

    /// <summary>0..1; null when the page was not judged.</summary>
    public double? Probability { get; set; }

    public string? Copied { get; set; }

    public string? Authorised { get; set; }

    public string? Language { get; set; }

    /// <summary>Why the page was not judged, in kebab-case.</summary>
    public string? Unjudged { get; set; }

    /// <summary>The strongest reason in a sentence, or why it was not judged: what a list shows.</summary>
    public string? Says { get; set; }

    /// <summary>What it was judged from: <c>bytes</c>, or <c>text</c> when only the stored text was left.</summary>
    public required string JudgedFrom { get; set; }

    /// <summary>Marks of the page's make (<see cref="Detector.Fingerprints.TemplateMarks"/>), eight bytes each: pages of one kit share most of them.</summary>
    public byte[]? Marks { get; set; }

    /// <summary>Shingles of its body (<see cref="Detector.Fingerprints.Fingerprint.Stored"/>), eight bytes each: pages with one text share most of them.</summary>
    public byte[]? Shingles { get; set; }
}

/// <summary>All a verdict said, apart from its row, so that lists stay quick.</summary>
public sealed class VerdictDetail
{
    public long VerdictId { get; set; }

    /// <summary>The object of <c>explain --json</c>, UTF-8, Brotli.</summary>
    public required byte[] Result { get; set; }
}
