using Detector.Desk.Cases;
using Detector.Desk.Report;
using Detector.Desk.Runs;
using Detector.Desk.Tests.Browser;
using Microsoft.Playwright;

namespace Detector.Desk.Tests.Report;

public sealed class ReportTests(Chromium chromium) : IDisposable
{
    private readonly Folder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Shots()
    {
        var path = await WriteAsync(await MadeRun.SmallAsync(_folder.PathOf("morning.run"), Stop), everything: true);
        foreach (var (name, width, height, colours) in new[] { ("desktop", 1440, 900, ColorScheme.Light), ("phone", 390, 844, ColorScheme.Light), ("dark", 1440, 900, ColorScheme.Dark) })
        {
            await using var visitor = await chromium.VisitorAsync(width, height, colours: colours);
            await visitor.Page.GotoAsync(new Uri(path).AbsoluteUri);
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = $"/tmp/shots/report-{name}.png", FullPage = true });
            await visitor.Page.Locator("table.rows button.open").First.ClickAsync();
            await visitor.Page.Locator("dialog h1").WaitForAsync();
            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = $"/tmp/shots/report-file-{name}.png" });
            visitor.Wrong.ShouldBeEmpty();
        }
    }

    private async Task<string> WriteAsync(RunStore store, bool everything)
    {
        using var docket = new Docket(store);
        var path = _folder.PathOf("report.html");
        await using var writer = new StreamWriter(path);
        await HtmlReport.WriteAsync(store, await docket.NowAsync(Stop), everything, writer, MadeRun.Now, Stop);
        return path;
    }
}
