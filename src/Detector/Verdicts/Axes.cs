using Detector.Outlets;
using Detector.Pages;
using Detector.Signals;

namespace Detector.Verdicts;

/// <summary>The first two axes, from the page's own marks: is the text somebody else's, and is a right to it shown?</summary>
internal readonly record struct Axes(Copied Copied, Authorised Authorised)
{
    /// <summary>Names on the page fit the host from here on: a word in common by chance ("Growth Labs" on growthpeak) is half an agreement.</summary>
    private const double Agreement = 0.6;

    public static Axes Of(Page page, Measurements seen)
    {
        // An agency's own site prints its own text.
        if (page.Address is { } address && KnownOutlets.ByDomain(address.Host) is { Kind: OutletKind.Agency }) return new Axes(Copied.NotChecked, Authorised.NotInQuestion);
        var agency = Value(seen["wire-dateline"]) > 0 || Value(seen["wire-agency-credit"]) > 0;
        var broken = Value(seen["wire-copyright-sentence-broken"]) > 0;
        // A licence note alone is what a site grants others for its own text; pictures served by an outlet come with the outlet's story.
        var elsewhere = Value(seen["wire-appeared-first-elsewhere"]) > 0 || Value(seen["wire-interface-residue"]) >= 2 || (Value(seen["borrowed-media"]) >= 0.8 && !IsOutlet(page));
        if (!agency && !broken && !elsewhere) return new Axes(Copied.NotChecked, Authorised.NotInQuestion);
        return new Axes(Copied.ByItsOwnMarks, Right(page, seen, broken));
    }

    // A credit alone is what a proxy of a newspaper shows too: it counts only on a host that its masthead agrees with.
    private static Authorised Right(Page page, Measurements seen, bool broken)
    {
        if (broken) return Authorised.Contradicted;
        if (seen["wire-without-masthead"] is { HasValue: true } apart && 1 - apart.Value < Agreement) return Value(seen["wire-agency-credit"]) > 0 ? Authorised.Contradicted : Authorised.NotShown;
        if (Value(seen["wire-republication-credit"]) > 0) return Authorised.Shown;
        // Agencies license outlets: a credit under a name that is none leaves the permission open.
        if (seen["wire-licence-cues"] is { HasValue: true } cues && cues.Value >= 1 && Value(seen["wire-agency-credit"]) > 0) return IsOutlet(page) ? Authorised.Shown : Authorised.Plausible;
        return seen["wire-without-masthead"].HasValue ? Authorised.Plausible : Authorised.NotShown;
    }

    private static bool IsOutlet(Page page)
    {
        if (page.Address is { } address && (KnownOutlets.ByDomain(address.Host) is not null || CallSigns.InDomain(address.DomainLabel) is not null)) return true;
        if (page.Metadata.TitleBrand is { } brand && Named(brand.Value)) return true;
        foreach (var name in page.Metadata.SiteNames)
            if (Named(name.Value))
                return true;
        return false;

        static bool Named(string name) => Mastheads.LooksLikeOutlet(name) || CallSigns.IsChannelName(name) || CallSigns.Read(name.Split(' ', 2)[0]) is not null;
    }

    private static double Value(in Measurement measurement) => measurement.HasValue ? measurement.Value : 0;
}
