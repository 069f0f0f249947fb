using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Documentation shows slots on purpose, in code.
    public static readonly Signal UnrenderedSlots = new()
    {
        Name = "unrendered-slots",
        Version = 3,
        Family = Family.Text,
        Title = "Template slots nobody filled, in the text or in the address, title or description a page declares",
        Says = "A slot of the template was never filled: \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "observed on real farm pages: [rand_keywords], [#item_full_content]",
        Quiet = "the page shows code, where slots are meant to be read",
        Measure = seen =>
        {
            var leaks = MarkupLeaks.Of(seen);
            if (leaks.SpeaksCode) return Measurement.Nothing;
            var declared = leaks.DeclaredSlot is null ? 0 : 1;
            return Measurement.Of(leaks.Slots + declared, leaks.Slots == 0 && declared == 1 ? Evidence.Of(Place.Markup, leaks.DeclaredSlot) : Evidence.At(Place.Text, leaks.SlotPlace));
        },
    };
}
