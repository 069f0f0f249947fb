namespace Detector.Pages.Metadata;

/// <summary>Cuts a title at its separators and finds the slot that holds the brand.</summary>
internal static class TitleSplitter
{
    // The longest seen on farm pages is an eight-word "... Wealth Society D1 Reviews & Insights".
    private const int MostBrandWords = 8;

    /// <summary>
    /// Cuts at | – — - : » · :: > when they stand as separators do: a dash needs a space in front (farms glue the brand to its other side: "Headline
    /// -Brand"), a colon a space behind or two letters around. Where the <paramref name="headline"/> is known, what touches its ends is a separator
    /// whatever its spaces: one generation of farm pages writes "StocksHeadline-Brand".
    /// </summary>
    public static List<TitlePart> Split(ReadOnlySpan<char> title, ReadOnlySpan<char> headline)
    {
        var parts = new List<TitlePart>(3);
        var first = headline.Length < 12 ? -1 : title.IndexOf(headline, StringComparison.OrdinalIgnoreCase);
        if (first >= 0)
        {
            var end = first + headline.Length;
            var separator = Cut(title[..first], "", parts, trailing: true);
            parts.Add(new TitlePart(headline.ToString(), separator));
            var rest = title[end..];
            var gap = 0;
            while (gap < rest.Length && (rest[gap] == ' ' || IsMark(rest[gap]))) gap++;
            // "Headline's" goes on: the headline shown was shorter than the one in the title.
            if (gap > 0 || rest.IsEmpty)
            {
                if (gap < rest.Length) Cut(rest[gap..], rest[..gap].ToString(), parts, trailing: false);
                return parts;
            }
            parts.Clear();
        }
        Cut(title, "", parts, trailing: false);
        return parts;
    }

    /// <summary>The brand slot: its index in the parts, or -1.</summary>
    public static int Brand(IReadOnlyList<TitlePart> parts, ReadOnlySpan<char> headline, IReadOnlyList<Declared> siteNames, ReadOnlySpan<char> hostName)
    {
        if (parts.Count < 2) return -1;
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            if (hostName.Length > 2 && Phrase.SameLetters(parts[i].Value, hostName)) return i;
            foreach (var name in siteNames)
                if (Phrase.SameLetters(parts[i].Value, name.Value))
                    return i;
        }

        Span<ulong> headlineRoom = stackalloc ulong[Phrase.Longest];
        var words = new Phrase(headline, headlineRoom);
        var last = parts.Count - 1;
        if (IsSlot(parts[last].Value, words) && IsBrandSeparator(parts[last].Separator) && (words.Count > 0 || Longer(parts, last))) return last;
        // In front, a colon with a space is ordinary prose ("Opinion: ..."), so it counts only where the headline shown starts behind it.
        var second = parts[1].Separator;
        var glued = second.AsSpan().Trim() is ":" && second.Length == 1;
        if (IsSlot(parts[0].Value, words) && (glued || (IsBrandSeparator(second) && words.Count > 0)) && (words.Count > 0 || Longer(parts, 0))) return 0;
        return -1;
    }

    /// <summary>A mark that can stand between the parts of a title.</summary>
    public static bool IsMark(char c) => c is '|' or '\uFF5C' or '-' or '\u2013' or '\u2014' or ':' or '\u00BB' or '\u00AB' or '\u00B7' or '\u2022' or '\u203A' or '\u2039' or '>' or '<' or '~' or '/' or '\uFF1A';

    private static bool IsBrandSeparator(ReadOnlySpan<char> separator)
    {
        var mark = separator.Trim();
        return mark.Length > 0 && mark is not ":" and not ">" and not "/" and not "\u203A";
    }

    private static bool Longer(IReadOnlyList<TitlePart> parts, int than)
    {
        for (var i = 0; i < parts.Count; i++)
            if (i != than && parts[i].Value.Length >= parts[than].Value.Length)
                return true;
        return false;
    }

    // Short, not the headline's own words, and starts as names do.
    private static bool IsSlot(ReadOnlySpan<char> value, in Phrase headline)
    {
        if (value.Length is < 2 or > 70 || value[^1] is '?' or '!' or ',') return false;
        var c = value[0];
        if (!char.IsUpper(c) && !char.IsDigit(c) && (char.IsLower(c) || !char.IsLetter(c)) && !value.Contains('.')) return false;
        Span<ulong> room = stackalloc ulong[Phrase.Longest];
        var words = new Phrase(value, room);
        return words.Count is > 0 and <= MostBrandWords && (headline.Count == 0 || words.Within(headline) < 0.6);
    }

    // Adds the parts of a piece of title; returns the separator left at its end when the next part is added by the caller.
    private static string Cut(ReadOnlySpan<char> title, string separator, List<TitlePart> parts, bool trailing)
    {
        var start = 0;
        var i = 0;
        while (i < title.Length && parts.Count < 12)
        {
            var length = SeparatorAt(title, i, out var from);
            if (length == 0)
            {
                i++;
                continue;
            }
            var value = title[start..Math.Max(start, from)].Trim();
            if (!value.IsEmpty)
            {
                parts.Add(new TitlePart(value.ToString(), separator));
                separator = title.Slice(from, length).ToString();
            }
            start = from + length;
            i = start;
        }
        var rest = title[Math.Min(start, title.Length)..].Trim();
        if (!rest.IsEmpty)
        {
            if (trailing)
            {
                var marks = rest.Length;
                while (marks > 0 && (rest[marks - 1] == ' ' || IsMark(rest[marks - 1]))) marks--;
                if (marks > 0) parts.Add(new TitlePart(rest[..marks].Trim().ToString(), separator));
                return marks > 0 ? rest[marks..].ToString() : separator;
            }
            parts.Add(new TitlePart(rest.ToString(), separator));
        }
        return trailing ? separator : "";
    }

    // The length of the separator around position i with its spaces, and where it starts; 0 when there is none.
    private static int SeparatorAt(ReadOnlySpan<char> title, int i, out int from)
    {
        from = i;
        var c = title[i];
        if (!IsMark(c)) return 0;
        var end = i + 1;
        while (end < title.Length && title[end] == c) end++;
        var before = i > 0 && title[i - 1] == ' ';
        var after = end < title.Length && title[end] == ' ';
        var stands = c switch
        {
            '|' or '\uFF5C' or '\u00BB' => true,
            '-' => before && (after || (end < title.Length && char.IsLetter(title[end]))) || (end - i > 1 && after),
            '\u2013' or '\u2014' => before,
            ':' => end - i > 1 || after || GluesBrand(title, i),
            '\uFF1A' => true,
            '\u00B7' or '\u2022' or '\u203A' or '\u2039' or '\u00AB' => before || after,
            _ => before && after,
        };
        if (!stands) return 0;
        while (from > 0 && title[from - 1] == ' ') from--;
        while (end < title.Length && title[end] == ' ') end++;
        return end - from;
    }

    // "Brand:Headline": letters on both sides, the right one upper-case.
    private static bool GluesBrand(ReadOnlySpan<char> title, int at)
        => at > 1 && at + 1 < title.Length && char.IsLetter(title[at - 1]) && (char.IsUpper(title[at + 1]) || title[at + 1] is '\u2018' or '\u201C' or '"' or '\'');
}
