using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    // A letter sent again next year has one such page; no honest page of the training corpus has three.
    private const int FewestFilledIn = 3;

    // One body for forty towns. Pages of a shop or a club share a form too, but that is beside their text, or is most of a page with little of it.
    public static readonly Signal FilledInPages = new()
    {
        Name = "filled-in-pages", Version = 3, Family = Family.Republication, Title = "Pages of the same site with the same text and other words filled in",
        Says = "{0:F0} other pages of this site have the same text with other words filled in, {1} among them; here it is “{2}”",
        SaysOtherwise = "No three other pages of this site have this text with other words filled in",
        Direction = Direction.FarmHigh, Unit = Unit.Count, NeedsIndex = true,
        Source = "Doorways: Google Search Essentials, spam policies (pages for many regions or cities that funnel to one); near-duplicate pages within a site: Fetterly, Manasse, Najork 2004 doi:10.1145/1017074.1017077",
        Quiet = "No index was asked, or none answered.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { } copies) return Measurement.Nothing;
            if (copies.All.FilledIn is not { Alike: { } alike, Pages: >= FewestFilledIn } filled) return Measurement.Of(0);
            var place = copies.All.Fingerprint.PlaceOf(filled.Filled);
            return Measurement.Of(filled.Pages, Evidence.Of(Place.Address, alike.Address), place.IsEmpty ? Evidence.None : Evidence.At(Place.Body, place));
        },
    };
}
