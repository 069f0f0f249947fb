namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Diaries, clubs and manuals live there too, so it says little; it is not held against them.</summary>
    public static readonly Signal SharedHosting = new()
    {
        Name = "shared-hosting", Family = Family.Address, Title = "The host is a name under free, shared or dynamic hosting",
        Says = "The host {1} is a name under free, shared or dynamic hosting",
        SaysOtherwise = "The site has a domain of its own",
        Direction = Direction.Context, Unit = Unit.YesNo, NeedsAddress = true,
        Source = "Public Suffix List, private section; farm-patterns section 2: 17 of 420 farm and 1 of 494 legitimate pages",
        Quiet = "The address is not known.",
        Measure = static seen => seen.Page.Address is { } address ? Measurement.Of(address.IsPrivateSuffix, Evidence.Of(Place.Address, address.Host)) : Measurement.Nothing,
    };
}
