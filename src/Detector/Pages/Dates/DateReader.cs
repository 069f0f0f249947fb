using System.Collections.Frozen;
using Detector.Pages.Addresses;
using Detector.Pages.Html;
using Detector.Pages.Metadata;
using Detector.Pages.Structure;
using Detector.Pages.Text;

namespace Detector.Pages.Dates;

/// <summary>
/// Finds every date of a page and says by its place what it is for. Only tokens that are numbers are looked at: a date without a digit is not one. Machine-readable
/// dates come from <see cref="PageMetadata"/>, which walked the nodes already.
/// </summary>
internal sealed class DateReader
{
    // A listing has some hundreds; a calendar page must not fill memory.
    private const int MostDates = 400;

    private const int LongestLabel = 40;

    // Words in front of a bare year: "in 2019". A number alone is more often a count than a year.
    private static readonly FrozenSet<ulong> YearWords = Words("in", "since", "of", "from", "until", "till", "during", "year", "by", "late", "early", "mid", "summer", "winter", "spring", "autumn", "fall", "im", "jahr", "seit",
        "en", "depuis", "année", "desde", "año", "nel", "dal", "anno", "em", "ano", "sinds", "jaar", "w", "od", "roku", "в", "с", "through", "before", "after");

    // Words in front of a date that a sentence tells of: "the moon in February 2007". Not behind a label: "Published in May 2020".
    private static readonly FrozenSet<ulong> TellingWords = Words("in", "since", "until", "till", "during", "im", "seit", "en", "depuis", "desde", "nel", "dal", "em", "sinds", "w", "od", "в", "с");

    private static readonly FrozenSet<ulong> UpdateWords = Words("updated", "update", "modified", "revised", "edited", "reviewed", "aktualisiert", "geändert", "mis", "modifié", "actualizado", "actualización", "aggiornato", "atualizado",
        "bijgewerkt", "zaktualizowano", "aktualizacja", "обновлено", "изменено");

    private static readonly FrozenSet<ulong> LabelWords = Words("published", "posted", "publication", "created", "added", "date", "last", "first", "on", "released", "submitted", "written", "veröffentlicht", "erstellt", "stand", "publié", "publiée", "publicado", "publicada",
        "fecha", "pubblicato", "data", "gepubliceerd", "geplaatst", "opublikowano", "dodano", "опубликовано", "дата");

    private readonly Page _page;
    private readonly PageText _text;
    private readonly PageMetadata _metadata;
    private readonly List<Found> _found = [];
    private readonly List<DayOfYear> _withoutYear = [];
    private Opening _opening;
    private int _dayFirst;
    private int _monthFirst;
    private string? _label;

    private DateReader(Page page)
    {
        _page = page;
        _text = page.Text;
        _metadata = page.Metadata;
    }

    public static PageDates Read(Page page) => new DateReader(page).Read();

    private readonly record struct Found(WrittenDate Date, DateRole Role, TextRange Place, bool Update = false);

    private PageDates Read()
    {
        var place = _metadata.Headline?.Place ?? default;
        _opening = Opening.Of(_text, place.IsEmpty ? -1 : _text.BlockAt(place.Start));
        Declared();
        Address();
        Visible();
        return new PageDates { All = Settle(), WithoutYear = _withoutYear, ShownLabel = _label ?? "" };
    }

    // An article's own dates before its page's, those before anything else's.
    private void Declared()
    {
        for (var rank = 0; rank <= 2; rank++)
        {
            foreach (var date in _metadata.MachineDates)
            {
                if (date.Rank != rank || !DateParser.TryParseMachine(date.Value, out var written)) continue;
                AddMachine(written, date.Modified ? DateRole.Modified : DateRole.Published, default);
            }
        }
        if (_page.Tree is not { } tree) return;
        foreach (var node in _metadata.TimeNodes)
        {
            var value = tree.Attribute(node, Attr.DateTime);
            if (value.IsEmpty || !DateParser.TryParseMachine(value, out var written)) continue;
            var block = BlockOf(tree, node);
            var role = TimeRole(tree, node, block);
            var place = block >= 0 ? new TextRange(_text.Blocks[block].Start, _text.Blocks[block].Length) : default;
            AddMachine(written, role, place);
        }
    }

    private void AddMachine(WrittenDate date, DateRole role, TextRange place)
    {
        if (date.Year is < 1990 or > 2100 || _found.Count >= MostDates) return;
        foreach (var other in _found)
            if (other.Role == role && other.Date.Year == date.Year && other.Date.Month == date.Month && other.Date.Day == date.Day)
                return;
        _found.Add(new Found(date, role, place));
    }

