using Detector.Pages;
using Detector.Pages.Addresses;

namespace Detector.Fingerprints;

/// <summary>What an index remembers of a page besides its hashes.</summary>
public sealed record PageRecord
{
    /// <summary>The page's address; for a page without one, what its source calls it. Identifies the page: of two records with the same, the one seen first is answered.</summary>
    public required string Address { get; init; }

    /// <summary>Registrable domain; "" when the address is not known.</summary>
    public string Site { get; init; } = "";

    /// <summary>Title or headline; "" when there is none.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the site calls itself on the page; "" when it does not say.</summary>
    public string SiteName { get; init; } = "";

    /// <summary>When the page entered an index, whole seconds UTC. The caller's time: of archived pages, the date of the capture.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The date the page itself shows.</summary>
    public DateOnly? Shown { get; init; }

    public PageKind Kind { get; init; }

    /// <summary>Words of the body.</summary>
    public int Words { get; init; }

    /// <summary>See <see cref="Fingerprint.Level"/>.</summary>
    public int Level { get; init; }

    /// <summary>See <see cref="Fingerprint.Lead"/>.</summary>
    public ReadOnlyMemory<byte> Lead { get; init; }

    /// <summary>The address's host; "" when it is not known.</summary>
    public string Host => Site.Length == 0 ? "" : Detector.Pages.Addresses.Address.HostOf(Address).ToString();

    /// <summary>The body's text; null unless it was asked to be kept.</summary>
    public string? Text { get; init; }
}
