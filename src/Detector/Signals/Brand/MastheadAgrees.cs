using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal MastheadAgrees = new()
    {
        Name = "brand-masthead-agrees",
        Version = 4,
        Family = Family.Brand,
        Title = "All the names the page goes by agree with its host",
        Says = "The names the page goes by (“{1}”) do not belong to the host {2}",
        SaysOtherwise = "The names the page goes by (“{1}”) belong to the host {2}",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        NeedsAddress = true,
        Source = "Observed: what separates a member station or paper from a proxy of it. Mean of title brand, site name, publisher and copyright holder on the host; 1 for a known outlet's host and for a station whose call sign host and page share (47 CFR 73.1201)",
        Quiet = "No address, or the page goes by no name: silence is not disagreement",
        Measure = static seen =>
        {
            var names = BrandNames.Of(seen);
            if (names.Address is not { } address) return Measurement.Nothing;
            var host = Evidence.Of(Place.Address, address.Host);
            if (OutletsNamed.Of(seen).OfHost is { } outlet) return Measurement.Of(1, Evidence.Of(Place.Metadata, outlet.Name), host);
            if (names.Masthead is not { } agreement) return Measurement.Nothing;
            var name = names.Title ?? names.Site ?? names.Publisher ?? names.Holder!;
            return Measurement.Of(agreement, Evidence.Of(Place.Metadata, name.Text), host);
        },
    };
}
