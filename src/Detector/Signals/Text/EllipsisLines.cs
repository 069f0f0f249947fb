using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Excerpt walls; a blog's front page has them honestly.
    public static readonly Signal EllipsisLines = new()
    {
        Name = "ellipsis-lines",
        Version = 2,
        Family = Family.Text,
        Title = "Share of lines that end in an ellipsis, those of four words and more counted",
        Says = "{0:P0} of the lines break off with an ellipsis",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "Gopher quality and repetition filters: Rae et al. 2021, Scaling Language Models, arXiv:2112.11446: drop above 0.3",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough && text.Lines >= 5 ? Measurement.Of((double)text.EllipsisLines / text.Lines, Evidence.At(Place.Body, text.InnerEllipsisPlace)) : Measurement.Nothing;
        },
    };
}
