using System.Numerics;
using Detector.Pages;
using Detector.Pages.Text;

namespace Detector.Signals.Text;

/// <summary>Which slots of a celebrity template the headings, cells and short list items of a page fill.</summary>
internal static class BiographySlotReader
{
    private static readonly string[][] Slots =
    [
        ["worth"], ["height", "tall"], ["weight"], ["age", "old"], ["zodiac", "horoscope"], ["ethnicity", "race"], ["nationality"], ["girlfriend", "boyfriend", "dating", "relationship"],
        ["husband", "wife", "spouse", "married"], ["parents", "siblings", "mother", "father"], ["birthday", "birthplace", "born"], ["salary", "income", "earnings"], ["measurements", "physique"], ["instagram", "tiktok"],
    ];

    private static readonly ulong Net = WordHash.Of("net");
    private static readonly Dictionary<ulong, int> Words = Make();

    /// <summary>Different slots filled, two or more; 0 when none of them is the net worth, or only that.</summary>
    public static int Count(Page page, out TextRange place)
    {
        place = TextRange.None;
        uint found = 0;
        for (var b = 0; b < page.Text.Blocks.Length; b++)
        {
            ref readonly var block = ref page.Text.Blocks[b];
            if (block.IsHidden || !block.IsMain || block.TokenCount is 0 or > 14 || block.Kind is BlockKind.Paragraph or BlockKind.Quote or BlockKind.Code && block.TokenCount > 6) continue;
            ulong before = 0;
            foreach (ref readonly var token in page.Text.TokensOf(block))
            {
                var isNet = before == Net;
                before = token.Hash;
                if (!Words.TryGetValue(token.Hash, out var slot) || (slot == 0 && !(isNet && HasNumber(page.Text, b)))) continue;
                found |= 1u << slot;
                if (slot == 0 && place.IsEmpty) place = new TextRange(block.Start, block.Length);
            }
        }
        return (found & 1) == 0 || found == 1 ? 0 : BitOperations.PopCount(found);
    }

    // Such a page names a sum: here, in the next cell, or in the paragraph below the heading.
    private static bool HasNumber(PageText text, int block)
    {
        for (int b = block, seen = 0; b < text.Blocks.Length && seen < 2; b++)
        {
            if (text.Blocks[b].IsHidden || text.Blocks[b].TokenCount == 0) continue;
            seen++;
            foreach (ref readonly var token in text.TokensOf(text.Blocks[b]))
                if (token.Is(TokenTraits.Number) || token.Is(TokenTraits.Mixed))
                    return true;
        }
        return false;
    }

    private static Dictionary<ulong, int> Make()
    {
        var words = new Dictionary<ulong, int>();
        for (var slot = 0; slot < Slots.Length; slot++)
            foreach (var word in Slots[slot])
                words[WordHash.Of(word)] = slot;
        return words;
    }
}
