using Microsoft.Playwright;

namespace Detector.Desk.Tests.Browser;

/// <summary>Pictures for a person to look at: written where SHOTS names a folder, else not made.</summary>
public static class Shots
{
    public static async Task TakeAsync(IPage page, string name, bool full = true)
    {
        if (Environment.GetEnvironmentVariable("SHOTS") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = full });
    }
}
