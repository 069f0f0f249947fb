using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // A capital or a number after the ellipsis, on the same line; people who trail off go on in lower case or stop.
    public static readonly Signal SnippetEllipses = new()
    {
        Name = "snippet-ellipses",
        Family = Family.Text,
        Title = "Ellipses between snippets",
        Says = "Snippets broken by ellipses stand side by side ({0:F2} per sentence): \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "observed on real farm pages: search-snippet doorways and search proxies",
        Quiet = "the main content has fewer than 5 sentences",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough && text.Sentences >= 5 ? Measurement.Of((double)text.InnerEllipses / Math.Max(1, text.Sentences), Evidence.At(Place.Body, text.InnerEllipsisPlace)) : Measurement.Nothing;
        },
    };
}
