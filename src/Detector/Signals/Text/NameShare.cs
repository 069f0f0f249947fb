using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Capitalised words that do not open a sentence.
    public static readonly Signal NameShare = new()
    {
        Name = "name-share",
        Family = Family.Text,
        Title = "Share of names in running text",
        Says = "Only {0:P1} of the words are names; news has 8 to 20%",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        Source = "observed on real farm pages: machine rewrites lose names, dates and places",
        Quiet = "not English, or fewer than 50 words inside sentences",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnglish && text.InnerWords >= 50 ? Measurement.Of((double)text.Names / text.InnerWords) : Measurement.Nothing;
        },
    };
}
