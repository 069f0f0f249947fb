using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CopyNamedSites = new()
    {
        Name = "copy-named-sites", Family = Family.Republication, Title = "Sites of known outlets that hold the same text",
        Says = "The same text stands on {0:F0} sites of known outlets, {1} among them",
        Direction = Direction.Context, Unit = Unit.Count, NeedsIndex = true,
        Source = "farm-patterns section 3: station groups and agency stories; a body held by many named outlets is syndication",
        Quiet = "No index was asked, or none answered.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { } copies) return Measurement.Nothing;
            var one = copies.Holding.FirstOrDefault(static neighbour => neighbour.Holder >= Holder.Named);
            return Measurement.Of(seen.Neighbours.NamedSites, one is null ? Evidence.None : CopiesOf.Site(one));
        },
    };
}
