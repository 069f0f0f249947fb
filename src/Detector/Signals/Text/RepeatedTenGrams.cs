using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Ten equal words are no accident of language.
    public static readonly Signal RepeatedTenGrams = new()
    {
        Name = "repeated-ten-grams",
        Version = 5,
        Family = Family.Text,
        Title = "Share of running text said before in the same ten words",
        Says = "{0:P0} of the text repeats ten words it used before, such as \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "Gopher quality and repetition filters: Rae et al. 2021, Scaling Language Models, arXiv:2112.11446: drop above 0.10",
        Quiet = "the main content has fewer than 250 words of running text: a short forecast or five cats to adopt say nearly everything twice; terms and notices, and manuals with ten pieces of code, say things twice by need",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.MayRepeat ? Measurement.Of(text.RepeatedTenGrams, Evidence.At(Place.Body, text.RepeatedTenGramPlace)) : Measurement.Nothing;
        },
    };
}
