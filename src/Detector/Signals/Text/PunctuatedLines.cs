using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Lists, menus and keyword pages do not end their lines.
    public static readonly Signal PunctuatedLines = new()
    {
        Name = "punctuated-lines",
        Family = Family.Text,
        Title = "Share of lines that end like sentences",
        Says = "{0:P0} of the lines end with a full stop; articles have most of theirs",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        Source = "FineWeb: Penedo et al. 2024, arXiv:2406.17557: drop up to 0.12; C4: lines without are dropped, arXiv:1910.10683",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough && text.Lines >= 5 ? Measurement.Of((double)text.PunctuatedLines / text.Lines) : Measurement.Nothing;
        },
    };
}
