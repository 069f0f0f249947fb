using Detector.Topics;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal HostSpelling = new()
    {
        Name = "host-spelling", Family = Family.Address, Title = "Share of the domain's letters that form known words",
        Says = "Only {0:P0} of the letters of {1} form words",
        SaysOtherwise = "The domain {1} is made of words ({0:P0} of its letters)",
        Direction = Direction.Context, Unit = Unit.Ratio, NeedsAddress = true,
        Source = "farm-patterns F3 and F9: random names and misspelt mastheads; family names of small firms look alike, so it only gives context",
        Quiet = "The address is not known or is a number.",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { IsIp: false } address || address.DomainLabel.Length < 4) return Measurement.Nothing;
            var known = 0;
            foreach (var word in HostWords.Split(address.DomainLabel))
                if (word.Length >= 3 && WordVectors.Find(word) >= 0)
                    known += word.Length;
            return Measurement.Of((double)known / address.DomainLabel.Length, Evidence.Of(Place.Address, address.Host));
        },
    };
}
