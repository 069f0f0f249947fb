using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>A doorway's links repeat its keyword with variations; a blog's tag links do so once or twice.</summary>
    public static readonly Signal KeywordAnchors = new()
    {
        Name = "keyword-anchors", Family = Family.Links, Title = "Share of longer anchors that repeat the title's rarest words",
        Says = "{0:P0} of the links vary the title's own keywords: “{1}”",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsMarkup = true,
        Source = "Gyöngyi and Garcia-Molina 2005, Web Spam Taxonomy (anchor text spam, link farms of doorway pages)",
        Quiet = "Fewer than eight links of three words or more outside the body, or no title of three words.",
        Measure = static seen =>
        {
            var page = seen.Page;
            var title = Links.TitleWords.Of(seen);
            if (title.Rare.Count < 2) return Measurement.Nothing;
            int anchors = 0, with = 0;
            var shown = Evidence.None;
            foreach (ref readonly var link in page.Links.All)
            {
                if (link.TokenCount < 3) continue;
                anchors++;
                var hits = 0;
                for (var t = link.TokenStart; t < link.TokenStart + link.TokenCount; t++)
                    if (title.Rare.Contains(page.Text.Tokens[t].Hash))
                        hits++;
                // The page's own headline as a link is no variation.
                if (hits < 2 || hits >= title.Rare.Count && link.TokenCount <= title.Count + 1 && link.TokenCount >= title.Count - 1) continue;
                with++;
                if (shown.IsNone) shown = Evidence.At(Place.Text, new TextRange(link.Start, link.Length));
            }
            return anchors < 8 ? Measurement.Nothing : Measurement.Of((double)with / anchors, shown);
        },
    };
}
