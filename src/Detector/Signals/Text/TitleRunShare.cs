using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal TitleRunShare = new()
    {
        Name = "title-run-share",
        Family = Family.Text,
        Title = "Share of the text that is one run of the title's words, names included, from the third time on",
        Says = "The title's “{1}” is said again and again: {0:P1} of the words are nothing else",
        SaysOtherwise = "No run of the title's words is pressed into the text ({0:P1} of its words)",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "Ntoulas, Najork, Manasse, Fetterly 2006, Detecting Spam Web Pages through Content Analysis, doi:10.1145/1135777.1135794 (keyword stuffing); whoever writes about a person or a thing says \"she\" and \"it\"",
        Quiet = "no title of two words and more, or the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough && text.TitleWords >= 2 ? Measurement.Of(text.TitleRunShare, Evidence.At(Place.Body, text.TitleRunPlace)) : Measurement.Nothing;
        },
    };
}
