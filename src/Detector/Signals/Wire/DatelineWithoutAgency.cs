using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal DatelineWithoutAgency = new()
    {
        Name = "wire-dateline-without-agency",
        Family = Family.Wire,
        Title = "Dateline whose agency is missing",
        Says = "The dateline “{1}” has lost the agency that belongs in it",
        Direction = Direction.Context,
        Unit = Unit.YesNo,
        Source = "Observed on copies whose agency tag was cut out, and on large papers that write their own datelines so: weighs only with others",
        Quiet = "No opening paragraph",
        Measure = static seen =>
        {
            var dateline = Datelines.Of(seen);
            if (!dateline.HasLead) return Measurement.Nothing;
            return !dateline.HasAgency && !dateline.Range.IsEmpty ? Measurement.Of(true, Evidence.At(Place.Lead, dateline.Range)) : Measurement.Of(false);
        },
    };
}
