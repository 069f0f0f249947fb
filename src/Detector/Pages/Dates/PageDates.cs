using Detector.Pages.Metadata;
using Detector.Pages.Text;

namespace Detector.Pages.Dates;

/// <summary>What a date on the page is for.</summary>
public enum DateRole : byte
{
    /// <summary>Machine-readable publication date (meta, JSON-LD, time datetime).</summary>
    Published,
    /// <summary>Machine-readable change date.</summary>
    Modified,
    /// <summary>Shown near the headline as the page's own date.</summary>
    Shown,
    /// <summary>In the page's address.</summary>
    Address,
    /// <summary>In the running text of the body, or a year named there.</summary>
    Body,
    /// <summary>In a list beside other entries.</summary>
    Listed,
    /// <summary>In a copyright line.</summary>
    Copyright,
}

/// <summary>A date as the page gives it. Month and day are 0 when not given.</summary>
public readonly record struct PageDate(int Year, int Month, int Day, bool HasTime, bool HasSeconds, DateRole Role, TextRange Place)
{
    /// <summary>Days since 0001-01-01, taking the middle of what is not given.</summary>
    public int DayNumber => new DateOnly(Year, Month == 0 ? 7 : Month, Day == 0 ? 15 : Math.Min(Day, DateTime.DaysInMonth(Year, Month == 0 ? 7 : Month))).DayNumber;
}

/// <summary>Month and day named without a year: "Apr 27" in a dateline or a list. Which year is meant is for the reader of it to work out.</summary>
public readonly record struct DayOfYear(int Month, int Day, DateRole Role, TextRange Place);

/// <summary>Every date of the page with its role. Years outside 1990..2100 are not dates of a web page and are left out, except in running text.</summary>
public sealed class PageDates
{
    public IReadOnlyList<PageDate> All { get; init; } = [];

    /// <summary>The page's own date as a visitor sees it, if any.</summary>
    public PageDate? Shown => First(DateRole.Shown);

    /// <summary>The machine-readable publication date, if any.</summary>
    public PageDate? Published => First(DateRole.Published);

    public PageDate? InAddress => First(DateRole.Address);

    public PageDate? First(DateRole role)
    {
        foreach (var date in All)
            if (date.Role == role)
                return date;
        return null;
    }

    /// <summary>Days named without their year, in the order of the page.</summary>
    public IReadOnlyList<DayOfYear> WithoutYear { get; init; } = [];

    /// <summary>The label in front of the shown date ("Date:", "View Date:", "Published:"), empty when there is none.</summary>
    public string ShownLabel { get; init; } = "";
}
