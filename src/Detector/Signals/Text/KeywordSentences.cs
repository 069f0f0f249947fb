using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // People say "it" after the first mention.
    public static readonly Signal KeywordSentences = new()
    {
        Name = "keyword-sentences",
        Family = Family.Text,
        Title = "Share of sentences with the title's word",
        Says = "{0:P0} of the sentences contain \"{1}\" from the title",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "Ntoulas, Najork, Manasse, Fetterly 2006, Detecting Spam Web Pages through Content Analysis, doi:10.1145/1135777.1135794 (keyword stuffing)",
        Quiet = "no title, or fewer than 5 sentences",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.Sentences >= 5 && text.TitleWords >= 2 ? Measurement.Of(text.KeywordSentences, Evidence.At(Place.Body, text.TitleKeywordPlace)) : Measurement.Nothing;
        },
    };
}
