using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Past the 30,000th word of English, names and linked words left out. Specialists write so too: weak alone.
    public static readonly Signal RareWords = new()
    {
        Name = "rare-words",
        Family = Family.Text,
        Title = "Rare words where common ones are expected",
        Says = "{0:P1} of the plain words are rare ones, such as \"{1}\"; ordinary writing stays under 3%",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "Thesaurus spinning: Zhang, Wang, Li, Voelker, Savage 2014, DSpin: Detecting Automatically Spun Content on the Web, NDSS",
        Quiet = "not English, or fewer than 50 known lower-case words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnglish && text.KnownWords >= 50 ? Measurement.Of((double)text.RareWords / text.KnownWords, Evidence.At(Place.Body, text.RarePlace)) : Measurement.Nothing;
        },
    };
}
