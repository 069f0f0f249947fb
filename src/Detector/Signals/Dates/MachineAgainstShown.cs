namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal MachineAgainstShown = new()
    {
        Name = "machine-date-gap", Family = Family.Dates, Title = "Days between the machine-readable date and the date shown",
        Says = "The page tells machines and readers dates {0:0} days apart: shown “{1}”",
        SaysOtherwise = "Machines and readers are told the same date",
        Direction = Direction.FarmHigh, Unit = Unit.Days, NeedsMarkup = true,
        Source = "Observation: a copied layout keeps the metadata of its source or of its template",
        Quiet = "One of the two dates is missing.",
        Measure = static seen => seen.Page.Dates is { Shown: { } shown, Published: { } machine }
            ? Measurement.Of(Math.Min(3650, Math.Abs(shown.DayNumber - machine.DayNumber)), Evidence.At(Place.Dates, shown.Place))
            : Measurement.Nothing,
    };
}
