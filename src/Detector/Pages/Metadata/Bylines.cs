using System.Collections.Frozen;
using Detector.Pages.Html;
using Detector.Pages.Text;

namespace Detector.Pages.Metadata;

/// <summary>Names in byline text: "By JANE DOE and John Roe", "Von Hans Meier", "27.04.2025, von ...", "By The Associated Press", "Posted by admin".</summary>
internal static class Bylines
{
    private static readonly System.Buffers.SearchValues<char> Marks = System.Buffers.SearchValues.Create("|\u2022\u00B7\n\u2013\u2014");

    private static readonly FrozenSet<ulong> By = Set("by", "von", "par", "por", "przez", "door", "автор", "autor", "autorin", "autore", "auteur", "author", "authors", "writer", "reporter");

    // Only right in front of the name and nothing else in the block: as words of prose they are everywhere.
    private static readonly FrozenSet<ulong> ByAlone = Set("di", "da", "text", "texte", "words");

    private static readonly FrozenSet<ulong> Particles = Set("von", "van", "der", "den", "de", "la", "le", "du", "di", "da", "dos", "del", "della", "bin", "ibn", "al", "el", "ter", "ten", "zu", "y");

    private static readonly FrozenSet<ulong> And = Set("and", "und", "et", "y", "e", "en", "i", "и", "with", "mit");

    // Words with a capital that end a name or are none.
    private static readonly FrozenSet<ulong> NotNames = Set(
        "published", "updated", "posted", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "on", "at", "in", "views", "comments", "share", "read", "date", "last", "modified",
        "min", "filed", "staff", "special", "contributing", "senior", "chief", "editor", "writer", "reporter", "correspondent", "photo", "photos", "email", "follow", "view", "category", "leave", "comment", "no",
        "the", "my", "our", "your", "this", "its", "a", "an", "source", "am", "pm", "edt", "est", "gmt", "contributor", "columnist", "twitter", "facebook", "print", "more", "about", "created", "written");

    private static readonly FrozenSet<ulong> Agencies = Set("ap", "afp", "reuters", "upi", "dpa", "ansa", "efe", "tass", "xinhua", "pti", "ani", "ians", "bloomberg", "cnn", "npr", "tns", "staff", "admin", "editor", "redaktion", "redaction");

    /// <summary>Adds the authors a block names, with their place. <paramref name="marked"/>: its container's name speaks of a byline.</summary>
    public static void Read(PageText text, in Block block, bool marked, MetadataDraft draft)
    {
        if (block.TokenCount is 0 or > 40) return;
        var tokens = text.TokensOf(block);
        // "ByMONIKA SCARRABELOTTI": the space was lost where a tag stood.
        if (tokens.Length >= 2 && Glued(text.Of(tokens[0])))
        {
            Names(text, block, 0, 2, marked, draft);
            return;
        }
        var limit = block.TokenCount > 24 ? 3 : tokens.Length - 1;
        for (var i = 0; i < limit; i++)
        {
            var alone = i == 0 && block.TokenCount <= 6 && ByAlone.Contains(tokens[i].Hash);
            if (!alone && !By.Contains(tokens[i].Hash)) continue;
            // In prose "by" stands in the middle of a sentence; in a byline it starts a block or follows a date, a mark or "posted".
            if (i > 0 && !marked && !Introduces(text, tokens, i)) continue;
            var next = i + 1;
            while (next < tokens.Length && By.Contains(tokens[next].Hash)) next++;
            if (next < tokens.Length && Names(text, block, next, 0, marked, draft)) return;
        }
    }

    /// <summary>True for two to four capitalised words and nothing else: "Jane Doe", as a byline without "by" holds.</summary>
    public static bool IsName(PageText text, ReadOnlySpan<Token> tokens)
    {
        if (tokens.Length is < 2 or > 4) return false;
        foreach (ref readonly var token in tokens)
        {
            if (token.Is(TokenTraits.Number | TokenTraits.Mixed)) return false;
            if (!token.Is(TokenTraits.Capital) && !Particles.Contains(token.Hash)) return false;
            if (NotNames.Contains(token.Hash) || Dates.Months.Of(token.Hash) > 0 && text.Of(token).Length > 3) return false;
        }
        return tokens[0].Is(TokenTraits.Capital);
    }

    private static bool Glued(ReadOnlySpan<char> word) => word.Length > 4 && word.StartsWith("By", StringComparison.Ordinal) && char.IsUpper(word[2]);

