using Detector.Pages.Links;
using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Sources are linked from honest stories too, so this counts only links with a keyword anchor: two to five words, no name of a site or “here”.</summary>
    public static readonly Signal ForeignLinksInBody = new()
    {
        Name = "foreign-links-in-body", Family = Family.Links, Title = "Links to other sites in the body, per 100 words",
        Says = "The body sends readers to other sites {0:0.0} times in 100 words: “{1}”",
        Direction = Direction.Context, Unit = Unit.Score, NeedsAddress = true, NeedsMarkup = true,
        Source = "farm-patterns F12: guest-post pages sell “do-follow” links; Becchetti et al. 2006, doi:10.1145/1326561.1326563 (out-links)",
        Quiet = "Plain text, an unknown address, or under 100 words of body.",
        Measure = static seen =>
        {
            var page = seen.Page;
            if (page.Address is null || page.Tree is null || page.Text.MainTokens < 100) return Measurement.Nothing;
            var foreign = 0;
            var shown = Evidence.None;
            foreach (ref readonly var link in page.Links.All)
            {
                if (link.Target != LinkTarget.Foreign || link.Unendorsed || link.Block < 0 || link.Block >= page.Text.Blocks.Length || !page.Text.Blocks[link.Block].IsMain) continue;
                foreign++;
                if (shown.IsNone && link.TokenCount is >= 2 and <= 6) shown = Evidence.At(Place.Body, new TextRange(link.Start, link.Length));
            }
            return Measurement.Of(100.0 * foreign / page.Text.MainTokens, shown);
        },
    };
}
