using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // The fraction over a whole text falls with its length, so it is taken in windows of 100 words.
    public static readonly Signal DifferentWords = new()
    {
        Name = "different-words",
        Family = Family.Text,
        Title = "Different words in a hundred",
        Says = "{0:P0} of the words in any hundred are different; prose has 60 to 80%",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        Source = "RedPajama-V2: Weber et al. 2024, arXiv:2411.12372 (unique word fraction), in windows against length: Covington and McFall 2010, doi:10.1080/09296171003643098",
        Quiet = "the main content has fewer than 100 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.DifferentWords >= 0 ? Measurement.Of(text.DifferentWords) : Measurement.Nothing;
        },
    };
}
