using Detector.Pages.Text;

namespace Detector.Pages.Metadata;

/// <summary>The top of an article: which block is its headline, and at which block its running text starts. What stands around them is byline, date and section.</summary>
/// <param name="Headline">Index of the headline's block, -1 when none is shown.</param>
/// <param name="Body">Index of the first block of running text; the count of blocks when there is none.</param>
internal readonly record struct Opening(int Headline, int Body)
{
    // Shorter blocks are standfirsts, captions and bylines.
    private const int RunningText = 18;

    public static Opening Of(PageText text, int headline)
    {
        var blocks = text.Blocks;
        var spare = -1;
        for (var i = Math.Max(0, headline + 1); i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            if (block.TokenCount < RunningText || block.IsHidden || block.LinkShare > 0.5 || block.Kind is BlockKind.Heading or BlockKind.Caption) continue;
            if (block.IsMain) return new Opening(headline, i);
            if (spare < 0 && block.Region is Region.Body or Region.Main) spare = i;
        }
        return new Opening(headline, spare < 0 ? blocks.Length : spare);
    }

    /// <summary>First block that may hold the page's own byline, date or section.</summary>
    public int From => Headline >= 0 ? Math.Max(0, Headline - 5) : Math.Max(0, Body - 8);

    /// <summary>Last such block: many sites put the byline between the first paragraphs.</summary>
    public int To => Headline >= 0 ? Math.Min(Body, Headline + 25) : Body;
}
