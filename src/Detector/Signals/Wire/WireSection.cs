using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    // How newsrooms name the folder that their agency feed fills.
    private static readonly string[] WireFolders = ["wires", "wire", "wirestory", "wire-story", "ap", "apnews", "ap-news", "ap-national", "ap-national-news", "ap-top-news", "associated-press", "the-associated-press", "nation-world", "national-news", "afp", "reuters", "cnn-newsource", "cnn-national", "ap-sports", "ap-business"];

    public static readonly Signal WireSection = new()
    {
        Name = "wire-section-in-path",
        Version = 2,
        Family = Family.Wire,
        Title = "Agency section in the path, on a host that agrees with its masthead",
        Says = "The path has an agency's section (“{1}”) and the page's names do not belong to the host {2}",
        SaysOtherwise = "The path has the section of an agency's feed (“{1}”), as newsrooms have, and the masthead is the host's ({2})",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        NeedsAddress = true,
        Source = "Observed in 16 of 494 honest addresses and 1 of 420 farm addresses. The value is how well the page's names agree with its host, since proxies keep paths",
        Quiet = "No address, no such folder, or no name to hold against the host",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { } address || Licence.Of(seen).Masthead is not { } agreement) return Measurement.Nothing;
            for (var i = 0; i + 1 < address.PathSegments.Count; i++)
                foreach (var folder in WireFolders)
                    if (address.PathSegments[i].Equals(folder, StringComparison.OrdinalIgnoreCase))
                        return Measurement.Of(agreement, Evidence.Of(Place.Address, address.PathSegments[i]), Evidence.Of(Place.Address, address.Host));
            return Measurement.Nothing;
        },
    };
}
