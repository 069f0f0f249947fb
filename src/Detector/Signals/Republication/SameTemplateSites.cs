using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal SameTemplateSites = new()
    {
        Name = "same-template-sites", Family = Family.Republication, Title = "Other sites with pages made alike",
        Says = "{0:F0} other sites have pages of the same make, {1} among them",
        Direction = Direction.Context, Unit = Unit.Count, NeedsIndex = true,
        Source = "farm-patterns F1, F2: one kit on unrelated domains; station groups and shop systems share one too",
        Quiet = "No index was asked, or none answered.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is null) return Measurement.Nothing;
            return Measurement.Of(seen.Neighbours.TemplateSites, Evidence.Of(Place.Markup, seen.Neighbours.TemplateSite));
        },
    };
}