    private static bool Introduces(PageText text, ReadOnlySpan<Token> tokens, int by)
    {
        ref readonly var before = ref tokens[by - 1];
        if (before.Is(TokenTraits.Number | TokenTraits.Mixed)) return true;
        var word = text.Of(before);
        if (word.Equals("posted", StringComparison.OrdinalIgnoreCase) || word.Equals("written", StringComparison.OrdinalIgnoreCase) || word.Equals("published", StringComparison.OrdinalIgnoreCase)
            || word.Equals("story", StringComparison.OrdinalIgnoreCase) || word.Equals("article", StringComparison.OrdinalIgnoreCase) || word.Equals("submitted", StringComparison.OrdinalIgnoreCase)
            || word.Equals("reported", StringComparison.OrdinalIgnoreCase) || word.Equals("pm", StringComparison.OrdinalIgnoreCase) || word.Equals("am", StringComparison.OrdinalIgnoreCase))
            return true;
        return text.Range(before.End, tokens[by].Start - before.End).IndexOfAny(Marks) >= 0;
    }

    private static bool Names(PageText text, in Block block, int at, int skip, bool marked, MetadataDraft draft)
    {
        var tokens = text.TokensOf(block);
        var found = false;
        while (at < tokens.Length)
        {
            var first = at;
            if (text.Of(tokens[at]).Equals("the", StringComparison.OrdinalIgnoreCase) && at + 1 < tokens.Length) at++;
            var capitals = 0;
            var end = first;
            while (at < tokens.Length && at - first < 6)
            {
                ref readonly var token = ref tokens[at];
                if (at > first && !Joins(text.Range(tokens[at - 1].End, token.Start - tokens[at - 1].End))) break;
                if (token.Is(TokenTraits.Number | TokenTraits.Mixed) || NotNames.Contains(token.Hash) && !(capitals == 0 && Agencies.Contains(token.Hash))) break;
                var capital = token.Is(TokenTraits.Capital) || text.Of(token)[0] >= '\u3040';
                if (!capital && !(capitals > 0 && Particles.Contains(token.Hash) && at + 1 < tokens.Length && tokens[at + 1].Is(TokenTraits.Capital))) break;
                if (capitals > 0 && Dates.Months.Of(token.Hash) > 0 && at + 1 < tokens.Length && tokens[at + 1].Is(TokenTraits.Number)) break;
                if (capital) capitals++;
                at++;
                end = at;
            }
            if (capitals == 0)
            {
                // "Posted by admin": a lone small word that ends the block or stands before a mark or a date.
                if (found || first >= tokens.Length || !(marked || block.TokenCount <= 10)) return found;
                ref readonly var lone = ref tokens[first];
                if (lone.Length < 3 || lone.Is(TokenTraits.Number) || NotNames.Contains(lone.Hash)) return found;
                var ends = first + 1 >= tokens.Length || tokens[first + 1].Is(TokenTraits.Number | TokenTraits.Mixed | TokenTraits.Capital) || tokens[first + 1].Hash == WordHash.Of("on")
                    || !Joins(text.Range(lone.End, tokens[first + 1].Start - lone.End));
                if (!ends) return found;
                Add(text, lone.Start, lone.End, draft);
                return true;
            }
            // One capitalised word starts many sentences ("By Monday ..."): a name has two, or is an agency's, or fills a marked byline.
            var one = end - first == 1;
            if (one && !marked && !tokens[first].Is(TokenTraits.AllCapitals) && !Agencies.Contains(tokens[first].Hash) && block.TokenCount > 4) return found;
            if (one && Dates.Months.Of(tokens[first].Hash) > 0) return found;
            Add(text, tokens[first].Start + skip, tokens[end - 1].End, draft);
            skip = 0;
            found = true;
            if (end >= tokens.Length) return true;
            // "Jane Doe and John Roe", "Jane Doe & John Roe", "Jane Doe, Associated Press".
            var gap = text.Range(tokens[end - 1].End, tokens[end].Start - tokens[end - 1].End);
            if (And.Contains(tokens[end].Hash) && Joins(gap)) at = end + 1;
            else if (gap.IndexOf('&') >= 0) at = end;
            else if (gap.Trim() is "," && end + 1 < tokens.Length && tokens[end].Is(TokenTraits.Capital) && tokens[end + 1].Is(TokenTraits.Capital) && Joins(text.Range(tokens[end].End, tokens[end + 1].Start - tokens[end].End)) && !NotNames.Contains(tokens[end].Hash)) at = end;
            else return true;
        }
        return found;
    }

    // Between the words of one name.
    private static bool Joins(ReadOnlySpan<char> gap)
    {
        foreach (var c in gap)
            if (!(c == ' ' || c is '-' or '.' or '\'' or '\u2019' or ':' or '\u00A0'))
                return false;
        return gap.Length <= 3;
    }

    private static void Add(PageText text, int start, int end, MetadataDraft draft)
        => draft.AddAuthor(MetadataDraft.Clean(text.Range(start, end - start)), FoundIn.VisibleText, new TextRange(start, end - start));

    private static FrozenSet<ulong> Set(params ReadOnlySpan<string> words)
    {
        var set = new HashSet<ulong>();
        foreach (var word in words) set.Add(WordHash.Of(word));
        return set.ToFrozenSet();
    }
}
