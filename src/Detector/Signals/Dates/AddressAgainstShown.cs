namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal AddressAgainstShown = new()
    {
        Name = "address-date-gap", Family = Family.Dates, Title = "Days between the date in the address and the date shown",
        Says = "The address and the page disagree by {0:0} days about when it was published: {2} and “{1}”",
        SaysOtherwise = "The date in the address is the date shown",
        Direction = Direction.FarmHigh, Unit = Unit.Days, NeedsAddress = true,
        Source = "farm-patterns F3: US-order dates and random folders in addresses of re-dated stories",
        Quiet = "No date in the address or none shown.",
        Measure = static seen => seen.Page.Dates is { Shown: { } shown, InAddress: { } address }
            ? Measurement.Of(Math.Min(3650, Math.Max(0, Math.Abs(shown.DayNumber - address.DayNumber) - (address.Day == 0 ? 16 : 0))), Evidence.At(Place.Dates, shown.Place), Evidence.Of(Place.Address, seen.Page.Url))
            : Measurement.Nothing,
    };
}
