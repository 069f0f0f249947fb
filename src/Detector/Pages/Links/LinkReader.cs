using Detector.Pages.Addresses;
using Detector.Pages.Text;

namespace Detector.Pages.Links;

/// <summary>Second step of reading links: which tokens they cover, where they lead, which lists they form.</summary>
internal static class LinkReader
{
    private const int ShortestList = 3;

    /// <summary>Marks tokens and counts them per block and link; needs blocks and tokens in place.</summary>
    public static void Cover(PageText text, PageLinks links)
    {
        var tokens = text.TokenList.Span;
        var blocks = text.BlockList.Span;
        var all = links.List.Span;
        var t = 0;
        for (var i = 0; i < all.Length; i++)
        {
            ref var link = ref all[i];
            if (link.Length == 0) continue;
            while (t > 0 && tokens[t - 1].Start >= link.Start) t--;
            while (t < tokens.Length && tokens[t].Start < link.Start) t++;
            link.TokenStart = t;
            var end = link.Start + link.Length;
            while (t < tokens.Length && tokens[t].Start < end)
            {
                tokens[t].Traits |= TokenTraits.Linked;
                t++;
            }
            link.TokenCount = t - link.TokenStart;
        }
        foreach (ref var block in blocks)
        {
            var linked = 0;
            for (var i = block.TokenStart; i < block.TokenEnd; i++)
                if (tokens[i].Is(TokenTraits.Linked))
                    linked++;
            block.LinkTokens = linked;
        }
    }

    /// <summary>Decides where each link leads.</summary>
    public static void Aim(PageLinks links, Address? page)
    {
        foreach (ref var link in links.List.Span)
        {
            var href = links.Href(link);
            link.Target = Href.KindOf(href) switch
            {
                HrefKind.Relative => LinkTarget.Own,
                HrefKind.Fragment => LinkTarget.Fragment,
                HrefKind.Absolute or HrefKind.ProtocolRelative => page is null ? LinkTarget.Absolute : page.IsOwn(href) ? LinkTarget.Own : LinkTarget.Foreign,
                _ => LinkTarget.Action,
            };
        }
    }

    /// <summary>Finds the lists of headline-like entries.</summary>
    public static void FindLists(PageText text, PageLinks links, bool plainText)
    {
        var lists = new List<LinkList>();
        if (plainText) FromLines(text, lists);
        else FromLinks(text, links, lists);
        links.Lists = lists;
    }

    // Blocks that are one link each (or one link and a date), standing one after another with at most one small other block between them.
    private static void FromLinks(PageText text, PageLinks links, List<LinkList> lists)
    {
        var all = links.All;
        var blocks = text.Blocks;
        var items = new List<LinkItem>();
        var listRegion = Region.Body;
        var firstBlock = -1;
        var lastBlock = -1;
        var words = 0;
        var main = 0;
        for (var i = 0; i < all.Length; i++)
        {
            ref readonly var link = ref all[i];
            if (link.TokenCount < 3 || link.Hidden || link.Block < 0 || link.Block >= blocks.Length) continue;
            ref readonly var block = ref blocks[link.Block];
            // The link is most of its block; a link in running text is no entry.
            var alone = link.TokenCount * 10 >= block.TokenCount * 5 || link.TokenCount >= block.TokenCount - 6;
            if (!alone) continue;
            var joins = lastBlock >= 0 && link.Block - lastBlock <= 4 && block.Region == listRegion && Gap(blocks, lastBlock, link.Block) <= 60;
            if (!joins)
            {
                Close(text, lists, items, firstBlock, words, main);
                items = [];
                words = 0;
                main = 0;
                firstBlock = link.Block;
                listRegion = block.Region;
            }
            lastBlock = link.Block;
            var start = text.Tokens[link.TokenStart].Start;
            var item = new LinkItem(new TextRange(link.Start, link.Length), link.TokenStart, link.TokenCount, i);
            // The same headline linked twice in a row (picture and words) is one entry.
            if (items.Count > 0 && SameWords(text, items[^1], item)) continue;
            items.Add(item);
            words += link.TokenCount;
            if (block.IsMain) main++;
        }
        Close(text, lists, items, firstBlock, words, main);
    }

    private static int Gap(ReadOnlySpan<Block> blocks, int from, int to)
    {
        var words = 0;
        for (var b = from + 1; b < to; b++) words += blocks[b].TokenCount;
        return words;
    }

    private static bool SameWords(PageText text, in LinkItem one, in LinkItem other)
    {
        if (one.TokenCount != other.TokenCount) return false;
        for (var i = 0; i < one.TokenCount; i++)
            if (text.Tokens[one.TokenStart + i].Hash != text.Tokens[other.TokenStart + i].Hash)
                return false;
        return true;
    }

    private static void Close(PageText text, List<LinkList> lists, List<LinkItem> items, int firstBlock, int words, int main)
    {
        // Headlines have four words or more on average; menus do not.
        if (items.Count < ShortestList || words < items.Count * 4) return;
        lists.Add(new LinkList { Heading = HeadingAbove(text, firstBlock), Items = items, InMain = main * 2 > items.Count });
    }

    private static TextRange HeadingAbove(PageText text, int firstBlock)
    {
        for (var b = firstBlock - 1; b >= 0 && b >= firstBlock - 3; b--)
        {
            ref readonly var block = ref text.Blocks[b];
            if (block.TokenCount > 10) return TextRange.None;
            if (block.Kind == BlockKind.Heading || (block.TokenCount is >= 1 and <= 5 && text.Of(block)[^1] is not ('.' or ','))) return new TextRange(block.Start, block.Length);
        }
        return TextRange.None;
    }

    // Plain text: under a short heading line, three or more lines that are list items or that read like headlines (no full stop at the end).
    private static void FromLines(PageText text, List<LinkList> lists)
    {
        var blocks = text.Blocks;
        var b = 0;
        while (b < blocks.Length)
        {
            if (!IsEntry(text, blocks[b]))
            {
                b++;
                continue;
            }
            var first = b;
            var items = new List<LinkItem>();
            var words = 0;
            var dashed = 0;
            while (b < blocks.Length && IsEntry(text, blocks[b]))
            {
                ref readonly var block = ref blocks[b];
                items.Add(new LinkItem(new TextRange(block.Start, block.Length), block.TokenStart, block.TokenCount, -1));
                words += block.TokenCount;
                if (block.Kind == BlockKind.ListItem) dashed++;
                b++;
            }
            var heading = HeadingAbove(text, first);
            if (items.Count < ShortestList || words < items.Count * 4) continue;
            // Without dashes only a heading and a fair number of lines make a list: a poem and a table have neither.
            if (dashed * 2 < items.Count && (heading.IsEmpty || items.Count < 4)) continue;
            lists.Add(new LinkList { Heading = heading, Items = items, InMain = false });
        }
    }

    private static bool IsEntry(PageText text, in Block block)
    {
        if (block.TokenCount is < 3 or > 40) return false;
        if (block.Kind == BlockKind.ListItem) return true;
        if (block.Kind == BlockKind.Heading || block.TokenCount > 22) return false;
        var chars = text.Of(block);
        return chars[^1] is not ('.' or '!' or '"' or '\u201D' or ':' or ',') && char.IsLetterOrDigit(chars[0]);
    }
}
