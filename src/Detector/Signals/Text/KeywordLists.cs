using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Six or more comma-separated phrases of at most five words; ingredients and tags differ from each other.
    public static readonly Signal KeywordLists = new()
    {
        Name = "keyword-lists",
        Family = Family.Text,
        Title = "Lists of variations on one keyword",
        Says = "A list of short phrases repeats one word {0:F0} times: \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "Ntoulas, Najork, Manasse, Fetterly 2006, Detecting Spam Web Pages through Content Analysis, doi:10.1145/1135777.1135794 (keyword stuffing); observed on real farm pages",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough ? Measurement.Of(text.KeywordList, Evidence.At(Place.Body, text.KeywordListPlace)) : Measurement.Nothing;
        },
    };
}
