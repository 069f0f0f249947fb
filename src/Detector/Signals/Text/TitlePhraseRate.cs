using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Two content words that stand together in the title. A name does the same in a profile, and is left out.
    public static readonly Signal TitlePhraseRate = new()
    {
        Name = "title-phrase-rate",
        Version = 4,
        Family = Family.Text,
        Title = "How often a pair of title words comes back",
        Says = "The title's words \"{1}\" are repeated together: {0:P1} of the running text's words",
        SaysOtherwise = "The title's words are not pressed into the text: a pair of them makes up {0:P1} of the running text's words",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "Ntoulas, Najork, Manasse, Fetterly 2006, Detecting Spam Web Pages through Content Analysis, doi:10.1145/1135777.1135794 (keyword stuffing)",
        Quiet = "no title, or the main content has fewer than 50 words of running text",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.RunningWords >= TextStatistics.LeastWords && text.TitleWords >= 2 ? Measurement.Of(text.TitlePhraseShare, Evidence.At(Place.Body, text.TitlePhrasePlace)) : Measurement.Nothing;
        },
    };
}
