namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Farms fill their lists from a queue; an honest list shares section, place or subject with its page, at least in part.</summary>
    public static readonly Signal ListFitsPage = new()
    {
        Name = "list-fits-page", Version = 3, Family = Family.Links, Title = "How near the link lists are to the page's topic",
        Says = "The link lists are as far from this page's topic as headlines picked at random ({0:0.00}; 0.50 is random): “{1}”",
        SaysOtherwise = "The link lists keep to the page's topic ({0:0.00}; 0.50 is random): “{1}”",
        Direction = Direction.FarmLow, Unit = Unit.Ratio,
        Source = "farm-patterns: incoherent list on 15 of 15 farm pages whose end was visible, and on 10 honest “most read” lists; cosine of SIF vectors (Arora, Liang, Ma 2017) ranked among unrelated pairs",
        Quiet = "No list of three headlines around the body, or the body is not English or has under 50 known words.",
        Measure = static seen =>
        {
            double sum = 0;
            var entries = 0;
            Links.ListReadings.Reading? lowest = null;
            foreach (var reading in Links.ListReadings.Of(seen).Lists)
            {
                if (reading.Coherence?.ToPage is not { } fit) continue;
                sum += fit * reading.List.Items.Count;
                entries += reading.List.Items.Count;
                if (lowest is null || fit < lowest.Coherence!.Value.ToPage) lowest = reading;
            }
            return entries == 0 ? Measurement.Nothing : Measurement.Of(sum / entries, Evidence.At(Place.LinkList, lowest!.List.Items[0].Text));
        },
    };
}
