using System.Globalization;
using System.Text;

namespace Detector.Benchmarks.Reading;

/// <summary>Words as the published measures count them: <c>\w+</c> over code points, letters, digits and the underscore.</summary>
internal static class Words
{
    public static List<string> Of(ReadOnlySpan<char> text, bool lower)
    {
        var words = new List<string>(text.Length / 6);
        var i = 0;
        while (i < text.Length)
        {
            if (!IsWord(text, i, out var step))
            {
                i += step;
                continue;
            }
            var first = i;
            do i += step;
            while (i < text.Length && IsWord(text, i, out step));
            var word = text[first..i].ToString();
            words.Add(lower ? word.ToLowerInvariant() : word);
        }
        return words;
    }

    private static bool IsWord(ReadOnlySpan<char> text, int at, out int step)
    {
        step = 1;
        var c = text[at];
        if (c < 128) return char.IsAsciiLetterOrDigit(c) || c == '_';
        if (!char.IsHighSurrogate(c) || at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1]))
            return char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
        step = 2;
        return Rune.IsLetterOrDigit(new Rune(c, text[at + 1]));
    }
}
