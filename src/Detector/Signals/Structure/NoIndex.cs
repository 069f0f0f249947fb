namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal NoIndex = new()
    {
        Name = "no-index", Family = Family.Structure, Title = "The page asks search engines to leave it out",
        Says = "The page asks search engines to leave it out (“{1}”)",
        SaysOtherwise = "The page lets search engines list it",
        Direction = Direction.Context, Unit = Unit.YesNo, NeedsMarkup = true,
        Source = "farm-patterns section 2, from HTML (not measured there); landing pages of paid campaigns hide so",
        Quiet = "Plain text.",
        Measure = static seen => seen.Page.Tree is null
            ? Measurement.Nothing
            : Measurement.Of(seen.Page.Metadata.Robots?.Contains("noindex", StringComparison.Ordinal) == true, Evidence.Of(Place.Metadata, seen.Page.Metadata.Robots)),
    };
}
