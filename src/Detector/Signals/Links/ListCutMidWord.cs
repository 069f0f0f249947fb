using Detector.Pages.Links;
using Detector.Topics;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>An editor's headline ends; a template's headline is cut at so many characters, inside a word or after a hyphen, without an ellipsis.</summary>
    public static readonly Signal ListCutMidWord = new()
    {
        Name = "list-cut-mid-word", Version = 3, Family = Family.Links, Title = "Share of list entries cut inside a word or at a dangling hyphen or word",
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
            var cut = 0;
            var shown = Evidence.None;
            var tokens = seen.Page.Text.Tokens;
            foreach (var reading in readings.Lists)
                for (var i = 0; i < reading.List.Items.Count; i++)
                {
                    var item = reading.List.Items[i];
                    // Entries that end alike, as the parts of one recipe do, are written so.
                    if (!BreaksOff(seen, item) || (i > 0 && LastTwo(tokens, item) == LastTwo(tokens, reading.List.Items[i - 1]))) continue;
                    cut++;
                    if (shown.IsNone) shown = Evidence.At(Place.LinkList, item.Text);
                }
            return Measurement.Of((double)cut / readings.Entries, shown);
        },
    };

    private static (ulong, ulong) LastTwo(ReadOnlySpan<Pages.Text.Token> tokens, LinkItem item) =>
        item.TokenCount < 2 ? default : (tokens[item.TokenStart + item.TokenCount - 2].Hash, tokens[item.TokenStart + item.TokenCount - 1].Hash);

    private static bool BreaksOff(Observation seen, LinkItem item)
    {
        var text = seen.Page.Text;
        var words = text.Range(item.Text.Start, item.Text.Length).TrimEnd();
        if (item.TokenCount < 4 || words.Length < 25) return false;
        if (words[^1] is '-' or '–' or '—' or ',' or '&' or '‘' or '“') return true;
        if (!char.IsAsciiLetterLower(words[^1])) return false;
        ref readonly var last = ref text.Tokens[item.TokenStart + item.TokenCount - 1];
        // The end of "edit-a-thon" is no stump.
        if (last.Start > item.Text.Start && text.Chars[last.Start - 1] == '-') return false;
        // "… of the", "… with a": no headline ends so.
        var word = text.Of(last);
        if (word is "the" or "a" or "an" or "of" or "and" or "with" or "to" or "from" or "for" or "his" or "her" or "their" or "its" or "by") return true;
        // A last word nobody knows whose longer form is known would need a search; a lower-case word of two to seven letters that is in no list of 45,000 is a stump.
        // One letter is a stump too.
        return last.Length == 1 || last.Length <= 7 && !last.Is(Pages.Text.TokenTraits.Capital | Pages.Text.TokenTraits.Mixed) && WordVectors.Find(last.Hash) < 0 && IsEnglish(text.Tokens.Slice(item.TokenStart, item.TokenCount - 1));
    }

    // A list of a sister edition's stories may be in its language.
    private static bool IsEnglish(ReadOnlySpan<Pages.Text.Token> tokens)
    {
        int words = 0, known = 0;
        foreach (ref readonly var token in tokens)
        {
            if (token.Is(Pages.Text.TokenTraits.Capital | Pages.Text.TokenTraits.Number)) continue;
            words++;
            if (WordVectors.Find(token.Hash) >= 0) known++;
        }
        return 4 * known >= 3 * words;
    }
}
