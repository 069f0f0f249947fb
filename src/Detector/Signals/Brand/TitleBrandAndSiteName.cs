using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal TitleBrandAndSiteName = new()
    {
        Name = "brand-title-and-site-name",
        Version = 2,
        Family = Family.Brand,
        Title = "Title's brand agrees with the declared site name or publisher",
        Says = "The title names the site “{1}”, its own metadata “{2}”",
        SaysOtherwise = "Title (“{1}”) and metadata (“{2}”) name the same site",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        Source = "Open Graph protocol, og:site_name (https://ogp.me); observed: template slots are filled one by one",
        Quiet = "No brand in the title, or neither site name nor publisher is declared outside the title",
        Measure = static seen =>
        {
            var names = BrandNames.Of(seen);
            if (names.Title is not { } title || (names.Site ?? names.Publisher) is null) return Measurement.Nothing;
            var site = names.Site is { } one ? title.Agreement(one) : 0;
            var publisher = names.Publisher is { } other ? title.Agreement(other) : 0;
            var declared = names.Site is null || publisher > site ? names.PublisherName! : names.SiteName!;
            return Measurement.Of(Math.Max(site, publisher), Evidence.Of(Place.Title, names.TitleBrand!.Value), Evidence.Of(Place.Metadata, declared.Value));
        },
    };
}
