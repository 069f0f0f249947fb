using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CrumbHeadlineBrandLine = new()
    {
        Name = "brand-crumb-headline-line",
        Family = Family.Brand,
        Title = "Crumb, headline and brand on one line, then the headline again",
        Says = "One line holds the trail, the headline and a brand (“{1}”), and the next is the headline again",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "Observed: 100 of 100 pages of one copy-farm kit, 0 of 494 honest pages; a merely doubled headline is on honest papers too",
        Quiet = "Never on a page with at least two lines",
        Measure = static seen =>
        {
            if (seen.Page.Text.Blocks.Length < 2) return Measurement.Nothing;
            var lines = HeadLines.Of(seen);
            return lines is { Line: >= 0, Before: > 0, Tail.IsEmpty: false }
                ? Measurement.Of(true, Evidence.At(Place.Headline, lines.Tail), Evidence.At(Place.Headline, lines.Whole))
                : Measurement.Of(false);
        },
    };
}
