using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal BrandTailUnlikeHost = new()
    {
        Name = "brand-line-tail-on-host",
        Version = 4,
        Family = Family.Brand,
        Title = "What follows the headline on its line agrees with the host",
        Says = "The line of the headline ends in “{1}”, which the host {2} does not spell",
        SaysOtherwise = "The line of the headline ends in the site's own name “{1}”",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        NeedsAddress = true,
        Source = "Observed: leftovers such as another product's name in the slot behind the headline prove it is filled by a template",
        Quiet = "No address, or no headline line with words behind the headline",
        Measure = static seen =>
        {
            var lines = HeadLines.Of(seen);
            if (lines.Tail.IsEmpty) return Measurement.Nothing;
            var names = BrandNames.Of(seen);
            return names.OnHost(Name.Of(seen.Page.Text.Range(lines.Tail.Start, lines.Tail.Length).ToString())) is { } agreement
                ? Measurement.Of(agreement, Evidence.At(Place.Headline, lines.Tail), Evidence.Of(Place.Address, names.Address!.Host))
                : Measurement.Nothing;
        },
    };
}
