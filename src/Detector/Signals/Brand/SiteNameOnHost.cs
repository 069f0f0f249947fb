using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal SiteNameOnHost = new()
    {
        Name = "brand-site-name-on-host",
        Version = 4,
        Family = Family.Brand,
        Title = "Declared site name agrees with the host",
        Says = "The page calls its site “{1}”, which the host {2} does not spell",
        SaysOtherwise = "The declared site name “{1}” is spelled by the host {2}",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        NeedsAddress = true,
        Source = "Open Graph protocol, og:site_name (https://ogp.me); observed on lapsed-domain newspaper proxies, which keep the name of the paper they copy",
        Quiet = "No address, or no site name declared: a site that declares none is not thereby suspect",
        Measure = static seen =>
        {
            var names = BrandNames.Of(seen);
            return names.SiteOnHost is { } agreement && names.SiteName is { } site
                ? Measurement.Of(agreement, Evidence.Of(Place.Metadata, site.Value), Evidence.Of(Place.Address, names.Address!.Host))
                : Measurement.Nothing;
        },
    };
}
