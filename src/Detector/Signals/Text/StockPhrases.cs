using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Weak: people pick it up.
    public static readonly Signal StockPhrases = new()
    {
        Name = "stock-phrases",
        Family = Family.Text,
        Title = "Wording that language models prefer",
        Says = "Stock wording such as \"{1}\" comes {0:F1} times in a thousand words",
        Direction = Direction.FarmHigh,
        Unit = Unit.Score,
        Source = "Kobak et al. 2024, arXiv:2406.07016; Liang et al. 2024, arXiv:2403.07183",
        Quiet = "not English, or the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough && text.IsEnglish ? Measurement.Of(1000 * text.PerWord(text.Phrases(PhraseKind.Stock)), Evidence.At(Place.Body, text.PhrasePlace(PhraseKind.Stock))) : Measurement.Nothing;
        },
    };
}
