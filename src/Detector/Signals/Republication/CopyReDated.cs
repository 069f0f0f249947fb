using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CopyReDated = new()
    {
        Name = "copy-re-dated", Family = Family.Republication, Title = "A whole copy that shows a date of its own, over two days later",
        Says = "The page shows {1} over a text that {2} had before",
        SaysOtherwise = "The page shows the date of the text it shares",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsIndex = true,
        Source = "farm-patterns F1: every sibling carries a different date, after the story",
        Version = 2,
        Quiet = "No index was asked, no earlier page holds the whole text, or one of the two shows no date.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { Source: { ShareHere: >= 0.8 } source } copies || copies.All.Page is not { Shown: { } here } || source.Page.Shown is not { } there) return Measurement.Nothing;
            return Measurement.Of(here.DayNumber - there.DayNumber > 2, Evidence.Of(Place.Dates, here.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), CopiesOf.Site(source));
        },
    };
}
