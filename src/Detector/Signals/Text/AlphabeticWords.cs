using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Price tables, code lists and number spam lack letters.
    public static readonly Signal AlphabeticWords = new()
    {
        Name = "alphabetic-words",
        Family = Family.Text,
        Title = "Share of words with a letter",
        Says = "{0:P0} of the words have a letter; running text stays above 80%",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        Source = "Gopher quality and repetition filters: Rae et al. 2021, Scaling Language Models, arXiv:2112.11446: keep at least 0.8; also RedPajama-V2: Weber et al. 2024, arXiv:2411.12372",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough ? Measurement.Of(1 - text.PerWord(text.Numbers)) : Measurement.Nothing;
        },
    };
}
