using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CopyFacelessSites = new()
    {
        Name = "copy-faceless-sites", Family = Family.Republication, Title = "Sites nobody knows that hold the same text, one of them earlier",
        Says = "The same text stands on {0:F0} sites that no outlet is known to run, {1} among them",
        Direction = Direction.FarmHigh, Unit = Unit.Count, NeedsIndex = true,
        Source = "farm-patterns F1: one story on up to eight siblings; a body held by many faceless brands is a farm",
        Version = 2,
        Quiet = "No index was asked, or none answered.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { } copies) return Measurement.Nothing;
            // Forty thieves make no thief of who was robbed: an original has no earlier holder.
            if (copies.Source is null || copies.OwnHolder >= Holder.Named) return Measurement.Of(0);
            var one = copies.Holding.FirstOrDefault(static neighbour => neighbour.Holder == Holder.Faceless);
            return Measurement.Of(seen.Neighbours.FacelessSites, one is null ? Evidence.None : CopiesOf.Site(one));
        },
    };
}
