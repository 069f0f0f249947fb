using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Poems, tables and scores have short lines too: weak alone.
    public static readonly Signal ShortLines = new()
    {
        Name = "short-lines",
        Family = Family.Text,
        Title = "Share of lines under 30 characters",
        Says = "{0:P0} of the lines have fewer than 30 characters",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "FineWeb: Penedo et al. 2024, arXiv:2406.17557: drop from 0.67",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough && text.Lines >= 5 ? Measurement.Of((double)text.ShortLines / text.Lines) : Measurement.Nothing;
        },
    };
}
