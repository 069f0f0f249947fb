namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal NumberHost = new()
    {
        Name = "number-host", Family = Family.Address, Title = "The host is a bare IP address",
        Says = "The site has no name, only the number {1}",
        SaysOtherwise = "The site has a name",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsAddress = true,
        Source = "farm-patterns section 2: 2 of 420 farm, 0 of 494 legitimate pages",
        Quiet = "The address is not known.",
        Measure = static seen => seen.Page.Address is { } address ? Measurement.Of(address.IsIp, Evidence.Of(Place.Address, address.Host)) : Measurement.Nothing,
    };
}
