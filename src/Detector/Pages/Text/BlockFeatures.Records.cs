using System.Buffers;
using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// Records: like siblings, the cards and rows that a template repeats (data records, Liu, Grossman and Zhai 2003, doi:10.1145/956750.956826).
/// </summary>
internal sealed partial class BlockFeatures
{
    /// <summary>Like siblings from which on a set counts as repeated.</summary>
    private const int LeastTeasers = 3;

    /// <summary>Words a teaser has on average at most: a link and a sentence or two.</summary>
    private const int MostTeaserWords = 90;

    /// <summary>Words of a kicker, the line over a headline, at most.</summary>
    private const int MostKickerWords = 6;

    private struct RecordSet
    {
        public int Count, Words, Prose, Linking;
        public bool Headline;
    }

    // Sets of siblings by parent, element and the words of their names; of list items the names ("odd", "first") do not count. Parents come first, so what lies inside a teaser is known in the same order.
    private void FindTeasers()
    {
        var containers = _text.ContainerList.Span;
        var slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)((_containers * 2) + 2));
        var table = ArrayPool<int>.Shared.Rent(slots);
        Array.Clear(table, 0, slots);
        for (var c = 1; c < containers.Length; c++)
        {
            ref readonly var container = ref containers[c];
            _boxes[c].Set = -1;
            if (container.EndBlock == container.FirstBlock) continue;
            var key = ((uint)container.Parent * 0x9E3779B1) ^ ((uint)container.Tag * 0x85EBCA6B) ^ NamesOf(container);
            key ^= key >> 15;
            key *= 0x2C1B3C6D;
            var slot = (int)(key >> 8) & (slots - 1);
            while (table[slot] != 0 && !Alike(container, containers[table[slot] - 1])) slot = (slot + 1) & (slots - 1);
            if (table[slot] == 0)
            {
                table[slot] = c + 1;
                _boxes[c].Set = _records.Count;
                _records.Add(default);
            }
            else _boxes[c].Set = _boxes[table[slot] - 1].Set;
            ref var set = ref _records[_boxes[c].Set];
            ref readonly var low = ref _sums[container.FirstBlock];
            ref readonly var high = ref _sums[container.EndBlock];
            set.Count++;
            set.Words += high.Words - low.Words;
            set.Prose += high.Prose - low.Prose;
            if (IsHeadedByLink(container)) set.Linking++;
            set.Headline |= _headline >= container.FirstBlock && _headline < container.EndBlock;
        }
        ArrayPool<int>.Shared.Return(table);
        for (var c = 1; c < containers.Length; c++)
            _boxes[c].InTeaser = _boxes[containers[c].Parent].InTeaser || (_boxes[c].Set >= 0 && IsTeaser(_records[_boxes[c].Set]));
    }

    // Each links on, none is long, the page's own headline is in none of them, and there is more to the page.
    private bool IsTeaser(in RecordSet set) =>
        set.Count >= LeastTeasers && set.Linking * 5 >= set.Count * 4 && set.Words <= set.Count * MostTeaserWords && set.Words >= set.Count * 4 && !set.Headline && set.Prose * 3 <= _sums[_blocks].Prose * 2;

    private static uint NamesOf(in Container container) => container.Tag == Tag.Li ? 0 : container.Names;

    private static bool Alike(in Container one, in Container other) => one.Parent == other.Parent && one.Tag == other.Tag && NamesOf(one) == NamesOf(other);

    // By a line that is a link and nothing else, under the name of a section or a kicker at most; or it is one paragraph that begins with a link and is cut off: the rest stands where the link leads. An item of an article that
    // begins with a link is no teaser.
    private bool IsHeadedByLink(in Container container)
    {
        var blocks = _text.BlockList.Span;
        for (var i = container.FirstBlock; i < Math.Min(container.EndBlock, container.FirstBlock + 4); i++)
        {
            ref readonly var block = ref blocks[i];
            if (!Counts(block) || block.TokenCount < 3) continue;
            if (block.LinkTokens * 5 >= block.TokenCount * 4) return true;
            if (block.LinkTokens >= 3 && _text.TokenList[block.TokenStart].Is(TokenTraits.Linked) && IsCutOff(_text.Of(block))) return true;
            if (block.LinkTokens > 0 || block.TokenCount > MostKickerWords || block.Kind == BlockKind.Heading) return false;
        }
        return false;
    }

    private static bool IsCutOff(ReadOnlySpan<char> words)
    {
        var end = words[Math.Max(0, words.Length - 5)..].TrimEnd(" ]\u00BB");
        return end.EndsWith('\u2026') || end.EndsWith("...");
    }
}
