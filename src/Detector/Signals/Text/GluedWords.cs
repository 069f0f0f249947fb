using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Honest pages had as many: a matter of the extractor, points neither way.
    public static readonly Signal GluedWords = new()
    {
        Name = "glued-words",
        Family = Family.Text,
        Title = "Words glued together",
        Says = "Words are glued together where something was cut out: \"{1}\" ({0:F2} in a hundred words)",
        Direction = Direction.Context,
        Unit = Unit.Score,
        Source = "observed on real farm pages; it measures whoever extracted the text as much as the site",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough ? Measurement.Of(100 * text.PerWord(text.Glued), Evidence.At(Place.Body, text.GluedPlace)) : Measurement.Nothing;
        },
    };
}
