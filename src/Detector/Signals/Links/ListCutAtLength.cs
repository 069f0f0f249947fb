using Detector.Pages.Links;
using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Words by which an entry is told from another.
    private const int OpeningWords = 3;

    // One entry is the longest of any list, and among ten some two or three more of nearly its length are chance.
    private const int FewestAtEdge = 5;

    public static readonly Signal ListCutAtLength = new()
    {
        Name = "list-cut-at-length", Version = 4, Family = Family.Links, Title = "Share of list entries that stop at the same number of characters",
        Says = "{0:P0} of the entries in the lists stop at the same length, wherever the words stand: “{1}”",
        SaysOtherwise = "The entries in the lists have the lengths their words need",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio,
        Source = "farm-patterns section 2: leads cut mid-word at a fixed length with no ellipsis",
        Quiet = "Fewer than six different entries of 30 characters or more around the body.",
        Measure = static seen =>
        {
            // An entry that stands twice has one length once, and so has a row of buttons: "Share on this", "Share on that".
            var entries = new Dictionary<ulong, (TextRange Text, LinkItem Item)>();
            var longest = 0;
            foreach (var reading in Links.ListReadings.Of(seen).Lists)
                foreach (var item in reading.List.Items)
                {
                    var text = item.Text with { Length = seen.Page.Text.Range(item.Text.Start, item.Text.Length).TrimEnd().Length };
                    if (text.Length < 30) continue;
                    var words = 0UL;
                    for (var t = item.TokenStart; t < item.TokenStart + Math.Min(item.TokenCount, OpeningWords); t++) words = words * 31 + seen.Page.Text.Tokens[t].Hash;
                    entries.TryAdd(words, (text, item));
                    longest = Math.Max(longest, text.Length);
                }
            if (entries.Count < 6) return Measurement.Nothing;
            // A cut list piles up at its longest length, where headlines that end by themselves thin out; trimming white space moves an entry by one or two.
            int atEdge = 0, before = 0, broken = 0, looks = MostLooks;
            var shown = Evidence.None;
            foreach (var (text, item) in entries.Values)
            {
                if (text.Length is var length && length < longest - 5 || seen.Page.Text.Chars[text.End - 1] is '.' or '…' or '?' or '!') continue;
                if (length < longest - 2)
                {
                    before++;
                    continue;
                }
                atEdge++;
                if (BreaksOff(seen, item, ref looks)) broken++;
                if (shown.IsNone) shown = Evidence.At(Place.LinkList, text);
            }
            // Whole words at the edge are an editor's, who writes up to a limit; in other languages nobody here knows a stump, and most of the entries must stop there.
            var piledUp = atEdge >= FewestAtEdge && atEdge > 2 * before && (seen.Page.Topics.Body.IsEnglish ? 5 * broken >= atEdge : 2 * atEdge > entries.Count);
            return Measurement.Of(piledUp ? (double)atEdge / entries.Count : 0, piledUp ? shown : Evidence.None);
        },
    };
}
