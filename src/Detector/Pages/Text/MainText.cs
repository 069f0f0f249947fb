using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// Marks the blocks of the main content. HTML: the container whose paragraphs hold the most unlinked words (as in Readability, Arc90 2009), widened to
/// its ancestors while they add words rather than links. Plain text: from the first sentence-like line to the last, without list entries.
/// </summary>
internal static class MainText
{
    public static void Mark(PageText text, HtmlTree? tree)
    {
        var blocks = text.BlockList.Span;
        if (tree is null) MarkLines(text, blocks);
        else MarkContainer(text, tree, blocks);

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

    private static void MarkContainer(PageText text, HtmlTree tree, Span<Block> blocks)
    {
        var nodes = tree.Nodes;
        var score = System.Buffers.ArrayPool<float>.Shared.Rent(nodes.Length);
        Array.Clear(score, 0, nodes.Length);
        float total = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            if (!Counts(block)) continue;
            // A block's vote fades with the square of its share of links; short blocks hardly vote.
            var free = (float)(1 - block.LinkShare);
            var words = block.TokenCount * free * free;
            if (block.TokenCount < 8) words *= 0.25f;
            if (block.Region == Region.Main) words *= 1.25f;
            total += words;
            var weight = 1f;
            var node = block.Node;
            for (var up = 0; node >= 0 && up < 6; up++)
            {
                score[node] += words * weight;
                weight *= up == 0 ? 1f : 0.82f;
                node = nodes[node].Parent;
            }
        }

        var best = -1;
        for (var n = 0; n < nodes.Length; n++)
            if (score[n] > 0 && (best < 0 || score[n] > score[best]))
                best = n;
        System.Buffers.ArrayPool<float>.Shared.Return(score);
        if (best < 0 || total < 1) return;

        best = Widen(tree, blocks, best);
        var end = nodes[best].End;
        for (var i = 0; i < blocks.Length; i++)
        {
            ref var block = ref blocks[i];
            if (block.Node < best || block.Node >= end || !Counts(block)) continue;
            if (block.LinkShare > 0.5 && block.Kind != BlockKind.Heading && block.TokenCount < 40) continue;
            block.Traits |= BlockTraits.Main;
        }
    }

    private static int Widen(HtmlTree tree, Span<Block> blocks, int node)
    {
        var (words, links) = Words(tree, blocks, node);
        while (tree.NodeBuffer[node].Parent > 0)
        {
            var parent = tree.NodeBuffer[node].Parent;
            if (tree.NodeBuffer[parent].Tag is Tag.Body or Tag.Html) break;
            var (more, moreLinks) = Words(tree, blocks, parent);
            var added = more - words;
            var addedLinks = moreLinks - links;
            // Worth it only when the new part is prose: at most a third of it linked, and a fair amount.
            if (added < 0.12 * words || addedLinks > added * 0.5) 
            {
                if (added > 0) break;
            }
            node = parent;
            (words, links) = (more, moreLinks);
        }
        return node;
    }

    private static (double Words, double Links) Words(HtmlTree tree, Span<Block> blocks, int node)
    {
        var end = tree.NodeBuffer[node].End;
        double words = 0, links = 0;
        foreach (ref readonly var block in blocks)
        {
            if (block.Node < node) continue;
            if (block.Node >= end) break;
            if (!Counts(block)) continue;
            words += block.TokenCount - block.LinkTokens;
            links += block.LinkTokens;
        }
        return (words, links);
    }

    private static bool Counts(in Block block) =>
        !block.IsHidden && block.Region is not (Region.Navigation or Region.Footer or Region.Comments or Region.Related or Region.Advert or Region.Aside or Region.Header);
}
