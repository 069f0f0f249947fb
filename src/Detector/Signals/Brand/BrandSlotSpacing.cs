namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal BrandSlotSpacing = new()
    {
        Name = "brand-slot-spacing",
        Family = Family.Brand,
        Title = "Brand is set into the title without even spacing",
        Says = "The brand “{1}” is set into the title as a slot is filled, the separator “{2}” spaced on one side or none",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "Observed: \" -Brand\" and \"-Brand\" on 100 of 100 pages of one kit, \"Brand:Headline\" and \"Brand|Headline\" on its sisters; also the habit of some honest systems, so weak alone",
        Quiet = "No brand in the title",
        Measure = static seen =>
        {
            var metadata = seen.Page.Metadata;
            if (metadata.TitleBrand is not { } brand || metadata.TitleParts.Count < 2) return Measurement.Nothing;
            var parts = metadata.TitleParts;
            var last = parts[^1].Value == brand.Value;
            if (!last && parts[0].Value != brand.Value) return Measurement.Nothing;
            var separator = last ? parts[^1].Separator : parts[1].Separator;
            if (separator.Length == 0) return Measurement.Nothing;
            var before = separator[0] == ' ';
            var after = separator[^1] == ' ';
            // "Headline: Brand" and "Brand: Headline" are ordinary English punctuation.
            var colon = separator.Contains(':', StringComparison.Ordinal);
            // Full-width signs bring their own space.
            var wide = separator.AsSpan().IndexOfAnyInRange('\u3000', '\uFFEF') >= 0;
            var odd = !wide && (colon ? !after : !(before && after));
            return Measurement.Of(odd, Evidence.Of(Place.Title, brand.Value), Evidence.Of(Place.Title, separator));
        },
    };
}
