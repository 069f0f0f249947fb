using System.Buffers;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// Marks the blocks of the main content. HTML: each block is weighed by <see cref="MainTextModel"/>. Plain text: each line, by the same numbers without markup.
/// </summary>
internal static class MainText
{
    private const float NearlyMain = 0.4f;

    /// <summary>Blocks that may stand between two paragraphs and belong to them.</summary>
    private const int MostBetween = 12;

    /// <summary>Words of prose up to which a page counts as one of few words.</summary>
    private const int FewWords = 100;

    /// <summary>Words in all up to which it does: a shop's page has little prose and much around it.</summary>
    private const int FewInAll = 400;

    /// <summary>Words from which on a paragraph that comes twice is a copy: shorter ones ("Add to cart") are said of each thing in a list.</summary>
    private const int LeastCopied = 8;

    public static void Mark(PageText text, HtmlTree? tree) => Mark(text, tree, tree is null ? MainTextModel.Lines : MainTextModel.Default);

    /// <summary>Marks by another model; what was marked before is forgotten.</summary>
    public static void Mark(PageText text, HtmlTree? tree, MainTextModel model)
    {
        var blocks = text.BlockList.Span;
        foreach (ref var block in blocks) block.Traits &= ~BlockTraits.Main;
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
        var threshold = model.Weigh(text, tree, probabilities, out var isArticle);
        for (var i = 0; i < blocks.Length; i++)
            if (probabilities[i] >= threshold && !IsFurniture(text, blocks[i]))
                blocks[i].Traits |= BlockTraits.Main;
        if (tree is null)
        {
            ArrayPool<float>.Shared.Return(probabilities);
            return;
        }
        for (var i = 1; i < blocks.Length; i++) Join(text, blocks, probabilities, threshold, i, i - 1);
        for (var i = blocks.Length - 2; i >= 0; i--) Join(text, blocks, probabilities, threshold, i, i + 1);
        if (isArticle) FillGaps(blocks);
        else DropCopies(text, blocks);
        ArrayPool<float>.Shared.Return(probabilities);
    }

    // Links beside, above or below the page's own matter are none of it, even where they are most of the page.
    private static bool IsFurniture(PageText text, in Block block) =>
        block.LinkShare > 0.5 && (block.Region is Region.Navigation or Region.Aside or Region.Related or Region.Footer or Region.Advert || IsBesideByName(text, block));

    // A box that is most of the page moves nothing to another region whatever it is called; links right in a sidebar of any size are beside the matter.
    private static bool IsBesideByName(PageText text, in Block block)
    {
        ref readonly var box = ref text.ContainerList[block.Container];
        var around = box.Parent >= 0 ? text.ContainerList[box.Parent].Own : ContainerHint.None;
        return ((box.Own | around) & ContainerHint.Aside) != 0;
    }

    // What is quoted, listed or set as a heading between two paragraphs of an article belongs to it: a post of a network is worded like no article.
    private static void FillGaps(Span<Block> blocks)
    {
        var last = -1;
        for (var i = 0; i < blocks.Length; i++)
        {
            if (!blocks[i].IsMain) continue;
            if (last >= 0 && i - last is > 1 and <= MostBetween + 1 && blocks[(last + 1)..i] is var between && BelongsBetween(between))
                foreach (ref var block in between)
                    if (!block.IsHidden)
                        block.Traits |= BlockTraits.Main;
            last = i;
        }
    }

    // The same paragraph in another box, for another size of screen or once more in a slider, is one. Twice in one box the page says it twice: that is for the signals to see.
    private static void DropCopies(PageText text, Span<Block> blocks)
    {
        var slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)((blocks.Length * 2) + 2));
        var table = ArrayPool<int>.Shared.Rent(slots);
        Array.Clear(table, 0, slots);
        for (var i = 0; i < blocks.Length; i++)
        {
            ref var block = ref blocks[i];
            if (!block.IsMain || block.TokenCount < LeastCopied) continue;
            var words = text.Of(block);
            var slot = (int)(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(words)) >> 20) & (slots - 1);
            while (table[slot] != 0 && !text.Of(blocks[table[slot] - 1]).SequenceEqual(words)) slot = (slot + 1) & (slots - 1);
            if (table[slot] == 0) table[slot] = i + 1;
            else if (BoxAround(text, block) != BoxAround(text, blocks[table[slot] - 1])) block.Traits &= ~BlockTraits.Main;
        }
        ArrayPool<int>.Shared.Return(table);
    }

    private static int BoxAround(PageText text, in Block block) => text.ContainerList[block.Container].Parent;

    private static bool BelongsBetween(ReadOnlySpan<Block> between)
    {
        foreach (ref readonly var block in between)
        {
            if (block.IsHidden) continue;
            // Under a quoted post stand its writer and date, half of them links.
            if (block.LinkTokens * 3 > block.TokenCount && (block.Kind != BlockKind.Quote || block.LinkTokens * 3 > block.TokenCount * 2)) return false;
            if (block.Kind is not (BlockKind.Quote or BlockKind.Heading or BlockKind.ListItem) || (block.Kind == BlockKind.ListItem && block.Region is not (Region.Body or Region.Main))) return false;
        }
        return true;
    }

    // On a page of few words the paragraphs are the page: there is too little around them for a model of real pages to go by.
    private static void KeepFewWords(Span<Block> blocks)
    {
        int prose = 0, kept = 0, all = 0;
        foreach (ref readonly var block in blocks)
        {
            if (!block.IsHidden) all += block.TokenCount;
            if (!IsProse(block)) continue;
            prose += block.TokenCount;
            if (block.IsMain) kept += block.TokenCount;
        }
        if (all > FewInAll || prose > FewWords || kept * 10 >= prose * 9) return;
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
