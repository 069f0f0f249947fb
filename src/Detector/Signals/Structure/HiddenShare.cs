using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Menus and dialogs wait hidden too, so only long hidden blocks of running words count.</summary>
    public static readonly Signal HiddenShare = new()
    {
        Name = "hidden-share", Family = Family.Structure, Title = "Words in hidden paragraphs over all words",
        Says = "{0:P0} of the words stand in paragraphs that a visitor does not see: “{1}”",
        SaysOtherwise = "No running text is hidden from visitors",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsMarkup = true,
        Source = "Gyöngyi and Garcia-Molina 2005, Web Spam Taxonomy (content hiding); Google Search Essentials, spam policies",
        Quiet = "Plain text.",
        Measure = static seen =>
        {
            var page = seen.Page;
            if (page.Tree is null) return Measurement.Nothing;
            var hidden = 0;
            var shown = Evidence.None;
            foreach (ref readonly var block in page.Text.Blocks)
            {
                if (!block.IsHidden || block.TokenCount < 20 || block.LinkShare > 0.5) continue;
                hidden += block.TokenCount;
                if (shown.IsNone) shown = Evidence.At(Place.Markup, new TextRange(block.Start, block.Length));
            }
            return Measurement.Of((double)hidden / (hidden + page.Text.VisibleTokens), shown);
        },
    };
}
