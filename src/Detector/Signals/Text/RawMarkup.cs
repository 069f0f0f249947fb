using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Per hundred words, at most 1. Quiet where code is the subject. Extracted text keeps markdown honestly, so plain text is quiet too.
    public static readonly Signal RawMarkup = new()
    {
        Name = "raw-markup",
        Version = 2,
        Family = Family.Text,
        Title = "Markup printed as text",
        Says = "Markup is printed as text: \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "observed on real farm pages: raw markdown and escaped HTML in pasted machine text",
        Quiet = "the page shows code, marked so or not, is extracted text (which keeps markdown honestly) or has fewer than 50 words",
        NeedsMarkup = true,
        Measure = seen =>
        {
            var leaks = MarkupLeaks.Of(seen);
            return !leaks.SpeaksCode && seen.Page.Tree is not null && seen.Page.Text.VisibleTokens >= TextStatistics.LeastWords ? Measurement.Of(Math.Min(1, 100.0 * leaks.Markup / seen.Page.Text.VisibleTokens), Evidence.At(Place.Text, leaks.MarkupPlace)) : Measurement.Nothing;
        },
    };
}
