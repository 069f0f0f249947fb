using Detector.Pages.Links;
using Detector.Pages.Text;
using Detector.Topics;

namespace Detector.Signals;

public static partial class Catalog
{
    // A single stump, or one in many, is a word nobody has heard of.
    private const int FewestCut = 2;
    private const int LeastOfList = 8;

    // Stumps looked for in the whole text: bounds the time on a page of lists.
    private const int MostLooks = 64;

    // Words, neither names nor numbers, by which a headline's language shows.
    private const int LeastInWords = 2;

    /// <summary>An editor's headline ends; a template's headline is cut at so many characters, inside a word or after a hyphen, without an ellipsis.</summary>
    public static readonly Signal ListCutMidWord = new()
    {
        Name = "list-cut-mid-word", Version = 4, Family = Family.Links, Title = "Share of list entries cut inside a word or at a dangling hyphen or word",
        Says = "{0:P0} of the headlines in the lists break off without an ellipsis: “{1}”",
        SaysOtherwise = "The headlines in the lists are whole",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio,
        Source = "farm-patterns section 2: snippets cut mid-word on 3 of 3 visible F2 lists, headlines cut at a hyphen on F1; captions of honest stations end in “...”",
        Quiet = "No list of three headlines around the body, or the text is not English.",
        Measure = static seen =>
        {
            if (!seen.Page.Topics.Body.IsEnglish) return Measurement.Nothing;
            var readings = Links.ListReadings.Of(seen);
            if (readings.Entries == 0) return Measurement.Nothing;
            int cut = 0, looks = MostLooks;
            var shown = Evidence.None;
            foreach (var reading in readings.Lists)
            {
                var items = reading.List.Items;
                var inList = 0;
                var first = TextRange.None;
                for (var i = 0; i < items.Count; i++)
                {
                    // Entries that end alike, as the parts of one recipe do, are written so.
                    if (!BreaksOff(seen, items[i], ref looks) || (i > 0 && LastTwo(seen.Page.Text, items[i]) == LastTwo(seen.Page.Text, items[i - 1]))) continue;
                    if (inList++ == 0) first = items[i].Text;
                }
                if (inList < FewestCut || LeastOfList * inList < items.Count) continue;
                cut += inList;
                if (shown.IsNone) shown = Evidence.At(Place.LinkList, first);
            }
            return Measurement.Of((double)cut / readings.Entries, shown);
        },
    };

    private static (ulong, ulong) LastTwo(PageText text, LinkItem item) =>
        item.TokenCount < 2 ? default : (text.Tokens[item.TokenStart + item.TokenCount - 2].Hash, text.Tokens[item.TokenStart + item.TokenCount - 1].Hash);

    private static bool BreaksOff(Observation seen, LinkItem item, ref int looks)
    {
        var text = seen.Page.Text;
        var words = text.Range(item.Text.Start, item.Text.Length).TrimEnd();
        if (item.TokenCount < 4 || words.Length < 25) return false;
        if (words[^1] is '-' or '–' or '—' or '&' or '‘' or '“') return true;
        if (!char.IsAsciiLetterLower(words[^1])) return false;
        ref readonly var last = ref text.Tokens[item.TokenStart + item.TokenCount - 1];
        // The end of "edit-a-thon" is no stump.
        if (last.Start > item.Text.Start && text.Chars[last.Start - 1] == '-') return false;
        // "… of the", "… with a": no headline ends so.
        var word = text.Of(last);
        if (word is "the" or "a" or "an" or "of" or "and" or "with" or "to" or "from" or "for" or "his" or "her" or "their" or "its" or "by") return true;
        // A last word nobody knows whose longer form is known would need a search; a lower-case word of two to seven letters that is in no list of 45,000 is a stump.
        // One letter is a stump too.
        return (last.Length == 1 || last.Length <= 7 && !last.Is(TokenTraits.Capital | TokenTraits.Mixed) && WordVectors.Find(last.Hash) < 0)
            && IsEnglish(text.Tokens.Slice(item.TokenStart, item.TokenCount - 1)) && looks-- > 0 && !GoesOnElsewhere(text, last);
    }

    // A term of the page's: it stands before other words too, which a stump never does.
    private static bool GoesOnElsewhere(PageText text, in Token last)
    {
        foreach (ref readonly var token in text.Tokens)
            if (token.Hash == last.Hash && token.End < text.Chars.Length && text.Chars[token.End] != '\n')
                return true;
        return false;
    }

    // A list of a sister edition's stories may be in its language, and rows of figures have none.
    private static bool IsEnglish(ReadOnlySpan<Token> tokens)
    {
        int words = 0, known = 0;
        foreach (ref readonly var token in tokens)
        {
            if (token.Is(TokenTraits.Capital | TokenTraits.Number)) continue;
            words++;
            if (WordVectors.Find(token.Hash) >= 0) known++;
        }
        return words >= LeastInWords && 4 * known >= 3 * words;
    }
}
