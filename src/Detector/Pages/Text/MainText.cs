using System.Buffers;
using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// Marks the blocks of the main content. HTML: each block is weighed by <see cref="MainTextModel"/>. Plain text: each line, by the same numbers without markup.
/// </summary>
internal static class MainText
{
    private const float NearlyMain = 0.4f;

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
        if (tree is null)
        {
            ArrayPool<float>.Shared.Return(probabilities);
            return;
        }
        for (var i = 1; i < blocks.Length; i++) Join(text, blocks, probabilities, threshold, i, i - 1);
        for (var i = blocks.Length - 2; i >= 0; i--) Join(text, blocks, probabilities, threshold, i, i + 1);
        ArrayPool<float>.Shared.Return(probabilities);
    }

    // A paragraph that nearly made it and stands beside one that did, in the same box and of the same make, is of the same text.
    private static void Join(PageText text, Span<Block> blocks, float[] probabilities, float threshold, int at, int beside)
    {
        ref var block = ref blocks[at];
        if (block.IsMain || !blocks[beside].IsMain || block.TokenCount < 10 || block.LinkShare > 0.3 || block.Kind != blocks[beside].Kind || probabilities[at] < NearlyMain * threshold) return;
        if (text.ContainerList[block.Container].Parent != text.ContainerList[blocks[beside].Container].Parent) return;
        block.Traits |= BlockTraits.Main;
    }
}
