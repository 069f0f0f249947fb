using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Style more than worth; the model may combine it.
    public static readonly Signal SentenceLength = new()
    {
        Name = "sentence-length",
        Family = Family.Text,
        Title = "Mean sentence length",
        Says = "Sentences have {0:F0} words on average",
        Direction = Direction.Context,
        Unit = Unit.Score,
        Source = "RedPajama-V2: Weber et al. 2024, arXiv:2411.12372 (sentences, mean lengths)",
        Quiet = "the main content has fewer than 5 sentences",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.Sentences >= 5 ? Measurement.Of((double)text.SentenceWords / text.Sentences) : Measurement.Nothing;
        },
    };
}
