using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CopySisterHosts = new()
    {
        Name = "copy-sister-hosts", Family = Family.Republication, Title = "Other hosts of the same site that hold the same text",
        Says = "The same text stands on {0:F0} other hosts of this site, {1} among them",
        Direction = Direction.FarmHigh, Unit = Unit.Count, NeedsIndex = true,
        Source = "farm-patterns F1: siblings of one story on invented subdomains of one apex",
        Quiet = "No index was asked, or none answered.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { } copies) return Measurement.Nothing;
            var one = copies.Holding.FirstOrDefault(static neighbour => neighbour.OwnSite);
            return Measurement.Of(seen.Neighbours.SisterHosts, one is null ? Evidence.None : CopiesOf.Site(one));
        },
    };
}
