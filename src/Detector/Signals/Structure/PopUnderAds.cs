namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Honest sites live on advertisements, hobby sites now and then on these: one mark among others.</summary>
    public static readonly Signal PopUnderAds = new()
    {
        Name = "pop-under-ads", Family = Family.Structure, Title = "Advertising networks for windows that open by themselves",
        Says = "Its advertisements are windows that open by themselves ({1}): networks that take any site",
        SaysOtherwise = "No advertising network for pop-ups",
        Direction = Direction.FarmHigh, Unit = Unit.Count, NeedsMarkup = true,
        Source = "Coalition for Better Ads 2017, Initial Better Ads Standards (pop-up ads are the first of the unacceptable ones); three farms of fifteen of the corpus live on them, one of some 1,000 honest sites proves itself to one",
        Quiet = "Plain text.",
        Measure = static seen => seen.Page.Tree is null
            ? Measurement.Nothing
            : Measurement.Of(seen.Page.Structure.PopUnderNetworks.Count, seen.Page.Structure.PopUnderNetworks is [var network, ..] ? Evidence.Of(Place.Markup, network) : Evidence.None),
    };
}
