using System.Globalization;
using Detector.Fingerprints;
using Detector.Outlets;
using Detector.Pages;
using Detector.Signals;
using Detector.Signals.Brand;
using Detector.Signals.Republication;

namespace Detector.Verdicts;

/// <summary>The first two axes, from the page's own marks and from an index where one was asked: is the text somebody else's, and is a right to it shown?</summary>
/// <param name="Copied">First axis.</param>
/// <param name="Authorised">Second axis.</param>
/// <param name="Says">How it is known whose text it is.</param>
internal readonly record struct Axes(Copied Copied, Authorised Authorised, string Says)
{
    /// <summary>Found elsewhere from here on, the whole text is: the headline, a caption, a line pasted in may differ.</summary>
    private const double Whole = 0.8;

    public bool IsSomebodyElses => Copied is Copied.Partial or Copied.Whole or Copied.ByItsOwnMarks;

    public static Axes Of(Page page, Measurements seen, Neighbours neighbours)
    {
        // An agency's own site prints its own text.
        if (page.Address is { } address && KnownOutlets.ByDomain(address.Host) is { Kind: OutletKind.Agency }) return new Axes(Copied.NotChecked, Authorised.NotInQuestion, "");
        var agency = Value(seen["wire-dateline"]) > 0 || Value(seen["wire-agency-credit"]) > 0;
        var broken = Value(seen["wire-copyright-sentence-broken"]) > 0;
        // A licence note alone is what a site grants others for its own text; pictures served by an outlet come with the outlet's story, and so does its newsroom's voice.
        var elsewhere = Value(seen["wire-appeared-first-elsewhere"]) > 0 || Value(seen["brand-masthead-left"]) > 0 || Value(seen["wire-interface-residue"]) >= 2 || Value(seen["says-it-collects"]) > 0
            || ((Value(seen["borrowed-media"]) >= 2 || Value(seen["declared-picture-elsewhere"]) > 0 || Value(seen["wire-outlet-voice"]) >= 2) && !IsOutlet(page));
        var copies = CopiesOf.Of(neighbours);
        if (copies.Source is { } source)
        {
            var copied = source.ShareHere >= Whole ? Copied.Whole : Copied.Partial;
            var says = string.Create(CultureInfo.InvariantCulture, $"{source.ShareHere:P0} of it stands on {(source.Page.Host.Length > 0 ? source.Page.Host : source.Page.Address)}, which had it first");
            return new Axes(copied, agency || broken || elsewhere ? Right(page, seen, broken) : RightTo(seen, copies), says);
        }
        if (agency || broken || elsewhere) return new Axes(Copied.ByItsOwnMarks, Right(page, seen, broken), "an agency's or another outlet's by its own marks");
        return new Axes(neighbours.Coverage == Coverage.Checked ? Copied.No : Copied.NotChecked, Authorised.NotInQuestion, "");
    }

    // A text that an index found and the page does not speak of. Many named outlets with one text are syndication, to which an outlet may belong; an origin named is a credit, not a right.
    private static Authorised RightTo(Measurements seen, CopiesOf copies)
    {
        if (Value(seen["wire-republication-credit"]) > 0) return Authorised.Shown;
        if (copies.OwnHolder >= Holder.Plausible || copies.IsRelease || Value(seen["wire-release-boilerplate"]) > 0) return Authorised.Plausible;
        return Authorised.NotShown;
    }

    // A credit alone is what a proxy of a newspaper shows too: it counts only on a host that its masthead agrees with.
    private static Authorised Right(Page page, Measurements seen, bool broken)
    {
        if (broken) return Authorised.Contradicted;
        if (seen["wire-without-masthead"] is { HasValue: true } apart && 1 - apart.Value < Name.Agrees) return Value(seen["wire-agency-credit"]) > 0 ? Authorised.Contradicted : Authorised.NotShown;
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

        static bool Named(string name) => Mastheads.LooksLikeOutlet(name) || CallSigns.IsStationName(name);
    }

    private static double Value(in Measurement measurement) => measurement.HasValue ? measurement.Value : 0;
}
