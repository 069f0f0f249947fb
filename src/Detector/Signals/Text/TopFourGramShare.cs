using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Keyword doorways repeat one run of four words; honest pages stay near 1-2%.
    public static readonly Signal TopFourGramShare = new()
    {
        Name = "top-four-gram-share",
        Version = 5,
        Family = Family.Text,
        Title = "Share of running text in its most frequent run of four words, names left out",
        Says = "The words \"{1}\" make up {0:P1} of the text",
        SaysOtherwise = "No run of four words comes again and again: the most frequent makes up {0:P1} of the text",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "Gopher quality and repetition filters: Rae et al. 2021, Scaling Language Models, arXiv:2112.11446: drop above 0.16",
        Quiet = "the main content has fewer than 250 words of running text: a short forecast or five cats to adopt say nearly everything twice; terms and notices, and manuals with ten pieces of code, say things twice by need",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.MayRepeat ? Measurement.Of(text.TopFourGram, Evidence.At(Place.Body, text.TopFourGramPlace)) : Measurement.Nothing;
        },
    };
}
