using Detector.Pages.Text;

namespace Detector.Pages.Metadata;

/// <summary>The words of a short text as hashes, to ask how much two headlines agree whatever their punctuation and case.</summary>
internal ref struct Phrase
{
    /// <summary>Words looked at: headlines are shorter.</summary>
    public const int Longest = 48;

    private readonly Span<ulong> _words;

    public Phrase(ReadOnlySpan<char> text, Span<ulong> room)
    {
        var count = 0;
        var i = 0;
        while (i < text.Length && count < room.Length)
        {
            while (i < text.Length && !char.IsLetterOrDigit(text[i])) i++;
            var start = i;
            while (i < text.Length && (char.IsLetterOrDigit(text[i]) || (text[i] is '\'' or '\u2019' && i + 1 < text.Length && char.IsLetter(text[i + 1])))) i++;
            if (i > start) room[count++] = WordHash.Of(text[start..i]);
        }
        _words = room[..count];
    }

    public Phrase(ReadOnlySpan<Token> tokens, Span<ulong> room)
    {
        var count = Math.Min(tokens.Length, room.Length);
        for (var i = 0; i < count; i++) room[i] = tokens[i].Hash;
        _words = room[..count];
    }

    public readonly int Count => _words.Length;

    /// <summary>Words that stand in both, over the mean length of the two: 1 for the same words in any order (Dice 1945).</summary>
    public readonly double Agreement(in Phrase other) => Count + other.Count == 0 ? 0 : 2.0 * Shared(other) / (Count + other.Count);

    /// <summary>Share of these words that stand in the other, 0..1.</summary>
    public readonly double Within(in Phrase other) => Count == 0 ? 0 : (double)Shared(other) / Count;

    private readonly int Shared(in Phrase other)
    {
        var shared = 0;
        foreach (var word in _words)
            if (other._words.Contains(word))
                shared++;
        return Math.Min(shared, other.Count);
    }

    /// <summary>The same letters and digits in the same order, whatever stands between them: "Fine Scoop" and "finescoop".</summary>
    public static bool SameLetters(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int i = 0, j = 0;
        while (true)
        {
            while (i < a.Length && !char.IsLetterOrDigit(a[i])) i++;
            while (j < b.Length && !char.IsLetterOrDigit(b[j])) j++;
            if (i == a.Length || j == b.Length) return i == a.Length && j == b.Length && i > 0;
            if (char.ToLowerInvariant(a[i]) != char.ToLowerInvariant(b[j])) return false;
            i++;
            j++;
        }
    }

    public static int Words(ReadOnlySpan<char> text)
    {
        var count = 0;
        var inside = false;
        foreach (var c in text)
        {
            var word = char.IsLetterOrDigit(c) || (inside && c is '\'' or '\u2019');
            if (word && !inside) count++;
            inside = word;
        }
        return count;
    }
}
