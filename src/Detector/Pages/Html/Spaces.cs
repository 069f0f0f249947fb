namespace Detector.Pages.Html;

/// <summary>White space as a browser renders it: runs become one space, ends are trimmed.</summary>
public static class Spaces
{
    public static bool IsSpace(char c) => c <= ' ' ? c is ' ' or '\n' or '\r' or '\t' or '\f' or '\v' : c is '\u00A0' or '\u3000' or (>= '\u2000' and <= '\u200B') or '\uFEFF';

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
}
