using System.Buffers;
using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// Marks the blocks of the main content. HTML: each block is weighed by <see cref="MainTextModel"/>. Plain text: each line, by the same numbers without markup.
/// </summary>
internal static class MainText
{
    public static void Mark(PageText text, HtmlTree? tree) => Mark(text, tree, tree is null ? MainTextModel.Lines : MainTextModel.Default);

    public static void Mark(PageText text, HtmlTree? tree, MainTextModel model)
    {
        var blocks = text.BlockList.Span;
        if (!blocks.IsEmpty) Weigh(text, tree, blocks, model);

        int visible = 0, main = 0;
        foreach (ref readonly var block in blocks)
        {
            if (!block.IsHidden) visible += block.TokenCount;
            if (block.IsMain) main += block.TokenCount;
        }
        text.VisibleTokens = visible;
        text.MainTokens = main;
    }

    private static void Weigh(PageText text, HtmlTree? tree, Span<Block> blocks, MainTextModel model)
    {
        var probabilities = ArrayPool<float>.Shared.Rent(blocks.Length + 8);
        var threshold = model.Weigh(text, tree, probabilities);
        for (var i = 0; i < blocks.Length; i++)
            if (probabilities[i] >= threshold)
                blocks[i].Traits |= BlockTraits.Main;
        ArrayPool<float>.Shared.Return(probabilities);
    }
}
