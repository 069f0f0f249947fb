using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Snippet soup has neighbours from different pages.
    public static readonly Signal NeighbourCoherence = new()
    {
        Name = "neighbour-coherence",
        Family = Family.Text,
        Title = "How near neighbouring sentences are in topic",
        Says = "Sentences that stand together are about different things (cosine {0:F2}): \"{1}\" / \"{2}\"",
        Direction = Direction.FarmLow,
        Unit = Unit.Cosine,
        Source = "Foltz, Kintsch, Landauer 1998, The measurement of textual coherence, doi:10.1080/01638539809545029",
        Quiet = "not English, or fewer than 8 neighbouring sentences have 4 known words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnglish && text.TopicPairs >= 8 ? Measurement.Of(text.NeighbourCosine, Evidence.At(Place.Body, text.FarthestFirst), Evidence.At(Place.Body, text.FarthestSecond)) : Measurement.Nothing;
        },
    };
}
