using System.Numerics;

namespace Detector.Languages;

/// <summary>
/// The language of a text: by script where the script decides (Hebrew, Thai, Hangul…), by function words where many languages share one
/// (Latin, Cyrillic). Cheap rather than clever: at most <see cref="SampleWords"/> words and <see cref="SampleCharacters"/> characters are looked at.
/// </summary>
/// <remarks>
/// Function words identify languages nearly as well as character n-grams from some fifty words on (Grefenstette, "Comparing two language
/// identification schemes", JADT 1995), and a page shorter than that is rarely judged anyway. Close pairs (Danish and Norwegian, Czech
/// and Slovak, Croatian and Bosnian) are told apart only by the words they don't share.
/// </remarks>
/// <param name="Code">ISO 639-1; empty when unknown.</param>
/// <param name="Confidence">
/// 0 (unknown) to 1. It grows with the number of function words seen and with the distance to the second language; an order, not a calibrated probability.
/// </param>
public readonly record struct LanguageGuess(string Code, double Confidence)
{
    /// <summary>Most words looked at, in four stretches spread over the text: pages open with menus in other words than their body's.</summary>
    public const int SampleWords = 400;

    /// <summary>Most characters looked at for the script.</summary>
    public const int SampleCharacters = 4000;

    private const int Stretches = 4;
    // A word of many languages says little: its weight falls with the number of languages that share it.
    private const double EnoughWeight = 8;
    private const int FewestLetters = 8;

    /// <summary>Nothing to go by.</summary>
    public static LanguageGuess Unknown => new("", 0);

    /// <summary>Whether a language was found.</summary>
    public bool IsKnown => Code.Length > 0;

    /// <summary>Guesses the language.</summary>
    /// <param name="wordHashes">The <see cref="Pages.Text.WordHash"/> of the text's words, in order.</param>
    /// <param name="sampleText">The text or a piece of it, for its script.</param>
    public static LanguageGuess Of(ReadOnlySpan<ulong> wordHashes, ReadOnlySpan<char> sampleText)
    {
        var script = ScriptCount.Of(sampleText, SampleCharacters);
        // No letters to look at (a caller without text): the words alone decide.
        if (script.Letters >= FewestLetters && script.Decides() is { } byScript) return byScript;
        return ByWords(wordHashes, script);
    }

    private static LanguageGuess ByWords(ReadOnlySpan<ulong> words, ScriptCount script)
    {
        var codes = FunctionWords.Codes;
        Span<double> weights = stackalloc double[32];
        weights.Clear();
        var stretch = Math.Min(words.Length, SampleWords) / Stretches;
        var seen = 0;
        for (var s = 0; s < Stretches; s++)
        {
            var start = words.Length <= SampleWords ? s * stretch : (int)((long)(words.Length - stretch) * s / (Stretches - 1));
            var end = words.Length <= SampleWords && s == Stretches - 1 ? words.Length : start + stretch;
            seen += end - start;
            foreach (var word in words[start..end])
            {
                var mask = FunctionWords.LanguagesOf(word);
                if (mask == 0) continue;
                var weight = 1.0 / BitOperations.PopCount(mask);
                for (; mask != 0; mask &= mask - 1) weights[BitOperations.TrailingZeroCount(mask)] += weight;
            }
        }

        int best = 0, second = -1;
        for (var i = 1; i < codes.Count; i++)
        {
            if (weights[i] > weights[best]) (second, best) = (best, i);
            else if (second < 0 || weights[i] > weights[second]) second = i;
        }
        // Two hits in a long list of names are chance.
        if (weights[best] < 1 || weights[best] < seen * 0.02) return Unknown;
        var margin = (weights[best] - Math.Max(0, weights[second])) / weights[best];
        var evidence = weights[best] / (weights[best] + EnoughWeight);
        // Letters of another script among the words: the page is mixed, or the words are a menu's.
        var share = script.Letters < FewestLetters ? 1 : 1 - script.ForeignShare;
        return new LanguageGuess(codes[best], Math.Clamp(Math.Sqrt(margin) * Math.Sqrt(evidence) * share, 0, 1));
    }
}
