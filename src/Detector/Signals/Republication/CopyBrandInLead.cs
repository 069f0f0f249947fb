using Detector.Fingerprints;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CopyBrandInLead = new()
    {
        Name = "copy-brand-in-lead", Version = 2, Family = Family.Republication, Title = "Words pasted into a lead that is otherwise another page's",
        Says = "\"{1}\" was pasted into a lead that is otherwise that of {2}",
        SaysOtherwise = "The lead is the same as that of the pages that share the text",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsIndex = true,
        Source = "farm-patterns section 2: a foreign token pasted into the first sentence",
        Quiet = "No index was asked, or no other page holds half of the text.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { } copies) return Measurement.Nothing;
            var alike = false;
            foreach (var neighbour in copies.Holding)
            {
                if (neighbour.ShareHere < 0.5) continue;
                alike = true;
                // A page that came later and lost a word says nothing of this one.
                if (copies.DaysAfter(neighbour) < 0) continue;
                if (Leads.Pasted(copies.All.Fingerprint.Lead.Span, neighbour.Page.Lead.Span) is not { } pasted) continue;
                var place = copies.All.Fingerprint.PlaceOf(pasted);
                return Measurement.Of(true, place.IsEmpty ? Evidence.None : Evidence.At(Place.Lead, place), CopiesOf.Site(neighbour));
            }
            return alike ? Measurement.Of(false) : Measurement.Nothing;
        },
    };
}
