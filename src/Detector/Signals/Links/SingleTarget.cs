using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>On a made-up front page every menu entry, picture and comment leads to the offer.</summary>
    public static readonly Signal SingleTarget = new()
    {
        Name = "single-target", Version = 2, Family = Family.Links, Title = "Share of links that lead to one and the same address, the front page left aside",
        Says = "{0:P0} of the links lead to one and the same address: {1}",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsMarkup = true,
        Source = "Observed on advertorials that pose as news brands: every link of the borrowed layout is the offer",
        Quiet = "Fewer than eight links.",
        Measure = static seen =>
        {
            var targets = Links.LinkTargets.Of(seen);
            if (targets.All < 8 || targets.MostRepeatedLink < 0) return Measurement.Nothing;
            var most = seen.Page.Links.All[targets.MostRepeatedLink];
            return Measurement.Of((double)targets.MostRepeated / targets.All, Evidence.Of(Place.Markup, seen.Page.Links.Href(most).ToString()));
        },
    };
}
