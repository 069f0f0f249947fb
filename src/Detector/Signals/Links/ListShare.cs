namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal ListShare = new()
    {
        Name = "list-share", Family = Family.Links, Title = "Share of visible words inside link lists",
        Says = "{0:P0} of the words stand in lists of headlines",
        Direction = Direction.Context, Unit = Unit.Ratio,
        Source = "farm-patterns F1: lists of 26 to 28 headlines behind a story of 300 to 800 words",
        Quiet = "Never: a page without lists has a share of 0.",
        Measure = static seen =>
        {
            var words = 0;
            foreach (var list in seen.Page.Links.Lists)
                foreach (var item in list.Items)
                    words += item.TokenCount;
            return Measurement.Of(Math.Min(1.0, (double)words / Math.Max(1, seen.Page.Text.VisibleTokens)));
        },
    };
}
