using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Menus and buttons opened by a script lead nowhere on honest pages too, so only links that promise a page to read are counted.</summary>
    public static readonly Signal DeadLinks = new()
    {
        Name = "dead-links", Version = 2, Family = Family.Links, Title = "Share of headline-like links that lead nowhere",
        Says = "{0:P0} of the links of four words and more lead nowhere (“#” or empty), such as “{1}”: a layout without the pages behind it",
        SaysOtherwise = "The headlines that are links lead somewhere ({0:P0} do not)",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsMarkup = true,
        Source = "Observed on copied layouts: headlines are kept, pages are not",
        Quiet = "Fewer than five links of four words and more.",
        Measure = static seen =>
        {
            var targets = Links.LinkTargets.Of(seen);
            if (targets.Said < 5) return Measurement.Nothing;
            if (targets.DeadSaid == 0) return Measurement.Of(0);
            ref readonly var link = ref seen.Page.Links.All[targets.DeadSaidLink];
            return Measurement.Of((double)targets.DeadSaid / targets.Said, Evidence.At(Place.Text, new TextRange(link.Start, link.Length)));
        },
    };
}
