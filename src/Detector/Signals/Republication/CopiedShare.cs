using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CopiedShare = new()
    {
        Name = "copied-share", Family = Family.Republication, Title = "Share of the body that an earlier page on another site holds",
        Says = "{0:P0} of the text stands on {1}, which had it first",
        SaysOtherwise = "No earlier page on another site holds this text",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsIndex = true,
        Source = "Containment of passages: Broder 1997 doi:10.1109/SEQUEN.1997.666900; farm-patterns section 2, cross-page",
        Version = 2,
        Quiet = "No index was asked, or none answered. Help and terms pages, whose text sites share without copying stories.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { } copies) return Measurement.Nothing;
            return copies.Source is { } source ? Measurement.Of(source.ShareHere, CopiesOf.Site(source), copies.Passage(source)) : Measurement.Of(0);
        },
    };
}
