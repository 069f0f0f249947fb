using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal HeadlineRepeated = new()
    {
        Name = "brand-headline-repeated",
        Family = Family.Brand,
        Title = "Headline stands again right after the line that held it",
        Says = "The headline stands twice in a row (“{1}”)",
        Direction = Direction.Context,
        Unit = Unit.YesNo,
        Source = "Observed on every page of one kit and on honest papers whose extracted text keeps the title: never alone",
        Quiet = "A page of one line",
        Measure = static seen =>
        {
            if (seen.Page.Text.Blocks.Length < 2) return Measurement.Nothing;
            var lines = HeadLines.Of(seen);
            return lines.Line >= 0 ? Measurement.Of(true, Evidence.At(Place.Headline, lines.Headline)) : Measurement.Of(false);
        },
    };
}
