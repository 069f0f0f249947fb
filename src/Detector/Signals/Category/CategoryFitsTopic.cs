using Detector.Signals.Category;
using Detector.Topics;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CategoryFitsTopic = new()
    {
        Name = "category-fits-topic",
        Family = Family.Category,
        Title = "The category fits the topic of the body",
        Says = "The page is filed under “{1}”, and the text is about something else",
        SaysOtherwise = "The page is filed under “{1}”, and that is what it is about",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        Source = "Observed: category and topic differ on 66 of 76 pages of one kit. Chance that a publisher filed this body so, word vectors fitted on sections of honest news (Arora, Liang, Ma 2017)",
        Quiet = "No category declared, one that promises no subject (\"News\", a place), fewer than 50 known words of body, or not English",
        Measure = static seen =>
        {
            // A page may be filed twice, coarsely and finely: the better filing counts.
            var labels = CategoryLabels.Of(seen);
            ref readonly var body = ref seen.Page.Topics.Body;
            var crumb = labels.Crumb is { } one ? CategoryFit.Of(one.Value, body) : null;
            var section = labels.Section is { } other ? CategoryFit.Of(other.Value, body) : null;
            if (crumb is null && section is null) return Measurement.Nothing;
            return crumb is { } first && !(section?.Probability > first.Probability)
                ? Measurement.Of(first.Probability, Evidence.Of(Place.Breadcrumb, labels.Crumb!.Value))
                : Measurement.Of(section!.Value.Probability, Evidence.Of(Place.Metadata, labels.Section!.Value));
        },
    };
}
