using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Interviews and dialogue change persons too: weak alone.
    public static readonly Signal PersonChanges = new()
    {
        Name = "person-changes",
        Family = Family.Text,
        Title = "How often the speaker changes",
        Says = "From one sentence to the next the text changes between I, you and they in {0:P0} of the cases",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "observed on real farm pages: texts assembled from snippets of different pages",
        Quiet = "not English, or fewer than 8 sentences with a person",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnglish && text.PersonSentences >= 8 ? Measurement.Of((double)text.PersonChanges / (text.PersonSentences - 1)) : Measurement.Nothing;
        },
    };
}
