namespace Detector.Client.Tests;

/// <summary>Pages made for the tests.</summary>
public static class Made
{
    public static string Html(int number) =>
        $"<!DOCTYPE html><html><head><title>Pool number {number} will open on Saturday - Wetherby Down Post</title></head><body><h1>Pool number {number} will open on Saturday</h1><p>By Hester Quill</p>"
        + string.Concat(Enumerable.Range(0, 6).Select(i => $"<p>The outdoor pool number {number} will open on Saturday after all, {i + 3} weeks late and with a crack in the shallow end that the engineer calls ugly but sound.</p>"))
        + "</body></html>";

    public static string Url(int number) => $"https://wetherbydownpost.example/2025/05/pool-{number}/";

    public static PageToScore Page(int number) => new() { Id = $"page {number}", Url = Url(number), Html = Html(number) };

    public static async IAsyncEnumerable<PageToScore> Pages(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            await Task.Yield();
            yield return Page(i);
        }
    }
}
