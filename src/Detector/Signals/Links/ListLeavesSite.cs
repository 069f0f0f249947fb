using Detector.Pages.Links;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Link digests and outlets' partner boxes do it too: weak alone.</summary>
    public static readonly Signal ListLeavesSite = new()
    {
        Name = "list-leaves-site", Family = Family.Links, Title = "Share of list entries that lead to other sites",
        Says = "{0:P0} of the headlines in the lists lead to other sites: “{1}”",
        SaysOtherwise = "The lists keep to this site's own pages ({0:P0} lead elsewhere)",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsAddress = true, NeedsMarkup = true,
        Source = "farm-patterns section 2, count of sister links (not measured there); Becchetti et al. 2006, link-based web spam",
        Quiet = "No list of three linked headlines, plain text, or the page's address is not known.",
        Measure = static seen =>
        {
            int known = 0, foreign = 0;
            var shown = Evidence.None;
            foreach (var list in seen.Page.Links.Lists)
                foreach (var item in list.Items)
                {
                    if (item.Link < 0) continue;
                    var target = seen.Page.Links.All[item.Link].Target;
                    if (target is not (LinkTarget.Own or LinkTarget.Foreign)) continue;
                    known++;
                    if (target == LinkTarget.Own) continue;
                    foreign++;
                    if (shown.IsNone) shown = Evidence.At(Place.LinkList, item.Text);
                }
            return seen.Page.Address is null || known < 3 ? Measurement.Nothing : Measurement.Of((double)foreign / known, shown);
        },
    };
}
