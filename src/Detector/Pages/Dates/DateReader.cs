namespace Detector.Pages.Dates;

internal static class DateReader
{
    public static PageDates Read(Page page) => new();
}
