using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CopyDaysAfter = new()
    {
        Name = "copy-days-after", Family = Family.Republication, Title = "Days the page came after the first that has its text",
        Says = "The page came {0:F0} days after {1}, which had the text first",
        Direction = Direction.Context, Unit = Unit.Days, NeedsIndex = true,
        Source = "farm-patterns F1: dates months after the story on every page seen",
        Version = 2,
        Quiet = "No index was asked, or no other site holds a copy.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { Earlier.Count: > 0 } copies) return Measurement.Nothing;
            var first = copies.Earlier.MaxBy(copies.DaysAfter)!;
            return Measurement.Of(Math.Max(0, copies.DaysAfter(first)), CopiesOf.Site(first));
        },
    };
}
