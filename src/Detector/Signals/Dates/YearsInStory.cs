using Detector.Pages.Dates;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Filler names no time; stories do.</summary>
    public static readonly Signal YearsInStory = new()
    {
        Name = "dates-in-story", Family = Family.Dates, Title = "Dates and years named in the body, per 100 words",
        Says = "The body names {0:0.0} dates in 100 words",
        Direction = Direction.Context, Unit = Unit.Score,
        Source = "farm-patterns F8: rewrites without names, dates or places where the source had them",
        Quiet = "Under 100 words of body.",
        Measure = static seen =>
        {
            if (seen.Page.Text.MainTokens < 100) return Measurement.Nothing;
            var dates = 0;
            var shown = Evidence.None;
            foreach (var date in seen.Page.Dates.All)
            {
                if (date.Role != DateRole.Body) continue;
                dates++;
                if (shown.IsNone) shown = Evidence.At(Place.Body, date.Place);
            }
            return Measurement.Of(Math.Min(20, 100.0 * dates / seen.Page.Text.MainTokens), shown);
        },
    };
}
