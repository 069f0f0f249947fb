using Detector.Pages.Text;

namespace Detector.Signals.Brand;

/// <summary>
/// The first lines of the page: whether the headline stands alone right after a line that already held it, and what stood around it there. Extracted
/// text shows it as lines, markup as blocks.
/// </summary>
internal sealed class HeadLines
{
    private const int FirstBlocks = 30;
    private const int LeastWords = 4;
    private const int MostAround = 8;

    /// <summary>The line that holds the headline; -1: no line is repeated by the next.</summary>
    public int Line { get; private init; } = -1;

    /// <summary>Words in front of the headline on that line.</summary>
    public int Before { get; private init; }

    /// <summary>Words behind it.</summary>
    public int After { get; private init; }

    /// <summary>The headline's first word is glued to what stands in front ("MarketsSouthern").</summary>
    public bool Glued { get; private init; }

    /// <summary>The line, the headline alone, and what is behind the headline on the line, when a separator sets it off.</summary>
    public TextRange Whole { get; private init; }

    public TextRange Headline { get; private init; }

    public TextRange Tail { get; private init; }

    public static HeadLines Of(Observation seen) => seen.Shared(static observation => Find(observation.Page.Text));

    private static HeadLines Find(PageText text)
    {
        var blocks = text.Blocks;
        var line = -1;
        for (var b = 0; b < blocks.Length && b < FirstBlocks; b++)
        {
            if (blocks[b].IsHidden || blocks[b].TokenCount == 0) continue;
            if (line >= 0 && Match(text, blocks[line], blocks[b]) is { } found) return found;
            line = b;
        }
        return new HeadLines();
    }

    // The second block's words, in order, within the first block.
    private static HeadLines? Match(PageText text, in Block line, in Block headline)
    {
        var n = headline.TokenCount;
        if (n < LeastWords || line.TokenCount < n || line.TokenCount > n + (2 * MostAround)) return null;
        var tokens = text.Tokens;
        var last = line.TokenEnd - n;
        for (var start = line.TokenStart; start <= last; start++)
        {
            var i = 1;
            while (i < n && tokens[start + i].Hash == tokens[headline.TokenStart + i].Hash) i++;
            // A brand glued to the last word is allowed for as a crumb glued to the first.
            if (i < n - 1 || (i < n && !StartsWith(text, tokens[start + i], tokens[headline.TokenStart + i]))) continue;
            var same = tokens[start].Hash == tokens[headline.TokenStart].Hash;
            var glued = !same && EndsWith(text, tokens[start], tokens[headline.TokenStart]);
            if (!same && !glued) continue;
            var before = start - line.TokenStart + (glued ? 1 : 0);
            var after = last - start + (i < n ? 1 : 0);
            if (before > MostAround || after > MostAround) return null;
            var end = i < n ? tokens[start + n - 1].Start + tokens[headline.TokenStart + n - 1].Length : tokens[start + n - 1].End;
            return new HeadLines
            {
                Line = line.TokenStart,
                Before = before,
                After = after,
                Glued = glued,
                Whole = new TextRange(line.Start, line.Length),
                Headline = new TextRange(headline.Start, headline.Length),
                Tail = after > 0 && IsSeparated(text.Chars[end..line.End]) ? new TextRange(end, line.End - end) : TextRange.None,
            };
        }
        return null;
    }

    // " -Brand", "| Brand": words that merely go on are a longer headline.
    private static bool IsSeparated(ReadOnlySpan<char> tail)
    {
        tail = tail.TrimStart();
        return tail.Length > 1 && tail[0] is '-' or '–' or '—' or '|' or ':' or '·' or '•' or '»' or '_' or '~';
    }

    private static bool EndsWith(PageText text, in Token longer, in Token shorter) =>
        longer.Length > shorter.Length && shorter.Length >= 2 && text.Of(longer)[^shorter.Length..].SequenceEqual(text.Of(shorter));

    private static bool StartsWith(PageText text, in Token longer, in Token shorter) =>
        longer.Length > shorter.Length && text.Of(longer)[..shorter.Length].SequenceEqual(text.Of(shorter));
}
