using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Hash tags and cut snippets.
    public static readonly Signal SymbolShare = new()
    {
        Name = "symbol-share",
        Family = Family.Text,
        Title = "Hash signs and ellipses per word",
        Says = "There are {0:P0} as many hash signs and ellipses as words",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "Gopher quality and repetition filters: Rae et al. 2021, Scaling Language Models, arXiv:2112.11446: drop above 0.1",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough ? Measurement.Of(text.PerWord(text.Symbols), Evidence.At(Place.Body, text.InnerEllipsisPlace)) : Measurement.Nothing;
        },
    };
}
