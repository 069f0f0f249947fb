namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal MetaRefresh = new()
    {
        Name = "meta-refresh", Family = Family.Structure, Title = "The page sends its visitor elsewhere by itself",
        Says = "The page sends its visitor on to {1} by itself",
        SaysOtherwise = "The page keeps its visitor",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsMarkup = true,
        Source = "Gyöngyi and Garcia-Molina 2005, Web Spam Taxonomy (redirection); a reload of the same page does not count",
        Quiet = "Plain text.",
        Measure = static seen => seen.Page.Tree is null
            ? Measurement.Nothing
            : Measurement.Of(!string.IsNullOrEmpty(seen.Page.Metadata.RefreshTarget), Evidence.Of(Place.Markup, seen.Page.Metadata.RefreshTarget)),
    };
}
