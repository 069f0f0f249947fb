using Detector.Pages.Addresses;
using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal DeclaredElsewhere = new()
    {
        Name = "brand-declared-elsewhere",
        Version = 4,
        Family = Family.Brand,
        Title = "The page's own addresses, or a name that is one, name another site",
        Says = "The page says that it belongs to {1}; it stands on {2}",
        SaysOtherwise = "The address by which the page calls itself, {1}, is on its host {2}",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        NeedsAddress = true,
        Source = "RFC 6596 (canonical); observed proposal. A canonical link to the first publisher is also the honest way to credit one, and archives keep addresses: weak alone. Papers and portals sign titles with their domain, which a proxy of them keeps",
        Quiet = "No address, or the page declares no absolute address of its own and no name that is one",
        Measure = static seen =>
        {
            var own = seen.Page.Metadata.OwnAddresses;
            var names = BrandNames.Of(seen);
            if (names.Address is not { } address) return Measurement.Nothing;
            int all = 0, elsewhere = 0;
            string? shown = null;
            for (var i = 0; i < own.Count; i++)
            {
                if (!own[i].Value.Contains("//", StringComparison.Ordinal) || Address.TryParse(own[i].Value) is not { } declared) continue;
                all++;
                if (declared.SameSite(address)) shown ??= declared.Host;
                else
                {
                    if (elsewhere++ == 0) shown = declared.Host;
                }
            }
            foreach (var name in new[] { names.TitleBrand, names.SiteName })
            {
                if (name is null || Domain(name.Value) is not { } named) continue;
                all++;
                if (named.SameSite(address) || names.OnHost(Name.Of(named.DomainLabel)) >= Name.Agrees) shown ??= named.Host;
                else if (elsewhere++ == 0) shown = named.Host;
            }
            return all == 0 ? Measurement.Nothing : Measurement.Of((double)elsewhere / all, Evidence.Of(Place.Metadata, shown), Evidence.Of(Place.Address, address.Host));
        },
    };

    // "example.com", "www.example.co.uk": a name that is an address under a suffix somebody runs.
    private static Address? Domain(string name) =>
        name.Length is > 4 and < 60 && !name.Contains(' ') && name.LastIndexOf('.') > 0 && Address.TryParse($"http://{name}/") is { IsIp: false } address && address.Domain.Length > 0
        && !PublicSuffixes.SuffixOf(address.Host, out var rule).IsEmpty && rule == SuffixRule.Icann ? address : null;
}
