using Detector.Outlets;
using Detector.Pages.Text;

namespace Detector.Signals.Wire;

/// <summary>
/// The dateline of a news agency's story: "KYIV, Ukraine (AP) — ". Its grammar (city in capitals, region spelled by the agency's own rules, agency in
/// brackets, a dash with spaces) is so strict that a word put into it shows.
/// </summary>
internal sealed class Datelines
{
    private const int MostCityWords = 5;
    private const int Reach = 260;

    // The Associated Press Stylebook's abbreviations and the names it spells out, which datelines use.
    private static readonly string[] States =
    [
        "Ala.", "Ariz.", "Ark.", "Calif.", "Colo.", "Conn.", "Del.", "D.C.", "Fla.", "Ga.", "Ill.", "Ind.", "Kan.", "Ky.", "La.", "Md.", "Mass.", "Mich.", "Minn.", "Miss.", "Mo.", "Mont.", "Neb.", "Nev.", "N.H.",
        "N.J.", "N.M.", "N.Y.", "N.C.", "N.D.", "Okla.", "Ore.", "Pa.", "R.I.", "S.C.", "S.D.", "Tenn.", "Vt.", "Va.", "Wash.", "W.Va.", "Wis.", "Wyo.", "Alaska", "Hawaii", "Idaho", "Iowa", "Maine", "Ohio", "Texas",
        "Utah", "Alabama", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware", "Florida", "Georgia", "Illinois", "Indiana", "Kansas", "Kentucky", "Louisiana", "Maryland", "Massachusetts",
        "Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska", "Nevada", "Oklahoma", "Oregon", "Pennsylvania", "Tennessee", "Vermont", "Virginia", "Washington", "Wisconsin", "Wyoming", "New Hampshire",
        "New Jersey", "New Mexico", "New York", "North Carolina", "North Dakota", "Rhode Island", "South Carolina", "South Dakota", "West Virginia", "Ontario", "Quebec", "Alberta", "British Columbia", "Manitoba", "Saskatchewan",
    ];

    private static readonly System.Buffers.SearchValues<char> Joints = System.Buffers.SearchValues.Create(" .,'’-");

    private Datelines(Observation seen)
    {
        var text = seen.Page.Text;
        foreach (var b in Lead.Of(seen).Blocks)
        {
            HasLead = true;
            if (Find(text, text.Blocks[b])) break;
        }
    }

    /// <summary>There is an opening paragraph to look at.</summary>
    public bool HasLead { get; }

    /// <summary>The dateline, dash included; empty when there is none.</summary>
    public TextRange Range { get; private set; }

    /// <summary>The agency in brackets; empty when the dateline carries none.</summary>
    public TextRange Agency { get; private set; }

    /// <summary>City in capitals, region well formed, agency, dash with spaces.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Words that the grammar has no place for, between city and state; empty when there are none.</summary>
    public TextRange Pasted { get; private set; }

    public bool HasAgency => !Agency.IsEmpty;

    public static Datelines Of(Observation seen) => seen.Shared(static observation => new Datelines(observation));

    private bool Find(PageText text, in Block block)
    {
        var all = text.Of(block);
        var head = all[..Math.Min(all.Length, Reach)];
        var at = 0;
        while (at < head.Length)
        {
            var open = head[at..].IndexOf('(');
            if (open < 0) break;
            open += at;
            at = open + 1;
            var close = head[at..].IndexOf(')');
            if (close is < 2 or > 30) continue;
            if (Agencies.Find(head.Slice(open, close + 2), CreditSlots.Dateline) is null || Dash(head, at + close + 1, out var dashEnd, out var spaced) == 0) continue;
            return WithAgency(text, block, open, new TextRange(block.Start + at, close), dashEnd, spaced);
        }
        return WithoutAgency(text, block, head);
    }

