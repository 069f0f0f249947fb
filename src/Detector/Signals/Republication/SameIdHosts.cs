using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal SameIdHosts = new()
    {
        Name = "same-id-hosts", Family = Family.Republication, Title = "Other hosts whose addresses hold the same machine-made token",
        Says = "The token in the address stands in addresses of {0:F0} other hosts, {1} among them",
        Direction = Direction.FarmHigh, Unit = Unit.Count, NeedsIndex = true,
        Source = "farm-patterns F1: the same token reused on sibling subdomains, on 16 of 76 pages and on no honest one",
        Quiet = "No index was asked, or the address holds no token long enough to be nobody else's.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is null || seen.Neighbours.Fingerprint.Ids.Count == 0) return Measurement.Nothing;
            return Measurement.Of(seen.Neighbours.IdSites, Evidence.Of(Place.Address, seen.Neighbours.IdSite));
        },
    };
}
