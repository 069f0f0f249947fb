using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
            // Sixteen at once while each is an ordinary character or a space in front of one; what stops here is looked at by itself.
            if (i + Vector256<ushort>.Count < text.Length)
            {
                ref var at = ref Unsafe.As<char, ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(text), i));
                var these = Vector256.LoadUnsafe(ref at);
                var fit = AreOrdinary(these) | (Vector256.Equals(these, Vector256.Create((ushort)' ')) & AreOrdinary(Vector256.LoadUnsafe(ref at, 1)));
                var odd = ~fit.ExtractMostSignificantBits() & ushort.MaxValue;
                if (odd == 0)
                {
                    i += Vector256<ushort>.Count;
                    continue;
                }
                i += BitOperations.TrailingZeroCount(odd);
            }
            var c = text[i];
            if (IsSpace(c) && (c != ' ' || i + 1 == text.Length || IsSpace(text[i + 1]))) break;
            i++;
        }
        return i;
    }

    // Between the space and the no-break space
    private static Vector256<ushort> AreOrdinary(Vector256<ushort> characters) => Vector256.LessThan(characters - Vector256.Create((ushort)('\u0020' + 1)), Vector256.Create((ushort)('\u00A0' - '\u0020' - 1)));

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
