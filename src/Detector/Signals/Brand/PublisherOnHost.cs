using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal PublisherOnHost = new()
    {
        Name = "brand-publisher-on-host",
        Version = 4,
        Family = Family.Brand,
        Title = "Declared publisher agrees with the host",
        Says = "The page declares “{1}” as its publisher; the host {2} does not spell it",
        SaysOtherwise = "The declared publisher “{1}” is spelled by the host {2}",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        NeedsAddress = true,
        Source = "schema.org/publisher; a chain's company name (Gannett, Gray) differs honestly from its papers' hosts, so it weighs only with others",
        Quiet = "No address, or no publisher declared",
        Measure = static seen =>
        {
            var names = BrandNames.Of(seen);
            return names.PublisherOnHost is { } agreement && names.PublisherName is { } publisher
                ? Measurement.Of(agreement, Evidence.Of(Place.Metadata, publisher.Value), Evidence.Of(Place.Address, names.Address!.Host))
                : Measurement.Nothing;
        },
    };
}
