using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Forum signatures and product grids repeat lines honestly.
    public static readonly Signal DuplicateLines = new()
    {
        Name = "duplicate-lines",
        Family = Family.Text,
        Title = "Share of lines seen before on the page",
        Says = "{0:P0} of the lines stand on the page more than once, such as \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "Gopher quality and repetition filters: Rae et al. 2021, Scaling Language Models, arXiv:2112.11446: drop above 0.3",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough && text.Lines >= 5 ? Measurement.Of((double)text.RepeatedLines / text.Lines, Evidence.At(Place.Body, text.RepeatedLinePlace)) : Measurement.Nothing;
        },
    };
}