    // A time element near the headline is the page's own; others belong to entries, comments and running text.
    private DateRole TimeRole(HtmlTree tree, int node, int block)
    {
        var names = tree.Attribute(node, Attr.Class);
        var modified = names.Contains("updated", StringComparison.OrdinalIgnoreCase) || names.Contains("modified", StringComparison.OrdinalIgnoreCase) || tree.Attribute(node, Attr.ItemProp) is "dateModified";
        // WordPress themes write class="entry-date published updated" on pages never changed.
        var published = names.Contains("published", StringComparison.OrdinalIgnoreCase) || tree.Attribute(node, Attr.ItemProp) is "datePublished";
        if (block < 0) return published ? DateRole.Published : DateRole.Listed;
        ref readonly var at = ref _text.Blocks[block];
        if (at.Region is Region.Related or Region.Comments or Region.Aside or Region.Navigation or Region.Footer) return DateRole.Listed;
        if (block < _opening.From || block > _opening.To) return DateRole.Listed;
        return modified && !published ? DateRole.Modified : DateRole.Published;
    }

    // Blocks stand in document order, and a block's element comes at or before the nodes of its text.
    private int BlockOf(HtmlTree tree, int node)
    {
        var blocks = _text.Blocks;
        for (var element = node; element >= 0; element = tree.NodeBuffer[element].Parent)
        {
            if (element != node && !Tags.Is(tree.NodeBuffer[element].Tag, TagTraits.Block)) continue;
            for (var i = 0; i < blocks.Length; i++)
                if (blocks[i].Node >= element && blocks[i].Node < tree.NodeBuffer[element].End)
                    return i;
            if (element != node) return -1;
        }
        return -1;
    }

    private void Address()
    {
        if (_page.Address?.DateInPath is { } date && date.Year is >= 1990 and <= 2100)
            _found.Add(new Found(new WrittenDate(date.Year, date.Month, date.Day ?? 0), DateRole.Address, default));
    }

    private void Visible()
    {
        var blocks = _text.Blocks;
        var tokens = _text.Tokens;
        for (var b = 0; b < blocks.Length && _found.Count < MostDates; b++)
        {
            ref readonly var block = ref blocks[b];
            if (block.IsHidden) continue;
            var copyright = 0;
            for (var t = block.TokenStart; t < block.TokenEnd; t++)
            {
                ref readonly var token = ref tokens[t];
                if (!token.Is(TokenTraits.Number | TokenTraits.Mixed) || token.Length > 6 || !char.IsAsciiDigit(_text.Chars[token.Start])) continue;
                // "April 27": the date starts at the month in front of the number.
                var start = token.Start;
                if (t > block.TokenStart && token.Start - tokens[t - 1].End is >= 1 and <= 3 && Months.Of(tokens[t - 1].Hash) > 0 && StartsMonth(tokens[t - 1], tokens, t)) start = tokens[t - 1].Start;
                var parsed = DateParser.TryParse(_text.Chars[start..Math.Min(block.End, start + DateParser.Longest)], out var date, out var length);
                if (!parsed && start != token.Start)
                {
                    start = token.Start;
                    parsed = DateParser.TryParse(_text.Chars[start..Math.Min(block.End, start + DateParser.Longest)], out date, out length);
                }
                if (!parsed)
                {
                    if (token.Length == 4 && token.Is(TokenTraits.Number)) Year(block, b, t, ref copyright);
                    continue;
                }
                var place = new TextRange(start, length);
                var role = copyright > 0 || IsCopyright(block, ref copyright) ? DateRole.Copyright : RoleOf(block, b, start);
                if (date.DayCameFirst is { } dayCame)
                {
                    if (dayCame) _dayFirst++;
                    else _monthFirst++;
                }
                if (date.Year == 0)
                {
                    if (_withoutYear.Count < MostDates) _withoutYear.Add(new DayOfYear(date.Month, date.Day, role, place));
                }
                else if (date.Year >= 1990 || role == DateRole.Body)
                {
                    var update = false;
                    if (role == DateRole.Shown) Label(block, b, start, ref update);
                    _found.Add(new Found(date, role, place, update));
                }
                while (t + 1 < block.TokenEnd && tokens[t + 1].Start < place.End) t++;
                if (_found.Count >= MostDates) return;
            }
        }
    }

