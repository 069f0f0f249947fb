using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // A reference page about one thing repeats its name; the pair below is the sharper form.
    public static readonly Signal TitleKeywordRate = new()
    {
        Name = "title-keyword-rate",
        Family = Family.Text,
        Title = "How often the title's word comes back",
        Says = "One word of the title, \"{1}\", is {0:P1} of all words",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "Ntoulas, Najork, Manasse, Fetterly 2006, Detecting Spam Web Pages through Content Analysis, doi:10.1145/1135777.1135794 (keyword stuffing)",
        Quiet = "no title, or the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough && text.TitleWords >= 2 ? Measurement.Of(text.TitleKeywordShare, Evidence.At(Place.Body, text.TitleKeywordPlace)) : Measurement.Nothing;
        },
    };
}
