using System.Buffers;
using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// Marks the blocks of the main content. HTML: each block is weighed by <see cref="MainTextModel"/>. Plain text: from the first sentence-like line to the last, without list entries.
/// </summary>
internal static class MainText
{
    public static void Mark(PageText text, HtmlTree? tree) => Mark(text, tree, MainTextModel.Default);

    public static void Mark(PageText text, HtmlTree? tree, MainTextModel model)
    {
        var blocks = text.BlockList.Span;
        if (tree is null) MarkLines(text, blocks);
        else MarkWeighed(text, tree, blocks, model);

        int visible = 0, main = 0;
        foreach (ref readonly var block in blocks)
        {
            if (!block.IsHidden) visible += block.TokenCount;
            if (block.IsMain) main += block.TokenCount;
        }
        text.VisibleTokens = visible;
        text.MainTokens = main;
    }

    private static void MarkLines(PageText text, Span<Block> blocks)
    {
        int first = -1, last = -1;
        for (var i = 0; i < blocks.Length; i++)
        {
            if (!IsProseLine(text, blocks[i])) continue;
            if (first < 0) first = i;
            last = i;
        }
        if (first < 0) return;
        for (var i = first; i <= last; i++)
            if (blocks[i].Kind != BlockKind.ListItem || IsProseLine(text, blocks[i]))
                blocks[i].Traits |= BlockTraits.Main;
    }

    private static bool IsProseLine(PageText text, in Block block)
    {
        if (block.TokenCount < 12) return false;
        var end = text.Of(block)[^1];
        return end is '.' or '!' or '?' or '"' or '\u201D' or ')' or ':' or '\u3002' || block.TokenCount >= 40;
    }

    private static void MarkWeighed(PageText text, HtmlTree tree, Span<Block> blocks, MainTextModel model)
    {
        if (blocks.IsEmpty) return;
        var probabilities = ArrayPool<float>.Shared.Rent(blocks.Length + 8);
        model.Weigh(text, tree, probabilities);
        for (var i = 0; i < blocks.Length; i++)
            if (probabilities[i] >= model.Threshold && !blocks[i].IsHidden)
                blocks[i].Traits |= BlockTraits.Main;
        ArrayPool<float>.Shared.Return(probabilities);
    }
}
