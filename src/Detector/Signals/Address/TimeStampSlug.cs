using System.Globalization;
using Detector.Pages;
using Detector.Pages.Addresses;
using Detector.Pages.Dates;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal TimeStampSlug = new()
    {
        Name = "time-stamp-slug", Version = 3, Family = Family.Address, Title = "The address ends in seconds since 1970",
        Says = "The address ends in a machine's clock: {1}",
        SaysOtherwise = "The address ends in no machine's clock",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsAddress = true,
        Source = "farm-patterns section 2: 3 of 420 farm, 0 of 494 legitimate pages; small sample",
        Quiet = "The address is not known or has no path, or it ends in such a number and the page shows no date to hold it against.",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { } address || address.PathSegments.Count == 0) return Measurement.Nothing;
            foreach (var token in address.IdTokens)
            {
                if (token.Kind != IdKind.UnixTime) continue;
                // Some systems count in ten digits, and are a clock by chance.
                if ((seen.Page.Dates.Shown ?? seen.Page.Dates.Published) is not { Month: > 0, Day: > 0 } date) return Measurement.Nothing;
                if (DaysBetween(token.Text, date) <= MostDaysBetween) return Measurement.Of(true, Evidence.Of(Place.Address, token.Text));
            }
            return Measurement.Of(false);
        },
    };

    private const int MostDaysBetween = 31;

    private static int DaysBetween(string clock, PageDate date) =>
        Math.Abs(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(long.Parse(clock.AsSpan(0, 10), NumberStyles.None, CultureInfo.InvariantCulture))).DayNumber);
}
