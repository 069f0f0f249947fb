namespace Detector.Client.Tests;

/// <summary>Pages made for the tests.</summary>
public static class Made
{
    private static readonly string[] Report =
    [
        "The outdoor pool will open on Saturday after all, three weeks late and with a crack in the shallow end that the engineer calls ugly but sound.",
        "Swimmers had given up on May. \"We filled it twice, and twice it was gone by breakfast,\" said the caretaker, who slept beside the pump for a week.",
        "A plumber from Harrowgate found the leak with a bottle of blue dye and a good deal of patience, and asked to be paid in season tickets.",
        "The council had set aside money for a new lining, which will now go to the changing rooms, where the roof has let in rain since the storm.",
        "Children under six swim free on the first day; everybody else pays four pounds and is asked to bring a towel of their own.",
        "If the weather holds, the band of the fire brigade plays at noon, and the mayor has promised to jump in with his chain on.",
    ];

    public static string Html(int number) =>
        $"<!DOCTYPE html><html><head><title>Pool number {number} will open on Saturday - Wetherby Down Post</title></head><body><h1>Pool number {number} will open on Saturday</h1><p>By Hester Quill</p>"
        + string.Concat(Report.Select(paragraph => $"<p>{paragraph}</p>"))
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
