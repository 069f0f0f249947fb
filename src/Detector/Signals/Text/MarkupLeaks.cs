using System.Buffers;
using System.Numerics;
using Detector.Pages;
using Detector.Pages.Html;
using Detector.Pages.Text;

namespace Detector.Signals.Text;

/// <summary>
/// What shows on the page and should not: slots of a template that nobody filled, markup printed as text, characters decoded with the wrong table. One vectorised
/// search over the visible text. Pages that show code are left alone: they mean it.
/// </summary>
internal sealed class MarkupLeaks
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("[{%<&#*ÃÂâ\uFFFD");
    // What the first byte of a Cyrillic, Chinese, Japanese or Korean letter in UTF-8 looks like in Windows-1252, and what its other bytes from 0x80 to 0x9F do.
    private static readonly SearchValues<char> FirstBytes = SearchValues.Create("ÐÑãäåæçèéêëì");
    private const string OtherBytes = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";
    private static readonly Func<Observation, MarkupLeaks> Maker = seen => new MarkupLeaks(seen.Page);

    // What programs are written with and prose and printed markup are not; any of them alone is also a drawn line or an arrow.
    private static readonly string[] Operators = ["();", ");", "()", "=>", "==", "!=", "::", "->", "&&", "||", "+=", "){", ") {", "/*", "*/", "++"];
    private static readonly SearchValues<string> AnyOperator = SearchValues.Create(Operators, StringComparison.Ordinal);
    private const int FewestOperators = 5;

    // Different misread words that are counted: on a page with so many no single one was put there.
    private const int MostMisread = 1_000;
    private const int FewestKinds = 3;

    // Names that Windows fills in: documentation writes them as they are.
    private static readonly string[] Variables = ["APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "ALLUSERSPROFILE", "USERPROFILE", "USERNAME", "USERDOMAIN", "PUBLIC", "TEMP", "TMP", "WINDIR", "SYSTEMROOT", "SYSTEMDRIVE", "PATH", "HOMEPATH", "HOMEDRIVE", "COMPUTERNAME", "COMSPEC", "ERRORLEVEL"];

    private readonly PageText _text;
    private readonly string _host;
    private bool? _hasProgram;
    private (int Most, int OfAll, TextRange Place)? _misread;
    private static readonly string[] Shortcodes = ["caption", "gallery", "vc_", "et_pb", "embed", "contact-form", "su_", "fusion_", "wpforms", "elementor", "ad id", "rand", "spin"];
    private static readonly string[] PrintedTags = ["p>", "/p>", "br", "div", "/div", "span", "/span", "a href", "/a>", "strong>", "/strong>", "em>", "/em>", "h1", "h2", "h3", "/h2>", "/h3>", "img ", "li>", "/li>", "ul>", "/ul>", "table", "iframe"];

    private MarkupLeaks(Page page)
    {
        var text = _text = page.Text;
        _host = page.Address?.DomainLabel ?? "";
        foreach (ref readonly var block in text.Blocks)
        {
            HasCode |= block.Kind == BlockKind.Code;
            if (!block.IsHidden && block.Kind != BlockKind.Code) Scan(page, text, block);
        }
        ReplacedWord(text);
        DeclaredSlot = Declared(page.Metadata.Canonical) ?? Declared(page.Metadata.Title) ?? Declared(page.Metadata.Description);
    }

    public static MarkupLeaks Of(Observation seen) => seen.Shared(Maker);

    /// <summary>The page shows code, so brackets and tags are its subject.</summary>
    public bool HasCode { get; private set; }

    /// <summary>The page shows code: marked so, or written into its text as pages of old systems and extracted text have it.</summary>
    public bool SpeaksCode => HasCode || (_hasProgram ??= HasProgram(_text));

    public int Slots { get; private set; }

    public TextRange SlotPlace { get; private set; }

    /// <summary>The first slot in what the page says of itself to machines: its address, title or description; null without one.</summary>
    public string? DeclaredSlot { get; }

    public int Markup { get; private set; }

    public TextRange MarkupPlace { get; private set; }

    public int Mojibake { get; private set; }

    public TextRange MojibakePlace { get; private set; }

    /// <summary>How often the most frequent broken or foreign word stands inside sentences of Latin words.</summary>
    public int Replaced { get; private set; }

    /// <summary>All broken or foreign words that stand so.</summary>
    public int ReplacedOfAll { get; private set; }

    public TextRange ReplacedPlace { get; private set; }

    /// <summary>The same for words of another script that were read with the wrong table: how often the most frequent stands behind a Latin word, how many do in all, and where.</summary>
    public (int Most, int OfAll, TextRange Place) Misread => _misread ??= MisreadWords(_text);

    private static bool HasProgram(PageText text)
    {
        int found = 0, kinds = 0;
        foreach (ref readonly var block in text.Blocks)
        {
            if (block.IsHidden || !block.IsMain) continue;
            var chars = text.Of(block);
            for (int at; (at = chars.IndexOfAny(AnyOperator)) >= 0;)
            {
                chars = chars[at..];
                var kind = 0;
                while (!chars.StartsWith(Operators[kind], StringComparison.Ordinal)) kind++;
                found++;
                kinds |= 1 << kind;
                if (found >= FewestOperators && BitOperations.PopCount((uint)kinds) >= FewestKinds) return true;
                chars = chars[Operators[kind].Length..];
            }
        }
        return false;
    }

    private void Scan(Page page, PageText text, in Block block)
    {
        var chars = text.Of(block);
        var at = 0;
        var inCode = -1;
        while (true)
        {
            var next = chars[at..].IndexOfAny(Marks);
            if (next < 0) return;
            at += next;
            var length = chars[at] switch
            {
                '[' => Bracket(chars[at..]),
                // Scripts fill a page's lone slots when it opens; one inside a written sentence was to be filled before.
                '{' when block.IsMain && block.TokenCount >= 8 && block.Kind is BlockKind.Paragraph or BlockKind.Heading or BlockKind.Quote => Brace(chars[at..]),
                '%' => Percent(chars[at..]),
                '<' when chars[at..].StartsWith("<?php", StringComparison.OrdinalIgnoreCase) || chars[at..].StartsWith("<%=", StringComparison.Ordinal) => 5,
                _ => 0,
            };
            if (length > 0)
            {
                if (inCode < 0) inCode = InCode(page, block) ? 1 : 0;
                if (inCode == 0)
                {
                    Slots++;
                    if (SlotPlace.IsEmpty) SlotPlace = new TextRange(block.Start + at, Math.Min(length, chars.Length - at));
                }
                at += length;
            }
            else if (block.IsMain && (length = MarkupAt(chars, at)) > 0)
            {
                if (inCode < 0) inCode = InCode(page, block) ? 1 : 0;
                if (inCode == 0)
                {
                    Markup++;
                    if (MarkupPlace.IsEmpty) MarkupPlace = new TextRange(block.Start + at, Math.Min(length, chars.Length - at));
                }
                at += length;
            }
            else if ((length = MojibakeAt(chars[at..])) > 0)
            {
                Mojibake++;
                if (MojibakePlace.IsEmpty)
                {
                    var from = Math.Max(0, at - 20);
                    MojibakePlace = new TextRange(block.Start + from, Math.Min(chars.Length, at + 20) - from);
                }
                at += length;
            }
            else at++;
            if (at >= chars.Length) return;
        }
    }

    // Scripts fill in titles: braces count in pairs only.
    private static string? Declared(string? value)
    {
        var chars = value.AsSpan();
        for (int at = 0, next; (next = chars[at..].IndexOfAny('[', '{', '%')) >= 0; at++)
        {
            at += next;
            var rest = chars[at..];
            var length = rest[0] == '[' ? Bracket(rest) : rest.StartsWith("{{") ? Brace(rest) : rest.StartsWith("%%") ? Percent(rest) : 0;
            if (length > 0) return rest[..Math.Min(length, rest.Length)].ToString();
        }
        return null;
    }

    // [rand_keywords], [#item_full_content], [caption id="..."], [/vc_row]; not [edit], [12], [sic], [citation needed].
    private static int Bracket(ReadOnlySpan<char> chars)
    {
        var end = chars[..Math.Min(chars.Length, 80)].IndexOf(']');
        if (end < 4) return 0;
        var inner = chars[1..end];
        if (inner[0] == '#' && inner.Length > 3 && char.IsAsciiLetterLower(inner[1]) && inner.IndexOf('_') > 0) return end + 1;
        if (inner[0] == '/') inner = inner[1..];
        foreach (var code in Shortcodes)
            if (inner.StartsWith(code, StringComparison.Ordinal) && (inner.Length == code.Length || code[^1] is '_' || inner[code.Length] is ' ' or '_' or '-'))
                return end + 1;
        return IsIdentifier(inner) && inner.IndexOf('_') > 0 && char.IsAsciiLetterLower(inner[0]) ? end + 1 : 0;
    }

    // {{title}}, {%...%}, ${name}, {keyword}; not {x} of a formula.
    private static int Brace(ReadOnlySpan<char> chars)
    {
        if (chars.Length < 4) return 0;
        var end = chars[..Math.Min(chars.Length, 80)].IndexOf('}');
        if (end < 4) return 0;
        if (chars[1] == '%') return end + 1;
        var inner = chars[1..end];
        var twice = inner[0] == '{';
        inner = twice ? inner[1..].Trim() : inner;
        if (inner.Length < 4 || !char.IsAsciiLetter(inner[0])) return 0;
        return twice ? end + 2 : IsIdentifier(inner) && char.IsAsciiLetterLower(inner[0]) ? end + 1 : 0;
    }

    // %%title%%, %KEYWORD%; not "50% of them and 20%", nor %APPDATA%.
    private static int Percent(ReadOnlySpan<char> chars)
    {
        if (chars.Length < 5) return 0;
        var twice = chars[1] == '%';
        var inner = chars[(twice ? 2 : 1)..Math.Min(chars.Length, 60)];
        var end = inner.IndexOf('%');
        if (end < 3 || !IsIdentifier(inner[..end]) || !char.IsAsciiLetter(inner[0])) return 0;
        if (twice) return end + 4;
        foreach (var c in inner[..end])
            if (!char.IsAsciiLetterUpper(c) && c != '_')
                return 0;
        foreach (var variable in Variables)
            if (inner[..end].SequenceEqual(variable))
                return 0;
        return end + 2;
    }

    private static bool IsIdentifier(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.'))
                return false;
        return true;
    }

    private static int MarkupAt(ReadOnlySpan<char> chars, int at)
    {
        var rest = chars[at..];
        switch (rest[0])
        {
            case '<':
                foreach (var tag in PrintedTags)
                {
                    if (!rest[1..].StartsWith(tag, StringComparison.OrdinalIgnoreCase)) continue;
                    if (tag[^1] is '>' or ' ' || (rest.Length > tag.Length + 1 && rest[tag.Length + 1] is '>' or ' ' or '/')) return tag.Length + 1;
                }
                return 0;
            case '&':
                var end = rest[..Math.Min(rest.Length, 9)].IndexOf(';');
                if (end < 3) return 0;
                var name = rest[1..end];
                if (name[0] == '#') return name.Length is >= 3 and <= 6 && char.IsAsciiDigit(name[1]) ? end + 1 : 0;
                return name is "nbsp" or "amp" or "quot" or "lt" or "gt" or "apos" or "rsquo" or "lsquo" or "ldquo" or "rdquo" or "ndash" or "mdash" or "hellip" or "copy" or "bull" ? end + 1 : 0;
            case '#':
                // Markdown headings start a line.
                if (at > 0 && chars[at - 1] != '\n') return 0;
                var marks = 1;
                while (marks < rest.Length && rest[marks] == '#') marks++;
                return marks is >= 2 and <= 6 && marks < rest.Length && rest[marks] == ' ' ? marks + 1 : 0;
            case '*':
                if (rest.Length < 6 || rest[1] != '*' || !char.IsLetterOrDigit(rest[2]) || (at > 0 && chars[at - 1] == '*')) return 0;
                var close = rest[2..Math.Min(rest.Length, 120)].IndexOf("**", StringComparison.Ordinal);
                return close > 1 && !char.IsWhiteSpace(rest[close + 1]) ? close + 4 : 0;
            default:
                return 0;
        }
    }

    // UTF-8 read as Windows-1252: "â€™", "Ã©", "Â£"; and what no table could read.
    private static int MojibakeAt(ReadOnlySpan<char> chars)
    {
        switch (chars[0])
        {
            case '\uFFFD':
                return 1;
            case 'â':
                return chars.Length > 2 && chars[1] is '€' or '\u0080' or '„' ? 3 : 0;
            case 'Ã':
                return chars.Length > 1 && (chars[1] is >= '\u0080' and <= '\u00BF' or 'ƒ' or '…' or '‡' or '†' or '‰' or 'Š' or 'œ' or 'Ÿ' or '“' or '”' or '™' or '˜' or '¶') ? 2 : 0;
            case 'Â':
                return chars.Length > 1 && chars[1] is (>= '\u0080' and <= '\u009F') or '£' or '©' or '®' or '°' or '»' or '«' or '·' ? 2 : 0;
            default:
                return 0;
        }
    }

    /// <summary>A block that holds inline code, or a page that shows code somewhere, speaks of slots and tags on purpose.</summary>
    private bool InCode(Page page, in Block block)
    {
        if (HasCode) return true;
        if (page.Tree is not { } tree || block.Node < 0) return false;
        for (var n = block.Node; n < tree.Nodes[block.Node].End; n++)
            if (tree.Nodes[n].Tag is Tag.Code or Tag.Kbd or Tag.Samp or Tag.Tt or Tag.Pre)
                return true;
        return false;
    }

    // A global replacement leaves one foreign token wherever a word such as "Associated" stood: between Latin words, the same each time.
    private void ReplacedWord(PageText text)
    {
        var tokens = text.Tokens;
        Span<ulong> seen = stackalloc ulong[32];
        Span<int> counts = stackalloc int[32];
        var distinct = 0;
        for (var t = 1; t + 1 < tokens.Length; t++)
        {
            if (!tokens[t].Is(TokenTraits.OtherScript) || tokens[t - 1].Is(TokenTraits.OtherScript)) continue;
            // Han is cut into words of one character: the run is the word.
            var (first, hash) = (t, tokens[t].Hash);
            while (t + 1 < tokens.Length && tokens[t + 1].Is(TokenTraits.OtherScript)) hash = (hash * 31) + tokens[++t].Hash;
            if (t + 1 == tokens.Length || tokens[t].End - tokens[first].Start < 2 || !IsOneSentence(text, tokens[first - 1], tokens[first]) || !IsOneSentence(text, tokens[t], tokens[t + 1])) continue;
            // "Longwei 龙伟" on longwei.example: who bears a name in two scripts.
            if (IsOwnName(text.Of(tokens[first - 1]))) continue;
            ReplacedOfAll++;
            var at = seen[..distinct].IndexOf(hash);
            if (at < 0)
            {
                if (distinct == seen.Length) continue;
                at = distinct++;
                seen[at] = hash;
                counts[at] = 0;
            }
            if (++counts[at] <= Replaced) continue;
            Replaced = counts[at];
            ReplacedPlace = new TextRange(tokens[first - 1].Start, tokens[t + 1].End - tokens[first - 1].Start);
        }
    }

    private bool IsOwnName(ReadOnlySpan<char> word) => word.Length > 3 && _host.AsSpan().Contains(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsOneSentence(PageText text, in Token left, in Token right) => right.Start - left.End <= 2 && !text.Chars[left.End..right.Start].Contains('\n');

    // "The <foreign word> Press" where a proxy wrote its own brand over a word, and somebody read it as Windows-1252.
    private (int Most, int OfAll, TextRange Place) MisreadWords(PageText text)
    {
        Dictionary<ulong, int>? counts = null;
        var (most, all, place) = (0, 0, default(TextRange));
        foreach (ref readonly var block in text.Blocks)
        {
            if (block.IsHidden) continue;
            var chars = text.Of(block);
            for (var at = 0; at < chars.Length && chars[at..].IndexOfAny(FirstBytes) is var next and >= 0;)
            {
                var start = at += next;
                var hash = 0UL;
                for (int length; at < chars.Length && (length = MisreadLetter(chars[at..])) > 0; at += length)
                    foreach (var c in chars.Slice(at, length)) hash = (hash * 31) + c;
                if (at == start)
                {
                    at++;
                    continue;
                }
                // Behind a word of the sentence: a line of its own is a name or a language to choose.
                var before = start > 0 && chars[start - 1] == ' ' ? start - 1 : start;
                var word = before;
                while (word > 0 && char.IsAsciiLetterOrDigit(chars[word - 1])) word--;
                if (word == before || IsOwnName(chars[word..before])) continue;
                all++;
                counts ??= [];
                if (counts.Count == MostMisread && !counts.ContainsKey(hash)) continue;
                counts[hash] = counts.GetValueOrDefault(hash) + 1;
                if (counts[hash] <= most) continue;
                most = counts[hash];
                var from = Math.Max(0, start - 20);
                place = new TextRange(block.Start + from, Math.Min(chars.Length, at + 20) - from);
            }
        }
        return (most, all, place);
    }

    // How many characters stand for one Cyrillic or East Asian letter; 0: none.
    private static int MisreadLetter(ReadOnlySpan<char> chars)
    {
        if (chars.Length < 2 || !FirstBytes.Contains(chars[0]) || Byte(chars[1]) is not { } second) return 0;
        if (chars[0] is '\u00D0' or '\u00D1') return 2;
        return chars.Length > 2 && Byte(chars[2]) is { } third && (((chars[0] & 0xF) << 12) | ((second & 0x3F) << 6) | (third & 0x3F)) is >= 0x3040 and < 0xD7A4 ? 3 : 0;

        static int? Byte(char c) => c is >= '\u00A0' and <= '\u00BF' ? c : OtherBytes.IndexOf(c) is var at and >= 0 ? 0x80 + at : null;
    }
}
