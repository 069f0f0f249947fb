using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Scrapers print the standfirst again as the first paragraph, or the whole post twice.
    public static readonly Signal DoubledParagraphs = new()
    {
        Name = "doubled-paragraphs",
        Family = Family.Text,
        Title = "Share of paragraphs that repeat another",
        Says = "{0:P0} of the paragraphs stand on the page twice, such as \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "Gopher quality and repetition filters: Rae et al. 2021, Scaling Language Models, arXiv:2112.11446: drop above 0.3",
        Quiet = "there are fewer than 3 paragraphs of 8 words or more",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.Paragraphs >= 3 ? Measurement.Of((double)text.RepeatedParagraphs / text.Paragraphs, Evidence.At(Place.Body, text.RepeatedParagraphPlace)) : Measurement.Nothing;
        },
    };
}
