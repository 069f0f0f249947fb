using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal TitleBrandOnHost = new()
    {
        Name = "brand-title-on-host",
        Version = 4,
        Family = Family.Brand,
        Title = "Title's brand agrees with the host",
        Says = "The title's brand “{1}” shares no word with the host {2}",
        SaysOtherwise = "The title's brand “{1}” is spelled by the host {2}",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        NeedsAddress = true,
        Source = "Observed: the brand slot of two copy-farm kits is filled apart from the host on 104 of 104 pages; names held against names after Damerau and Levenshtein would miss initials, so words and beginnings are matched",
        Quiet = "No address, an IP address, no brand in the title, or a brand in another script",
        Measure = static seen =>
        {
            var names = BrandNames.Of(seen);
            return names.TitleOnHost is { } agreement
                ? Measurement.Of(agreement, Evidence.Of(Place.Title, names.TitleBrand!.Value), Evidence.Of(Place.Address, names.Address!.Host))
                : Measurement.Nothing;
        },
    };
}
