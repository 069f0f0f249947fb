using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal ThreeWayDisagreement = new()
    {
        Name = "brand-three-way-disagreement",
        Version = 4,
        Family = Family.Brand,
        Title = "Brand, host and topic all disagree",
        Says = "Brand “{1}”, host {2} and the subject of the text agree little (disagreement {0:0.00}; 0 is none)",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        NeedsAddress = true,
        Source = "Observed: a wealth brand alone fires on honest advisers; brand, host and topic apart did not. Product of (1 - the best of the page's names on the host) and (1 - the better of brand on topic, host on topic)",
        Quiet = "No address or no brand in the title, or neither brand nor host promises a subject",
        Measure = static seen =>
        {
            var names = BrandNames.Of(seen);
            if (names.TitleOnHost is null || names.AnyOnHost is not { } onHost) return Measurement.Nothing;
            var brand = NameTopic.Fit(names.Title!.Telling, seen);
            var host = NameTopic.Fit(names.DomainWords, seen);
            if (brand is null && host is null) return Measurement.Nothing;
            var fit = Math.Max(brand?.Probability ?? 0, host?.Probability ?? 0);
            return Measurement.Of((1 - onHost) * (1 - fit), Evidence.Of(Place.Title, names.Title.Text), Evidence.Of(Place.Address, names.Address!.Host));
        },
    };
}