    // A month in lower case is a month only beside a year: "you may 5", "mar 3". English and German capitalise theirs.
    private bool StartsMonth(in Token month, ReadOnlySpan<Token> tokens, int number)
        => month.Is(TokenTraits.Capital) || (tokens[number].Length == 4 && month.Length > 3) || _text.Of(month)[0] >= '\u0400';

    private void Year(in Block block, int index, int at, ref int copyright)
    {
        var tokens = _text.Tokens;
        ref readonly var token = ref tokens[at];
        var year = DateParser.Number(_text.Chars, token.Start, 4);
        if (year is < 1500 or > 2100) return;
        var place = new TextRange(token.Start, 4);
        if (copyright > 0 || IsCopyright(block, ref copyright))
        {
            if (year >= 1990) _found.Add(new Found(new WrittenDate(year, 0, 0), DateRole.Copyright, place));
            return;
        }
        if (block.Kind is BlockKind.ListItem or BlockKind.Cell || block.LinkShare > 0.5) return;
        var chars = _text.Chars;
        var before = token.Start > block.Start ? chars[token.Start - 1] : '\0';
        var after = token.End < block.End ? chars[token.End] : '\0';
        var parenthesis = before == '(' && after is ')' or ',' or '-' or '\u2013';
        var introduced = at > block.TokenStart && YearWords.Contains(tokens[at - 1].Hash) && before == ' ' && after is not ('%' or '$' or '\u20AC') && !(after == '.' && token.End + 1 < block.End && char.IsAsciiDigit(chars[token.End + 1]));
        if (!parenthesis && !introduced) return;
        // "of 1500 people", "by 2000 votes": what a small word in lower case follows may be a count; only years of our time are sure enough.
        if (introduced && year is < 1900 or > 2050) return;
        if (RoleOf(block, index, token.Start) == DateRole.Body) _found.Add(new Found(new WrittenDate(year, 0, 0), DateRole.Body, place));
    }

    private bool IsCopyright(in Block block, ref int copyright)
    {
        if (copyright != 0) return copyright > 0;
        copyright = -1;
        foreach (var line in _metadata.Copyrights)
            if (line.Place.Start >= block.Start && line.Place.Start < block.End && block.TokenCount <= 60)
                copyright = 1;
        return copyright > 0;
    }

    private DateRole RoleOf(in Block block, int index, int at)
    {
        if (block.Region is Region.Related or Region.Comments or Region.Aside or Region.Navigation or Region.Advert) return DateRole.Listed;
        var small = block.TokenCount <= 30;
        if (index == _opening.Headline) return DateRole.Body;
        if (small && index >= _opening.From && index < _opening.Body && index <= _opening.To)
        {
            if (IsTold(block, at)) return DateRole.Body;
            // Above the headline stand banners with today's date; a block that calls itself a date, or one right above, is the page's.
            if (index > _opening.Headline || (block.Traits & BlockTraits.Byline) != 0 || (block.Region != Region.Header && index >= _opening.Headline - 3)) return DateRole.Shown;
            return DateRole.Listed;
        }
        if (index == _opening.Body && at - block.Start < 40 && block.TokenCount > 0 && LabelledHere(block, at)) return DateRole.Shown;
        if (small && (block.Traits & BlockTraits.Byline) != 0 && block.IsMain && index > _opening.Headline) return DateRole.Shown;
        if (small && index > _opening.Body && index <= _opening.To + 40 && block.IsMain && block.TokenCount <= 14 && LabelledHere(block, at)) return DateRole.Shown;
        if (block.Kind is BlockKind.ListItem or BlockKind.Cell || (block.Traits & (BlockTraits.InList | BlockTraits.InTable)) != 0 && small || block.LinkShare > 0.5) return DateRole.Listed;
        return block.IsMain || !small ? DateRole.Body : DateRole.Listed;
    }

    private bool IsTold(in Block block, int at)
    {
        ulong before = 0, last = 0;
        foreach (ref readonly var token in _text.TokensOf(block))
        {
            if (token.Start >= at) break;
            (before, last) = (last, token.Hash);
        }
        return TellingWords.Contains(last) && !LabelWords.Contains(before) && !UpdateWords.Contains(before);
    }

    // "Published: ", "Date:" right in front of the date.
    private bool LabelledHere(in Block block, int at)
    {
        var before = _text.Range(block.Start, at - block.Start).TrimEnd();
        return !before.IsEmpty && before.Length <= LongestLabel && before[^1] == ':';
    }

