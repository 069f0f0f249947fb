using System.Buffers;
using Detector.Pages.Structure;
using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    private static readonly ulong Dmca = WordHash.Of("dmca");
    private static readonly SearchValues<string> DmcaPath = SearchValues.Create(["/dmca"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Sites on which anybody can publish have such a page as well: weak alone.</summary>
    public static readonly Signal TakedownPage = new()
    {
        Name = "takedown-page", Family = Family.Links, Title = "A link to how one has a text taken down (DMCA)",
        Says = "It links to how one has a text taken down (“{1}”), as sites do that print others' texts or let anybody print them",
        SaysOtherwise = "No link to a takedown procedure",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsMarkup = true,
        Source = "17 U.S.C. 512(c): the procedure is for sites that carry what others made; two farms of fifteen of the corpus have the page, eight of some 1,000 honest sites",
        Quiet = "Plain text, or no link.",
        Measure = static seen =>
        {
            var links = seen.Page.Links.All;
            var text = seen.Page.Text;
            if (links.IsEmpty) return Measurement.Nothing;
            foreach (ref readonly var link in links)
            {
                var named = false;
                if (link.TokenCount is > 0 and <= 6)
                    foreach (ref readonly var token in text.Tokens.Slice(link.TokenStart, link.TokenCount))
                        named |= token.Hash == Dmca;
                if (named || (seen.Page.Links.Href(link) is var href && href.ContainsAny(DmcaPath) && Hosts.PathOf(href).ContainsAny(DmcaPath)))
                    return Measurement.Of(true, Evidence.At(Place.Text, new TextRange(link.Start, link.Length)));
            }
            return Measurement.Of(false);
        },
    };
}
