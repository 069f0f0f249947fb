using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal AnchorRepetition = new()
    {
        Name = "anchor-repetition", Family = Family.Links, Title = "Share of links whose words also lead to another address",
        Says = "{0:P0} of the links use words that also lead elsewhere: “{1}”",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsMarkup = true,
        Source = "Ntoulas, Najork, Manasse, Fetterly 2006, Detecting Spam Web Pages through Content Analysis, doi:10.1145/1135777.1135794 (anchor text repetition)",
        Quiet = "Fewer than ten links with an anchor of two to twelve words.",
        Measure = static seen =>
        {
            var targets = Links.LinkTargets.Of(seen);
            if (targets.Anchors < 10) return Measurement.Nothing;
            if (targets.SameAnchorElsewhere < 0) return Measurement.Of(0);
            var link = seen.Page.Links.All[targets.SameAnchorElsewhere];
            return Measurement.Of((double)targets.AnchorsToSeveral / targets.Anchors, Evidence.At(Place.Text, new TextRange(link.Start, link.Length)));
        },
    };
}
