using Detector.Pages.Dates;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Also a busy newsroom's day: weak alone.</summary>
    public static readonly Signal ListDatesOneDay = new()
    {
        Name = "list-dates-one-day", Family = Family.Dates, Title = "Share of listed entries dated on one and the same day",
        Says = "{0:P0} of the entries in the lists are dated on one and the same day: “{1}”",
        Direction = Direction.Context, Unit = Unit.Ratio,
        Source = "Observation: queues are published in bulk",
        Quiet = "Fewer than four dates in lists.",
        Measure = static seen =>
        {
            var days = new Dictionary<int, int>();
            int dates = 0, most = 0;
            var shown = Evidence.None;
            foreach (var date in seen.Page.Dates.All)
            {
                if (date.Role != DateRole.Listed || date.Day == 0) continue;
                dates++;
                var count = days.GetValueOrDefault(date.DayNumber) + 1;
                days[date.DayNumber] = count;
                if (count > most) (most, shown) = (count, Evidence.At(Place.LinkList, date.Place));
            }
            return dates < 4 ? Measurement.Nothing : Measurement.Of((double)most / dates, shown);
        },
    };
}
