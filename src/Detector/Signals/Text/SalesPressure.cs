using Detector.Pages;
using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>A shop presses to buy too, and so does a business on its front page, and both say what they are: only pages that read as a report or a discussion are measured.</summary>
    public static readonly Signal SalesPressure = new()
    {
        Name = "sales-pressure",
        Version = 3,
        Family = Family.Text,
        Title = "Wording that presses the reader to order, on a page that reads as a report",
        Says = "It reads as a report and presses to order: wording such as \"{1}\" comes {0:F1} times in a thousand words",
        SaysOtherwise = "Wording that presses to order: {0:F1} times in a thousand words",
        Direction = Direction.FarmHigh,
        Unit = Unit.Score,
        Source = "Federal Trade Commission 2011, cases against ten operators of sham news sites; Enforcement Policy Statement on Deceptively Formatted Advertisements, 2015",
        Quiet = "Neither an article nor a discussion, not English, or the main content has fewer than 50 words",
        Measure = static seen =>
        {
            if (seen.Page.Kind is not (PageKind.Article or PageKind.Forum)) return Measurement.Nothing;
            var text = TextStatistics.Of(seen);
            // Said once, "special discounts" is a club's as well: on a short page one phrase would be a high rate.
            var times = text.Phrases(PhraseKind.Offer) is >= 2 and var several ? several : 0;
            return text.IsEnough && text.IsEnglish ? Measurement.Of(1000 * text.PerWord(times), times == 0 ? Evidence.None : Evidence.At(Place.Body, text.PhrasePlace(PhraseKind.Offer))) : Measurement.Nothing;
        },
    };
}
