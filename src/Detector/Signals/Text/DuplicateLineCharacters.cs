using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Characters rather than lines: a short repeated button hardly counts.
    public static readonly Signal DuplicateLineCharacters = new()
    {
        Name = "duplicate-line-characters",
        Family = Family.Text,
        Title = "Share of characters in repeated lines",
        Says = "{0:P0} of the text are lines that stood there before, such as \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "FineWeb: Penedo et al. 2024, arXiv:2406.17557: drop from 0.1; Gopher: above 0.2",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough && text.Lines >= 3 ? Measurement.Of((double)text.RepeatedLineCharacters / text.LineCharacters, Evidence.At(Place.Body, text.RepeatedLinePlace)) : Measurement.Nothing;
        },
    };
}
