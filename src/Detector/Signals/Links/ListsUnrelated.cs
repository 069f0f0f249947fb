namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>A “most read” list may be far from the page, a “more on this” list is near it: a farm's lists are neither near nor of one kind.</summary>
    public static readonly Signal ListsUnrelated = new()
    {
        Name = "lists-unrelated", Version = 3, Family = Family.Links, Title = "Share of list entries in lists that fit neither the page nor themselves",
        Says = "{0:P0} of the headlines in the lists stand in lists that hang together with nothing: “{1}”, “{2}”",
        SaysOtherwise = "{0:P0} of the headlines in the lists stand in lists that hang together with nothing",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio,
        Source = "farm-patterns section 2: link list incoherent with the page, to be used only with other marks",
        Quiet = "No list of three headlines around the body, or the text is not English.",
        Measure = static seen =>
        {
            int entries = 0, unrelated = 0;
            Links.ListReadings.Reading? worst = null;
            foreach (var reading in Links.ListReadings.Of(seen).Lists)
            {
                if (reading.Coherence is not { ToPage: { } fit } coherence) continue;
                entries += reading.List.Items.Count;
                if (fit > 0.62 || coherence.Within > 0.62) continue;
                unrelated += reading.List.Items.Count;
                if (worst is null || coherence.Within < worst.Coherence!.Value.Within) worst = reading;
            }
            if (entries == 0) return Measurement.Nothing;
            return worst is null
                ? Measurement.Of(0)
                : Measurement.Of((double)unrelated / entries, Evidence.At(Place.LinkList, worst.List.Items[0].Text), Evidence.At(Place.LinkList, worst.List.Items[^1].Text));
        },
    };
}
