namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal ListHangsTogether = new()
    {
        Name = "list-hangs-together", Version = 3, Family = Family.Links, Title = "How near the entries of each link list are to one another",
        Says = "The entries of the link lists have nothing to do with one another ({0:0.00}; 0.50 is random): “{1}” beside “{2}”",
        SaysOtherwise = "The entries of the link lists belong together ({0:0.00}; 0.50 is random): “{1}” beside “{2}”",
        Direction = Direction.FarmLow, Unit = Unit.Ratio,
        Source = "farm-patterns: lists that hang together with nothing; cosine of SIF vectors (Arora, Liang, Ma 2017) ranked among unrelated pairs",
        Quiet = "No list of three headlines around the body, or the text is not English.",
        Measure = static seen =>
        {
            double sum = 0;
            var entries = 0;
            Links.ListReadings.Reading? lowest = null;
            foreach (var reading in Links.ListReadings.Of(seen).Lists)
            {
                if (reading.Coherence is not { } coherence) continue;
                sum += coherence.Within * reading.List.Items.Count;
                entries += reading.List.Items.Count;
                if (lowest is null || coherence.Within < lowest.Coherence!.Value.Within) lowest = reading;
            }
            return entries == 0
                ? Measurement.Nothing
                : Measurement.Of(sum / entries, Evidence.At(Place.LinkList, lowest!.List.Items[0].Text), Evidence.At(Place.LinkList, lowest.List.Items[1].Text));
        },
    };
}
