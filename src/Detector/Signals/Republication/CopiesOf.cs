using Detector.Fingerprints;
using Detector.Outlets;
using Detector.Pages.Text;

namespace Detector.Signals.Republication;

/// <summary>
/// What the neighbours say of this page: which of them hold its text, and which had it before. An original that was copied forty times is no copy: only pages that came earlier count against this one.
/// </summary>
internal sealed class CopiesOf
{
    /// <summary>Shares that differ by less are the same text, with another caption or a line pasted in.</summary>
    private const double Alike = 0.05;

    /// <summary>How much later than this page an index may have met another that shows the older date: it meets pages in the order of its crawl.</summary>
    private static readonly TimeSpan Doubtful = TimeSpan.FromDays(30);

    private CopiesOf(Neighbours neighbours)
    {
        All = neighbours;
        OwnHolder = neighbours.Page is { } page ? Holders.Of(page) : Holder.Faceless;
        Holding = [.. neighbours.Pages.Where(neighbour => !neighbour.Boilerplate && neighbour.Containment >= Neighbours.Copy)];
        // The site's own other hosts are no other site: a paper that moved from blog. to www. had its text all along.
        Earlier = [.. Holding.Where(neighbour => !neighbour.OwnSite && IsEarlier(neighbour))];
        IsRelease = Holding.Any(static neighbour => KnownOutlets.ByDomain(neighbour.Page.Host) is { Kind: OutletKind.ReleaseWire });
        var most = Earlier.Select(static neighbour => neighbour.ShareHere).DefaultIfEmpty().Max();
        Source = Earlier.Where(neighbour => neighbour.ShareHere >= Math.Max(Neighbours.Copy, most - Alike)).OrderByDescending(static neighbour => neighbour.Holder).ThenByDescending(DaysAfter).ThenByDescending(static neighbour => neighbour.ShareHere).FirstOrDefault();
        Origin = Earlier.FirstOrDefault(neighbour => neighbour.Holder >= Holder.Named && neighbour.ShareHere >= Neighbours.Copy);
    }

    public static CopiesOf Of(Neighbours neighbours) => new(neighbours);

    /// <summary>Null when no index was asked.</summary>
    public static CopiesOf? Of(Observation seen) => seen.Neighbours.Coverage == Coverage.NotChecked ? null : seen.Shared(static observation => new CopiesOf(observation.Neighbours));

    public Neighbours All { get; }

    /// <summary>Whose site this page stands on.</summary>
    public Holder OwnHolder { get; }

    /// <summary>Neighbours with the same text, boilerplate left out.</summary>
    public IReadOnlyList<Neighbour> Holding { get; }

    /// <summary>Of them, those on other sites that had it before.</summary>
    public IReadOnlyList<Neighbour> Earlier { get; }

    /// <summary>A release wire has the text too: it was given to be printed by whoever likes.</summary>
    public bool IsRelease { get; }

    /// <summary>Whose text it most likely is: of the earlier pages that hold most of this one, a known outlet's before a nobody's, then the earliest.</summary>
    public Neighbour? Source { get; }

    /// <summary>The earlier page of an outlet or agency known by name.</summary>
    public Neighbour? Origin { get; }

    /// <summary>Days this page came after another: by the dates both show, else by when they were first seen.</summary>
    public int DaysAfter(Neighbour neighbour) =>
        All.Page is not { } page ? 0
        : page.Shown is { } here && neighbour.Page.Shown is { } there ? here.DayNumber - there.DayNumber
        : (int)(page.FirstSeen - neighbour.Page.FirstSeen).TotalDays;

    /// <summary>The longest passage shared with a neighbour, as evidence.</summary>
    public Evidence Passage(Neighbour neighbour) =>
        neighbour.Passages.Count == 0 || All.Fingerprint.PlaceOf(neighbour.Passages.MaxBy(passage => passage.Here.Length).Here) is not { IsEmpty: false } place ? Evidence.None : Evidence.At(Place.Body, place);

    /// <summary>Whose text it is, as evidence.</summary>
    public static Evidence Site(Neighbour neighbour) => Evidence.Of(Place.Address, neighbour.Page.Host.Length > 0 ? neighbour.Page.Host : neighbour.Page.Address);

    // A known outlet is no copy of a nobody, whatever the dates say, for farms invent them; unless the index, whose clock they do not set, met the nobody's page first as well.
    private bool IsEarlier(Neighbour neighbour)
    {
        var known = neighbour.Holder >= Holder.Named;
        if (known != OwnHolder >= Holder.Named) return known && !(All.Page is { Shown: { } own } first && neighbour.Page.Shown is { } outlets && own < outlets && first.FirstSeen < neighbour.Page.FirstSeen);
        if (All.Page is not { } page) return false;
        // Anybody can put an old date on a page: whose date is the older, though the index met it long after, is not believed.
        if (page.Shown is { } here && neighbour.Page.Shown is { } there && here != there) return there < here && neighbour.Page.FirstSeen - page.FirstSeen <= Doubtful;
        return neighbour.Page.FirstSeen < page.FirstSeen;
    }
}
