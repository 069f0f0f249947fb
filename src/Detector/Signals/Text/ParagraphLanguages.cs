using System.Numerics;
using Detector.Languages;
using Detector.Pages.Text;

namespace Detector.Signals.Text;

/// <summary>In which languages each long paragraph is written, a stretch of <see cref="Stretch"/> words at a time.</summary>
/// <param name="Paragraphs">Paragraphs of two stretches and more.</param>
/// <param name="Changes">How often a stretch is in another language than the last one of its paragraph that was in any.</param>
/// <param name="Place">The beginning of the first stretch that is.</param>
internal readonly record struct ParagraphLanguages(int Paragraphs, int Changes, TextRange Place)
{
    private const int Stretch = 24;

    /// <summary>Different function words of one language that tell it, and they are twice those of any other: a log's "AM" on every line is no German.</summary>
    private const int Telling = 4;

    private const int MostChanges = 64;

    // Languages of one branch share small words and count as one; those of other scripts are told by their letters.
    private static readonly string[] Kin = ["da no sv", "cs sk", "es pt ca", "hr sl", "et fi"];

    private static readonly byte[] GroupOf = MakeGroups();

    public static ParagraphLanguages Of(Observation seen)
    {
        var text = seen.Page.Text;
        int paragraphs = 0, changes = 0;
        var place = TextRange.None;
        Span<byte> counts = stackalloc byte[32];
        foreach (ref readonly var block in text.Blocks)
        {
            if (!block.IsMain || block.IsHidden || block.Kind == BlockKind.Code || block.TokenCount < 2 * Stretch) continue;
            paragraphs++;
            var last = 0;
            for (var first = block.TokenStart; first + Stretch <= block.TokenEnd && changes < MostChanges; first += Stretch)
            {
                var stretch = text.Tokens.Slice(first, Stretch);
                var language = Language(text, stretch, counts);
                if (language == 0) continue;
                if (last != 0 && language != last && changes++ == 0) place = new TextRange(stretch[0].Start, stretch[7].End - stretch[0].Start);
                last = language;
            }
        }
        return new ParagraphLanguages(paragraphs, changes, place);
    }

    // A language's group, a script's first letter; 0 where neither shows.
    private static int Language(PageText text, ReadOnlySpan<Token> stretch, Span<byte> counts)
    {
        counts.Clear();
        var other = 0;
        var script = 0;
        for (var t = 0; t < stretch.Length; t++)
        {
            ref readonly var token = ref stretch[t];
            if (token.Is(TokenTraits.OtherScript))
            {
                other++;
                script = Script(text.Chars[token.Start]);
                continue;
            }
            var languages = FunctionWords.LanguagesOf(token.Hash);
            for (var before = 0; before < t && languages != 0; before++)
                if (stretch[before].Hash == token.Hash)
                    languages = 0;
            var seen = 0u;
            for (var mask = languages; mask != 0; mask &= mask - 1)
            {
                var group = GroupOf[BitOperations.TrailingZeroCount(mask)];
                if ((seen >> group & 1) != 0) continue;
                seen |= 1u << group;
                counts[group]++;
            }
        }
        if (other > Stretch / 2) return 256 + script;
        int best = 0, second = 0, language = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > best) (best, second, language) = (counts[i], best, i + 1);
            else if (counts[i] > second) second = counts[i];
        }
        return best >= Telling && best >= 2 * second ? language : 0;
    }

    private static int Script(char c) => c switch
    {
        < '\u0400' => 1,
        < '\u0530' => 2,
        < '\u0590' => 3,
        < '\u0600' => 4,
        < '\u0780' => 5,
        < '\u0E00' => 6,
        < '\u0E80' => 7,
        // Chinese and Japanese share characters.
        >= '\u3040' and < '\uAC00' => 8,
        >= '\uAC00' and < '\uD7B0' => 9,
        _ => 10,
    };

    private static byte[] MakeGroups()
    {
        string[] codes = [.. FunctionWords.Codes];
        byte[] groups = [.. Enumerable.Range(0, 32).Select(static i => (byte)i)];
        foreach (var kin in Kin)
        {
            var languages = kin.Split(' ');
            foreach (var language in languages) groups[Array.IndexOf(codes, language)] = (byte)Array.IndexOf(codes, languages[0]);
        }
        return groups;
    }
}
