using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Gopher asks for two of eight words; the share says how far a keyword list is from prose. A text of another language has none and is left alone.
    public static readonly Signal StopWords = new()
    {
        Name = "stop-words",
        Family = Family.Text,
        Title = "Share of function words",
        Says = "{0:P0} of the words hold sentences together (the, of, was); keyword lists have few",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        Source = "Gopher quality and repetition filters: Rae et al. 2021, Scaling Language Models, arXiv:2112.11446 (at least two stop words), as a share: Ntoulas, Najork, Manasse, Fetterly 2006, Detecting Spam Web Pages through Content Analysis, doi:10.1145/1135777.1135794",
        Quiet = "the main content has fewer than 50 words, it declares another language, or it has no English function word at all",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            // A keyword list in English does not read as English, so the page's own word is taken where it gives one.
            var language = seen.Page.Metadata.DeclaredLanguage;
            return text.IsEnough && text.FunctionWords > 0 && (text.IsEnglish || language is null or "en") ? Measurement.Of(text.PerWord(text.FunctionWords)) : Measurement.Nothing;
        },
    };
}
