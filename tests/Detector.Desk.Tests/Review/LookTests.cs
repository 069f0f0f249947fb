using Detector.Desk.Tests.Browser;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Detector.Desk.Tests.Browser.Chromium))]

namespace Detector.Desk.Tests.Review;

public sealed class LookTests(Chromium chromium) : IDisposable
{
    private readonly Folder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Shots()
    {
        await using var desk = await OpenDesk.OpenAsync(await MadeRun.SmallAsync(_folder.PathOf("morning.run"), Stop), Stop);
        foreach (var (name, width, height, colours) in new[] { ("desktop", 1440, 900, ColorScheme.Light), ("phone", 390, 844, ColorScheme.Light), ("dark", 1440, 900, ColorScheme.Dark) })
        {
            await using var visitor = await chromium.VisitorAsync(width, height, colours: colours);
            var page = await desk.EnterAsync(visitor);
            foreach (var (what, path) in new[] { ("queue", "/"), ("case", "/case/1"), ("networks", "/networks"), ("cover", "/cover/1?scope=network&what=confirm"), ("exports", "/exports"), ("agreement", "/agreement"), ("allowed", "/allowed"), ("history", "/history") })
            {
                await page.GotoAsync(desk.Address + path);
                await page.ScreenshotAsync(new PageScreenshotOptions { Path = $"/tmp/shots/{what}-{name}.png", FullPage = what != "queue" });
            }
            visitor.Wrong.ShouldBeEmpty();
        }
    }
}
