using System.Runtime.CompilerServices;

namespace Detector.Pages.Html;

/// <summary>White space as a browser renders it: runs become one space, ends are trimmed.</summary>
public static class Spaces
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSpace(char c) => c <= ' ' ? c is ' ' or (>= '\t' and <= '\r') : c >= '\u00A0' && IsWideSpace(c);

    /// <summary>Where the characters end, from <paramref name="first"/> on, that are rendered as they stand: words with one space between.</summary>
    public static int EndOfWords(ReadOnlySpan<char> text, int first)
    {
        var i = first;
        while (i < text.Length)
        {
            var c = text[i];
            if (IsSpace(c) && (c != ' ' || i + 1 == text.Length || IsSpace(text[i + 1]))) break;
            i++;
        }
        return i;
    }

    public static string Collapse(ReadOnlySpan<char> text, int limit = int.MaxValue)
    {
        var buffer = text.Length <= 1024 ? stackalloc char[text.Length] : new char[text.Length];
        var n = 0;
        var gap = false;
        foreach (var c in text)
        {
            if (IsSpace(c))
            {
                gap = n > 0;
                continue;
            }
            if (gap) buffer[n++] = ' ';
            gap = false;
            buffer[n++] = c;
            if (n >= limit) break;
        }
        return new string(buffer[..Math.Min(n, limit)]);
    }

    private static bool IsWideSpace(char c) => c is '\u00A0' or '\u3000' or (>= '\u2000' and <= '\u200B') or '\uFEFF';
}
