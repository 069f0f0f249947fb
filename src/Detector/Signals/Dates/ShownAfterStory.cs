using Detector.Pages.Dates;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>
    /// The latest date that the story itself names is a lower bound for when it was written. A page dated long after is re-dated. Years alone count from their
    /// end, so that a look back does not fire.
    /// </summary>
    public static readonly Signal ShownAfterStory = new()
    {
        Name = "shown-after-story", Family = Family.Dates, Title = "Days between the latest date named in the story and the date shown",
        Says = "The page is dated {0:0} days after the latest date its own story names: “{1}”, and in the story “{2}”",
        SaysOtherwise = "The page's date fits the dates in its story: “{1}”, and in the story “{2}”",
        Direction = Direction.FarmHigh, Unit = Unit.Days,
        Source = "farm-patterns section 2: page date later than the story by more than 30 days on 100 of 100 F1 pages; re-dated archives exist, so moderate",
        Quiet = "No date shown, or the story names no year or full date.",
        Absent = -10000,
        Measure = static seen =>
        {
            var dates = seen.Page.Dates;
            if ((dates.Shown ?? dates.Published) is not { } shown) return Measurement.Nothing;
            PageDate? latest = null;
            foreach (var date in dates.All)
            {
                // Dates ahead of the page's are plans, not the story's own time.
                if (date.Role != DateRole.Body || End(date) > shown.DayNumber + 2) continue;
                if (latest is null || End(date) > End(latest.Value)) latest = date;
            }
            // A year named alone that is the page's own year, or a later one, says that the page is of that year.
            foreach (var date in dates.All)
                if (date.Role == DateRole.Body && date.Year >= shown.Year && (latest is null || date.Year > latest.Value.Year))
                    return Measurement.Of(0, Evidence.At(Place.Dates, shown.Place), Evidence.At(Place.Body, date.Place));
            return latest is { } story
                ? Measurement.Of(Math.Clamp(shown.DayNumber - End(story), -3650, 3650), Evidence.At(Place.Dates, shown.Place), Evidence.At(Place.Body, story.Place))
                : Measurement.Nothing;

            static int End(PageDate date) => date.Month == 0 ? new DateOnly(date.Year, 12, 31).DayNumber : date.Day == 0 ? new DateOnly(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month)).DayNumber : date.DayNumber;
        },
    };
}
