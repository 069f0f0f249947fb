using Detector.Pages.Links;
using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal HiddenLinks = new()
    {
        Name = "hidden-links", Family = Family.Links, Title = "Links to other sites inside parts a visitor does not see",
        Says = "{0:0} links to other sites stand in parts a visitor does not see: “{1}” to {2}",
        SaysOtherwise = "No links to other sites are hidden",
        Direction = Direction.FarmHigh, Unit = Unit.Count, NeedsMarkup = true,
        Source = "Gyöngyi and Garcia-Molina 2005, Web Spam Taxonomy (content hiding); Google Search Essentials, spam policies, hidden text and links",
        Quiet = "Plain text, or a page without links. Menus that open on a click lead to own pages and do not count.",
        Measure = static seen =>
        {
            var links = seen.Page.Links;
            if (links.All.IsEmpty) return Measurement.Nothing;
            var hidden = 0;
            var words = Evidence.None;
            var target = Evidence.None;
            foreach (ref readonly var link in links.All)
            {
                if (!link.Hidden || link.TokenCount == 0 || link.Target is not (LinkTarget.Foreign or LinkTarget.Absolute)) continue;
                hidden++;
                if (!words.IsNone) continue;
                words = Evidence.At(Place.Markup, new TextRange(link.Start, link.Length));
                target = Evidence.Of(Place.Markup, links.Href(link).ToString());
            }
            return Measurement.Of(hidden, words, target);
        },
    };
}
