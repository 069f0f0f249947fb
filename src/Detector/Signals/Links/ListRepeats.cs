namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal ListRepeats = new()
    {
        Name = "list-repeats", Family = Family.Links, Title = "Share of list entries that stand in another list of the page too",
        Says = "{0:P0} of the headlines stand in more than one of the page's lists: “{1}”",
        SaysOtherwise = "The page's lists differ from one another ({0:P0} of the headlines stand twice)",
        Direction = Direction.Context, Unit = Unit.Ratio,
        Source = "farm-patterns F1: Related, Ranking and Recommendation are filled from one queue",
        Quiet = "Fewer than two lists.",
        Measure = static seen =>
        {
            var lists = seen.Page.Links.Lists;
            if (lists.Count < 2) return Measurement.Nothing;
            var first = new Dictionary<ulong, int>();
            int entries = 0, again = 0;
            var shown = Evidence.None;
            for (var l = 0; l < lists.Count; l++)
                foreach (var item in lists[l].Items)
                {
                    var words = 0UL;
                    for (var t = item.TokenStart; t < item.TokenStart + item.TokenCount; t++) words = words * 31 + seen.Page.Text.Tokens[t].Hash;
                    entries++;
                    if (first.TryAdd(words, l) || first[words] == l) continue;
                    again++;
                    if (shown.IsNone) shown = Evidence.At(Place.LinkList, item.Text);
                }
            return Measurement.Of((double)again / entries, shown);
        },
    };
}
