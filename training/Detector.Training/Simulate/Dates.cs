using Detector.Training.Simulate.Words;

namespace Detector.Training.Simulate;

/// <summary>How a shown date is written: a habit of the template, from the same formats on both sides.</summary>
internal static class Dates
{
    /// <summary>No page is dated after it was collected.</summary>
    private static readonly DateOnly Newest = new(2025, 12, 31);

    public static string Show(DateTime date, string lang, int format, bool seconds)
    {
        var month = Labels.For(lang).Months[date.Month - 1];
        var clock = seconds ? $"{date:HH:mm:ss}" : $"{date:HH:mm}";
        if (lang != "en")
            return format switch
            {
                0 or 1 => $"{date.Day}. {month} {date.Year}",
                2 => $"{date:dd.MM.yyyy}",
                3 => $"{date:dd.MM.yyyy}, {clock}",
                4 => $"{date:yyyy-MM-dd} {clock}",
                5 => $"{date.Day} {month} {date.Year}, {clock}",
                _ => $"{date:dd/MM/yyyy} {clock}",
            };
        if (seconds)
            return format switch { 0 or 1 or 2 or 3 => $"{date:yyyy-MM-dd HH:mm:ss}", 4 => $"{date:yyyy/MM/dd HH:mm:ss}", 5 => $"{date:dd.MM.yyyy HH:mm:ss}", _ => $"{date:MM/dd/yyyy HH:mm:ss}" };
        return format switch
        {
            0 => $"{month} {date.Day}, {date.Year}",
            1 => $"{month[..3]} {date.Day}, {date.Year} at {date:h:mm} {(date.Hour < 12 ? "AM" : "PM")}",
            2 => $"{date:yyyy-MM-dd}",
            3 => $"{date.Day} {month} {date.Year}",
            4 => $"{date:MM/dd/yyyy}",
            5 => $"{date.DayOfWeek}, {month} {date.Day}, {date.Year}",
            6 => $"{month[..3]}. {date.Day}, {date.Year} {date:h:mm} {(date.Hour < 12 ? "a.m." : "p.m.")}",
            _ => $"{date:yyyy-MM-dd HH:mm}",
        };
    }

    public static DateTime Clock(Chance c, DateOnly day) => (day > Newest ? Newest : day).ToDateTime(new TimeOnly(c.Between(0, 23), c.Between(0, 59), c.Between(0, 59)));
}
