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
        foreach (ref readonly var block in page.Text.Blocks)
        {
            if (block.IsHidden || !block.IsMain || block.TokenCount is 0 or > 14 || block.Kind is BlockKind.Paragraph or BlockKind.Quote or BlockKind.Code && block.TokenCount > 6) continue;
            ulong before = 0;
            foreach (ref readonly var token in page.Text.TokensOf(block))
            {
                var isNet = before == Net;
                before = token.Hash;
                if (!Words.TryGetValue(token.Hash, out var slot) || (slot == 0 && !isNet)) continue;
                found |= 1u << slot;
                if (slot == 0 && place.IsEmpty) place = new TextRange(block.Start, block.Length);
            }
        }
        return (found & 1) == 0 || found == 1 ? 0 : BitOperations.PopCount(found);
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
