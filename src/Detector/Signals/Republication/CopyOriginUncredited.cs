using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CopyOriginUncredited = new()
    {
        Name = "copy-origin-uncredited", Family = Family.Republication, Title = "The text is a known outlet's, which the page does not name",
        Says = "The text is that of {1}, which the page does not name",
        SaysOtherwise = "The page names the outlet whose text it has",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsIndex = true,
        Source = "farm-patterns section 2: near-duplicate of a known outlet and no credit",
        Version = 2,
        Quiet = "No index was asked, no earlier page of a known outlet holds the text, or a release wire has it too.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { Origin: { } origin, IsRelease: false }) return Measurement.Nothing;
            return Measurement.Of(!Credits.Names(seen.Page, origin.Page), CopiesOf.Site(origin));
        },
    };
}
