using Detector.Topics;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Departments and towns have subdomains too: weak alone.</summary>
    public static readonly Signal InventedSubdomain = new()
    {
        Name = "invented-subdomain", Family = Family.Address, Title = "A subdomain of words that are in neither domain nor body",
        Says = "The subdomain in {1} is a name of its own that neither the domain nor the page takes up",
        SaysOtherwise = "The host's name is taken up by the page, or it is the plain domain",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsAddress = true,
        Source = "farm-patterns F1: invented fintech-sounding subdomains on an unrelated apex; hosts of three labels are 129 of 420 farm and 61 of 494 legitimate pages",
        Quiet = "The address is not known or is a number.",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { IsIp: false } address) return Measurement.Nothing;
            if (address.IsPrivateSuffix || address.Subdomains.Count == 0 || address.Subdomains[0].Length < 5) return Measurement.Of(false);
            var label = address.Subdomains[0];
            var words = HostWords.Split(label);
            if (words.Length < 2) return Measurement.Of(false);
            foreach (var word in words)
                if (address.DomainLabel.Contains(word, StringComparison.Ordinal) || Mentions(seen, word))
                    return Measurement.Of(false);
            return Measurement.Of(true, Evidence.Of(Place.Address, address.Host));
        },
    };

    private static bool Mentions(Observation seen, string word)
    {
        var hash = Pages.Text.WordHash.Of(word);
        foreach (ref readonly var block in seen.Page.Text.Blocks)
        {
            if (!block.IsMain) continue;
            foreach (ref readonly var token in seen.Page.Text.TokensOf(block))
                if (token.Hash == hash)
                    return true;
        }
        return false;
    }
}
