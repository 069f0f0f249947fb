using Detector.Desk.Runs;
using Detector.Desk.Tests.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Detector.Desk.Tests.Browser.Chromium))]
[assembly: AssemblyFixture(typeof(Detector.Desk.Tests.LargeRun))]

namespace Detector.Desk.Tests.Review;

public sealed class LookTests(Chromium chromium) : IDisposable
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("queue", "/"), ("case", "/case/1"), ("disputed", "/case/5?show=all"), ("networks", "/networks"), ("cover", "/cover/1?scope=network&what=confirm"), ("exports", "/exports"), ("agreement", "/agreement"), ("allowed", "/allowed"),
        ("history", "/history"), ("empty", "/?q=nothing-like-it"), ("missing", "/case/999"),
    ];

    private readonly Folder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("light", 1440)]
    [InlineData("dark", 1440)]
    [InlineData("light", 390)]
    [InlineData("zoomed", 720)]
    public async Task Every_page_is_clean_for_axe_and_never_wider_than_the_window(string look, int width)
    {
        await using var desk = await OpenDesk.OpenAsync(await DecidedAsync(), Stop);
        // The policy of the site would stop axe's own styles; that it stops pages' is tested elsewhere. 200 % zoom of 1440 pixels is a window of 720.
        await using var visitor = await chromium.VisitorAsync(width, 900, colours: look == "dark" ? ColorScheme.Dark : ColorScheme.Light, bypassPolicy: true, scale: look == "zoomed" ? 2 : 1);
        await visitor.Page.GotoAsync(desk.Address + "/");
        (await visitor.AccessibilityAsync()).ShouldBeEmpty("sign-in");
        var page = await desk.EnterAsync(visitor);
        foreach (var (name, path) in Pages)
        {
            await page.GotoAsync(desk.Address + path);
            await Shots.TakeAsync(page, $"{name}-{look}-{width}", full: name != "queue");
            (await visitor.AccessibilityAsync()).ShouldBeEmpty(name);
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, name);
        }
        visitor.Wrong.RemoveAll(wrong => wrong.Contains("404", StringComparison.Ordinal));
        visitor.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_keys_are_told()
    {
        await using var desk = await OpenDesk.OpenAsync(await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop), Stop);
        await using var visitor = await chromium.VisitorAsync();
        var page = await desk.EnterAsync(visitor);

        await page.Keyboard.PressAsync("?");

        (await page.Locator("#keys").IsVisibleAsync()).ShouldBeTrue();
        await Shots.TakeAsync(page, "keys", full: false);
        visitor.Wrong.ShouldBeEmpty();
    }

    private async Task<RunStore> DecidedAsync()
    {
        var store = await MadeRun.SmallAsync(_folder.PathOf("morning.run"), Stop);
        await store.DecideAsync([new Wanted(5, 0, 5)], "ada", Decided.Confirm, "town names in a keyword list", MadeRun.Now, Stop);
        await store.DecideAsync([new Wanted(5, 1, 5)], "ben", Decided.Reject, "a real plumber", MadeRun.Now, Stop);
        await store.DecideAsync([new Wanted(6, 0, 6)], "ada", Decided.Confirm, null, MadeRun.Now, Stop);
        await store.DecideAsync([new Wanted(7, 0, 7)], "ada", Decided.Confirm, "missed", MadeRun.Now, Stop);
        await store.DecideAsync([new Wanted(9, 0, 9)], "ben", Decided.Reject, null, MadeRun.Now, Stop);
        await store.AllowAsync("wetherby-post.example", true, "the parish paper", "ada", MadeRun.Now, Stop);
        return store;
    }
}
