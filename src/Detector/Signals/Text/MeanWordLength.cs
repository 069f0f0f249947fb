using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Keyword and code pages leave the band; long words alone are style, so it points neither way.
    public static readonly Signal MeanWordLength = new()
    {
        Name = "mean-word-length",
        Family = Family.Text,
        Title = "Mean length of a word",
        Says = "The words have {0:F1} characters on average; running English has 4 to 6",
        Direction = Direction.Context,
        Unit = Unit.Score,
        Source = "Gopher quality and repetition filters: Rae et al. 2021, Scaling Language Models, arXiv:2112.11446: keep 3 to 10",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough ? Measurement.Of((double)text.Letters / text.Words) : Measurement.Nothing;
        },
    };
}
