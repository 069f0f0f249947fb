using System.Buffers;
using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// Cuts extracted plain text into blocks: each line that is not blank is one, but for the lines of a paragraph wrapped at some width. A line that starts with a dash, a bullet or a number is a list item; what
/// else it is (heading, paragraph) shows only beside its neighbours, so that is left to the readers of the body and of the lists. A line of a program is code, as it is in markup.
/// </summary>
internal static class PlainTextReader
{
    private static readonly SearchValues<char> CodeMarks = SearchValues.Create("(){}[]<>;=|&\\_:\"'");
    private static readonly SearchValues<char> SureMarks = SearchValues.Create("{}[]<>;=\\_");

    // A shorter line ended because it was done.
    private const int LeastWrapped = 40;

    /// <param name="source">The text.</param>
    /// <param name="text">Takes its blocks.</param>
    /// <param name="most">Blocks at most.</param>
    /// <returns>False when there are more: the rest is not read.</returns>
    public static bool Read(ReadOnlySpan<char> source, PageText text, int most = int.MaxValue)
    {
        ref var chars = ref text.CharList;
        text.ContainerList.Add(new Container { Parent = -1, Tag = Tag.Html });
        var above = 0;
        while (!source.IsEmpty)
        {
            var end = source.IndexOfAny('\n', '\r');
            var line = end < 0 ? source : source[..end];
            source = end < 0 ? default : source[(end + 1)..];
            above = Line(line, above, text, ref chars);
            if (text.BlockList.Count > most) return false;
        }
        text.ContainerList[0].EndBlock = text.BlockList.Count;
        return true;
    }

    // Gives the line's length: 0 for a blank one.
    private static int Line(ReadOnlySpan<char> line, int above, PageText text, ref PooledList<char> chars)
    {
        line = Trim(line);
        var length = line.Length;
        var item = Bullet(line) is var bullet && bullet > 0;
        if (item) line = Trim(line[bullet..]);
        var level = HeadingLevel(line);
        if (level > 0) line = Trim(line[level..].TrimEnd('#'));
        if (line.IsEmpty) return 0;
        var isCode = IsCode(line);
        var goesOn = above >= LeastWrapped && !item && level == 0 && !isCode && GoesOn(line, text, chars.Span);
        if (goesOn) chars.Span[^1] = ' ';
        var start = chars.Count;
        var space = false;
        foreach (var c in line)
        {
            if (Spaces.IsSpace(c) || c == '\0')
            {
                space = true;
                continue;
            }
            if (space && chars.Count > start) chars.Add(' ');
            space = false;
            chars.Add(c);
        }
        // A line of NUL and nothing else.
        if (chars.Count == start) return 0;
        var tokenStart = text.TokenList.Count;
        Tokenizer.Run(chars.Buffer, start, chars.Count, ref text.TokenList);
        var tokens = text.TokenList.Count - tokenStart;
        if (goesOn)
        {
            ref var block = ref text.BlockList.Span[^1];
            block.Length = chars.Count - block.Start;
            block.TokenCount += tokens;
        }
        else
        {
            text.BlockList.Add(new Block
            {
                Start = start,
                Length = chars.Count - start,
                TokenStart = tokenStart,
                TokenCount = tokens,
                Node = -1,
                Kind = isCode ? BlockKind.Code : item ? BlockKind.ListItem : level > 0 || LooksLikeHeading(line, tokens) ? BlockKind.Heading : BlockKind.Paragraph,
                Level = level > 0 ? level : LooksLikeHeading(line, tokens) && !item ? (byte)2 : (byte)0,
                Traits = item ? BlockTraits.InList : BlockTraits.None,
            });
        }
        chars.Add('\n');
        return length;
    }

    // The line above stops in the middle of a sentence, and this one begins in lower case: man pages, mails and old texts are wrapped, and extractors break a line where a link began.
    private static bool GoesOn(ReadOnlySpan<char> line, PageText text, ReadOnlySpan<char> before) =>
        line.Length > 1 && char.IsLower(line[0]) && char.IsLower(line[1]) && before[^2] is var last && (char.IsLetterOrDigit(last) || last is ',' or '-' or '–' or '—')
        && text.BlockList.Span[^1].Kind is BlockKind.Paragraph or BlockKind.ListItem;

    // "- ", "* ", "• ", "3. ", "12) "
    private static int Bullet(ReadOnlySpan<char> line)
    {
        if (line.Length < 2) return 0;
        if (line[0] is '-' or '*' or '•' or '·' or '–' or '▪' or '‣' && Spaces.IsSpace(line[1])) return 2;
        var digits = 0;
        while (digits < line.Length && digits < 3 && char.IsAsciiDigit(line[digits])) digits++;
        return digits > 0 && digits + 1 < line.Length && line[digits] is '.' or ')' && Spaces.IsSpace(line[digits + 1]) ? digits + 2 : 0;
    }

    private static byte HeadingLevel(ReadOnlySpan<char> line)
    {
        var marks = 0;
        while (marks < line.Length && marks < 6 && line[marks] == '#') marks++;
        return marks > 0 && marks < line.Length && line[marks] == ' ' ? (byte)marks : (byte)0;
    }

    // "for (i = 0; i < n; i++) {": of its characters one in eight or more is a mark of programs, and of some kinds. Tags are left to those who look for leaked markup.
    private static bool IsCode(ReadOnlySpan<char> line)
    {
        int marks = 0, sure = 0;
        for (var at = line.IndexOfAny(CodeMarks); at >= 0;)
        {
            marks++;
            if (SureMarks.Contains(line[at])) sure++;
            if (line[at] == '<' && at + 1 < line.Length && (line[at + 1] == '/' || char.IsAsciiLetter(line[at + 1]))) return false;
            var next = line[(at + 1)..].IndexOfAny(CodeMarks);
            at = next < 0 ? -1 : at + 1 + next;
        }
        return sure >= 2 && marks >= 3 && 8 * marks >= line.Length;
    }

    // One to four words without a sentence end: "Related", "Most read".
    private static bool LooksLikeHeading(ReadOnlySpan<char> line, int tokens) => tokens is >= 1 and <= 4 && line.Length <= 40 && line[^1] is not ('.' or ',' or ';' or '?' or '!' or ')') && char.IsLetter(line[0]);

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> line)
    {
        while (!line.IsEmpty && Spaces.IsSpace(line[0])) line = line[1..];
        while (!line.IsEmpty && Spaces.IsSpace(line[^1])) line = line[..^1];
        return line;
    }
}