    private void Label(in Block block, int index, int at, ref bool update)
    {
        foreach (ref readonly var token in _text.TokensOf(block))
        {
            if (token.Start >= at) break;
            // The word nearest to the date counts: "Published May 3, updated May 4".
            if (UpdateWords.Contains(token.Hash)) update = true;
            else if (token.Is(TokenTraits.Number)) update = false;
        }
        if (_label is not null) return;
        var before = _text.Range(block.Start, at - block.Start);
        var line = before.LastIndexOfAny('\n', '|');
        before = before[(line + 1)..].Trim();
        // "Published: 00:01, Tue,": time and weekday belong to the date.
        var colon = before.IndexOf(':');
        if (colon >= 0) before = before[..(colon + 1)];
        else if (!StartsAsLabel(before)) before = default;
        if (before.IsEmpty || before.Length > LongestLabel)
        {
            _label = "";
            return;
        }
        _label = before.ToString();
        // One farm kit breaks the line inside its label: "View", then "Date:".
        if (before[^1] == ':' && line < 0 && index > 0 && _text.Blocks[index - 1] is { TokenCount: 1, IsHidden: false } above && index - 1 != _opening.Headline) _label = _text.Of(above).ToString() + " " + _label;
    }

    // Without a colon a label is "Published" or "Last updated on", never a name or a weekday.
    private static bool StartsAsLabel(ReadOnlySpan<char> words)
    {
        var end = words.IndexOf(' ');
        var hash = WordHash.Of(end < 0 ? words : words[..end]);
        return LabelWords.Contains(hash) || UpdateWords.Contains(hash);
    }

    private List<PageDate> Settle()
    {
        var dayFirst = DayComesFirst();
        var all = new List<PageDate>(_found.Count);
        // The shown date first of its kind is the page's: one that says it is an update gives way to one that does not.
        var hasPlain = false;
        foreach (var found in _found) hasPlain |= found is { Role: DateRole.Shown, Update: false };
        foreach (var found in _found)
            if (!(hasPlain && found.Update))
                all.Add(Final(found, dayFirst));
        if (hasPlain)
        {
            foreach (var found in _found)
                if (found.Update)
                    all.Add(Final(found, dayFirst));
        }
        return all;
    }

    private static PageDate Final(in Found found, bool dayFirst)
    {
        var date = found.Date;
        if (date.CouldSwap && !dayFirst) date = date.Swapped;
        return new PageDate(date.Year, date.Month, date.Day, date.HasTime, date.HasSeconds, found.Role, found.Place);
    }

    // By the page's own unmistakable dates, then by where a machine-readable date agrees, then by the declared region, then by the language.
    private bool DayComesFirst()
    {
        if (_dayFirst != _monthFirst) return _dayFirst > _monthFirst;
        foreach (var found in _found)
        {
            if (!found.Date.CouldSwap) continue;
            foreach (var other in _found)
            {
                if (other.Role is not (DateRole.Published or DateRole.Modified or DateRole.Address) || other.Date.Day == 0 || other.Date.Year != found.Date.Year) continue;
                if (other.Date.Month == found.Date.Month && other.Date.Day == found.Date.Day) return true;
                if (other.Date.Month == found.Date.Day && other.Date.Day == found.Date.Month) return false;
            }
        }
        foreach (var found in _found)
            if (found.Date.CouldSwap && found.Place.Length > 2 && _text.Range(found.Place.Start, found.Place.Length).IndexOf('/') < 0)
                return true;
        if (_metadata.Locale is { Length: >= 5 } locale && locale.StartsWith("en", StringComparison.OrdinalIgnoreCase)) return !locale.EndsWith("US", StringComparison.OrdinalIgnoreCase) && !locale.EndsWith("PH", StringComparison.OrdinalIgnoreCase);
        var host = (_page.Address?.Host ?? "");
        if (host.EndsWith(".uk") || host.EndsWith(".au") || host.EndsWith(".nz") || host.EndsWith(".ie") || host.EndsWith(".in") || host.EndsWith(".za")) return true;
        return _metadata.DeclaredLanguage is not (null or "en");
    }

    private static FrozenSet<ulong> Words(params ReadOnlySpan<string> words)
    {
        var set = new HashSet<ulong>();
        foreach (var word in words) set.Add(WordHash.Of(word));
        return set.ToFrozenSet();
    }
}
