using Detector.Pages.Html;

namespace Detector.Pages.Metadata;

/// <summary>
/// Reads a breadcrumb trail written as text: "Home > Stocks", "You are here: Home / News", and the first line of one farm template, where the category is
/// glued to the headline and the brand to its end: "Current:Home > StocksHeadline -Brand". The headline is known by its repetition on the next line.
/// </summary>
internal static class CrumbLine
{
    private static readonly string[] Labels =
    [
        "current:", "current location:", "current position:", "current\uFF1A", "location:", "your location:", "position:", "you are here:", "you are here", "you're here:", "sie sind hier:",
        "sie befinden sich hier:", "vous êtes ici :", "vous êtes ici:", "vous êtes ici", "estás aquí:", "estás en:", "usted está aquí:", "sei qui:", "ti trovi in:", "você está aqui:",
        "u bent hier:", "jesteś tutaj:", "вы здесь:", "\u5F53\u524D\u4F4D\u7F6E\uFF1A", "\u5F53\u524D\u4F4D\u7F6E:",
    ];

    private static readonly string[] HomeWords =
    [
        "home", "home page", "homepage", "start", "startseite", "accueil", "inicio", "início", "página inicial", "strona główna", "главная", "front page", "index", "\u9996\u9875",
        "zur startseite", "back to home", "main",
    ];

    /// <summary>A word for the front page in one of the languages the reader knows.</summary>
    public static bool IsHomeWord(ReadOnlySpan<char> word)
    {
        foreach (var home in HomeWords)
            if (word.Equals(home, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>
    /// Reads the crumbs at the start of <paramref name="line"/>. False when it has none. <paramref name="headline"/> is the range behind the crumbs, empty when
    /// the line holds nothing else; what follows it is brand.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> line, ReadOnlySpan<char> next, List<Range> crumbs, out Range headline)
    {
        headline = default;
        var at = 0;
        foreach (var label in Labels)
        {
            if (!line.StartsWith(label, StringComparison.OrdinalIgnoreCase)) continue;
            at = label.Length;
            break;
        }
        var labelled = at > 0;
        while (at < line.Length && Spaces.IsSpace(line[at])) at++;
        var length = NextSeparator(line[at..], '\0', out var separator, out _);
        if (length < 0 || length > 40) return false;
        if (!labelled)
        {
            // Whatever label stands in front of the way home: "Position : Main".
            var start = line.Slice(at, length).LastIndexOfAny(':', '\uFF1A') + 1;
            if (!IsHomeWord(line.Slice(at + start, length - start).Trim())) return false;
            at += start;
        }
        while (true)
        {
            var rest = line[at..];
            length = NextSeparator(rest, separator, out _, out var width);
            if (length < 0 || length > 40) break;
            AddTrimmed(line, at, at + length, crumbs);
            at += length + width;
        }

        // What is left is the last crumb, or the last crumb with the headline glued to it.
        var last = line[at..];
        var repeated = next.Length < 12 ? -1 : last.IndexOf(next, StringComparison.Ordinal);
        if (repeated < 0 && next.Length >= 24) repeated = last.IndexOf(next[..20], StringComparison.Ordinal);
        if (repeated >= 0)
        {
            AddTrimmed(line, at, at + repeated, crumbs);
            headline = (at + repeated)..line.Length;
            return crumbs.Count > 0;
        }
        if (Phrase.Words(last) <= 6)
        {
            AddTrimmed(line, at, line.Length, crumbs);
            return crumbs.Count > 0;
        }
        // No repetition to go by: cut where a capital follows a small letter within the first words ("StocksHeadline").
        var glue = Glue(last);
        if (glue > 0) AddTrimmed(line, at, at + glue, crumbs);
        headline = (at + glue)..line.Length;
        return crumbs.Count > 0;
    }

    private static int Glue(ReadOnlySpan<char> text)
    {
        var spaces = 0;
        for (var i = 1; i < text.Length && i < 40 && spaces < 3; i++)
        {
            if (text[i] == ' ') spaces++;
            else if (char.IsUpper(text[i]) && char.IsLower(text[i - 1])) return i;
        }
        return 0;
    }

    // Distance to the next separator: the given one, or any when none was seen yet. A slash needs spaces, the others not.
    private static int NextSeparator(ReadOnlySpan<char> text, char wanted, out char separator, out int width)
    {
        separator = wanted;
        width = 1;
        for (var i = 1; i < text.Length && i < 120; i++)
        {
            var c = text[i];
            if (wanted == '\0' ? !IsSeparator(c) : c != wanted) continue;
            if (c is '/' or '|' or '-' && !(text[i - 1] == ' ' && i + 1 < text.Length && text[i + 1] == ' ')) continue;
            separator = c;
            width = 1;
            while (i + width < text.Length && (text[i + width] == c || text[i + width] == ' ')) width++;
            return i;
        }
        return -1;
    }

    /// <summary>A mark between crumbs.</summary>
    public static bool IsSeparator(char c) => c is '>' or '\u00BB' or '\u203A' or '\u2192' or '/' or '|' or '\u25B8' or '\u25B6' or '\u276F' or '\uFF1E';

    private static void AddTrimmed(ReadOnlySpan<char> line, int start, int end, List<Range> crumbs)
    {
        while (start < end && (Spaces.IsSpace(line[start]) || IsSeparator(line[start]))) start++;
        while (end > start && (Spaces.IsSpace(line[end - 1]) || IsSeparator(line[end - 1]))) end--;
        if (end > start) crumbs.Add(start..end);
    }
}
