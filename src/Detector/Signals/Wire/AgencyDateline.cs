using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal AgencyDateline = new()
    {
        Name = "wire-dateline",
        Family = Family.Wire,
        Title = "Opens with an agency's dateline (1 whole, .5 damaged, 0 none)",
        Says = "The text opens with the dateline “{1}”",
        Direction = Direction.Context,
        Unit = Unit.Score,
        Source = "Associated Press Stylebook, datelines; observed on 39 of 100 copied pages and on many licensed ones: never for or against a page by itself",
        Quiet = "No opening paragraph",
        Measure = static seen =>
        {
            var dateline = Datelines.Of(seen);
            if (!dateline.HasLead) return Measurement.Nothing;
            return dateline.HasAgency ? Measurement.Of(dateline.IsComplete ? 1 : .5, Evidence.At(Place.Lead, dateline.Range)) : Measurement.Of(0);
        },
    };
}
