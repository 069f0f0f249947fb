using System.Globalization;
using System.Text;

namespace Detector.Cli.Showing;

/// <summary>
/// Words from pages, made safe to show. A hostile page can hold escape sequences that recolour, retitle or rewrite a moderator's terminal, and bidirectional
/// controls that make one address look like another: control characters become visible pictures, format characters go.
/// </summary>
internal static class Shown
{
    /// <summary>One line, nothing a terminal acts on.</summary>
    public static string Clean(string words)
    {
        if (IsClean(words)) return words;
        var result = new StringBuilder(words.Length);
        foreach (var rune in words.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r' or '\t' or 0x2028 or 0x2029) result.Append(' ');
            else if (rune.Value < ' ') result.Append((char)(0x2400 + rune.Value));
            else if (rune.Value is >= 0x7F and <= 0x9F) result.Append('\uFFFD');
            // Joiners shape letters in several scripts and cannot reorder anything.
            else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && rune.Value is not (0x200C or 0x200D)) continue;
            else result.Append(rune.ToString());
        }
        return result.ToString();
    }

    /// <summary>Terminal cells the words take: two for East Asian wide characters and emoji, none for combining marks.</summary>
    public static int Cells(string words)
    {
        var cells = 0;
        foreach (var rune in words.EnumerateRunes()) cells += Cells(rune);
        return cells;
    }

    /// <summary>Cut to a width with an ellipsis.</summary>
    public static string Cut(string words, int width)
    {
        if (words.Length <= width / 2 || Cells(words) <= width) return words;
        var result = new StringBuilder(width);
        var cells = 0;
        foreach (var rune in words.EnumerateRunes())
        {
            cells += Cells(rune);
            if (cells > width - 1) break;
            result.Append(rune.ToString());
        }
        return result.Append('…').ToString();
    }

    /// <summary>Cut from the left: the end of a path says more than its beginning.</summary>
    public static string CutStart(string words, int width)
    {
        if (Cells(words) <= width) return words;
        var from = words.Length;
        var cells = 1;
        while (from > 0)
        {
            var step = from > 1 && char.IsLowSurrogate(words[from - 1]) ? 2 : 1;
            Rune.DecodeFromUtf16(words.AsSpan(from - step), out var rune, out _);
            cells += Cells(rune);
            if (cells > width) break;
            from -= step;
        }
        return "…" + words[from..];
    }

    public static string Pad(string words, int width) => words + new string(' ', Math.Max(0, width - Cells(words)));

    /// <summary>Broken at spaces into lines of at most a width; a word longer than that is cut hard.</summary>
    public static IEnumerable<string> Wrap(string words, int width)
    {
        var line = new StringBuilder();
        var cells = 0;
        foreach (var part in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var word = part;
            var size = Cells(word);
            if (cells > 0 && cells + 1 + size > width)
            {
                yield return line.ToString();
                line.Clear();
                cells = 0;
            }
            while (size > width)
            {
                var head = HardCut(word, width);
                yield return head;
                word = word[head.Length..];
                size = Cells(word);
            }
            if (cells > 0) line.Append(' ');
            line.Append(word);
            cells += size + (cells > 0 ? 1 : 0);
        }
        if (line.Length > 0) yield return line.ToString();
    }

    private static string HardCut(string word, int width)
    {
        var cells = 0;
        var length = 0;
        foreach (var rune in word.EnumerateRunes())
        {
            cells += Cells(rune);
            if (cells > width && length > 0) break;
            length += rune.Utf16SequenceLength;
        }
        return word[..length];
    }

    private static bool IsClean(string words)
    {
        foreach (var c in words)
            if (c is < ' ' or > '~')
                return false;
        return true;
    }

    private static int Cells(Rune rune)
    {
        var value = rune.Value;
        if (value < 0x300) return 1;
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format) return 0;
        // Unicode's East Asian Width W and F, by block (UAX #11).
        return value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F900 and <= 0x1F9FF)
            or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;
    }
}
