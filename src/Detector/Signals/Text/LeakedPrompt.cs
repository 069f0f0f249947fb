using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // At the start of a sentence and outside quotation marks: articles about text generators quote them.
    public static readonly Signal LeakedPrompt = new()
    {
        Name = "leaked-prompt",
        Version = 2,
        Family = Family.Text,
        Title = "Instructions to a text generator",
        Says = "The text contains an instruction meant for a text generator: \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "observed on real farm pages: pages that begin with 'Summarize this content to ... words'",
        Quiet = "the page has no main content",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.Words > 0 ? Measurement.Of(text.Phrases(PhraseKind.Prompt), Evidence.At(Place.Body, text.PhrasePlace(PhraseKind.Prompt))) : Measurement.Nothing;
        },
    };
}
