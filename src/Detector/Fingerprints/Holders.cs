using Detector.Outlets;
using Detector.Pages.Addresses;
using Detector.Signals.Brand;

namespace Detector.Fingerprints;

/// <summary>Tells whose site a stored page stands on.</summary>
internal static class Holders
{
    public static Holder Of(PageRecord page)
    {
        if (Address.TryParse(page.Address) is not { } address) return Holder.Faceless;
        if (KnownOutlets.ByDomain(address.Host) is { } outlet) return outlet.Kind is OutletKind.Agency or OutletKind.ReleaseWire ? Holder.Agency : Holder.Named;
        // Four letters with K or W are a station's only where the page says so too.
        if (CallSigns.InDomain(address.DomainLabel) is { } sign && (sign.IsCertain || page.SiteName.Contains(sign.Letters, StringComparison.OrdinalIgnoreCase) || CallSigns.IsChannelName(page.SiteName))) return Holder.Named;
        return Mastheads.LooksLikeOutlet(page.SiteName) && Name.Of(page.SiteName) is { } name && name.AgreementWithHost(address.DomainLabel, []) >= Name.Agrees ? Holder.Plausible : Holder.Faceless;
    }
}
