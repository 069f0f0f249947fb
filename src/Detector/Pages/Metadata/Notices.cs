using System.Buffers;
using Detector.Pages.Text;

namespace Detector.Pages.Metadata;

/// <summary>Copyright lines and republication notes in the visible text, found in two passes over the characters.</summary>
internal static class Notices
{
    private const int LongestLine = 300;

    // ASCII only: a set with other letters leaves the vectorised search.
    private static readonly string[] Rights = ["copyright", "rights reserved", "rechte vorbehalten", "droits r", "derechos reservados", "diritti riservati", "direitos reservados", "rechten voorbehouden", "prawa zastrze"];

    private static readonly string[] Reuse =
    [
        "originally published", "originally appeared", "first published", "first appeared", "appeared first on", "republished", "reprinted", "with permission", "creative commons", "nglich erschienen", "zuerst erschienen",
        "syndicated from", "was produced by", "cross-posted", "crossposted",
    ];

    private static readonly SearchValues<char> SignOrYear = SearchValues.Create("\u00A90123456789");

    private static readonly SearchValues<string> Marks = SearchValues.Create([.. Rights, .. Reuse], StringComparison.OrdinalIgnoreCase);

    public static void Read(PageText text, MetadataDraft draft)
    {
        var chars = text.Chars;
        var at = 0;
        var block = -1;
        while (at < chars.Length)
        {
            var found = chars[at..].IndexOf('\u00A9');
            if (found < 0) break;
            at += found;
            var inside = text.BlockAt(at);
            // Behind a letter it is what is left of one ("Ã©"), or an ornament of running text.
            var sign = at == 0 || !(char.IsLetter(chars[at - 1]) || chars[at - 1] is '\u2122' or '\u00AE');
            if (sign && inside >= 0 && inside != block && !text.Blocks[inside].IsHidden) Copyright(text, inside, at, draft);
            block = inside;
            at++;
        }

        at = 0;
        while (at < chars.Length)
        {
            var found = chars[at..].IndexOfAny(Marks);
            if (found < 0) return;
            at += found;
            block = text.BlockAt(at);
            if (block >= 0 && !text.Blocks[block].IsHidden)
            {
                if (IsRights(chars[at..])) Rightful(text, block, at, draft);
                else Note(text, block, at, draft);
            }
            at += 8;
        }
    }

    private static bool IsRights(ReadOnlySpan<char> at)
    {
        foreach (var mark in Rights)
            if (at.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    // An article about copyright law says the word too: a copyright line is short, or a year or a sign follows.
    private static void Rightful(PageText text, int index, int at, MetadataDraft draft)
    {
        ref readonly var block = ref text.Blocks[index];
        var chars = text.Chars;
        var end = Math.Min(block.End, at + 32);
        var sign = chars[at..end].IndexOfAny(SignOrYear) >= 0 || chars[at..end].IndexOf("(c)", StringComparison.OrdinalIgnoreCase) >= 0;
        if (sign || block.TokenCount <= 25 || !chars[at..].StartsWith("copyright", StringComparison.OrdinalIgnoreCase)) Copyright(text, index, at, draft);
    }

    private static void Copyright(PageText text, int index, int at, MetadataDraft draft)
    {
        var line = Line(text, index, at, sentence: false);
        // A sign alone, or a link to the notice, names nobody and no year.
        if (line.Length < 6) return;
        draft.AddCopyright(MetadataDraft.Clean(text.Range(line.Start, line.Length)), FoundIn.VisibleText, line);
    }

    private static void Note(PageText text, int index, int at, MetadataDraft draft)
    {
        var line = Line(text, index, at, sentence: true);
        var words = text.Range(line.Start, line.Length);
        var mark = text.Chars[at..];
        // "first published in 1859" is about a book; a note is about this text, or names a licence or a permission.
        var about = words.Contains("this ", StringComparison.OrdinalIgnoreCase) || words.Contains("the post", StringComparison.OrdinalIgnoreCase) || words.Contains("article", StringComparison.OrdinalIgnoreCase)
            || words.Contains("story", StringComparison.OrdinalIgnoreCase) || words.Contains("dieser", StringComparison.OrdinalIgnoreCase) || words.Contains("cet article", StringComparison.OrdinalIgnoreCase);
        var certain = mark.StartsWith("creative", StringComparison.OrdinalIgnoreCase)
            || (mark.StartsWith("re", StringComparison.OrdinalIgnoreCase) && (words.Contains("permission", StringComparison.OrdinalIgnoreCase) || words.Contains("licen", StringComparison.OrdinalIgnoreCase)));
        // "may not be republished" is the opposite of a note of permission, and belongs to the copyright line.
        if (!(about || certain) || words.Contains(" not be ", StringComparison.OrdinalIgnoreCase) || words.Contains("without ", StringComparison.OrdinalIgnoreCase)) return;
        draft.AddLicence(MetadataDraft.Clean(words), FoundIn.VisibleText, line);
    }

    // The block, when it is short; else the sentence around the mark.
    private static TextRange Line(PageText text, int index, int at, bool sentence)
    {
        ref readonly var block = ref text.Blocks[index];
        if (block.Length <= LongestLine && (!sentence || block.TokenCount <= 30)) return new TextRange(block.Start, block.Length);
        var chars = text.Chars;
        var start = at;
        while (start > block.Start && at - start < LongestLine && !(start >= 2 && chars[start - 1] == ' ' && chars[start - 2] is '.' or '!' or '?') && chars[start - 1] != '\n') start--;
        var end = at;
        while (end < block.End && end - start < LongestLine && chars[end] != '\n' && !(end - at > 24 && chars[end - 1] == '.' && chars[end] == ' ')) end++;
        return new TextRange(start, end - start);
    }
}
