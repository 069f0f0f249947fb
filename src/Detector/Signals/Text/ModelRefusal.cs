using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Outside quotation marks: news about text generators quotes them.
    public static readonly Signal ModelRefusal = new()
    {
        Name = "model-refusal",
        Version = 2,
        Family = Family.Text,
        Title = "A text generator declining",
        Says = "The text contains a text generator's refusal: \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "observed on real farm pages: published refusals on five sites",
        Quiet = "the page has no main content",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.Words > 0 ? Measurement.Of(text.Phrases(PhraseKind.Refusal), Evidence.At(Place.Body, text.PhrasePlace(PhraseKind.Refusal))) : Measurement.Nothing;
        },
    };
}
