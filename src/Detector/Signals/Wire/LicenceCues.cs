using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal LicenceCues = new()
    {
        Name = "wire-licence-cues",
        Version = 3,
        Family = Family.Wire,
        Title = "Licence cues on a host that agrees with its masthead",
        Says = "The agency's credit “{1}” stands on a host ({2}) that its own masthead does not support",
        SaysOtherwise = "The agency's text is credited (“{1}”) on a host that is its masthead's ({2})",
        Direction = Direction.FarmLow,
        Unit = Unit.Score,
        NeedsAddress = true,
        Source = "Observed on 33 stations and 22 papers running agency copy by licence. Kinds of cue (0..4: dateline, credit, photo credit, copyright sentence) times agreement of the page's names with the host",
        Quiet = "No agency cue, no address, or no name to hold against the host",
        Measure = static seen =>
        {
            var licence = Licence.Of(seen);
            return licence.Kinds > 0 && licence.Masthead is { } agreement
                ? Measurement.Of(licence.Kinds * agreement, licence.Shown, Evidence.Of(Place.Address, BrandNames.Of(seen).Address!.Host))
                : Measurement.Nothing;
        },
    };
}
