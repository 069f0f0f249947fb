using Detector.Signals.Category;
using Detector.Topics;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal FinanceCategory = new()
    {
        Name = "category-finance-elsewhere",
        Family = Family.Category,
        Title = "Filed under finance without being about it",
        Says = "The page is filed under “{1}”, and the text is not about money",
        SaysOtherwise = "The page is filed under “{1}”, and the text is about money",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "Observed: 40 of 76 pages of one kit stand under Markets, Finance, Stocks or Invest and none is about them; two finance portals carry licensed general news so, hence not decisive",
        Quiet = "The category promises anything but finance, there is none, or the body is too short or not English",
        Measure = static seen =>
        {
            if (CategoryLabels.Of(seen).Shown is not { } label) return Measurement.Nothing;
            if (!PromisesFinance(label.Value) || CategoryFit.Of(label.Value, seen.Page.Topics.Body) is not { } fit) return Measurement.Nothing;
            return Measurement.Of(1 - fit.Probability, Evidence.Of(Place.Breadcrumb, label.Value));
        },
    };

    private static bool PromisesFinance(ReadOnlySpan<char> label)
    {
        foreach (var range in label.Split(' '))
            if (Topic.OfLabel(label[range]) is { Name: "finance" })
                return true;
        return false;
    }
}
