using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    private const int FewestLinks = 8;

    // A button or two are left empty on honest pages, and so is a theme's social row.
    private const int FewestEmpty = 10;

    /// <summary>On a made-up front page every menu entry, picture and comment leads to the offer; where a script fills them in, they are empty. A menu of "#" is an honest page's.</summary>
    public static readonly Signal SingleTarget = new()
    {
        Name = "single-target", Version = 4, Family = Family.Links, Title = "Share of links that lead to one and the same address, the front page and lists of a category, tag or author left aside",
        Says = "{0:P0} of the links lead to one and the same address: {1}",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsMarkup = true,
        Source = "Observed on advertorials that pose as news brands: every link of the borrowed layout is the offer, or empty where a script fills it in",
        Quiet = "Fewer than eight links.",
        Measure = static seen =>
        {
            var targets = Links.LinkTargets.Of(seen);
            var isEmpty = targets.Empty >= FewestEmpty && targets.Empty > targets.MostRepeated;
            var most = isEmpty ? targets.Empty : targets.MostRepeated;
            if (targets.All < FewestLinks || most == 0) return Measurement.Nothing;
            var link = seen.Page.Links.All[isEmpty ? targets.EmptyLink : targets.MostRepeatedLink];
            var shown = seen.Page.Links.Href(link);
            return Measurement.Of((double)most / targets.All, Evidence.Of(Place.Markup, shown.IsEmpty ? "(empty)" : shown.ToString()));
        },
    };
}
