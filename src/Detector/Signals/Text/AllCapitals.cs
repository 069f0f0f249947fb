using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Old and plain honest sites shout as well: weak alone.
    public static readonly Signal AllCapitals = new()
    {
        Name = "all-capitals",
        Family = Family.Text,
        Title = "Share of words in capitals",
        Says = "{0:P0} of the words are in capitals",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "RedPajama-V2: Weber et al. 2024, arXiv:2411.12372 (fraction of all-caps words)",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough ? Measurement.Of(text.PerWord(text.Capitals)) : Measurement.Nothing;
        },
    };
}
