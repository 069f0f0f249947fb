using Detector.Pages;
using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>A shop presses to buy too, and says that it is a shop: only pages that read as something else are measured.</summary>
    public static readonly Signal SalesPressure = new()
    {
        Name = "sales-pressure",
        Version = 2,
        Family = Family.Text,
        Title = "Wording that presses the reader to order, on a page that is no shop",
        Says = "It reads as a report and presses to order: wording such as \"{1}\" comes {0:F1} times in a thousand words",
        SaysOtherwise = "Wording that presses to order: {0:F1} times in a thousand words",
        Direction = Direction.FarmHigh,
        Unit = Unit.Score,
        Source = "Federal Trade Commission 2011, cases against ten operators of sham news sites; Enforcement Policy Statement on Deceptively Formatted Advertisements, 2015",
        Quiet = "A product or search page, not English, or the main content has fewer than 50 words",
        Measure = static seen =>
        {
            if (seen.Page.Kind is PageKind.Product or PageKind.Search) return Measurement.Nothing;
            var text = TextStatistics.Of(seen);
            // Said once, "special discounts" is a club's as well: on a short page one phrase would be a high rate.
            var times = text.Phrases(PhraseKind.Offer) is >= 2 and var several ? several : 0;
            return text.IsEnough && text.IsEnglish ? Measurement.Of(1000 * text.PerWord(times), times == 0 ? Evidence.None : Evidence.At(Place.Body, text.PhrasePlace(PhraseKind.Offer))) : Measurement.Nothing;
        },
    };
}
