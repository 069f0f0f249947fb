namespace Detector.Desk.Runs;

/// <summary>What a moderator did.</summary>
public enum Decided : byte
{
    /// <summary>The page is what a moderator wants: act on it.</summary>
    Confirm,
    /// <summary>The page is left alone.</summary>
    Reject,
    /// <summary>Looked at and left for somebody else.</summary>
    Unsure,
    /// <summary>Takes back the same moderator's standing decision on the page.</summary>
    Undo,
    /// <summary>Words for the others; decides nothing.</summary>
    Note,
}

/// <summary>A moderator's decision on a page. Append-only: what is taken back stays to be seen.</summary>
public sealed class Decision
{
    public long Id { get; set; }

    public long PageId { get; set; }

    /// <summary>1 for the first on its page. Unique with the page, so that nobody decides past a decision they have not seen.</summary>
    public int Sequence { get; set; }

    public required string Who { get; set; }

    public required DateTimeOffset When { get; set; }

    public Decided What { get; set; }

    /// <summary>Reason or note, in the moderator's words.</summary>
    public string? Why { get; set; }

    /// <summary>The verdict that was on the screen.</summary>
    public long? VerdictId { get; set; }

    /// <summary>Decisions made with one press of a key share it; null for a single one.</summary>
    public string? GroupId { get; set; }
}

/// <summary>A line of the allow-list. Append-only; the last line on a site counts.</summary>
public sealed class AllowedSite
{
    public long Id { get; set; }

    /// <summary>Registrable domain or host.</summary>
    public required string Site { get; set; }

    /// <summary>False: taken off the list again.</summary>
    public bool Allowed { get; set; }

    public required string Reason { get; set; }

    public required string Who { get; set; }

    public required DateTimeOffset When { get; set; }
}

/// <summary>Somebody who may decide when the site is reached from other machines.</summary>
public sealed class Moderator
{
    public int Id { get; set; }

    public required string Name { get; set; }

    /// <summary>SHA-256 of the sign-in token, lower-case hexadecimal. Tokens are 256 random bits, so a plain hash cannot be searched.</summary>
    public required string TokenSha256 { get; set; }

    public required DateTimeOffset Since { get; set; }

    public bool Revoked { get; set; }
}
