using Detector.Pages;
using Detector.Pages.Kinds;
using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // A club's "special offer", an advertisement between.
    private const int UsualWordings = 2;

    /// <summary>
    /// An honest page says one thing more than once ("free trial", "lose weight"); a page made to sell says all of them. A shop presses to buy too, and says what it is: front pages and pages that declare
    /// a product or a business are not measured.
    /// </summary>
    public static readonly Signal SalesPressure = new()
    {
        Name = "sales-pressure",
        Version = 5,
        Family = Family.Text,
        Title = "Many different wordings that press the reader to order, on a page that does not declare to be a shop's",
        Says = "It presses to order in many different wordings, such as \"{1}\": {0:F1} beyond the first two, in 2,000 words",
        SaysOtherwise = "Different wordings that press to order, beyond two: {0:F1} in 2,000 words",
        Direction = Direction.FarmHigh,
        Unit = Unit.Score,
        Source = "Federal Trade Commission 2011, cases against ten operators of sham news sites; Enforcement Policy Statement on Deceptively Formatted Advertisements, 2015",
        Quiet = "A front page or one that declares a product or a business, not English, or the main content has fewer than 50 words",
        Measure = static seen =>
        {
            if (seen.Page.Kind is PageKind.Home || PageKindReader.DeclaresToSell(seen.Page)) return Measurement.Nothing;
            var text = TextStatistics.Of(seen);
            // A long page has room for more.
            var different = Math.Max(0, text.Offers - UsualWordings) / Math.Max(1, text.Words / 2000.0);
            return text.IsEnough && text.IsEnglish ? Measurement.Of(different, different == 0 ? Evidence.None : Evidence.At(Place.Body, text.PhrasePlace(PhraseKind.Offer))) : Measurement.Nothing;
        },
    };
}
