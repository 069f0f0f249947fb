using Detector.Outlets;
using Detector.Pages.Addresses;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>
    /// Systems copy a picture before they declare it; a program that fills a site from another's feed declares it where the feed has it. Agencies' pictures may be shown where they lie by those who pay for them,
    /// who links to the outlet says whose picture it is, and of a blogger who pasted one picture into a post the system declares that one.
    /// </summary>
    public static readonly Signal DeclaredPicture = new()
    {
        Name = "declared-picture-elsewhere", Family = Family.Structure, Title = "The picture that the page declares for itself is served by another outlet, to which nothing links; none where it is the only picture from there that the page shows",
        Says = "The picture by which the page is to be shown comes from {1}, whose page this is not and to which nothing links",
        SaysOtherwise = "The picture by which the page is to be shown comes from no other outlet",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsMarkup = true,
        Source = "farm-patterns section 2, from HTML: image hotlinks to outlets' hosts; the Open Graph protocol (ogp.me), og:image",
        Quiet = "No picture declared, plain text, an address neither known nor declared by the page, or an outlet's own page: outlets of one house share servers, and license pictures.",
        Measure = static seen =>
        {
            if (seen.Page.Structure.DeclaredPictureHost is not { } host || (seen.Page.Address ?? Declared(seen.Page.Metadata.Canonical)) is not { } address || KnownOutlets.ByDomain(address.Host) is not null) return Measurement.Nothing;
            if (host.Length == 0 || LenderOf(host, address, seen.Page.Address is null ? OutletOf(seen.Page.Metadata) : null) is not { Kind: not OutletKind.Agency } lender || LinksTo(seen.Page, lender) || Shown(seen.Page.Structure.MediaHosts, host) == 1) return Measurement.Of(false);
            return Measurement.Of(true, Evidence.Of(Place.Markup, host));
        },
    };

    private static int Shown(IReadOnlyList<KeyValuePair<string, int>> pictures, string host)
    {
        foreach (var (from, count) in pictures)
            if (from.Equals(host, StringComparison.OrdinalIgnoreCase))
                return count;
        return 0;
    }
}
