namespace Detector.Fingerprints;

/// <summary>How much of the index answered.</summary>
public enum Coverage : byte
{
    /// <summary>No index was asked, or none answered.</summary>
    NotChecked,
    /// <summary>A part of the index was away: there may be more copies than are shown.</summary>
    Partly,
    Checked,
}

/// <summary>Whose site a page stands on.</summary>
public enum Holder : byte
{
    /// <summary>No known outlet, and no masthead that fits the host; also a page of unknown address.</summary>
    Faceless,
    /// <summary>Goes by a masthead's name on a host that fits it: small papers do, and invented ones.</summary>
    Plausible,
    /// <summary>A known outlet or a station.</summary>
    Named,
    /// <summary>An agency or a release wire: sells or gives its text to others.</summary>
    Agency,
}

/// <summary>A passage two pages share.</summary>
/// <param name="Here">In this page's body.</param>
/// <param name="There">In the neighbour's, to within 1/256 of its length.</param>
/// <param name="Intact">Share of the passage's shingles that are the same in both, 0..1: 1 is word for word, about a third when every fourth word is another.</param>
public readonly record struct Passage(WordRange Here, WordRange There, double Intact);

/// <summary>A page on another site that has some of this page's body.</summary>
public sealed record Neighbour
{
    public required PageRecord Page { get; init; }

    public required Holder Holder { get; init; }

    /// <summary>Share of this page's body found there, 0..1.</summary>
    public required double ShareHere { get; init; }

    /// <summary>Share of the neighbour's body found here, 0..1.</summary>
    public required double ShareThere { get; init; }

    /// <summary>Shared passages in the order of this page.</summary>
    public required IReadOnlyList<Passage> Passages { get; init; }

    /// <summary>Words of the longest shared passage.</summary>
    public int LongestRun => Passages.Count == 0 ? 0 : Passages.Max(passage => passage.Here.Length);

    /// <summary>Another host of this page's own site (<c>kitevault</c> beside <c>rapidfund</c> on one domain); not counted among other sites.</summary>
    public bool OwnSite { get; init; }

    /// <summary>The pages are made alike: most marks of the template agree.</summary>
    public bool SameTemplate { get; init; }

    /// <summary>A machine-made token of the address is the same.</summary>
    public bool SameId { get; init; }

    /// <summary>Either page is one of terms, help or questions, whose text sites share without copying stories.</summary>
    public bool Boilerplate { get; init; }

    /// <summary>The smaller of the two bodies is this much in the other, 0..1.</summary>
    public double Containment => Math.Max(ShareHere, ShareThere);
}

/// <summary>Pages of the page's own host that are this page with other words filled in: a town, a product, a keyword.</summary>
/// <param name="Pages">Such pages, at most <see cref="NeighbourSearch.MostOwnPages"/>. One whose headline is the same is this page under another address, and none.</param>
/// <param name="Alike">The one that holds most of this page's body; null when there is none.</param>
/// <param name="ShareHere">Share of this page's body found on it, 0..1.</param>
/// <param name="Filled">Where this page has words of its own in what is otherwise the other's text, to within the shingles that are kept; empty when there is no such page.</param>
public sealed record FilledIn(int Pages, PageRecord? Alike, double ShareHere, WordRange Filled)
{
    /// <summary>Share of the body from which another page is the same text.</summary>
    public const double Same = 0.5;

    /// <summary>Words two pages must share: what stands on a page without a text, a byline and a line of the system, is alike on all of its kind.</summary>
    public const int FewestWords = 50;

    public static FilledIn None { get; } = new(0, null, 0, default);
}

/// <summary>Who else has this page's body, as far as an index knows.</summary>
public sealed record Neighbours
{
    /// <summary>Share of a body from which two pages count as having the same text; quotes within fair use stay below.</summary>
    public const double Copy = 0.3;

    public static Neighbours NotChecked { get; } = new() { Coverage = Coverage.NotChecked, Answered = 0 };

    public static Neighbours None { get; } = new() { Coverage = Coverage.Checked, Answered = 1 };

    public required Coverage Coverage { get; init; }

    /// <summary>Share of what was asked that was answered, 0..1.</summary>
    public required double Answered { get; init; }

    /// <summary>What was away, when not all was checked: a part of a sentence. Null when the index does not say.</summary>
    public string? Away { get; init; }

    /// <summary>What was looked up.</summary>
    public Fingerprint Fingerprint { get; init; } = Fingerprint.Empty;

