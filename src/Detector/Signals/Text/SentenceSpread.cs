using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Weak: a manual is even too.
    public static readonly Signal SentenceSpread = new()
    {
        Name = "sentence-spread",
        Family = Family.Text,
        Title = "How much sentence lengths vary",
        Says = "Sentence lengths vary by {0:P0} of their mean; people vary more than generators",
        Direction = Direction.FarmLow,
        Unit = Unit.Score,
        Source = "Burstiness of generated text: Tang, Chuang, Hu 2023, The Science of Detecting LLM-Generated Text, arXiv:2303.07205",
        Quiet = "the main content has fewer than 8 sentences",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.Sentences >= 8 ? Measurement.Of(text.SentenceSpread) : Measurement.Nothing;
        },
    };
}
