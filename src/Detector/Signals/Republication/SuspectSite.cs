using System.Globalization;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    // Of the other pages of the site, each judged by itself. What it adds is SitePages.Evidence, not learnt by the trees.
    public static readonly Signal SuspectSite = new()
    {
        Name = "suspect-site", Family = Family.Republication, Title = "Mean probability of the site's other pages, each judged by itself",
        Says = "{1} of this site in the index look like a farm's too, each by itself, on average with {0:P0}: {2} is the surest",
        SaysOtherwise = "Other pages of this site in the index, if there are any, do not look like a farm's",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsAddress = true, NeedsIndex = true,
        Source = "Pages of one host share one label nearly always: Castillo et al. 2007 doi:10.1145/1277741.1277814 (stacked graphical learning); shrinkage: Efron, Morris 1975 doi:10.1080/01621459.1975.10479864",
        Quiet = "No index was asked, or none answered. The address is not known, or is an outlet's, a portal's or an archive's, where many write.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { } copies || copies.All.Fingerprint.Site is null) return Measurement.Nothing;
            return copies.All.Site is { Surest: { } surest } site
                ? Measurement.Of(site.Probability, Evidence.Of(Place.Address, string.Create(CultureInfo.InvariantCulture, $"{site.Pages} other pages")), Evidence.Of(Place.Address, surest.Address))
                : Measurement.Of(0);
        },
    };
}
