using Detector.Signals;

namespace Detector.Verdicts;

/// <summary>The first two axes, from the page's own marks: is the text somebody else's, and is a right to it shown?</summary>
internal readonly record struct Axes(Copied Copied, Authorised Authorised)
{
    /// <summary>Names on the page fit the host from here on: a word in common by chance ("Growth Labs" on growthpeak) is half an agreement.</summary>
    private const double Agreement = 0.6;

    public static Axes Of(Measurements seen)
    {
        var agency = Value(seen["wire-dateline"]) > 0 || Value(seen["wire-agency-credit"]) > 0;
        var broken = Value(seen["wire-copyright-sentence-broken"]) > 0;
        var elsewhere = Value(seen["wire-appeared-first-elsewhere"]) > 0 || Value(seen["wire-republication-credit"]) > 0 || Value(seen["wire-interface-residue"]) >= 2;
        if (!agency && !broken && !elsewhere) return new Axes(Copied.NotChecked, Authorised.NotInQuestion);
        return new Axes(Copied.ByItsOwnMarks, Right(seen, broken));
    }

    // A credit alone is what a proxy of a newspaper shows too: it counts only on a host that its masthead agrees with.
    private static Authorised Right(Measurements seen, bool broken)
    {
        if (broken) return Authorised.Contradicted;
        if (seen["wire-without-masthead"] is { HasValue: true } apart && 1 - apart.Value < Agreement) return Value(seen["wire-agency-credit"]) > 0 ? Authorised.Contradicted : Authorised.NotShown;
        if (Value(seen["wire-republication-credit"]) > 0) return Authorised.Shown;
        if (seen["wire-licence-cues"] is { HasValue: true } cues && cues.Value >= 1 && Value(seen["wire-agency-credit"]) > 0) return Authorised.Shown;
        return seen["wire-without-masthead"].HasValue ? Authorised.Plausible : Authorised.NotShown;
    }

    private static double Value(in Measurement measurement) => measurement.HasValue ? measurement.Value : 0;
}
