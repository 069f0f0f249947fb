using System.Collections.Frozen;
using Detector.Pages.Text;

namespace Detector.Pages.Structure;

/// <summary>Telephone numbers, postal addresses and e-mail addresses a visitor can read on the page.</summary>
internal static class Contacts
{
    private static readonly FrozenSet<ulong> PhoneWords = Words("tel", "phone", "telephone", "telefon", "fon", "téléphone", "tél", "teléfono", "tfno", "telefono", "telefone", "telefoon", "тел", "телефон", "call", "fax", "mobile", "mobil", "toll-free");

    private static readonly FrozenSet<ulong> Calling = Words("call", "phone", "ring", "telephone", "contact", "text", "ph", "tel");

    private static readonly FrozenSet<ulong> Streets = Words("street", "st", "road", "rd", "avenue", "ave", "boulevard", "blvd", "lane", "drive", "dr", "way", "highway", "hwy", "court", "place", "square", "parkway", "pkwy", "terrace");

    private static readonly FrozenSet<ulong> StreetsInFront = Words("rue", "avenue", "calle", "via", "rua", "avenida", "ul", "ulica", "ул", "улица", "plaza", "piazza", "boulevard", "corso", "viale");

    /// <summary>Words of a block up to which a number in it can be the publisher's: in a longer one it is somebody's whom the text speaks of.</summary>
    private const int LongestBlock = 250;

    /// <summary>A telephone number or a postal address: looks at numbers only.</summary>
    public static bool ShowsPhoneOrAddress(PageText text)
    {
        var tokens = text.Tokens;
        var chars = text.Chars;
        for (var i = 0; i < tokens.Length; i++)
        {
            ref readonly var token = ref tokens[i];
            if (!token.Is(TokenTraits.Number)) continue;
            if (IsPhone(tokens, chars, i) || IsAddress(tokens, chars, i))
            {
                var block = text.BlockAt(token.Start);
                if (block >= 0 && !text.Blocks[block].IsHidden && text.Blocks[block].Region != Region.Comments && text.Blocks[block].TokenCount <= LongestBlock) return true;
            }
            // Numbers joined by a mark belong together: none of them starts another telephone number.
            while (i + 1 < tokens.Length && tokens[i + 1].Is(TokenTraits.Number) && tokens[i + 1].Start - tokens[i].End == 1 && chars[tokens[i].End] is '.' or '-') i++;
        }
        return false;
    }

    // "(555) 123-4567", "+49 30 123456", "555.123.4567"; after "Tel" or "Phone" any six digits or more.
    private static bool IsPhone(ReadOnlySpan<Token> tokens, ReadOnlySpan<char> chars, int at)
    {
        ref readonly var first = ref tokens[at];
        var plus = first.Start > 0 && chars[first.Start - 1] == '+';
        var parenthesis = first.Start > 0 && chars[first.Start - 1] == '(' && first.End < chars.Length && chars[first.End] == ')';
        var labelled = at > 0 && PhoneWords.Contains(tokens[at - 1].Hash) && first.Start - tokens[at - 1].End <= 4;
        var digits = 0;
        var groups = 0;
        Span<int> lengths = stackalloc int[6];
        for (var i = at; i < tokens.Length && groups < 6 && tokens[i].Is(TokenTraits.Number); i++)
        {
            if (i > at && !Joins(chars[tokens[i - 1].End..tokens[i].Start])) break;
            lengths[groups++] = tokens[i].Length;
            digits += tokens[i].Length;
        }
        if (digits > 15) return false;
        if (labelled) return digits >= 6;
        if (plus) return digits >= 8;
        // "call the Centre on 5550 1234": eight digits in two halves, as numbers are given within a town, a few words behind the verb.
        if (groups == 2 && lengths[0] == 4 && lengths[1] == 4 && IsCalled(tokens, at)) return true;
        var american = (groups == 3 && lengths[0] == 3 && lengths[1] == 3 && lengths[2] == 4) || (groups == 4 && lengths[0] == 1 && lengths[1] == 3 && lengths[2] == 3 && lengths[3] == 4);
        if (american) return parenthesis || chars[first.End] is '-' or '.' or ' ' or '\u2011';
        return parenthesis && groups >= 2 && digits >= 8 && chars[first.Start] == '0';
    }

