using Detector.Pages.Text;

namespace Detector.Topics;

/// <summary>
/// The words that a host name is glued together from: <c>indexinvestingnews</c> is index, investing, news. The likeliest split by
/// unigram probabilities (Norvig, "Natural Language Corpus Data", in Beautiful Data, 2009), found by dynamic programming.
/// </summary>
public static class HostWords
{
    /// <summary>A DNS label's length; the rest of a longer text is left out.</summary>
    public const int MostCharacters = 63;

    // The longest words that hosts are made of ("pharmaceuticals", "telecommunications") are under 20 letters.
    private const int LongestWord = 20;

    // An unknown stretch costs as much as a rare word to begin, and then more per letter than two known words in its place would: set by
    // hand; HostWordsTests says which host names come out right with it and which do not.
    private const float UnknownStart = -9;
    private const float UnknownLetter = -3.2f;

    // Two-letter words of the vocabulary are mostly abbreviations (fc, al, de) that fit anywhere; only these glue words are let in.
    private const string TwoLetterWords = " in of to on at by my we us is it go up tv an be do no or so he me ";
    private const float TwoLetterPrice = -2.5f;
    private const float ThreeLetterPrice = -1.2f;

    /// <summary>
    /// The words of a host label or of a whole name, lower-case, in order. Dots, hyphens and digits end a word; runs of digits and stretches
    /// that no word explains come back whole. Empty for an empty name.
    /// </summary>
    public static string[] Split(ReadOnlySpan<char> host)
    {
        if (host.Length > MostCharacters) host = host[..MostCharacters];
        Span<char> text = stackalloc char[host.Length];
        for (var i = 0; i < host.Length; i++) text[i] = WordHash.Fold(host[i]);

        var words = new List<string>(6);
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (char.IsLetter(text[i]))
            {
                while (i < text.Length && char.IsLetter(text[i])) i++;
                SplitLetters(text[start..i], words);
            }
            else if (char.IsDigit(text[i]))
            {
                while (i < text.Length && char.IsDigit(text[i])) i++;
                words.Add(new string(text[start..i]));
            }
            else
            {
                i++;
            }
        }
        return [.. words];
    }

    private static void SplitLetters(ReadOnlySpan<char> text, List<string> words)
    {
        // best[i]: the log probability of the best split of the first i letters; from[i]: where its last piece starts; unknown[i]: it is no word.
        Span<float> best = stackalloc float[MostCharacters + 1];
        Span<sbyte> from = stackalloc sbyte[MostCharacters + 1];
        Span<bool> unknown = stackalloc bool[MostCharacters + 1];
        best = best[..(text.Length + 1)];
        best.Fill(float.NegativeInfinity);
        best[0] = 0;
        for (var start = 0; start < text.Length; start++)
        {
            var state = WordHash.Seed;
            for (var i = start; i < text.Length; i++)
            {
                state = WordHash.Step(state, text[i]);
                var length = i + 1 - start;
                var price = length > LongestWord ? float.NegativeInfinity : Price(text[start..(i + 1)], WordHash.Finish(state));
                if (best[start] + price > best[i + 1]) (best[i + 1], from[i + 1], unknown[i + 1]) = (best[start] + price, (sbyte)start, false);
                var guess = best[start] + UnknownStart + (UnknownLetter * length);
                // Two unknown stretches in a row are one.
                if (!(start > 0 && unknown[start]) && guess > best[i + 1]) (best[i + 1], from[i + 1], unknown[i + 1]) = (guess, (sbyte)start, true);
            }
        }
        var first = words.Count;
        for (int end = text.Length; end > 0; end = from[end]) words.Insert(first, new string(text[from[end]..end]));
    }

    private static float Price(ReadOnlySpan<char> word, ulong hash)
    {
        if (word.Length == 1 || (word.Length == 2 && !IsGlue(word))) return float.NegativeInfinity;
        var found = WordVectors.FindExact(hash);
        if (found < 0) return float.NegativeInfinity;
        return WordVectors.LogProbability(found) + (word.Length == 2 ? TwoLetterPrice : word.Length == 3 ? ThreeLetterPrice : 0);
    }

    private static bool IsGlue(ReadOnlySpan<char> word)
    {
        for (var i = 1; i < TwoLetterWords.Length; i += 3) if (word.SequenceEqual(TwoLetterWords.AsSpan(i, 2))) return true;
        return false;
    }
}
