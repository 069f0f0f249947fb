using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Against the page's own mean: a text on one narrow subject is coherent in any order.
    public static readonly Signal SentenceOrder = new()
    {
        Name = "sentence-order",
        Family = Family.Text,
        Title = "Neighbours nearer than strangers",
        Says = "Neighbouring sentences are hardly nearer to each other than any two sentences of the page ({0:F3}): their order looks shuffled",
        Direction = Direction.FarmLow,
        Unit = Unit.Cosine,
        Source = "Foltz, Kintsch, Landauer 1998, doi:10.1080/01638539809545029; order as a test of coherence: Barzilay and Lapata 2008, doi:10.1162/coli.2008.34.1.1",
        Quiet = "not English, or fewer than 12 neighbouring sentences have 4 known words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnglish && text.TopicPairs >= 12 ? Measurement.Of(text.NeighbourCosine - text.AnyCosine, Evidence.At(Place.Body, text.FarthestFirst), Evidence.At(Place.Body, text.FarthestSecond)) : Measurement.Nothing;
        },
    };
}
