using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Counts only where "net worth" is one of two at least: an encyclopedia's box has born, height and spouse, a bank's page a heading for people of high net worth.
    public static readonly Signal BiographySlots = new()
    {
        Name = "biography-slots",
        Version = 3,
        Family = Family.Text,
        Title = "Celebrity slots: net worth beside height, age, zodiac",
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
