using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Counts only where "net worth" is one of them: an encyclopedia's box has born, height and spouse.
    public static readonly Signal BiographySlots = new()
    {
        Name = "biography-slots",
        Family = Family.Text,
        Title = "Celebrity slots: net worth, height, age, zodiac",
        Says = "The page fills slots about a person ({0:F0} of them), such as \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "observed on real farm pages: net-worth and celebrity filler",
        Quiet = "not English, or the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            if (!text.IsEnough || !text.IsEnglish) return Measurement.Nothing;
            var slots = BiographySlotReader.Count(seen.Page, out var place);
            return Measurement.Of(slots, Evidence.At(Place.Body, place));
        },
    };
}
