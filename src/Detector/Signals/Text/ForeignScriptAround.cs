using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Unlinked words only: a language menu names each language in its own script, as links.
    public static readonly Signal ForeignScriptAround = new()
    {
        Name = "foreign-script-around",
        Version = 2,
        Family = Family.Text,
        Title = "Labels in another script around the text",
        Says = "Around an English text the page has labels in another script: \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "observed on real farm pages: widgets and counters left in the language of the software",
        Quiet = "the main content is not English, or fewer than 20 words stand around it",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            var around = seen.Page.Text.VisibleTokens - text.Words;
            if (!text.IsEnglish || around < 20 || text.OtherScriptBody * 20 > text.Words) return Measurement.Nothing;
            // One heading in two languages is a courtesy.
            return Measurement.Of(text.OtherScriptAround < 3 ? 0 : Math.Min(1, (double)text.OtherScriptAround / around), Evidence.At(Place.Text, text.OtherScriptPlace));
        },
    };
}
