using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal PastedIntoDateline = new()
    {
        Name = "brand-pasted-into-dateline",
        Family = Family.Brand,
        Title = "A foreign word inside the agency's dateline",
        Says = "“{1}” was put into the agency's dateline “{2}”",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "Observed: 2 of 4 pages of one kit carry their brand between city and state; the dateline's grammar (Associated Press Stylebook) leaves no place for it",
        Quiet = "No agency dateline",
        Measure = static seen =>
        {
            var dateline = Datelines.Of(seen);
            if (!dateline.HasAgency) return Measurement.Nothing;
            return dateline.Pasted.IsEmpty ? Measurement.Of(false) : Measurement.Of(true, Evidence.At(Place.Lead, dateline.Pasted), Evidence.At(Place.Lead, dateline.Range));
        },
    };
}
