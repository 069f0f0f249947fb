using Detector.Pages.Addresses;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal TimeStampSlug = new()
    {
        Name = "time-stamp-slug", Family = Family.Address, Title = "The address ends in seconds since 1970",
        Says = "The address ends in a machine's clock: {1}",
        SaysOtherwise = "The address ends in no machine's clock",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsAddress = true,
        Source = "farm-patterns section 2: 3 of 420 farm, 0 of 494 legitimate pages; small sample",
        Quiet = "The address is not known or has no path.",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { } address || address.PathSegments.Count == 0) return Measurement.Nothing;
            foreach (var token in address.IdTokens)
                if (token.Kind == IdKind.UnixTime)
                    return Measurement.Of(true, Evidence.Of(Place.Address, token.Text));
            return Measurement.Of(false);
        },
    };
}
