namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal ListCutAtLength = new()
    {
        Name = "list-cut-at-length", Family = Family.Links, Title = "Share of list entries that stop at the same number of characters",
        Says = "{0:P0} of the entries in the lists stop at the same length, wherever the words stand: “{1}”",
        SaysOtherwise = "The entries in the lists have the lengths their words need",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio,
        Source = "farm-patterns section 2: leads cut mid-word at a fixed length with no ellipsis",
        Quiet = "Fewer than six entries of 30 characters or more around the body.",
        Measure = static seen =>
        {
            var readings = Links.ListReadings.Of(seen);
            int entries = 0, longest = 0;
            foreach (var reading in readings.Lists)
                foreach (var item in reading.List.Items)
                {
                    if (item.Text.Length < 30) continue;
                    entries++;
                    longest = Math.Max(longest, item.Text.Length);
                }
            if (entries < 6) return Measurement.Nothing;
            // A cut list piles up at its longest length; trimming white space moves an entry by one or two.
            var atEdge = 0;
            var shown = Evidence.None;
            foreach (var reading in readings.Lists)
                foreach (var item in reading.List.Items)
                {
                    if (item.Text.Length < longest - 2 || seen.Page.Text.Chars[item.Text.End - 1] is '.' or '…' or '?' or '!') continue;
                    atEdge++;
                    if (shown.IsNone) shown = Evidence.At(Place.LinkList, item.Text);
                }
            return Measurement.Of(atEdge < 2 ? 0 : (double)atEdge / entries, atEdge < 2 ? Evidence.None : shown);
        },
    };
}
