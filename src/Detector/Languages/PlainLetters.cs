using System.Buffers;
using System.Globalization;
using System.Text;

namespace Detector.Languages;

/// <summary>
/// Latin letters as addresses and host names spell them: without diacritics. By a table, because <see cref="string.Normalize()"/> leaves letters as they are where culture data is left out (InvariantGlobalization):
/// the first letter of each canonical decomposition (Unicode Standard Annex #15), and the letters with a stroke.
/// </summary>
internal static class PlainLetters
{
    private const char FirstOfLatin = '\u00C0';
    private const char FirstOfAdditional = '\u1E00';

    // U+00C0 to U+024F; a full stop has none.
    private const string Latin =
        "AAAAAA.CEEEEIIIIDNOOOOO.OUUUUY..aaaaaa.ceeeeiiiidnooooo.ouuuuy.yAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi..JjKk.LlLlLl..LlNnNnNn.NnOoOoOo..RrRrRrSsSsSs"
        + "SsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzsb.................f....I........Oo.............Uu....Zz......................AaIiOoUuUuUuUuUu.AaAa....GgKkOoOo..j...Gg..NnAa...."
        + "AaAaEeEeIiIiOoOoRrRrUuUuSsTt..Hh......AaEeOoOoOoOoYy...............B............";

    // U+1E00 to U+1EFF
    private const string Additional =
        "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwy......"
        + "AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy......";

    private static readonly (string Umlaut, string Two)[] Umlauts = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")];

    private static readonly SearchValues<char> Marked = SearchValues.Create("äöüÄÖÜ");

    /// <summary>Without diacritics, "Zürich" as "Zurich"; the case is kept. Other scripts stay as they are.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text)) return text;
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c < FirstOfLatin) plain.Append(c);
            else if (Two(c) is { } two) plain.Append(two);
            else if (char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) plain.Append(One(c));
        }
        return plain.ToString();
    }

    /// <summary>With umlauts as two letters, "Zürich" as "Zuerich"; null when there is none.</summary>
    public static string? Transcribed(string text)
    {
        if (!text.AsSpan().ContainsAny(Marked)) return null;
        foreach (var (umlaut, two) in Umlauts) text = text.Replace(umlaut, two, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Most letters are of another script than Latin: no address in ASCII spells them.</summary>
    public static bool IsOtherScript(ReadOnlySpan<char> text)
    {
        int letters = 0, other = 0;
        foreach (var c in text)
        {
            if (!char.IsLetter(c)) continue;
            letters++;
            if (c >= FirstOfLatin + Latin.Length && (c < FirstOfAdditional || c >= FirstOfAdditional + Additional.Length)) other++;
        }
        return 2 * other > letters;
    }

    private static char One(char c)
    {
        var plain = c < FirstOfLatin + Latin.Length ? Latin[c - FirstOfLatin] : c >= FirstOfAdditional && c < FirstOfAdditional + Additional.Length ? Additional[c - FirstOfAdditional] : '.';
        return plain == '.' ? c : plain;
    }

    private static string? Two(char c) => c switch { 'ß' => "ss", 'æ' => "ae", 'Æ' => "Ae", 'œ' => "oe", 'Œ' => "Oe", 'þ' => "th", 'Þ' => "Th", _ => null };
}
