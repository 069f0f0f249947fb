using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CopyUncredited = new()
    {
        Name = "copy-uncredited", Family = Family.Republication, Title = "Share of the body that an earlier page holds, on a site that is no outlet and names none of those who have it",
        Says = "{0:P0} of the text stands on {1}, which had it first; this site is no outlet that could have it by right, and names nobody",
        SaysOtherwise = "The text is no earlier page's, or was released to be printed, or the site is an outlet, or names whose it is",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsIndex = true,
        Source = "farm-patterns section 2: near-duplicate of a known outlet and no credit; section 3: stations and papers run agency stories under their mastheads",
        Quiet = "No index was asked, or none answered; the page's address is not known, so nobody can say whose site it is.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { } copies || seen.Page.Address is null) return Measurement.Nothing;
            if (copies.Source is not { } source || copies.IsRelease || copies.OwnHolder >= Holder.Plausible || copies.Earlier.Any(earlier => Credits.Names(seen.Page, earlier.Page))) return Measurement.Of(0);
            return Measurement.Of(source.ShareHere, CopiesOf.Site(source), copies.Passage(source));
        },
    };
}
