using System.Buffers;
using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// Marks the blocks of the main content. HTML: each block is weighed by <see cref="MainTextModel"/>. Plain text: each line, by the same numbers without markup.
/// </summary>
internal static class MainText
{
    private const float NearlyMain = 0.4f;

    /// <summary>Words of prose up to which a page counts as one of few words.</summary>
    private const int FewWords = 100;

    public static void Mark(PageText text, HtmlTree? tree) => Mark(text, tree, tree is null ? MainTextModel.Lines : MainTextModel.Default);

    public static void Mark(PageText text, HtmlTree? tree, MainTextModel model)
    {
        var blocks = text.BlockList.Span;
        if (!blocks.IsEmpty) Weigh(text, tree, blocks, model);
        if (tree is not null) KeepFewWords(blocks);

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

    // On a page of few words the paragraphs are the page: there is too little around them for a model of real pages to go by.
    private static void KeepFewWords(Span<Block> blocks)
    {
        int prose = 0, kept = 0;
        foreach (ref readonly var block in blocks)
        {
            if (!IsProse(block)) continue;
            prose += block.TokenCount;
            if (block.IsMain) kept += block.TokenCount;
        }
        if (prose > FewWords || kept * 10 >= prose * 9) return;
        foreach (ref var block in blocks)
            if (IsProse(block))
                block.Traits |= BlockTraits.Main;
    }

    private static bool IsProse(in Block block) =>
        block.TokenCount >= 10 && !block.IsHidden && block.LinkShare < 0.3 && block.Kind is BlockKind.Paragraph or BlockKind.Quote && block.Region is Region.Body or Region.Main;

    // A paragraph that nearly made it and stands beside one that did, in the same box and of the same make, is of the same text.
    private static void Join(PageText text, Span<Block> blocks, float[] probabilities, float threshold, int at, int beside)
    {
        ref var block = ref blocks[at];
        if (block.IsMain || !blocks[beside].IsMain || block.TokenCount < 10 || block.LinkShare > 0.3 || block.Kind != blocks[beside].Kind || probabilities[at] < NearlyMain * threshold) return;
        if (text.ContainerList[block.Container].Parent != text.ContainerList[blocks[beside].Container].Parent) return;
        block.Traits |= BlockTraits.Main;
    }
}
