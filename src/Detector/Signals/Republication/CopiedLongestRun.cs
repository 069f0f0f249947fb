using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CopiedLongestRun = new()
    {
        Name = "copied-longest-run", Family = Family.Republication, Title = "Words of the longest passage that an earlier page on another site holds",
        Says = "{0:F0} words in a row stand on {1}, which had them first",
        Direction = Direction.FarmHigh, Unit = Unit.Count, NeedsIndex = true,
        Source = "farm-patterns section 2, cross-page: whole articles, not quotes",
        Version = 2,
        Quiet = "No index was asked, or none answered.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { } copies) return Measurement.Nothing;
            return copies.Source is { } source ? Measurement.Of(source.LongestRun, CopiesOf.Site(source), copies.Passage(source)) : Measurement.Of(0);
        },
    };
}