    /// <summary>The page asked about; where the index has it under the same address with the same text, first seen when it was filed.</summary>
    public PageRecord? Page { get; init; }

    /// <summary>Pages on other sites that hold the body or a part of it, most shared first; at most <see cref="NeighbourSearch.MostNeighbours"/>.</summary>
    public IReadOnlyList<Neighbour> Pages { get; init; } = [];

    /// <summary>Other sites that hold a copy (see <see cref="Copy"/>), the ones not listed included.</summary>
    public int Sites { get; init; }

    /// <summary>Of them, sites of outlets known by name.</summary>
    public int NamedSites { get; init; }

    /// <summary>Of them, sites nobody knows. Boilerplate is not counted.</summary>
    public int FacelessSites { get; init; }

    /// <summary>Other hosts of this page's own site that hold a copy; <c>www</c>, <c>m</c> and <c>amp</c> are no other hosts.</summary>
    public int SisterHosts { get; init; }

    /// <summary>Other sites with pages made alike, whatever they tell.</summary>
    public int TemplateSites { get; init; }

    /// <summary>One of them.</summary>
    public string? TemplateSite { get; init; }

    /// <summary>Other sites, and other hosts of this one, whose addresses hold the same machine-made token.</summary>
    public int IdSites { get; init; }

    /// <summary>One of them.</summary>
    public string? IdSite { get; init; }

    /// <summary>Pages of this page's own host with the same text but for words filled in.</summary>
    public FilledIn FilledIn { get; init; } = FilledIn.None;

    /// <summary>Pages of this page's own host that look like a farm's, each by itself.</summary>
    public SitePages Site { get; init; } = SitePages.None;

    /// <summary>Both answers in one: of an index, and of another that holds other pages.</summary>
    public Neighbours Join(Neighbours other)
    {
        if (other.Coverage == Coverage.NotChecked) return this;
        // An index that was asked and is away: what the other found stands, that it found nothing says little.
        if (Coverage == Coverage.NotChecked && Away is not null) return other is { Pages.Count: 0, Site.Pages: 0, FilledIn.Pages: 0, TemplateSites: 0, IdSites: 0 } ? this : other with { Coverage = Coverage.Partly, Answered = 0, Away = Away };
        if (Coverage == Coverage.NotChecked) return other;
        var pages = Pages.Concat(other.Pages).DistinctBy(page => page.Page.Address, StringComparer.Ordinal).OrderByDescending(page => page.Containment).ToList();
        return this with
        {
            Coverage = Coverage == Coverage.Partly || other.Coverage == Coverage.Partly ? Coverage.Partly : Coverage.Checked,
            Answered = Math.Min(Answered, other.Answered),
            Away = Away ?? other.Away,
            Pages = [.. pages.Take(NeighbourSearch.MostNeighbours)],
            Sites = Sum(static answer => answer.Sites, static page => !page.OwnSite),
            NamedSites = Sum(static answer => answer.NamedSites, static page => !page.OwnSite && page.Holder >= Holder.Named),
            FacelessSites = Sum(static answer => answer.FacelessSites, static page => !page.OwnSite && page.Holder == Holder.Faceless),
            SisterHosts = Math.Max(Math.Max(SisterHosts, other.SisterHosts), pages.Where(static page => page.OwnSite && Counts(page)).Select(static page => page.Page.Host).Distinct(StringComparer.Ordinal).Count()),
            TemplateSites = Math.Max(TemplateSites, other.TemplateSites),
            TemplateSite = TemplateSite ?? other.TemplateSite,
            IdSites = Math.Max(IdSites, other.IdSites),
            IdSite = IdSite ?? other.IdSite,
            FilledIn = FilledIn.Pages >= other.FilledIn.Pages ? FilledIn : other.FilledIn,
            Site = Site.Pages >= other.Site.Pages ? Site : other.Site,
        };

        // Sites that are listed can be told apart; those beyond the lists are taken for different ones.
        int Sum(Func<Neighbours, int> count, Func<Neighbour, bool> isOne)
        {
            int Listed(IEnumerable<Neighbour> some) => some.Where(page => Counts(page) && isOne(page)).Select(static page => page.Page.Site.Length > 0 ? page.Page.Site : page.Page.Address).Distinct(StringComparer.Ordinal).Count();
            return Listed(pages) + Math.Max(0, count(this) - Listed(Pages)) + Math.Max(0, count(other) - Listed(other.Pages));
        }

        static bool Counts(Neighbour page) => !page.Boilerplate && page.Containment >= Copy;
    }
}
