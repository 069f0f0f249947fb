using Detector.Fingerprints;

namespace Detector.Index;

/// <summary>A page to be filed.</summary>
/// <param name="Fingerprint">What it is found by: see <see cref="Fingerprint.Filed"/>.</param>
/// <param name="Page">What is answered about it.</param>
public sealed record IndexEntry(Fingerprint Fingerprint, PageRecord Page);

/// <summary>How large an index is and what state it is in.</summary>
public sealed record IndexStats
{
    /// <summary>Pages in it, committed.</summary>
    public required long Pages { get; init; }

    /// <summary>Places pages are filed under.</summary>
    public required long Postings { get; init; }

    /// <summary>Bytes it takes, all included; 0 when that cannot be known.</summary>
    public required long Bytes { get; init; }

    /// <summary>Files or nodes it is spread over.</summary>
    public required int Parts { get; init; }

    /// <summary>Parts that are away or damaged, each named with what is wrong.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}

/// <summary>
/// Who else has a body. Two implementations answer alike: on disk and over the Redis protocol. Both fetch what a page's hashes lead to and leave the rest to <see cref="NeighbourSearch"/>, so the same pages
/// added in the same order give the same answers. Under one hash at most <see cref="NeighbourSearch.MostPostings"/> pages are kept, the earliest added: a text on more sites than that is still found on those. Whether
/// removing one of them makes room for a later one is not said.
/// </summary>
/// <remarks>
/// <para>
/// A page is its address and its body. The same again is no second filing: what was filed first stays as it is, with the date it was first seen. An address that comes with another body is filed beside the earlier one:
/// what it said before, and when, is evidence of who had a text first. Answers name an address once, and removing takes all it ever said. An address keeps at most <see cref="NeighbourSearch.MostPostings"/> bodies.
/// </para>
/// Many callers may look up at once, also while one adds. A part that is away or damaged costs bounded time and never an exception from <see cref="LookupAsync"/>: the answer says how much was checked
/// (<see cref="Neighbours.Coverage"/>). Adding to an index that is away throws <see cref="IndexAwayException"/>.
/// </remarks>
public interface IRepublicationIndex : IAsyncDisposable
{
    /// <summary>Adds pages. They are found, and safe, after <see cref="CommitAsync"/>.</summary>
    ValueTask AddAsync(IReadOnlyList<IndexEntry> pages, CancellationToken stop = default);

    /// <summary>
    /// Makes every page added so far found and safe: when it returns, losing power loses none of them (on a shared index: as far as its servers keep what they acknowledge). Pages not committed are lost, whole batches at
    /// a time. When it fails, what was added stays waiting, and the next commit carries on; no page is filed twice by that.
    /// </summary>
    ValueTask CommitAsync(CancellationToken stop = default);

    /// <summary>
    /// Takes out every page filed under these addresses (<see cref="PageRecord.Address"/>, letter by letter), committed or not; addresses that are not there change nothing. After <see cref="CommitAsync"/> they are found no
    /// more and not counted; added again later, they are new. A commit carries out removals and additions in the order they were asked for.
    /// </summary>
    /// <remarks>What was kept of a page on disk goes with the next merge of its segment, until then it is out of reach; on a shared index it goes at once, save for its bare number under its hashes, which goes when a page is next added there or all are swept (<see cref="Shared.SharedIndex.SweepAsync"/>).</remarks>
    ValueTask RemoveAsync(IReadOnlyList<string> addresses, CancellationToken stop = default);

    /// <summary>Neighbours of each page on other sites, in the order asked. Asking for many at once is cheaper where a network lies between.</summary>
    ValueTask<IReadOnlyList<Neighbours>> LookupAsync(IReadOnlyList<PageQuery> pages, CancellationToken stop = default);

    ValueTask<IndexStats> StatsAsync(CancellationToken stop = default);

    /// <summary>Looks at everything kept; what is damaged, lost or away, named. None: the index is whole.</summary>
    IReadOnlyList<string> Verify();

    /// <summary>Every page that can be read; on disk in the order they were added.</summary>
    /// <param name="faults">Takes what could not be read.</param>
    IEnumerable<PageRecord> Pages(ICollection<string> faults);
}

/// <summary>The index cannot be reached or opened; says which and what to do.</summary>
public sealed class IndexAwayException(string message, Exception? inner = null) : Exception(message, inner);
