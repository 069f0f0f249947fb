using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal HostFitsTopic = new()
    {
        Name = "brand-host-fits-topic",
        Version = 2,
        Family = Family.Brand,
        Title = "Words of the host fit the topic of the body",
        Says = "The host {1} promises another subject than the text has",
        SaysOtherwise = "The host {1} promises what the text is about",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        NeedsAddress = true,
        Source = "Observed: a lapsed restaurant, politician or jeweller domain under general news, 7 of 7 expired-domain copy feeds",
        Quiet = "No address, no word of the host promises a subject, fewer than 50 known words of body, or not English",
        Measure = static seen =>
        {
            var names = BrandNames.Of(seen);
            if (names.DomainWords.Length == 0) return Measurement.Nothing;
            return NameTopic.Fit(names.DomainWords, seen) is { } fit ? Measurement.Of(fit.Probability, Evidence.Of(Place.Address, names.Address!.Host)) : Measurement.Nothing;
        },
    };
}
