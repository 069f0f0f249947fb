using Detector.Pages.Dates;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal ListDatesToTheSecond = new()
    {
        Name = "list-dates-seconds", Family = Family.Dates, Title = "Share of dates in lists that have seconds",
        Says = "{0:P0} of the dates in the lists are to the second, in one format: “{1}”",
        SaysOtherwise = "The dates in the lists are as for readers",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio,
        Source = "farm-patterns section 2: one timestamp format across lists",
        Quiet = "Fewer than three dates in lists.",
        Measure = static seen =>
        {
            int dates = 0, seconds = 0;
            var shown = Evidence.None;
            foreach (var date in seen.Page.Dates.All)
            {
                if (date.Role != DateRole.Listed) continue;
                dates++;
                if (!date.HasSeconds) continue;
                seconds++;
                if (shown.IsNone) shown = Evidence.At(Place.LinkList, date.Place);
            }
            return dates < 3 ? Measurement.Nothing : Measurement.Of((double)seconds / dates, shown);
        },
    };
}