    private bool WithAgency(PageText text, in Block block, int open, TextRange agency, int dashEnd, bool spaced)
    {
        var tokens = text.Tokens;
        // The run of capitalised words that ends at the bracket.
        var end = block.TokenStart;
        while (end < block.TokenEnd && tokens[end].Start < block.Start + open) end++;
        var first = end;
        while (first > block.TokenStart && end - first < 12 && tokens[first - 1].Is(TokenTraits.Capital) && (first == end || Joined(text, tokens[first - 1], tokens[first]))) first--;
        // A byline glued in front ("By A. Reporter NEW YORK") is not the city.
        while (first < end && !tokens[first].Is(TokenTraits.AllCapitals)) first++;
        var city = first;
        while (city < end && tokens[city].Is(TokenTraits.AllCapitals) && city - first < MostCityWords && (city == first || !Comma(text, tokens[city - 1], tokens[city]))) city++;
        Agency = agency;
        var start = first < end ? tokens[first].Start : block.Start + open;
        Range = new TextRange(start, block.Start + dashEnd - start);
        if (first == end) return true;

        var wellFormed = true;
        if (city < end)
        {
            wellFormed = Comma(text, tokens[city - 1], tokens[city]);
            var region = text.Chars[tokens[city].Start..(block.Start + open)].TrimEnd();
            var tight = tokens[city].Start == tokens[city - 1].End + 1;
            Region(region, tokens[city].Start, tight, ref wellFormed);
        }
        IsComplete = wellFormed && spaced && Pasted.IsEmpty;
        return true;
    }

    // Known state: fine. Something and then a known state: the something was put there.
    private void Region(ReadOnlySpan<char> region, int start, bool tight, ref bool wellFormed)
    {
        foreach (var state in States)
            if (region.SequenceEqual(state))
                return;
        foreach (var state in States)
        {
            if (region.Length <= state.Length + 1 || !region.EndsWith(state, StringComparison.Ordinal) || region[^(state.Length + 1)] != ' ') continue;
            var front = region[..^(state.Length + 1)];
            // "Fort Worth, Tarrant County, Texas" keeps its comma.
            if (front[^1] == ',') return;
            Pasted = new TextRange(start, front.Length);
            wellFormed = false;
            return;
        }
        if (tight) wellFormed = false;
    }

    private bool WithoutAgency(PageText text, in Block block, ReadOnlySpan<char> head)
    {
        var tokens = text.TokensOf(block);
        var city = 0;
        while (city < tokens.Length && city < MostCityWords && tokens[city].Is(TokenTraits.AllCapitals) && (city == 0 || Joined(text, tokens[city - 1], tokens[city]))) city++;
        if (city == 0 || tokens[0].Start != block.Start || text.Of(tokens[0]).Length < 3) return false;
        // An optional region of up to three capitalised words.
        var last = city;
        while (last < tokens.Length && last < city + 3 && tokens[last].Is(TokenTraits.Capital) && Joined(text, tokens[last - 1], tokens[last])) last++;
        var from = tokens[last - 1].End - block.Start;
        while (from < head.Length && head[from] == '.') from++;
        if (from >= head.Length || Dash(head, from, out var dashEnd, out var spaced) < 2 || !spaced) return false;
        Range = new TextRange(block.Start, dashEnd);
        return true;
    }

    // 0: no dash; 1: a hyphen; 2: a real dash (— – --).
    private static int Dash(ReadOnlySpan<char> text, int at, out int end, out bool spaced)
    {
        var before = false;
        while (at < text.Length && text[at] is ' ' or '\u00A0') { at++; before = true; }
        end = at;
        spaced = false;
        if (at >= text.Length) return 0;
        var kind = text[at] is '—' or '–' or '―' ? 2 : text[at] == '-' ? (at + 1 < text.Length && text[at + 1] == '-' ? 2 : 1) : text[at] == '_' ? 1 : 0;
        if (kind == 0) return 0;
        while (end < text.Length && text[end] is '-' or '—' or '–' or '―' or '_') end++;
        spaced = before && end < text.Length && text[end] is ' ' or '\u00A0' or '\n';
        return kind;
    }

    private static bool Joined(PageText text, in Token left, in Token right)
    {
        var gap = text.Chars[left.End..right.Start];
        return gap.Length <= 3 && gap.IndexOfAnyExcept(Joints) < 0;
    }

    private static bool Comma(PageText text, in Token left, in Token right) => text.Chars[left.End..right.Start].Contains(',');
}
