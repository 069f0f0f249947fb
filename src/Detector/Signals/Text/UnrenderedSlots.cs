using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Documentation shows slots on purpose, in code.
    public static readonly Signal UnrenderedSlots = new()
    {
        Name = "unrendered-slots",
        Version = 2,
        Family = Family.Text,
        Title = "Template slots nobody filled",
        Says = "A slot of the template was never filled: \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "observed on real farm pages: [rand_keywords], [#item_full_content]",
        Quiet = "the page shows code, where slots are meant to be read",
        Measure = seen =>
        {
            var leaks = MarkupLeaks.Of(seen);
            return !leaks.SpeaksCode ? Measurement.Of(leaks.Slots, Evidence.At(Place.Text, leaks.SlotPlace)) : Measurement.Nothing;
        },
    };
}
