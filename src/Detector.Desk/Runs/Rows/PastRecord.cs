namespace Detector.Desk.Runs;

/// <summary>A record that stood until its page was taken up again (<see cref="RunStore.RetakeAsync"/>): what had gone wrong the time before. Never changed.</summary>
public sealed class PastRecord
{
    public long Id { get; set; }

    public long PageId { get; set; }

    /// <summary>When the page was taken up again.</summary>
    public required DateTimeOffset Until { get; set; }

    public DateTimeOffset? FetchedAt { get; set; }

    public string? FinalAddress { get; set; }

    public IReadOnlyList<Hop> Hops { get; set; } = [];

    public int? Status { get; set; }

    public IReadOnlyList<HeaderField> Headers { get; set; } = [];

    public required string ErrorClass { get; set; }

    public string? ErrorSays { get; set; }

    public string? WarcFile { get; set; }

    public long? WarcOffset { get; set; }

    public long? WarcLength { get; set; }
}
