using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Between words of Latin script, three times or more, and two thirds of all such tokens; read with the wrong table, twice on a page where nothing else was.
    public static readonly Signal MojibakeWord = new()
    {
        Name = "mojibake-word",
        Version = 2,
        Family = Family.Text,
        Title = "One word replaced by foreign characters",
        Says = "One foreign token stands where a word of the sentence belongs, {0:F0} times: \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "observed on real farm pages: reverse proxies replace a paper's or an agency's name all over the page",
        Quiet = "the main content is not English",
        Measure = seen =>
        {
            var leaks = MarkupLeaks.Of(seen);
            if (!TextStatistics.Of(seen).IsEnglish) return Measurement.Nothing;
            // The same token each time: a glossary or a language blog has many different ones.
            var same = leaks.Replaced >= 3 && leaks.Replaced * 3 >= leaks.ReplacedOfAll * 2 ? leaks.Replaced : 0;
            var (most, ofAll, place) = leaks.Misread;
            if (most > same && most * 3 >= ofAll * 2 && most >= (leaks.Mojibake == 0 ? 2 : 3)) return Measurement.Of(most, Evidence.At(Place.Text, place));
            return Measurement.Of(same, Evidence.At(Place.Text, leaks.ReplacedPlace));
        },
    };
}
