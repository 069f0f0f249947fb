namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Readers do not need seconds; a template that prints a database column gives them. Some honest systems do too.</summary>
    public static readonly Signal ShownSeconds = new()
    {
        Name = "shown-seconds", Family = Family.Dates, Title = "The date shown to readers has seconds",
        Says = "The date shown to readers is a database's, to the second: “{1}”",
        SaysOtherwise = "The date is shown as for readers: “{1}”",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo,
        Source = "farm-patterns F1: View and Date with seconds on 100 of 100 pages, 0 of 494 legitimate ones in that form",
        Quiet = "No date is shown near the headline.",
        Measure = static seen => seen.Page.Dates.Shown is { } shown ? Measurement.Of(shown.HasSeconds, Evidence.At(Place.Dates, shown.Place)) : Measurement.Nothing,
    };
}
