using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal AgencyTextWithoutMasthead = new()
    {
        Name = "wire-without-masthead",
        Version = 3,
        Family = Family.Wire,
        Title = "Agency text on a host that its own names do not agree with",
        Says = "The text is an agency's (“{1}”), and the names on the page do not belong to the host {2}",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        NeedsAddress = true,
        Source = "Observed: every licence cue survives on newspaper proxies and the dateline on 39 of 100 copies; what tells them from members is the host. 1 - agreement of title brand, site name, publisher and copyright holder with the host",
        Quiet = "No agency text, no address, or no name on the page to hold against the host",
        Measure = static seen =>
        {
            var licence = Licence.Of(seen);
            return licence.IsAgencyText && licence.Masthead is { } agreement
                ? Measurement.Of(1 - agreement, licence.Shown, Evidence.Of(Place.Address, BrandNames.Of(seen).Address!.Host))
                : Measurement.Nothing;
        },
    };
}
