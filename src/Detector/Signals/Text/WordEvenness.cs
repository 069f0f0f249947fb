using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Divided by its maximum so that it is no measure of length.
    public static readonly Signal WordEvenness = new()
    {
        Name = "word-evenness",
        Family = Family.Text,
        Title = "Entropy of the words against its maximum",
        Says = "The words are spread at {0:P0} of the possible entropy",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        Source = "RedPajama-V2: Weber et al. 2024, arXiv:2411.12372 (unigram entropy), divided by log2 of the number of words",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough ? Measurement.Of(text.Evenness) : Measurement.Nothing;
        },
    };
}
