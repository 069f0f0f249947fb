using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    private const int LongAfter = 30;

    public static readonly Signal CopyReDated = new()
    {
        Name = "copy-re-dated", Family = Family.Republication, Title = "A whole copy that shows a date of its own, over thirty days later",
        Says = "The page shows {1} over a text that {2} had before",
        SaysOtherwise = "The page shows a date not long after that of the text it shares",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsIndex = true,
        Source = "farm-patterns F1: every sibling carries a different date, over 30 days after the story on 100 of 100; what is passed on honestly is passed on in days or weeks",
        Version = 3,
        Quiet = "No index was asked, no earlier page holds the whole text, or one of the two shows no date.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { Source: { ShareHere: >= 0.8 } source } copies || copies.All.Page is not { Shown: { } here } || source.Page.Shown is not { } there) return Measurement.Nothing;
            return Measurement.Of(here.DayNumber - there.DayNumber > LongAfter, Evidence.Of(Place.Dates, here.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), CopiesOf.Site(source));
        },
    };
}