    private static bool IsCalled(ReadOnlySpan<Token> tokens, int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - 6; i--)
            if (Calling.Contains(tokens[i].Hash))
                return true;
        return false;
    }

    private static bool Joins(ReadOnlySpan<char> gap)
    {
        if (gap.Length is 0 or > 3) return false;
        foreach (var c in gap)
            if (c is not (' ' or '-' or '.' or '(' or ')' or '/' or '\u00A0' or '\u2011' or '\u2013'))
                return false;
        return true;
    }

    // "12 Main Street", "Springfield, IL 62701", "Musterstraße 12, 12345 Ort", "rue de la Paix 12, 75002 Paris", "P.O. Box 12".
    private static bool IsAddress(ReadOnlySpan<Token> tokens, ReadOnlySpan<char> chars, int at)
    {
        ref readonly var number = ref tokens[at];
        if (number.Length == 5 && at >= 2)
        {
            ref readonly var state = ref tokens[at - 1];
            // The state's two capitals, and a comma before them; then "ZIP" has five digits.
            if (state.Length == 2 && state.Is(TokenTraits.AllCapitals) && number.Start - state.End <= 2 && state.Start >= 2 && chars[state.Start - 2] == ',') return true;
        }
        if (at > 0 && tokens[at - 1].Hash == Box && at > 1 && number.Start - tokens[at - 1].End <= 2 && chars[tokens[at - 1].Start] == 'B') return true;
        if (number.Length <= 5 && at + 2 < tokens.Length && tokens[at + 1].Is(TokenTraits.Capital) && chars[number.End] == ' ')
        {
            for (var i = at + 2; i < tokens.Length && i <= at + 4 && tokens[i].Start - tokens[i - 1].End <= 2; i++)
                if (tokens[i].Is(TokenTraits.Capital) && Streets.Contains(tokens[i].Hash) && HasPostcodeAfter(tokens, i))
                    return true;
        }
        if (number.Length <= 4 && at > 0)
        {
            ref readonly var street = ref tokens[at - 1];
            var name = chars.Slice(street.Start, street.Length);
            var german = number.Start - street.End is >= 1 and <= 2 && (name.EndsWith("stra\u00DFe", StringComparison.OrdinalIgnoreCase) || name.EndsWith("strasse", StringComparison.OrdinalIgnoreCase)
                || (name.EndsWith("str", StringComparison.OrdinalIgnoreCase) && name.Length > 5) || (name.EndsWith("weg", StringComparison.Ordinal) && name.Length > 5) || (name.EndsWith("straat", StringComparison.OrdinalIgnoreCase) && name.Length > 8));
            if (german) return true;
            if (HasPostcodeAfter(tokens, at))
                for (var i = at - 1; i >= 0 && i >= at - 6; i--)
                    if (StreetsInFront.Contains(tokens[i].Hash))
                        return true;
        }
        return false;
    }

    // Five or six digits (four are more often a year), or the mixed words of a British code, within the next words.
    private static bool HasPostcodeAfter(ReadOnlySpan<Token> tokens, int at)
    {
        for (var i = at + 1; i < tokens.Length && i <= at + 8; i++)
            if ((tokens[i].Is(TokenTraits.Number) && tokens[i].Length is 5 or 6) || (tokens[i].Is(TokenTraits.Mixed) && tokens[i].Is(TokenTraits.Capital) && tokens[i].Length is >= 2 and <= 4))
                return true;
        return false;
    }

    /// <summary>An e-mail address at the page's own site; at any, when <paramref name="own"/> is empty.</summary>
    public static bool ShowsEmail(PageText text, ReadOnlySpan<char> own)
    {
        var chars = text.Chars;
        var at = 0;
        while (at < chars.Length)
        {
            var found = chars[at..].IndexOf('@');
            if (found < 0) return false;
            at += found;
            var domain = Domain(chars[(at + 1)..]);
            if (at > 0 && char.IsLetterOrDigit(chars[at - 1]) && domain.Length > 3 && IsOwn(domain, own))
            {
                var block = text.BlockAt(at);
                if (block >= 0 && !text.Blocks[block].IsHidden && text.Blocks[block].Region != Region.Comments && text.Blocks[block].TokenCount <= LongestBlock) return true;
            }
            at++;
        }
        return false;
    }

    /// <summary>The domain of a mail link is the page's own.</summary>
    public static bool IsOwnMail(ReadOnlySpan<char> href, ReadOnlySpan<char> own)
    {
        if (!href.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return false;
        var at = href.IndexOf('@');
        return at > 7 && Domain(href[(at + 1)..]) is { Length: > 3 } domain && IsOwn(domain, own);
    }

    private static bool IsOwn(ReadOnlySpan<char> domain, ReadOnlySpan<char> own) => own.IsEmpty || Hosts.SameSite(domain, own);

    private static ReadOnlySpan<char> Domain(ReadOnlySpan<char> text)
    {
        var i = 0;
        var dot = false;
        while (i < text.Length && i < 80 && (char.IsLetterOrDigit(text[i]) || text[i] is '-' or '.'))
        {
            dot |= text[i] == '.';
            i++;
        }
        var domain = text[..i].TrimEnd('.');
        return dot && domain.Contains('.') ? domain : default;
    }

    private static readonly ulong Box = WordHash.Of("box");

    private static FrozenSet<ulong> Words(params ReadOnlySpan<string> words)
    {
        var set = new HashSet<ulong>();
        foreach (var word in words) set.Add(WordHash.Of(word));
        return set.ToFrozenSet();
    }
}
