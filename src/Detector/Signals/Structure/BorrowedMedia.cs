using Detector.Outlets;
using Detector.Pages.Addresses;
using Detector.Pages.Metadata;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    // More of them say no more.
    private const int MostBorrowed = 20;

    /// <summary>
    /// Of the pictures of the story or of all on the page, whichever says more: a theme of one's own around a story whose pictures are still at its source's is as telling as a page that
    /// takes everything from there. Small sites and licensed papers show one such picture now and then, so the number counts, times its share, and a single one is none.
    /// </summary>
    public static readonly Signal BorrowedMedia = new()
    {
        Name = "borrowed-media", Version = 3, Family = Family.Structure, Title = "Pictures served by a known outlet's or agency's hosts on a page that is not theirs, times their share of the story's or the page's pictures; a single one is none",
        Says = "Pictures come from {1}, whose page this is not ({0:0.#}: their number times their share)",
        SaysOtherwise = "No pictures come from another outlet's servers",
        Direction = Direction.FarmHigh, Unit = Unit.Score, NeedsMarkup = true,
        Source = "farm-patterns section 2, from HTML: image hotlinks to agencies' and outlets' hosts",
        Quiet = "No picture, plain text, an address neither known nor declared by the page, or an outlet's own page: outlets of one house share servers, and license pictures.",
        Measure = static seen =>
        {
            if (seen.Page.Tree is null || (seen.Page.Address ?? Declared(seen.Page.Metadata.Canonical)) is not { } address || KnownOutlets.ByDomain(address.Host) is not null) return Measurement.Nothing;
            var structure = seen.Page.Structure;
            if (structure.MediaHosts.Count + structure.StoryMediaHosts.Count == 0) return Measurement.Nothing;
            // A partner's copy declares the address of the original, and calls itself by its own name.
            var outlet = seen.Page.Address is null ? OutletOf(seen.Page.Metadata) : null;
            var (onPage, from) = Borrowed(structure.MediaHosts, address, outlet);
            var (inStory, of) = Borrowed(structure.StoryMediaHosts, address, outlet);
            return Measurement.Of(Math.Max(onPage, inStory), Evidence.Of(Place.Markup, of ?? from));
        },
    };

    private static Outlet? OutletOf(PageMetadata metadata)
    {
        foreach (var name in metadata.SiteNames)
            if (KnownOutlets.ByName(name.Value) is { } outlet)
                return outlet;
        return metadata.TitleBrand is { } brand ? KnownOutlets.ByName(brand.Value) : null;
    }

    private static Address? Declared(string? canonical) => Href.KindOf(canonical) is HrefKind.Absolute ? Address.TryParse(canonical) : null;

    private static (double Weight, string? From) Borrowed(IReadOnlyList<KeyValuePair<string, int>> pictures, Address own, Outlet? itself)
    {
        int all = 0, borrowed = 0, most = 0;
        string? from = null;
        foreach (var (host, count) in pictures)
        {
            all += count;
            if (host.Length == 0 || LenderOf(host, own, itself) is null) continue;
            borrowed += count;
            if (count > most) (most, from) = (count, host);
        }
        return borrowed < 2 ? (0, null) : (Math.Min(MostBorrowed, (double)borrowed * borrowed / all), from);
    }

    /// <summary>The outlet that serves what is at a host; null where that is the page's own site, its own outlet, or nobody known to publish.</summary>
    private static Outlet? LenderOf(string host, Address own, Outlet? itself)
    {
        var domain = Address.RegistrableDomain(host);
        return !domain.SequenceEqual(own.Domain) && KnownOutlets.ByDomain(domain) is { } outlet && IsPublisher(outlet) && !OutletsNamed.Same(outlet, itself) ? outlet : null;
    }
}
