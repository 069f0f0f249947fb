using Detector.Pages.Addresses;
using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal DeclaredElsewhere = new()
    {
        Name = "brand-declared-elsewhere",
        Version = 2,
        Family = Family.Brand,
        Title = "The page's own addresses name another site",
        Says = "The page declares its own address as {1}; it stands on {2}",
        SaysOtherwise = "The page's declared address {1} is on its host {2}",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        NeedsAddress = true,
        NeedsMarkup = true,
        Source = "RFC 6596 (canonical); observed proposal. A canonical link to the first publisher is also the honest way to credit one, and archives keep addresses: weak alone",
        Quiet = "No address, or the page declares no absolute address of its own",
        Measure = static seen =>
        {
            var own = seen.Page.Metadata.OwnAddresses;
            if (BrandNames.Of(seen).Address is not { } address) return Measurement.Nothing;
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
            return all == 0 ? Measurement.Nothing : Measurement.Of((double)elsewhere / all, Evidence.Of(Place.Metadata, shown), Evidence.Of(Place.Address, address.Host));
        },
    };
}
