using Detector.Languages;
using Detector.Pages.Text;

namespace Detector.Signals.Brand;

/// <summary>Looks for a name that was pasted into an opening sentence.</summary>
internal static class PastedName
{
    private const int Reach = 45;

    private static readonly ulong The = WordHash.Of("the");

    public static Measurement Find(Observation seen, int leadBlock)
    {
        var text = seen.Page.Text;
        ref readonly var block = ref text.Blocks[leadBlock];
        var tokens = text.Tokens;
        var end = Math.Min(block.TokenEnd, block.TokenStart + Reach);
        var brand = BrandOf(seen);
        var comma = false;
        for (var i = block.TokenStart; i < end; i++)
        {
            var count = Brand(text, brand, i, end);
            var gap = i > block.TokenStart ? text.Chars[tokens[i - 1].End..tokens[i].Start] : default;
            var glued = gap is ",";
            var afterFirstComma = !comma && !gap.IsEmpty && gap[0] == ',';
            comma |= afterFirstComma;
            if (count > 0 && i + count < end)
            {
                var next = text.Chars[tokens[i + count - 1].End..tokens[i + count].Start];
                // "The Gazette has learned" is a paper speaking of itself: a verb follows. A pasted name is followed by the sentence it broke into.
                var plain = next is " ";
                // "The Quay Theatre Players" too, but then the text speaks of the theatre again.
                var afterThe = i == block.TokenStart + 1 && tokens[i - 1].Hash == The && tokens[i + count].Is(TokenTraits.Capital) && Told(text, brand) == 1;
                if (plain && (glued || (afterFirstComma && !tokens[i + count].Is(TokenTraits.Capital) && IsDeterminer(tokens[i + count].Hash)) || afterThe || Repeated(tokens, i, count, block.TokenStart)))
                    return Say(1, text, block, tokens[i].Start, tokens[i + count - 1].End);
            }
            // Any other name: glued behind a comma and nowhere else, camel-cased as invented brands are; digits and places ("Paris,Texas") are not.
            if (glued && tokens[i].Is(TokenTraits.InnerCapital) && !IsGlued(text, tokens[i]) && Once(tokens, tokens[i].Hash)) return Say(.6, text, block, tokens[i].Start, tokens[i].End);
        }
        return Measurement.Of(0);
    }

    private static Measurement Say(double value, PageText text, in Block block, int start, int end)
    {
        var from = Math.Max(block.Start, start - 40);
        return Measurement.Of(value, Evidence.At(Place.Lead, start, end - start), Evidence.At(Place.Lead, from, Math.Min(block.End, end + 40) - from));
    }

    // The brand's words, unless the host spells it: a paper may name itself.
    private static ulong[] BrandOf(Observation seen)
    {
        var names = BrandNames.Of(seen);
        if (names.Title is not { } title || names.TitleOnHost >= .5) return [];
        var text = names.TitleBrand!.Value;
        Span<ulong> words = stackalloc ulong[4];
        var n = 0;
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i])) { i++; continue; }
            var start = i;
            while (i < text.Length && char.IsLetterOrDigit(text[i])) i++;
            if (n == words.Length) return [];
            words[n++] = WordHash.Of(text.AsSpan(start, i - start));
        }
        return words[..n].ToArray();
    }

    private static int Brand(PageText text, ulong[] brand, int at, int end)
    {
        if (brand.Length == 0 || at + brand.Length > end || !text.Tokens[at].Is(TokenTraits.Capital)) return 0;
        for (var i = 0; i < brand.Length; i++)
            if (text.Tokens[at + i].Hash != brand[i])
                return 0;
        return brand.Length;
    }

    // How often the paragraphs of the main text have the brand.
    private static int Told(PageText text, ulong[] brand)
    {
        var told = 0;
        foreach (ref readonly var block in text.Blocks)
            if (block.IsMain && block.Kind != BlockKind.Heading)
                for (var i = block.TokenStart; i < block.TokenEnd; i++)
                    if (Brand(text, brand, i, block.TokenEnd) > 0)
                        told++;
        return told;
    }

    // "Taylor SignalHub Taylor Swift": the word in front stands again behind; "to the theatre to watch" is how people write.
    private static bool Repeated(ReadOnlySpan<Token> tokens, int at, int count, int first) => at > first && tokens[at - 1].Hash == tokens[at + count].Hash && !FunctionWords.IsEnglish(tokens[at - 1].Hash);

    private static bool Once(ReadOnlySpan<Token> tokens, ulong hash)
    {
        var found = 0;
        foreach (ref readonly var token in tokens)
            if (token.Hash == hash && ++found > 1)
                return false;
        return true;
    }

    // "saidHe" is two words glued by the extractor; "SignalHub" starts with a capital.
    private static bool IsGlued(PageText text, in Token token) => !char.IsUpper(text.Of(token)[0]);

    private static readonly ulong[] Determiners = [WordHash.Of("the"), WordHash.Of("a"), WordHash.Of("an"), WordHash.Of("in"), WordHash.Of("on"), WordHash.Of("his"), WordHash.Of("her"), WordHash.Of("their"), WordHash.Of("but"), WordHash.Of("as"), WordHash.Of("when"), WordHash.Of("after"), WordHash.Of("with")];

    private static bool IsDeterminer(ulong hash) => Array.IndexOf(Determiners, hash) >= 0;
}
