using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CrumbGlued = new()
    {
        Name = "category-glued-to-headline",
        Family = Family.Category,
        Title = "The category is glued to the headline",
        Says = "The category runs into the headline without a space: “{1}”",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "Observed on 100 of 100 pages of one kit: the trail's last stop is text and the headline follows in the same element",
        Quiet = "No line that holds the headline and is followed by it",
        Measure = static seen =>
        {
            var lines = HeadLines.Of(seen);
            return lines.Line < 0 ? Measurement.Nothing : Measurement.Of(lines.Glued, Evidence.At(Place.Breadcrumb, lines.Whole));
        },
    };
}
